"""Where the cache lies, and when a build may be taken from it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ankigen.cli.clock import build_time
from ankigen.diagnostics import AnkigenError

if TYPE_CHECKING:
    from ankigen.cache import Builds, Kept

_C = TypeVar("_C", bound=Callable[..., Any])


cache_dir_option = click.option(
    "--cache-dir",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="ANKIGEN_CACHE_DIR",
    help="Folder for what need not be done again (default: in your cache folder).",
)


def cache_options(command: _C) -> _C:
    """Add ``--cache-dir`` and ``--no-cache``."""
    use = click.option(
        "--no-cache",
        is_flag=True,
        help="Build everything anew (the packages are the same).",
    )
    return use(cache_dir_option(command))


def default_folder() -> Path | None:
    """Return the cache's place by the conventions of the system; None for who has no home."""
    try:
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return (Path(local) if local else Path.home() / "AppData/Local") / "ankigen" / "Cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "ankigen"
        if os.environ.get("HOME") == "":
            return None  # Python would take the root of the disk
        # https://specifications.freedesktop.org/basedir-spec: a relative one is to be ignored.
        given = Path(os.environ.get("XDG_CACHE_HOME", ""))
        return (given if given.is_absolute() else Path.home() / ".cache") / "ankigen"
    except RuntimeError:
        return None


def builds_of(folders: list[Path], folder: Path | None, *, use: bool) -> Builds | None:
    """Open the cache for the decks in some folders; None where there is none to use."""
    place = folder or default_folder()
    if not use or place is None:
        return None
    from ankigen.cache import Builds, Store, tool_digest

    return Builds(Store(place), tool_digest(), folders)


def recalled(builds: Builds | None, packages: tuple[str, ...], out: Path) -> list[Kept] | None:
    """Write the packages of an unchanged build to ``out``; None where it has to be built.

    Raises OSError where ``out`` cannot be written.
    """
    kept = builds.recall(packages, _moment) if builds else None
    if builds is None or kept is None:
        return None
    from ankigen.files import staged

    try:
        with staged(out) as stage:
            for each in kept:
                if not builds.fetch(each, stage.path(each.file)):
                    raise _DamagedError
    except _DamagedError:
        return None
    return kept


class _DamagedError(Exception):
    """A kept package is not whole: none of the others is taken either."""


def _moment(folder: Path, read: Iterable[Path]) -> int | None:
    try:
        moment = build_time(folder, read)
    except AnkigenError:
        # Whoever builds says so, after what is wrong with the decks.
        return None
    return None if moment.doubts else moment.seconds
