"""What a reader finds on the page of a subdeck: a few lines of Markdown in its language.

The lines are in the language's ``cards.yaml``; one whose value is empty is left out. Counts
and versions may stand here because a description is part of no note.
"""

from __future__ import annotations

import re

from ankigen import languages
from ankigen.kinds import Variant
from ankigen.kinds.base.cards import date_words, word
from ankigen.kinds.base.variants import core_of
from ankigen.kinds.deck import Deck, Edition
from ankigen.markup import markdown

_PLACE = re.compile(r"\[\[([a-z]+)\]\]")


def describe(
    deck: Deck,
    variant: Variant,
    asked: tuple[int, int],
    core: tuple[int, int],
    edition: Edition | None,
) -> str:
    """Describe a subdeck that asks so many notes and cards, and with its core alone so many.

    The whole and the core have one description: what is imported last would replace the other.
    ``edition`` is None before a release.
    """
    language = variant.labels
    notes, cards = (_number(count, language) for count in asked)
    has_core = core_of(variant.name) in deck.packages and (0, 0) < core < asked
    values = {
        "title": _plain(deck.title.in_language(language)),
        "description": _plain(deck.description.in_language(language)),
        "notes": notes,
        "cards": cards,
        "corenotes": _number(core[0], language) if has_core else "",
        "corecards": _number(core[1], language) if has_core else "",
        "version": _version(edition, language),
        "changelog": _address(deck.changelog),
        "home": _address(deck.home),
        "report": _address("" if deck.home else deck.report.replace("{key}", deck.key)),
        "authors": ", ".join(map(_plain, deck.authors)),
        "licence": _plain(deck.licence),
    }
    return "\n".join(
        _PLACE.sub(lambda place: values[place.group(1)], line)
        for line in _template(language)
        if all(values[name] for name in _PLACE.findall(line))
    )


def _template(language: str) -> list[str]:
    return str(languages.read(language, "cards")["description"]).splitlines()


def _version(edition: Edition | None, language: str) -> str:
    if edition is None:
        return word("labels", "unreleased", language)
    return f"{_plain(edition.version)} ({date_words(edition.date, language)})"


def _number(count: int, language: str) -> str:
    return f"{count:,}".replace(",", str(languages.read(language, "cards")["thousands"]))


def _plain(text: str) -> str:
    return markdown(" ".join(text.split()))


def _address(url: str) -> str:
    """Write an address so that no bracket or mark in it ends the link."""
    return url.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
