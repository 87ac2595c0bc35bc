"""Digest of what an author wrote, to tell an author's change from a change of our wording."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from ankigen.cards.pictures import packed_name
from ankigen.dates import PRECISIONS, PartialDate
from ankigen.folders import MEDIA_FOLDER
from ankigen.kinds import kind_of
from ankigen.kinds.base.drawings import drawing_of
from ankigen.kinds.base.records import Note, Picture, RetiredFacts
from ankigen.kinds.deck import Deck

# Where a note stands, what it is called and what editors tell each other is not on its cards.
_NOT_WORDS = frozenset({"key", "was", "origin", "lint", "editor_note"})


def words_digest(note: Note, deck: Deck) -> str:
    """Digest of a note's words and of what its deck puts on every card.

    Values that are as by default do not count, so a field that a later ankigen adds to
    a record leaves the digests of older notes as they are.
    """
    media = deck.folder / MEDIA_FOLDER
    plain = {**_record(note, media), "report": deck.report}
    if drawn := [packed_name(file) for file in _drawings(note, deck, media)]:
        plain["drawn"] = drawn
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _drawings(note: Note, deck: Deck, media: Path) -> Iterator[Path]:
    for fact in kind_of(note).facts:
        drawing = drawing_of(fact, note, deck.languages)
        if drawing is not None and (media / drawing.file).is_file():
            yield media / drawing.file


def _record(record: Struct, media: Path) -> dict[str, Any]:
    return {
        name: _plain(value, media)
        for name, default in _defaults(type(record))
        if (value := getattr(record, name)) != default
    }


@functools.cache
def _defaults(record: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(record) if f.name not in _NOT_WORDS)


def _plain(value: Any, media: Path) -> Any:
    if isinstance(value, Picture):
        # A picture is told by the digest of its content, not by where it lies.
        name = packed_name(media / value.file)
        return {**_record(value, media), "file": None, "packed_name": name}
    if isinstance(value, Struct):
        return _record(value, media)
    if isinstance(value, PartialDate):
        return {name: part for name, part in zip(PRECISIONS, value, strict=True) if part}
    if isinstance(value, RetiredFacts):
        return [[name, _plain(each, media)] for name, each in value.items()]
    if isinstance(value, tuple):
        return [_plain(each, media) for each in value]
    return sorted(value) if isinstance(value, frozenset) else value
