"""Closed lines on the picture plane → the shortest SVG path that looks the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ankigen.deck.pictures.globe import Flat

Dot = tuple[int, int]
"""A point of the picture: whole units, x to the right, y downwards."""


def clip(line: Flat, half: float) -> Flat:
    """Cut a closed line to the square of the plane within ``half`` of its middle."""
    for axis in (0, 1):
        for side in (-1, 1):
            line = _clip_side(line, axis, side, half)
    return line


def _clip_side(line: Flat, axis: int, side: int, half: float) -> Flat:
    kept: Flat = []
    for index, point in enumerate(line):
        before = line[index - 1]
        room, room_before = half - side * point[axis], half - side * before[axis]
        if (room > 0) != (room_before > 0):
            part = room_before / (room_before - room)
            kept.append(
                (
                    before[0] + part * (point[0] - before[0]),
                    before[1] + part * (point[1] - before[1]),
                )
            )
        if room > 0:
            kept.append(point)
    return kept


def path(lines: Iterable[Flat], scale: float, middle: Dot, tolerance: float, least: float) -> str:
    """Write closed lines as path data in whole units.

    Points within ``tolerance`` of the line that is left without them are left out, and
    whole areas smaller than ``least`` square units.
    """
    drawn = []
    for line in lines:
        dots = [
            (round(middle[0] + x * scale), round(middle[1] - y * scale))
            for x, y in _thinned(line, tolerance / scale)
        ]
        dots = [dot for index, dot in enumerate(dots) if dot != dots[index - 1]]
        if len(dots) > 2 and abs(_area(dots)) >= least:
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


def _area(dots: Sequence[Dot]) -> float:
    return sum(dots[i - 1][0] * y - x * dots[i - 1][1] for i, (x, y) in enumerate(dots)) / 2


def _thinned(line: Flat, tolerance: float) -> Flat:
    """Thin a closed line by Ramer, Douglas and Peucker's rule, from its two farthest ends."""
    if len(line) < 4:
        return line
    first = min(range(len(line)), key=lambda i: line[i])
    turned = line[first:] + line[:first]
    far = max(range(len(turned)), key=lambda i: math.dist(turned[0], turned[i]))
    closed = [*turned, turned[0]]
    return _between(closed, 0, far, tolerance) + _between(closed, far, len(turned), tolerance)


def _between(line: Flat, start: int, end: int, tolerance: float) -> Flat:
    """Return the points to keep from ``start`` up to, but without, ``end``."""
    kept: Flat = []
    waiting = [(start, end)]
    while waiting:
        begin, stop = waiting.pop()
        inner = range(begin + 1, stop)
        worst = max(inner, key=lambda i: _off(line[i], line[begin], line[stop]), default=None)
        if worst is None or _off(line[worst], line[begin], line[stop]) <= tolerance:
            kept.append(line[begin])
        else:
            waiting += [(worst, stop), (begin, worst)]
    return kept


def _off(point: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of a point from the stretch between two others."""
    along = (other[0] - one[0], other[1] - one[1])
    length = along[0] ** 2 + along[1] ** 2
    if not length:
        return math.dist(point, one)
    part = ((point[0] - one[0]) * along[0] + (point[1] - one[1]) * along[1]) / length
    part = min(1.0, max(0.0, part))
    return math.dist(point, (one[0] + part * along[0], one[1] + part * along[1]))
