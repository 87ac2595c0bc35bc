"""One file against the schema of its kind.

jsonschema is the authority. Where jsonschema-rs is installed, its *yes* is taken
(a test holds that it never says yes where jsonschema says no); on a no, an error or
its absence jsonschema decides and words it, note by note.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import jsonschema
from referencing import Registry

from ankigen.diagnostics import Diagnostic, Hint, Location, did_you_mean
from ankigen.schema import explain
from ankigen.schema.files import KINDS, inlined
from ankigen.source import SourceFile


def kind_of(source: SourceFile) -> str:
    """Return the kind that a file names, or '' where it names none that exists."""
    data = source.data
    kind = data.get("kind") if isinstance(data, dict) else None
    return kind if kind in KINDS else ""


def check(source: SourceFile) -> Iterator[Diagnostic]:
    """Yield what is wrong with a readable file's shape."""
    if not isinstance(source.data, dict):
        yield Diagnostic(Location(source.path), "file-empty", hints=(_kinds_hint(),))
        return
    kind = kind_of(source)
    if not kind:
        yield _wrong_kind(source)
        return
    if _fast_yes(kind, source.data):
        return
    yield from explain.explain(source, list(_errors(kind, source.data)))


def _errors(kind: str, data: dict[str, Any]) -> Iterator[explain.Fault]:
    outer, note = _validators(kind)
    for error in outer.iter_errors(data):
        yield explain.Fault(tuple(error.absolute_path), error)
    notes = data.get("notes")
    if note is None or not isinstance(notes, list):
        return
    for index, item in enumerate(notes):
        for error in note.iter_errors(item):
            yield explain.Fault(("notes", index, *error.absolute_path), error)


@functools.cache
def _validators(kind: str) -> tuple[Any, Any]:
    # Notes are checked one by one, so that a fault costs one note's explanation, not the file's.
    schema = inlined(kind)
    note = schema["properties"].get("notes", {}).get("items")
    if note is not None:
        shallow = {k: v for k, v in schema["properties"]["notes"].items() if k != "items"}
        schema = {**schema, "properties": {**schema["properties"], "notes": shallow}}
    # An explicit empty registry: by default jsonschema asks the network for unknown references.
    make = functools.partial(jsonschema.Draft202012Validator, registry=Registry())
    return make(schema), make(note) if note is not None else None


@functools.cache
def _fast_validator(kind: str) -> Any:
    try:
        import jsonschema_rs  # noqa: PLC0415 - optional: the `fast` extra
    except ImportError:
        return None
    return jsonschema_rs.Draft202012Validator(inlined(kind))


def _fast_yes(kind: str, data: Any) -> bool:
    validator = _fast_validator(kind)
    if validator is None:
        return False
    try:
        return bool(validator.is_valid(data))
    except Exception:
        # Whatever it cannot judge (a date object, say), jsonschema judges.
        return False


def _kinds_hint() -> Hint:
    return Hint("known-kinds", {"kinds": ", ".join(KINDS)})


def _wrong_kind(source: SourceFile) -> Diagnostic:
    if "kind" not in source.data:
        return Diagnostic(Location(source.path), "kind-missing", hints=(_kinds_hint(),))
    value = source.data["kind"]
    return Diagnostic(
        source.value_at(("kind",)),
        "bad-choice",
        {"name": "kind", "value": str(value)},
        (*did_you_mean(str(value), KINDS), _kinds_hint()),
    )
