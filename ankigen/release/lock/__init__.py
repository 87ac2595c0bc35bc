"""Text ↔ Lock: what was released of a deck, so that readers' Anki can be kept in step.

The file is one line per note, sorted, each line with a checksum of its own. Nothing is
said in two places and no line depends on another, so the union of two locks is a lock:
git may merge it by keeping all lines of both sides. See docs/releasing.md.
"""

from __future__ import annotations

from ankigen.folders import LOCK_FILE
from ankigen.release.lock.records import Frame, Lock, LockedNote, LockedRelease, version_key
from ankigen.release.lock.text import LockFile, parse, text

__all__ = [
    "LOCK_FILE",
    "Frame",
    "Lock",
    "LockFile",
    "LockedNote",
    "LockedRelease",
    "parse",
    "text",
    "version_key",
]
