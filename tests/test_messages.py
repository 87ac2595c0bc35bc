"""Every code has its message, every hint its text and every code its page, in both languages."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import ankigen
from ankigen import lint, messages
from ankigen.deck import check
from ankigen.diagnostics import Bilingual, Word
from ankigen.report import pages

PACKAGE = Path(ankigen.__file__).parent
TABLES = {
    "message": messages.MESSAGES,
    "hint": messages.HINTS,
    "finding": messages.FINDINGS,
    "notice": messages.NOTICES,
    "word": messages.WORDS,
}
ROWS = [(table, code, row) for table, rows in TABLES.items() for code, row in rows.items()]


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize(("table", "code", "row"), ROWS, ids=lambda value: str(value)[:40])
def test_a_row_has_both_languages(table: str, code: str, row: tuple[str, str]) -> None:
    indonesian, english = row
    assert indonesian.strip()
    assert english.strip()
    if table != "word":
        assert re.fullmatch(r"[a-z]+[a-z0-9]*(-[a-z0-9]+)*", code)
        # The same parameters in both, or one reader learns less.
        assert places(indonesian) == places(english)


def constants() -> set[str]:
    """Return every text constant of the package, but for the tables themselves."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if path.name != "messages.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


def called(function: str) -> set[str]:
    """Return the codes that are given to a function or class as its first text."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == function:
                first = next(iter(node.args), None)
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_no_row_is_without_a_use() -> None:
    used = constants()
    for table in ("message", "hint", "finding", "notice"):
        assert set(TABLES[table]) <= used, table


def test_every_hint_and_word_has_its_row() -> None:
    assert called("Hint") <= set(messages.HINTS)
    assert called("Word") <= set(messages.WORDS)
    assert called("word") <= set(messages.WORDS)
    assert called("AnkigenError") <= set(messages.MESSAGES)


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
    "generation": "generation: 1",
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


@pytest.mark.parametrize("code", messages.MESSAGES)
def test_every_code_has_a_page_whose_examples_are_true(code: str, tmp_path: Path) -> None:
    page = pages.page(code)
    assert page is not None
    for language in messages.LANGUAGES:
        assert len(page.meaning[language]) > 20
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
CODES_WITH_FILES = set(messages.MESSAGES) - set(lint.codes())


def test_no_page_is_without_a_code() -> None:
    assert {path.stem for path in pages.directory().glob("*.md")} == CODES_WITH_FILES


def test_most_pages_of_deck_faults_have_examples_that_are_checked() -> None:
    checked = [c for c in messages.MESSAGES if (p := pages.page(c)) and p.wrong.info != "text"]
    assert len(checked) >= 45
