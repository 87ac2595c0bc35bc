"""Any ``.apkg`` → Package: ours, genanki's, and those that Anki itself exports.

A package holds a collection in one of three forms: ``collection.anki2`` and
``collection.anki21`` (note types and decks as JSON) and ``collection.anki21b``
(zstandard, with tables and protocol buffers: ``ankigen.anki.apkg.modern``). What
``Package`` has no word for, such as scheduling, presets and LaTeX headers, is left out.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ankigen.anki.apkg import modern
from ankigen.anki.package import (
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
# The header's two bytes for a write-ahead log, which a database in memory cannot have.
_JOURNAL = slice(18, 20)
_NO_LOG = b"\1\1"

# What zipfile, zlib, sqlite3, json and rows of another shape raise for a broken file.
_BROKEN = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
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
        with zipfile.ZipFile(path) as archive:
            return _package(path, archive, media_folder)
    except _BROKEN as error:
        raise AnkigenError("package-unreadable", path=path.as_posix(), reason=str(error)) from error


def _package(path: Path, archive: zipfile.ZipFile, media_folder: Path) -> Package:
    names = archive.namelist()
    is_modern = _MODERN in names
    if is_modern and not modern.available():
        raise AnkigenError("package-modern", path=path.as_posix())
    if is_modern:
        image = modern.decompress(archive.read(_MODERN))
    else:
        image = archive.read(next((name for name in _LEGACY if name in names), _LEGACY[-1]))
    with _database(image) as connection:
        if is_modern:
            note_types, decks = modern.note_types(connection), modern.decks(connection)
            names_of_media = modern.media_names(archive.read("media"))
        else:
            models, deck_data = connection.execute("SELECT models, decks FROM col").fetchone()
            note_types = [_note_type(data) for data in json.loads(models).values()]
            decks = [_deck(data) for data in json.loads(deck_data).values()]
            names_of_media = json.loads(archive.read("media")) if "media" in names else {}
        notes = tuple(_notes(connection))
        _check(notes, note_types, decks)
        (time,) = connection.execute("SELECT mod FROM col").fetchone()
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
        media=tuple(
            sorted(
                _media(archive, names_of_media, media_folder, is_modern),
                key=lambda each: each.name,
            )
        ),
    )


@contextlib.contextmanager
def _database(image: bytes) -> Iterator[sqlite3.Connection]:
    data = bytearray(image)
    data[_JOURNAL] = _NO_LOG
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        # Anki's own order of names: SQLite 3.53 reads no table that has it without knowing it.
        connection.create_collation("unicase", modern.unicase)
        connection.deserialize(bytes(data))
        yield connection


def _note_type(data: dict[str, Any]) -> NoteType:
    return NoteType(
        id=int(data["id"]),
        name=data["name"],
        mod=data["mod"],
        fields=tuple(
            Field(each["name"], each.get("id") or 0, bool(each.get("collapsed")))
            for each in sorted(data["flds"], key=lambda each: each["ord"])
        ),
        templates=tuple(
            CardTemplate(
                each["name"],
                each.get("id") or 0,
                each["qfmt"],
                each["afmt"],
                each.get("bqfmt", ""),
                each.get("bafmt", ""),
            )
            for each in sorted(data["tmpls"], key=lambda each: each["ord"])
        ),
        css=data["css"],
        sort_field=data.get("sortf", 0),
        cloze=data.get("type") == _CLOZE,
    )


def _deck(data: dict[str, Any]) -> DeckEntry:
    return DeckEntry(int(data["id"]), data["name"], data.get("desc", ""))


def _notes(connection: sqlite3.Connection) -> Iterator[PackedNote]:
    cards: dict[int, list[PackedCard]] = {}
    # A card that studies in a filtered deck belongs to the deck it came from.
    rows = connection.execute("SELECT nid, ord, iif(odid, odid, did), due FROM cards ORDER BY ord")
    for note_id, ord_, deck_id, due in rows:
        cards.setdefault(note_id, []).append(PackedCard(ord_, deck_id, due))
    for note_id, guid, note_type_id, mod, fields, tags in connection.execute(
        "SELECT id, guid, mid, mod, flds, tags FROM notes ORDER BY id"
    ):
        yield PackedNote(
            note_id,
            guid,
            note_type_id,
            mod,
            tuple(fields.split("\x1f")),
            tuple(sorted(tags.split())),
            tuple(cards.get(note_id, ())),
        )


def _check(
    notes: tuple[PackedNote, ...], note_types: list[NoteType], decks: list[DeckEntry]
) -> None:
    """Raise ValueError where a row refers to nothing: then nothing sensible can be said of it."""
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
            if not note_type.cloze and card.ord >= len(note_type.templates):
                raise ValueError(f"a card of the note {note.guid!r} has no template")


def _media(
    archive: zipfile.ZipFile, names: dict[str, str], folder: Path, is_modern: bool
) -> Iterator[Media]:
    for number, name in names.items():
        content = archive.read(number)
        file = folder / str(int(number))
        file.write_bytes(modern.decompress(content) if is_modern else content)
        yield Media(name, file)
