"""Where wanted nodes stand, from one more pass over the events.

A file without a fault is never read twice; a faulty one is read again only up to
the last wanted node.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yaml import events as ev
from yaml._yaml import CParser

Path = tuple[str | int, ...]
"""The way to a node: keys and list indexes from the root."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text: line and column from 1, in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Node:
    """Where a node stands: its key (None for a list item or the root), start and end."""

    key: Position | None
    start: Position
    end: Position
    collection: bool


_WANTED = object()


def locate(text: str, paths: Iterable[Path]) -> dict[Path, Node]:
    """Return the nodes of those paths that the text has. The text must be valid."""
    trie: dict[Any, Any] = {}
    left = 0
    for path in dict.fromkeys(paths):
        level = trie
        for step in path:
            level = level.setdefault(step, {})
        level[_WANTED] = path
        left += 1
    found: dict[Path, Node] = {}
    get_event: Any = CParser(text).get_event
    # One frame per open collection that may hold a wanted node; others are skipped whole.
    stack: list[_Frame] = []
    while left and not isinstance(event := get_event(), ev.StreamEndEvent):
        if isinstance(event, (ev.MappingEndEvent, ev.SequenceEndEvent)):
            frame = stack.pop()
            if frame.path is not None:
                found[frame.path] = Node(
                    frame.key_at, frame.start, _position(event.end_mark), collection=True
                )
                left -= 1
            continue
        opens = isinstance(event, (ev.MappingStartEvent, ev.SequenceStartEvent))
        if not opens and not isinstance(event, ev.ScalarEvent):
            continue
        if stack:
            top = stack[-1]
            if top.takes_key:
                top.take_key(event)
                continue
            wanted, key_at = top.step()
        else:
            wanted, key_at = trie, None
        wanted_path: Path | None = wanted.get(_WANTED)
        if opens:
            stack.append(
                _Frame(
                    wanted,
                    isinstance(event, ev.SequenceStartEvent),
                    wanted_path,
                    key_at,
                    _position(event.start_mark),
                )
            )
            if not wanted:
                _skip(get_event)
                stack.pop()
        elif wanted_path is not None:
            found[wanted_path] = Node(
                key_at, _position(event.start_mark), _position(event.end_mark), collection=False
            )
            left -= 1
    return found


@dataclass(slots=True)
class _Frame:
    wanted: dict[Any, Any]
    is_list: bool
    path: Path | None
    key_at: Position | None
    start: Position
    index: int = 0
    child_key: Any = None
    child_key_at: Position | None = None

    @property
    def takes_key(self) -> bool:
        return not self.is_list and self.child_key_at is None

    def take_key(self, event: Any) -> None:
        self.child_key, self.child_key_at = event.value, _position(event.start_mark)

    def step(self) -> tuple[dict[Any, Any], Position | None]:
        if self.is_list:
            self.index += 1
            return self.wanted.get(self.index - 1, {}), None
        at, self.child_key_at = self.child_key_at, None
        return self.wanted.get(self.child_key, {}), at


def _skip(get_event: Any) -> None:
    depth = 1
    while depth:
        event = get_event()
        if isinstance(event, (ev.MappingStartEvent, ev.SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (ev.MappingEndEvent, ev.SequenceEndEvent)):
            depth -= 1


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)
