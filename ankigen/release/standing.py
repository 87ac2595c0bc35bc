"""A deck against its lock: whatever would cost readers something, with its mend."""

from __future__ import annotations

import dataclasses
import functools
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ankigen import kinds
from ankigen.anki.package import History, Stamps
from ankigen.cards import Compiled, Filling, compile_deck, deck_names, notetypes, worded
from ankigen.diagnostics import Diagnostic, Edit, Hint, Location
from ankigen.folders import DECK_FILE, shown
from ankigen.given import UnfitError, read_given
from ankigen.kinds.base.records import Note
from ankigen.kinds.base.variants import moved_variants
from ankigen.kinds.deck import Deck, Edition
from ankigen.release import lock
from ankigen.release.lock import LOCK_FILE, Lock, LockedNote, LockFile
from ankigen.release.words import frame, words_digest
from ankigen.source import Path as NodePath
from ankigen.source import SourceFile

if TYPE_CHECKING:
    from ankigen.deck import Loaded

_DAY = 86_400


@dataclass(frozen=True)
class Standing:
    """Where a deck stands: its lock, and the deck compiled with the times of its last release.

    Both are None for a deck that was never released, or whose lock cannot be read. ``filled``
    are its notes as they were worded, if they were.
    """

    deck: Deck
    lock: Lock | None = None
    compiled: Compiled | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    filled: Filling | None = None

    @property
    def released(self) -> Compiled | None:
        """The compiled deck, if it is as it was released: then nothing needs a new time."""
        if self.lock is None or self.compiled is None:
            return None
        return self.compiled if self.compiled.digest() == self.lock.latest.whole else None

    def at(self, seconds: int) -> Compiled:
        """Compile the deck as it is now, with this time for all that its release has not."""
        if self.lock and self.compiled:
            return self.compiled.at(Stamps(seconds, self.lock.history))
        return compile_deck(self.deck, Stamps(seconds), filled=self._worded)

    @functools.cached_property
    def _worded(self) -> Filling:
        # A deck is often compiled twice: to see which files it was made of, and at their time.
        return self.filled or worded(self.deck, {})


def held_to_locks(loaded: Loaded, now: int | None = None) -> tuple[Loaded, list[Standing]]:
    """Compare decks with their locks; what is wrong then is among what was wrong already."""
    standing = standings(loaded, now)
    found = [*loaded.diagnostics, *(d for each in standing for d in each.diagnostics)]
    everything = tuple(sorted(found, key=lambda d: d.order))
    return dataclasses.replace(loaded, diagnostics=everything), standing


def standings(loaded: Loaded, now: int | None = None) -> list[Standing]:
    """Compare every sound deck with its lock.

    ``now`` (seconds) is what the machine's clock says, where that is to be checked.
    """
    filled = loaded.filled or (None,) * len(loaded.decks)
    return [
        standing(deck, loaded.sources, now, notes)
        for deck, notes in zip(loaded.decks, filled, strict=True)
    ]


def standing(
    deck: Deck,
    sources: Mapping[str, SourceFile],
    now: int | None = None,
    filled: Filling | None = None,
) -> Standing:
    """Compare a deck with its lock, if it has one; ``filled`` has its notes worded already."""
    file = read_lock(deck.folder)
    if file is None:
        return Standing(deck, filled=filled)
    if file.lock is None:
        return Standing(deck, diagnostics=file.diagnostics, filled=filled)
    checker = _Checker(deck, sources, file, file.lock, filled)
    return Standing(deck, file.lock, checker.compiled, tuple(checker.check(now)), filled)


def released_notes(folder: Path) -> History:
    """Return what was released of the deck in a folder, as far as its lock can be read."""
    file = read_lock(folder)
    return file.lock.history if file is not None and file.lock is not None else {}


def read_lock(folder: Path) -> LockFile | None:
    """Read the lock of the deck in a folder; None where it has none."""
    path = folder / LOCK_FILE
    try:
        return lock.parse(shown(path), read_given(path))
    except UnfitError as error:
        if error.code == "file-missing":
            return None
        return LockFile(None, (Diagnostic(Location(shown(path)), error.code, error.params),))


class _Checker:
    """Checks one deck against one sound lock."""

    def __init__(
        self,
        deck: Deck,
        sources: Mapping[str, SourceFile],
        file: LockFile,
        released: Lock,
        filled: Filling | None,
    ) -> None:
        self.deck = deck
        self.sources = sources
        self.file = file
        self.lock = released
        latest = released.latest
        self.compiled = compile_deck(
            deck,
            Stamps(latest.time, released.history),
            Edition.at(latest.version, latest.time),
            filled,
        )
        self.facts = {
            fact.row.guid: tuple([ord_ for ord_, _, _ in fact.row.cards])
            for fact in self.compiled.stamped()
        }

    @functools.cached_property
    def identities(self) -> dict[str, Note]:
        """The notes by the keys that readers know them by; read again only in trouble."""
        return {note.identity: note for note in self.deck.notes}

    @functools.cached_property
    def by_any_key(self) -> dict[str, Note]:
        """The notes by every key that they have or had."""
        found: dict[str, Note] = {}
        for note in self.identities.values():
            for key in (note.key, *note.was):
                found.setdefault(key, note)
        return found

    def check(self, now: int | None) -> Iterator[Diagnostic]:
        yield from self.clock(now)
        if self.deck.uid != self.lock.uid:
            # With another uid every guid is another: one cause, one error.
            hints = (Hint("lock-put-back", {"value": self.lock.uid}), Hint("lock-fork"))
            yield self.in_deck_file("uid", "lock-uid", self.lock.uid, hints)
            return
        yield from self.frame()
        left = list(self.languages())
        yield from left
        # Without a language all its notes are gone: one cause, one error.
        if not left:
            yield from self.gone()
            yield from self.cards()

    def clock(self, now: int | None) -> Iterator[Diagnostic]:
        last = self.lock.last_time
        if now is not None and last > now + _DAY:
            moment = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(last))
            place = Location(shown(self.deck.folder / LOCK_FILE))
            yield Diagnostic(place, "lock-future", {"time": moment}, (Hint("lock-clock"),))

    def frame(self) -> Iterator[Diagnostic]:
        """Check what stands in deck.yaml."""
        if self.deck.key != self.lock.deck:
            yield self.put_back("key", "lock-deck-key", self.lock.deck)
        names = deck_names(self.deck)
        changed = [what for what, name in self.lock.names.items() if names.get(what, name) != name]
        if changed:
            what = "parent" if "parent" in changed else changed[0]
            yield self.put_back("anki_name", "lock-name", self.lock.names[what])
        yield from self.tags()

    def tags(self) -> Iterator[Diagnostic]:
        """Find subjects, topics and levels that are gone: readers search for their tags."""
        now = frame(self.deck)
        for what in ("subjects", "topics", "levels"):
            for key in self.lock.frame.get(what, ()):
                if key not in now[what]:
                    place = self.place(shown(self.deck.folder / DECK_FILE), (what,))
                    params = {"key": key, "list": what}
                    yield Diagnostic(place, "lock-tag", params, (Hint("declare-again", params),))

    def languages(self) -> Iterator[Diagnostic]:
        """Find languages and pairs that were released and are gone, or no longer in that order."""
        released = [what for what in self.lock.names if what not in ("parent", "retired")]
        for key, pairs in (("languages", False), ("translations", True)):
            place = self.place(shown(self.deck.folder / DECK_FILE), (key,))
            was = [what for what in released if ("-" in what) == pairs]
            for what in was:
                if what not in self.deck.variants:
                    hint = Hint("put-language-back", {"language": what, "key": key})
                    yield Diagnostic(place, "lock-language", {"language": what}, (hint,))
            if moved := moved_variants(was, self.deck.variants):
                order = {"released": ", ".join(moved)}
                hint = Hint("lock-put-back", {"value": order["released"]})
                yield Diagnostic(place, "lock-language-order", order, (hint,))

    def put_back(self, key: str, code: str, released: str) -> Diagnostic:
        return self.in_deck_file(key, code, released, (Hint("lock-put-back", {"value": released}),))

    def in_deck_file(
        self, key: str, code: str, released: str, hints: tuple[Hint, ...]
    ) -> Diagnostic:
        place = self.place(shown(self.deck.folder / DECK_FILE), (key,))
        return Diagnostic(place, code, {"released": released}, hints, (Edit(place, released),))

    def gone(self) -> Iterator[Diagnostic]:
        """Find released notes that the deck no longer has, and say where they went."""
        gone: dict[str, list[LockedNote]] = defaultdict(list)
        for guid, locked in self.lock.notes.items():
            if guid not in self.facts:
                gone[locked.key].append(locked)
        renamed = self.renamed(gone)
        for key, facts in gone.items():
            if key in self.identities:
                yield from self.gone_facts(self.identities[key], facts)
            elif note := self.by_any_key.get(key):
                hint = "lock-was-none" if note.key == key else "lock-was-first"
                params = {"key": key}
                yield self.at_note(note, "was", "lock-was-order", params, Hint(hint, params))
            elif key in renamed:
                yield self.key_changed(renamed[key], key)
            else:
                yield self.note_gone(key, facts)

    def renamed(self, gone: Mapping[str, object]) -> dict[str, Note]:
        """Find notes that say word for word what a vanished one said: by its old key."""
        known = {locked.key for locked in self.lock.notes.values()}
        words = {
            locked.words: locked.key for locked in self.lock.notes.values() if locked.key in gone
        }
        found = {}
        for note in self.identities.values() if words else ():
            if note.identity not in known:
                key = words.get(words_digest(note, self.deck))
                if key is not None:
                    found[key] = note
        return found

    def key_changed(self, note: Note, key: str) -> Diagnostic:
        hint = Hint("lock-add-was", {"key": key})
        found = self.at_note(note, "key", "lock-key-changed", {"key": key}, hint)
        at = found.location
        # The list goes below the key, as deep as the key stands.
        margin = " " * (at.column - 1 - len("key: "))
        end = Location(at.path, at.line, at.end_column, at.line, at.end_column)
        edit = Edit(end, f"\n{margin}was:\n{margin}  - {key}")
        return Diagnostic(at, found.code, found.params, found.hints, (edit,))

    def note_gone(self, key: str, facts: list[LockedNote]) -> Diagnostic:
        since = min((fact.since for fact in facts), key=lock.version_key)
        return Diagnostic(
            min(self.file.lines[fact.guid] for fact in facts),
            "lock-note-gone",
            {"key": key, "version": since},
            (Hint("lock-retire-note"), Hint("lock-add-was", {"key": key})),
        )

    def gone_facts(self, note: Note, facts: list[LockedNote]) -> Iterator[Diagnostic]:
        kind = kinds.kind_of(note)
        known = {fact.name for fact in kind.facts}
        foreign = sorted({fact.fact for fact in facts} - known)
        if foreign:
            params = {"key": note.key, "facts": ", ".join(foreign), "kind": kind.name}
            yield self.at_note(note, "key", "lock-kind-changed", params, Hint("lock-new-note"))
        for name in sorted({fact.fact for fact in facts} & known):
            since = next(fact.since for fact in facts if fact.fact == name)
            hint = Hint("lock-retire-fact", {"fact": name.replace("-", "_")})
            params = {"key": note.key, "fact": name, "version": since}
            yield self.at_note(note, "key", "lock-fact-gone", params, hint)

    def cards(self) -> Iterator[Diagnostic]:
        """Find released cards that their note no longer has: a reader would see a blank one."""
        told: set[tuple[str, str]] = set()
        for guid, locked in self.lock.notes.items():
            # Also of a retired fact: the readers who have the card keep it.
            left = self.facts.get(guid, locked.cards)
            for ord_ in locked.cards:
                if ord_ not in left and (locked.key, locked.fact) not in told:
                    told.add((locked.key, locked.fact))
                    note = self.identities[locked.key]
                    card = notetypes.TEMPLATES[ord_]
                    params = {"key": note.key, "fact": locked.fact, "card": card}
                    yield self.at_note(
                        note, "key", "lock-card-gone", params, Hint("lock-card-back")
                    )

    def at_note(
        self, note: Note, key: str, code: str, params: Mapping[str, str], *hints: Hint
    ) -> Diagnostic:
        place = self.place(note.origin.path, ("notes", note.origin.index, key))
        return Diagnostic(place, code, params, hints)

    def place(self, path: str, node: NodePath) -> Location:
        source = self.sources.get(path)
        return source.value_at(node) if source else Location(path)
