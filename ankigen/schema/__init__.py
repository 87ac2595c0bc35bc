"""SourceFile → notes or diagnostics, by the JSON Schemas that are made of the kinds.

The only importer of jsonschema.
"""

from __future__ import annotations

from ankigen.schema.check import (
    build_companion,
    build_deck,
    build_notes,
    languages_of,
    unknown_languages,
)
from ankigen.schema.made import ENTRY, Known, files, inlined, texts
from ankigen.schema.meant import NOTES, kind_of, meant_key

__all__ = [
    "ENTRY",
    "NOTES",
    "Known",
    "build_companion",
    "build_deck",
    "build_notes",
    "files",
    "inlined",
    "kind_of",
    "languages_of",
    "meant_key",
    "texts",
    "unknown_languages",
]
