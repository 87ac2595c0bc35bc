"""Compiled decks + lock → what is released: packages, manifest, sums, notes, the next lock."""

from __future__ import annotations

from ankigen.release.checks import Circumstances, check, check_wording
from ankigen.release.folder import Release, package_digests, write_lock, write_release
from ankigen.release.notes import release_notes
from ankigen.release.plan import Changes, changes, next_lock
from ankigen.release.verifying import verify

__all__ = [
    "Changes",
    "Circumstances",
    "Release",
    "changes",
    "check",
    "check_wording",
    "next_lock",
    "package_digests",
    "release_notes",
    "verify",
    "write_lock",
    "write_release",
]
