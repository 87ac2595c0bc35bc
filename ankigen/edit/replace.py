"""The one way in which a source text changes: some spans of it are replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ankigen.diagnostics import Edit


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """Put ``text`` in place of the characters from ``start`` to before ``end``."""

    start: int
    end: int
    text: str


def apply(text: str, replacements: Iterable[Replacement]) -> str:
    """Return the text with its spans replaced.

    Of two spans that overlap the later one is left out: the caller looks again.
    """
    parts: list[str] = []
    position = 0
    for each in sorted(set(replacements)):
        if each.start < position:
            continue
        parts += (text[position : each.start], each.text)
        position = each.end
    return "".join([*parts, text[position:]])


def from_edits(text: str, edits: Iterable[Edit]) -> list[Replacement]:
    """Turn the lines and columns of edits into offsets of the text that they were made for."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [
        Replacement(
            min(starts[edit.location.line - 1] + edit.location.column - 1, len(text)),
            min(starts[edit.location.end_line - 1] + edit.location.end_column - 1, len(text)),
            edit.text,
        )
        for edit in edits
    ]
