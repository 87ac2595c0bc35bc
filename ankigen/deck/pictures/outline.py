"""Closed lines on the picture plane → the shortest SVG path that looks the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ankigen.deck.pictures.exact import greatest, nearest
from ankigen.deck.pictures.globe import Flat, Spot

Dot = tuple[int, int]
"""A point of the picture: whole units, x to the right, y downwards."""


def clip(line: Flat, half: int) -> Flat:
    """Cut a closed line to the square of the plane within ``half`` of its middle."""
    for axis in (0, 1):
        for side in (-1, 1):
            line = _clip_side(line, axis, side, half)
    return line


def _clip_side(line: Flat, axis: int, side: int, half: int) -> Flat:
    kept: Flat = []
    for index, point in enumerate(line):
        before = line[index - 1]
        room, room_before = half - side * point[axis], half - side * before[axis]
        if (room > 0) != (room_before > 0):
            kept.append(_cut(before, point, room_before, room))
        if room > 0:
            kept.append(point)
    return kept


def _cut(one: Spot, other: Spot, room: int, room_other: int) -> Spot:
    """Return where a stretch leaves the square: one end has room in it, the other lacks room."""
    part, whole = abs(room), abs(room - room_other)
    x, y = (nearest(a * (whole - part) + b * part, whole) for a, b in zip(one, other, strict=True))
    return x, y


def path(
    lines: Iterable[Flat], scale: Fraction, middle: Dot, tolerance: Fraction, least: int
) -> str:
    """Write closed lines as path data in whole units of the picture.

    ``scale`` is the picture's units per unit of the lines. Points within ``tolerance`` of the
    line that is left without them are left out, and whole areas smaller than ``least``
    square units.
    """
    drawn = []
    for line in lines:
        dots = [
            (round(middle[0] + x * scale), round(middle[1] - y * scale))
            for x, y in _thinned(line, round(tolerance / scale))
        ]
        dots = [dot for index, dot in enumerate(dots) if dot != dots[index - 1]]
        if len(dots) > 2 and _doubled_area(dots) >= 2 * least:
            drawn.append(_moves(dots))
    return "".join(drawn)


def _moves(dots: Sequence[Dot]) -> str:
    x, y = dots[0]
    parts = [f"M{x} {y}l"]
    for next_x, next_y in dots[1:]:
        parts.append(_pair(next_x - x, next_y - y, first=parts[-1].endswith("l")))
        x, y = next_x, next_y
    return "".join(parts) + "z"


def _pair(x: int, y: int, *, first: bool) -> str:
    # A minus sign parts two numbers as well as a space does.
    lead = "" if first or x < 0 else " "
    return f"{lead}{x}{'' if y < 0 else ' '}{y}"


def _doubled_area(dots: Sequence[Dot]) -> int:
    return abs(sum(dots[i - 1][0] * y - x * dots[i - 1][1] for i, (x, y) in enumerate(dots)))


def _thinned(line: Flat, tolerance: int) -> Flat:
    """Thin a closed line by Ramer, Douglas and Peucker's rule, from its two farthest ends."""
    if len(line) < 4:
        return line
    first = min(range(len(line)), key=lambda i: line[i])
    turned = line[first:] + line[:first]
    far = greatest([_squared(turned[0], each) for each in turned])
    closed = [*turned, turned[0]]
    return _between(closed, 0, far, tolerance) + _between(closed, far, len(turned), tolerance)


def _between(line: Flat, start: int, end: int, tolerance: int) -> Flat:
    """Return the points to keep from ``start`` up to, but without, ``end``."""
    kept: Flat = []
    waiting = [(start, end)]
    while waiting:
        begin, stop = waiting.pop()
        one, other = line[begin], line[stop]
        off = [_off(each, one, other) for each in line[begin + 1 : stop]]
        if max(off, default=0) <= tolerance**2 * (_squared(one, other) or 1):
            kept.append(one)
        else:
            worst = begin + 1 + greatest(off)
            waiting += [(worst, stop), (begin, worst)]
    return kept


def _off(point: Spot, one: Spot, other: Spot) -> int:
    """Return the squared distance of a point from the stretch between two others.

    Times the squared length of the stretch, so that it is a whole number.
    """
    along = other[0] - one[0], other[1] - one[1]
    away = point[0] - one[0], point[1] - one[1]
    length = along[0] * along[0] + along[1] * along[1]
    part = away[0] * along[0] + away[1] * along[1]
    if 0 < part < length:
        across: int = (away[0] * along[1] - away[1] * along[0]) ** 2
        return across
    return _squared(point, one if part <= 0 else other) * (length or 1)


def _squared(one: Spot, other: Spot) -> int:
    x, y = one[0] - other[0], one[1] - other[1]
    return x * x + y * y
