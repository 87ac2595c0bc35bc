"""What a plain scalar means: PyYAML's own resolvers and constructors decide."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from ankigen.diagnostics import Word

RESOLVERS: dict[str, list[tuple[str, Any]]] = Resolver.yaml_implicit_resolvers
"""First character of a plain scalar → the meanings that it may have besides text."""

_CONSTRUCTOR = SafeConstructor()
_CONSTRUCTORS: dict[str, Any] = {
    tag: make for tag, make in SafeConstructor.yaml_constructors.items() if tag
}
_MERGE = "tag:yaml.org,2002:merge"
_BARE = re.compile(r"(https?://)?[^\W\d_](?:[\w ./?%&+-]|,(?=\s)|:(?=//))*(?<! )")
"""A text that is surely itself without quotes, in a line of its own."""
_MAX_LENGTH = 1000
"""PyYAML reads ``1:00:00:…`` in quadratic time: nothing that long is a number or a date."""
_MAX_BITS = 1024
"""Python refuses to print much longer integers, so no message could show them."""

_WORDS = {
    bool: "boolean", int: "whole-number", float: "number", type(None): "nothing",
    str: "text", dict: "mapping", list: "list", bytes: "bytes",
}  # fmt: skip


class ScalarError(Exception):
    """A plain scalar that has a meaning which no deck can hold; ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def meaning(text: str) -> Any:
    """Return what a plain scalar means, as CSafeLoader would read it.

    Raises ScalarError for merge keys, invalid dates and numbers, and numbers without end.
    """
    for tag, pattern in RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return _construct(tag, text)
    return text


def _construct(tag: str, text: str) -> Any:
    if tag == _MERGE:
        raise ScalarError("yaml-merge")
    if len(text) > _MAX_LENGTH:
        raise ScalarError("yaml-value")
    try:
        value = _CONSTRUCTORS[tag](_CONSTRUCTOR, ScalarNode(tag, text))
    except (KeyError, ConstructorError):
        raise ScalarError("yaml-special") from None
    except (ValueError, OverflowError):
        raise ScalarError("yaml-value") from None
    if value.__class__ is float and not math.isfinite(value):
        raise ScalarError("yaml-nonfinite")
    if value.__class__ is int and value.bit_length() > _MAX_BITS:
        raise ScalarError("yaml-value")
    return value


def word_for(value: object) -> Word:
    """Say what a value is, as a code of the word table."""
    return Word(_WORDS.get(type(value), "date"))


def shorten(text: str, limit: int = 60) -> str:
    """Cut a text that is too long to print."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def quoted(text: str) -> str:
    """Write a text of one line as a quoted scalar, in the quotes that need no escapes."""
    if "'" not in text and ('"' in text or "\\" in text) and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def written(text: str) -> str:
    """Write a text of one line as a scalar: bare where that is safe, else quoted."""
    return text if _BARE.fullmatch(text) and meaning(text) == text else quoted(text)
