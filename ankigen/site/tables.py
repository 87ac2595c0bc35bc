"""What typed facts add up to: a glossary, memberships, seats on a map, a line of foundings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ankigen.kinds.base.cards import date_words
from ankigen.kinds.base.drawings import place_of
from ankigen.kinds.organisation import Headquarters, Organisation, place, standing
from ankigen.kinds.term import Term
from ankigen.markup import NOTHING, Html, capitalised
from ankigen.site.layout import Page, Site, root
from ankigen.site.seats import Seat, seats
from ankigen.site.templating import Speaker, together
from ankigen.site.told import NoteTold
from ankigen.site.world import Spot, spot


def table_pages(site: Site, language: str) -> Iterator[Page]:
    """Yield the pages in a language on what the decks have together, where they have it."""
    speaker, home = site.speakers[language], site.home(language)
    for name, told in (
        ("glossary", _glossary),
        ("indonesia", _memberships),
        ("seats", _seats),
        ("timeline", _foundings),
    ):
        path = f"{home}{name}/"
        if content := told(site, speaker, path):
            title = speaker.plain_word(name)
            main = speaker.part("table", title=title, content=content)
            yield Page(path, title, f"{title}. {site.title(speaker)}", main)


def _bodies(site: Site, language: str, name: str) -> Iterator[tuple[str, NoteTold, Any]]:
    """Yield all bodies of which a fact is known, asked or not: by what title, where, and it."""
    for deck in site.decks:
        if language not in deck.edition.deck.languages:
            continue
        for note in deck.notes:
            fact = getattr(note.note, name, None) if note.kind.record is Organisation else None
            if fact is not None and note.note.retirement(name) is None:
                yield note.title.shown(language), note, fact


def _listed(speaker: Speaker, part: str, rows: Iterable[Html]) -> Html:
    """Return a list of rows, or nothing where there are none."""
    found = together(rows)
    return speaker.part(part, rows=found) if found else NOTHING


def _address(note: NoteTold, name: str, path: str) -> str:
    """Return where a fact is told, or its note where it is not asked."""
    anchor = f"#{name}" if any(fact.name == name and fact.told for fact in note.facts) else ""
    return f"{root(path)}{note.path}index.html{anchor}"


def _in_order(title: str) -> tuple[str, str]:
    return title.casefold(), title


def _glossary(site: Site, speaker: Speaker, path: str) -> Html:
    language = speaker.first
    found = [
        (note.title.shown(language), asked.answer, _address(note, fact.name, path))
        for deck in site.decks
        for note in deck.notes
        if note.kind.record is Term
        for fact, asked in note.facts_in(language)
    ]
    found.sort(key=lambda each: _in_order(each[0]))
    rows = (
        speaker.part("term", term=title, meaning=meaning, address=address)
        for title, meaning, address in found
    )
    return _listed(speaker, "terms", rows)


def _memberships(site: Site, speaker: Speaker, path: str) -> Html:
    language, name = speaker.first, "indonesia"
    found = sorted(_bodies(site, language, name), key=lambda each: _in_order(each[0]))
    rows = (
        speaker.part(
            "membership",
            body=title,
            answer=capitalised(standing(fact, language)),
            address=_address(note, name, path),
        )
        for title, note, fact in found
    )
    return _listed(speaker, "memberships", rows)


def _foundings(site: Site, speaker: Speaker, path: str) -> Html:
    language, name = speaker.first, "founded"
    found = sorted(
        ((fact.date, title, note) for title, note, fact in _bodies(site, language, name)),
        key=lambda each: each[:2],
    )
    rows = (
        speaker.part(
            "founding",
            year=date_words(date.to("year"), language),
            date=str(date),
            body=title,
            address=_address(note, name, path),
        )
        for date, title, note in found
    )
    return _listed(speaker, "foundings", rows)


def _seats(site: Site, speaker: Speaker, path: str) -> Html:
    """Return the places where bodies are, on a map and in a list."""
    language, name = speaker.first, "headquarters"
    found = [
        Seat(title, _address(note, name, path), place(fact, language), _spot(note, fact))
        for title, note, fact in _bodies(site, language, name)
    ]
    return seats(speaker, found) if found else NOTHING


def _spot(note: NoteTold, fact: Headquarters) -> Spot | None:
    deck = note.edition.deck
    known = deck.places.get(", ".join(place_of(fact, deck.languages)))
    return spot(known.east, known.north) if known else None
