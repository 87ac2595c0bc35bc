"""The schemas as the plain programs use them: jsonschema with a registry, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from referencing import Registry, Resource


def validators(folder: Path) -> dict[str, jsonschema.Draft202012Validator]:
    """Return a validator for each kind, from the folder of the schemas."""
    schemas = {p.name: json.loads(p.read_text("utf-8")) for p in folder.glob("*.schema.json")}
    registry = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return {
        name.removesuffix(".schema.json"): jsonschema.Draft202012Validator(
            schema, registry=registry
        )
        for name, schema in schemas.items()
    }
