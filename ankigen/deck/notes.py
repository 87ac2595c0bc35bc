"""The notes of sound files, in groups that are built when somebody asks for them."""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ankigen.deck import build
from ankigen.deck.checks import NoteFile
from ankigen.model import GroupedNotes, Note, NoteGroup, Origin
from ankigen.packed import PIECE, Packed

NOTES_AT_HAND = 20_000
"""Notes that a deck may have and yet keep as objects, some eighty megabytes of them."""


def notes_of(files: list[NoteFile], media: Path) -> GroupedNotes:
    """Return the notes of a sound deck's files; ``media`` is its folder of pictures.

    Those of a large deck are built anew each time: together they would take much memory.
    """
    few = sum(len(file.notes) for file in files) <= NOTES_AT_HAND
    return GroupedNotes([group for file in files for group in _groups(file, media, few=few)])


def _groups(file: NoteFile, media: Path, *, few: bool) -> Iterator[NoteGroup]:
    packed = file.source.value
    digest = _digest(file.source.content)
    pictures: dict[int, set[Path]] = defaultdict(set)
    for path, name in file.pictures:
        pictures[int(path[1]) // PIECE].add(media / name)
    retiring = {index // PIECE for index in file.retiring}
    left = len(file.notes)
    for number in range(len(packed.pieces)):
        origin = Origin(file.source.path, number * PIECE)
        make = functools.partial(_notes, file.kind, packed, number, origin, media)
        stamp = functools.partial(_stamp, digest, number, sorted(pictures[number]))
        yield NoteGroup(
            origin,
            min(left, PIECE),
            functools.cache(make) if few else make,
            # What a retired note says depends on what was released.
            None if number in retiring else stamp,
        )
        left -= PIECE


def _notes(kind: str, packed: Packed, number: int, origin: Origin, media: Path) -> list[Note]:
    return [
        build.note(kind, data, Origin(origin.path, index), media)
        for index, data in enumerate(packed[number], origin.index)
    ]


def _stamp(digest: str, number: int, pictures: list[Path]) -> str:
    return " ".join([digest, str(number), *(_digest(path.read_bytes()) for path in pictures)])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
