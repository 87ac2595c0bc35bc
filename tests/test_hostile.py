"""Files that would crash, hang or fool a reader: each gets a clear message, soon."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from ankigen.cache.inputs import deck_inputs
from ankigen.deck import check, find_decks
from ankigen.diagnostics import Location
from ankigen.given import MAX_BYTES
from ankigen.release.standing import read_lock
from ankigen.source import careful, parse, read_file
from ankigen.source.limits import MOST_FAULTS
from tests.support.bad_decks import deck_with
from tests.support.decks import ROOT
from tests.support.extent import rounds

LAUGHS = 'a: &a ["ha", "ha"]\n' + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghij", "bcdefghijk", strict=True)
)

CONTENTS: dict[str, tuple[bytes, str]] = {
    "25 KB of brackets": (b"[" * 25_000, "yaml-depth"),
    "25 KB of braces": (b"{" * 25_000, "yaml-depth"),
    "25 KB of list marks": (b"- " * 12_500, "yaml-depth"),
    "25 KB of key marks": (b"? " * 12_500, "yaml-depth"),
    "a billion laughs": (LAUGHS.encode(), "yaml-anchor"),
    "a number of 5,000 digits": (b"kind: term\nnotes: " + b"9" * 5000, "yaml-value"),
    "a hexadecimal number of 50,000 digits": (
        b"kind: term\nnotes: 0x" + b"F" * 50_000,
        "yaml-value",
    ),
    "a sexagesimal number of 500,000 parts": (
        b"kind: term\nnotes: 1" + b":01" * 500_000,
        "yaml-value",
    ),
    "UTF-16": ("kind: term".encode("utf-16"), "encoding-utf16"),
    "UTF-16 without a mark": ("kind: term".encode("utf-16-be"), "encoding-utf16"),
    "UTF-32": ("kind: term".encode("utf-32"), "encoding-utf16"),
    "Latin-1": ("kind: é".encode("latin-1"), "encoding-utf8"),
    "a megabyte of NUL": (b"\0" * (1 << 20), "text-hidden-many"),
    "line ends of an old Mac": (b"kind: term\rnotes: []\r" * 1000, "text-hidden-many"),
    "a megabyte of anything": (bytes(range(256)) * 4096, "encoding-utf8"),
    "a text of 60 MB": (b"kind: term\nnotes: " + b"x" * 60_000_000, "wrong-type"),
    "a quote that never closes": (b'kind: term\nnotes: "' + b"x\n" * 2_000_000, "yaml-syntax"),
    "200,000 times the same key": (b"kind: term\n" + b"a: 1\n" * 200_000, "many-errors"),
    "50,000 unknown keys": (b"".join(b"k%d: 1\n" % n for n in range(50_000)), "kind-missing"),
    "50,000 notes of nothing": (b"kind: term\nnotes: [" + b"{}, " * 50_000 + b"]", "many-errors"),
    "open quotes": (b"kind: term\nnotes:\n" + b'  - a: "b\n' * rounds(5000, 1000), "many-errors"),
    "100,000 anchors": (b"&a " * 100_000, "yaml-start-char"),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_hostile_file_gets_its_message(name: str, tmp_path: Path) -> None:
    content, code = CONTENTS[name]
    loaded = check([deck_with(tmp_path / "deck", content)])
    assert loaded.has_errors
    assert code in {d.code for d in loaded.diagnostics}
    assert len(loaded.diagnostics) <= 2 * MOST_FAULTS + 2


def test_the_parsers_own_limit_of_depth_is_told_as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(_examiner: object) -> None:
        mark = yaml.Mark("x", 1000, 0, 1000, None, None)
        raise yaml.scanner.ScannerError(None, None, "exceeded maximum nesting depth", mark)

    monkeypatch.setattr(careful._Examiner, "run", stops)
    with pytest.raises(careful.TooDeepError) as raised:
        careful.examine("x.yaml", "[" * 25_000)
    assert raised.value.diagnostic.code == "yaml-depth"
    assert raised.value.diagnostic.location == Location("x.yaml", 1, 1001, 1, 1002)


def test_a_scalar_of_100_mb_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(100 << 20)
    source = read_file(path, "big.yaml")
    assert [d.code for d in source.diagnostics] == ["file-too-big"]
    assert source.content == b""
    assert MAX_BYTES == 64 << 20


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("kind: term")

    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    (found,) = read_file(path, "x.yaml").diagnostics
    assert (found.code, found.params["reason"]) == ("file-unreadable", "Permission denied")


Make = Callable[[Path], object]
PLACES: dict[str, tuple[Make, str]] = {
    "a FIFO": (lambda deck: os.mkfifo(deck / "x.yaml"), "file-not-regular"),
    "a folder": (lambda deck: (deck / "x.yaml").mkdir(), "file-not-regular"),
    "a link to itself": (lambda deck: (deck / "x.yaml").symlink_to("x.yaml"), "file-link"),
    "a link to nothing": (lambda deck: (deck / "x.yaml").symlink_to("gone"), "file-link"),
    "a link to an endless device": (
        lambda deck: (deck / "x.yaml").symlink_to("/dev/zero"),
        "file-link",
    ),
    "a link out of the deck": (
        lambda deck: (deck / "x.yaml").symlink_to(ROOT / "LICENSE"),
        "file-link",
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_file_gets_its_message(name: str, tmp_path: Path) -> None:
    make, code = PLACES[name]
    deck = deck_with(tmp_path / "deck", b"")
    (deck / "x.yaml").unlink()
    make(deck)
    assert code in {d.code for d in check([deck]).diagnostics}


def test_a_loop_of_folders_ends(tmp_path: Path) -> None:
    deck = deck_with(tmp_path / "decks" / "one", b"")
    (deck / "again").symlink_to("..")
    (tmp_path / "decks" / "loop").symlink_to(".")
    folders, found = find_decks([tmp_path / "decks"])
    assert (folders, found) == ([deck], [])
    check(folders)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5 << 30)


PICTURES: dict[str, tuple[Make, str]] = {
    "a pipe": (os.mkfifo, "file-not-regular"),
    "a folder": (Path.mkdir, "file-not-regular"),
    "5 GB": (huge, "file-too-big"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "file-link"),
    "a secret": (lambda path: path.symlink_to("/etc/passwd"), "file-link"),
    "another picture": (lambda path: path.symlink_to("other.svg"), "file-link"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_what_is_no_file_is_no_picture(name: str, tmp_path: Path) -> None:
    make, code = PICTURES[name]
    note = b"  - key: a\n    picture:\n      file: p.svg\n"
    deck = deck_with(tmp_path / "deck", b"kind: term\nnotes:\n" + note)
    (deck / "media").mkdir()
    make(deck / "media" / "p.svg")
    found = {d.code: d.location.path for d in check([deck]).diagnostics}
    assert found[code] == f"{deck.as_posix()}/media/p.svg"
    assert "media-missing" not in found
    assert deck_inputs(deck) is None


def test_no_folder_of_a_deck_is_a_link(tmp_path: Path) -> None:
    note = b"  - key: a\n    picture:\n      file: p.svg\n"
    deck = deck_with(tmp_path / "deck", b"kind: term\nnotes:\n" + note, name="more/x.yaml")
    for name in ("more", "media"):
        (tmp_path / name).mkdir()
        (deck / name).symlink_to(tmp_path / name)
    (tmp_path / "more" / "x.yaml").write_text("kind: term\nnotes: []\n", encoding="utf-8")
    (tmp_path / "media" / "p.svg").write_text("<svg/>", encoding="utf-8")
    found = [d.location.path for d in check([deck]).diagnostics if d.code == "file-link"]
    assert found == [f"{deck.as_posix()}/media", f"{deck.as_posix()}/more"]
    assert deck_inputs(deck) is None


def test_a_lock_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "ankigen.lock").symlink_to("/etc/passwd")
    read = read_lock(tmp_path)
    assert read is not None
    assert [d.code for d in read.diagnostics] == ["file-link"]


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "x" * 5000 + "/y"])
def test_a_path_that_cannot_be_is_told(name: str, tmp_path: Path) -> None:
    folders, found = find_decks([tmp_path / name])
    assert folders == []
    assert len(found) == 1


@pytest.mark.parametrize("name", ["/dev/zero", "../../x.yaml", "a\0b.yaml", "x" * 300 + ".yaml"])
def test_no_file_outside_the_deck_is_read(name: str, tmp_path: Path) -> None:
    deck = deck_with(tmp_path / "deck", b"", name=name)
    loaded = check([deck])
    assert loaded.has_errors
    assert {Path(path).name for path, s in loaded.sources.items() if s.content} <= {"deck.yaml"}


def test_a_hostile_value_is_shown_short() -> None:
    source = parse("x", b"kind: term\nnotes: " + b"9" * 5000)
    assert all(len(value) < 100 for d in source.diagnostics for value in d.params.values())
