"""The page to try a deck on: questions with folded answers, which a script turns as cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ankigen.markup import Html
from ankigen.site.layout import Page, Site, root
from ankigen.site.templating import Speaker, together
from ankigen.site.told import DeckTold


def turning_page(site: Site, language: str) -> Page:
    """Return the page in a language."""
    speaker = site.speakers[language]
    path = f"{site.home(language)}turn/"
    main = speaker.part(
        "turning",
        topics=together(_options(speaker, "topic", _topics(site, language))),
        levels=together(_options(speaker, "level", _levels(site, language))),
        cards=together(card for deck in site.decks for card in _cards(speaker, deck, path)),
    )
    return Page(path, speaker.plain_word("turn"), speaker.plain_word("turn-about"), main, True)


def _topics(site: Site, language: str) -> Iterator[tuple[str, str]]:
    for deck in site.decks:
        for key, title in deck.edition.deck.topics.items():
            said = site.among_decks(deck, title.shown(language), language)
            yield f"{deck.edition.deck.key}.{key}", said


def _levels(site: Site, language: str) -> Iterator[tuple[str, str]]:
    for deck in site.decks:
        for number, title in enumerate(deck.edition.deck.levels, 1):
            said = site.among_decks(deck, title.shown(language), language)
            yield f"{deck.edition.deck.key}.{number}", said


def _options(speaker: Speaker, name: str, options: Iterable[tuple[str, str]]) -> Iterator[Html]:
    found = [speaker.part("option", value=value, text=text) for value, text in options]
    if len(found) > 1:
        yield speaker.part("choice", name=name, label=speaker.word(name), options=together(found))


def _cards(speaker: Speaker, deck: DeckTold, path: str) -> Iterator[Html]:
    key = deck.edition.deck.key
    for note in deck.notes:
        for fact, asked in note.facts_in(speaker.first):
            yield speaker.part(
                "turned",
                topic=f"{key}.{note.note.topic}",
                level=f"{key}.{note.note.level}",
                question=together((asked.subject, asked.question), ": ")
                if asked.subject
                else asked.question,
                answer=asked.answer,
                address=f"{root(path)}{note.path}index.html#{fact.name}",
            )
