"""Decks → every file of a site, by its path in the site's folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ankigen.given import portable, read_given
from ankigen.site.browse import browse_pages
from ankigen.site.editors import editors_page
from ankigen.site.front import front_page
from ankigen.site.layout import Page, Site
from ankigen.site.notes import note_pages
from ankigen.site.tables import table_pages
from ankigen.site.templating import Speaker, asset, together
from ankigen.site.told import Edition, tell
from ankigen.site.turning import turning_page
from ankigen.site.works import work_pages

Files = Mapping[str, bytes]
"""The contents of files by their paths in the site."""


def site(editions: Iterable[Edition], base: str = "") -> Files:
    """Make a site of decks; ``base`` is the address where it will be, '' if nobody knows.

    No file tells a time, so that a site changes only with its decks.
    """
    decks = tuple(map(tell, editions))
    languages = tuple(dict.fromkeys(code for each in decks for code in each.edition.deck.languages))
    made = Site(decks, languages, base)
    pages = list(_pages(made))
    paths = {page.path for page, _ in pages}
    texts = {f"{page.path}index.html": made.framed(page, by, paths) for page, by in pages}
    if base:
        texts["sitemap.xml"] = made.both.part(
            "sitemap",
            addresses=together(
                made.both.part("location", address=made.address(page)) for page, _ in pages
            ),
        )
    texts |= {name: asset(name) + "\n" for name in ("site.css", "site.js")}
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    for deck in decks:
        files |= {name: _picture(path) for name, path in deck.pictures.items()}
    return files


def _picture(path: Path) -> bytes:
    """Return a picture as packages have it, which its name was made of."""
    return portable(read_given(path), path.suffix)


def _pages(made: Site) -> Iterator[tuple[Page, Speaker]]:
    for deck in made.decks:
        for page in (*note_pages(made, deck), *work_pages(made, deck)):
            yield page, made.both
    for language, speaker in made.speakers.items():
        tables = list(table_pages(made, language))
        for page in (
            front_page(made, language),
            *browse_pages(made, language, tables),
            *tables,
            turning_page(made, language),
            editors_page(made, language),
        ):
            yield page, speaker
