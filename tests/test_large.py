"""A large deck, which is never whole in memory, gives what a small one gives."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ankigen.anki import apkg, package, sheet
from ankigen.anki.package import Package, Stamps
from ankigen.cards import Compiled, Filling, compile_deck, wording
from ankigen.deck import How, Loaded, load, pool, reading
from benchmarks.generate import generate
from tests.support.decks import T1, T2, history
from tests.support.extent import rounds

COUNT = 1_300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a deck in files of over 500 notes, so that there are several groups in one."""
    return generate(COUNT, tmp_path_factory.mktemp("large") / "deck", 600)


def read(folder: Path, how: How | None = None) -> Loaded:
    loaded = load([folder], how)
    assert loaded.diagnostics == ()
    return loaded


def small(folder: Path, stamps: Stamps) -> Compiled:
    """Read with everything in memory, and then compile."""
    return compile_deck(read(folder).decks[0], stamps)


def large(folder: Path, stamps: Stamps, patch: pytest.MonkeyPatch) -> Compiled:
    """Word what several processes read, with as little in memory as there can be."""
    patch.setattr(sheet, "CACHE_KIB", 64)
    patch.setattr(wording, "AT_ONCE", 70)
    patch.setattr(pool, "WORTH", 1)
    patch.setattr(pool, "processors", lambda: 2)
    how = How(fill=lambda deck: Filling(deck, stamps.history), spread=pool.spread)
    loaded = read(folder, how)
    return compile_deck(loaded.decks[0], stamps, filled=loaded.filled[0])


def written(package: Package, path: Path) -> bytes:
    apkg.write(package, path)
    return path.read_bytes()


def test_the_packages_are_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = small(folder, Stamps(T1))
    found = large(folder, Stamps(T1), monkeypatch)
    assert found.digest() == expected.digest()
    names = ("id.core", "id", "en", "translation", "bilingual")
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


def test_notes_that_are_not_kept_are_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read(folder).decks[0].notes
    found = large(folder, Stamps(T1), monkeypatch).deck.notes
    assert tuple(found) == expected
    assert len(found) == COUNT
    assert (found[-1], found[640:660]) == (expected[-1], expected[640:660])


def test_packed_notes_can_be_asked_for_one_by_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def sizes(path: Path) -> int:
    return path.stat().st_size


def die(path: Path) -> int:
    if path.name.endswith("-001.yaml"):
        os.kill(os.getpid(), signal.SIGKILL)
    return sizes(path)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_several_processes_give_results_in_order(
    method: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WORTH", 1)
    monkeypatch.setattr(pool, "processors", lambda: 3)
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context(method))
    paths = sorted(folder.glob("*.yaml"))
    assert list(pool.spread(sizes, sizes, paths)) == [sizes(path) for path in paths]


def test_a_process_that_dies_costs_no_result(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORTH", 1)
    monkeypatch.setattr(pool, "processors", lambda: 2)
    paths = sorted(folder.glob("*.yaml"))
    assert any(path.name.endswith("-001.yaml") for path in paths)
    assert list(pool.spread(sizes, die, paths)) == [sizes(path) for path in paths]


def test_what_fails_in_another_process_fails_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WORTH", 1)
    monkeypatch.setattr(pool, "processors", lambda: 2)
    gone = [folder / "deck.yaml", folder / "gone.yaml"]
    with pytest.raises(FileNotFoundError):
        list(pool.spread(sizes, sizes, gone))


@pytest.mark.parametrize(("worth", "count"), [(1 << 40, 2), (1, 1)])
def test_a_small_deck_or_one_processor_starts_no_process(
    worth: int, count: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "WORTH", worth)
    monkeypatch.setattr(pool, "processors", lambda: count)
    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", None)
    paths = sorted(folder.glob("*.yaml"))
    assert list(pool.spread(sizes, die, paths)) == [sizes(path) for path in paths]


def test_notes_that_are_read_again_are_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != "deck.yaml")
    read: list[Path] = []
    again = reading.NotesAgain(paths, ("id", "en"))
    first = next(iter(again))
    once = reading.read_notes
    monkeypatch.setattr(reading, "read_notes", lambda p, codes: read.append(p) or once(p, codes))
    assert again[0] == first
    assert read == paths


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.apkg")}


def is_gone(group: int) -> bool:
    """Wait for the processes of a group; whether they all ended within ten seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_killed_builds_leave_nothing_that_counts(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ankigen", "build", str(folder), "-q", "--out", "out"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(T1), "ANKIGEN_CACHE_DIR": "cache"}
    subprocess.run([*command, "--no-cache"], cwd=tmp_path, env=environment, check=True)
    expected = contents(tmp_path / "out")
    assert len(expected) == 6
    killed = 0
    for number in range(rounds(12, 4)):
        if number % 2 == 0:
            shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        child = subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True)
        try:
            child.wait(0.05 + number * 0.1)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            killed += 1
            assert is_gone(child.pid), "processes of a killed build go on"
        # Each package is there whole, as it was before.
        assert contents(tmp_path / "out") == expected
    assert killed
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert contents(tmp_path / "out") == expected
