"""Kinds of note, one page each: what an author writes, what is asked of it, and how.

A page is a module of this folder; ``base`` has the words that pages are written in. A page
with a ``KIND`` is of notes; one with a ``FILE_RECORD`` is of a file by itself: ``deck.yaml``
and its companions, which are read beside it where they are there. From the pages come the
classes, the JSON Schemas, the skeletons of ``ankigen new``, the reference of the format and
every list of kinds.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from typing import Any

from ankigen.kinds.base.asking import Asked, FactType, Kind
from ankigen.kinds.base.reading import Reader
from ankigen.kinds.base.variant import Variant

__all__ = [
    "Asked", "FactType", "Kind", "Variant", "companions", "file_kinds", "file_records", "kind_of",
    "kinds", "reader",
]  # fmt: skip

DECK = "deck"


@functools.cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of note by their names."""
    return _named("KIND")


@functools.cache
def file_records() -> dict[str, Any]:
    """Return the records of files that hold no notes by their kinds, ``deck`` first."""
    found = _named("FILE_RECORD")
    return {DECK: found.pop(DECK), **found}


@functools.cache
def companions() -> dict[str, Any]:
    """Return the records of the files that may stand beside a ``deck.yaml``.

    One is called ``<kind>.yaml``, and what it says stands under a key named like its kind.
    """
    return {kind: record for kind, record in file_records().items() if kind != DECK}


@functools.cache
def file_kinds() -> tuple[str, ...]:
    """Return the kinds of file: decks, files of each kind of note, and a deck's companions."""
    return (DECK, *kinds(), *companions())


def _named(name: str) -> dict[str, Any]:
    """Return what pages have under a name, by the names of the pages."""
    found = sorted(page.name for page in pkgutil.iter_modules(__path__) if not page.ispkg)
    pages = {page: importlib.import_module(f"{__name__}.{page}") for page in found}
    return {page: getattr(module, name) for page, module in pages.items() if hasattr(module, name)}


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
    return Reader(page.record, languages, page.fact_keys, page.reverse_keys)
