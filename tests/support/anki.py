"""A throw-away collection of real Anki, and what is in it."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anki.lang
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

anki.lang.set_lang("en")


@dataclass(frozen=True)
class ImportLog:
    """How many notes an import put under each heading of Anki's own log."""

    new: int
    updated: int
    duplicate: int
    conflicting: int


@dataclass(frozen=True)
class Contents:
    """Everything in a collection, as plain data."""

    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cards: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    note_types: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()


@contextlib.contextmanager
def collection(folder: Path) -> Iterator[Collection]:
    """Open a new collection in a folder."""
    opened = Collection(str(folder / "collection.anki2"))
    try:
        yield opened
    finally:
        opened.close()


def import_package(col: Collection, path: Path) -> ImportLog:
    """Import a package as a reader does, with the options that Anki's dialog starts with."""
    request = ImportAnkiPackageRequest(
        package_path=str(path), options=ImportAnkiPackageOptions(merge_notetypes=False)
    )
    log = col.import_anki_package(request).log
    return ImportLog(
        new=len(log.new),
        updated=len(log.updated),
        duplicate=len(log.duplicate),
        conflicting=len(log.conflicting),
    )


def contents(col: Collection) -> Contents:
    """Return what a collection holds; cards as (guid, ordinal, deck name)."""
    guids: dict[int, str] = {}
    fields: dict[str, tuple[str, ...]] = {}
    tags: dict[str, tuple[str, ...]] = {}
    for number, guid, joined, tag_text in col.db.all("select id, guid, flds, tags from notes"):
        guids[number] = guid
        fields[guid] = tuple(joined.split("\x1f"))
        tags[guid] = tuple(tag_text.split())
    names = {each.id: each.name for each in col.decks.all_names_and_ids()}
    cards = Counter(
        (guids[number], ord_, names[deck])
        for number, ord_, deck in col.db.all("select nid, ord, did from cards")
    )
    note_types = sorted(each.name for each in col.models.all_names_and_ids())
    ours = tuple(name for name in note_types if name.startswith("ankigen"))
    return Contents(fields, tags, cards, ours, tuple(sorted(names.values())))


def empty_cards(col: Collection) -> list[int]:
    """Return the cards that Anki's own check calls empty."""
    report = col.get_empty_cards()
    return [card for note in report.notes for card in note.card_ids]


def unmade_cards(col: Collection) -> int:
    """Return how many cards Anki would add if every note were saved again."""
    before = col.card_count()
    for number in col.find_notes(""):
        note = col.get_note(number)
        col.update_note(note)
    return col.card_count() - before


def check_database(col: Collection) -> str:
    """Run Anki's *Check Database*; '' where it mends nothing."""
    report, fine = col.fix_integrity()
    return "" if fine and "fixed" not in report.lower() else report


def new_queue(col: Collection, deck: str, count: int) -> list[Any]:
    """Return the source notes' keys of the first new cards that a reader meets in a deck."""
    col.decks.select(col.decks.id_for_name(deck))
    keys = []
    for queued in col.sched.get_queued_cards(fetch_limit=count).cards:
        note = col.get_card(queued.card.id).note()
        keys.append(note["Key"].split("/")[1])
    return keys
