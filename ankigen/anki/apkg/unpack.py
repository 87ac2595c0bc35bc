"""Members of an archive that anybody may have made: unpacked piece by piece, within limits."""

from __future__ import annotations

import importlib
import importlib.util
import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

MOST_UNPACKED = 256 << 20
"""All members together may be so large, or ``MOST_TIMES`` the file if that is more."""

MOST_TIMES = 4
MOST_LISTED = 8 << 20
"""The largest list of names that is read: the archive's own, and that of its media."""

_PIECE = 1 << 20
_LARGEST_WINDOW = 32 << 20  # what zstandard keeps in memory; Anki's packages need 8 MB at most


class _File(io.FileIO):
    """A file that is never read at a stretch: zipfile would read a list of any size."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MOST_LISTED:
            raise ValueError("its list of members is too long")
        # Without a size it is the end of the archive that is asked for.
        return super().read(MOST_LISTED if size is None or size < 0 else size) or b""


class Unpacker:
    """An open archive. Whatever it says of itself, no more comes out of it than the limits."""

    def __init__(self, path: Path) -> None:
        """Open an archive. Raises OSError, ValueError or BadZipFile for what is none."""
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("it is no file")
        self._left = max(MOST_UNPACKED, MOST_TIMES * found.st_size)
        self._file = _File(path)
        try:
            self._archive = zipfile.ZipFile(self._file)
        except BaseException:
            self._file.close()
            raise
        self.names = frozenset(self._archive.namelist())
        # No member gives more than it says.
        self.size = sum(each.file_size for each in self._archive.infolist())

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()
        self._file.close()

    def copy(self, name: str, file: Path, *, zstandard: bool = False) -> None:
        """Write a member to a file, after undoing zstandard where that is asked.

        Raises KeyError for a member that is not there, ValueError for one that is too large.
        """
        with file.open("wb") as target:
            for piece in self._pieces(name, zstandard):
                target.write(piece)

    def read(self, name: str, *, zstandard: bool = False) -> bytes:
        """Return a member that is a list."""
        found = bytearray()
        for piece in self._pieces(name, zstandard):
            found += piece
            if len(found) > MOST_LISTED:
                raise ValueError(f"{name} is larger than {MOST_LISTED >> 20} MB")
        return bytes(found)

    def _pieces(self, name: str, zstandard: bool) -> Iterator[bytes]:
        info = self._archive.getinfo(name)
        # Other methods take as much memory as the archive asks for, and no Anki writes them.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(f"{name} is compressed in a way that Anki does not know")
        with self._archive.open(info) as member:
            for piece in _undone(member) if zstandard else _read(member):
                self._left -= len(piece)
                if self._left < 0:
                    raise ValueError("it unpacks to far more than a package holds")
                yield piece


def has_zstandard() -> bool:
    """Whether zstandard can be undone here: it needs the optional ``zstandard``."""
    return importlib.util.find_spec("zstandard") is not None


def _read(member: IO[bytes]) -> Iterator[bytes]:
    while piece := member.read(_PIECE):
        yield piece


def _undone(member: IO[bytes]) -> Iterator[bytes]:
    zstandard = importlib.import_module("zstandard")
    try:
        decompressor = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
        yield from decompressor.read_to_iter(member)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
