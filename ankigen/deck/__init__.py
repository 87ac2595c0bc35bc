"""Paths → ``Loaded``: read, check the shape, build the model. Never stops at the first error."""

from __future__ import annotations

from ankigen.deck.decks import Loaded, Sound, check, load
from ankigen.folders import find_decks

__all__ = ["Loaded", "Sound", "check", "find_decks", "load"]
