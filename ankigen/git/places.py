"""Where a folder lies in its repository."""

from __future__ import annotations

import os
from pathlib import Path

from ankigen.git.call import GitError, git


def place_of(folder: Path) -> tuple[Path, str]:
    """Return the nearest folder that is there now, and how the way goes on from it.

    Decks of an old commit may have lain where nothing is any more.
    """
    place = folder
    while not place.is_dir() and place != place.parent:
        place = place.parent
    rest = folder.relative_to(place).as_posix()
    return place, "" if rest == "." else rest


def top_of(folder: Path) -> Path:
    """Return the top folder of the work tree that a folder lies in. Raises GitError."""
    place, _ = place_of(folder)
    said = git(place, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(said).removesuffix("\n"))


def way_to(folder: Path) -> tuple[Path, str]:
    """Return where to ask git, and the way from the top of the repository to a folder.

    The way ends in a slash unless it is ''. Raises GitError where no work tree has it.
    """
    place, rest = place_of(folder)
    inside, _, prefix = (
        git(place, "rev-parse", "--is-inside-work-tree", "--show-prefix")
        .decode("utf-8", "surrogateescape")
        .removesuffix("\n")
        .partition("\n")
    )
    if inside != "true":
        raise GitError("git-none", path=folder.as_posix(), reason="")
    return place, prefix + (f"{rest}/" if rest else "")
