"""Digests of what a note's author wrote, and of what comes onto its cards from elsewhere."""

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
from ankigen.kinds.base.records import Fact, Note, Picture, RetiredFacts
from ankigen.kinds.deck import Deck
from ankigen.release.lock import Frame

# Where a note stands, what it is called and what editors tell each other is not on its cards.
_NOT_WORDS = frozenset({"key", "was", "origin", "lint", "editor_note"})


def words_digest(note: Note, deck: Deck) -> str:
    """Digest of a note's words.

    Values that are as by default do not count, so a field that a later ankigen adds to
    a record leaves the digests of older notes as they are.
    """
    return _digest(_record(note, deck.folder / MEDIA_FOLDER))


def works_digest(note: Note, deck: Deck) -> str:
    """Digest of what the bibliography says of the works that a note cites."""
    works = [deck.sources[key] for key in dict.fromkeys(_works(note)) if key in deck.sources]
    shown = [[w.title, w.publisher, "" if deck.home else w.url] for w in works]
    return _digest(shown)[:8] if works else "-"


def drawings_digest(note: Note, deck: Deck) -> str:
    """Digest of the drawings that ``ankigen pictures`` made for a note."""
    media = deck.folder / MEDIA_FOLDER
    drawn = [packed_name(file) for file in _drawings(note, deck, media)]
    return _digest(drawn)[:8] if drawn else "-"


def frame(deck: Deck) -> Frame:
    """Return what a ``deck.yaml`` puts on all notes."""
    return {
        "home": deck.home,
        "report": "" if deck.home else deck.report,
        "subjects": tuple(deck.subjects),
        "topics": tuple(deck.topics),
        "levels": tuple(str(number) for number in range(1, len(deck.levels) + 1)),
    }


def _digest(plain: Any) -> str:
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _works(part: Any) -> Iterator[str]:
    """Yield the keys of works that a note, or a part of it, cites."""
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if name == "sources":
            yield from (each if isinstance(each, str) else each.work for each in value)
        elif isinstance(value, Fact):
            yield from _works(value)


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
