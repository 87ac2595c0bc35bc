"""Decks as pages: the preview, one file that shows every card, and a site with a page a note."""

from __future__ import annotations

from ankigen.site.contents import Contents, contents
from ankigen.site.links import Linker, lines
from ankigen.site.page import page
from ankigen.site.told import Download, Edition, Past
from ankigen.site.whole import site

__all__ = ["Contents", "Download", "Edition", "Linker", "Past", "contents", "lines", "page", "site"]
