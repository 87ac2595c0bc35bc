"""What all drawings share: tones that can be told apart on a light card and on a dark one.

A drawing in a field cannot know the reader's theme (Anki's night mode is a class of the page,
and pages do not reach into images), so it has no ground of its own: the card's shows through.
Each tone differs from every card's paper, and the marked one from land, by at least 3 : 1;
small text stands on a plate of its own, by at least 4.5 : 1. Tests compute it.
"""

from __future__ import annotations

LINE = "#7a8691"
"""Coasts, frames and strips."""
LAND_OPACITY = "0.12"
"""How much of the tone of lines covers land."""
MARKED = "#e8590c"
PLATE = "#546270"
WHITE = "#ffffff"
BLACK = "#101418"

_ORIGIN = {
    "map": "CC0-1.0; drawn by ankigen; outlines: Natural Earth 4.1, public domain",
    "year": "CC0-1.0; drawn by ankigen",
}
"""Licence and origin by the sort of drawing: each file has its own with it."""


def picture(sort: str, width: int, height: int, content: str) -> str:
    """Wrap drawn parts into an SVG file."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><!-- {_ORIGIN[sort]} -->{content}</svg>\n'
    )
