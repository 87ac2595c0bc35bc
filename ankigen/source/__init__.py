"""YAML text → ``SourceFile``: data, and the place of every node on demand.

The only importer of ``yaml``. Reading never raises for what a file says: every
fault is a diagnostic of the file.
"""

from __future__ import annotations

from ankigen.source.file import Node, Path, Position, SourceFile, parse_text, read_file

__all__ = ["Node", "Path", "Position", "SourceFile", "parse_text", "read_file"]
