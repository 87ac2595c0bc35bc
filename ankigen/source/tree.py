"""YAML text → a tree of places: what an edit must know to leave the rest untouched.

Offsets are code points from the start of the text, lines and columns are from 0
(``Location`` counts from 1). The text must be one that ``parse_text`` can read.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events as ev
from yaml._yaml import CParser

from ankigen.source.limits import MAX_DEPTH
from ankigen.source.scalars import ScalarError, meaning

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


@dataclass(slots=True)
class Leaf:
    """A scalar. ``style`` is '' (plain), a quotation mark, '|' or '>'; ``last`` its last line.

    ``raw`` is the scalar's text without quotes and folding, ``meaning`` what YAML reads.
    """

    start: int
    end: int
    line: int
    column: int
    last: int
    style: str
    raw: str
    meaning: Any

    @property
    def is_block(self) -> bool:
        """Whether the scalar is a literal or folded block."""
        return self.style in ("|", ">")


@dataclass(slots=True)
class Branch:
    """A mapping or a list. ``flow`` tells ``{…}`` and ``[…]`` from lines of their own."""

    start: int
    end: int
    line: int
    column: int
    last: int
    is_list: bool
    flow: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One pair of a mapping, or one item of a list (``key`` is None)."""

    key: Leaf | None
    value: Leaf | Branch


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its ``#`` to the end of its line; ``alone`` if nothing stands before it."""

    start: int
    end: int
    line: int
    column: int
    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """The places of a text: its root (None if empty), its scalars in order, its comments."""

    text: str
    root: Leaf | Branch | None
    leaves: tuple[Leaf, ...]
    comments: tuple[Comment, ...]

    def top(self, key: str) -> Leaf | Branch | None:
        """Return the value of a key of the root mapping, or None."""
        entries = self.root.entries if isinstance(self.root, Branch) else []
        return next((e.value for e in entries if e.key and e.key.raw == key), None)


class UnreadableTextError(ValueError):
    """The text is none that a deck file may hold."""


def parse_tree(text: str) -> Tree:
    """Return the places of a readable text; raise UnreadableTextError for another."""
    try:
        root, leaves = _parse(text)
    except (yaml.YAMLError, ScalarError) as error:
        raise UnreadableTextError(str(error)) from error
    return Tree(text, root, tuple(leaves), tuple(_comments(text, leaves)))


def _parse(text: str) -> tuple[Leaf | Branch | None, list[Leaf]]:
    root: Leaf | Branch | None = None
    leaves: list[Leaf] = []
    stack: list[tuple[Branch, list[Leaf]]] = []
    get_event: Any = CParser(text).get_event
    while not isinstance(event := get_event(), ev.StreamEndEvent):
        if isinstance(event, (ev.MappingEndEvent, ev.SequenceEndEvent)):
            _close(stack.pop()[0], event)
            continue
        node: Leaf | Branch
        if isinstance(event, ev.ScalarEvent):
            node = _leaf(event, text)
            leaves.append(node)
        elif isinstance(event, (ev.MappingStartEvent, ev.SequenceStartEvent)):
            node = _branch(event)
        else:
            continue
        if stack:
            _add(*stack[-1], node)
        else:
            root = node
        if isinstance(node, Branch):
            if len(stack) >= MAX_DEPTH:
                raise UnreadableTextError("nested too deep")
            stack.append((node, []))
    return root, leaves


def _leaf(event: Any, text: str) -> Leaf:
    start, end = event.start_mark, event.end_mark
    style = event.style or ""
    last: int = end.line
    if style in ("|", ">") and end.column == 0:
        last -= 1
        # Blank lines below a block belong to it only where it says "+" (keep).
        if "+" not in _header(text, start.index):
            body = text[start.index : end.index].rstrip()
            last = start.line + body.count("\n")
    return Leaf(
        start.index, end.index, start.line, start.column, last, style, event.value,
        meaning(event.value) if event.implicit[0] else event.value,
    )  # fmt: skip


def _header(text: str, start: int) -> str:
    """Return the indicators of a block scalar: ``>-`` or ``|2+``."""
    match = re.compile(r"[|>][-+0-9]*").match(text, start)
    return match.group() if match else ""


def block_header(tree: Tree, leaf: Leaf) -> str:
    """Return the indicators with which a block scalar starts."""
    return _header(tree.text, leaf.start)


def _branch(event: Any) -> Branch:
    mark = event.start_mark
    is_list = isinstance(event, ev.SequenceStartEvent)
    return Branch(
        mark.index, mark.index, mark.line, mark.column, mark.line, is_list, bool(event.flow_style)
    )


def _close(branch: Branch, event: Any) -> None:
    if branch.flow or not branch.entries:
        branch.end, branch.last = event.end_mark.index, event.end_mark.line
    else:
        # A block ends, for libyaml, where the next token starts; for an editor, with its last word.
        final = branch.entries[-1].value
        branch.end, branch.last = final.end, final.last


def _add(parent: Branch, waiting: list[Leaf], node: Leaf | Branch) -> None:
    if parent.is_list:
        parent.entries.append(Entry(None, node))
    elif waiting:
        parent.entries.append(Entry(waiting.pop(), node))
    elif isinstance(node, Leaf):
        waiting.append(node)


def _comments(text: str, leaves: list[Leaf]) -> Iterator[Comment]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    position = 0
    for leaf in leaves:
        yield from _comments_between(text, starts, position, leaf.start)
        position = leaf.end
        if leaf.is_block:
            head = text.find("\n", leaf.start)
            yield from _comments_between(text, starts, leaf.start, head if head >= 0 else leaf.end)
    yield from _comments_between(text, starts, position, len(text))


def _comments_between(text: str, starts: list[int], start: int, end: int) -> Iterator[Comment]:
    # The pattern looks one character back, so it is given the whole text.
    for match in _COMMENT.finditer(text, start, end):
        line = bisect.bisect_right(starts, match.start()) - 1
        yield Comment(
            match.start(),
            match.end(),
            line,
            match.start() - starts[line],
            match.group().rstrip(),
            not text[starts[line] : match.start()].strip(),
        )
