"""Decks as git has them: read as data, from files of a commit that are written out and go away."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ankigen import git
from ankigen.cli.scratch import scratch
from ankigen.folders import LOCK_FILE, MEDIA_FOLDER

if TYPE_CHECKING:
    from ankigen.deck import Loaded
    from ankigen.diagnostics import Diagnostic, Location

_READ = re.compile(rf"(.*/)?([^/]*[.]ya?ml|{re.escape(LOCK_FILE)}|{MEDIA_FOLDER}/[^/]*)", re.DOTALL)


@contextlib.contextmanager
def at_commit(folder: Path, commit: str) -> Iterator[Path | None]:
    """Give the files of a folder of decks as a commit has them; None where it has none.

    Raises AnkigenError where git cannot be asked or the files cannot be written.
    """
    with scratch() as place:
        there = git.export(folder, commit, place / "deck", lambda name: bool(_READ.fullmatch(name)))
        yield place / "deck" if there else None


def renamed(loaded: Loaded, place: Path, name: str) -> Loaded:
    """Return the same with files called as git calls them, not as they were written out."""
    sources = {
        _called(path, place, name): dataclasses.replace(
            source, path=_called(source.path, place, name)
        )
        for path, source in loaded.sources.items()
    }
    found = tuple(called(each, place, name) for each in loaded.diagnostics)
    return dataclasses.replace(loaded, diagnostics=found, sources=sources)


def called(diagnostic: Diagnostic, place: Path, name: str) -> Diagnostic:
    """Return the same of a file that is called as git calls it."""

    def at(location: Location) -> Location:
        return dataclasses.replace(location, path=_called(location.path, place, name))

    def said(params: Mapping[str, str]) -> dict[str, str]:
        # Words for translation stay what they are.
        return {
            key: _called(value, place, name) if type(value) is str else value
            for key, value in params.items()
        }

    return dataclasses.replace(
        diagnostic,
        location=at(diagnostic.location),
        params=said(diagnostic.params),
        edits=tuple(dataclasses.replace(e, location=at(e.location)) for e in diagnostic.edits),
    )


def _called(path: str, place: Path, name: str) -> str:
    return path.replace(place.as_posix(), name)
