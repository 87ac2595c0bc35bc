"""All that a deck is read from, as one digest."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ankigen.folders import LOCK_FILE, MEDIA_FOLDER, shown
from ankigen.given import UnfitError, demand_fit

# Whatever load lists or reads by name, in any spelling of the suffix.
_SOURCE = re.compile(r"[.]y.*ml", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a deck as they are now: name below the folder → digest of the content."""

    folder: Path
    files: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """Digest of all names and contents; the place of the folder is no part of it."""
        lines = "".join(f"{name}\0{content}\0" for name, content in self.files)
        return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def paths(self) -> Iterator[Path]:
        """The files, and the lock, there or not."""
        names = dict.fromkeys([*(name for name, _ in self.files), LOCK_FILE])
        return (self.folder / name for name in names)

    def cover(self, paths: Iterable[str]) -> bool:
        """Whether all these files, as people are shown them, are among them."""
        known = {shown(self.folder / name) for name, _ in self.files}
        return known.issuperset(paths)


def deck_inputs(folder: Path) -> Inputs | None:
    """Return what a deck is read from: note files, pictures and the lock.

    None where something is not fit to be read: such a deck is never cached.
    """
    try:
        names = sorted(set(_names(folder)))
        files = [(name, _content(folder / name)) for name in names]
    except (OSError, UnfitError):
        return None
    return Inputs(folder, tuple(files))


def _names(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder, onerror=_fail):
        # No listed file lies below a name with a dot in front: nobody need look into .git.
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = Path(place).relative_to(folder)
        yield from ((below / name).as_posix() for name in files if _SOURCE.search(name))
    media = folder / MEDIA_FOLDER
    if media.is_symlink():
        raise UnfitError("file-link")
    if media.is_dir():
        yield from (f"{MEDIA_FOLDER}/{path.name}" for path in media.iterdir())
    if (folder / LOCK_FILE).exists():
        yield LOCK_FILE


def _fail(error: OSError) -> None:
    raise error


def _content(path: Path) -> str:
    demand_fit(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
