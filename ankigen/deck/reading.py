"""One file of notes: read, held against its kind, surveyed and built; nothing but the file.

So several processes can do it for several files.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

from ankigen.deck.checks import NoteFile, drawings_of, survey
from ankigen.diagnostics import Diagnostic, Severity
from ankigen.folders import shown
from ankigen.kinds.base.records import Note
from ankigen.schema.check import build_notes
from ankigen.schema.meant import NOTES, kind_of, meant_key
from ankigen.source import SourceFile, read_file

Make = Callable[[Iterable[Note]], Iterable[Any]]
"""Makes something of the notes of a file as soon as they are built, piece by piece."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: its diagnostics and, where it is one of notes, what checks need.

    ``built`` says that nothing is wrong with its shape. ``notes`` are there unless something
    was ``made`` of them: then they are not kept.
    """

    path: Path
    source: SourceFile
    kind: str
    found: tuple[Diagnostic, ...] = ()
    surveyed: NoteFile | None = None
    built: bool = False
    notes: tuple[Note, ...] = ()
    made: Iterable[Any] = ()


def read_notes(path: Path, codes: tuple[str, ...], make: Make | None = None) -> ReadFile:
    """Read a file of notes for a deck in some languages."""
    source = read_file(path, shown(path))
    notes = build_notes(source, codes) if source.sound else None
    found: list[Diagnostic] = []
    if notes is None or source.diagnostics:
        # Imported for who has faults: others need nothing of it.
        from ankigen.edit.told import tell

        source, found = tell(source, codes)
    data = source.data
    kind = kind_of(data)
    surveyed = None
    if isinstance(data, dict):
        key = meant_key(data, NOTES)
        drawings = None if notes is None else drawings_of(notes, codes)
        surveyed = survey(source, data, kind, key, drawings)
    if notes is None:
        return ReadFile(path, source, kind, tuple(found), surveyed)
    light = source.without_data()
    if surveyed is not None:
        surveyed = surveyed.at(light)
    if make is not None:
        return ReadFile(path, light, kind, tuple(found), surveyed, built=True, made=make(notes))
    return ReadFile(path, light, kind, tuple(found), surveyed, built=True, notes=tuple(notes))


def read_apart(path: Path, codes: tuple[str, ...], make: Make | None = None) -> ReadFile:
    """Read a file of notes in another process: what is made of them is finished."""
    file = read_notes(path, codes, make)
    return dataclasses.replace(file, made=list(file.made))


class NotesAgain(Sequence[Note]):
    """The notes of files that were built once: read again whenever somebody asks for them."""

    def __init__(self, paths: Sequence[Path], codes: tuple[str, ...]) -> None:
        self._paths = paths
        self._codes = codes

    def __iter__(self) -> Iterator[Note]:
        for path in self._paths:
            yield from read_notes(path, self._codes).notes

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, index: int) -> Note: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Note, ...]: ...
    def __getitem__(self, index: int | slice) -> Note | tuple[Note, ...]:
        # tuple() asks a sequence for its length first, which would read everything twice.
        return tuple(iter(self))[index]


def is_error(diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic forbids building."""
    return diagnostic.severity is Severity.ERROR
