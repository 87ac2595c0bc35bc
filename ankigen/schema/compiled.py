"""A schema as Python functions: a fast *yes* for data of the usual form, never a wrong one.

It knows the keywords that our schemas use, and refuses a schema with any other. A *no*
means nothing but that jsonschema is to be asked: ``1.0`` is an integer to JSON Schema, and
no function here says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

Check = Callable[[Any], bool]

_ANNOTATIONS = frozenset(
    {"$schema", "title", "description", "examples", "patternErrorMessage", "defaultSnippets"}
)
_ANY_TYPE = frozenset({"type", "enum", "const", "allOf", "if", "then", "else"})
_BY_TYPE = {
    "string": frozenset({"pattern", "minLength", "maxLength"}),
    "integer": frozenset({"minimum", "maximum"}),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "object": frozenset({"properties", "required", "additionalProperties", "minProperties"}),
}
_CLASSES = {"string": str, "integer": int, "array": list, "object": dict}


class _UnknownError(Exception):
    """A schema says something that is not known here."""


def compile_schema(schema: Any) -> Check | None:
    """Return a function that accepts only what is valid; None for a schema beyond this module."""
    try:
        return _check(schema)
    except _UnknownError:
        return None


def _check(schema: Any) -> Check:
    if schema is False:
        return lambda _: False
    if not isinstance(schema, dict):
        raise _UnknownError
    keywords = schema.keys() - _ANNOTATIONS
    type_ = _type_of(schema)
    if not keywords <= _ANY_TYPE | _BY_TYPE[type_]:
        raise _UnknownError
    makers = {"string": _string, "integer": _integer, "array": _array, "object": _object}
    checks = [makers[type_](schema)]
    if "enum" in schema or "const" in schema:
        checks.append(_choice(schema, _CLASSES[type_]))
    if "if" in schema:
        checks.append(_condition(schema))
    checks += [_check(part) for part in schema.get("allOf", ())]
    first, *others = checks
    if not others:
        return first
    return lambda value: first(value) and all(check(value) for check in others)


def _type_of(schema: dict[str, Any]) -> str:
    """Return the type that a schema names, or else means: a text's by its only value."""
    implied = "string" if isinstance(schema.get("const"), str) else "object"
    type_ = schema.get("type", implied)
    if not isinstance(type_, str) or type_ not in _BY_TYPE:
        raise _UnknownError
    return type_


def _string(schema: dict[str, Any]) -> Check:
    least, most = schema.get("minLength", 0), schema.get("maxLength", math.inf)
    if "pattern" not in schema:
        return lambda value: value.__class__ is str and least <= len(value) <= most
    search = re.compile(schema["pattern"]).search
    return lambda value: (
        value.__class__ is str and least <= len(value) <= most and search(value) is not None
    )


def _integer(schema: dict[str, Any]) -> Check:
    # By class: to Python True is an int, to JSON Schema it is none.
    least, most = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    return lambda value: value.__class__ is int and least <= value <= most


def _array(schema: dict[str, Any]) -> Check:
    least, most = schema.get("minItems", 0), schema.get("maxItems", math.inf)
    unique = schema.get("uniqueItems", False)
    item = _check(schema["items"]) if "items" in schema else None

    def check(value: Any) -> bool:
        if value.__class__ is not list or not least <= len(value) <= most:
            return False
        # Of other things than texts it is not so simple whether two are equal.
        if unique and not (
            all(each.__class__ is str for each in value) and len(set(value)) == len(value)
        ):
            return False
        return item is None or all(item(each) for each in value)

    return check


def _object(schema: dict[str, Any]) -> Check:
    required = frozenset(schema.get("required", ()))
    least = schema.get("minProperties", 0)
    closed = schema.get("additionalProperties", True) is False
    if schema.get("additionalProperties", True) not in (True, False):
        raise _UnknownError
    inner_of = {name: _check(part) for name, part in schema.get("properties", {}).items()}.get

    def check(value: Any) -> bool:
        if value.__class__ is not dict or len(value) < least or not required <= value.keys():
            return False
        for name, each in value.items():
            inner = inner_of(name)
            if inner is None:
                if closed:
                    return False
            elif not inner(each):
                return False
        return True

    return check


def _choice(schema: dict[str, Any], class_: type) -> Check:
    options = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
    if ("enum" in schema and "const" in schema) or class_ not in (str, int):
        raise _UnknownError
    if any(option.__class__ is not class_ for option in options):
        raise _UnknownError
    known = frozenset(options)
    return lambda value: value in known


def _condition(schema: dict[str, Any]) -> Check:
    """Compile ``if``, which is known only as "this key has this text": so it is exact."""
    match schema["if"]:
        case {"properties": {**properties}, "required": [name], **rest} if not rest:
            pass
        case _:
            raise _UnknownError
    match properties.get(name):
        case {"const": str(wanted), **rest} if not rest and len(properties) == 1:
            pass
        case _:
            raise _UnknownError
    then = _check(schema["then"]) if "then" in schema else lambda _: True
    otherwise = _check(schema["else"]) if "else" in schema else lambda _: True
    return lambda value: then(value) if value.get(name) == wanted else otherwise(value)
