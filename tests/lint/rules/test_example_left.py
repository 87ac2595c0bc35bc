"""example-left: whatever our skeletons and examples have is found until it is replaced."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from ankigen.edit.skeletons import note_text
from ankigen.lint.rules.example_left import examples
from tests.lint.support import places
from tests.support.cli import ankigen
from tests.support.decks import ROOT

CODE = "example-left"
NOTES = """
- key: b
  term:
    id: awan
    en: cloud
  definition:
    id: titik air di langit
    en: drops in the sky
  sources:
    - title: {title}
      url: {url}
"""


@pytest.mark.parametrize(
    ("title", "url", "found"),
    [
        ("Judul halaman", "https://museum-awan.example.org/", ["9"]),
        ("Awan (Museum Awan)", "https://example.org/", ["10"]),
        ("Awan (Museum Awan)", "https://example.org/awan", []),
    ],
)
def test_a_source_that_is_an_example(title: str, url: str, found: list[str]) -> None:
    notes = NOTES.format(title=title, url=url)
    assert [place.split(":")[0] for place in places(notes, CODE)] == found


def test_a_new_note_is_nothing_but_examples() -> None:
    """A term and its definition in two languages, and a source."""
    _, note = textwrap.dedent(note_text("term", "awan-hitam")).split("\n", 1)
    found = [place.split(": ", 1)[1] for place in places(note, CODE)]
    assert found == [
        "teks tentang awan hitam",
        "text about awan hitam",
        "tulis definition di sini",
        "write the definition here",
        "Judul karya — Title of the work",
    ]


def test_the_description_of_a_new_deck_is_one_too(tmp_path: Path) -> None:
    assert ankigen("new", "deck", "clouds", cwd=tmp_path).returncode == 0
    lint = ("lint", "--select", CODE, "--format", "concise", "--lang", "en")
    lines = ankigen(*lint, cwd=tmp_path).stdout.splitlines()
    assert [line.split("[example-left]: ")[1] for line in lines if "deck.yaml" in line] == [
        '"Untuk siapa dek ini dan apa isinya." is still the example: write your own',
        '"Whom this deck is for and what is in it." is still the example: write your own',
    ]


def test_every_example_for_contributors_is_known() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.findall(r"^ +(?:- )?(?:title|publisher): (.*)$", text, re.M)
    assert shown
    assert set(shown) <= examples()
