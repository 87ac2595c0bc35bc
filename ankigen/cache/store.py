"""A folder of entries that several processes may use at once, and that may be damaged.

An entry appears by one rename, so that nobody sees half of one. It is found by a key, or,
for a file, by the digest of its content; a digest says on reading whether it is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ankigen.files import written

LIMIT = 1 << 30
"""Bytes that a cache may take; the entries that were not used for longest go first."""

_PIECE = 1 << 20
_LEAVE = 0.75  # of the limit, so that not every build has to tidy up
_OURS = re.compile("[0-9a-f]{64}|[.][0-9a-f]{64}[.][0-9]+[.][0-9a-f]{8}[.]tmp")
_TAG = "CACHEDIR.TAG"
# https://bford.info/cachedir/: back-up programs leave such a folder out.
_TAG_TEXT = b"Signature: 8a477f597d28d172789f06886806bc55\n# This is a cache of ankigen.\n"


def key_of(*parts: str) -> str:
    """Return the key of an entry: the digest of what it depends on."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Store:
    """The entries in a folder. Nothing here raises OSError for the folder: it is only a cache."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key; None where there is nothing whole."""
        path = self._folder / key
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, value = content[:32], content[32:]
        if digest != _bound(key, value):
            return None
        _touch(path)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""
        self._write(key, (_bound(key, value), value))

    def fetch(self, digest: str, target: Path) -> bool:
        """Copy the kept file with this digest to ``target``; False where it is not whole.

        ``target`` may then hold anything. Raises OSError where it cannot be written.
        """
        path = self._folder / digest
        found = hashlib.sha256()
        with target.open("wb") as copy:
            for piece in _pieces(path):
                found.update(piece)
                copy.write(piece)
        if found.hexdigest() != digest:
            return False
        _touch(path)
        return True

    def add(self, file: Path) -> str:
        """Keep a copy of a file; return its digest, which ``fetch`` takes.

        Raises OSError where the file itself cannot be read.
        """
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
            if file.stat().st_size * 4 <= self._limit:
                content.seek(0)
                self._write(digest, iter(lambda: content.read(_PIECE), b""))
        return digest

    def tidy(self) -> None:
        """Take away the entries that were not used for longest, where all are too many."""
        entries = sorted(self._entries())
        size = sum(each[1] for each in entries)
        if size <= self._limit:
            return
        for _, length, path in entries:
            if size <= self._limit * _LEAVE:
                return
            with contextlib.suppress(OSError):
                path.unlink()
            size -= length

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                # The folder may be one that holds other things as well.
                if not _OURS.fullmatch(path.name):
                    continue
                # Another process may have taken it away.
                with contextlib.suppress(OSError):
                    status = path.stat()
                    yield status.st_mtime_ns, status.st_size, path

    def _write(self, name: str, pieces: Iterable[bytes]) -> None:
        # A full disk, a read-only home: the next build takes its time again.
        with contextlib.suppress(OSError):
            self._make_folder()
            with written(self._folder / name) as temporary, temporary.open("xb") as file:
                file.writelines(pieces)

    def _make_folder(self) -> None:
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / _TAG).write_bytes(_TAG_TEXT)


def _bound(key: str, value: bytes) -> bytes:
    # The key is part of it: an entry under another's name is no entry.
    return hashlib.sha256(key.encode() + b"\0" + value).digest()


def _pieces(path: Path) -> Iterator[bytes]:
    with contextlib.suppress(OSError), path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _touch(path: Path) -> None:
    with contextlib.suppress(OSError):
        os.utime(path)
