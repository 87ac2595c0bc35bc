"""Degrees → the map of the world: where places are on it, where they crowd, where marks fit.

Everything is in whole units of ``land.svg``, the coast behind it, whose scale is the same
everywhere: true at 37° north and south, where a degree to the east has 4/5 of one to the north.
``python -m tests.support.land`` draws that file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

Spot = tuple[int, int]
"""A point of the map: x to the right, y downwards."""

EAST, NORTH = 8, 10
"""Units of a degree."""
TOP = 78
"""Degrees north at the upper edge."""
SIDE = 320
"""Of the square of a part that is drawn larger: 40° by 32°."""

_WEST = 180
_CROWD = 4
"""As many marks want a larger part."""
_MARGIN = SIDE // 16
"""No point is nearer to the edge of such a part."""


class Frame(NamedTuple):
    """A part of the map."""

    x: int
    y: int
    width: int = SIDE
    height: int = SIDE

    def has(self, spot: Spot, margin: int = 0) -> bool:
        """Whether a point is in it, that far from its edges."""
        x, y = spot[0] - self.x, spot[1] - self.y
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


WHOLE = Frame(0, 0, 2 * _WEST * EAST, 134 * NORTH)


def spot(east: float, north: float) -> Spot:
    """Return where a place is; one at a pole is at the edge."""
    x, y = round((_WEST + east) * EAST), round((TOP - north) * NORTH)
    return min(x, WHOLE.width), min(max(y, 0), WHOLE.height)


def crowds(spots: Iterable[Spot]) -> Iterator[tuple[Frame, Sequence[Spot]]]:
    """Yield the parts to draw larger with the points that crowd there, the fullest first."""
    left = Counter(spots)
    while left:
        frames = (_around([middle]) for middle in left)
        around = ([each for each in left if frame.has(each, _MARGIN)] for frame in frames)
        fullest = max(around, key=lambda found: sum(left[each] for each in found))
        frame = _around(fullest)
        found = [each for each in left if frame.has(each, _MARGIN)]
        if sum(left[each] for each in found) < _CROWD:
            return
        x, y = min(max(frame.x, 0), WHOLE.width - SIDE), min(max(frame.y, 0), WHOLE.height - SIDE)
        yield Frame(x, y), found
        for each in found:
            del left[each]


def _around(spots: Sequence[Spot]) -> Frame:
    """Return the square in whose middle some points are, even beyond the edges of the map."""
    x, y = ((min(axis) + max(axis) - SIDE) // 2 for axis in zip(*spots, strict=True))
    return Frame(x, y)


def apart(spots: Iterable[Spot], room: int, frame: Frame) -> Iterator[Spot]:
    """Yield where the marks of points go: as near as they can be ``room`` apart in a frame.

    Those for which no room is left lie on their points.
    """
    steps = [
        (frame.x + x, frame.y + y)
        for y in range(room // 2, frame.height - room // 2 + 1, room // 2)
        for x in range(room // 2, frame.width - room // 2 + 1, room // 2)
    ]
    taken: list[Spot] = []
    full = False
    for here in spots:
        free = None
        if not full:
            within = [here] if frame.has(here, room // 2) else []
            near = sorted(within + steps, key=lambda step: _squared(step, here))
            free = next((at for at in near if _is_free(at, taken, room)), None)
        full = free is None
        taken.append(free or here)
        yield taken[-1]


def _is_free(at: Spot, taken: Iterable[Spot], room: int) -> bool:
    return all(_squared(at, other) >= room * room for other in taken)


def _squared(one: Spot, other: Spot) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
