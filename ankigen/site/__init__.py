"""Decks → one HTML page that shows every card and needs nothing but a browser."""

from __future__ import annotations

from ankigen.site.contents import Contents, contents
from ankigen.site.links import Linker
from ankigen.site.page import page

__all__ = ["Contents", "Linker", "contents", "page"]
