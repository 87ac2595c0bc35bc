"""What the tool says to people: the texts of a language's ``messages.yaml``, filled in.

``{name}`` stands for a parameter. A parameter of type ``Word`` is itself looked up among the
language's words; of one of type ``Bilingual`` the side is shown that the language reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ankigen import languages
from ankigen.diagnostics import Bilingual, Word

SIDES = ("id", "en")
"""The languages of the texts in schemas and on the pages of codes, in their order there."""

# What starts a command of GitHub's in the log of a job: ``::error``, or once ``##[error]``.
_COMMAND = re.compile(r"^(\s*):(?=:)|(#)#(?=\[)")


def codes() -> tuple[str, ...]:
    """Return the codes of all messages, group by group."""
    return tuple(section("messages", languages.codes()[0]))


def section(way: str, language: str) -> languages.Words:
    """Return a section of a language's texts by its keys, joined with dots: ``report.diff``."""
    found = languages.read(language, "messages")
    for key in way.split("."):
        found = found[key]
    return found


def said(way: str, language: str, /, **params: object) -> str:
    """Return a text of any section, filled in: ``commands.build.written``."""
    shown = {n: visible(value) if isinstance(value, str) else value for n, value in params.items()}
    return text(way, language).format(**shown)


def text(way: str, language: str) -> str:
    """Return a text of any section with its places for parameters."""
    above, _, key = way.rpartition(".")
    found: str = section(above, language)[key]
    return found


def message(code: str, params: Mapping[str, str], language: str) -> str:
    """Word a diagnostic or an ``AnkigenError``."""
    return _fill(template(code, language), params, language)


def template(code: str, language: str) -> str:
    """Return a message with its places for parameters: what a code says in general."""
    return _text("messages", code, language)


def hint(code: str, params: Mapping[str, str], language: str) -> str:
    """Word a hint."""
    return _fill(_text("hints", code, language), params, language)


def finding(code: str, params: Mapping[str, str], language: str) -> str:
    """Word a finding of a diff or an upgrade test."""
    return _fill(_text("findings", code, language), params, language)


def notice(code: str, params: Mapping[str, str], language: str) -> str:
    """Word what a command did."""
    return _fill(_text("notices", code, language), params, language)


def word(code: str, language: str) -> str:
    """Return a single word."""
    return _text("words", code, language)


def side_read(language: str) -> str:
    """Return ``id`` or ``en``: which of the two a language reads where there are no others."""
    chosen: str = languages.read(language, "messages")["descriptions"]
    return chosen


def side(text: str, language: str) -> str:
    """Return the side that a language reads of a schema's text (``Indonesian — English``)."""
    sides = text.split(" — ", 1)
    return sides[SIDES.index(side_read(language))] if len(sides) == 2 else text


def visible(text: str, limit: int = 600) -> str:
    """Return what somebody wrote as it may be printed: short, and nothing steers what shows it.

    That is a terminal, or the log of a job, where a line may be a command.
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    if not cut.isprintable():
        cut = "".join(c if c.isprintable() or c == "\xa0" else f"\\x{ord(c):02x}" for c in cut)
    if "::" in cut or "##[" in cut:
        cut = _COMMAND.sub(
            lambda found: f"{found[1] or found[2] or ''}\\x{ord(found[0][-1]):02x}", cut
        )
    return cut


def _text(kind: str, code: str, language: str) -> str:
    text: str = languages.read(language, "messages")[kind][code]
    return text


def _fill(template: str, params: Mapping[str, str], language: str) -> str:
    return template.format_map({name: _worded(value, language) for name, value in params.items()})


def _worded(value: str, language: str) -> str:
    if isinstance(value, Word):
        return word(value, language)
    return visible(side(value, language) if isinstance(value, Bilingual) else value)
