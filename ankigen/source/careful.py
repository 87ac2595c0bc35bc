"""YAML text → data and every thing in it that a deck must not have, each with its place.

The slow way, for texts that ``events.build`` gave up: it goes on after each refusal
with what the author most likely meant, so that one refusal hides no other fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events as ev
from yaml._yaml import CParser

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location
from ankigen.source.characters import char_name, hidden_in
from ankigen.source.limits import MAX_DEPTH, MOST_FAULTS
from ankigen.source.locate import Path
from ankigen.source.scalars import ScalarError, meaning, quoted, shorten, word_for

_PLAIN_TAG = "tag:yaml.org,2002:"
_TRAILING = re.compile(r"\s+(#.*)?$")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


class TooDeepError(Exception):
    """The text is nested deeper than anyone can mean; it cannot be read on."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Examined:
    """What a text holds.

    ``spoiled`` are the ways to values that have their diagnostic already, so that
    nobody complains of them again; ``read_to`` is the line (from 1) after which
    nothing was read, or 0.
    """

    data: Any
    diagnostics: tuple[Diagnostic, ...]
    spoiled: frozenset[Path]
    read_to: int = 0


def examine(path: str, text: str) -> Examined:
    """Read a text as it was meant.

    Raises yaml.YAMLError for what is no YAML at all, and TooDeepError.
    """
    try:
        return _Examiner(path, text).run()
    except yaml.MarkedYAMLError as error:
        # From PyYAML 6.0.4 on libyaml itself stops at 1,000 levels, before it gives an event.
        if "maximum nesting depth" in (error.problem or ""):
            raise TooDeepError(_too_deep(path, error.problem_mark)) from error
        raise


def _too_deep(path: str, mark: Any) -> Diagnostic:
    line, column = mark.line + 1, mark.column + 1
    place = Location(path, line, column, line, column + 1)
    return Diagnostic(place, "yaml-depth", {"limit": str(MAX_DEPTH)})


@dataclass(slots=True)
class _Frame:
    """An open collection."""

    path: Path
    container: Any
    start: Any
    flow: bool
    key: str | None = None
    key_lines: dict[str, int] = field(default_factory=dict)
    drop: bool = False
    """Whether the value that comes next is thrown away (of a second key, or of no key)."""
    stands_as_key: bool = False

    @property
    def wants_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None

    @property
    def child(self) -> Path:
        step = self.key if isinstance(self.container, dict) else len(self.container)
        return (*self.path, step)  # type: ignore[arg-type]  # a mapping has its key by now


class _Examiner:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.text = text
        self.found: list[Diagnostic] = []
        self.spoiled: set[Path] = set()
        self.stack: list[_Frame] = []
        self.root: Any = None
        self.documents = 0

    def run(self) -> Examined:
        get_event: Any = CParser(self.text).get_event
        takers: dict[type, Callable[[Any], None]] = {
            ev.ScalarEvent: self.scalar,
            ev.AliasEvent: self.alias,
            ev.MappingStartEvent: self.opening,
            ev.SequenceStartEvent: self.opening,
            ev.MappingEndEvent: self.closing,
            ev.SequenceEndEvent: self.closing,
        }
        read_to = 0
        while not isinstance(event := get_event(), ev.StreamEndEvent):
            if isinstance(event, ev.DocumentStartEvent):
                read_to = self.document(event)
                if read_to:
                    break
            take = takers.get(type(event))
            if take is not None:
                take(event)
        return Examined(self.root, tuple(self.found), frozenset(self.spoiled), read_to)

    def document(self, event: Any) -> int:
        """Take the start of a document; return the line before a second one, else 0."""
        self.documents += 1
        line: int = event.start_mark.line + 1
        if self.documents > 1:
            self.report("yaml-documents", self.place(event.start_mark, 3), Hint("one-document"))
            return line - 1
        if event.version or event.tags:
            place = Location(self.path, line, 1, line, len(self.line(line)) + 1)
            edits = (Edit(place, ""),)
            self.report("yaml-directive", place, Hint("delete-line"), edits=edits)
        return 0

    # What events say

    def scalar(self, event: Any) -> None:
        if self.stack and self.stack[-1].wants_key:
            self.key(event)
            return
        self.decorations(event)
        value = event.value if event.tag else self.value(event)
        self.deliver(value)

    def key(self, event: Any) -> None:
        top = self.stack[-1]
        self.decorations(event)
        value = self.value(event, key=True)
        key: str = event.value
        line = event.start_mark.line + 1
        if value.__class__ is not str:
            edit = Edit(self.span(event), quoted(key))
            hint = Hint("put-in-quotes", {"text": key})
            self.report(
                "yaml-key-type", edit.location, hint, edits=(edit,), key=key, what=word_for(value)
            )
            self.spoiled.add((*top.path, key))
        top.drop = key in top.container
        if top.drop:
            first = str(top.key_lines.get(key, line))
            hint = Hint("delete-one")
            self.report("yaml-duplicate-key", self.span(event), hint, key=key, first=first)
        top.key_lines.setdefault(key, line)
        top.key = key

    def alias(self, event: Any) -> None:
        if self.stack and self.stack[-1].wants_key:
            self.report("yaml-alias", self.span(event), Hint("quote-if-text"), name=event.anchor)
            self.no_key()
            return
        if self.stack and self.stack[-1].key == "<<":
            self.deliver(None)
            return
        self.spoil()
        self.quote_rest("yaml-alias", event, self.span(event), name=event.anchor)
        self.deliver(None)

    def opening(self, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise TooDeepError(_too_deep(self.path, event.start_mark))
        stands_as_key = bool(self.stack) and self.stack[-1].wants_key
        self.decorations(event)
        path = self.stack[-1].path if stands_as_key else self.next_path()
        container: Any = {} if isinstance(event, ev.MappingStartEvent) else []
        self.stack.append(
            _Frame(path, container, event.start_mark, event.flow_style, stands_as_key=stands_as_key)
        )
        if stands_as_key:
            self.collection_as_key()

    def closing(self, _event: Any) -> None:
        frame = self.stack.pop()
        if frame.stands_as_key:
            self.no_key()
        else:
            self.deliver(frame.container)

    def collection_as_key(self) -> None:
        outer, inner = self.stack[-2:]
        if outer.path in self.spoiled:
            return
        self.spoiled.add(outer.path)
        if self.line(outer.start.line + 1).startswith("{{", outer.start.column):
            place = self.place(outer.start, 2)
            self.quote_value("yaml-start-char", outer.start, place, self.stack[:-2], char="{{")
        else:
            self.report("yaml-key", self.place(inner.start, 1), Hint("quote-braces"))

    # The objects

    def next_path(self) -> Path:
        return self.stack[-1].child if self.stack else ()

    def deliver(self, value: Any) -> None:
        """Put a value where it belongs."""
        if not self.stack:
            if self.documents <= 1:
                self.root = value
            return
        top = self.stack[-1]
        if isinstance(top.container, list):
            top.container.append(value)
            return
        if not top.drop:
            top.container[top.key] = value
        top.key, top.drop = None, False

    def no_key(self) -> None:
        """Something that cannot be a key stands as one: its value is thrown away."""
        top = self.stack[-1]
        top.key, top.drop = "", True

    # The faults

    def value(self, event: Any, *, key: bool = False) -> Any:
        value: str = event.value
        if event.implicit[0]:
            try:
                result = meaning(value)
            except ScalarError as error:
                self.meaningless(event, error.code, key=key)
                return value
            if result.__class__ is not str:
                return result
        if hidden := hidden_in(value):
            place = self.escape(event, hidden)
            edits = (Edit(place, ""),) if place != self.span(event) else ()
            hint = Hint("delete-hidden-char")
            char, name = f"U+{ord(hidden):04X}", char_name(hidden)
            self.report("text-hidden-char", place, hint, edits=edits, char=char, name=name)
            self.spoil()
        return value

    def meaningless(self, event: Any, code: str, *, key: bool) -> None:
        if code == "yaml-merge":
            self.report(code, self.span(event), Hint("write-keys-out"))
            self.spoiled.add((*self.stack[-1].path, event.value) if self.stack else ())
            return
        place = self.span(event)
        text = quoted(event.value)
        # A number too long to read is too long to print as well.
        hint = Hint("put-in-quotes", {"text": shorten(event.value)})
        edits = (Edit(place, text),) if self.on_one_line(event) else ()
        self.report(code, place, hint, edits=edits, text=shorten(event.value))
        if not key:
            self.spoil()

    def decorations(self, event: Any) -> None:
        """Refuse an anchor and a tag."""
        is_value = isinstance(event, ev.ScalarEvent) and not (
            self.stack and self.stack[-1].wants_key
        )
        if event.anchor:
            place = self.place(event.start_mark, 1 + len(event.anchor))
            if is_value and not event.tag:
                self.quote_rest("yaml-anchor", event, place, name=event.anchor)
            else:
                self.delete("yaml-anchor", place, name=event.anchor)
        if event.tag:
            place = self.tag_place(event)
            shown = self.line(place.line)[place.column - 1 : place.end_column - 1]
            if is_value and not event.tag.startswith(_PLAIN_TAG) and not event.anchor:
                self.quote_rest("yaml-tag", event, place, tag=shown)
            else:
                self.delete("yaml-tag", place, tag=shown)
            if is_value:
                self.spoil()

    def tag_place(self, event: Any) -> Location:
        mark = event.start_mark
        line = self.line(mark.line + 1)
        token = re.compile(r"![^\s,\[\]{}]*").search(line, mark.column)
        if token is None:
            return self.place(mark, 1)
        start = token.start() + 1
        return Location(self.path, mark.line + 1, start, mark.line + 1, token.end() + 1)

    def delete(self, code: str, place: Location, **params: str) -> None:
        line = self.line(place.line)
        end = place.end_column
        while line[end - 1 : end] == " ":
            end += 1
        whole = Location(place.path, place.line, place.column, place.line, end)
        hint = Hint("delete-it")
        self.report(code, place, hint, edits=(Edit(whole, ""),), **params)

    def quote_rest(self, code: str, event: Any, place: Location, **params: str) -> None:
        if self.on_one_line(event):
            self.quote_value(code, event.start_mark, place, self.stack, **params)
        else:
            self.report(code, place, Hint("quote-if-text"), edits=(), **params)

    def quote_value(
        self, code: str, mark: Any, place: Location, around: list[_Frame], **params: str
    ) -> None:
        """Report something that should be text: the rest of its line, in quotes."""
        edits: tuple[Edit, ...] = ()
        if not any(frame.flow for frame in around):
            line = _TRAILING.sub("", self.line(mark.line + 1))
            whole = self.place(mark, len(line) - mark.column)
            edits = (Edit(whole, quoted(line[mark.column :])),)
        self.report(code, place, Hint("quote-if-text"), edits=edits, **params)

    def escape(self, event: Any, char: str) -> Location:
        """Return where the escape stands that makes a hidden character, or the whole scalar."""
        if event.style == '"' and self.on_one_line(event):
            line = self.line(event.start_mark.line + 1)
            for match in _ESCAPE.finditer(line, event.start_mark.column, event.end_mark.column):
                if _unescaped(match.group()) == char:
                    row = event.start_mark.line + 1
                    return Location(self.path, row, match.start() + 1, row, match.end() + 1)
        return self.span(event)

    def spoil(self) -> None:
        self.spoiled.add(self.next_path())

    def report(
        self,
        code: str,
        place: Location,
        *hints: Hint,
        edits: tuple[Edit, ...] = (),
        **params: str,
    ) -> None:
        # One more than is told, so that the reader learns that there are more.
        if len(self.found) <= MOST_FAULTS:
            self.found.append(Diagnostic(place, code, params, hints, edits))

    # Places

    def line(self, number: int) -> str:
        return self.lines[number - 1].rstrip("\r") if number <= len(self.lines) else ""

    def place(self, mark: Any, width: int) -> Location:
        line, column = mark.line + 1, mark.column + 1
        return Location(self.path, line, column, line, column + width)

    def on_one_line(self, event: Any) -> bool:
        return bool(event.start_mark.line == event.end_mark.line)

    def span(self, event: Any) -> Location:
        """Return the span of a scalar on its first line."""
        start = event.start_mark
        if self.on_one_line(event):
            return self.place(start, max(1, event.end_mark.column - start.column))
        return self.place(start, max(1, len(self.line(start.line + 1)) - start.column))


def _unescaped(escape: str) -> str:
    if escape[1] in "xuU":
        return chr(min(int(escape[2:], 16), 0x10FFFF))
    simple = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b"}
    return {**simple, "N": "\x85", "L": "\u2028", "P": "\u2029", "r": "\r"}.get(escape[1], "")
