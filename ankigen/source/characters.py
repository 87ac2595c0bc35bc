"""Characters that must not stand in a deck: those that no editor shows."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location

LIMIT = 100
"""How many of one sort are shown in one file; a binary file would have millions."""

_LINE_ENDS = "[\x85\u2028\u2029]|\r(?!\n)"
"""Line ends to libyaml, but to no editor: every later place would be off."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]"  # control characters
    f"|{_LINE_ENDS}"
    "|[\u200b\u2060\ufeff\u00ad]"  # without width
    "|[\u202a-\u202e\u2066-\u2069]"  # turns the reading direction round
)
_IS_LINE_END = re.compile(_LINE_ENDS)
_NAMES = {
    "\x85": "next line",
    "\r": "carriage return",
    "\x1f": "unit separator",
    "\x00": "null",
}


def hidden_characters(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each hidden character, up to ``LIMIT``."""
    if _is_clean(text):
        return
    matches = _HIDDEN.finditer(text)
    for match in itertools.islice(matches, LIMIT):
        line, column = line_column(text, match.start())
        place = Location(path, line, column, line, column + 1)
        char = match.group()
        spaced = _IS_LINE_END.match(char) is not None
        yield Diagnostic(
            place,
            "text-hidden-char",
            {"char": f"U+{ord(char):04X}", "name": char_name(char)},
            (Hint("replace-by-space" if spaced else "delete-hidden-char"),),
            (Edit(place, " " if spaced else ""),),
        )
    more = sum(1 for _ in matches)
    if more:
        yield Diagnostic(Location(path), "text-hidden-many", {"count": str(more)})


def without_hidden(text: str) -> str:
    """Return a text of the same shape to read on with: a space for each hidden character."""
    return _HIDDEN.sub(" ", text)


def hidden_in(value: str) -> str:
    """Return the first hidden character of a decoded string (an escape can make one), or ''."""
    match = _HIDDEN.search(value)
    return match.group() if match else ""


def char_name(char: str) -> str:
    """Name a character as Unicode does, in lower case."""
    name = _NAMES.get(char) or unicodedata.name(char, "") or "control character"
    return name.lower()


def _is_clean(text: str) -> bool:
    # Every hidden character is unprintable; a scan by regular expression takes nine times as long.
    return text.replace("\r\n", "").replace("\n", "").isprintable()


def line_column(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of an index into a text."""
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1
