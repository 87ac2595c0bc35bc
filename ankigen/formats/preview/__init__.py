"""Decks → one HTML page that shows every card and needs nothing but a browser."""

from __future__ import annotations

from ankigen.formats.preview.contents import Contents, contents
from ankigen.formats.preview.links import Linker
from ankigen.formats.preview.page import page

__all__ = ["Contents", "Linker", "contents", "page"]
