"""Bytes → text: UTF-8 only, with the place of whatever is not."""

from __future__ import annotations

import re

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity
from ankigen.source.characters import line_column

BOM = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PROBED = 2000
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


def decode(path: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Return the text (None where there is none to read on with) and what is wrong with it.

    A byte that is not UTF-8 stands in the text as what it means in Windows-1252, the
    likeliest other encoding: so the rest of the file can still be checked.
    """
    if _is_utf16(content):
        place = Location(path, 1, 1, 1, 2)
        return None, [Diagnostic(place, "encoding-utf16", hints=(Hint("save-as-utf8"),))]
    found: list[Diagnostic] = []
    if content[:3] == BOM:
        content = content[3:]
        found.append(_bom(path))
    try:
        return content.decode("utf-8"), found
    except UnicodeDecodeError as error:
        text = content.decode("utf-8", "surrogateescape")
        found.append(_not_utf8(path, text, content[error.start]))
        return _ESCAPED_BYTE.sub(_in_windows_1252, text), found


def _is_utf16(content: bytes) -> bool:
    if content[:2] in _UTF16_MARKS:
        return True
    # Without a mark, every other byte of western text is zero.
    even, odd = content[0:_PROBED:2], content[1:_PROBED:2]
    return any(half.count(0) * 2 > len(half) for half in (even, odd)) and even.count(
        0
    ) != odd.count(0)


def _bom(path: str) -> Diagnostic:
    # Positions do not count the mark, so writing the text again is the whole mend.
    place = Location(path, 1, 1, 1, 1)
    return Diagnostic(
        place,
        "encoding-bom",
        hints=(Hint("save-without-bom"),),
        edits=(Edit(place, ""),),
        severity=Severity.WARNING,
    )


def _in_windows_1252(match: re.Match[str]) -> str:
    return bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace")


def _not_utf8(path: str, text: str, byte: int) -> Diagnostic:
    first = _ESCAPED_BYTE.search(text)
    line, column = line_column(text, first.start() if first else 0)
    params = {
        "byte": f"0x{byte:02X}",
        "char": bytes([byte]).decode("cp1252", "replace"),
        "count": str(len(_ESCAPED_BYTE.findall(text))),
    }
    place = Location(path, line, column, line, column + 1)
    return Diagnostic(place, "encoding-utf8", params, (Hint("byte-in-cp1252", params),))
