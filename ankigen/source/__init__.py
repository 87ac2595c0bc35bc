"""YAML text → ``SourceFile``: data, and the place of every node on demand.

The only importer of ``yaml``. Reading never raises for what a file says: every
fault is a diagnostic of the file.
"""

from __future__ import annotations

from ankigen.source.file import SourceFile, parse, parse_text, read_file
from ankigen.source.limits import MOST_FAULTS
from ankigen.source.locate import Node, Path, Position
from ankigen.source.tree import (
    Branch,
    Comment,
    Entry,
    Leaf,
    Tree,
    UnreadableTextError,
    block_header,
    parse_tree,
)

__all__ = [
    "MOST_FAULTS",
    "Branch",
    "Comment",
    "Entry",
    "Leaf",
    "Node",
    "Path",
    "Position",
    "SourceFile",
    "Tree",
    "UnreadableTextError",
    "block_header",
    "parse",
    "parse_text",
    "parse_tree",
    "read_file",
]
