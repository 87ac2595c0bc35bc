"""The texts of a deck's page among AnkiWeb's shared decks, within the limits of its form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ankigen.cards import Compiled, notetypes
from ankigen.kinds.base.variants import core_of, subdeck
from ankigen.languages import messages
from ankigen.markup import markdown

LIMITS = {"Title": 60, "Tags": 60, "Support Page": 180, "Description": 65_000}
"""Characters of each field, by its name on the form."""

_SOURCE = notetypes.FIELDS.index("Source")
_PLACE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Listing:
    """What goes into each field of the form, and what to answer to the usual questions."""

    fields: dict[str, str]
    answers: tuple[str, ...]


def listing(compiled: Compiled, language: str) -> Listing:
    """Word a deck's page in a language that the deck has."""
    deck = compiled.deck
    # With a place for the key of a note it is the address of a form, not of a page.
    report = "" if "{key}" in deck.report else deck.report
    addresses = (each for each in (deck.home, report, deck.changelog) if each)
    support = next((each for each in addresses if len(each) <= LIMITS["Support Page"]), "")
    everything = compiled.everything()
    values = {
        "about": _plain(deck.description.in_language(language)),
        "notes": str(len(everything.notes)),
        "cards": str(everything.card_count),
        "decks": ", ".join(_plain(subdeck(each)) for each in deck.variants.values()),
        "support": support,
        # Where there is no package of it, the core is everything or nothing.
        "core": f"tag:ankigen::{deck.key}::level::1"
        if any(core_of(code) in compiled.packages for code in deck.languages)
        else "",
        "sourced": messages.text("listing.sourced", language)
        if all(note.fields[_SOURCE] for note in everything.notes)
        else "",
        "authors": ", ".join(map(_plain, deck.authors)),
        "licence": _plain(deck.licence),
    }
    fields = {
        "Title": _fitting(deck.title.in_language(language).split(), LIMITS["Title"]),
        "Tags": _fitting(dict.fromkeys([*deck.subjects, *deck.topics]), LIMITS["Tags"]),
        "Support Page": support,
        "Description": "\n\n".join(_filled("description", values, language)),
    }
    return Listing(fields, tuple(_filled("answers", values, language)))


def text(found: Listing, language: str) -> str:
    """Write a page for whoever fills in the form: each field with its length and its limit."""
    parts = [
        f"## {name} ({len(content)}/{LIMITS[name]})\n\n{content or '–'}"
        for name, content in found.fields.items()
    ]
    said = messages.text("listing.usual", language)
    parts.append("\n".join([f"## {said}\n", *(f"- {each}" for each in found.answers)]))
    return "\n\n".join([f"# {messages.text('listing.form', language)}", *parts])


def _filled(part: str, values: dict[str, str], language: str) -> Iterator[str]:
    """Fill in the lines of a part; one that lacks what it is about is left out."""
    for line in messages.section("listing", language)[part]:
        if all(values[name] for name in _PLACE.findall(line)):
            yield _PLACE.sub(lambda place: values[place[1]], line)


def _fitting(words: Iterable[str], limit: int) -> str:
    """Join as many words as fit."""
    fitting = ""
    for word in words:
        if len(longer := f"{fitting} {word}".strip()) > limit:
            break
        fitting = longer
    return fitting


def _plain(words: str) -> str:
    return markdown(" ".join(words.split()))
