"""The schemas as any user of jsonschema reads them: with their references, by a registry."""

from __future__ import annotations

import functools
from typing import Any

import jsonschema
from referencing import Registry, Resource

from ankigen import schema


@functools.cache
def validator(kind: str) -> Any:
    contents = schema.files(("id", "en"))
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(content)) for name, content in contents.items()
    )
    # To everybody else 1.0 is a whole number; a card would show it as it is.
    types = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    extend: Any = jsonschema.validators.extend
    strict = extend(jsonschema.Draft202012Validator, type_checker=types)
    return strict(contents[f"{kind}.schema.json"], registry=registry)


def is_valid(kind: str, data: Any) -> bool:
    """Whether jsonschema accepts data as a file of a kind."""
    return bool(validator(kind).is_valid(data))
