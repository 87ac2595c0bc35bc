"""Rules → their pages: a rule's docstring, read as data.

A docstring holds, parted by empty lines: the title in English and in Indonesian, what and
why in English and in Indonesian, then a deck after ``Wrong:`` and one after ``Right:``.
"""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass

from ankigen.kinds.base.text import Text, both
from ankigen.lint.rules import RULES


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule says of itself; ``wrong`` and ``right`` are lists of notes in YAML."""

    code: str
    severity: str
    title: Text
    body: Text
    wrong: str
    right: str


_HEADINGS = {
    "severity": both("Tingkat", "Severity"),
    "wrong": both("Salah", "Wrong"),
    "right": both("Benar", "Right"),
}


def codes() -> tuple[str, ...]:
    """Return the codes of all rules, in the order of their index."""
    return tuple(rule.CODE for rule in RULES)


@functools.cache
def read(code: str) -> Page:
    """Return the page of a rule as data. Raises KeyError for an unknown code."""
    rule = {rule.CODE: rule for rule in RULES}[code]
    text, _, right = inspect.cleandoc(rule.__doc__ or "").partition("\n\nRight:\n")
    text, _, wrong = text.partition("\n\nWrong:\n")
    title_en, title_id, body_en, body_id = text.split("\n\n")
    return Page(
        code, rule.SEVERITY.value, both(title_id, title_en), both(body_id, body_en), wrong, right
    )


def page(code: str, language: str) -> str:
    """Return the page of a rule as Markdown in ``id`` or ``en``. Raises KeyError."""
    rule = read(code)
    heading = {name: text.in_language(language) for name, text in _HEADINGS.items()}
    return (
        f"## {code}\n\n**{rule.title.in_language(language)}** "
        f"{heading['severity']}: {rule.severity}.\n\n"
        f"{rule.body.in_language(language)}\n\n"
        f"{heading['wrong']}:\n\n```yaml\n{rule.wrong}\n```\n\n"
        f"{heading['right']}:\n\n```yaml\n{rule.right}\n```\n"
    )
