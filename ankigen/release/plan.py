"""What a release changes for its readers, and the lock that it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ankigen.cards import Compiled, PackedFact, deck_names
from ankigen.release.lock import Lock, LockedNote, LockedRelease
from ankigen.release.words import words_digest


@dataclass(frozen=True, slots=True)
class Changes:
    """The notes that a reader's Anki will add or update, each once, by variant.

    ``wording`` changed only because the tool words cards differently now: their authors
    changed nothing.
    """

    new: tuple[tuple[str, PackedFact], ...] = ()
    changed: tuple[tuple[str, PackedFact], ...] = ()
    retired: tuple[tuple[str, PackedFact], ...] = ()
    wording: tuple[tuple[str, PackedFact], ...] = ()

    def of_variants(self, *variants: str) -> Changes:
        """Return the changes of some variants."""
        return Changes(
            *(
                tuple(item for item in part if item[0] in variants)
                for part in (self.new, self.changed, self.retired, self.wording)
            )
        )


def changes(compiled: Compiled, released: Lock | None) -> Changes:
    """Compare what is to be released with what was."""
    notes = released.notes if released else {}
    parts: dict[str, list[tuple[str, PackedFact]]] = {
        "new": [], "changed": [], "retired": [], "wording": [],
    }  # fmt: skip
    for variant, fact in compiled.facts:
        locked = notes.get(fact.row.guid)
        if locked is None:
            parts["new"].append((variant, fact))
        elif locked.content != fact.content:
            parts[_how(fact, locked, compiled)].append((variant, fact))
    return Changes(**{name: tuple(part) for name, part in parts.items()})


def _how(fact: PackedFact, locked: LockedNote, compiled: Compiled) -> str:
    if fact.retired and not locked.retired:
        return "retired"
    same_words = words_digest(fact.source, compiled.deck) == locked.words
    return "wording" if same_words else "changed"


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
        mod=note.mod,
        note_id=note.id,
        since=before.since if before else version,
        changed=before.changed if before and same else version,
        cards=tuple(sorted(cards)),
        retired=fact.retired,
    )
