"""What need not be done again: finished packages, kept by all that they were made from.

A cache only ever saves time. Every entry is checked by its digest when it is read; what is
missing, damaged, of another tool or another deck is made anew, and what cannot be written is
not kept. Nothing in it is executed.
"""

from __future__ import annotations

from ankigen.cache.builds import Builds, Kept
from ankigen.cache.inputs import Inputs, deck_inputs
from ankigen.cache.store import Store
from ankigen.cache.tool import tool_digest

__all__ = ["Builds", "Inputs", "Kept", "Store", "deck_inputs", "tool_digest"]
