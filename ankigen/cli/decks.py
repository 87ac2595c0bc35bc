"""Arguments that name decks → one ``Loaded``."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.progress import watched
from ankigen.diagnostics import AnkigenError, Diagnostic
from ankigen.folders import DECKS, find_decks

if TYPE_CHECKING:
    from ankigen.cards import Filling
    from ankigen.deck import How, Loaded
    from ankigen.deck.decks import Read
    from ankigen.deck.reading import ReadFile
    from ankigen.kinds.deck import Deck
    from ankigen.release.standing import Standing


def deck_folders(paths: tuple[Path, ...]) -> tuple[list[Path], list[Diagnostic]]:
    """Return the folders of the decks that the arguments name, and what names none.

    Raises AnkigenError where nothing was named and there is no ``decks/`` here.
    """
    if not paths and not Path(DECKS).is_dir():
        raise AnkigenError("no-decks", path="decks/")
    return find_decks(paths or (Path(DECKS),))


def load_decks(paths: tuple[Path, ...]) -> Loaded:
    """Load the decks that the arguments name (default: every deck under ``decks/``).

    Raises AnkigenError where nothing was named and there is no ``decks/`` here.
    """
    from ankigen.deck import load

    return _found(paths, load)


def _found(paths: tuple[Path, ...], read: Callable[[Iterable[Path]], Loaded]) -> Loaded:

    folders, found = deck_folders(paths)
    loaded = read(folders)
    everything = sorted([*found, *loaded.diagnostics], key=lambda d: d.order)
    return dataclasses.replace(loaded, diagnostics=tuple(everything))


def load_released(
    paths: tuple[Path, ...], now: int | None = None, *, worded: bool = False, told: bool = False
) -> tuple[Loaded, list[Standing]]:
    """Load decks and hold each to its lock; ``now`` in seconds, where the clock is to be checked.

    With ``worded`` their notes are worded as they are read, by several processes where it
    pays, and not kept; ``told`` shows how far that is. Raises AnkigenError as ``load_decks``.
    """
    from ankigen.deck import How, load
    from ankigen.release.standing import held_to_locks

    how = _worded(told=told) if worded else How()
    return held_to_locks(_found(paths, lambda folders: load(folders, how)), now)


def _worded(*, told: bool) -> How:
    from ankigen.deck import How
    from ankigen.deck.pool import spread

    def watched_spread(here: Read, apart: Read, paths: list[Path]) -> Iterable[ReadFile]:
        return watched(spread(here, apart, paths), len(paths), "reading")

    return How(fill=_fill, spread=watched_spread if told else spread)


def _fill(deck: Deck) -> Filling:
    from ankigen.cards import Filling
    from ankigen.release.standing import released_notes

    return Filling(deck, released_notes(deck.folder))


def check_released(paths: tuple[Path, ...], now: int | None = None) -> Loaded:
    """Check what ``load_released`` checks, but build no deck that has no lock."""
    from ankigen.deck import How, load
    from ankigen.folders import LOCK_FILE

    how = How(wanted=lambda folder: (folder / LOCK_FILE).exists())
    loaded = _found(paths, lambda folders: load(folders, how))
    from ankigen.release.standing import held_to_locks

    return held_to_locks(loaded, now)[0] if loaded.decks else loaded


def refuse_unknown(packages: Iterable[str], decks: Iterable[Deck]) -> None:
    """Raise a usage error for a package that no deck has."""
    known = dict.fromkeys(name for deck in decks for name in deck.packages)
    for name in packages:
        if name not in known:
            choices = ", ".join(known)
            raise click.BadParameter(f"{name!r} is not one of {choices}.", param_hint="'--package'")
