"""Deck files → better deck files: mended or laid out, each written whole or not at all."""

from __future__ import annotations

from ankigen.rewrite.files import Rewritten, deck_files
from ankigen.rewrite.fix import fix_file
from ankigen.rewrite.fmt import lay_out_file

__all__ = [
    "Rewritten",
    "deck_files",
    "fix_file",
    "lay_out_file",
]
