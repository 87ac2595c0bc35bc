"""Draw the coast behind the site's map of the world: ``python -m tests.support.land`` writes it.

The file is committed, so that a site needs no atlas; a test holds that it is as drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from ankigen import site
from ankigen.deck.pictures import FILE, Atlas, read_atlas
from ankigen.deck.pictures.globe import Flat
from ankigen.deck.pictures.outline import clip, path
from ankigen.deck.pictures.topojson import Ring
from ankigen.site.world import EAST, NORTH, TOP, WHOLE
from tests.support import npm

LAND = Path(site.__file__).parent / "templates" / "land.svg"

_FINE = 10**5
"""Parts of a unit of the map, so that what is worked out is whole numbers."""
_TOLERANCE = Fraction(1, 2)
_LEAST = 12
_HALF, _TURN = 180, 360
_SHELF = -60
"""Degrees north: land that lies wholly south of it is below the map's edge."""


def atlas() -> Atlas:
    """Return the outlines, installed with npm, once, into .cache/ of the checkout."""
    return read_atlas(npm.package("world-atlas", "2.0.2") / FILE.name)


def land(outlines: Atlas) -> str:
    """Draw all land but Antarctica, cut at 180°, in the units of the site's map."""
    rings = (ring for polygon in outlines.land for ring in polygon)
    lines = [
        line for ring in rings if max(north for _, north in ring) > _SHELF for line in _flat(ring)
    ]
    middle = (WHOLE.width // 2, TOP * NORTH)
    data = path(lines, Fraction(1, _FINE), middle, _TOLERANCE, _LEAST)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WHOLE.width} {WHOLE.height}">'
        "<!-- CC0-1.0; drawn by ankigen; outlines: Natural Earth 4.1, public domain -->"
        f'<path id="land" d="{data}"/></svg>\n'
    )


def _flat(ring: Ring) -> Iterator[Flat]:
    """Yield a ring on the plane; one that crosses 180° in two parts, at both edges."""
    turns, before, line = 0, ring[0][0], []
    for east, north in ring:
        if abs(east - before) > _HALF:
            turns += 1 if east < before else -1
        line.append((round((east + turns * _TURN) * EAST * _FINE), round(north * NORTH * _FINE)))
        before = east
    for turn in (-1, 0, 1):
        shifted = [(x + turn * _TURN * EAST * _FINE, y) for x, y in line]
        yield clip(shifted, _HALF * EAST * _FINE)


if __name__ == "__main__":
    LAND.write_text(land(atlas()), encoding="utf-8", newline="\n")
