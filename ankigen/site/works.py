"""A page for every work of a bibliography, with the notes that cite it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from ankigen.kinds.base.cards import date_words
from ankigen.markup import NOTHING
from ankigen.site.layout import Page, Site
from ankigen.site.notes import link
from ankigen.site.templating import together
from ankigen.site.told import DeckTold, NoteTold, cited_works


def work_pages(site: Site, deck: DeckTold) -> Iterator[Page]:
    """Yield the page of every work of a deck."""
    speaker, key = site.both, deck.edition.deck.key
    citing: dict[str, list[NoteTold]] = defaultdict(list)
    for note in deck.notes:
        for name in cited_works(note):
            citing[name].append(note)
    for name, work in deck.edition.deck.sources.items():
        path = f"s/{key}/{name}/"
        cited = together(
            speaker.part("item", content=link(speaker, note, path)) for note in citing[name]
        )
        main = speaker.part(
            "work",
            title=speaker.text(work.title, "<br>"),
            publisher=speaker.text(work.publisher),
            address=speaker.part("outside", address=work.url) if work.url else NOTHING,
            read=speaker.part("read", date=speaker.each(partial(date_words, work.read)))
            if work.read
            else NOTHING,
            cited=speaker.part("cited", notes=cited) if cited else NOTHING,
        )
        title = speaker.plain(work.title)
        yield Page(path, title, f"{title} ({speaker.plain(work.publisher)})", main)
