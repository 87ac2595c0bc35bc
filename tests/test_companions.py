"""Files that may stand beside a ``deck.yaml``: read where they are there, told what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ankigen import kinds
from ankigen.deck import load
from ankigen.diagnostics import Diagnostic
from ankigen.kinds.places import Place
from tests.support.decks import SAMPLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "deck")
    return tmp_path / "deck"


def found(folder: Path, text: str) -> list[tuple[int, int, str]]:
    """Return what is said of a ``places.yaml``: where, and the code."""
    (folder / "places.yaml").write_text(text, "utf-8")
    return [place(each) for each in load([folder]).diagnostics]


def place(found: Diagnostic) -> tuple[int, int, str]:
    assert found.location.path.endswith("/places.yaml")
    return found.location.line, found.location.column, found.code


def test_a_companion_is_named_like_its_kind_and_says_it_under_its_name() -> None:
    for kind, record in kinds.companions().items():
        assert set(record.__struct_fields__) == {"kind", kind}


def test_places_are_read_where_they_are_there(folder: Path) -> None:
    (deck,) = load([folder]).decks
    assert deck.places["Jakarta, Indonesia"] == Place(east=106.85, north=-6.21)
    (folder / "places.yaml").unlink()
    (deck,) = load([folder]).decks
    assert deck.places == {}


def test_whole_degrees_are_numbers_too(folder: Path) -> None:
    assert found(folder, "kind: places\nplaces:\n  A, B: {east: 7, north: -0.5}\n") == []
    assert load([folder]).decks[0].places == {"A, B": Place(east=7, north=-0.5)}


WRONG = {
    "a city alone": ("  Jakarta: {east: 1, north: 2}", (3, 3, "bad-pattern")),
    "no comma and space": ("  Jakarta,Indonesia: {east: 1, north: 2}", (3, 3, "bad-pattern")),
    "off the globe": ("  A, B: {east: 181, north: 2}", (3, 16, "out-of-range")),
    "in words": ("  A, B: {east: 1 E, north: 2}", (3, 16, "wrong-type")),
    "half a place": ("  A, B: {east: 1}", (3, 3, "missing-key")),
    "a list": ("  - A, B", (2, 1, "wrong-type")),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_has_its_place_and_nothing_is_built(case: str, folder: Path) -> None:
    line, wanted = WRONG[case]
    assert found(folder, f"kind: places\nplaces:\n{line}\n") == [wanted]
    assert load([folder]).decks == ()


def test_another_kind_of_file_under_the_name_is_refused(folder: Path) -> None:
    assert found(folder, "kind: term\nnotes: []\n") == [(1, 7, "kind-unexpected")]
    assert found(folder, "places:\n  A, B: {east: 1, north: 2}\n") == [(1, 1, "kind-missing")]


def test_a_companion_is_no_file_of_notes(folder: Path) -> None:
    (folder / "more.yaml").write_text("kind: places\nplaces:\n  A, B: {east: 1, north: 2}\n")
    deck = folder / "deck.yaml"
    deck.write_text(deck.read_text("utf-8").replace("files:\n", "files:\n  - more.yaml\n"), "utf-8")
    (found,) = load([folder]).diagnostics
    assert found.code == "kind-unexpected"
    assert [(hint.code, hint.params) for hint in found.hints] == [("companion", {"kind": "places"})]
