"""What was read, against what git has: a build of anything else cannot be made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import ankigen
from ankigen.diagnostics import Diagnostic, Hint, Location
from ankigen.folders import LOCK_FILE, shown

if TYPE_CHECKING:
    from ankigen.deck import Loaded
    from ankigen.git import GitError
    from ankigen.release.standing import Standing

_CODES = {
    "changed": "release-dirty",
    "untracked": "release-untracked",
    "gone": "release-gone",
    "submodule": "release-submodule",
}


def files_read(loaded: Loaded, standing: Standing) -> list[Path]:
    """Return the files that a deck was built from, and its lock, there or not."""
    folder = standing.deck.folder
    sources = (Path(name) for name in loaded.sources)
    read = {path for path in sources if path.is_relative_to(folder)}
    compiled = standing.compiled or standing.at(0)
    return sorted({*read, *compiled.pictures, folder / LOCK_FILE})


def uncommitted(folder: Path, paths: Iterable[Path]) -> list[Diagnostic]:
    """Return what forbids to make a build of these files again; they lie below ``folder``."""
    from ankigen import git

    try:
        found = git.differing(folder, paths)
    except git.GitError as error:
        return [from_git(folder, error)]
    hints = (Hint("commit-first"),)
    return [Diagnostic(Location(shown(each.path)), _CODES[each.how], hints=hints) for each in found]


def tool_uncommitted() -> list[Diagnostic]:
    """Return the same of the tool's own files, where it runs from a checkout."""
    from ankigen import git

    tool = Path(ankigen.__file__).parent
    # Whether an installed one lies in a folder that some repository ignores, only git knows.
    if not any((above / ".git").exists() for above in tool.parents):
        return []
    try:
        commit = git.commit_of(tool, "HEAD")
        known = git.files_at(tool, commit) if commit else {}
        if "__init__.py" not in known:
            return []
        own = {*_own_files(tool), *(tool / name for name in known)}
        found = git.differing(tool, sorted(own))
    except git.GitError as error:
        return [from_git(tool, error)]
    hints = (Hint("commit-first"),)
    return [
        Diagnostic(Location(shown(each.path)), "release-tool-dirty", {}, hints) for each in found
    ]


def _own_files(tool: Path) -> Iterator[Path]:
    for path in tool.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(tool).parts)
        if path.suffix != ".pyc" and not hidden and path.is_file():
            yield path


def from_git(folder: Path, error: GitError) -> Diagnostic:
    """Return what git says of a folder as a diagnostic."""
    return Diagnostic(
        Location(shown(folder)), error.code, error.params, (Hint("release-from-clone"),)
    )
