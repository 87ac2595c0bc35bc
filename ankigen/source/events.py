"""YAML text → plain objects, from the C parser's events: the fast way, for texts without fault.

The meaning of an accepted text equals ``yaml.load(text, CSafeLoader)``. What a deck
must not contain (anchors, tags, second documents, doubled keys …) stops the reading;
``careful`` then reads again and says what and where. Building objects from events takes
a fifth of the time and memory of CSafeLoader's node tree, and a depth limit saves the
process: CSafeLoader crashes on 25 KB of ``[``.
"""

from __future__ import annotations

from typing import Any

from yaml import events as ev
from yaml._yaml import CParser

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
    scalar, mapping, sequence = ev.ScalarEvent, ev.MappingStartEvent, ev.SequenceStartEvent
    mapping_end, sequence_end = ev.MappingEndEvent, ev.SequenceEndEvent
    resolvers, printable = RESOLVERS, str.isprintable
    stack: list[tuple[Any, Any, bool, bool]] = []
    # One string object for each key, however often it occurs.
    keys: dict[str, str] = {}
    texts: dict[str, str] = {}
    container: Any = None
    key: Any = None
    has_key = in_mapping = False
    root: Any = None
    documents = 0
    while True:
        event = get_event()
        kind = event.__class__
        if kind is scalar:
            value = event.value
            if event.anchor or event.tag:
                raise NeedsCareError
            if in_mapping and not has_key:
                plain = event.implicit[0]
                key = keys.get(value) if plain else None
                if key is None:
                    key = _key(event, value)
                    if plain:
                        keys[key] = key
                if key in container:
                    raise NeedsCareError
                has_key = True
                continue
            # Most scalars are plain text: spare them the call.
            if (event.implicit[0] and value[:1] in resolvers) or not printable(value):
                value = _value(event, value)
            elif len(value) <= SHORT:
                value = texts.setdefault(value, value)
        elif kind is mapping or kind is sequence:
            if event.anchor or event.tag or (in_mapping and not has_key):
                raise NeedsCareError
            if len(stack) >= MAX_DEPTH:
                raise NeedsCareError
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
            if documents > 1 or event.version or event.tags:
                raise NeedsCareError
            continue
        elif kind is ev.AliasEvent:
            raise NeedsCareError
        elif kind is ev.StreamEndEvent:
            return root
        else:
            continue
        if container is None:
            root = value
        elif in_mapping:
            container[key] = value
            has_key = False
        else:
            container.append(value)


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
