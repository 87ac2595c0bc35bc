"""A locator map: the region around a country, and where on the globe that is.

Only the coast and the marked country are drawn: no other border, no name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from ankigen.deck.pictures.atlas import Atlas
from ankigen.deck.pictures.exact import UNIT, whole
from ankigen.deck.pictures.globe import Eye, Flat, distance, enclosing
from ankigen.deck.pictures.look import BLACK, LAND_OPACITY, LINE, MARKED, WHITE, picture
from ankigen.deck.pictures.outline import clip, path
from ankigen.deck.pictures.topojson import Point, Polygon
from ankigen.deck.places import Seat

_WIDTH, _HEIGHT = 340, 200
_SQUARE = 94
"""Half the side of the region's square."""
_SQUARE_AT = (100, 100)
_DISC = 66
"""Radius of the globe."""
_DISC_AT = (267, 100)

_TOLERANCE = Fraction(3, 5)
"""How far a drawn line may be off, in units of the picture."""

_LAND = f'fill="{LINE}" fill-opacity="{LAND_OPACITY}" stroke="{LINE}"'
_MARK = f'fill="{MARKED}"'

_NEAR = 40.0
"""Parts of a country farther away than this (degrees) do not widen the region."""
_LEAST, _MOST = 14.0, 50.0
"""Half the region's width, in degrees."""


def draw_map(atlas: Atlas, place: Seat) -> str:
    """Draw the map of a place: its country marked, its city as a dot where it is known.

    Where Natural Earth's small scale has no shape of the country, the dot is what is marked.
    """
    country = atlas.countries.get(place.shape, ())
    over, reach = _region(country, place.city)
    eye = Eye(over)
    half = whole(math.sin(math.radians(reach)))
    scale, small = Fraction(_SQUARE, half), Fraction(_DISC, UNIT)
    land, marked = _seen(eye, atlas.land), _seen(eye, country)
    corner = (_SQUARE_AT[0] - _SQUARE, _SQUARE_AT[1] - _SQUARE)
    frame = max(4, round(small * half))
    at = f"M{_DISC_AT[0] - frame} {_DISC_AT[1] - frame}"
    parts = [
        _area([clip(line, half) for line in land], scale, _SQUARE_AT, _LAND, 3),
        _area([clip(line, half) for line in marked], scale, _SQUARE_AT, _MARK, 0),
        f'<rect x="{corner[0]}" y="{corner[1]}" width="{2 * _SQUARE}" height="{2 * _SQUARE}"'
        f' rx="3" fill="none" stroke="{LINE}" stroke-width="1.5"/>',
        _dot(eye, place.city, scale, alone=not country),
        _area(land, small, _DISC_AT, _LAND, 3),
        _area(marked, small, _DISC_AT, _MARK, 0),
        f'<circle cx="{_DISC_AT[0]}" cy="{_DISC_AT[1]}" r="{_DISC}" fill="none" stroke="{LINE}"/>',
        f'<path d="{at}h{2 * frame}v{2 * frame}h{-2 * frame}z" fill="none" stroke="{MARKED}"'
        ' stroke-width="2"/>',
    ]
    return picture("map", _WIDTH, _HEIGHT, "".join(parts))


def _region(country: tuple[Polygon, ...], city: Point | None) -> tuple[Point, float]:
    """Return the middle of the region to show and half its width in degrees."""
    if not country:
        assert city is not None, "a place has a country's shape or a city"
        return city, _LEAST
    rings = [polygon[0] for polygon in country]
    heart = city or enclosing(max(rings, key=len))[0]
    near = [ring for ring in rings if distance(heart, enclosing(ring)[0]) <= _NEAR]
    over, radius = enclosing([point for ring in near or rings for point in ring])
    return over, min(max(radius * 1.3, _LEAST), _MOST)


def _seen(eye: Eye, polygons: Iterable[Polygon]) -> list[Flat]:
    return [line for polygon in polygons for line in eye.outlines(polygon)]


def _area(
    lines: list[Flat], scale: Fraction, middle: tuple[int, int], look: str, least: int
) -> str:
    data = path(lines, scale, middle, _TOLERANCE, least)
    return f'<path d="{data}" {look} fill-rule="evenodd"/>' if data else ""


def _dot(eye: Eye, city: Point | None, scale: Fraction, *, alone: bool) -> str:
    """Draw the city: marked itself where it stands alone, else light in its marked country."""
    if city is None:
        return ""
    x, y, _ = eye.sees(city)
    at = (round(_SQUARE_AT[0] + x * scale), round(_SQUARE_AT[1] - y * scale))
    look = f'fill="{MARKED}"' if alone else f'fill="{WHITE}" stroke="{BLACK}" stroke-width="2"'
    return f'<circle cx="{at[0]}" cy="{at[1]}" r="{6 if alone else 4}" {look}/>'
