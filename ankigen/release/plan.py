"""What a release changes for its readers, and the lock that it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ankigen.cards import Compiled, PackedFact, deck_names
from ankigen.kinds.base.records import Note
from ankigen.kinds.deck import Deck
from ankigen.release.lock import Lock, LockedNote, LockedRelease
from ankigen.release.words import drawings_digest, frame, words_digest, works_digest

OUTSIDE = ("home", "report", "sources", "drawings", "wording")
"""What can rewrite notes whose authors changed nothing: the deck's addresses, its bibliography,
the drawings, and how ankigen words cards."""


class Outside(NamedTuple):
    """A note that a release rewrites though its author changed nothing, and what did."""

    cause: str
    variant: str
    fact: PackedFact


@dataclass(frozen=True, slots=True)
class Changes:
    """The notes that a reader's Anki will add or update, each once, by variant."""

    new: tuple[tuple[str, PackedFact], ...] = ()
    changed: tuple[tuple[str, PackedFact], ...] = ()
    retired: tuple[tuple[str, PackedFact], ...] = ()
    outside: tuple[Outside, ...] = ()

    @property
    def wording(self) -> tuple[tuple[str, PackedFact], ...]:
        """The notes of ``outside``, without what changed them."""
        return tuple((variant, fact) for _, variant, fact in self.outside)

    @property
    def overwritten(self) -> int:
        """How many notes Anki replaces, with whatever a reader edited or tagged on them."""
        return len(self.changed) + len(self.retired) + len(self.outside)

    def of_variants(self, *variants: str) -> Changes:
        """Return the changes of some variants."""
        new, changed, retired = (
            tuple(item for item in part if item[0] in variants)
            for part in (self.new, self.changed, self.retired)
        )
        outside = tuple(each for each in self.outside if each.variant in variants)
        return Changes(new, changed, retired, outside)


def changes(compiled: Compiled, released: Lock | None) -> Changes:
    """Compare what is to be released with what was."""
    notes = released.notes if released else {}
    parts: dict[str, list[tuple[str, PackedFact]]] = {"new": [], "changed": [], "retired": []}
    outside: list[Outside] = []
    for variant, fact in compiled.facts:
        locked = notes.get(fact.row.guid)
        if locked is None:
            parts["new"].append((variant, fact))
        elif released is not None and locked.content != fact.content:
            if fact.retired and not locked.retired:
                parts["retired"].append((variant, fact))
            elif words_digest(fact.source, compiled.deck) != locked.words:
                parts["changed"].append((variant, fact))
            else:
                cause = _cause(fact.source, locked, compiled.deck, released)
                outside.append(Outside(cause, variant, fact))
    inside = {name: tuple(part) for name, part in parts.items()}
    return Changes(**inside, outside=tuple(outside))


def _cause(note: Note, locked: LockedNote, deck: Deck, released: Lock) -> str:
    """Return what rewrites a note whose author changed nothing (``OUTSIDE``)."""
    now = frame(deck)
    for address in ("home", "report"):
        if now[address] != released.frame.get(address, ""):
            return address
    if works_digest(note, deck) != locked.works:
        return "sources"
    return "drawings" if drawings_digest(note, deck) != locked.drawings else "wording"


def next_lock(
    compiled: Compiled,
    released: Lock | None,
    version: str,
    tool: str,
    packages: Mapping[str, str],
) -> Lock:
    """Return the lock after a release: ``packages`` are the digests of their members."""
    before = released.notes if released else {}
    notes = dict(before)
    for variant, fact in compiled.facts:
        note = _locked(compiled, variant, fact, version, before.get(fact.row.guid))
        notes[note.guid] = note
    # Counted anew: a merge may have left two lines of one note, of which one stays.
    came = Counter(note.since for note in notes.values())
    latest = LockedRelease(
        version=version,
        time=compiled.time,
        came=came[version],
        whole=compiled.digest(),
        tool=tool,
        packages=dict(packages),
    )
    earlier = released.releases if released else ()
    return Lock(
        deck=compiled.deck.key,
        uid=compiled.deck.uid,
        names=deck_names(compiled.deck),
        frame=frame(compiled.deck),
        releases=(*(replace(each, came=came[each.version]) for each in earlier), latest),
        notes=notes,
    )


def _locked(
    compiled: Compiled, variant: str, fact: PackedFact, version: str, before: LockedNote | None
) -> LockedNote:
    note, content = fact.row, fact.content
    same = before is not None and before.content == content
    cards = {ord_ for ord_, _, _ in note.cards} | set(before.cards if before else ())
    return LockedNote(
        key=fact.source.identity,
        fact=fact.fact,
        variant=variant,
        guid=note.guid,
        content=content,
        words=words_digest(fact.source, compiled.deck),
        works=works_digest(fact.source, compiled.deck),
        drawings=drawings_digest(fact.source, compiled.deck),
        mod=note.mod,
        note_id=note.id,
        since=before.since if before else version,
        changed=before.changed if before and same else version,
        cards=tuple(sorted(cards)),
        retired=fact.retired,
    )
