"""A strip of time with one year marked, always on the same scale.

The years that everybody learns stand below it for comparison: 1945 (the United Nations,
Indonesia's independence), 1955 (the conference of Bandung), 1967 (ASEAN), 1991 (the end
of the Soviet Union), 2015 (the Sustainable Development Goals). No word is in the
picture, so that it serves both languages.
"""

from __future__ import annotations

from ankigen.deck.pictures.look import INK, LAND, MARKED, PANEL, SEA, picture

FIRST, LAST = 1860, 2030
LANDMARKS = (1945, 1955, 1967, 1991, 2015)

_WIDTH, _HEIGHT = 340, 104
_MARGIN = 20
_LABEL_MARGIN = 34
_AXIS = 52
_ROWS = (78, 94)


def draw_year(year: int) -> str:
    """Draw the strip with a year marked. Raises ValueError for one that is not on it."""
    if not FIRST <= year <= LAST:
        raise ValueError(f"{year} is not on the strip of {FIRST} to {LAST}")
    parts = [
        f'<rect x="{_MARGIN}" y="{_AXIS - 5}" width="{_WIDTH - 2 * _MARGIN}" height="10" rx="5"'
        f' fill="{SEA}"/>',
        f'<path d="{_decades()}" stroke="{LAND}" stroke-width="1"/>',
        f'<g font-family="sans-serif" text-anchor="middle" fill="{INK}">',
        *(_landmark(each, index) for index, each in enumerate(LANDMARKS)),
        f'<circle cx="{_place(year)}" cy="{_AXIS}" r="7" fill="{MARKED}" stroke="{PANEL}"'
        ' stroke-width="2"/>',
        f'<text x="{_label(year)}" y="32" font-size="22" font-weight="bold" fill="{MARKED}">'
        f"{year}</text>",
        "</g>",
    ]
    return picture(_WIDTH, _HEIGHT, "".join(parts))


def _place(year: int) -> int:
    return round(_MARGIN + (_WIDTH - 2 * _MARGIN) * (year - FIRST) / (LAST - FIRST))


def _label(year: int) -> int:
    # Near the ends of the strip the label keeps clear of the panel's edge.
    return min(max(_place(year), _LABEL_MARGIN), _WIDTH - _LABEL_MARGIN)


def _decades() -> str:
    years = range(FIRST, LAST + 1, 10)
    return "".join(f"M{_place(each)} {_AXIS - 2}v4" for each in years)


def _landmark(year: int, index: int) -> str:
    # Labels of neighbouring landmarks stand in two rows, or they would run together.
    x, y = _place(year), _ROWS[index % 2]
    return (
        f'<path d="M{x} {_AXIS - 5}V{y - 12}" stroke="{INK}" stroke-width="1.5"/>'
        f'<text x="{x}" y="{y}" font-size="13">{year}</text>'
    )
