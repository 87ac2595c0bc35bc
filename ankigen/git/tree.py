"""The files of a commit: listed, read, and written out as data.

What stands in a commit may be anybody's: nothing of it is checked out, run or imported.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, NamedTuple

from ankigen.diagnostics import AnkigenError
from ankigen.git.call import GitError, git, git_pipe
from ankigen.git.places import way_to
from ankigen.given import MAX_BYTES

SUBMODULE = "commit"
"""The type of what stands in place of another repository."""

_FILE_MODES = frozenset({"100644", "100755", "100664"})
_PIECE = 1 << 20
_MOST_TOGETHER = 1 << 30


class Entry(NamedTuple):
    """What a name stands for in a commit."""

    mode: str
    type: str
    blob: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file, no link and no submodule."""
        return self.mode in _FILE_MODES


def files_at(folder: Path, commit: str) -> dict[str, Entry]:
    """Return what a commit has below a folder, by names from there. Raises GitError."""
    place, way = way_to(folder)
    paths = [way] if way else []
    said = git(place, "ls-tree", "-r", "-z", "--full-tree", commit, *paths)
    found = {}
    for line in said.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, kind, blob = about.decode().split()
        found[os.fsdecode(name).removeprefix(way)] = Entry(mode, kind, blob)
    return found


def file_at(folder: Path, commit: str, name: str) -> bytes | None:
    """Return the bytes of one file of a folder in a commit; None where it has none there.

    Raises GitError.
    """
    entry = files_at(folder, commit).get(name)
    if entry is None or not entry.is_file:
        return None
    return git(way_to(folder)[0], "cat-file", "blob", entry.blob)


def export(
    folder: Path, commit: str, target: Path, wanted: Callable[[str], bool] = lambda _: True
) -> bool:
    """Write the files of a folder, as a commit has them, into ``target``; False for none.

    Only ``wanted`` names; links and submodules are left out. Raises GitError, AnkigenError
    for more than any deck has, and OSError where it cannot be written.
    """
    files = {
        name: entry.blob
        for name, entry in files_at(folder, commit).items()
        if entry.is_file and _is_harmless(name) and wanted(name)
    }
    left = _MOST_TOGETHER
    for name, size, pieces in _contents(way_to(folder)[0], files):
        left -= size if size <= MAX_BYTES else 0
        if left < 0:
            raise AnkigenError("revision-too-big", path=folder.as_posix())
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            # No deck reads a larger file, but says how large it is.
            fit = size <= MAX_BYTES
            file.truncate(0 if fit else size)
            for piece in pieces:
                if fit:
                    file.write(piece)
    return bool(files)


def _is_harmless(name: str) -> bool:
    """Whether a name stays below the folder that it is written to, on any system.

    Git makes no others, but whoever writes objects by hand can.
    """
    parts = PurePosixPath(name).parts
    windows = PureWindowsPath(name)
    return (
        ".." not in parts
        and not windows.is_absolute()
        and not windows.drive
        and (len(windows.parts) == len(parts) and not name.startswith("/"))
    )


def _contents(place: Path, files: Mapping[str, str]) -> Iterator[tuple[str, int, Iterator[bytes]]]:
    """Yield each file with its size and its bytes in pieces, which must all be taken."""
    with tempfile.TemporaryFile() as blobs:
        blobs.write("".join(f"{blob}\n" for blob in files.values()).encode())
        blobs.seek(0)
        with git_pipe(place, blobs, "cat-file", "--batch") as said:
            for name in files:
                words = said.readline().split()
                if len(words) != 3 or words[1] != b"blob":
                    raise GitError("git-failed", path=place.as_posix(), reason=f"no {name}")
                size = int(words[2])
                yield name, size, _pieces(place, said, size)
                said.read(1)


def _pieces(place: Path, said: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0:
        piece = said.read(min(size, _PIECE))
        if not piece:
            raise GitError("git-failed", path=place.as_posix(), reason="it ended too early")
        size -= len(piece)
        yield piece
