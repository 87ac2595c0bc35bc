"""Where the cities of the decks lie, and what Natural Earth calls their countries.

``places.json`` is looked up by the English names of the deck: a country needs a row only
if Natural Earth writes it differently, a city for its dot on the map. Coordinates are
east and north in degrees, to a hundredth (about a kilometre).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Container
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ankigen.deck.pictures.topojson import Point


@dataclass(frozen=True, slots=True)
class Place:
    """A seat: the name of its country's shape ('' if it has none), and its city if known."""

    shape: str
    city: Point | None


def find_place(city: str, country: str, shapes: Container[str]) -> Place | None:
    """Return a place among the known shapes; None where neither country nor city is known."""
    known = _table()
    name = known["countries"].get(country, country)
    shape = name if name in shapes else ""
    at = known["cities"].get(f"{city}, {country}")
    return Place(shape, (at[0], at[1]) if at else None) if shape or at else None


@functools.cache
def _table() -> dict[str, Any]:
    file = resources.files("ankigen.deck.pictures").joinpath("places.json")
    table: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return table
