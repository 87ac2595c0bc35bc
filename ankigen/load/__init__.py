"""Paths → ``Loaded``: read, check the shape, build the model. Never stops at the first error."""

from __future__ import annotations

from ankigen.folders import find_decks
from ankigen.load.decks import Loaded, Sound, check, load

__all__ = ["Loaded", "Sound", "check", "find_decks", "load"]
