"""A deck as git has it from its last release."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ankigen import git
from ankigen.cli.revisions import at_commit
from ankigen.folders import LOCK_FILE

if TYPE_CHECKING:
    from ankigen.kinds.deck import Deck


@contextlib.contextmanager
def as_released(folder: Path) -> Iterator[Deck | None]:
    """Give a deck as it was in the commit that last changed its lock, with its pictures.

    None where git does not have it, or where this ankigen no longer reads what it has.
    """
    from ankigen.deck import load

    commit = git.last_change(folder, LOCK_FILE)
    if commit is None:
        yield None
        return
    with at_commit(folder, commit) as place:
        loaded = load([place] if place else [])
        yield loaded.decks[0] if loaded.decks else None
