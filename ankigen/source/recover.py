"""Reading on after a syntax error: note by note, so that one slip hides no other mistake.

The text is cut at its top-level keys and list items. A piece that is no YAML is mended
where the mend is sure (the quotes that were forgotten), else left blank; the rest is then
read as if nothing had been there. Lines keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from ankigen.diagnostics import Diagnostic, Edit
from ankigen.source.careful import Examined, TooDeepError, examine
from ankigen.source.syntax import Slip, explanations, unexplained

_MENDS = 20
"""How many slips are mended in one piece before it is given up."""
_ROUNDS = 10
"""How many pieces are given up for a fault that only shows in the whole."""

_LARGEST = 16 << 20
"""Characters of a text that is still mended; a larger one is told its first slip only."""

_MOST_LINES = 1_000_000

_GUESS = "yaml-indentation"
"""Where a line belongs is guessed once: after a wrong guess every other line looks wrong."""

_TOP_KEY = re.compile(r"[^\s#-]")
_ITEM = re.compile(r"( *)- ")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be read: ``text`` is the part that could, with the lines in their places."""

    text: str
    examined: Examined
    diagnostics: tuple[Diagnostic, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether anything could be read."""
        return self.examined.data is not None or not self.lost


@dataclass(slots=True)
class _Repair:
    path: str
    lines: list[str]
    found: list[Diagnostic] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    mended: set[int] = field(default_factory=set)


def recover(path: str, text: str) -> Recovered:
    """Read what can be read of a text with faults."""
    try:
        return Recovered(text, examine(path, text))
    except TooDeepError as error:
        found = error.diagnostic
    except yaml.MarkedYAMLError as error:
        found = unexplained(Slip.of(path, text.split("\n"), 0, error))
    if len(text) > _LARGEST or text.count("\n") > _MOST_LINES:
        return Recovered("", _NOTHING, (found,), (text,))
    repair = _Repair(path, text.split("\n"))
    pieces = list(_pieces(repair.lines))
    for first, last in pieces:
        _mend(repair, first, last)
    for _ in range(_ROUNDS):
        whole = "\n".join(repair.lines)
        try:
            examined = examine(path, whole)
        except yaml.MarkedYAMLError as error:
            _mend_whole(repair, pieces, Slip.of(path, repair.lines, 0, error))
        except TooDeepError as error:
            repair.found.append(error.diagnostic)
            _give_up(repair, pieces, error.diagnostic.location.line - 1)
        else:
            return Recovered(whole, examined, tuple(repair.found), tuple(repair.lost))
    return Recovered("", _NOTHING, tuple(repair.found), (text,))


_NOTHING = Examined(None, (), frozenset())


def _pieces(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines (the end exclusive) that stand for themselves."""
    starts = [0]
    item: str | None = None
    for row, line in enumerate(lines):
        match = _ITEM.match(line)
        if _TOP_KEY.match(line):
            item = None
            starts.append(row)
        elif match and item is None:
            item = match[1]
            starts.append(row)
        elif match and match[1] == item:
            starts.append(row)
    ends = [*starts[1:], len(lines)]
    for start, end in zip(starts, ends, strict=True):
        if end > start:
            yield start, end


def _mend(repair: _Repair, first: int, last: int) -> None:
    """Mend the slips of a piece, or leave it out."""
    guessed = False
    for _ in range(_MENDS):
        error = _error(repair.lines[first:last])
        # What is nested too deep is said of the whole: here its place counts from the piece.
        if error is None or isinstance(error, TooDeepError):
            return
        slip = Slip.of(repair.path, repair.lines, first, error)
        found = _explained(repair, slip, first, last)
        if (guessed and found.code == _GUESS) or not _take(repair, found):
            break
        guessed |= found.code == _GUESS
    _blank(repair, first, last)


def _mend_whole(repair: _Repair, pieces: list[tuple[int, int]], slip: Slip) -> None:
    """Mend a slip that shows only where the pieces meet, or leave out the piece."""
    rows = {d.location.line - 1 for d in repair.found}
    row = slip.row
    if not rows & {row, row - 1}:
        found = _explained(repair, slip, 0, len(repair.lines))
        row = found.location.line - 1
        guessed = found.code == _GUESS and any(d.code == _GUESS for d in repair.found)
        if not guessed and _take(repair, found):
            return
    _give_up(repair, pieces, row)


def _take(repair: _Repair, found: Diagnostic) -> bool:
    """Take a slip to the found ones, and mend it if that keeps the lines in their places.

    A line that was mended before is not: there the mend was wrong.
    """
    rows = {edit.location.line - 1 for edit in found.edits}
    if (rows | {found.location.line - 1}) & repair.mended:
        return False
    repair.found.append(found)
    if not rows or any("\n" in edit.text for edit in found.edits):
        return False
    repair.mended |= rows
    for edit in found.edits:
        row = edit.location.line - 1
        repair.lines[row] = apply(repair.lines[row], edit)
    return True


def _explained(repair: _Repair, slip: Slip, first: int, last: int) -> Diagnostic:
    """Choose the explanation whose mend works, else the first that needs none."""
    fallback: Diagnostic | None = None
    for diagnostic in explanations(slip):
        if _works(repair, slip, diagnostic, first, last):
            return diagnostic
        sure = diagnostic.code in _SURE or "quoted scalar" in slip.said
        if fallback is None and sure:
            fallback = Diagnostic(
                diagnostic.location, diagnostic.code, diagnostic.params, diagnostic.hints
            )
    return fallback or unexplained(slip)


_SURE = frozenset({"yaml-tab", "yaml-escape", "yaml-colon-in-text", "yaml-inline-list"})
"""Slips that are plain to see even where no simple edit mends them."""


def _works(repair: _Repair, slip: Slip, diagnostic: Diagnostic, first: int, last: int) -> bool:
    """Whether the mended piece can be read, or at least further than before."""
    lines = repair.lines[first:last]
    row = first
    for edit in diagnostic.edits:
        row = edit.location.line - 1
        if not first <= row < last:
            return False
        lines[row - first] = apply(lines[row - first], edit)
    error = _error("\n".join(lines).split("\n"))
    if error is None:
        return True
    if isinstance(error, TooDeepError):
        return False
    later = Slip.of(repair.path, repair.lines, first, error)
    start = later.context_row if "quoted" in later.said else later.row
    return start > row and (later.row, later.column) != (slip.row, slip.column)


def _error(lines: list[str]) -> yaml.MarkedYAMLError | TooDeepError | None:
    try:
        examine("", "\n".join(lines))
    except (yaml.MarkedYAMLError, TooDeepError) as error:
        return error
    except yaml.YAMLError:
        return yaml.MarkedYAMLError()
    return None


def _give_up(repair: _Repair, pieces: list[tuple[int, int]], row: int) -> None:
    """Leave out the piece with this row, or the nearest one before it that has any text."""
    for first, last in reversed(pieces):
        if first <= row and any(line.strip() for line in repair.lines[first:last]):
            _blank(repair, first, last)
            return
    _blank(repair, 0, len(repair.lines))


def _blank(repair: _Repair, first: int, last: int) -> None:
    repair.lost.append("\n".join(repair.lines[first:last]))
    repair.lines[first:last] = [""] * (last - first)


def apply(line: str, edit: Edit) -> str:
    """Apply an edit to its line."""
    start, end = edit.location.column - 1, edit.location.end_column - 1
    return line[:start] + edit.text + line[end:]
