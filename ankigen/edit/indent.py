"""Two spaces for each level, list items two spaces below their key, one space after a dash."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from ankigen.edit.replace import Replacement
from ankigen.source.tree import Branch, Comment, Leaf, Tree, block_header

STEP = 2


def indentation(tree: Tree) -> list[Replacement]:
    """Return what gives every line its indentation."""
    if not isinstance(tree.root, Branch) or tree.root.flow:
        return []
    return list(_Indenter(tree).replacements())


def dash_line(lines: list[str], line: int, column: int) -> int:
    """Return the line of the dash of an item that starts on ``line`` or below its dash."""
    while line > 0 and lines[line][column : column + 1] != "-":
        line -= 1
    return line


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


class _Indenter:
    """Finds the indentation of each line, going down the tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lines = tree.text.split("\n")
        self.wanted: dict[int, int] = {}
        # line: the columns at which blocks start or go on there, as they are and as they will be
        self.levels: dict[int, list[tuple[int, int]]] = {}
        self.gaps: list[tuple[int, int, int]] = []

    def replacements(self) -> Iterator[Replacement]:
        assert isinstance(self.tree.root, Branch)
        self.block(self.tree.root, 0)
        self.comments()
        start = 0
        for number, line in enumerate(self.lines):
            width = _width(line)
            wanted = self.wanted.get(number)
            if wanted is not None and line[:width] != " " * wanted:
                yield Replacement(start, start + width, " " * wanted)
            start += len(line) + 1
        for begin, end, spaces in self.gaps:
            yield Replacement(begin, end, " " * spaces)

    def block(self, branch: Branch, target: int) -> None:
        for entry in branch.entries:
            if entry.key is not None:
                line = entry.key.line
                self.starts(line, branch.column, target)
                self.value(entry.value, line, branch.column, target)
            else:
                self.item(entry.value, branch.column, target)

    def starts(self, line: int, column: int, target: int) -> None:
        self.levels.setdefault(line, []).append((column, target))
        if _width(self.lines[line]) == column:
            self.wanted[line] = target

    def item(self, node: Leaf | Branch, column: int, target: int) -> None:
        line = dash_line(self.lines, node.line, column)
        self.starts(line, column, target)
        if node.line == line and node.column > column + 1:
            begin = node.start - node.column + column + 1
            if not self.tree.text[begin : node.start].strip(" "):
                self.gaps.append((begin, node.start, STEP - 1))
        self.value(node, line, column, target)

    def value(self, node: Leaf | Branch, line: int, column: int, target: int) -> None:
        """Place what stands behind a key or dash of ``line``, whose block starts at ``column``."""
        if isinstance(node, Branch) and not node.flow:
            self.block(node, target + STEP)
            return
        if isinstance(node, Leaf) and node.start == node.end:
            return
        if node.line > line:
            self.starts(node.line, node.column, target + STEP)
        if isinstance(node, Leaf) and node.is_block:
            self.block_text(node, column, target)
            return
        for number in range(node.line + 1, node.last + 1):
            text = self.lines[number]
            if not text.strip():
                continue
            moved = _width(text) + target - column if isinstance(node, Branch) else 0
            self.wanted[number] = max(target + STEP, moved)

    def block_text(self, leaf: Leaf, column: int, target: int) -> None:
        numbers = range(leaf.line + 1, leaf.last + 1)
        widths = [_width(self.lines[n]) for n in numbers if self.lines[n].strip()]
        if not widths:
            return
        if re.search("[0-9]", block_header(self.tree, leaf)):
            # The author said how deep the text is: it moves as its key moves.
            depth, shift = 0, target - column
        else:
            depth, shift = widths[0], target + STEP - widths[0]
        for number in numbers:
            line = self.lines[number]
            if line.strip() or len(line) > depth:
                self.wanted[number] = _width(line) + shift
            elif depth:
                self.wanted[number] = 0

    def comments(self) -> None:
        """Put each comment line where the lines around it went."""
        alone = {c.line: c for c in self.tree.comments if c.alone and c.line not in self.wanted}
        starting = sorted(self.levels)
        open_levels: dict[int, int] = {}
        for number in sorted({*starting, *alone}):
            for column, target in self.levels.get(number, ()):
                open_levels = {c: t for c, t in open_levels.items() if c < column}
                open_levels[column] = target
            if number in alone:
                next_at = bisect.bisect_right(starting, number)
                below = self.levels[starting[next_at]][0] if next_at < len(starting) else (0, 0)
                self.wanted[number] = _comment_target(alone[number], open_levels, below)


def _comment_target(comment: Comment, open_levels: dict[int, int], below: tuple[int, int]) -> int:
    # A comment is about what follows, unless it stands as deep as a block that ends above it.
    if comment.column == below[0]:
        return below[1]
    return open_levels.get(comment.column, below[1])
