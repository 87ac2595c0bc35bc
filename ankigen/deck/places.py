"""Where a drawing's place lies: its country's shape, by Natural Earth, and its city, by the deck.

``countries.json`` has the names of Natural Earth's shapes, and what else English calls them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ankigen.diagnostics import nearest
from ankigen.kinds.base.drawings import FIRST, LAST, Drawing
from ankigen.kinds.places import Place

_COUNTRIES = Path(__file__).with_name("countries.json")


class Seat(NamedTuple):
    """The name of the country's shape ('' if it has none), and the city if it is known."""

    shape: str
    city: tuple[float, float] | None


def seat_of(drawing: Drawing, places: Mapping[str, Place]) -> Seat | None:
    """Return where a map's place lies; None where neither country nor city is known."""
    shape = _shapes().get(drawing.country, "")
    at = places.get(drawing.of)
    return Seat(shape, (at.east, at.north) if at else None) if shape or at else None


def can_be_drawn(drawing: Drawing, places: Mapping[str, Place]) -> bool:
    """Whether there is anything to draw."""
    if drawing.sort == "year":
        return FIRST <= int(drawing.of) <= LAST
    return seat_of(drawing, places) is not None


def country_meant(name: str) -> str:
    """Return the country that a name was surely meant for, or ''."""
    return "" if name in _shapes() else nearest(name, _shapes(), 0.8)


@functools.cache
def _shapes() -> dict[str, str]:
    """Return the names of shapes by the names of countries."""
    known = json.loads(_COUNTRIES.read_text(encoding="utf-8"))
    return {**{name: name for name in known["shapes"]}, **known["also"]}
