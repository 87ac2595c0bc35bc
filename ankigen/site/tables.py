"""What typed facts add up to: a glossary, memberships, seats on a map, a line of foundings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from ankigen.dates import PartialDate
from ankigen.kinds import Asked, FactType
from ankigen.kinds.base.cards import date_words
from ankigen.kinds.base.drawings import place_of
from ankigen.markup import NOTHING, Html
from ankigen.site.layout import Page, Site, root
from ankigen.site.seats import Seat, seats
from ankigen.site.templating import Speaker, together
from ankigen.site.told import FactTold, NoteTold
from ankigen.site.world import Spot, spot

_TERM = "term"
_MEMBERSHIP = "indonesia"
_DATED = "year"
_PLACED = "map"


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


def _facts(site: Site, language: str) -> Iterator[tuple[NoteTold, FactTold, Asked]]:
    """Yield every fact of every deck that is still asked in a language."""
    for deck in site.decks:
        for note in deck.notes:
            for fact, asked in note.facts_in(language):
                yield note, fact, asked


def _listed(speaker: Speaker, part: str, rows: Iterable[Html]) -> Html:
    """Return a list of rows, or nothing where there are none."""
    found = together(rows)
    return speaker.part(part, rows=found) if found else NOTHING


def _address(note: NoteTold, fact: FactTold, path: str) -> str:
    return f"{root(path)}{note.path}index.html#{fact.name}"


def _glossary(site: Site, speaker: Speaker, path: str) -> Html:
    language = speaker.first
    found = [
        (note.title.shown(language), note, fact, asked)
        for note, fact, asked in _facts(site, language)
        if note.kind.name == _TERM
    ]
    found.sort(key=lambda each: (each[0].casefold(), each[0]))
    rows = (
        speaker.part("term", term=title, meaning=asked.answer, address=_address(note, fact, path))
        for title, note, fact, asked in found
    )
    return _listed(speaker, "terms", rows)


def _memberships(site: Site, speaker: Speaker, path: str) -> Html:
    language = speaker.first
    found = [
        (note.title.shown(language), note, fact, asked)
        for note, fact, asked in _facts(site, language)
        if fact.name == _MEMBERSHIP
    ]
    found.sort(key=lambda each: (each[0].casefold(), each[0]))
    rows = (
        speaker.part(
            "membership", body=title, answer=asked.answer, address=_address(note, fact, path)
        )
        for title, note, fact, asked in found
    )
    return _listed(speaker, "memberships", rows)


def _foundings(site: Site, speaker: Speaker, path: str) -> Html:
    language = speaker.first
    found = [
        (date, note.title.shown(language), note, fact)
        for note, fact, _ in _facts(site, language)
        if (date := _date(note, fact))
    ]
    found.sort(key=lambda each: each[:2])
    rows = (
        speaker.part(
            "founding",
            year=date_words(date.to("year"), language),
            date=str(date),
            body=title,
            address=_address(note, fact, path),
        )
        for date, title, note, fact in found
    )
    return _listed(speaker, "foundings", rows)


def _seats(site: Site, speaker: Speaker, path: str) -> Html:
    """Return the places where bodies are, on a map and in a list."""
    language = speaker.first
    found = [
        Seat(
            note.title.shown(language), _address(note, fact, path), asked.answer, _spot(note, kind)
        )
        for note, fact, asked in _facts(site, language)
        if (kind := _type(note, fact)).picture == _PLACED
    ]
    return seats(speaker, found) if found else NOTHING


def _spot(note: NoteTold, fact: FactType) -> Spot | None:
    deck = note.edition.deck
    names = place_of(getattr(note.note, fact.key), deck.languages)
    known = deck.places.get(", ".join(names))
    return spot(known.east, known.north) if known else None


def _type(note: NoteTold, fact: FactTold) -> FactType:
    return next(each for each in note.kind.facts if each.name == fact.name)


def _date(note: NoteTold, fact: FactTold) -> PartialDate | None:
    """Return the date of a fact whose picture is a time line."""
    asked = _type(note, fact)
    value: Any = reduce(getattr, asked.at, note.note) if asked.picture == _DATED else None
    return value if isinstance(value, PartialDate) else None
