"""One file of notes: read, held against its kind, surveyed and built; nothing but the file.

So several processes can do it for several files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ankigen import schema
from ankigen.deck.checks import NoteFile, survey
from ankigen.diagnostics import Diagnostic, Severity
from ankigen.folders import shown
from ankigen.kinds.base.records import Note
from ankigen.source import SourceFile, read_file

Make = Callable[[list[Note]], Any]
"""What is made of the notes of a file as soon as they are built."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read: its diagnostics and, where it is one of notes, what checks need.

    ``notes`` are None where something is wrong with the file; ``made`` is what was made of
    them where that was asked for, and then they are not kept.
    """

    source: SourceFile
    kind: str
    found: tuple[Diagnostic, ...] = ()
    surveyed: NoteFile | None = None
    notes: tuple[Note, ...] | None = None
    made: Any = None


def read_notes(path: Path, codes: tuple[str, ...], make: Make | None = None) -> ReadFile:
    """Read a file of notes for a deck in some languages."""
    source = read_file(path, shown(path))
    notes = schema.build_notes(source, codes) if source.sound else None
    found = [*source.diagnostics]
    if notes is None and source.readable:
        found += schema.check(source, codes)
    data = source.data
    kind = schema.kind_of(data)
    surveyed = None
    if isinstance(data, dict):
        key = schema.meant_key(data, schema.NOTES)
        surveyed = survey(source, data, kind, key, built=notes is not None)
    if notes is None:
        return ReadFile(source, kind, tuple(found), surveyed)
    light = source.without_data()
    if surveyed is not None:
        surveyed = surveyed.at(light)
    if make is not None:
        return ReadFile(light, kind, tuple(found), surveyed, (), make(notes))
    return ReadFile(light, kind, tuple(found), surveyed, tuple(notes))


def is_error(diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic forbids building."""
    return diagnostic.severity is Severity.ERROR
