"""The globe seen from far above a point: the orthographic projection.

On the picture plane the globe is the unit disc, x to the right, y upwards, the point
under the eye at (0, 0). What lies beyond the horizon is cut off along it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankigen.deck.pictures.topojson import Point, Polygon

Vector = tuple[float, float, float]
Flat = list[tuple[float, float]]
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
            math.cos(north) * math.sin(east),
            math.cos(own) * math.sin(north) - math.sin(own) * level,
            math.sin(own) * math.sin(north) + math.cos(own) * level,
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


def _crossing(one: Vector, other: Vector) -> tuple[float, float]:
    part = one[2] / (one[2] - other[2])
    x, y = (one[axis] + part * (other[axis] - one[axis]) for axis in (0, 1))
    length = math.hypot(x, y)
    return x / length, y / length


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


def _angle(point: tuple[float, float]) -> float:
    return math.atan2(point[1], point[0])


def _clockwise(start: float, end: float) -> float:
    return (start - end) % math.tau


def _limb(start: float, length: float) -> Iterator[tuple[float, float]]:
    steps = int(length / _LIMB_STEP)
    for step in range(1, steps + 1):
        angle = start - step * length / (steps + 1)
        yield math.cos(angle), math.sin(angle)


def distance(one: Point, other: Point) -> float:
    """Return the angle between two points of the globe, in degrees."""
    x, y, z = Eye(one).sees(other)
    return math.degrees(math.atan2(math.hypot(x, y), z))


def enclosing(points: Sequence[Point]) -> tuple[Point, float]:
    """Return (nearly) the smallest circle around points: its centre and radius in degrees.

    Bădoiu and Clarkson's walk towards the farthest point, by ever smaller steps.
    """
    vectors = [_vector(point) for point in points]
    centre = vectors[0]
    for step in range(2, 200):
        farthest = min(vectors, key=lambda each: _dot(each, centre))
        centre = _unit(_towards(centre, farthest, 1 / step))
    over = (math.degrees(math.atan2(centre[1], centre[0])), math.degrees(math.asin(centre[2])))
    return over, max(distance(over, point) for point in points)


def _vector(point: Point) -> Vector:
    east, north = math.radians(point[0]), math.radians(point[1])
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def _towards(one: Vector, other: Vector, part: float) -> Vector:
    x, y, z = (a + (b - a) * part for a, b in zip(one, other, strict=True))
    return x, y, z


def _dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(_dot(vector, vector))
    x, y, z = vector
    return x / length, y / length, z / length
