"""What is read of a deck: regular files of a bounded size in its own folder, never by a link.

A link may lead to any file of whoever builds, and git has its name, not what it leads to.
"""

from __future__ import annotations

import stat
from pathlib import Path

MAX_BYTES = 64 << 20
"""Bytes of a file."""


class UnfitError(Exception):
    """Why something is not read: the code of a diagnostic and its parameters."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def demand_fit(path: Path) -> None:
    """Raise UnfitError unless there is a regular file of a bounded size."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        raise UnfitError("file-missing", file=path.name) from None
    except (OSError, ValueError) as error:
        raise unreadable(error) from error
    if stat.S_ISLNK(status.st_mode):
        raise UnfitError("file-link")
    if not stat.S_ISREG(status.st_mode):
        raise UnfitError("file-not-regular")
    if status.st_size > MAX_BYTES:
        size, limit = (f"{bytes_ >> 20}" for bytes_ in (status.st_size, MAX_BYTES))
        raise UnfitError("file-too-big", size=size, limit=limit)


def read_given(path: Path) -> bytes:
    """Return the bytes of a file that is fit to be read. Raises UnfitError."""
    demand_fit(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(error) from error


def unreadable(error: OSError | ValueError) -> UnfitError:
    """Return what the system says of a file. ValueError: a name with a NUL."""
    return UnfitError("file-unreadable", reason=getattr(error, "strerror", None) or str(error))


def link_above(folder: Path, name: str) -> Path | None:
    """Return the first link on the way from a folder to a file below it."""
    parts = name.split("/")[:-1]
    ways = (folder.joinpath(*parts[:count]) for count in range(1, len(parts) + 1))
    return next((way for way in ways if way.is_symlink()), None)


def portable(content: bytes, suffix: str) -> bytes:
    """Return what a picture counts by and is shipped as: a text has LF in any checkout."""
    return content.replace(b"\r\n", b"\n") if suffix.lower() == ".svg" else content
