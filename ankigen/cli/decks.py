"""Arguments that name decks → one ``Loaded``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ankigen.diagnostics import AnkigenError

if TYPE_CHECKING:
    from ankigen.load import Loaded

DEFAULT = Path("decks")


def load_decks(paths: tuple[Path, ...]) -> Loaded:
    """Load the decks that the arguments name (default: every deck under ``decks/``).

    Raises AnkigenError where nothing was named and there is no ``decks/`` here.
    """
    from ankigen.load import Loaded, find_decks, load  # noqa: PLC0415 - imported when needed

    if not paths and not DEFAULT.is_dir():
        raise AnkigenError("no-decks", path="decks/")
    folders, found = find_decks(paths or (DEFAULT,))
    loaded = load(folders)
    everything = sorted([*found, *loaded.diagnostics], key=lambda d: d.order)
    return Loaded(loaded.decks, tuple(everything), loaded.sources)
