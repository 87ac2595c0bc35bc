"""One file against the schema of its kind.

jsonschema is the authority. A *yes* is taken from jsonschema-rs where it is installed,
else from ``compiled`` (a test holds that neither says yes where jsonschema says no); on a
no or an error jsonschema decides and words it, note by note. It is imported only then.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, did_you_mean, nearest
from ankigen.schema import explain
from ankigen.schema.compiled import Check, compile_schema
from ankigen.schema.files import KINDS, inlined
from ankigen.source import MOST_FAULTS, Path, SourceFile

NOTES = "notes"


def kind_of(source: SourceFile) -> str:
    """Return the kind that a file names, else the one that it surely means, else ''."""
    data = source.data
    if not isinstance(data, dict):
        return ""
    kind = data.get(meant_key(data, "kind"))
    if isinstance(kind, str) and kind:
        return kind if kind in KINDS else nearest(kind, KINDS)
    return _kind_by_keys(data)


def meant_key(data: dict[str, Any], key: str) -> str:
    """Return the top-level key under which a file has what should stand under ``key``."""
    if key in data:
        return key
    known = {name for kind in KINDS for name in inlined(kind)["properties"]}
    return nearest(key, [name for name in data if name not in known]) or key


def check(source: SourceFile) -> Iterator[Diagnostic]:
    """Yield what is wrong with a readable file's shape."""
    for diagnostic in _check(source):
        if diagnostic.location.line not in source.marred:
            yield diagnostic


def _check(source: SourceFile) -> Iterator[Diagnostic]:
    if not isinstance(source.data, dict):
        if not source.lost:
            yield Diagnostic(Location(source.path), "file-empty", hints=(_kinds_hint(),))
        return
    kind = kind_of(source)
    if kind and source.data.get("kind") == kind and says_yes(kind, source.data):
        return
    if source.data.get("kind") != kind or not kind:
        yield from _wrong_kind(source, kind)
    if kind:
        faults = list(itertools.islice(_faults(source, kind), MOST_FAULTS))
        yield from explain.explain(source, faults)
        if len(faults) == MOST_FAULTS:
            limit = {"limit": str(MOST_FAULTS)}
            yield Diagnostic(Location(source.path), "many-errors", limit)


def _faults(source: SourceFile, kind: str) -> Iterator[explain.Fault]:
    for fault in _errors(kind, source.data):
        if not _is_said(source, fault):
            yield fault


def _is_said(source: SourceFile, fault: explain.Fault) -> bool:
    """Whether a fault follows from another that has its diagnostic already."""
    path, error = fault.path, fault.error
    if path == ("kind",) or any(path[:size] in source.spoiled for size in range(len(path) + 1)):
        return True
    if error.validator == "required" and not path:
        missing = explain.missing_key(error)
        return missing == "kind" or source.may_hold(missing)
    # Where a part of the file could not be read, nothing may be concluded from its absence.
    return bool(source.lost) and len(path) == 1 and not error.instance


def _errors(kind: str, data: dict[str, Any]) -> Iterator[explain.Fault]:
    outer, note = _validators(kind)
    for error in outer.iter_errors(data):
        yield explain.Fault(tuple(error.absolute_path), error)
    key = meant_key(data, NOTES)
    notes = data.get(key)
    if note is None or not isinstance(notes, list):
        return
    is_fine = _fast_note(kind)
    for index, item in enumerate(notes):
        if not is_fine(item):
            for error in note.iter_errors(item):
                path: Path = (key, index, *error.absolute_path)
                yield explain.Fault(path, error)


@functools.cache
def _note_schema(kind: str) -> dict[str, Any] | None:
    schema = inlined(kind)
    note: dict[str, Any] | None = schema["properties"].get(NOTES, {}).get("items")
    return note


@functools.cache
def _validators(kind: str) -> tuple[Any, Any]:
    import jsonschema  # noqa: PLC0415 - imported when needed
    from referencing import Registry  # noqa: PLC0415 - imported when needed

    # Notes are checked one by one, so that a fault costs one note's explanation, not the file's.
    schema = inlined(kind)
    note = _note_schema(kind)
    if note is not None:
        shallow = {k: v for k, v in schema["properties"][NOTES].items() if k != "items"}
        schema = {**schema, "properties": {**schema["properties"], NOTES: shallow}}
    # An explicit empty registry: by default jsonschema asks the network for unknown references.
    make = functools.partial(jsonschema.Draft202012Validator, registry=Registry())
    return make(schema), make(note) if note is not None else None


@functools.cache
def _fast_check(kind: str, *, note: bool = False) -> Check | None:
    schema = _note_schema(kind) if note else inlined(kind)
    if schema is None:
        return None
    try:
        import jsonschema_rs  # noqa: PLC0415 - optional: the `fast` extra
    except ImportError:
        return compile_schema(schema)
    is_valid: Check = jsonschema_rs.Draft202012Validator(schema).is_valid
    return is_valid


def _fast_note(kind: str) -> Check:
    return functools.partial(_says_yes, _fast_check(kind, note=True))


def says_yes(kind: str, data: Any) -> bool:
    """Whether the fast check accepts data as a file of a kind."""
    return _says_yes(_fast_check(kind), data)


def _says_yes(check: Check | None, data: Any) -> bool:
    if check is None:
        return False
    try:
        return bool(check(data))
    except Exception:
        # Whatever it cannot judge (a date object, say), jsonschema judges.
        return False


def _kinds_hint() -> Hint:
    return Hint("known-kinds", {"kinds": ", ".join(KINDS)})


def _kind_by_keys(data: dict[str, Any]) -> str:
    """Return the kind whose keys a file without a kind has, or ''."""
    notes = data.get(NOTES)
    first = notes[0] if isinstance(notes, list) and notes else None
    if not isinstance(first, dict):
        return "deck" if {"uid", "files", "anki_name"} & set(data) else ""

    def shared(kind: str) -> int:
        note = _note_schema(kind)
        return len(set(note["properties"]) & set(first)) if note else 0

    best = max(KINDS, key=shared)
    return best if shared(best) else ""


def _wrong_kind(source: SourceFile, kind: str) -> Iterator[Diagnostic]:
    key = meant_key(source.data, "kind")
    if key not in source.data:
        if not source.may_hold("kind"):
            hint = Hint("add-kind", {"kind": kind}) if kind else _kinds_hint()
            yield Diagnostic(Location(source.path), "kind-missing", hints=(hint,))
        return
    if key != "kind" and not kind:
        # Else the misspelt key is reported with the other unknown ones.
        yield Diagnostic(Location(source.path), "kind-missing", hints=(_kinds_hint(),))
        return
    value = str(source.data[key] or "")
    if value in KINDS or (key,) in source.spoiled:
        return
    place = source.value_at((key,))
    if not value:
        yield Diagnostic(place, "empty", {"name": "kind"}, (_kinds_hint(),))
        return
    near = did_you_mean(value, KINDS)
    edits = (Edit(place, near[0].params["name"]),) if near else ()
    params = {"name": "kind", "value": value}
    yield Diagnostic(place, "bad-choice", params, (*near, _kinds_hint()), edits)
