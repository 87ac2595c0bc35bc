"""Where wanted nodes stand, from one more pass over the events.

Only a file in which a node is wanted (as a rule, a faulty one) is read again, and only up
to the last wanted node.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yaml import events as ev
from yaml._yaml import CParser

Path = tuple[str | int, ...]
"""The way to a node: keys and list indexes from the root."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text: line and column from 1, in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Node:
    """Where a node stands: its key (None for a list item or the root), start and end."""

    key: Position | None
    key_end: Position | None
    start: Position
    end: Position
    collection: bool
    flow: bool = False


_WANTED = object()
_STARTS = (ev.MappingStartEvent, ev.SequenceStartEvent)
_ENDS = (ev.MappingEndEvent, ev.SequenceEndEvent)


def locate(text: str, paths: Iterable[Path]) -> dict[Path, Node]:
    """Return the nodes of those paths that the text has. The text must be valid.

    Of a key that is there twice, the first is meant.
    """
    trie: dict[Any, Any] = {}
    wanted_paths = set(paths)
    for path in wanted_paths:
        level = trie
        for step in path:
            level = level.setdefault(step, {})
        level[_WANTED] = path
    found: dict[Path, Node] = {}
    get_event: Any = CParser(text).get_event
    # One frame per open collection that may hold a wanted node; others are skipped whole.
    stack: list[_Frame] = []
    while len(found) < len(wanted_paths):
        event = get_event()
        if isinstance(event, ev.StreamEndEvent):
            break
        if isinstance(event, _ENDS):
            stack.pop().close(event, found)
            continue
        opens = isinstance(event, _STARTS)
        if not opens and not isinstance(event, (ev.ScalarEvent, ev.AliasEvent)):
            continue
        wanted, key = trie, _NO_KEY
        if stack:
            top = stack[-1]
            if top.takes_key:
                top.take_key(event)
                if opens:
                    _skip(get_event)
                continue
            wanted, key = top.step()
        if opens and wanted:
            stack.append(_Frame(event, wanted, key))
        elif opens:
            _skip(get_event)
        elif _WANTED in wanted:
            found.setdefault(wanted[_WANTED], _node(event, event, key))
    return found


_Key = tuple[Position | None, Position | None]
_NO_KEY: _Key = (None, None)


class _Frame:
    """An open collection in which a wanted node may stand."""

    def __init__(self, event: Any, wanted: dict[Any, Any], key: _Key) -> None:
        self.event = event
        self.wanted = wanted
        self.key = key
        self.is_list = isinstance(event, ev.SequenceStartEvent)
        self.index = 0
        self.child: Any = None
        self.child_key: _Key = _NO_KEY

    @property
    def takes_key(self) -> bool:
        return not self.is_list and self.child_key is _NO_KEY

    def take_key(self, event: Any) -> None:
        self.child = getattr(event, "value", None)
        self.child_key = (_position(event.start_mark), _position(event.end_mark))

    def step(self) -> tuple[dict[Any, Any], _Key]:
        """Go on to the next value: what is wanted in it, and its key."""
        if self.is_list:
            self.index += 1
            return self.wanted.get(self.index - 1, {}), _NO_KEY
        key, self.child_key = self.child_key, _NO_KEY
        return self.wanted.get(self.child, {}), key

    def close(self, event: Any, found: dict[Path, Node]) -> None:
        if _WANTED in self.wanted:
            found.setdefault(self.wanted[_WANTED], _node(self.event, event, self.key))


def _node(first: Any, last: Any, key: _Key) -> Node:
    collection = isinstance(first, _STARTS)
    flow = collection and bool(first.flow_style)
    return Node(*key, _position(first.start_mark), _position(last.end_mark), collection, flow)


def _skip(get_event: Any) -> None:
    mapping, sequence = _STARTS
    mapping_end, sequence_end = _ENDS
    depth = 1
    while depth:
        kind = get_event().__class__
        if kind is mapping or kind is sequence:
            depth += 1
        elif kind is mapping_end or kind is sequence_end:
            depth -= 1


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)
