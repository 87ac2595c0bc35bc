"""The globe seen from far above a point: the orthographic projection.

On the picture plane the globe is a disc with the radius ``UNIT``, x to the right, y
upwards, the point under the eye at (0, 0). What lies beyond the horizon is cut off along it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankigen.deck.pictures.exact import UNIT, Vector, degrees, dot, greatest, to_unit, whole
from ankigen.deck.pictures.topojson import Point, Polygon

Spot = tuple[int, int]
"""A point of the picture plane."""

Flat = list[Spot]
"""A closed line on the picture plane."""

_LIMB_STEP = math.radians(6)


@dataclass(frozen=True, slots=True)
class Eye:
    """Looks at the globe from above a point."""

    over: Point

    def sees(self, point: Point) -> Vector:
        """Return x, y on the picture plane and the height above the horizon's plane."""
        east, north = math.radians(point[0] - self.over[0]), math.radians(point[1])
        own = math.radians(self.over[1])
        level = math.cos(north) * math.cos(east)
        return (
            whole(math.cos(north) * math.sin(east)),
            whole(math.cos(own) * math.sin(north) - math.sin(own) * level),
            whole(math.sin(own) * math.sin(north) + math.cos(own) * level),
        )

    def outlines(self, polygon: Polygon) -> list[Flat]:
        """Return the closed lines around what is visible of a polygon."""
        whole: list[Flat] = []
        runs: list[Flat] = []
        for ring in polygon:
            seen = [self.sees(point) for point in ring]
            if all(z > 0 for _, _, z in seen):
                whole.append([(x, y) for x, y, _ in seen])
            else:
                runs.extend(_visible_runs(seen))
        return whole + list(_joined_along_the_limb(runs))


def _visible_runs(ring: Sequence[Vector]) -> Iterator[Flat]:
    """Yield the visible parts of a ring, each from a point on the limb to another."""
    count = len(ring)
    rises = [i for i in range(count) if ring[i - 1][2] <= 0 < ring[i][2]]
    for start in rises:
        run = [_crossing(ring[start - 1], ring[start])]
        index = start
        while ring[index % count][2] > 0:
            run.append(ring[index % count][:2])
            index += 1
        run.append(_crossing(ring[(index - 1) % count], ring[index % count]))
        yield run


def _crossing(one: Vector, other: Vector) -> Spot:
    low, high = sorted((one, other), key=lambda each: each[2])
    x, y = to_unit(*(high[2] * low[axis] - low[2] * high[axis] for axis in (0, 1)))
    return x, y


def _joined_along_the_limb(runs: list[Flat]) -> Iterator[Flat]:
    # Land lies to the right of its line, so from where a line leaves the disc the land
    # goes on clockwise along the limb, up to the next place where a line comes in.
    left = list(runs)
    while left:
        outline = list(left.pop(0))
        begin = _angle(outline[0])
        while True:
            here = _angle(outline[-1])
            home = _clockwise(here, begin)
            near = min(left, key=lambda run: _clockwise(here, _angle(run[0])), default=None)
            if near is None or home <= _clockwise(here, _angle(near[0])):
                outline.extend(_limb(here, home))
                break
            outline.extend(_limb(here, _clockwise(here, _angle(near[0]))))
            outline.extend(near)
            left.remove(near)
        yield outline


def _angle(point: Spot) -> float:
    return math.atan2(point[1], point[0])


def _clockwise(start: float, end: float) -> float:
    return (start - end) % math.tau


def _limb(start: float, length: float) -> Iterator[Spot]:
    steps = int(length / _LIMB_STEP)
    for step in range(1, steps + 1):
        angle = start - step * length / (steps + 1)
        yield whole(math.cos(angle)), whole(math.sin(angle))


def distance(one: Point, other: Point) -> float:
    """Return the angle between two points of the globe, in degrees."""
    x, y, z = Eye(one).sees(other)
    return degrees(math.isqrt(x * x + y * y), z)


def enclosing(points: Sequence[Point]) -> tuple[Point, float]:
    """Return (nearly) the smallest circle around points: its centre and radius in degrees.

    Bădoiu and Clarkson's walk towards the farthest point, by ever smaller steps.
    """
    vectors = [_vector(point) for point in points]
    centre = vectors[0]
    for step in range(2, 200):
        farthest = vectors[greatest([UNIT**2 - dot(each, centre) for each in vectors])]
        x, y, z = to_unit(*((step - 1) * a + b for a, b in zip(centre, farthest, strict=True)))
        centre = x, y, z
    x, y, z = centre
    over = degrees(y, x), degrees(z, math.isqrt(x * x + y * y))
    return over, max(distance(over, point) for point in points)


def _vector(point: Point) -> Vector:
    east, north = math.radians(point[0]), math.radians(point[1])
    level = math.cos(north)
    return whole(level * math.cos(east)), whole(level * math.sin(east)), whole(math.sin(north))
