"""What every version of Anki must give a reader: for the default and the old-Anki suite."""

from __future__ import annotations

import time
from pathlib import Path

from ankigen.anki.diff import Diff
from ankigen.anki.oracle import Reader, Snapshot
from ankigen.anki.package import Package
from ankigen.anki.upgrade import Release, Upgrade, upgrade
from tests.support.decks import T1, T2
from tests.support.matrix import Edit, Effect, released
from tests.support.releases import Sources, release

T3 = T2 + 90 * 86_400


def effect_of(diff: Diff) -> Effect:
    return Effect(
        updated=len(diff.changed),
        added=len(diff.added),
        retired=len(diff.retired),
        cards_added=len(diff.cards_added),
        note_types=len(diff.note_types),
        decks=len(diff.decks),
    )


def upgraded(old: Package, new: Package, folder: Path, python: Path | None = None) -> Upgrade:
    return upgrade(release(folder / "old", old), release(folder / "new", new), python)


def costs_nothing(edit: Edit, folder: Path, python: Path | None = None, known: str = "") -> None:
    """A reader of the first release gets all of the second and loses nothing.

    ``known`` is the one thing that this version of Anki does not do.
    """
    outcome = upgraded(*released(folder, edit, T2), folder, python)
    assert effect_of(outcome.diff) == edit.effect
    assert outcome.diff.gone == outcome.diff.rewritten == ()
    assert {finding.code for finding in outcome.findings} == ({known} if known else set())
    assert outcome.answers >= 18


def three_releases(folder: Path, python: Path | None = None) -> None:
    """A note is corrected twice, another gets a reverse, a reader studies and edits between."""
    sources = Sources(folder)
    first = sources.package(T1)
    sources.change("terms.yaml", "id: Tanpa langkah ini", "id: Tanpa pengesahan ini")
    second = sources.package(T2, first)
    sources.change("terms.yaml", "id: Tanpa pengesahan ini", "id: Tanpa persetujuan ini")
    sources.change(
        "goals.yaml",
        "      en: Welfare grows through trade\n",
        "      en: Welfare grows through trade\n    example:\n"
        "      id: Petani menjual kopinya ke luar negeri.\n"
        "      en: Farmers sell their coffee abroad.\n",
    )
    third = sources.package(T3, second)
    paths = [
        release(folder / str(number), package).files[0]
        for number, package in enumerate((first, second, third))
    ]
    corrected = {note.guid for note in second.notes if note.mod == T2}
    new_reverse = {note.guid for note in third.notes if note.mod == T3} - corrected
    own = next(n.guid for n in first.notes if n.guid not in corrected | new_reverse)
    places = [(note.guid, card.ord) for note in first.notes for card in note.cards]
    reader = Reader().imports(paths[0])
    reader.studies(answer=places[:9], suspend=places[9:11], flag=places[11:13], edit=[own])
    reader.snapshot().imports(paths[1])
    # Anki 2.1.54 to 24.11 stamp an updated note with the time of the import.
    reader.waits({note.guid: note.mod for note in second.notes if note.guid != own})
    results = reader.imports(paths[2]).snapshot().check().run(python).results
    before, after, check = results[2], results[-2], results[-1]
    assert isinstance(before, Snapshot)
    assert isinstance(after, Snapshot)
    assert len(corrected) == 1
    assert len(new_reverse) == 2
    wanted = {note.guid: note.fields for note in third.notes if note.guid != own}
    assert {g: note.fields for g, note in after.notes.items() if g != own} == wanted
    assert after.notes[own] == before.notes[own]
    assert {place: after.cards[place] for place in before.cards} == before.cards
    assert set(after.cards) == {(n.guid, card.ord) for n in third.notes for card in n.cards}
    assert set(after.note_types) == set(before.note_types)
    assert check.problems == check.empty_cards == check.unmade_cards == ()


def released_after_an_import(folder: Path, python: Path | None = None) -> None:
    """A note is corrected twice; a reader imports the first correction before the second is made.

    Anki 2.1.54 to 24.11 stamp the note with the time of that import: what was only committed by
    then arrives because a release has the time of its making.
    """
    sources, now = Sources(folder), int(time.time())
    packages = [sources.package(T1)]
    words = ("Tanpa langkah ini", "Tanpa pengesahan ini", "Tanpa persetujuan ini")
    for moment, old, new in zip((now - 100, now + 60), words[:2], words[1:], strict=True):
        sources.change("terms.yaml", f"id: {old}", f"id: {new}")
        packages.append(sources.package(moment, packages[-1]))
    reader = Reader()
    for number, package in enumerate(packages):
        reader.imports(release(folder / str(number), package).files[0])
    held = reader.snapshot().run(python).results[-1]
    assert isinstance(held, Snapshot)
    wanted = {note.guid: note.fields for note in packages[-1].notes}
    assert {guid: note.fields for guid, note in held.notes.items()} == wanted


def core_and_full(folder: Path, python: Path | None = None) -> None:
    """Whoever has the core may take the whole or the next release, and the other way round.

    Between the releases a note of the core is corrected, one is new, one comes in, and one leaves
    the core and is corrected as well: who has it from the core keeps it as it was.
    """
    sources = Sources(folder)
    first = sources.compiled(T1)
    sources.change("terms.yaml", "id: Tanpa langkah ini", "id: Tanpa pengesahan ini")
    sources.change(
        "organisations.yaml",
        "    level: 1\n    sources:\n      - title: ASEAN\n",
        "    level: 2\n    sources:\n      - title: Sekretariat ASEAN\n",
    )
    sources.change("terms.yaml", "  - key: summit\n", "  - key: summit\n    level: 1\n")
    sources.write("new.yaml", _NEW)
    sources.change("deck.yaml", "  - organisations.yaml", "  - organisations.yaml\n  - new.yaml")
    second = sources.compiled(T2, first.everything())
    releases = {
        f"{name} {number}": release(folder / f"{name} {number}", compiled.package(name))
        for number, compiled in enumerate((first, second), 1)
        for name in ("id.core", "id")
    }
    left = {n.guid for n in first.package("id.core").notes} - {
        n.guid for n in second.package("id.core").notes
    }
    assert len(left) > 3
    for old, new in (
        ("id.core 1", "id.core 2"),
        ("id.core 1", "id 2"),
        ("id 1", "id.core 2"),
    ):
        outcome = upgrade(releases[old], releases[new], python)
        assert outcome.findings == (), (old, new)
        assert outcome.answers >= 10
        gone = {entry.guid for entry in outcome.diff.gone}
        assert gone == _guids(releases[old]) - _guids(releases[new]), (old, new)
    _one_collection_in_either_order(releases, python)


_NEW = """kind: term
notes:
  - key: treaty
    level: 1
    term:
      id: traktat
      en: treaty
    definition:
      id: perjanjian resmi yang mengikat antarnegara
      en: a formal agreement that binds states
"""


def _guids(of: Release) -> set[str]:
    return {note.guid for note in of.package.notes}


def _one_collection_in_either_order(releases: dict[str, Release], python: Path | None) -> None:
    """The core under or over the whole leaves what the whole alone leaves, places too."""
    core, whole = (releases[name].files[0] for name in ("id.core 2", "id 2"))
    held: list[Snapshot] = []
    for order in ((whole,), (core, whole), (whole, core)):
        reader = Reader()
        for path in order:
            reader.imports(path)
        last = reader.snapshot().run(python).results[-1]
        assert isinstance(last, Snapshot)
        held.append(last)
    for other in held[1:]:
        assert (other.notes, other.cards, other.decks, other.media) == (
            held[0].notes, held[0].cards, held[0].decks, held[0].media,
        )  # fmt: skip
