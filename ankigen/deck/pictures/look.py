"""What all pictures share: a dark panel of their own, so that they look the same day and night.

A picture in a field cannot know the reader's theme (Anki's night mode is a class of the
page, and pages do not reach into images), so nothing in it is drawn on the card's paper.
Neighbouring tones differ by at least 3 : 1, text by at least 4.5 : 1; tests compute it.
"""

from __future__ import annotations

PANEL = "#0f171e"
SEA = "#1a2732"
LAND = "#6c7a86"
MARKED = "#ffd060"
INK = "#e9ecef"


def picture(width: int, height: int, content: str) -> str:
    """Wrap drawn parts into an SVG file with the panel behind them."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" rx="10" fill="{PANEL}"/>{content}</svg>\n'
    )
