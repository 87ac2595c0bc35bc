"""Paths → the deck folders that they name, and the names of a deck's own files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ankigen.diagnostics import Diagnostic, Hint, Location

DECKS = "decks"
"""The folder of decks, unless arguments name others."""

DECK_FILE = "deck.yaml"
SOURCES_FILE = "sources.yaml"
MEDIA_FOLDER = "media"
LOCK_FILE = "ankigen.lock"
CHANGELOG = "CHANGELOG.md"


def find_decks(paths: Iterable[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """Return the deck folders that paths name: a folder, its deck.yaml or a note file in it.

    A folder without a deck.yaml stands for the decks directly below it.
    """
    folders: list[Path] = []
    found: list[Diagnostic] = []
    for path in paths:
        try:
            here = list(_decks_at(path))
        except OSError as error:
            reason = error.strerror or str(error)
            found.append(Diagnostic(Location(shown(path)), "file-unreadable", {"reason": reason}))
            continue
        if not here:
            code = "folder-not-deck" if path.is_dir() else "file-missing"
            place = Location(shown(path))
            found.append(Diagnostic(place, code, {"file": path.name}, (Hint("deck-path"),)))
        folders.extend(each for each in here if each not in folders)
    return folders, found


def _decks_at(path: Path) -> Iterator[Path]:
    """Yield the deck folders that a path names. Raises OSError where it cannot be looked at."""
    folder = path if path.is_dir() or not path.suffix else path.parent
    if (folder / DECK_FILE).exists():
        yield folder
    elif folder.is_dir():
        os.scandir(folder).close()
        yield from sorted(each for each in folder.iterdir() if _may_be_deck(each))


def _may_be_deck(folder: Path) -> bool:
    """Whether a folder has a deck.yaml, or does not let itself be asked: reading it says why.

    One whose name begins with a dot is not meant: it may be what a killed run left behind.
    """
    if folder.name.startswith("."):
        return False
    try:
        (folder / DECK_FILE).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def decks_beside(folder: Path) -> list[Path]:
    """Return the folders of the other decks in the folder that a deck's folder lies in."""
    above = folder / ".." if folder.name in ("", "..") else folder.parent
    try:
        near = [each for each in above.iterdir() if _may_be_deck(each)]
        return sorted(each for each in near if not each.samefile(folder))
    except OSError:
        return []


def shown(path: Path) -> str:
    """Return a path as people are shown it: with forward slashes, on every system."""
    return os.fspath(path).replace(os.sep, "/")
