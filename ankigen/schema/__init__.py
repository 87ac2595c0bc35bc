"""SourceFile → diagnostics, by the JSON Schemas in ``schema/``.

The only importer of jsonschema and the only reader of the schema files.
"""

from __future__ import annotations

from ankigen.schema.check import check, kind_of, meant_key
from ankigen.schema.files import ENTRY, KINDS, directory, inlined, is_file_name, schema_names

__all__ = [
    "ENTRY",
    "KINDS",
    "check",
    "directory",
    "inlined",
    "is_file_name",
    "kind_of",
    "meant_key",
    "schema_names",
]
