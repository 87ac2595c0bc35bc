"""Temporary files in memory, where there is room: Anki waits for the disk at every step."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 8 << 30


def take() -> Path | None:
    """Make temporary files go to a folder in memory; return it, None where there is none.

    A container has little room there, and often forbids to run programs from it.
    """
    if sys.platform != "linux" or "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK):
        return None
    system = os.statvfs(_MEMORY)
    if system.f_bavail * system.f_frsize < _ROOM or system.f_flag & os.ST_NOEXEC:
        return None
    for left in _MEMORY.glob("ankigen-tests-*-*"):
        if not Path("/proc", left.name.split("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix=f"ankigen-tests-{os.getpid()}-", dir=_MEMORY)
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    return Path(folder)
