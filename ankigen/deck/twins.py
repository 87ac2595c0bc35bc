"""Decks that a reader's Anki would take for one: no two share a uid, a key or a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ankigen.deck.checks import NodeFault, located
from ankigen.diagnostics import Diagnostic, Hint
from ankigen.folders import DECK_FILE, decks_beside, shown
from ankigen.kinds.base.text import clean
from ankigen.source import SourceFile, read_file


def twins(deck_files: Iterable[SourceFile]) -> Iterator[NodeFault]:
    """Find decks that share something with an earlier one."""
    seen: dict[tuple[str, str], SourceFile] = {}
    for own in deck_files:
        for what in ("uid", "key", "anki_name"):
            value = own.data.get(what) if isinstance(own.data, dict) else None
            if not isinstance(value, str):
                continue
            # Anki takes names for one that differ only in case.
            same = (what, clean(value).casefold())
            if same in seen:
                yield NodeFault(
                    own,
                    (what,),
                    "duplicate-deck",
                    {"deck": str(own.data.get("key")), "what": what},
                    hints=(Hint("new-uid"),),
                    other=(seen[same], (what,)),
                )
            seen.setdefault(same, own)


def check_beside(folder: Path) -> Iterator[Diagnostic]:
    """Find decks in the folders beside a deck's that readers would mix with it."""
    own = folder / DECK_FILE
    for other in decks_beside(folder):
        pair = [read_file(path, shown(path)) for path in (other / DECK_FILE, own)]
        yield from located(twins(pair))
