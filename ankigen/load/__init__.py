"""Paths → ``Loaded``: read, check the shape, build the model. Never stops at the first error."""

from __future__ import annotations

from ankigen.folders import find_decks
from ankigen.load.decks import Loaded, check, load

__all__ = ["Loaded", "check", "find_decks", "load"]
