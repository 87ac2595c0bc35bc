"""Drawings on cards: shown where they are there, needed by nobody, told where they are missing."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ankigen import languages
from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck, notetypes, pictures
from ankigen.deck import load
from ankigen.diagnostics import Severity
from ankigen.kinds.deck import Deck
from ankigen.release.words import drawings_digest
from tests.support.decks import SAMPLE, T1

PICTURE = notetypes.FIELDS.index("Picture")
DRAWN = "year-1967.svg"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLE, tmp_path / "sample")


def draw(
    folder: Path, name: str, content: str = '<svg xmlns="http://www.w3.org/2000/svg"/>'
) -> None:
    (folder / "media" / name).write_text(content)


def loaded(folder: Path) -> Deck:
    (found,) = load([folder]).decks
    return found


def shown(folder: Path, fact: str, variant: str = "id") -> str:
    """Return the picture of a fact of ASEAN's."""
    view = compile_deck(loaded(folder), Stamps(T1)).views[variant]
    (row,) = [each.row for each in view.facts if (each.source.key, each.fact) == ("asean", fact)]
    return row.fields.split("\x1f")[PICTURE]


def said(folder: Path) -> list[tuple[str, int, Severity]]:
    found = load([folder]).diagnostics
    return [(each.code, each.location.line, each.severity) for each in found]


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "organisations.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("variant", ["id", "en"])
def test_a_drawing_that_is_there_is_shown_in_the_words_of_the_tool(
    folder: Path, variant: str
) -> None:
    assert shown(folder, "founded", variant) == ""
    draw(folder, DRAWN)
    draw(folder, "map-jakarta-indonesia.svg", '<svg xmlns="http://www.w3.org/2000/svg" id="map"/>')
    words = languages.read(variant, "cards")["pictures"]
    for fact, sort in (("founded", "year"), ("headquarters", "map")):
        picture = shown(folder, fact, variant)
        assert re.fullmatch(rf'<img src="ankigen-\w+\.svg" alt="{words[sort]}">', picture)
    package = compile_deck(loaded(folder), Stamps(T1)).package(variant)
    assert {DRAWN, "map-jakarta-indonesia.svg"} <= {media.path.name for media in package.media}


OWN = """\
    founded:
      picture:
        file: dot.svg
        alt: {id: satu titik, en: a dot}
        licence: CC0-1.0
        source: us
"""


def test_a_picture_of_its_own_or_none_stands_instead(folder: Path) -> None:
    draw(folder, DRAWN)
    change(folder, "    founded:\n", OWN)
    assert 'alt="satu titik"' in shown(folder, "founded")
    assert said(folder) == [("media-unused", 1, Severity.WARNING)]
    change(folder, OWN, "    founded:\n      picture: none\n")
    assert shown(folder, "founded") == ""
    assert said(folder) == [("media-unused", 1, Severity.WARNING)]


@pytest.mark.parametrize(
    ("value", "code"),
    [("peta.svg", "bad-pattern"), ("[a]", "wrong-type"), ("", "empty"), ("{}", "missing-key")],
)
def test_a_picture_is_none_or_whole(folder: Path, value: str, code: str) -> None:
    change(folder, "    founded:\n", f"    founded:\n      picture: {value}\n")
    assert {each[0] for each in said(folder)} == {code}


def test_a_deck_without_drawings_is_told_nothing(folder: Path) -> None:
    assert said(folder) == []


def test_a_deck_with_drawings_is_told_of_those_that_it_lacks_and_is_built(folder: Path) -> None:
    draw(folder, DRAWN)
    found = load([folder])
    assert {(each.code, each.severity) for each in found.diagnostics} == {
        ("picture-missing", Severity.INFO)
    }
    files = [each.params["file"] for each in found.diagnostics]
    assert sorted(files) == [
        "map-geneva-switzerland.svg", "map-jakarta-indonesia.svg", "year-1945.svg",
        "year-1982.svg",
    ]  # fmt: skip
    assert len(found.decks) == 1


def test_what_cannot_be_drawn_is_not_missing(folder: Path) -> None:
    draw(folder, DRAWN)
    before = len(said(folder))
    change(folder, "en: Switzerland", "en: Atlantis")
    assert len(said(folder)) == before - 1
    change(folder, '"1945-10-24"', '"1645-10-24"')
    assert len(said(folder)) == before - 2


def test_a_drawing_that_no_fact_implies_is_unused(folder: Path) -> None:
    draw(folder, "year-1999.svg")
    assert said(folder) == [("media-unused", 1, Severity.WARNING)]
    # Nothing is concluded from a file that nobody understands.
    change(folder, "    founded:\n", "    fuonded: {}\n    founded:\n")
    assert [each[0] for each in said(folder)] == ["unknown-key"]


def test_what_is_skipped_has_no_drawing(folder: Path) -> None:
    draw(folder, DRAWN)
    change(folder, "  - key: asean\n", "  - key: asean\n    skip: [founded]\n")
    assert ("media-unused", 1, Severity.WARNING) in said(folder)


def test_media_are_listed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(folder, DRAWN)
    asked: list[Any] = []

    def counted(of: Callable[[Any], Any]) -> Callable[[Any], Any]:
        return lambda path: (asked.append(path), of(path))[1]

    deck = loaded(folder)
    monkeypatch.setattr(pictures.os, "scandir", counted(os.scandir))
    monkeypatch.setattr(pictures, "read_given", counted(pictures.read_given))
    compile_deck(deck, Stamps(T1))
    # The folder once, and each of the three pictures that are shown.
    assert len(asked) == 1 + 3


def test_a_drawing_is_told_apart_for_its_note_only(folder: Path) -> None:
    def words() -> dict[str, str]:
        deck = loaded(folder)
        return {note.key: drawings_digest(note, deck) for note in deck.notes}

    before = words()
    draw(folder, DRAWN)
    after = words()
    assert {key for key in before if before[key] != after[key]} == {"asean"}
