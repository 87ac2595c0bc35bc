"""Lengths as whole numbers, so that every Python and every machine draws the same.

Sums and roots of floats end in other digits on another Python, sines and cosines with
another C library. What is rounded here lies far enough above such digits, and whatever
is worked out from whole numbers is exact, also where two things are equally long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

UNIT = 10**10
"""The globe's radius: one is 0.6 mm on the ground."""

_ALIKE = 10**6
"""Sizes that differ by less than one in so many are as good as equal."""

Vector = tuple[int, int, int]


def whole(part: float) -> int:
    """Return a part of the globe's radius as a whole number."""
    return round(part * UNIT)


def degrees(y: int, x: int) -> float:
    """Return the angle of a direction, in degrees to a billionth."""
    return round(math.degrees(math.atan2(y, x)), 9)


def dot(one: Vector, other: Vector) -> int:
    """Return the scalar product, in squares of the unit's unit."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def to_unit(*vector: int) -> tuple[int, ...]:
    """Return a vector of the same direction that is one globe's radius long."""
    length = math.isqrt(sum(part * part for part in vector)) or 1
    return tuple(nearest(part * UNIT, length) for part in vector)


def nearest(number: int, divisor: int) -> int:
    """Return the whole number nearest to a quotient whose divisor is positive."""
    return (2 * number + divisor) // (2 * divisor)


def greatest(sizes: Sequence[int]) -> int:
    """Return the place of the greatest size, the first of those that are as good as equal.

    Rounded, two sides of what is symmetric are not quite equal: without this room the last
    digit of a sine would decide which of them a picture starts from.
    """
    enough = max(sizes) * (_ALIKE - 1)
    return next(place for place, size in enumerate(sizes) if size * _ALIKE >= enough)
