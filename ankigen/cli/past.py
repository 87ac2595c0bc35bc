"""A deck as git has it from its last release."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ankigen.cli.git import git, git_bytes
from ankigen.cli.scratch import scratch

if TYPE_CHECKING:
    from ankigen.kinds.deck import Deck


@contextlib.contextmanager
def as_released(folder: Path) -> Iterator[Deck | None]:
    """Give a deck as it was in the commit that last changed its lock, with its pictures.

    None where git does not have it, or where this ankigen no longer reads what it has.
    """
    import tarfile

    from ankigen.deck import load
    from ankigen.release.lock import LOCK_FILE

    commit = (git(folder, "log", "-1", "--format=%H", "--", LOCK_FILE) or "").strip()
    archive = git_bytes(folder, "archive", "--format=tar", commit, ".") if commit else None
    if not archive:
        yield None
        return
    with scratch() as place:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            # Python 3.11.0 to 3.11.3 have no filters; what git packed has no need of one.
            if hasattr(tarfile, "data_filter"):
                files.extraction_filter = tarfile.data_filter
            files.extractall(place)
        loaded = load([place])
        yield loaded.decks[0] if loaded.decks else None
