"""A strip of time with one year marked, always on the same scale.

The deck's landmark years, which its readers know, stand below it for comparison. No word is in
the picture, so that it serves every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ankigen.deck.pictures.look import LINE, MARKED, PLATE, WHITE, picture
from ankigen.kinds.base.drawings import FIRST, LAST

_WIDTH, _HEIGHT = 340, 92
_MARGIN = 20
_LABEL_MARGIN = 34
_AXIS = 40
_ROWS = (56, 76)
"""Upper edges of the plates with landmark years."""
_PLATE = (38, 16)


def draw_year(year: int, landmarks: Iterable[int] = ()) -> str:
    """Draw the strip with a year marked. Raises ValueError for one that is not on it."""
    if not FIRST <= year <= LAST:
        raise ValueError(f"{year} is not on the strip of {FIRST} to {LAST}")
    parts = [
        f'<rect x="{_MARGIN}" y="{_AXIS - 5}" width="{_WIDTH - 2 * _MARGIN}" height="10" rx="5"'
        f' fill="none" stroke="{LINE}"/>',
        f'<path d="{_decades()}" stroke="{LINE}"/>',
        '<g font-family="sans-serif" text-anchor="middle">',
        *(_landmark(each, row) for each, row in _placed(landmarks)),
        f'<circle cx="{_place(year)}" cy="{_AXIS}" r="8" fill="{MARKED}"/>',
        f'<text x="{_label(year, _LABEL_MARGIN)}" y="24" font-size="24" font-weight="bold"'
        f' fill="{MARKED}">{year}</text>',
        "</g>",
    ]
    return picture("year", _WIDTH, _HEIGHT, "".join(parts))


def _place(year: int) -> int:
    return round(_MARGIN + (_WIDTH - 2 * _MARGIN) * (year - FIRST) / (LAST - FIRST))


def _label(year: int, margin: int) -> int:
    # Near the ends of the strip a label keeps clear of the picture's edge.
    return min(max(_place(year), margin), _WIDTH - margin)


def _decades() -> str:
    years = range(FIRST, LAST + 1, 10)
    return "".join(f"M{_place(each)} {_AXIS - 2}v4" for each in years)


def _placed(landmarks: Iterable[int]) -> Iterator[tuple[int, int | None]]:
    """Yield landmarks with the rows of their labels; None for one where both are full there."""
    ends = [0] * len(_ROWS)
    for year in sorted(landmarks):
        x = _label(year, _PLATE[0] // 2)
        free = [row for row, end in enumerate(ends) if end < x - _PLATE[0] // 2]
        # The row that was used longest ago, so that neighbours stand apart.
        row = min(free, key=lambda row: ends[row], default=None)
        if row is not None:
            ends[row] = x + _PLATE[0] // 2
        yield year, row


def _landmark(year: int, row: int | None) -> str:
    x = _place(year)
    top = _ROWS[0] if row is None else _ROWS[row]
    line = f'<path d="M{x} {_AXIS - 5}V{top}" stroke="{LINE}" stroke-width="2"/>'
    if row is None:
        return line
    middle, (width, height) = _label(year, _PLATE[0] // 2), _PLATE
    return (
        f'{line}<rect x="{middle - width // 2}" y="{top}" width="{width}" height="{height}"'
        f' rx="3" fill="{PLATE}"/><text x="{middle}" y="{top + 13}" font-size="13"'
        f' fill="{WHITE}">{year}</text>'
    )
