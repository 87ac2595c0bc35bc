"""Kinds of note, one page each: what an author writes, what is asked of it, and how.

A page is a module of this folder; ``base`` has the words that pages are written in, and
``deck`` is the page of ``deck.yaml``. From the pages come the classes, the JSON Schemas, the
skeletons of ``ankigen new``, the reference of the format and every list of kinds.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import Any

from ankigen.kinds.base.asking import Asked, FactType, Kind
from ankigen.kinds.base.reading import Reader
from ankigen.kinds.base.variant import Variant

__all__ = ["Asked", "FactType", "Kind", "Variant", "file_kinds", "kind_of", "kinds", "reader"]

DECK = "deck"


@functools.cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of note by their names."""
    pages = [page.name for page in pkgutil.iter_modules(__path__) if not page.ispkg]
    return {
        name: importlib.import_module(f"{__name__}.{name}").KIND
        for name in sorted(pages)
        if name != DECK
    }


@functools.cache
def file_kinds() -> tuple[str, ...]:
    """Return the kinds of file: decks, and files of each kind of note."""
    return (DECK, *kinds())


@functools.cache
def _by_record() -> dict[type[Any], Kind]:
    return {kind.record: kind for kind in kinds().values()}


def kind_of(note: object) -> Kind:
    """Return the kind of a note."""
    return _by_record()[type(note)]


@functools.cache
def reader(kind: str, languages: tuple[str, ...]) -> Reader:
    """Return what builds the notes of a kind, for decks in some languages."""
    page = kinds()[kind]
    return Reader(page.record, languages, page.fact_keys)
