"""Bytes for later: in memory while they are few, else in a temporary file."""

from __future__ import annotations

import contextlib
import os
import weakref
from collections.abc import Callable
from typing import BinaryIO

IN_MEMORY = 32 << 20
"""Bytes that a shelf keeps in memory: what was worded of some fifteen thousand notes."""

Stored = Callable[[], bytes]
"""Gives back what was put on a shelf."""


class Shelf:
    """Takes bytes and gives them back on demand; its file is gone when nothing of it is left.

    A forked process may read from it, too.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._left = in_memory
        self._file: BinaryIO | None = None
        self._end = 0

    def put(self, content: bytes) -> Stored:
        """Store bytes."""
        self._left -= len(content)
        if self._left < 0:
            # Where there is no room on the disk, there may still be some in memory.
            with contextlib.suppress(OSError):
                return self._on_disk(content)
        return lambda: content

    def _on_disk(self, content: bytes) -> Stored:
        if self._file is None:
            import tempfile

            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the shelf
            weakref.finalize(self, self._file.close)
        at, length = self._end, len(content)
        self._file.seek(at)
        self._file.write(content)
        self._file.flush()
        self._end += length
        return lambda: self._read(at, length)

    def _read(self, at: int, length: int) -> bytes:
        assert self._file is not None
        if hasattr(os, "pread"):
            # Two processes share a file's position: neither may use it.
            return os.pread(self._file.fileno(), length, at)
        self._file.seek(at)
        return self._file.read(length)
