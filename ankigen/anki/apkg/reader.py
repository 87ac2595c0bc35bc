"""Any ``.apkg`` → Package: ours, genanki's, and those that Anki itself exports.

A package holds a collection in one of three forms: ``collection.anki2`` and
``collection.anki21`` (note types and decks as JSON) and ``collection.anki21b``
(zstandard, with tables and protocol buffers: ``ankigen.anki.apkg.modern``). What
``Package`` has no word for, such as scheduling, presets and LaTeX headers, is left out.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from ankigen.anki.apkg import modern
from ankigen.anki.apkg.tables import TEXT, Tables
from ankigen.anki.apkg.tables import tables as open_tables
from ankigen.anki.apkg.unpack import Unpacker, has_zstandard
from ankigen.anki.package import (
    FIELD_SEPARATOR,
    CardTemplate,
    DeckEntry,
    Field,
    Media,
    NoteType,
    Package,
    PackedCard,
    PackedNote,
)
from ankigen.diagnostics import AnkigenError

_DEFAULT_DECK = 1
_CLOZE = 1
_LEGACY = ("collection.anki21", "collection.anki2")
_MODERN = "collection.anki21b"
_T = TypeVar("_T")
# What zipfile, zlib, sqlite3, msgspec and what reads the modern form raise for a broken file.
_BROKEN = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    sqlite3.Error,
)


def read(path: Path, media_folder: Path) -> Package:
    """Read a package; its media files are unpacked into ``media_folder`` under their numbers.

    Note types, decks and notes come in the order of their ids, media by name. ``id`` is 0
    for fields and templates that have none (older Anki, genanki), ``due`` as it is stored.
    Raises AnkigenError for a file that is no package, or whose form cannot be read here.
    """
    try:
        with contextlib.closing(Unpacker(path)) as archive:
            return _package(path, archive, media_folder)
    except _BROKEN as error:
        raise AnkigenError("package-unreadable", path=path.as_posix(), reason=str(error)) from error


def _package(path: Path, archive: Unpacker, media_folder: Path) -> Package:
    is_modern = _MODERN in archive.names
    if is_modern and not has_zstandard():
        raise AnkigenError("package-modern", path=path.as_posix())
    name = next((name for name in (_MODERN, *_LEGACY) if name in archive.names), _LEGACY[-1])
    collection = media_folder / "collection"
    archive.copy(name, collection, zstandard=is_modern)
    with open_tables(collection) as tables:
        note_types, decks = _modern(tables) if is_modern else _legacy(tables)
        notes = _notes(tables)
        _check(notes, note_types, decks)
        (time,) = tables.row("col", "mod", (int,))
    collection.unlink()
    used = {card.deck_id for note in notes for card in note.cards}
    return Package(
        name=path.stem,
        time=time // 1000,
        note_types=tuple(sorted(note_types, key=lambda each: each.id)),
        decks=tuple(
            deck
            for deck in sorted(decks, key=lambda each: each.id)
            if deck.id != _DEFAULT_DECK or deck.id in used
        ),
        notes=notes,
        media=tuple(sorted(_media(archive, media_folder, is_modern), key=lambda each: each.name)),
    )


def _modern(tables: Tables) -> tuple[list[NoteType], list[DeckEntry]]:
    return modern.note_types(tables), modern.decks(tables)


def _legacy(tables: Tables) -> tuple[list[NoteType], list[DeckEntry]]:
    models, decks = tables.row("col", "models, decks", (str, str))
    return (
        [_note_type(data) for data in _decoded(models, dict[str, _ModelData]).values()],
        [
            DeckEntry(data.id, data.name, data.desc)
            for data in _decoded(decks, dict[str, _DeckData]).values()
        ],
    )


_Id = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]


class _FieldData(msgspec.Struct):
    name: str
    ord: int
    id: _Id | None = None
    collapsed: bool = False


class _TemplateData(msgspec.Struct):
    name: str
    ord: int
    qfmt: str
    afmt: str
    bqfmt: str = ""
    bafmt: str = ""
    id: _Id | None = None


class _ModelData(msgspec.Struct):
    id: _Id
    name: str
    mod: _Id
    flds: list[_FieldData]
    tmpls: list[_TemplateData]
    css: str
    sortf: int = 0
    type: int = 0


class _DeckData(msgspec.Struct):
    id: _Id
    name: str
    desc: str = ""


def _decoded(text: str | bytes, shape: type[_T]) -> _T:
    # Not strict: some old tools write numbers as texts.
    return msgspec.json.decode(text, type=shape, strict=False)


def _note_type(data: _ModelData) -> NoteType:
    return NoteType(
        id=data.id,
        name=data.name,
        mod=data.mod,
        fields=tuple(
            Field(each.name, each.id or 0, each.collapsed)
            for each in sorted(data.flds, key=lambda each: each.ord)
        ),
        templates=tuple(
            CardTemplate(each.name, each.id or 0, each.qfmt, each.afmt, each.bqfmt, each.bafmt)
            for each in sorted(data.tmpls, key=lambda each: each.ord)
        ),
        css=data.css,
        sort_field=data.sortf,
        cloze=data.type == _CLOZE,
    )


def _notes(tables: Tables) -> tuple[PackedNote, ...]:
    cards: dict[int, list[PackedCard]] = {}
    # A card that studies in a filtered deck belongs to the deck it came from.
    for note_id, ord_, deck_id, due in tables.rows(
        "cards", "nid, ord, iif(odid, odid, did), due", (int, int, int, int)
    ):
        cards.setdefault(note_id, []).append(PackedCard(ord_, deck_id, due))
    rows = tables.rows("notes", "id, guid, mid, mod, flds, tags", (int, str, int, int, str, str))
    found: list[PackedNote] = []
    called: dict[str, str] = {}
    for note_id, guid, note_type_id, mod, fields, tags in rows:
        # Most notes share their tags with others.
        own = [called.setdefault(tag, tag) for tag in sorted(tags.split())]
        tables.spend(TEXT * len(own))
        found.append(
            PackedNote(
                note_id,
                guid,
                note_type_id,
                mod,
                tuple(fields.split(FIELD_SEPARATOR)),
                tuple(own),
                tuple(sorted(cards.get(note_id, ()), key=lambda card: card.ord)),
            )
        )
    return tuple(sorted(found, key=lambda note: note.id))


def _check(
    notes: tuple[PackedNote, ...], note_types: list[NoteType], decks: list[DeckEntry]
) -> None:
    """Raise ValueError where a row refers to nothing: then nothing sensible can be said of it."""
    for each in note_types:
        if not each.templates or not 0 <= each.sort_field < len(each.fields):
            raise ValueError(f"the note type {each.name!r} lacks a field or a template")
    types, deck_ids = {each.id: each for each in note_types}, {each.id for each in decks}
    for note in notes:
        note_type = types.get(note.note_type_id)
        if note_type is None:
            raise ValueError(f"the note {note.guid!r} has no note type")
        if len(note.fields) != len(note_type.fields):
            raise ValueError(f"the note {note.guid!r} has {len(note.fields)} fields")
        for card in note.cards:
            if card.deck_id not in deck_ids:
                raise ValueError(f"a card of the note {note.guid!r} has no deck")
            if card.ord < 0 or not (note_type.cloze or card.ord < len(note_type.templates)):
                raise ValueError(f"a card of the note {note.guid!r} has no template")


def _media(archive: Unpacker, folder: Path, is_modern: bool) -> Iterator[Media]:
    for place, (number, name) in enumerate(_names_of_media(archive, is_modern)):
        file = folder / str(place)
        archive.copy(number, file, zstandard=is_modern)
        yield Media(name, file)


def _names_of_media(archive: Unpacker, is_modern: bool) -> Iterable[tuple[str, str]]:
    if is_modern:
        return modern.media_names(archive.read("media", zstandard=True))
    if "media" not in archive.names:
        return ()
    return _decoded(archive.read("media"), dict[str, str]).items()
