"""How much of anything a deck file may have."""

from __future__ import annotations

MAX_DEPTH = 64
"""Collections within collections; CSafeLoader itself crashes on 25 KB of ``[``."""

MOST_FAULTS = 1000
"""Faults of one file that are told: a file with more has one great fault, not a thousand."""
