"""One process at a time installs what tests need under ``.cache/``."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from tests.support.decks import ROOT

CACHE = ROOT / ".cache"


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process of the suite installs something.

    The lock is SQLite's: it works on every system, and goes with a process that dies.
    """
    CACHE.mkdir(exist_ok=True)
    place = CACHE / "installing.sqlite"
    with contextlib.closing(sqlite3.connect(place, timeout=600, isolation_level=None)) as lock:
        lock.execute("begin exclusive")
        yield
        lock.rollback()
