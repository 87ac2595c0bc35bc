"""The form that Anki 2.1.50 and later export by default: zstandard and protocol buffers.

The numbers of the messages' fields are those of Anki's ``proto/anki/notetypes.proto``,
``decks.proto`` and ``import_export.proto``. Only reading is offered: older clients and
some AnkiDroid versions do not take this form.
"""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
from collections.abc import Iterator
from typing import Any

from ankigen.anki.package import CardTemplate, DeckEntry, Field, NoteType

Message = dict[int, Any]
"""A protocol-buffer message: the last value of each field by its number; bytes or int."""

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_DECK_SEPARATOR = "\x1f"


def available() -> bool:
    """Whether this form can be read here: it needs the optional ``zstandard``."""
    return importlib.util.find_spec("zstandard") is not None


def decompress(content: bytes) -> bytes:
    """Undo zstandard. Raises ValueError for content that is no zstandard frame."""
    zstandard = importlib.import_module("zstandard")
    try:
        data: bytes = zstandard.ZstdDecompressor().decompressobj().decompress(content)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
    return data


def unicase(one: str, other: str) -> int:
    """Compare names as Anki's collation of that name does: capital or small is the same."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)


def note_types(connection: sqlite3.Connection) -> list[NoteType]:
    """Read the note types of a collection with tables (schema 18)."""
    return [
        _note_type(connection, number, name, mod, dict(fields_of(config)))
        for number, name, mod, config in connection.execute(
            "SELECT id, name, mtime_secs, config FROM notetypes"
        ).fetchall()
    ]


def _note_type(
    connection: sqlite3.Connection, number: int, name: str, mod: int, config: Message
) -> NoteType:
    rows = "SELECT name, config FROM {} WHERE ntid = ? ORDER BY ord"
    fields = connection.execute(rows.format("fields"), (number,)).fetchall()
    templates = connection.execute(rows.format("templates"), (number,)).fetchall()
    return NoteType(
        id=number,
        name=name,
        mod=mod,
        fields=tuple(_field(*row) for row in fields),
        templates=tuple(_template(*row) for row in templates),
        css=_text(config, 3),
        sort_field=config.get(2, 0),
        cloze=config.get(1, 0) == 1,
    )


def _field(name: str, config: bytes) -> Field:
    message = dict(fields_of(config))
    return Field(name, _signed(message, 9), bool(message.get(7, 0)))


def _template(name: str, config: bytes) -> CardTemplate:
    message = dict(fields_of(config))
    texts = (_text(message, number) for number in (1, 2, 3, 4))
    return CardTemplate(name, _signed(message, 8), *texts)


def decks(connection: sqlite3.Connection) -> list[DeckEntry]:
    """Read the decks of a collection with tables (schema 18)."""
    return [
        DeckEntry(number, name.replace(_DECK_SEPARATOR, "::"), _description(kind))
        for number, name, kind in connection.execute("SELECT id, name, kind FROM decks").fetchall()
    ]


def _description(kind: bytes) -> str:
    normal = dict(fields_of(kind)).get(1, b"")
    return _text(dict(fields_of(normal)), 4)


def media_names(content: bytes) -> dict[str, str]:
    """Read the list of media: the name of each file by its number in the archive."""
    entries = (value for number, value in fields_of(decompress(content)) if number == 1)
    return {str(place): _text(dict(fields_of(entry)), 1) for place, entry in enumerate(entries)}


def _text(message: Message, number: int) -> str:
    return str(message.get(number, b""), "utf-8")


def _signed(message: Message, number: int) -> int:
    value: int = message.get(number, 0)
    return value - (1 << 64) if value >> 63 else value


def fields_of(data: bytes) -> Iterator[tuple[int, Any]]:
    """Yield the number and value of each field of a protocol-buffer message.

    Raises ValueError or IndexError where the data is no message.
    """
    position = 0
    while position < len(data):
        key, position = _varint(data, position)
        wire = key & 7
        value: int | bytes
        if wire == _VARINT:
            value, position = _varint(data, position)
        elif wire in (_BYTES, _FIXED32, _FIXED64):
            length = {_FIXED32: 4, _FIXED64: 8}.get(wire)
            if length is None:
                length, position = _varint(data, position)
            value, position = data[position : position + length], position + length
        else:
            raise ValueError(f"wire type {wire}")
        yield key >> 3, value


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[position]
        value |= (byte & 0x7F) << shift
        position += 1
        if byte < 0x80:
            return value, position
        shift += 7
