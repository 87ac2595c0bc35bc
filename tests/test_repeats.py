"""The same mistake made often is shown some times and counted; programs are told of each."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.bad_decks import deck_with
from tests.support.cli import ankigen

NOTE = """
  - key: note-{n}
    term:
      id: {n}
      en: "number {n}"
    definition: satu arti
"""
TIMES = 200


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    """A deck with two mistakes, each made two hundred times, and one made once."""
    notes = "".join(NOTE.format(n=n) for n in range(1900, 1900 + TIMES))
    text = f"kind: term\nnotes:\n{notes}\n    leval: 1\n"
    deck_with(tmp_path / "deck", text.encode())
    return tmp_path


@pytest.mark.parametrize(
    ("command", "how"), [("validate", "--all"), ("lint", "--all"), ("stats", "ankigen validate")]
)
def test_it_is_shown_three_times_and_counted(command: str, how: str, flood: Path) -> None:
    done = ankigen(command, "deck", cwd=flood)
    said = done.stdout + done.stderr
    assert said.count("error[unquoted]") == said.count("error[wrong-type]") == 3
    assert said.count("error[unknown-key]") == 1
    assert said.count(f"… and {TIMES - 3} more like this; to see each: {how}") == 2
    assert f"2 files, {2 * TIMES + 1} errors, 0 warnings" in said


def test_advice_is_given_once(flood: Path) -> None:
    said = ankigen("validate", "deck", cwd=flood).stdout
    assert said.count("put the text in quotes") == 1
    assert said.count("schema: What the term means") == 1
    said = ankigen("validate", "deck", "--format", "concise", cwd=flood).stdout
    assert said.count("put the text in quotes") == 1


@pytest.mark.parametrize("form", ["full", "concise"])
def test_all_shows_each(form: str, flood: Path) -> None:
    said = ankigen("validate", "deck", "--all", "--format", form, cwd=flood).stdout
    assert said.count("error[unquoted]") == said.count("put the text in quotes") == TIMES
    assert "more like this" not in said


def test_programs_are_told_of_each(flood: Path) -> None:
    said = ankigen("validate", "deck", "--format", "json", cwd=flood).stdout
    assert len(json.loads(said)["diagnostics"]) == 2 * TIMES + 1
    said = ankigen("validate", "deck", "--format", "sarif", cwd=flood).stdout
    assert len(json.loads(said)["runs"][0]["results"]) == 2 * TIMES + 1
    said = ankigen("validate", "deck", "--format", "github", cwd=flood).stdout
    assert len(re.findall("^::error", said, re.M)) == 2 * TIMES + 1


def test_other_mistakes_of_a_kind_are_each_shown(tmp_path: Path) -> None:
    keys = ["alpha", "beta", "gamma", "delta", "epsilon"]
    note = 'kind: term\nnotes:\n  - key: a\n    term: {id: "a", en: "b"}\n'
    note += '    definition: {id: "c", en: "d"}\n' + "".join(f"    {key}: x\n" for key in keys)
    deck_with(tmp_path / "deck", note.encode())
    said = ankigen("validate", "deck", cwd=tmp_path).stdout
    assert said.count("error[unknown-key]") == len(keys)
