"""The packages in the last Anki of the old series: whole, in every order, and updated."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from msgspec.structs import replace

from ankigen.anki import apkg
from ankigen.anki.oracle import ImportLog, Reader, Snapshot
from ankigen.anki.package import Package, Stamps
from ankigen.cards import compile_deck
from ankigen.kinds.base.text import Text
from ankigen.kinds.term import Term
from tests.old_anki.arrival import arrival
from tests.old_anki.venvs import anki_python
from tests.support.decks import PACKAGES, SHIPPED, T2, compiled, deck, history
from tests.support.extent import some

VERSION = "2.1.66"


def write(package: Package, folder: Path) -> Path:
    path = folder / f"{package.name}.apkg"
    apkg.write(package, path)
    return path


@pytest.mark.parametrize("name", PACKAGES)
def test_the_shipped_decks_arrive_whole(name: str, tmp_path: Path) -> None:
    package = compiled(SHIPPED).package(name)
    arrived = arrival(write(package, tmp_path), version=VERSION)
    assert not arrived.conflicts
    assert {guid: (note.fields, set(note.tags)) for guid, note in arrived.held.notes.items()} == {
        note.guid: (note.fields, set(note.tags)) for note in package.notes
    }
    decks = {entry.id: entry.name for entry in package.decks}
    assert {place: card.deck for place, card in arrived.held.cards.items()} == {
        (note.guid, card.ord): decks[card.deck_id] for note in package.notes for card in note.cards
    }
    check = arrived.check
    assert check.problems == check.empty_cards == check.unmade_cards == ()
    assert check.cardless == check.missing_media == ()


def test_packages_in_every_order_give_their_union(tmp_path: Path) -> None:
    paths = {name: write(compiled().package(name), tmp_path) for name in PACKAGES}
    union = compiled().package("bilingual")
    # Of every fifth order, each package comes first in one.
    for order in some(itertools.permutations(PACKAGES), 5):
        arrived = arrival(*(paths[name] for name in order), version=VERSION)
        assert not arrived.conflicts, order
        assert set(arrived.held.notes) == {note.guid for note in union.notes}, order
        assert len(arrived.held.cards) == union.card_count, order


def test_an_edited_note_alone_is_updated_and_scheduling_kept(tmp_path: Path) -> None:
    old = compiled().package("bilingual")
    edited = tuple(
        replace(n, definition=Text(id="arti yang baru", en="a new meaning"))
        if isinstance(n, Term) and n.key == "ratification"
        else n
        for n in deck().notes
    )
    whole = replace(deck(), notes=edited)
    new = compile_deck(whole, Stamps(T2, history(old))).package("bilingual")
    changed = {note.guid: note.fields for note in new.notes if note.mod == T2}
    assert len(changed) == 2
    places = [(note.guid, 0) for note in old.notes]
    reader = Reader().imports(write(old, tmp_path))
    reader.studies(answer=places[:10], suspend=places[10:12], flag=places[12:14]).snapshot()
    second = tmp_path / "second"
    second.mkdir()
    results = reader.imports(write(new, second)).snapshot().run(anki_python(VERSION)).results
    before, log, after = results[2:]
    assert isinstance(before, Snapshot)
    assert isinstance(log, ImportLog)
    assert isinstance(after, Snapshot)
    assert set(log.updated) == set(changed)
    assert log.new == log.conflicting == ()
    assert {guid: after.notes[guid].fields for guid in changed} == changed
    assert after.cards == before.cards
    assert {note_type.name for note_type in after.note_types.values()} >= {
        "ankigen (id)",
        "ankigen (en)",
        "ankigen (id-en)",
    }
    assert len(after.note_types) == len(before.note_types)
