"""Every code has its message, every hint its text and every code its page, in every language."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ankigen
from ankigen import languages, lint
from ankigen.deck import check
from ankigen.diagnostics import Bilingual, Word
from ankigen.languages import messages
from ankigen.report import pages

PACKAGE = Path(ankigen.__file__).parent
# That every language has the same of them is in test_languages.py.
TABLES = {
    name: set(messages.section(name, "en"))
    for name in ("messages", "hints", "findings", "notices", "words")
}


def test_a_code_is_written_like_a_code() -> None:
    for code in set().union(*TABLES.values()):
        assert re.fullmatch(r"[a-z]+[a-z0-9]*(-[a-z0-9]+)*", code)


def constants() -> set[str]:
    """Return every text constant of the package."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def called(function: str) -> set[str]:
    """Return the codes that are given to a function or class as its first text.

    It is told by the end of its dotted name.
    """
    return {first for name, first in calls() if name.endswith(f".{function}")}


@functools.cache
def calls() -> set[tuple[str, str]]:
    """Return what is called with a text first: its dotted name, and the text."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            first = next(iter(node.args), None) if isinstance(node, ast.Call) else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add((f".{ast.unparse(node.func)}", first.value))
    return found


def test_no_row_is_without_a_use() -> None:
    used = constants()
    for table in ("messages", "hints", "findings", "notices"):
        assert TABLES[table] <= used, table


def leaves(content: dict[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}.{key}")
        else:
            yield f"{above}.{key}", key


@pytest.mark.parametrize("name", ["commands", "report", "release-notes"])
def test_no_other_text_is_without_a_use(name: str) -> None:
    used = constants()
    for way, key in leaves(messages.section(name, "en"), name):
        # A way may be put together: above it is what is spoken of, its key is what is said.
        assert way in used or key in used, way


def test_every_text_that_is_asked_for_is_there() -> None:
    for way in called("said"):
        above, _, key = way.rpartition(".")
        assert key in messages.section(above, "en"), way


def test_every_hint_and_word_has_its_row() -> None:
    assert called("Hint") <= TABLES["hints"]
    assert called("Word") <= TABLES["words"]
    assert called("messages.word") <= TABLES["words"]
    assert called("AnkigenError") <= TABLES["messages"]


def test_parameters_are_put_in_the_readers_language() -> None:
    params = {"name": "x", "wanted": Word("list"), "what": Word("text")}
    assert messages.message("wrong-type", params, "id") == "x harus berupa daftar, bukan teks"
    assert messages.message("wrong-type", params, "en") == "x must be a list, not text"
    form = {"text": Bilingual("Tulis teksnya. — Write some text.")}
    assert messages.hint("form", form, "id") == "Tulis teksnya."
    assert messages.hint("form", form, "en") == "Write some text."


def test_what_an_author_wrote_cannot_steer_the_terminal() -> None:
    said = messages.message("unknown-key", {"key": "\x1b[31m\u202ex" + "y" * 9000}, "en")
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\\x1b[31m" in said
    assert len(said) < 1000


# -- pages ----------------------------------------------------------------------------

DECK = {
    "key": "key: example",
    "uid": "uid: aaaabbbbccccdddd",
    "anki_name": "anki_name: Contoh",
    "title": "title: {id: Contoh, en: Example}",
    "description": "description: {id: Dek contoh., en: An example deck.}",
    "licence": "licence: CC0-1.0",
    "topics": "topics: {treaties: {id: Perjanjian, en: Treaties}}",
    "levels": "levels: [{id: Dasar, en: Core}]",
    "files": "files: [terms.yaml]",
}
NOTES = {
    "term": {
        "key": "key: example",
        "term": "term: {id: contoh, en: example}",
        "definition": "definition: {id: satu hal, en: one thing}",
    },
    "goal": {
        "key": "key: example",
        "category": "category: goal",
        "question": "question: {id: Apa tujuannya?, en: What is the aim?}",
        "answer": "answer: {id: perdamaian, en: peace}",
    },
    "organisation": {
        "key": "key: example",
        "type": "type: organisation",
        "name": "name: {id: Badan Contoh, en: Example Body}",
    },
}


def completed(example: str, needed: dict[str, str]) -> str:
    """Add the lines that a note or deck.yaml needs besides what an example shows."""
    shown = set(re.findall(r"(?m)^\"?(\w+)", example))
    meant = {"defintion": "definition"}
    shown |= {meant.get(key, key) for key in shown}
    if re.search(r"(?m)^  definition:", example):
        shown.add("definition")
    return "\n".join([*(line for key, line in needed.items() if key not in shown), example])


def codes_of(example: pages.Example, folder: Path) -> set[str]:
    """Return what a deck is told that has this example."""
    kind = example.info.removeprefix("yaml ")
    deck = completed(example.text if kind == "deck" else "", DECK)
    if kind == "file":
        notes = example.text
    elif kind == "deck":
        notes = note_file("term", "")
    else:
        notes = note_file(kind, example.text)
    folder.mkdir()
    (folder / "deck.yaml").write_text(f"kind: deck\n{deck}\n", encoding="utf-8")
    (folder / "terms.yaml").write_text(notes, encoding="utf-8")
    return {diagnostic.code for diagnostic in check([folder]).diagnostics}


def note_file(kind: str, example: str) -> str:
    lines = completed(example, NOTES[kind]).split("\n")
    body = "\n    ".join(lines)
    return f"kind: {kind}\nnotes:\n  - {body}\n"


@pytest.mark.parametrize("code", messages.codes())
def test_every_code_has_a_page_whose_examples_are_true(code: str, tmp_path: Path) -> None:
    page = pages.page(code)
    assert page is not None
    for side in messages.SIDES:
        assert len(page.meaning[side]) > 20
    for language in languages.codes():
        assert code in pages.explain(page, language)
    assert page.meaning["id"] != page.meaning["en"]
    assert page.wrong.text != page.right.text
    assert page.wrong.info == page.right.info
    if page.wrong.info != "text":
        assert code in codes_of(page.wrong, tmp_path / "wrong")
        left = codes_of(page.right, tmp_path / "right") - {"empty"}
        assert not left or page.wrong.info == "yaml file"
        assert code not in left


# A lint rule's page is its docstring, which tests/lint/test_pages.py holds.
CODES_WITH_FILES = set(messages.codes()) - set(lint.codes())


def test_no_page_is_without_a_code() -> None:
    assert {path.stem for path in pages.directory().glob("*.md")} == CODES_WITH_FILES


def test_most_pages_of_deck_faults_have_examples_that_are_checked() -> None:
    checked = [c for c in messages.codes() if (p := pages.page(c)) and p.wrong.info != "text"]
    assert len(checked) >= 45
