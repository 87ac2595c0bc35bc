"""Colour for terminals."""

from __future__ import annotations

from collections.abc import Callable

Paint = Callable[[str, str], str]
"""Takes a text and the name of a style, returns the text as it is printed."""

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "message": "1",
    "place": "36",
    "frame": "34",
    "label": "1",
    "mended": "32",
}


def PLAIN(text: str, _style: str) -> str:  # noqa: N802 - used as a constant: the paint without colour
    """Return the text unchanged."""
    return text


def ansi(text: str, style: str) -> str:
    """Return the text between escape sequences."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"
