"""``ankigen rename`` for a deck: what may be renamed, what readers know, and the trial."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ankigen import kinds
from ankigen.deck import Loaded, load
from ankigen.deck.trial import copied, told_of
from ankigen.diagnostics import Diagnostic, Hint, MisuseError, did_you_mean
from ankigen.edit import lay_out
from ankigen.edit.fmt_files import schemas_for
from ankigen.edit.renaming import Renaming, renamed
from ankigen.edit.rewritten import Rewritten
from ankigen.folders import SOURCES_FILE, shown
from ankigen.kinds.base.records import Note
from ankigen.kinds.deck import Deck
from ankigen.release.lock import Lock
from ankigen.release.standing import held_to_locks


@dataclass(frozen=True, slots=True)
class Renamed:
    """The files that change, each with how many places do; or why none may.

    ``former`` is the key that went under ``was``, '' where no reader knew it.
    """

    files: tuple[tuple[Rewritten, int], ...] = ()
    former: str = ""
    faults: tuple[Diagnostic, ...] = ()


def rename(folder: Path, old: str, new: str, *, work: bool, place: Path) -> Renamed:
    """Rename a note or a work of a deck; nothing is written.

    ``place`` is an empty folder, in which the outcome is checked. Raises MisuseError
    where the keys are not fit.
    """
    loaded, faults = _checked(folder)
    if faults:
        return Renamed(faults=faults)
    deck = loaded.decks[0]
    (standing,) = held_to_locks(loaded)[1]
    former = ""
    if work:
        _demand_free_work(deck, standing.lock, old, new)
    else:
        note = _free_note(deck, old, new)
        if standing.lock and any(n.key == note.identity for n in standing.lock.notes.values()):
            former = old
    texts = {path: source.text for path, source in loaded.sources.items()}
    changed = renamed(texts, Renaming(old, new, work, bool(former)))
    files = tuple(
        (_laid_out(Path(path), texts[path], text), count) for path, (text, count) in changed.items()
    )
    copy = copied(folder, loaded.sources, {f.path.as_posix(): f.after for f, _ in files}, place)
    faults = tuple(told_of(_checked(copy)[1], copy, folder))
    return Renamed(faults=faults) if faults else Renamed(files, former)


def _checked(folder: Path) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    loaded, _ = held_to_locks(load([folder]))
    return loaded, tuple(d for d in loaded.diagnostics if d.severity.rank == 0)


def _laid_out(path: Path, before: str, after: str) -> Rewritten:
    """A file that was in its canonical layout stays in it: shorter keys may need fewer lines."""
    names, schemas = kinds.file_kinds(), schemas_for(path)
    if lay_out(before, names, schemas).text == before:
        after = lay_out(after, names, schemas).text
    return Rewritten(path, before, after)


def _free_note(deck: Deck, old: str, new: str) -> Note:
    """Return the note that is to have another key, which must be free."""
    notes = {note.key: note for note in deck.notes}
    former = {key: note.key for note in deck.notes for key in note.was}
    if old not in notes:
        raise MisuseError("rename-unknown", _meant(deck, old, notes, former), key=old)
    if new in notes:
        path = notes[new].origin.path
        raise MisuseError("new-key-used", Hint("choose-other-key"), key=new, path=path)
    if new in former:
        hint = Hint("choose-other-key")
        raise MisuseError("rename-former", hint, key=new, note=former[new])
    return notes[old]


def _meant(deck: Deck, old: str, notes: Mapping[str, Note], former: Mapping[str, str]) -> Hint:
    if old in former:
        return Hint("renamed", {"key": former[old]})
    if old in deck.sources:
        return Hint("rename-work", {"key": old})
    return next(iter(did_you_mean(old, notes, 0.75)), Hint("see-keys"))


def _demand_free_work(deck: Deck, lock: Lock | None, old: str, new: str) -> None:
    if old not in deck.sources:
        hint = next(iter(did_you_mean(old, deck.sources, 0.75)), Hint("see-works"))
        raise MisuseError("unknown-work", hint, key=old)
    if new in deck.sources:
        path = shown(deck.folder / SOURCES_FILE)
        raise MisuseError("new-key-used", Hint("choose-other-key"), key=new, path=path)
    released = {locked.key for locked in lock.notes.values()} if lock and deck.home else ()
    if any(note.identity in released and old in _cited(note) for note in deck.notes):
        # A reader's card leads to the page that has the key in its address.
        raise MisuseError("rename-linked", Hint("add-other-work"), key=old)


def _cited(note: Note) -> Iterator[str]:
    """Yield the keys of the works that a note and its facts cite."""
    for block in (note, *(getattr(note, name) for name in note.__struct_fields__)):
        for cited in getattr(block, "sources", ()):
            yield cited if isinstance(cited, str) else cited.work
