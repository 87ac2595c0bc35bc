"""An ``.apkg`` of anybody's → a table for each note type, and the media."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ankigen.anki import apkg
from ankigen.anki.package import NoteType, PackedNote
from ankigen.bring.tables import Found, Loss, Table, limit, table

CLOZE = "Cloze answer"
"""The column that a note with blanks gets for what is in one; its text shows the blank."""

TAGS, DECK = "Anki tags", "Anki deck"
_BLANK = re.compile(r"\{\{c(\d{1,3})::((?:(?!::)[^{}])*)(?:::([^{}]*))?\}\}")


def read_package(path: Path, folder: Path) -> Found:
    """Read a package; its media are unpacked into a folder. Raises AnkigenError
    or UnfitError.

    A note with blanks makes a row for each. What is in no row is lost: the design of cards.
    """
    package = apkg.read(path, folder)
    decks = {deck.id: deck.name for deck in package.decks}
    notes: dict[int, list[PackedNote]] = {}
    for note in package.notes:
        notes.setdefault(note.note_type_id, []).append(note)
    used = [each for each in package.note_types if each.id in notes]
    called: dict[str, NoteType] = {}
    for each in used:
        called[f"{each.name} {each.id}" if each.name in called else each.name] = each
    lost = tuple(
        Loss("template", name, 0, template.name, template.front)
        for name, each in called.items()
        for template in each.templates
    )
    most = limit()
    tables = tuple(
        _table(name, each, most.held(_rows(each, notes[each.id], decks)))
        for name, each in called.items()
    )
    return Found(tables, media={each.name: each.path for each in package.media}, lost=lost)


def _rows(
    kind: NoteType, notes: list[PackedNote], decks: dict[int, str]
) -> Iterator[tuple[str, ...]]:
    for note in notes:
        behind = " ".join(note.tags), "; ".join({decks[card.deck_id]: 0 for card in note.cards})
        for fields in _blanks(note.fields) if kind.cloze else (note.fields,):
            yield (*fields, *behind)


def _table(name: str, kind: NoteType, rows: list[list[str]]) -> Table:
    columns = [*kind.field_names, *([CLOZE] if kind.cloze else []), TAGS, DECK]
    return table(name, columns, rows, html=True, first=1)


def _blanks(fields: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the fields of a note once for each of its blanks, with what is in it behind them."""
    # Of each field: a text, then the number, the answer and the hint of a blank, a text, …
    parts = [_BLANK.split(each) for each in fields]
    for number in dict.fromkeys(n for each in parts for n in each[1::4]) or ("",):
        inside: dict[str, None] = {}
        texts = []
        for first, *rest in parts:
            text = first
            for n, answer, hint, behind in zip(*(rest[at::4] for at in range(4)), strict=True):
                if n == number:
                    inside[answer] = None
                text += f"[{hint or '…'}]{behind}" if n == number else f"{answer}{behind}"
            texts.append(text)
        yield (*texts, "; ".join(inside))
