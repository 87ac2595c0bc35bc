"""Commits and tags of the repository that a folder lies in."""

from __future__ import annotations

from pathlib import Path

from ankigen.git.call import GitError, git, git_found
from ankigen.git.places import place_of


def commit_of(folder: Path, revision: str) -> str | None:
    """Return the commit that a revision names; None where there is none of that name.

    The folder need not be there now. Raises GitError where git cannot be asked.
    """
    # No name that git gives starts so: it would be taken for an option.
    if revision.startswith("-"):
        return None
    try:
        return _commit(folder, revision)
    except GitError as error:
        # A name with a form of its own ("@{9}", ":/text") that leads nowhere is a failure.
        if error.code != "git-failed":
            raise
        return None


def _commit(folder: Path, revision: str) -> str | None:
    place, _ = place_of(folder)
    name = f"{revision}^{{commit}}"
    found = git_found(place, "rev-parse", "--verify", "--quiet", name)
    return found.decode().strip() if found else None


def tag_commit(folder: Path, tag: str) -> str | None:
    """Return the commit of a tag; None where there is no such tag. Raises GitError."""
    return commit_of(folder, f"refs/tags/{tag}")


def head_of(folder: Path) -> str:
    """Return the last commit. Raises GitError, also where nothing was committed yet."""
    commit = _commit(folder, "HEAD")
    if commit is None:
        raise GitError("git-unborn", path=folder.as_posix())
    return commit


def time_of(folder: Path, commit: str = "") -> int:
    """Return the committer time of a commit (default: the last one) in seconds.

    Raises GitError.
    """
    place, _ = place_of(folder)
    text = git(place, "cat-file", "commit", commit or head_of(folder))
    head, _, _ = text.partition(b"\n\n")
    for line in head.split(b"\n"):
        words = line.split(b" ")
        if words[0] == b"committer" and words[-2].isdigit():
            return int(words[-2])
    raise GitError("git-failed", path=folder.as_posix(), reason="a commit without a time")


def tags(folder: Path, prefix: str) -> tuple[str, ...]:
    """Return the tags whose names start so. Raises GitError."""
    said = git(folder, "for-each-ref", "--format=%(refname)", f"refs/tags/{prefix}*")
    lines = said.decode("utf-8", "replace").splitlines()
    return tuple(line.removeprefix("refs/tags/") for line in lines)


def is_shallow(folder: Path) -> bool:
    """Whether the repository lacks a part of its history. Raises GitError."""
    place, _ = place_of(folder)
    return git(place, "rev-parse", "--is-shallow-repository").strip() == b"true"


def last_change(folder: Path, name: str) -> str | None:
    """Return the commit that last changed a file of a folder, if any did. Raises GitError."""
    said = git(folder, "rev-list", "--max-count=1", head_of(folder), "--", name)
    return said.decode().strip() or None


def changes_of(folder: Path, name: str) -> tuple[str, ...]:
    """Return every commit before and with the last one that changed a file of a folder.

    Also those of branches that were merged. Raises GitError.
    """
    said = git(folder, "rev-list", "--full-history", head_of(folder), "--", name)
    return tuple(said.decode().split())
