"""The pictures that kinds imply for facts: which, of what, and what their files are called.

A drawing depends on its own fact alone: on the seat, or on the year. So two bodies in one city
share a file, and no edit of one note changes another's picture.
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from ankigen.kinds.base.asking import FactType
from ankigen.kinds.base.records import Note

FIRST, LAST = 1860, 2030
"""The years between which time lines are drawn."""

FILE_NAME = re.compile(r"(?:map|year)-[a-z0-9-]+[.]svg")


class Drawing(NamedTuple):
    """What is drawn for a fact: a ``map`` or a ``year``, in a file, of a place or a year.

    ``country`` is that of a place.
    """

    sort: str
    file: str
    of: str
    country: str = ""


def drawing_of(fact: FactType, note: Note, languages: Sequence[str]) -> Drawing | None:
    """Return the drawing that a fact of a note implies; None for one with a picture, or ``none``.

    Places are known by their English names, where the deck has such: other names may happen to
    be the same.
    """
    block = getattr(note, fact.key, None) if fact.picture else None
    if block is None or block.picture is not None or fact.key in getattr(note, "skip", ()):
        return None
    if fact.picture == "year":
        return Drawing("year", f"year-{block.date.year}.svg", str(block.date.year))
    return _map(*place_of(block, languages))


def place_of(block: Any, languages: Sequence[str]) -> tuple[str, str]:
    """Return the names by which a deck in some languages knows a city and its country."""
    language = "en" if "en" in languages else languages[0]
    return block.city.in_language(language), block.country.in_language(language)


@functools.lru_cache(maxsize=4096)
def _map(city: str, country: str) -> Drawing:
    return Drawing("map", f"map-{slug(f'{city} {country}')}.svg", f"{city}, {country}", country)


def slug(text: str) -> str:
    """Return a text as a file name of ``a-z``, ``0-9`` and single hyphens.

    What has other letters is told apart by a checksum.
    """
    apart = unicodedata.normalize("NFKD", text)
    words = re.findall(r"[a-z0-9]+", apart.encode("ascii", "ignore").decode("ascii").lower())
    if any(each.isalnum() and not each.isascii() for each in apart):
        words.append(f"{zlib.crc32(text.encode('utf-8')):08x}")
    return "-".join(words)
