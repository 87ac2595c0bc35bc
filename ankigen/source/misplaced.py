"""Slips of whole lines: an indentation that is off, a dash that was forgotten, a broken text.

Guesses like those of ``slips``, but less sure: they are asked for when nothing else mends.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from ankigen.diagnostics import Diagnostic, Hint
from ankigen.source.slips import slip

CODES = frozenset({"yaml-broken-text", "yaml-missing-dash", "yaml-indentation"})

_LINE = re.compile(r"( *)((?:- +)*)(?:([\w-]+):(?:\s|$))?")
_OPEN = re.compile(r"^( *)((?:- +)*)([\w-]+):\s*([|>][-+0-9]*)?\s*(?:#.*)?$")
_STEP = 2


def guesses(path: str, lines: Sequence[str], rows: Iterable[int]) -> Iterator[Diagnostic]:
    """Yield what may be out of place; ``rows`` come the likeliest first."""
    rows = [row for row in rows if lines[row].strip() and not lines[row].lstrip().startswith("#")]
    # Nobody indents by an odd number of spaces on purpose.
    odd = [
        row for row in rows if _indent(lines[row]) % _STEP and _parts(lines[row])[1:] != ("", "")
    ]
    for row in odd:
        yield from _indented(path, lines, row)
    for row in rows:
        for guess in (_broken_text, _missing_dash, _note_dash, _indented):
            yield from guess(path, lines, row)


def dashes(path: str, lines: Sequence[str], rows: Iterable[int]) -> Iterator[Diagnostic]:
    """Yield where an item may lack its dash, so that it is read with the one before."""
    for row in rows:
        if lines[row].strip():
            yield from _missing_dash(path, lines, row)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _parts(line: str) -> tuple[int, str, str]:
    """Return the indentation of a line, its list marks and its key ('' where it has none)."""
    match = _LINE.match(line)
    assert match is not None, "the pattern matches everything"
    return len(match[1]), match[2], match[3] or ""


def _own(line: str) -> int:
    """Return the column of what a line says, behind its list marks."""
    indent, dashes, _ = _parts(line)
    return indent + len(dashes)


def _is_bare(line: str) -> bool:
    """Whether a line can be the part of a text: neither a key nor an item nor a comment."""
    _, dashes, key = _parts(line)
    return bool(line.strip()) and not dashes and not key and not line.lstrip().startswith("#")


def _moved(
    path: str, code: str, hint: Hint, lines: Sequence[str], rows: Sequence[int], by: int,
    **params: str,
) -> Diagnostic:  # fmt: skip
    changes = [
        (row, 0, _indent(lines[row]), " " * max(0, _indent(lines[row]) + by))
        for row in rows
        if lines[row].strip()
    ]
    first, indent = rows[0], _indent(lines[rows[0]])
    of_indent = code == "yaml-indentation"
    place = (first, 0, indent) if of_indent else (first, indent, len(lines[first].rstrip()))
    return slip(path, code, hint, place, changes, **params)


def _broken_text(path: str, lines: Sequence[str], row: int) -> Iterator[Diagnostic]:
    """A text goes on in lines that are not indented below its key."""
    if row == 0 or not _is_bare(lines[row]) or (_is_bare(lines[row - 1]) and row > 1):
        return
    above = lines[row - 1]
    _, dashes, key = _parts(above)
    if not key and not dashes:
        return
    wanted = _own(above) + _STEP
    run = list(itertools.takewhile(lambda r: _is_bare(lines[r]), range(row, len(lines))))
    hint = Hint("indent-text", {"spaces": str(wanted)})
    for rows in [run] if len(run) == 1 else [run, run[:1]]:
        by = wanted - _indent(lines[row])
        if by > 0:
            yield _moved(path, "yaml-broken-text", hint, lines, rows, by)


def _block(lines: Sequence[str], row: int, indent: int) -> list[int]:
    """Return a row and those below it that are indented further, without blank ones at the end."""
    rows = [row]
    for below in range(row + 1, len(lines)):
        if lines[below].strip():
            if _indent(lines[below]) <= indent:
                break
            rows.append(below)
    return rows


def _missing_dash(path: str, lines: Sequence[str], row: int) -> Iterator[Diagnostic]:
    """An item of a list, or the first key of the one item that a list has, has no dash."""
    indent, dashes, key = _parts(lines[row])
    if dashes or not row:
        return
    hint = Hint("add-dash")
    place = (row, indent, len(lines[row].rstrip()))
    if indent >= _STEP:
        change = (row, indent - _STEP, indent, "- ")
        yield slip(path, "yaml-missing-dash", hint, place, [change])
    siblings = [_parts(line) for line in lines if _indent(line) == indent and line.strip()]
    if any(marks for _, marks, _ in siblings):
        inner = _block(lines, row, indent)[1:] if key else []
        rest = _rest_of_item(lines, row, indent) if key else []
        for rows in dict.fromkeys((tuple(rest), tuple(inner), ())):
            changes = [(row, indent, indent, "- "), *((r, 0, 0, "  ") for r in rows)]
            yield slip(path, "yaml-missing-dash", hint, place, changes)
    parent = _OPEN.match(lines[row - 1])
    if key and parent and not parent[4] and indent > len(parent[1]) + len(parent[2]):
        inner = _block(lines, row, indent - 1)[1:]
        changes = [(row, indent, indent, "- "), *((r, 0, 0, "  ") for r in inner)]
        yield slip(path, "yaml-missing-dash", hint, place, changes)


def _rest_of_item(lines: Sequence[str], row: int, indent: int) -> list[int]:
    """Return the rows below a key that belong to the same mapping, up to the next item."""
    rows = []
    for below in range(row + 1, len(lines)):
        column, marks, _ = _parts(lines[below])
        if lines[below].strip():
            if column < indent or (column == indent and marks):
                break
            rows.append(below)
    return rows


def _note_dash(path: str, lines: Sequence[str], row: int) -> Iterator[Diagnostic]:
    """The key with which each item of a list starts stands without its dash."""
    indent, dashes, key = _parts(lines[row])
    if dashes or not key:
        return
    for above in range(row - 1, -1, -1):
        column, marks, first = _parts(lines[above])
        if marks and first == key:
            hint = Hint("add-dash")
            place = (row, indent, len(lines[row].rstrip()))
            change = (row, 0, indent, " " * column + marks)
            yield slip(path, "yaml-missing-dash", hint, place, [change])
            return


def _indented(path: str, lines: Sequence[str], row: int) -> Iterator[Diagnostic]:
    """A line, perhaps with all below it, is a few spaces off."""
    indent = _indent(lines[row])
    levels = {0}
    for line in lines:
        column, dashes, key = _parts(line)
        if key or dashes:
            levels |= {column, column + len(dashes)}
            if line.rstrip().endswith(":"):
                levels.add(column + len(dashes) + _STEP)
    block = _block(lines, row, indent)
    alone = [row]
    siblings = _siblings(lines, row, indent)
    for level in sorted(levels - {indent}, key=lambda n: (n % _STEP, abs(n - indent), n)):
        if abs(level - indent) > 2 * _STEP:
            continue
        params = {"indent": str(indent), "wanted": str(level)}
        hint = Hint("indent-by", params)
        for rows in dict.fromkeys(map(tuple, (alone, block, siblings))):
            yield _moved(path, "yaml-indentation", hint, lines, rows, level - indent, **params)


def _siblings(lines: Sequence[str], row: int, indent: int) -> list[int]:
    """Return a row and all that follows at its depth or deeper."""
    return _block(lines, row, indent - 1)
