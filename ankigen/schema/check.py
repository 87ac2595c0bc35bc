"""One file against the schema of its kind.

jsonschema is the authority. A *yes* is taken from jsonschema-rs where it is installed,
else from ``compiled`` (a test holds that neither says yes where jsonschema says no); on a
no or an error jsonschema decides and words it, note by note. It is imported only then.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from ankigen.diagnostics import Diagnostic, nearest
from ankigen.schema.compiled import Check, compile_schema
from ankigen.schema.files import KINDS, inlined
from ankigen.source import SourceFile

NOTES = "notes"


def kind_of(data: Any) -> str:
    """Return the kind that a file's data names, else the one that it surely means, else ''."""
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
    data = source.data
    kind = kind_of(data)
    if kind and data.get("kind") == kind and says_yes(kind, data):
        return
    # Imported for who has faults: it takes longer than checking a small deck.
    from ankigen.schema.faults import faults

    yield from faults(source, kind)


@functools.cache
def note_schema(kind: str) -> dict[str, Any] | None:
    """Return the schema of a kind's notes; None for ``deck``, which has none."""
    schema = inlined(kind)
    note: dict[str, Any] | None = schema["properties"].get(NOTES, {}).get("items")
    return note


@functools.cache
def _fast_check(kind: str, *, note: bool = False) -> Check | None:
    schema = note_schema(kind) if note else inlined(kind)
    if schema is None:
        return None
    try:
        import jsonschema_rs
    except ImportError:
        return compile_schema(schema)
    is_valid: Check = jsonschema_rs.Draft202012Validator(schema).is_valid
    return is_valid


def fast_note(kind: str) -> Check:
    """Return the fast check of a single note of a kind."""
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


def _kind_by_keys(data: dict[str, Any]) -> str:
    """Return the kind whose keys a file without a kind has, or ''."""
    notes = data.get(NOTES)
    first = notes[0] if isinstance(notes, list) and notes else None
    if not isinstance(first, dict):
        return "deck" if {"uid", "files", "anki_name"} & set(data) else ""

    def shared(kind: str) -> int:
        note = note_schema(kind)
        return len(set(note["properties"]) & set(first)) if note else 0

    best = max(KINDS, key=shared)
    return best if shared(best) else ""
