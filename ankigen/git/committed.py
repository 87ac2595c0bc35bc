"""Whether files are as the last commit has them: by their bytes, whatever git was told to skip."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ankigen.git.history import head_of
from ankigen.git.tree import SUBMODULE, Entry, files_at


class Differing(NamedTuple):
    """A file that is not as committed: ``changed``, ``untracked``, ``gone`` or ``submodule``."""

    path: Path
    how: str


def differing(folder: Path, paths: Iterable[Path]) -> list[Differing]:
    """Return which files below a folder are not as the last commit has them.

    What neither git nor the disk has is fine. Raises GitError.
    """
    known = files_at(folder, head_of(folder))
    found = ((path, _how(path, path.relative_to(folder).as_posix(), known)) for path in paths)
    return [Differing(path, how) for path, how in found if how]


def _how(path: Path, name: str, known: dict[str, Entry]) -> str:
    entry = known.get(name)
    there = os.path.lexists(path)
    if entry is None:
        return _stranger(name, known) if there else ""
    if not there:
        return "gone"
    if not entry.is_file or path.is_symlink() or not path.is_file():
        return "changed"
    content = path.read_bytes()
    if entry.blob == _blob(content, entry.blob):
        return ""
    # A checkout may have other line ends; a file with a NUL is binary, as git has it.
    unix = content.replace(b"\r\n", b"\n")
    return "" if b"\0" not in content and entry.blob == _blob(unix, entry.blob) else "changed"


def _stranger(name: str, known: dict[str, Entry]) -> str:
    parts = name.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    inside = any(each in known and known[each].type == SUBMODULE for each in above)
    return "submodule" if inside else "untracked"


def _blob(content: bytes, like: str) -> str:
    """Return git's name for some bytes, by the same digest as another name."""
    algorithm = "sha256" if len(like) == 64 else "sha1"
    digest = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()
