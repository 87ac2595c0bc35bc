"""The form that Anki 2.1.50 and later export by default: zstandard and protocol buffers.

The numbers of the messages' fields are those of Anki's ``proto/anki/notetypes.proto``,
``decks.proto`` and ``import_export.proto``. Only reading is offered: older clients and
some AnkiDroid versions do not take this form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from ankigen.anki.apkg.tables import Tables
from ankigen.anki.package import CardTemplate, DeckEntry, Field, NoteType

Message = dict[int, int | bytes]
"""A protocol-buffer message: the last value of each field by its number; bytes or int."""

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_LONGEST = 10  # bytes of a number of 64 bits
_DECK_SEPARATOR = "\x1f"
_Part = TypeVar("_Part", Field, CardTemplate)


def note_types(tables: Tables) -> list[NoteType]:
    """Read the note types of a collection with tables (schema 18)."""
    fields: dict[int, list[tuple[int, Field]]] = {}
    templates: dict[int, list[tuple[int, CardTemplate]]] = {}
    parts = (int, int, str, bytes)
    for owner, ord_, name, config in tables.rows("fields", "ntid, ord, name, config", parts):
        fields.setdefault(owner, []).append((ord_, _field(name, config)))
    for owner, ord_, name, config in tables.rows("templates", "ntid, ord, name, config", parts):
        templates.setdefault(owner, []).append((ord_, _template(name, config)))
    return [
        _note_type(number, name, mod, dict(fields_of(config)), fields, templates)
        for number, name, mod, config in tables.rows(
            "notetypes", "id, name, mtime_secs, config", (int, str, int, bytes)
        )
    ]


def _note_type(
    number: int,
    name: str,
    mod: int,
    config: Message,
    fields: Mapping[int, list[tuple[int, Field]]],
    templates: Mapping[int, list[tuple[int, CardTemplate]]],
) -> NoteType:
    return NoteType(
        id=number,
        name=name,
        mod=mod,
        fields=_in_order(fields.get(number, [])),
        templates=_in_order(templates.get(number, [])),
        css=_text(config, 3),
        sort_field=_number(config, 2),
        cloze=_number(config, 1) == 1,
    )


def _in_order(parts: list[tuple[int, _Part]]) -> tuple[_Part, ...]:
    return tuple(part for _ord, part in sorted(parts, key=lambda each: each[0]))


def _field(name: str, config: bytes) -> Field:
    message = dict(fields_of(config))
    return Field(name, _signed(message, 9), bool(_number(message, 7)))


def _template(name: str, config: bytes) -> CardTemplate:
    message = dict(fields_of(config))
    texts = (_text(message, number) for number in (1, 2, 3, 4))
    return CardTemplate(name, _signed(message, 8), *texts)


def decks(tables: Tables) -> list[DeckEntry]:
    """Read the decks of a collection with tables (schema 18)."""
    return [
        DeckEntry(number, name.replace(_DECK_SEPARATOR, "::"), _description(kind))
        for number, name, kind in tables.rows("decks", "id, name, kind", (int, str, bytes))
    ]


def _description(kind: bytes) -> str:
    return _text(dict(fields_of(_bytes(dict(fields_of(kind)), 1))), 4)


def media_names(content: bytes) -> Iterator[tuple[str, str]]:
    """Read the list of media: the number of each file in the archive, and its name."""
    entries = (value for number, value in fields_of(content) if number == 1)
    for place, entry in enumerate(entries):
        yield str(place), _text(dict(fields_of(_bytes({1: entry}, 1))), 1)


def _bytes(message: Message, number: int) -> bytes:
    value = message.get(number, b"")
    if not isinstance(value, bytes):
        raise ValueError(f"field {number} is a number")
    return value


def _text(message: Message, number: int) -> str:
    return str(_bytes(message, number), "utf-8")


def _number(message: Message, number: int) -> int:
    value = message.get(number, 0)
    if not isinstance(value, int):
        raise ValueError(f"field {number} is no number")
    return value


def _signed(message: Message, number: int) -> int:
    value = _number(message, number)
    return value - (1 << 64) if value >> 63 else value


def fields_of(data: bytes) -> Iterator[tuple[int, int | bytes]]:
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
            if length > len(data) - position:
                raise ValueError("the message is cut short")
            value, position = data[position : position + length], position + length
        else:
            raise ValueError(f"wire type {wire}")
        yield key >> 3, value


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, _LONGEST * 7, 7):
        byte = data[position]
        value |= (byte & 0x7F) << shift
        position += 1
        if byte < 0x80:
            return value % (1 << 64), position
    raise ValueError("a number is too long")
