"""YAML text → plain objects, from the C parser's events.

The meaning of an accepted text equals ``yaml.load(text, CSafeLoader)``: PyYAML's own
resolvers and constructors decide what a scalar is. What a deck must not contain
(anchors, tags, second documents, doubled keys …) is refused with its place.
Building objects from events takes a fifth of the time and memory of CSafeLoader's
node tree, and a depth limit saves the process: CSafeLoader crashes on 25 KB of ``[``.
"""

from __future__ import annotations

import math
from typing import Any

from yaml import events as ev
from yaml._yaml import CParser
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from ankigen.diagnostics import Hint, Word
from ankigen.source.decode import char_name, hidden_in

MAX_DEPTH = 64

_STR_TAG = "tag:yaml.org,2002:str"
_RESOLVERS: dict[str, list[tuple[str, Any]]] = Resolver.yaml_implicit_resolvers
_CONSTRUCTOR = SafeConstructor()
_CONSTRUCTORS: dict[str, Any] = {
    tag: make for tag, make in SafeConstructor.yaml_constructors.items() if tag
}


class RefusedError(Exception):
    """The text says something that a deck must not: at ``mark``, with a code, or hints."""

    def __init__(self, mark: Any, code: str, *hints: Hint, **params: str) -> None:
        super().__init__(code)
        self.mark = mark
        self.code = code
        self.hints = hints
        self.params = params


def word_for(value: object) -> Word:
    """Say what a value is, as a code of the word table."""
    names = {
        bool: "boolean", int: "whole-number", float: "number", type(None): "nothing",
        str: "text", dict: "mapping", list: "list", bytes: "bytes",
    }  # fmt: skip
    return Word(names.get(type(value), "date"))


def scalar_value(event: Any) -> Any:
    """Return what a scalar event means, as CSafeLoader would read it."""
    value: str = event.value
    if event.tag is not None and event.tag not in ("!", _STR_TAG):
        raise RefusedError(event.start_mark, "yaml-tag", Hint("quote-if-text"), tag=event.tag)
    if event.tag is None and event.implicit[0]:
        for tag, pattern in _RESOLVERS.get(value[:1], ()):
            if pattern.match(value):
                return _construct(event, tag)
    if not value.isprintable() and (hidden := hidden_in(value)):
        raise RefusedError(
            event.start_mark,
            "text-hidden-char",
            Hint("delete-hidden-char"),
            char=f"U+{ord(hidden):04X}",
            name=char_name(hidden),
        )
    return value


def _construct(event: Any, tag: str) -> Any:
    value: str = event.value
    try:
        result = _CONSTRUCTORS[tag](
            _CONSTRUCTOR, ScalarNode(tag, value, event.start_mark, event.end_mark)
        )
    except (KeyError, ConstructorError):
        raise RefusedError(
            event.start_mark, "yaml-special", Hint("put-in-quotes", {"text": value}), text=value
        ) from None
    except (ValueError, OverflowError):
        raise RefusedError(
            event.start_mark,
            "yaml-value",
            Hint("put-in-quotes", {"text": shorten(value)}),
            text=shorten(value),
        ) from None
    if result.__class__ is float and not math.isfinite(result):
        raise RefusedError(
            event.start_mark, "yaml-nonfinite", Hint("put-in-quotes", {"text": value}), text=value
        )
    return result


def shorten(text: str, limit: int = 60) -> str:
    """Cut a text that is too long to print."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def build(text: str) -> Any:  # noqa: PLR0912, PLR0915 - one flat loop: a call per event costs a third of the time
    """Return the data of a text that holds one document (None for an empty one).

    Raises RefusedError, or yaml.YAMLError for what is no YAML at all.
    """
    get_event: Any = CParser(text).get_event
    scalar, mapping, sequence = ev.ScalarEvent, ev.MappingStartEvent, ev.SequenceStartEvent
    mapping_end, sequence_end = ev.MappingEndEvent, ev.SequenceEndEvent
    resolvers, printable = _RESOLVERS, str.isprintable
    stack: list[tuple[Any, Any, bool, bool]] = []
    container: Any = None
    key: Any = None
    has_key = in_mapping = False
    root: Any = None
    documents = 0
    while True:
        event = get_event()
        kind = event.__class__
        if kind is scalar:
            if event.anchor:
                raise RefusedError(event.start_mark, "yaml-anchor", Hint("quote-if-text"))
            value = event.value
            # Most scalars are plain text: spare them the call.
            if (
                event.tag is not None
                or (event.implicit[0] and value[:1] in resolvers)
                or not printable(value)
            ):
                value = scalar_value(event)
        elif kind is mapping or kind is sequence:
            if event.anchor:
                raise RefusedError(event.start_mark, "yaml-anchor", Hint("quote-if-text"))
            if event.tag:
                raise RefusedError(
                    event.start_mark, "yaml-tag", Hint("quote-if-text"), tag=event.tag
                )
            if in_mapping and not has_key:
                raise RefusedError(event.start_mark, "yaml-key", Hint("quote-braces"))
            if len(stack) >= MAX_DEPTH:
                raise RefusedError(event.start_mark, "yaml-depth", limit=str(MAX_DEPTH))
            stack.append((container, key, has_key, in_mapping))
            in_mapping = kind is mapping
            container = {} if in_mapping else []
            has_key = False
            continue
        elif kind is mapping_end or kind is sequence_end:
            value = container
            container, key, has_key, in_mapping = stack.pop()
        elif kind is ev.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise RefusedError(event.start_mark, "yaml-documents")
            if event.version or event.tags:
                raise RefusedError(event.start_mark, "yaml-directive")
            continue
        elif kind is ev.AliasEvent:
            raise RefusedError(
                event.start_mark, "yaml-alias", Hint("quote-if-text"), name=event.anchor
            )
        elif kind is ev.StreamEndEvent:
            return root
        else:
            continue
        if container is None:
            root = value
        elif not in_mapping:
            container.append(value)
        elif has_key:
            container[key] = value
            has_key = False
        else:
            _check_key(event, value, container)
            key = value
            has_key = True


def _check_key(event: Any, value: Any, container: dict[str, Any]) -> None:
    if value.__class__ is not str:
        raise RefusedError(
            event.start_mark,
            "yaml-key-type",
            Hint("put-in-quotes", {"text": event.value}),
            key=event.value,
            what=word_for(value),
        )
    if value in container:
        raise RefusedError(event.start_mark, "yaml-duplicate-key", Hint("delete-one"), key=value)
