"""Words that YAML takes for a comment: ``en: Lesson #1`` is read as ``Lesson``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import events as ev
from yaml._yaml import CParser

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity
from ankigen.source.scalars import ScalarError, meaning, quoted

_SUSPECT = re.compile(r"[ \t]#[^\s#]")
_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)$")


def swallowed(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield a warning for each plain text that is followed by ``#`` and no space.

    The first document of the text must be valid YAML.
    """
    if not suspected(text):
        return
    lines = text.split("\n")
    rows = {row for row, line in enumerate(lines) if _SUSPECT.search(line)}
    if not rows:
        return
    get_event: Any = CParser(text).get_event
    last = max(rows)
    while True:
        try:
            event = get_event()
        except yaml.YAMLError:
            # A second document, which is refused as a whole, was never read.
            return
        if isinstance(event, ev.StreamEndEvent):
            return
        if event.start_mark.line > last:
            return
        row, column = event.end_mark.line, event.end_mark.column
        if row in rows and isinstance(event, ev.ScalarEvent) and event.implicit[0]:
            comment = _COMMENT.match(lines[row].rstrip("\r"), column)
            if comment and event.value and _is_text(event.value):
                yield _warning(path, row, lines[row], event, comment)


def suspected(text: str) -> bool:
    """Whether a text may have such a comment at all: the quick look."""
    return " #" in text or "\t#" in text


def _is_text(value: str) -> bool:
    try:
        return isinstance(meaning(value), str)
    except ScalarError:
        return False


def _warning(path: str, row: int, line: str, event: Any, comment: re.Match[str]) -> Diagnostic:
    place = Location(path, row + 1, comment.start(1) + 1, row + 1, comment.end() + 1)
    start = event.start_mark
    edits: tuple[Edit, ...] = ()
    if start.line == row:
        whole = Location(path, row + 1, start.column + 1, row + 1, comment.end() + 1)
        edits = (Edit(whole, quoted(line[start.column : comment.end()].rstrip())),)
    params = {"comment": comment[1].rstrip()}
    hints = (Hint("quote-or-space"),)
    return Diagnostic(place, "yaml-comment", params, hints, edits, Severity.WARNING)
