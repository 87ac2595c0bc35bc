"""Rules → their pages: a rule's docstring, read as data.

A docstring holds, parted by empty lines: the title in English and in Indonesian, what and
why in English and in Indonesian, then a deck after ``Wrong:`` and one after ``Right:``.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Mapping
from dataclasses import dataclass

from ankigen.languages import messages
from ankigen.lint.rules import RULES


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule says of itself, by the sides of ``messages.SIDES``.

    ``wrong`` and ``right`` are lists of notes in YAML.
    """

    code: str
    severity: str
    title: Mapping[str, str]
    body: Mapping[str, str]
    wrong: str
    right: str


def codes() -> tuple[str, ...]:
    """Return the codes of all rules, in the order of their index."""
    return tuple(rule.CODE for rule in RULES)


@functools.cache
def read(code: str) -> RulePage:
    """Return the page of a rule as data. Raises KeyError for an unknown code."""
    rule = {rule.CODE: rule for rule in RULES}[code]
    text, _, right = inspect.cleandoc(rule.__doc__ or "").partition("\n\nRight:\n")
    text, _, wrong = text.partition("\n\nWrong:\n")
    title_en, title_id, body_en, body_id = text.split("\n\n")
    title = {"id": title_id, "en": title_en}
    body = {"id": body_id, "en": body_en}
    return RulePage(code, rule.SEVERITY.value, title, body, wrong, right)


def page(code: str, language: str) -> str:
    """Return the page of a rule as Markdown. Raises KeyError."""
    rule = read(code)
    side = messages.side_read(language)
    heading = {name: messages.word(name, language) for name in ("severity", "wrong", "right")}
    return (
        f"## {code}\n\n**{rule.title[side]}** "
        f"{heading['severity']}: {rule.severity}.\n\n"
        f"{rule.body[side]}\n\n"
        f"{heading['wrong']}:\n\n```yaml\n{rule.wrong}\n```\n\n"
        f"{heading['right']}:\n\n```yaml\n{rule.right}\n```\n"
    )
