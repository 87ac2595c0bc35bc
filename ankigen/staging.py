"""Several files that appear together: written beside their place, moved when all are whole."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path


class Stage:
    """Hands out places for files that are not there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    def path(self, name: str) -> Path:
        """Return where to write the file that will be called ``name``."""
        self._names.append(name)
        return self._folder / name

    def move_to(self, out: Path) -> None:
        """Move every file into place; each replaces its older self in one step."""
        for name in self._names:
            (self._folder / name).replace(out / name)


@contextlib.contextmanager
def staged(out: Path) -> Iterator[Stage]:
    """Collect files for the folder ``out``; on any error none of them reaches it.

    Raises OSError where ``out`` cannot be made or written to.
    """
    out.mkdir(parents=True, exist_ok=True)
    folder = out / f".ankigen-{os.getpid()}.tmp"
    folder.mkdir()
    try:
        stage = Stage(folder)
        yield stage
        stage.move_to(out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
