"""YAML text → ``SourceFile``: data, and the place of every node on demand.

The only importer of ``yaml``. Reading never raises for what a file says: every
fault is a diagnostic of the file.
"""

from __future__ import annotations

from ankigen.source.file import SourceFile, parse, parse_text, plain_data, read_file, unread_from
from ankigen.source.limits import MOST_FAULTS
from ankigen.source.locate import Node, Path, Position

__all__ = [
    "MOST_FAULTS",
    "Node",
    "Path",
    "Position",
    "SourceFile",
    "parse",
    "parse_text",
    "plain_data",
    "read_file",
    "unread_from",
]
