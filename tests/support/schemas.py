"""The schemas as any user of jsonschema reads them: with their references, by a registry."""

from __future__ import annotations

import datetime
import functools
from typing import Any

import jsonschema
from referencing import Registry, Resource

from ankigen import schema

DATES = ["string", "integer"]


@functools.cache
def validator(kind: str, codes: tuple[str, ...]) -> Any:
    contents = {name: _with_dates(content) for name, content in schema.files(codes).items()}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(content)) for name, content in contents.items()
    )
    return strict(contents[f"{kind}.schema.json"], registry)


def _with_dates(part: Any) -> Any:
    """Allow what PyYAML makes of a whole date without quotes, where editors see a text."""
    if isinstance(part, list):
        return [_with_dates(each) for each in part]
    if not isinstance(part, dict):
        return part
    found = {key: _with_dates(each) for key, each in part.items()}
    return {**found, "type": [*DATES, "date"]} if part.get("type") == DATES else found


def strict(content: dict[str, Any], registry: Registry[Any] | None = None) -> Any:
    """Return a validator to which 1.0 is no whole number: a card would show it as it is."""
    types = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "integer": lambda _, value: isinstance(value, int) and not isinstance(value, bool),
            "date": lambda _, value: value.__class__ is datetime.date,
        }
    )
    extend: Any = jsonschema.validators.extend
    made = extend(jsonschema.Draft202012Validator, type_checker=types)
    return made(content, registry=Registry() if registry is None else registry)


def is_valid(kind: str, data: Any, codes: tuple[str, ...] = ("id", "en")) -> bool:
    """Whether jsonschema accepts data as a file of a kind for a deck in some languages."""
    return bool(validator(kind, codes).is_valid(data))
