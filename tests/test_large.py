"""A large deck, whose rows are never all in memory, gives what a small one gives."""

from __future__ import annotations

import functools
import multiprocessing
import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from ankigen.cards.shelf import Shelf
from ankigen.model import Deck

from ankigen.anki import apkg, package
from ankigen.anki.package import Package, Stamps
from ankigen.cards import Compiled, compile_deck, compiled, stored
from ankigen.deck import How, load
from ankigen.deck.reading import Make
from ankigen.kinds.base.records import Note
from ankigen.kinds.deck import Deck, DeckFile
from benchmarks.generate import generate
from tests.support.decks import T1, T2, history

COUNT = 1_300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a deck in files of hundreds of notes, so that there are several groups."""
    return generate(COUNT, tmp_path_factory.mktemp("large") / "deck", 600)


def read(folder: Path) -> Deck:
    loaded = load([folder])
    assert loaded.diagnostics == ()
    return loaded.decks[0]


def small(folder: Path, stamps: Stamps) -> Compiled:
    """Compile with everything at hand."""
    return compile_deck(read(folder), stamps)


def large(folder: Path, stamps: Stamps, patch: pytest.MonkeyPatch) -> Compiled:
    """Compile with as little at hand as there can be."""
    patch.setattr(stored, "_PARTS_AT_HAND", 1)
    patch.setattr(compiled, "Shelf", functools.partial(Shelf, 0))
    return compile_deck(read(folder), stamps)


def written(package: Package, path: Path) -> bytes:
    apkg.write(package, path)
    return path.read_bytes()


def test_the_packages_are_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = small(folder, Stamps(T1))
    found = large(folder, Stamps(T1), monkeypatch)
    assert found.digest() == expected.digest()
    names = ("id", "en", "translation", "bilingual")
    wanted = [(found.package(name), tmp_path / name) for name in names]
    assert [each.name for each in apkg.Writer().write_all(wanted)] == [p.name for p, _ in wanted]
    for name in names:
        alone = written(expected.package(name), tmp_path / "alone")
        assert (tmp_path / name).read_bytes() == alone


def test_after_a_release_the_packages_are_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = history(small(folder, Stamps(T1)).package("bilingual"))
    # A third was released later, in no order of its own.
    past = {
        guid: package.Released(each.digest, each.mod, each.note_id + 10**9 * (number % 3))
        for number, (guid, each) in enumerate(sorted(released.items()))
    }
    expected = small(folder, Stamps(T2, past))
    found = large(folder, Stamps(T2, past), monkeypatch)
    assert {note.guid: note.id for note in found.package("bilingual").notes} == {
        guid: each.note_id for guid, each in past.items()
    }
    assert written(found.package("bilingual"), tmp_path / "found") == written(
        expected.package("bilingual"), tmp_path / "expected"
    )


def test_notes_can_be_asked_for_one_by_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(read(folder).notes) == COUNT
    packed = large(folder, Stamps(T1), monkeypatch).package("id").notes
    listed = list(packed)
    assert [packed[0], packed[-1], packed[900]] == [listed[0], listed[-1], listed[900]]
    assert packed[5:9] == tuple(listed[5:9])
    assert len(packed) == len(listed) and packed == listed
    with pytest.raises(IndexError):
        packed[len(listed)]


def test_a_deck_can_be_taken_to_another_time(folder: Path) -> None:
    first = small(folder, Stamps(T1))
    assert first.at(Stamps(T2)).digest() == small(folder, Stamps(T2)).digest() != first.digest()


def test_files_may_be_read_by_several_processes(folder: Path) -> None:
    """A file is read with nothing but itself: whoever reads it, the deck is the same."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        found = load([folder], How(spread=pool.map))
    expected = load([folder])
    assert (found.decks, found.diagnostics) == (expected.decks, expected.diagnostics)


def keys(notes: list[Note]) -> list[str]:
    return [note.key for note in notes]


def test_of_each_file_something_may_be_made_in_the_place_of_its_notes(folder: Path) -> None:
    asked: list[tuple[str, Path]] = []

    def make(deck: DeckFile, where: Path) -> Make:
        asked.append((deck.key, where))
        return keys

    expected = read(folder)
    found = load([folder], How(make=make))
    assert asked == [(expected.key, folder)]
    assert found.decks[0].notes == ()
    assert [key for file in found.made[0] for key in file] == keys(list(expected.notes))
    assert len(found.made[0]) == len(expected.files)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.apkg")}


def test_killed_builds_leave_nothing_that_counts(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ankigen", "build", str(folder), "-q", "--out", "out"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(T1), "ANKIGEN_CACHE_DIR": "cache"}
    subprocess.run([*command, "--no-cache"], cwd=tmp_path, env=environment, check=True)
    expected = contents(tmp_path / "out")
    assert len(expected) == 4
    killed = 0
    for number in range(12):
        if number % 4 == 0:
            shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        child = subprocess.Popen(command, cwd=tmp_path, env=environment)
        try:
            child.wait(0.05 + number * 0.05)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            killed += 1
        # Each package is there whole, as it was before.
        assert contents(tmp_path / "out") == expected
    assert killed
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert contents(tmp_path / "out") == expected
