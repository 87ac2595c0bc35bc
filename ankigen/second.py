"""A second process for half of the work: it begins at the end, and both meet in the middle.

It is forked, so it has all that is in memory, and gives back bytes. Nothing depends on it:
what it has not done when it is asked for is done by whoever asks. It is only had where it
pays: on Linux, with a second processor, in a process without threads.
"""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

Results = Iterable[tuple[bytes, bytes]]
"""Keys of ``KEY_BYTES`` with what was made under each."""

KEY_BYTES = 32

_HEADER = struct.Struct(f"{KEY_BYTES}sQ")
_END = struct.Struct("Q")


class Second:
    """Takes what a second process has made so far."""

    def __init__(self, made: BinaryIO, end: mmap.mmap, news: int) -> None:
        self._made = made
        self._end = end
        self._news = news
        self._read = 0
        self._places: dict[bytes, tuple[int, int]] = {}

    def take(self, key: bytes) -> bytes | None:
        """Return what was made under a key; None where it is not there (yet)."""
        (end,) = _END.unpack_from(self._end)
        while self._read < end:
            header = os.pread(self._made.fileno(), _HEADER.size, self._read)
            name, length = _HEADER.unpack(header)
            self._places[name] = self._read + _HEADER.size, length
            self._read += _HEADER.size + length
        place = self._places.pop(key, None)
        return None if place is None else os.pread(self._made.fileno(), place[1], place[0])

    def wait(self, key: bytes) -> bytes | None:
        """Return what is made under a key when it is there; None if the work ends without it."""
        while (value := self.take(key)) is None and os.read(self._news, 1):
            pass
        return self.take(key) if value is None else value


@contextlib.contextmanager
def second(make: Callable[[], Results], *, worth: bool = True) -> Iterator[Second | None]:
    """Let a second process make results, and end it on leaving.

    None where there is none to be had, or where it is not ``worth`` its start.
    """
    with contextlib.ExitStack() as stack:
        other = None
        # No place for a temporary file, no more processes, no more memory: then one has to do.
        with contextlib.suppress(OSError):
            other = _started(make, stack) if worth and _can_fork() else None
        yield other


def _started(make: Callable[[], Results], stack: contextlib.ExitStack) -> Second:
    """Start a second process, which ends with ``stack``. Raises OSError where that cannot be."""
    import tempfile

    # Only a byte count goes through shared memory; the results are the page cache's.
    made = stack.enter_context(tempfile.TemporaryFile(buffering=0))  # noqa: SIM115 - the stack closes it
    end = stack.enter_context(mmap.mmap(-1, _END.size))
    news, tell = os.pipe()
    stack.callback(os.close, news)
    try:
        pid = os.fork()
        if pid == 0:
            _work(make, made, end, tell)
    finally:
        # It stays open in the second process alone: when that is gone, reading ends.
        os.close(tell)
    stack.callback(_end, pid)
    return Second(made, end, news)


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _can_fork() -> bool:
    # On macOS the system's own libraries do not survive a fork; Windows has none.
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def _work(make: Callable[[], Results], made: BinaryIO, end: mmap.mmap, tell: int) -> None:
    """Do the work of the second process, which never returns from here."""
    # Whatever goes wrong here goes wrong again where somebody can be told of it.
    with contextlib.suppress(BaseException):
        gc.disable()
        at = 0
        for key, value in make():
            for piece in (_HEADER.pack(key, len(value)), value):
                view = memoryview(piece)
                while view:
                    written = made.write(view)
                    at += written
                    view = view[written:]
            _END.pack_into(end, 0, at)
            os.write(tell, b".")
    os._exit(0)
