"""The schema files: where they lie, and each with its references written out."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

KINDS = ("deck", "term", "goal", "organisation")
"""The kinds of file, each with a schema of its own; all but ``deck`` hold notes."""


ENTRY = "ankigen.schema.json"
"""The schema that chooses by ``kind``; the others lie beside it."""


@functools.cache
def directory() -> Path:
    """Return the folder of the schemas: package data in a wheel, the top level in a checkout."""
    packaged = Path(__file__).parent / "files"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "schema"


def schema_names() -> tuple[str, ...]:
    """Return the names of all schema files, sorted."""
    return tuple(sorted(path.name for path in directory().glob("*.schema.json")))


@functools.cache
def _read(name: str) -> Any:
    return json.loads((directory() / name).read_text(encoding="utf-8"))


@functools.cache
def inlined(kind: str) -> dict[str, Any]:
    """Return the schema of a kind with every ``$ref`` replaced by what it names.

    jsonschema resolves a reference anew at each use: written out once, it checks
    10,000 notes in about half the time. What stands beside a ``$ref`` (a description)
    wins over what the referenced schema says.
    """
    name = f"{kind}.schema.json"
    whole = _inline(_read(name), name)
    whole.pop("$id", None)
    whole.pop("$defs", None)
    return whole  # type: ignore[no-any-return]  # the root of a schema file is an object


def is_file_name(name: str) -> bool:
    """Whether a name may stand under ``files:`` of a deck: relative, inside the deck's folder."""
    pattern = inlined("deck")["properties"]["files"]["items"]["pattern"]
    return re.search(pattern, name) is not None


def _inline(schema: Any, name: str) -> Any:
    if isinstance(schema, list):
        return [_inline(item, name) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        target_name, _, pointer = schema["$ref"].partition("#")
        target_name = target_name or name
        target = _read(target_name)
        for step in pointer.split("/")[1:]:
            target = target[step]
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return {**_inline(target, target_name), **_inline(beside, name)}
    return {key: _inline(value, name) for key, value in schema.items()}
