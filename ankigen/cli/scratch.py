"""A folder for the time of a command."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ankigen.diagnostics import AnkigenError


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Make a temporary folder that goes away again.

    Raises AnkigenError where it cannot be made or what is done in it cannot be written.
    """
    place = "TMPDIR"
    try:
        place = tempfile.gettempdir()
        with tempfile.TemporaryDirectory(prefix="ankigen-") as folder:
            place = folder
            yield Path(folder)
    except OSError as error:
        raise AnkigenError("output", path=place, reason=error.strerror or str(error)) from error
