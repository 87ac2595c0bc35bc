"""A file of notes → the pictures that its facts call for.

A picture depends on its own fact alone: on the seat, or on the year. So two bodies in one
city share a file, and no edit of one note changes another's picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ankigen import kinds
from ankigen.deck.pictures.atlas import Atlas
from ankigen.deck.pictures.places import Place, find_place
from ankigen.deck.pictures.timeline import FIRST, LAST, draw_year
from ankigen.deck.pictures.worldmap import draw_map
from ankigen.diagnostics import Diagnostic, Hint
from ankigen.source import Path, SourceFile

_OURS = re.compile(r"(?:map|year)-[a-z0-9-]+[.]svg")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that a fact should have: where the fact is written, the file and its content.

    ``sort`` is what it shows: a ``map`` or a ``year``.
    """

    path: Path
    sort: str
    file: str
    content: str
    entry: Mapping[str, Any] | None
    """The fact's picture as the source has it now."""

    @property
    def named(self) -> bool:
        """Whether the fact names the picture."""
        return self.entry is not None and self.entry["file"] == self.file


class Artist:
    """Draws what facts call for; bodies in one place share one drawing."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._maps: dict[Place, str] = {}

    def wanted(self, source: SourceFile) -> Iterator[Wanted | Diagnostic]:
        """Yield the pictures for the asked facts of a file that fits its schema.

        A fact with a picture of somebody's own making keeps it. A place or a year that
        cannot be drawn is a diagnostic.
        """
        data = source.data
        draws = {"map": self._map, "year": self._year}
        page = kinds.kinds().get(data["kind"])
        wanted = [fact for fact in page.facts if fact.picture] if page else []
        for index, note in enumerate(data["notes"]) if wanted else ():
            for kind in wanted:
                fact = note.get(kind.key)
                if fact is None or kind.key in note.get("skip", ()):
                    continue
                entry = fact.get("picture")
                if entry is None or _OURS.fullmatch(entry["file"]):
                    yield draws[kind.picture](source, ("notes", index, kind.key), fact)

    def _map(self, source: SourceFile, path: Path, fact: dict[str, Any]) -> Wanted | Diagnostic:
        # Places are known by their English names: other names may happen to be the same.
        language = "en" if "en" in fact["city"] else min(fact["city"])
        city, country = fact["city"][language], fact["country"][language]
        place = find_place(city, country, self._atlas.countries)
        if place is None:
            return Diagnostic(
                source.value_at((*path, "country", language)),
                "picture-place",
                {"city": city, "country": country},
                (Hint("add-place" if language == "en" else "place-in-english"),),
            )
        if place not in self._maps:
            self._maps[place] = draw_map(self._atlas, place)
        file = f"map-{slug(f'{city} {country}')}.svg"
        return Wanted(path, "map", file, self._maps[place], fact.get("picture"))

    def _year(self, source: SourceFile, path: Path, fact: dict[str, Any]) -> Wanted | Diagnostic:
        year = int(fact["date"][:4])
        if not FIRST <= year <= LAST:
            return Diagnostic(
                source.value_at((*path, "date")),
                "picture-year",
                {"year": str(year), "first": str(FIRST), "last": str(LAST)},
            )
        return Wanted(path, "year", f"year-{year}.svg", draw_year(year), fact.get("picture"))


def slug(text: str) -> str:
    """Return a text as a file name of ``a-z``, ``0-9`` and single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
