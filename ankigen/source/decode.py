"""Bytes → text: UTF-8 only, and no character that an editor cannot show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity

BOM = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]"  # control characters
    "|[\x85\u2028\u2029]"  # line ends to libyaml, but to no editor: every later place would be off
    "|[\u200b\u2060\ufeff\u00ad]"  # without width
    "|[\u202a-\u202e\u2066-\u2069]"  # turns the reading direction round
    "|\r(?!\n)"
)
_LINE_ENDS = re.compile("[\x85\u2028\u2029]|\r(?!\n)")
_NAMES = {
    "\x85": "NEXT LINE",
    "\r": "CARRIAGE RETURN",
    "\x1f": "UNIT SEPARATOR",
    "\x00": "NULL",
}


def decode(path: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Return the text (None where there is none to read on with) and what is wrong with it."""
    found: list[Diagnostic] = []
    if content[:2] in UTF16_MARKS:
        return None, [_at(path, 1, 1, "encoding-utf16", hint="save-as-utf8")]
    if content[:3] == BOM:
        content = content[3:]
        found.append(
            Diagnostic(
                Location(path, 1, 1, 1, 1),
                "encoding-bom",
                hints=(Hint("save-without-bom"),),
                severity=Severity.WARNING,
            )
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*found, _not_utf8(path, content, error.start)]
    hidden = list(hidden_characters(path, text))
    if hidden:
        text = _LINE_ENDS.sub(" ", text)
    return text, found + hidden


def hidden_characters(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each character that must not stand in a deck."""
    for match in _HIDDEN.finditer(text):
        line, column = line_column(text, match.start())
        place = Location(path, line, column, line, column + 1)
        yield Diagnostic(
            place,
            "text-hidden-char",
            {"char": f"U+{ord(match.group()):04X}", "name": char_name(match.group())},
            (Hint("delete-hidden-char"),),
            (Edit(place, ""),),
        )


def char_name(char: str) -> str:
    """Name a character as Unicode does, in lower case."""
    name = _NAMES.get(char) or unicodedata.name(char, "") or "control character"
    return name.lower()


def hidden_in(value: str) -> str:
    """Return the first hidden character of a decoded string (an escape can make one), or ''."""
    match = _HIDDEN.search(value)
    return match.group() if match else ""


def line_column(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of an index into a text."""
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1


def _not_utf8(path: str, content: bytes, index: int) -> Diagnostic:
    start = content.rfind(b"\n", 0, index) + 1
    line = content.count(b"\n", 0, index) + 1
    column = len(content[start:index].decode("utf-8", "replace")) + 1
    byte = content[index]
    meant = bytes([byte]).decode("cp1252", "replace")
    return _at(
        path, line, column, "encoding-utf8", hint="byte-in-cp1252", byte=f"0x{byte:02X}", char=meant
    )


def _at(path: str, line: int, column: int, code: str, *, hint: str, **params: str) -> Diagnostic:
    place = Location(path, line, column, line, column + 1)
    return Diagnostic(place, code, params, (Hint(hint, params),))
