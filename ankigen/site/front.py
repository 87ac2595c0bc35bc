"""The front page: what a deck is, one of its cards, its packages, and how to take them."""

from __future__ import annotations

from collections.abc import Iterator

from ankigen import languages
from ankigen.kinds.base.variants import core_of, is_core
from ankigen.markup import NOTHING, Html
from ankigen.site.layout import Page, Site, root
from ankigen.site.notes import detail
from ankigen.site.templating import Speaker, together
from ankigen.site.told import DeckTold, Download

_STEPS = 3
_DEVICES = {
    "android": "https://play.google.com/store/apps/details?id=com.ichi2.anki",
    "iphone": "https://apps.apple.com/app/ankimobile-flashcards/id373493387",
    "computer": "https://apps.ankiweb.net/",
}
"""Where Anki is to be had."""

_KILO = 1000


def front_page(site: Site, language: str) -> Page:
    """Return the front page in a language."""
    speaker, path = site.speakers[language], site.home(language)
    main = speaker.part(
        "front",
        title=site.title(speaker),
        decks=together(_deck(site, speaker, deck, path) for deck in site.decks),
        devices=together(_device(speaker, each) for each in _DEVICES),
        stays=together(_lines(speaker, "stays")),
        goes=together(_lines(speaker, "goes")),
    )
    description = " ".join(each.edition.deck.description.shown(language) for each in site.decks)
    return Page(path, site.title(speaker), description, main)


def _deck(site: Site, speaker: Speaker, deck: DeckTold, path: str) -> Html:
    edition, language = deck.edition, speaker.first
    # The core of the page's language, then all of it, then the others as they come.
    own = (core_of(language), language)
    offers = sorted(edition.downloads, key=lambda each: (*own, each.name).index(each.name))
    title = speaker.text(edition.deck.title)
    return speaker.part(
        "deck",
        title=speaker.part("heading", text=title) if len(site.decks) > 1 else NOTHING,
        description=speaker.text(edition.deck.description),
        card=_card(speaker, deck),
        packages=together(
            _package(speaker, deck, each, path, first=place == 0 and each.name in own)
            for place, each in enumerate(offers)
        ),
        version=speaker.word("version", version=edition.version)
        if edition.version
        else speaker.word("unreleased"),
        licence=edition.deck.licence,
        authors=f" · {', '.join(edition.deck.authors)}" if edition.deck.authors else "",
    )


def _card(speaker: Speaker, deck: DeckTold) -> Html:
    """Return the first card of a deck, which an element without a script turns."""
    for note in deck.notes:
        for _, asked in note.facts_in(speaker.first):
            below = detail(asked, speaker.first)
            return speaker.part("card", question=asked.question, answer=asked.answer, detail=below)
    return NOTHING


def _package(speaker: Speaker, deck: DeckTold, offer: Download, path: str, *, first: bool) -> Html:
    language = speaker.first
    then = speaker.word("core-then") if first and is_core(offer.name) else ""
    return speaker.part(
        "package",
        name=" + ".join(deck.edition.deck.holds(offer.name, language)),
        first=speaker.part("start-here", then=then) if first else NOTHING,
        counts=speaker.word(
            "counts", notes=number(offer.notes, language), cards=number(offer.cards, language)
        ),
        size=_size(offer.size, language),
        kind="button first" if first else "button",
        address=f"{root(path)}{offer.file}",
        file=offer.file.rpartition("/")[2],
    )


def number(count: int, language: str) -> str:
    """Write a number as a language does."""
    return f"{count:,}".replace(",", str(languages.read(language, "cards")["thousands"]))


def _size(size: int, language: str) -> str:
    return f"{number(-(-size // _KILO), language)} kB"


def _device(speaker: Speaker, name: str) -> Html:
    install = speaker.inline("link", address=_DEVICES[name], text=speaker.word(f"{name}-1"))
    steps = [install, *(speaker.word(f"{name}-{step}") for step in range(2, _STEPS + 1))]
    return speaker.part(
        "device",
        name=speaker.word(name),
        steps=together(speaker.part("item", content=step) for step in steps),
    )


def _lines(speaker: Speaker, name: str) -> Iterator[Html]:
    for step in range(1, _STEPS + 1):
        yield speaker.part("item", content=speaker.word(f"{name}-{step}"))
