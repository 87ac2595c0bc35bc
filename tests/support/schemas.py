"""The schemas as any user of jsonschema reads them: with their references, by a registry."""

from __future__ import annotations

import functools
from typing import Any

import jsonschema
from referencing import Registry, Resource

from ankigen import schema


@functools.cache
def validator(kind: str, codes: tuple[str, ...]) -> Any:
    contents = schema.files(codes)
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(content)) for name, content in contents.items()
    )
    return strict(contents[f"{kind}.schema.json"], registry)


def strict(content: dict[str, Any], registry: Registry[Any] | None = None) -> Any:
    """Return a validator to which 1.0 is no whole number: a card would show it as it is."""
    types = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    extend: Any = jsonschema.validators.extend
    made = extend(jsonschema.Draft202012Validator, type_checker=types)
    return made(content, registry=Registry() if registry is None else registry)


def is_valid(kind: str, data: Any, codes: tuple[str, ...] = ("id", "en")) -> bool:
    """Whether jsonschema accepts data as a file of a kind for a deck in some languages."""
    return bool(validator(kind, codes).is_valid(data))
