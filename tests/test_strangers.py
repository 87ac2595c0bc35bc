"""Decks on other subjects, written as a stranger writes them: no part of the tool knows them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support import anki
from tests.support.cli import ankigen
from tests.support.decks import SAMPLE
from tests.support.derived import GUIDE

STRANGERS = {"law": (75, 150), "capitals": (60, 63)}
"""Folders of decks, with the notes and cards that their packages hold together."""


@pytest.fixture(params=STRANGERS)
def deck(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a deck in a folder of its own, as after ``ankigen new deck``."""
    name = str(request.param)
    shutil.copytree(SAMPLE.parent / name, tmp_path / "decks" / name)
    return tmp_path / "decks" / name


def test_the_whole_round(deck: Path) -> None:
    here = deck.parents[1]
    for command in (
        ["validate", "-q"],
        ["lint", "-q", "--strict", "--today", "2026-12-01"],
        ["fmt", "-q", "--check"],
        ["pictures", "--check"],
        ["build", "-q"],
        ["preview", "-q"],
    ):
        done = ankigen(*command, cwd=here)
        assert (command, done.returncode, done.stderr) == (command, 0, "")
    notes, cards = STRANGERS[deck.name]
    (package,) = (here / "dist").glob("*.bilingual.apkg")
    with anki.collection(here) as col:
        assert anki.import_package(col, package) == anki.ImportLog(notes, 0, 0, 0)
        assert (col.note_count(), col.card_count()) == (notes, cards)
        assert anki.empty_cards(col) == []
        assert anki.unmade_cards(col) == 0
        assert anki.check_database(col) == ""


def test_the_reference_begins_with_a_whole_deck(tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.+?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(text.splitlines()) <= 40
    for name, content in re.findall(r"# (decks/\S+)\n(.+?)(?=# decks/|\Z)", text, re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for command in (["lint", "-q", "--strict", "--today", "2026-12-01"], ["build", "-q"]):
        done = ankigen(*command, cwd=tmp_path)
        assert (command, done.stdout, done.stderr, done.returncode) == (command, "", "", 0)
    assert (tmp_path / "dist" / "seas.bilingual.apkg").exists()


def changed(deck: Path, file: str, old: str, new: str) -> str:
    """Change a file of a deck once, and return what ``validate`` says."""
    text = (deck / file).read_text(encoding="utf-8")
    assert old in text
    (deck / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return ankigen("validate", cwd=deck.parents[1]).stdout


@pytest.mark.parametrize("deck", ["law"], indirect=True)
def test_an_undeclared_topic_is_not_taken_for_one_that_is_hardly_like_it(deck: Path) -> None:
    said = changed(deck, "deck.yaml", "  courts:\n    id: Peradilan\n    en: The courts\n", "")
    assert "did you mean" not in said
    assert "add it under topics: in deck.yaml, or choose one of: contracts, security" in said


@pytest.mark.parametrize("deck", ["law"], indirect=True)
def test_who_has_no_bibliography_is_told_how_to_start_one(deck: Path) -> None:
    assert 'add the work "statute-book" to sources.yaml' in changed(
        deck, "terms.yaml", "work: constitution", "work: statute-book"
    )
    (deck / "sources.yaml").unlink()
    assert (
        'sources.yaml beside deck.yaml with "kind: sources"'
        in ankigen("validate", cwd=deck.parents[1]).stdout
    )


@pytest.mark.parametrize("deck", ["law"], indirect=True)
def test_who_has_no_terms_is_told_to_take_their_file_off_the_list(deck: Path) -> None:
    (deck / "terms.yaml").unlink()
    said = ankigen("validate", cwd=deck.parents[1]).stdout
    assert "there is no file terms.yaml" in said
    assert "or delete the line" in said


@pytest.mark.parametrize("deck", ["capitals"], indirect=True)
@pytest.mark.parametrize(
    ("written", "mend"),
    [('"38.75"', "38.75"), ('"38,75"', "38.75"), ('"38.75 E"', ""), ("[38, 75]", "")],
)
def test_degrees_are_numbers(deck: Path, written: str, mend: str) -> None:
    said = changed(deck, "places.yaml", "east: 38.75", f"east: {written}")
    assert "places.yaml:4:" in said
    assert "east must be a number" in said
    assert "hint: write" not in said
    assert [line for line in said.splitlines() if line.startswith("4 +")] == (
        [f"4 +   Addis Ababa, Ethiopia: {{east: {mend}, north: 9.02}}"] if mend else []
    )
