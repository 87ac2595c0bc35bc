"""The page of a code: what it means, a wrong and a right example, in both languages.

The pages are ``docs/codes/CODE.md``; a wheel carries them as package data. A lint rule's
page is its docstring.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ankigen.languages import messages
from ankigen.lint import pages as rules

_HEADINGS = {"id": "Bahasa Indonesia", "en": "English"}
_WRONG, _RIGHT = "Salah — Wrong", "Benar — Right"
_SECTION = re.compile(rf"^## ({'|'.join([*_HEADINGS.values(), _WRONG, _RIGHT])})$", re.MULTILINE)
_FENCE = re.compile(r"```(?P<info>[^\n]*)\n(?P<text>.*?)```", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """An example; ``info`` says what it is: ``text``, or ``yaml`` and the kind of note or file."""

    info: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a code; ``meaning`` is by the sides of ``messages.SIDES``."""

    code: str
    meaning: Mapping[str, str]
    wrong: Example
    right: Example


@functools.cache
def directory() -> Path:
    """Return the folder of the pages: package data in a wheel, docs/codes in a checkout."""
    packaged = Path(__file__).parent / "codes"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "docs" / "codes"


def page(code: str) -> Page | None:
    """Return the page of a code, or None where there is no such code."""
    if code not in messages.codes():
        return None
    if code in rules.codes():
        return _of_rule(rules.read(code))
    text = (directory() / f"{code}.md").read_text(encoding="utf-8")
    _, *parts = _SECTION.split(text)
    sections = dict(zip(parts[::2], (part.strip() for part in parts[1::2]), strict=True))
    meaning = {side: sections[heading] for side, heading in _HEADINGS.items()}
    return Page(code, meaning, _example(sections[_WRONG]), _example(sections[_RIGHT]))


def _of_rule(rule: rules.RulePage) -> Page:
    meaning = {side: f"{rule.title[side]}\n\n{rule.body[side]}" for side in messages.SIDES}
    return Page(rule.code, meaning, Example("text", rule.wrong), Example("text", rule.right))


def nearest_code(code: str) -> str:
    """Return the code that is most like a misspelt one, or ''."""
    near = difflib.get_close_matches(code.lower(), messages.codes(), 1)
    return near[0] if near else ""


def explain(shown: Page, language: str) -> str:
    """Write a page in a language, for a terminal."""
    parts = [
        f"{shown.code}: {messages.template(shown.code, language)}",
        "",
        shown.meaning[messages.side_read(language)],
        "",
        f"{messages.word('wrong', language)}:",
        _indented(shown.wrong),
        "",
        f"{messages.word('right', language)}:",
        _indented(shown.right),
    ]
    return "\n".join(parts)


def index(language: str) -> str:
    """List all codes with their messages."""
    said = messages.section("messages", language)
    width = max(map(len, said))
    return "\n".join(f"{code:<{width}}  {text}" for code, text in said.items())


def _example(section: str) -> Example:
    match = _FENCE.search(section)
    if match is None:
        raise ValueError("a page without an example")
    return Example(match["info"], match["text"].rstrip("\n"))


def _indented(example: Example) -> str:
    return "\n".join(f"  {line}".rstrip() for line in example.text.split("\n"))
