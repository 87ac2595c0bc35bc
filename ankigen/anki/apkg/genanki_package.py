"""A genanki.Package that writes its file itself: fast, exact and the same every time.

Any genanki program gets it by one changed name: ``FastPackage(decks).write_to_file(f)``.
Unlike genanki it makes just the cards that Anki would make, gives fields and templates
stable ids and leaves no temporary database behind. ``ReleasedPackage`` has genanki's decks
and models, but finished rows in place of genanki's notes.
"""

from __future__ import annotations

import functools
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import genanki

from ankigen.anki.apkg.archive import (
    Member,
    worth_compressing,
    write_zip,
)
from ankigen.anki.apkg.collection import deck_json, insert_notes, to_json, write_collection
from ankigen.anki.apkg.image import canonical_chunks
from ankigen.anki.package import FIELD_SEPARATOR, NoteRow, Package, RowNotes, row_tags
from ankigen.anki.render import CardSelector, cloze_ords
from ankigen.files import beside
from ankigen.given import portable

_FIELD_DEFAULTS = {"font": "Arial", "media": [], "rtl": False, "size": 20, "sticky": False}
_TEMPLATE_DEFAULTS = {"bqfmt": "", "bafmt": "", "bfont": "", "bsize": 0, "did": None}
_CLOZE_LIMIT = 500


class FastPackage(genanki.Package):  # type: ignore[misc]  # genanki ships no types
    """Drop-in for ``genanki.Package``."""

    def write_to_file(self, file: str | os.PathLike[str], timestamp: float | None = None) -> None:
        """Write the package; ``timestamp`` in seconds (default, as in genanki: now).

        Raises ValueError for two note types with one id, a doubled guid or a wrong number
        of fields: each of them would cost a reader notes.
        """
        self.begin(file, timestamp)()

    def begin(
        self, file: str | os.PathLike[str], timestamp: float | None = None
    ) -> Callable[[], None]:
        """Write the rows into a temporary database; return what makes the package of it.

        That is to be called once, and may be in another thread. Raises as ``write_to_file``.
        """
        now = int(time.time() if timestamp is None else timestamp)
        models = self._models()
        database = beside(Path(file))
        try:
            write_collection(
                database,
                now,
                [note_type_json(model, now) for model in models],
                [
                    deck_json(d.deck_id, d.name, d.description, getattr(d, "mod", now))
                    for d in self.decks
                ],
            )
            self._insert(database, models, now)
        except BaseException:
            database.unlink(missing_ok=True)
            raise
        return functools.partial(self._finish, Path(file), database)

    def _finish(self, file: Path, database: Path) -> None:
        try:
            write_zip(file, self._members(database))
        finally:
            database.unlink(missing_ok=True)

    def _members(self, database: Path) -> Iterator[Member]:
        media = sorted((Path(path).name, Path(path)) for path in self.media_files)
        media += sorted(getattr(self, "named_media", []))
        yield "collection.anki2", canonical_chunks(database), True
        names = {str(number): name for number, (name, _) in enumerate(media)}
        yield "media", [to_json(names).encode()], False
        for number, (name, path) in enumerate(media):
            yield str(number), [portable(path.read_bytes(), path.suffix)], worth_compressing(name)

    def _models(self) -> list[Any]:
        used = {id(note.model): note.model for deck in self.decks for note in deck.notes}
        for deck in self.decks:
            used.update({id(model): model for model in deck.models.values()})
        models = sorted(used.values(), key=lambda model: model.model_id)
        if len({model.model_id for model in models}) != len(models):
            raise ValueError("two note types have the same id")
        return models

    def _insert(self, database: Path, models: list[Any], now: int) -> None:
        """Put notes and cards into the tables of the database."""
        sort_fields = {model.model_id: model.sort_field_index for model in models}
        insert_notes(database, sort_fields, sorted(self._rows(models, now)))

    def _rows(self, models: list[Any], now: int) -> Iterator[NoteRow]:
        selectors = {id(model): _selector(model) for model in models}
        # Room below each note id for its cards, all of them in the past.
        step = 1 + max((_most_cards(model) for model in models), default=1)
        total = sum(len(deck.notes) for deck in self.decks)
        seen: set[str] = set()
        position = 0
        for deck in self.decks:
            for note in deck.notes:
                _check_guid(note.guid, seen)
                _check_fields(note.guid, len(note.fields), len(note.model.fields))
                ords = selectors[id(note.model)](note.fields, bool(note.tags))
                cards = tuple((ord_, deck.deck_id, position) for ord_ in ords)
                yield NoteRow(
                    now * 1000 - step * (total - position),
                    note.guid,
                    note.model.model_id,
                    now,
                    row_tags(note.tags),
                    FIELD_SEPARATOR.join(note.fields),
                    cards,
                )
                position += 1


class ReleasedPackage(FastPackage):
    """A genanki package of a package of ours: ids, times and cards of its notes are decided.

    Its decks hold no notes: genanki's objects for them would take longer than all the rest.
    """

    def __init__(self, package: Package, models: Iterable[Any]) -> None:
        decks = [genanki.Deck(d.id, d.name, d.description) for d in package.decks]
        for deck in decks:
            deck.mod = package.time
        for model in models:
            decks[0].add_model(model)
        super().__init__(decks)
        self.package = package
        self.named_media = [(media.name, media.path) for media in package.media]

    def _insert(self, database: Path, models: list[Any], now: int) -> None:
        if isinstance(self.package.notes, RowNotes):
            self.package.notes.copy_into(database)
        else:
            super()._insert(database, models, now)

    def _rows(self, models: list[Any], now: int) -> Iterator[NoteRow]:
        wanted = {model.model_id: len(model.fields) for model in models}
        seen: set[str] = set()
        for note in self.package.notes:
            row = note.row()
            _check_guid(row.guid, seen)
            separators = row.fields.count(FIELD_SEPARATOR)
            _check_fields(row.guid, separators + 1, wanted[row.note_type_id])
            yield row


def _check_guid(guid: str, seen: set[str]) -> None:
    if guid in seen:
        raise ValueError(f"two notes have the guid {guid!r}")
    seen.add(guid)


def _check_fields(guid: str, given: int, wanted: int) -> None:
    if given != wanted:
        raise ValueError(f"{guid}: {given} fields, but the note type has {wanted}")


def _selector(model: Any) -> Any:
    if model.model_type == genanki.Model.CLOZE:
        return lambda fields, has_tags: cloze_ords(fields)
    fronts = [template["qfmt"] for template in model.templates]
    selector = CardSelector([field["name"] for field in model.fields], fronts)
    return lambda fields, has_tags: selector.ords(fields, has_tags=has_tags)


def _most_cards(model: Any) -> int:
    return _CLOZE_LIMIT if model.model_type == genanki.Model.CLOZE else len(model.templates)


def note_type_json(model: Any, now: int) -> dict[str, Any]:
    """Return a genanki model as Anki stores a note type.

    Fields and templates that were born without an id get one from the model's id and
    their place. ``req`` stays empty: Anki works it out itself.
    """
    fields = [
        {**_FIELD_DEFAULTS, "id": _id("field", model.model_id, ord_), **field, "ord": ord_}
        for ord_, field in enumerate(model.fields)
    ]
    templates = [
        {**_TEMPLATE_DEFAULTS, "id": _id("template", model.model_id, ord_), **template, "ord": ord_}
        for ord_, template in enumerate(model.templates)
    ]
    return {
        "id": model.model_id, "name": model.name, "type": model.model_type,
        "mod": getattr(model, "mod", now), "usn": -1, "sortf": model.sort_field_index,
        "did": None, "flds": fields, "tmpls": templates, "css": model.css,
        "latexPre": model.latex_pre, "latexPost": model.latex_post, "latexsvg": False,
        "req": [], "tags": [], "vers": [], "originalId": model.model_id,
    }  # fmt: skip


def _id(*parts: object) -> int:
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 11


__all__ = ["FastPackage", "ReleasedPackage", "note_type_json"]
