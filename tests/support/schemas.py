"""The schemas as any user of jsonschema reads them: with their references, by a registry."""

from __future__ import annotations

import functools
import json
from typing import Any

import jsonschema
from referencing import Registry, Resource

from ankigen.schema import directory


@functools.cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    contents = {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in directory().glob("*.schema.json")
    }
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(content)) for name, content in contents.items()
    )
    return jsonschema.Draft202012Validator(contents[f"{kind}.schema.json"], registry=registry)


def is_valid(kind: str, data: Any) -> bool:
    """Whether jsonschema accepts data as a file of a kind."""
    return bool(validator(kind).is_valid(data))
