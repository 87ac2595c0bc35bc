"""Deck files → better deck files: mended, laid out or new, each written whole or not at all."""

from __future__ import annotations

from ankigen.rewrite.files import Rewritten, deck_files, replace_file
from ankigen.rewrite.fix import fix_file
from ankigen.rewrite.fmt import lay_out_file
from ankigen.rewrite.new import DECKS, CannotAddError, Made, new_deck, new_note, write_schemas

__all__ = [
    "DECKS",
    "CannotAddError",
    "Made",
    "Rewritten",
    "deck_files",
    "fix_file",
    "lay_out_file",
    "new_deck",
    "new_note",
    "replace_file",
    "write_schemas",
]
