"""Decks → every file of a site, by its path in the site's folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ankigen.given import portable, read_given
from ankigen.site.browse import browse_pages
from ankigen.site.editors import editors_page
from ankigen.site.front import front_page
from ankigen.site.layout import Page, Site
from ankigen.site.notes import note_pages
from ankigen.site.tables import table_pages
from ankigen.site.templating import asset, together
from ankigen.site.told import Edition, tell
from ankigen.site.turning import turning_page
from ankigen.site.works import work_pages


def site(editions: Iterable[Edition], base: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the files of a site of decks, by their paths in it, each as soon as it is made.

    ``base`` is the address where the site will be, '' if nobody knows. No file tells a time, so
    that a site changes only with its decks.
    """
    decks = tuple(map(tell, editions))
    languages = tuple(dict.fromkeys(code for each in decks for code in each.edition.deck.languages))
    made = Site(decks, languages, base)
    addresses = []
    for page, text in _framed(made):
        addresses.append(page)
        yield f"{page.path}index.html", text.encode("utf-8")
    if base:
        locations = (made.both.part("location", address=made.address(each)) for each in addresses)
        yield (
            "sitemap.xml",
            made.both.part("sitemap", addresses=together(locations)).encode("utf-8"),
        )
    for name in ("site.css", "site.js"):
        yield name, f"{asset(name)}\n".encode()
    for deck in decks:
        yield from ((name, _picture(path)) for name, path in deck.pictures.items())


def _picture(path: Path) -> bytes:
    """Return a picture as packages have it, which its name was made of."""
    return portable(read_given(path), path.suffix)


def _framed(made: Site) -> Iterator[tuple[Page, str]]:
    """Yield every page with its text: first those in all languages, of which there is one each."""
    for deck in made.decks:
        for page in (*note_pages(made, deck), *work_pages(made, deck)):
            yield page, made.framed(page, made.both, ())
    pages = [(page, made.speakers[code]) for code in made.languages for page in _pages(made, code)]
    paths = {page.path for page, _ in pages}
    for page, speaker in pages:
        yield page, made.framed(page, speaker, paths)


def _pages(made: Site, language: str) -> Iterator[Page]:
    tables = list(table_pages(made, language))
    yield front_page(made, language)
    yield from browse_pages(made, language, tables)
    yield from tables
    yield turning_page(made, language)
    yield editors_page(made, language)
