"""Package → genanki's Model, Note and Deck → a file."""

from __future__ import annotations

from pathlib import Path

import genanki

from ankigen.formats.apkg.genanki_package import FastPackage, ReleasedNote
from ankigen.package import NoteType, Package


def write(package: Package, path: Path) -> None:
    """Write a package to ``path``, which changes only when the whole file is there.

    Raises OSError where the file cannot be written.
    """
    models = {each.id: _model(each) for each in package.note_types}
    decks = {
        entry.id: genanki.Deck(entry.id, entry.name, entry.description) for entry in package.decks
    }
    for deck in decks.values():
        deck.mod = package.time
    for note in package.notes:
        model = models[note.note_type_id]
        decks[note.cards[0].deck_id].add_note(
            ReleasedNote(
                model,
                list(note.fields),
                guid=note.guid,
                tags=list(note.tags),
                note_id=note.id,
                mod=note.mod,
                card_rows=tuple((card.ord, card.deck_id, card.due) for card in note.cards),
            )
        )
    target = FastPackage(list(decks.values()))
    target.named_media = [(media.name, media.path) for media in package.media]
    target.write_to_file(path, timestamp=package.time)


def _model(note_type: NoteType) -> genanki.Model:
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
        sort_field_index=note_type.sort_field,
    )
    model.mod = note_type.mod
    return model
