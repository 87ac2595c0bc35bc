"""A cache saves time and nothing else: whatever state it is in, the packages are the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ankigen.anki.package import Stamps
from ankigen.cache import Builds, Kept, Store, deck_inputs, tool_digest
from ankigen.cache.store import key_of
from ankigen.cards import compile_deck
from tests.support.cli import ankigen
from tests.support.decks import SAMPLE, T1, read_deck

PIXEL = b"\x89PNG\r\n\x1a\n not really"
OTHER_DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with the sample deck under decks/."""
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def build(here: Path, *options: str, **environment: str) -> dict[str, str]:
    """Build with a cache of its own; return the digests of the packages."""
    shutil.rmtree(here / "dist", ignore_errors=True)
    done = ankigen("build", "--cache-dir", "cache", *options, cwd=here, **environment)
    assert (done.returncode, trouble(done)) == (0, []), done.stderr
    assert len(done.stdout.splitlines()) == len(list((here / "dist").iterdir()))
    return digests(here / "dist")


def trouble(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what was said of trouble: a deck without a release has none."""
    return [line for line in done.stderr.splitlines() if "was never released" not in line]


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def entries(here: Path) -> list[Path]:
    return sorted(p for p in (here / "cache").iterdir() if p.name != "CACHEDIR.TAG")


# -- what is taken from the cache, and what is not ----------------------------------------


def test_an_unchanged_build_copies_the_packages(here: Path) -> None:
    cold = build(here)
    said = ankigen("build", "--cache-dir", "cache", cwd=here).stdout
    assert said.splitlines()[1] == "dist/sample.id.apkg: 27 notes, 35 cards"
    assert build(here) == cold == build(here, "--no-cache")


def test_an_unchanged_build_imports_nothing_that_makes_packages(here: Path) -> None:
    build(here)
    code = (
        "import atexit, sys; from ankigen.cli import main; sys.argv[0] = 'ankigen'; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--cache-dir", "cache"],
        cwd=here,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        text=True,
        check=True,
    )
    # It reads in YAML how to say what it copied, and nothing of the decks.
    heavy = {"jsonschema", "genanki", "sqlite3", "zipfile", "ankigen.cards"}
    assert not heavy & set(done.stderr.split())


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def make(deck: Path) -> None:
        path = deck / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return make


CHANGES: dict[str, Callable[[Path], object]] = {
    "a note": change("terms.yaml", "level: 1", "level: 2"),
    "the deck's title": change("deck.yaml", "id: Contoh", "id: Lain"),
    "a comment": change("terms.yaml", "kind: term\n", "kind: term\n# a comment\n"),
    "a picture": lambda deck: (deck / "media" / "dot.svg").write_text(OTHER_DOT),
    "a file nobody listed": lambda deck: (deck / "more.yaml").write_text("kind: term\n"),
    "a lock": lambda deck: (deck / "ankigen.lock").write_text("rubbish\n"),
    "a picture more": lambda deck: (deck / "media" / "more.png").write_bytes(PIXEL),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen(name: str, here: Path) -> None:
    deck = here / "decks" / "sample"
    before = deck_inputs(deck)
    CHANGES[name](deck)
    after = deck_inputs(deck)
    assert before and after
    assert before.digest != after.digest


def test_a_change_that_makes_an_error_is_refused_as_ever(here: Path) -> None:
    build(here)
    change("terms.yaml", "key: ratification", "kéy: ratification")(here / "decks" / "sample")
    done = ankigen("build", "--cache-dir", "cache", cwd=here)
    assert done.returncode == 1
    assert "unknown-key" in done.stderr


def test_a_warning_is_said_every_time(here: Path) -> None:
    (here / "decks" / "sample" / "more.yaml").write_text("kind: term\nnotes: []\n")
    for _ in range(2):
        done = ankigen("build", "--cache-dir", "cache", cwd=here)
        assert done.returncode == 0
        assert "file-unlisted" in done.stderr


def test_another_time_gives_other_packages(here: Path) -> None:
    one = build(here, SOURCE_DATE_EPOCH="1700000000")
    other = build(here, SOURCE_DATE_EPOCH="1700000001")
    assert one != other
    assert build(here, SOURCE_DATE_EPOCH="1700000000") == one


def test_a_time_that_cannot_be_is_refused_as_ever(here: Path) -> None:
    build(here)
    done = ankigen("build", "--cache-dir", "cache", cwd=here, SOURCE_DATE_EPOCH="tomorrow")
    assert done.returncode == 3
    assert "clock-epoch" in done.stderr


def test_some_packages_and_then_all(here: Path) -> None:
    alone = build(here, "--package", "en")
    everything = build(here)
    assert len(everything) == 6
    assert build(here, "--package", "en") == alone
    assert build(here) == everything


def test_without_a_reproducible_time_no_package_is_kept(here: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", "build", "--cache-dir", "cache"],
        cwd=here,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert b"SOURCE_DATE_EPOCH" in done.stderr
    assert not (here / "cache").exists()


def test_a_deck_edited_while_it_is_built_is_not_kept(here: Path) -> None:
    deck = here / "decks" / "sample"
    builds = Builds(Store(here / "cache"), "tool", [deck])
    change("terms.yaml", "level: 1", "level: 2")(deck)
    builds.keep([], [(1, (), {})])
    assert Builds(Store(here / "cache"), "tool", [deck]).recall([], lambda *_: 1) is None


def test_a_source_from_elsewhere_is_not_kept(here: Path) -> None:
    deck = here / "decks" / "sample"
    store = Store(here / "cache")
    Builds(store, "tool", [deck]).keep(["elsewhere.yaml"], [(1, (), {})])
    assert Builds(store, "tool", [deck]).recall([], lambda *_: 1) is None
    Builds(store, "tool", [deck]).keep([f"{deck.as_posix()}/terms.yaml"], [(1, (), {})])
    assert Builds(store, "tool", [deck]).recall([], lambda *_: 1) == []


def test_another_tool_has_other_builds(here: Path) -> None:
    deck = here / "decks" / "sample"
    store = Store(here / "cache")
    kept = Kept("sample.id.apkg", 1, 2, "digest")
    Builds(store, "tool", [deck]).keep([], [(None, ("id",), {"id": kept})])
    assert Builds(store, "tool", [deck]).recall(["id"], lambda _: None) == [kept]
    assert Builds(store, "other tool", [deck]).recall(["id"], lambda _: None) is None


def test_the_tool_is_told_by_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tool_digest() == tool_digest()
    before = tool_digest()
    monkeypatch.setattr("ankigen.cache.tool._COMPILED", ".css")
    assert tool_digest() != before


def test_a_pipe_in_a_deck_never_blocks(here: Path) -> None:
    os.mkfifo(here / "decks" / "sample" / "pipe.yaml")
    assert deck_inputs(here / "decks" / "sample") is None


# -- never a different result -------------------------------------------------------------

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) // 2],
    "empty": lambda content: b"",
    "flipped": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "foreign": lambda content: b"something else entirely",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("damage")
    shutil.copytree(SAMPLE, folder / "decks" / "sample")
    made = build(folder)
    (folder / "cache").rename(folder / "whole")
    return folder, made


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_cache_gives_the_same_bytes(
    built: tuple[Path, dict[str, str]], data: st.DataObject
) -> None:
    here, expected = built
    shutil.rmtree(here / "cache", ignore_errors=True)
    shutil.copytree(here / "whole", here / "cache")
    whole = sorted((here / "whole").iterdir())
    for path in entries(here):
        how = data.draw(st.sampled_from([None, None, "gone", "swapped", *DAMAGE]), path.name[:8])
        if how == "gone":
            path.unlink()
        elif how == "swapped":
            path.write_bytes(data.draw(st.sampled_from(whole)).read_bytes())
        elif how:
            path.write_bytes(DAMAGE[how](path.read_bytes()))
    assert build(here) == expected
    # Damaged entries were written anew: now nothing has to be built.
    store = Store(here / "cache")
    for name in expected:
        digest = expected[name]
        with tempfile.TemporaryDirectory() as place:
            assert store.fetch(digest, Path(place) / "copy")


def test_a_cache_of_another_deck_is_of_no_use(here: Path) -> None:
    cold = build(here)
    change("deck.yaml", "id: Contoh", "id: Lain")(here / "decks" / "sample")
    other = build(here)
    assert other != cold
    assert other == build(here, "--no-cache")


def test_a_cache_that_cannot_be_written_changes_nothing(here: Path) -> None:
    cold = build(here)
    shutil.rmtree(here / "cache")
    (here / "cache").touch()
    done = ankigen("build", cwd=here, ANKIGEN_CACHE_DIR="cache/below-a-file")
    assert (done.returncode, trouble(done)) == (0, [])
    assert digests(here / "dist") == cold


WORD_CHANGES: dict[str, Callable[[Path], object]] = {
    **{name: CHANGES[name] for name in ("a note", "the deck's title", "a picture")},
    "the address for mistakes": change("deck.yaml", "&deck=sample", "&deck=another"),
    "the uid": change("deck.yaml", "uid: aaaabbbbccccdddd", "uid: aaaabbbbccccdddf"),
    "the key": change("deck.yaml", "key: sample", "key: simple"),
}


@pytest.mark.parametrize("name", WORD_CHANGES)
def test_cards_are_those_of_the_deck_as_it_is(name: str, here: Path) -> None:
    """Nothing that a process remembers of a deck outlives a change of it."""
    deck = here / "decks" / "sample"
    before = compile_deck(read_deck(deck), Stamps(T1))
    WORD_CHANGES[name](deck)
    after = compile_deck(read_deck(deck), Stamps(T1))
    copy = Path(shutil.copytree(deck, here / "copy"))
    anew = compile_deck(read_deck(copy), Stamps(T1))
    assert before.digest() != after.digest() == anew.digest()
    names = [media.name for media in after.package("bilingual").media]
    assert names == [media.name for media in anew.package("bilingual").media]


def test_two_builds_at_once_share_a_cache(here: Path) -> None:
    expected = build(here, "--no-cache")

    def one(out: str) -> dict[str, str]:
        done = ankigen("build", "-q", "--cache-dir", "cache", "--out", out, cwd=here)
        assert (done.returncode, done.stderr) == (0, "")
        return digests(here / out)

    with ThreadPoolExecutor() as pool:
        assert list(pool.map(one, "abcd")) == [expected] * 4
    assert not [p for p in (here / "cache").iterdir() if p.name.endswith(".tmp")]


# -- the store ----------------------------------------------------------------------------


def test_a_value_comes_back_under_its_own_key_only(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "folder")
    store.put(key_of("a"), b"value")
    assert store.get(key_of("a")) == b"value"
    assert store.get(key_of("b")) is None
    (tmp_path / "new" / "folder" / key_of("a")).rename(tmp_path / "new" / "folder" / key_of("b"))
    assert store.get(key_of("b")) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=1000)
    for number, name in enumerate("abcde"):
        store.put(key_of(name), bytes(200))
        os.utime(tmp_path / key_of(name), (number, number))
    assert store.get(key_of("a")) is not None  # used just now
    store.tidy()
    left = [name for name in "abcde" if store.get(key_of(name)) is not None]
    assert left == ["a", "d", "e"]


def test_a_file_of_somebody_else_is_never_tidied_away(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(bytes(5000))
    leftover = tmp_path / f".{'0' * 64}.123.01234567.tmp"
    leftover.write_bytes(bytes(5000))
    Store(tmp_path, limit=1000).tidy()
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_too_big_for_the_cache_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(300))
    store = Store(tmp_path / "cache", limit=1000)
    digest = store.add(file)
    assert digest == hashlib.sha256(bytes(300)).hexdigest()
    assert not store.fetch(digest, tmp_path / "copy")


def test_backups_leave_the_cache_out(tmp_path: Path) -> None:
    Store(tmp_path / "cache").put(key_of("a"), b"")
    tag = (tmp_path / "cache" / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
