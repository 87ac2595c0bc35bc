"""The author's own line with the wrong span underlined, and the line as it should be."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ankigen.diagnostics import Diagnostic, Edit
from ankigen.report.colour import Paint

if TYPE_CHECKING:
    from ankigen.source import SourceFile

_WIDEST = 120
"""Columns of a line that are shown; a longer one is cut around the span."""
_TAB = "    "
_MENDED_LINES = 4


def frame(diagnostic: Diagnostic, source: SourceFile, paint: Paint) -> tuple[str, list[str]]:
    """Return the margin, and the lines of the frame (none where there is no line to show)."""
    place = diagnostic.location
    line = source.line(place.line)
    if not source.text or (not line and not diagnostic.edits):
        return " ", []
    margin = " " * len(str(max([place.line, *(e.location.line for e in diagnostic.edits)])))
    bar = paint("|", "frame")
    lines = [f"{margin} {bar}"]
    above = source.line(place.line - 1) if place.line > 1 else ""
    if above.strip():
        lines.append(_row(place.line - 1, margin, bar, _cut(visible(above), 0)))
    start = len(visible(line[: place.column - 1]))
    end = len(visible(line[: place.end_column - 1])) if place.end_line == place.line else len(line)
    text = visible(line)
    cut = max(0, start - _WIDEST // 2) if len(text) > _WIDEST else 0
    lines.append(_row(place.line, margin, bar, _cut(text, cut)))
    shift = cut - bool(cut)
    before, span = text[shift:start], text[start:end][: _WIDEST - (start - shift)]
    marks = "^" * max(1, width(span))
    severity = diagnostic.severity.value
    lines.append(f"{margin} {bar} {' ' * width(before)}{paint(marks, severity)}")
    plus = paint("+", "mended")
    for number, mended in mended_lines(diagnostic.edits, source)[:_MENDED_LINES]:
        shown = paint(_cut(visible(mended), cut), "mended")
        lines.append(_row(number, margin, plus, shown))
    return margin, lines


def mended_lines(edits: tuple[Edit, ...], source: SourceFile) -> list[tuple[int, str]]:
    """Return the edited lines as they should be, each with its number."""
    by_line: dict[int, list[Edit]] = {}
    for edit in edits:
        by_line.setdefault(edit.location.line, []).append(edit)
    result = []
    for number, here in sorted(by_line.items()):
        old = new = source.line(number)
        for edit in sorted(here, key=lambda e: e.location, reverse=True):
            place = edit.location
            new = new[: place.column - 1] + edit.text + new[place.end_column - 1 :]
        if new != old:
            result += [(number + index, line) for index, line in enumerate(new.split("\n"))]
    return result


def visible(text: str) -> str:
    """Return a line as a terminal can show it: no tabs, and nothing that steers the terminal."""
    return "".join(
        _TAB if char == "\t" else char if char.isprintable() or char == "\xa0" else "\ufffd"
        for char in text
    )


def width(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    return sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _row(number: int, margin: str, bar: str, text: str) -> str:
    return f"{number:>{len(margin)}} {bar} {text}".rstrip()


def _cut(text: str, start: int) -> str:
    """Return the part of a long line from a column on, with dots where it was cut."""
    head = "…" if start else ""
    tail = "…" if len(text) > start + _WIDEST else ""
    return head + text[start : start + _WIDEST] + tail
