"""What kind of file data means to be, and under which keys."""

from __future__ import annotations

from typing import Any

from ankigen import kinds
from ankigen.diagnostics import nearest
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.schema.made import Schema, inlined

NOTES = "notes"
"""The key of a file's notes."""


def kind_of(data: Any) -> str:
    """Return the kind that a file's data names, else the one that it surely means, else ''."""
    if not isinstance(data, dict):
        return ""
    kind = data["kind"] if "kind" in data else data.get(meant_key(data, "kind"))
    if isinstance(kind, str) and kind:
        known = kinds.file_kinds()
        return kind if kind in known else nearest(kind, known)
    return _kind_by_keys(data)


def meant_key(data: dict[str, Any], key: str) -> str:
    """Return the top-level key under which a file has what should stand under ``key``."""
    if key in data:
        return key
    schemas = [inlined(kind, DEFAULT_LANGUAGES) for kind in kinds.file_kinds()]
    known = {name for schema in schemas for name in schema["properties"]}
    return nearest(key, [name for name in data if name not in known]) or key


def note_schema(kind: str, codes: tuple[str, ...]) -> Schema | None:
    """Return the schema of a kind's notes; None for files without notes."""
    properties = inlined(kind, codes)["properties"]
    note: Schema | None = properties.get(NOTES, {}).get("items")
    return note


def _kind_by_keys(data: dict[str, Any]) -> str:
    """Return the kind whose keys a file without a kind has, or ''."""
    notes = data.get(NOTES)
    first = notes[0] if isinstance(notes, list) and notes else None
    if not isinstance(first, dict):
        if {"uid", "files", "anki_name"} & set(data):
            return kinds.DECK
        return next((kind for kind in kinds.companions() if isinstance(data.get(kind), dict)), "")

    def shared(kind: str) -> int:
        note = note_schema(kind, DEFAULT_LANGUAGES)
        return len(set(note["properties"]) & set(first)) if note else 0

    best = max(kinds.kinds(), key=shared)
    return best if shared(best) else ""
