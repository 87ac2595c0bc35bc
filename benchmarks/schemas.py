"""Files and schemas as the plain programs use them: PyYAML, jsonschema with a registry."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import yaml
from referencing import Registry, Resource


class Loader(yaml.CSafeLoader):
    """Leaves dates as they are written, which the schemas ask for."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


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
