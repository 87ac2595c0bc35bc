"""Package → genanki's Model, Note and Deck → a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import genanki

from ankigen.formats.apkg.genanki_package import FastPackage, ReleasedNote
from ankigen.package import NoteType, Package, PackedNote


class Writer:
    """Writes packages that share notes; what they share is made ready once."""

    def __init__(self) -> None:
        self._models: dict[NoteType, Any] = {}
        # By identity: hashing a note's texts would cost more than making it ready again.
        self._notes: dict[int, tuple[PackedNote, ReleasedNote]] = {}

    def write(self, package: Package, path: Path) -> None:
        """Write a package to ``path``, which changes only when the whole file is there.

        Raises OSError where the file cannot be written.
        """
        self._begin(package, path)()

    def write_all(self, packages: Iterable[tuple[Package, Path]]) -> Iterator[Package]:
        """Write packages, and yield each when its file is there; raises as ``write``.

        While one is compressed, which needs no Python, the rows of the next are made.
        """
        with ThreadPoolExecutor(1) as compressing:
            before: tuple[Package, Future[None]] | None = None
            for package, path in packages:
                this = package, compressing.submit(self._begin(package, path))
                # One at a time, so that no more than two databases lie about.
                if before:
                    yield _finished(*before)
                before = this
            if before:
                yield _finished(*before)

    def _begin(self, package: Package, path: Path) -> Callable[[], None]:
        models = {each.id: self._model(each) for each in package.note_types}
        decks = {
            each.id: genanki.Deck(each.id, each.name, each.description) for each in package.decks
        }
        for deck in decks.values():
            deck.mod = package.time
        for note in package.notes:
            decks[note.cards[0].deck_id].add_note(self._note(note, models[note.note_type_id]))
        target = FastPackage(list(decks.values()))
        target.named_media = [(media.name, media.path) for media in package.media]
        return target.begin(path, timestamp=package.time)

    def _model(self, note_type: NoteType) -> Any:
        if note_type not in self._models:
            self._models[note_type] = _model(note_type)
        return self._models[note_type]

    def _note(self, note: PackedNote, model: Any) -> ReleasedNote:
        if id(note) not in self._notes:
            made = ReleasedNote(
                model,
                note.fields,
                guid=note.guid,
                tags=list(note.tags),
                note_id=note.id,
                mod=note.mod,
                card_rows=tuple((card.ord, card.deck_id, card.due) for card in note.cards),
            )
            self._notes[id(note)] = note, made
        return self._notes[id(note)][1]


def _finished(package: Package, done: Future[None]) -> Package:
    done.result()
    return package


def write(package: Package, path: Path) -> None:
    """Write one package to ``path``: see ``Writer.write``."""
    Writer().write(package, path)


def _model(note_type: NoteType) -> Any:
    model = genanki.Model(
        note_type.id,
        note_type.name,
        fields=[
            {"name": field.name, "id": field.id, "collapsed": field.collapsed}
            for field in note_type.fields
        ],
        templates=[
            {
                "name": template.name,
                "id": template.id,
                "qfmt": template.front,
                "afmt": template.back,
                "bqfmt": template.browser_front,
                "bafmt": template.browser_back,
            }
            for template in note_type.templates
        ],
        css=note_type.css,
        model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
        sort_field_index=note_type.sort_field,
    )
    model.mod = note_type.mod
    return model
