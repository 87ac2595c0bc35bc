"""Folders → ``Loaded``: read, check, build the records. Never stops at the first error."""

from __future__ import annotations

from ankigen.deck.decks import How, Loaded, check, load
from ankigen.folders import find_decks

__all__ = ["How", "Loaded", "check", "find_decks", "load"]
