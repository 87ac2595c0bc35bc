"""What git says of a folder; nothing where there is no git or no repository."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ankigen.diagnostics import AnkigenError


def git(folder: Path, *arguments: str) -> str | None:
    """Run git in a folder and return what it prints, or None where it fails."""
    done = git_bytes(folder, *arguments)
    return None if done is None else done.decode("utf-8", "replace")


def git_bytes(folder: Path, *arguments: str) -> bytes | None:
    """Run git in a folder and return the bytes that it prints, or None where it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", os.fspath(folder), *arguments],
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def is_clean(folder: Path) -> bool:
    """Whether a folder is in git and as committed, with nothing new in it."""
    return git(folder, "status", "--porcelain", "--", ".") == ""


def uncommitted(folder: Path) -> tuple[str, ...] | None:
    """Return the files that are not committed: tracked ones anywhere, new ones in the folder.

    None outside git.
    """
    tracked = git(folder, "status", "--porcelain", "-z", "--untracked-files=no")
    own = git(folder, "status", "--porcelain", "-z", "--", ".")
    if tracked is None or own is None:
        return None
    entries = (tracked + own).split("\0")
    return tuple(sorted({entry[3:] for entry in entries if entry[2:3] == " "}))


def commit_time(folder: Path) -> int | None:
    """Return the committer time of HEAD in seconds, or None outside git."""
    stamp = git(folder, "log", "-1", "--format=%ct")
    return int(stamp) if stamp and stamp.strip().isdigit() else None


@contextlib.contextmanager
def worktree(revision: str, tree: Path) -> Iterator[None]:
    """Check a revision out into the folder ``tree``, for the time of the context.

    Raises AnkigenError where git cannot do that.
    """
    # A hook of the repository has nothing to do with a look at an old commit.
    here, quiet = Path(), ("-c", f"core.hooksPath={os.devnull}", "worktree")
    if git(here, *quiet, "add", "--quiet", "--detach", os.fspath(tree), revision) is None:
        raise AnkigenError("output", path=tree.as_posix(), reason="git worktree add")
    try:
        yield
    finally:
        git(here, *quiet, "remove", "--force", os.fspath(tree))
