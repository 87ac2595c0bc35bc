"""White space between the words: line ends, blank lines, ends of lines, the end of the file."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator

from ankigen.edit.indent import dash_line
from ankigen.edit.replace import Replacement
from ankigen.source.tree import Branch, Leaf, Tree, block_header


def unix_line_ends(text: str) -> str:
    """Return the text with LF line ends."""
    return text.replace("\r\n", "\n")


def final_newline(tree: Tree) -> list[Replacement]:
    """Return what makes the text end with one line end, where that is no part of a value."""
    text = tree.text
    words = len(text.rstrip())
    if not words:
        return []
    newline = text.find("\n", words)
    end = newline if newline >= 0 else len(text)
    if text[end:] == "\n" or _ends_in_value(tree, words):
        return []
    return [Replacement(end, len(text), "\n")]


def _ends_in_value(tree: Tree, words: int) -> bool:
    last = tree.leaves[-1] if tree.leaves else None
    if last is None or not last.is_block or last.end < words:
        return False
    header = block_header(tree, last)
    return "+" in header or ("-" not in header and not tree.text.endswith("\n"))


def trailing_spaces(tree: Tree) -> list[Replacement]:
    """Return what takes away white space at the ends of lines, where it is no part of a value."""
    lines, starts = _lines(tree)
    inside = _inside_scalars(tree)
    found = []
    for number, line in enumerate(lines):
        trailing = len(line) - len(line.rstrip(" \t"))
        end = starts[number] + len(line)
        if trailing and not _in_block(inside.get(number)) and not _in_quotes(tree, end):
            found.append(Replacement(end - trailing, end, ""))
    return found


def blank_lines(tree: Tree) -> list[Replacement]:
    """Return what leaves one blank line between notes, at most one elsewhere, none at the top."""
    lines, starts = _lines(tree)
    inside = _inside_scalars(tree)
    found = list(_separators(tree, lines, starts))
    blank_above = True
    for number, line in enumerate(lines[:-1]):
        blank = not line.strip() and number not in inside
        if blank and blank_above:
            found.append(Replacement(starts[number], starts[number + 1], ""))
        blank_above = blank
    return found


def _lines(tree: Tree) -> tuple[list[str], list[int]]:
    """Return the lines of a text and the offset of the start of each."""
    lines = tree.text.split("\n")
    return lines, [0, *itertools.accumulate(len(line) + 1 for line in lines)]


def _inside_scalars(tree: Tree) -> dict[int, Leaf]:
    """Return the lines that start within a scalar: their white space may be part of a value."""
    return {n: leaf for leaf in tree.leaves for n in range(leaf.line + 1, leaf.last + 1)}


def _in_block(leaf: Leaf | None) -> bool:
    return leaf is not None and leaf.is_block


def _in_quotes(tree: Tree, position: int) -> bool:
    at = bisect.bisect_left(tree.leaves, position, key=lambda leaf: leaf.end)
    if at == len(tree.leaves):
        return False
    leaf = tree.leaves[at]
    return leaf.style in ("'", '"') and leaf.start < position < leaf.end


def _separators(tree: Tree, lines: list[str], starts: list[int]) -> Iterator[Replacement]:
    notes = _notes(tree)
    if notes is None:
        return
    alone = {c.line: c.column for c in tree.comments if c.alone}
    for before, after in itertools.pairwise(notes.entries):
        dash = dash_line(lines, after.value.line, notes.column)
        between = range(before.value.last + 1, dash)
        blank = any(not lines[n].strip() for n in between)
        if blank or _keeps_blank_lines(tree, before.value):
            continue
        # Comments that are as deep as the dash are about the note below, deeper ones about its own.
        heading = (n for n in between if alone.get(n, notes.column + 1) <= notes.column)
        at = starts[next(heading, between.stop)]
        yield Replacement(at, at, "\n")


def _notes(tree: Tree) -> Branch | None:
    notes = tree.top("notes")
    return notes if isinstance(notes, Branch) and notes.is_list and not notes.flow else None


def _keeps_blank_lines(tree: Tree, node: Leaf | Branch) -> bool:
    while isinstance(node, Branch) and node.entries:
        node = node.entries[-1].value
    return isinstance(node, Leaf) and node.is_block and "+" in block_header(tree, node)
