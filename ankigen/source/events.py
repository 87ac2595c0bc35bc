"""YAML text → plain objects, from the C parser's events: the fast way, for texts without fault.

The meaning of an accepted text equals ``yaml.load(text, CSafeLoader)``. What a deck
must not contain (anchors, tags, second documents, doubled keys …) stops the reading;
``careful`` then reads again and says what and where. Building objects from events takes
a fifth of the time and memory of CSafeLoader's node tree, and a depth limit saves the
process: CSafeLoader crashes on 25 KB of ``[``.
"""

from __future__ import annotations

from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ankigen.source.characters import hidden_in
from ankigen.source.limits import MAX_DEPTH
from ankigen.source.scalars import RESOLVERS, ScalarError, meaning

SHORT = 32
"""Texts up to this length (dates, tags, addresses of sources) often occur again: kept once."""


class NeedsCareError(Exception):
    """The text has something that a deck must not have."""


def build(content: bytes) -> Any:  # noqa: PLR0912, PLR0915 - one flat loop: a call per event costs a third of the time
    """Return the data of a text in UTF-8 that holds one document (None for an empty one).

    Raises NeedsCareError, or yaml.YAMLError for what is no YAML at all.
    """
    get_event: Any = CParser(content).get_event
    stack: list[tuple[Any, Any, bool, bool]] = []
    # One string object for each key and short text, however often it occurs.
    keys, texts = dict[str, str](), dict[str, str]()
    nothing: Any = None
    container = key = root = nothing
    has_key, in_mapping, documents = False, False, 0
    while True:
        event = get_event()
        kind = event.__class__
        if kind is ScalarEvent:
            value = event.value
            if event.anchor or event.tag:
                raise NeedsCareError
            if in_mapping and not has_key:
                key = keys.get(value) if event.implicit[0] else None
                if key is None:
                    key = _key(event, value)
                    if event.implicit[0]:
                        keys[key] = key
                if key in container:
                    raise NeedsCareError
                has_key = True
                continue
            # Most scalars are plain text: spare them the call.
            if (event.implicit[0] and value[:1] in RESOLVERS) or not value.isprintable():
                value = _value(event, value)
            elif len(value) <= SHORT:
                value = texts.setdefault(value, value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            is_key = in_mapping and not has_key
            if event.anchor or event.tag or is_key or len(stack) >= MAX_DEPTH:
                raise NeedsCareError
            stack.append((container, key, has_key, in_mapping))
            in_mapping = kind is MappingStartEvent
            container = {} if in_mapping else []
            has_key = False
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = container
            container, key, has_key, in_mapping = stack.pop()
        elif kind is StreamEndEvent:
            return root
        else:
            documents += kind is DocumentStartEvent
            if documents > 1 or _is_refused(event):
                raise NeedsCareError
            continue
        if container is None:
            root = value
        elif in_mapping:
            container[key] = value
            has_key = False
        else:
            container.append(value)


def build_mapping(content: bytes) -> dict[str, Any]:
    """Return the mapping of a text of the tool's own; raises ValueError with line and reason."""
    try:
        found = build(content)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"{line}: {error.problem}") from None
    except (YAMLError, NeedsCareError) as error:
        raise ValueError(str(error)) from None
    if not isinstance(found, dict):
        raise ValueError
    return found


def _is_refused(event: Any) -> bool:
    """Whether a deck must not have an alias, or a document with directives."""
    if event.__class__ is DocumentStartEvent:
        return bool(event.version or event.tags)
    return event.__class__ is AliasEvent


def _value(event: Any, value: str) -> Any:
    result: Any = value
    if event.implicit[0]:
        try:
            result = meaning(value)
        except ScalarError:
            raise NeedsCareError from None
    if result.__class__ is str and hidden_in(result):
        raise NeedsCareError
    return result


def _key(event: Any, value: str) -> str:
    key = _value(event, value)
    if not isinstance(key, str):
        raise NeedsCareError
    return key
