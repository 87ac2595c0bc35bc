"""Arguments that name decks → one ``Loaded``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ankigen.diagnostics import AnkigenError

if TYPE_CHECKING:
    from ankigen.load import Loaded
    from ankigen.lockcheck import Standing

DEFAULT = Path("decks")


def load_decks(paths: tuple[Path, ...]) -> Loaded:
    """Load the decks that the arguments name (default: every deck under ``decks/``).

    Raises AnkigenError where nothing was named and there is no ``decks/`` here.
    """
    from ankigen.load import load  # noqa: PLC0415 - imported when needed

    return _found(paths, load)


def check_decks(paths: tuple[Path, ...]) -> Loaded:
    """Check the decks that the arguments name without building them; else like ``load_decks``."""
    from ankigen.load import check  # noqa: PLC0415 - imported when needed

    return _found(paths, check)


def _found(paths: tuple[Path, ...], read: Callable[[Iterable[Path]], Loaded]) -> Loaded:
    from ankigen.load import Loaded, find_decks  # noqa: PLC0415 - imported when needed

    if not paths and not DEFAULT.is_dir():
        raise AnkigenError("no-decks", path="decks/")
    folders, found = find_decks(paths or (DEFAULT,))
    loaded = read(folders)
    everything = sorted([*found, *loaded.diagnostics], key=lambda d: d.order)
    return Loaded(loaded.decks, tuple(everything), loaded.sources)


def load_released(paths: tuple[Path, ...], now: int | None = None) -> tuple[Loaded, list[Standing]]:
    """Load decks and hold each to its lock; ``now`` in seconds, where the clock is to be checked.

    Raises AnkigenError as ``load_decks``.
    """
    from ankigen.load import Loaded  # noqa: PLC0415 - imported when needed
    from ankigen.lockcheck import standings  # noqa: PLC0415 - imported when needed

    loaded = load_decks(paths)
    standing = standings(loaded, now)
    found = [*loaded.diagnostics, *(d for each in standing for d in each.diagnostics)]
    everything = tuple(sorted(found, key=lambda d: d.order))
    return Loaded(loaded.decks, everything, loaded.sources), standing
