"""Every rule is in the table, has a page that is true, words for it, and a test file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ankigen import languages, lint
from ankigen.languages import messages
from ankigen.lint import rules
from ankigen.lint.pages import read
from tests.lint.support import diagnose

CODES = lint.codes()


def test_every_module_is_in_the_table() -> None:
    folder = Path(rules.__file__).parent
    modules = {path.stem.replace("_", "-") for path in folder.glob("*.py")} - {"--init--"}
    assert modules == set(CODES)


def test_every_rule_has_a_test_file() -> None:
    here = {path.stem for path in (Path(__file__).parent / "rules").glob("test_*.py")}
    assert here == {f"test_{code.replace('-', '_')}" for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_is_reported_and_the_right_one_is_not(code: str) -> None:
    page = read(code)
    wrong, _ = diagnose(page.wrong, code, big=501)
    right, _ = diagnose(page.right, code)
    assert [each.code for each in wrong] == [code]
    assert not right


@pytest.mark.parametrize("language", languages.codes())
@pytest.mark.parametrize("code", CODES)
def test_pages_and_messages_are_in_both_languages(code: str, language: str) -> None:
    text = lint.page(code, language)
    assert text.startswith(f"## {code}\n")
    assert read(code).body[messages.side_read(language)] in text
    (found, *_), _ = diagnose(read(code).wrong, code, big=501)
    said = messages.message(code, found.params, language)
    assert said
    assert "{" not in said


def test_an_unknown_code_has_no_page() -> None:
    with pytest.raises(KeyError):
        lint.page("no-such-rule", "en")
