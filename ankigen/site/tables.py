"""What typed facts add up to: a glossary, memberships, seats on their maps, a line of foundings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any

from ankigen.dates import PartialDate
from ankigen.kinds import Asked, FactType
from ankigen.kinds.base.cards import date_words
from ankigen.markup import NOTHING, Html
from ankigen.site.layout import Page, Site, root
from ankigen.site.templating import Speaker, together
from ankigen.site.told import FactTold, NoteTold

_TERM = "term"
_MEMBERSHIP = "indonesia"
_DATED = "year"
_PLACED = "map"


def table_pages(site: Site, language: str) -> Iterator[Page]:
    """Yield the pages in a language on what the decks have together, where they have it."""
    speaker, home = site.speakers[language], site.home(language)
    for name, part, rows in (
        ("glossary", "terms", _glossary),
        ("indonesia", "memberships", _memberships),
        ("seats", "seats", _seats),
        ("timeline", "foundings", _foundings),
    ):
        path = f"{home}{name}/"
        if found := rows(site, speaker, path):
            title = speaker.plain_word(name)
            content = speaker.part(part, rows=found)
            main = speaker.part("table", title=title, content=content)
            yield Page(path, title, f"{title}. {site.title(speaker)}", main)


def _facts(site: Site, language: str) -> Iterator[tuple[NoteTold, FactTold, Asked]]:
    """Yield every fact of every deck that is still asked in a language."""
    for deck in site.decks:
        for note in deck.notes:
            for fact, asked in note.facts_in(language):
                yield note, fact, asked


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
    return together(
        speaker.part("term", term=title, meaning=asked.answer, address=_address(note, fact, path))
        for title, note, fact, asked in found
    )


def _memberships(site: Site, speaker: Speaker, path: str) -> Html:
    language = speaker.first
    found = [
        (note.title.shown(language), note, fact, asked)
        for note, fact, asked in _facts(site, language)
        if fact.name == _MEMBERSHIP
    ]
    found.sort(key=lambda each: (each[0].casefold(), each[0]))
    return together(
        speaker.part(
            "membership", body=title, answer=asked.answer, address=_address(note, fact, path)
        )
        for title, note, fact, asked in found
    )


def _foundings(site: Site, speaker: Speaker, path: str) -> Html:
    language = speaker.first
    found = [
        (date, note.title.shown(language), note, fact)
        for note, fact, _ in _facts(site, language)
        if (date := _date(note, fact))
    ]
    found.sort(key=lambda each: each[:2])
    return together(
        speaker.part(
            "founding",
            year=date_words(date.to("year"), language),
            date=str(date),
            body=title,
            address=_address(note, fact, path),
        )
        for date, title, note, fact in found
    )


def _seats(site: Site, speaker: Speaker, path: str) -> Html:
    """Return the places where bodies are, the one with most of them first."""
    language = speaker.first
    bodies: dict[str, list[Html]] = {}
    pictures: dict[str, Html] = {}
    for note, fact, asked in _facts(site, language):
        if _type(note, fact).picture != _PLACED:
            continue
        title, address = note.title.shown(language), _address(note, fact, path)
        link = speaker.inline("link", address=address, text=title)
        bodies.setdefault(asked.answer, []).append(speaker.part("item", content=link))
        for each in fact.told:
            if each.variant.name == language and each.picture:
                file, shows = each.picture
                pictures[asked.answer] = speaker.part(
                    "picture", address=f"{root(path)}{file}", shows=shows
                )
    return together(
        speaker.part(
            "seat",
            place=Html(place),
            picture=pictures.get(place, NOTHING),
            bodies=together(bodies[place]),
        )
        for place in sorted(bodies, key=lambda place: (-len(bodies[place]), place))
    )


def _type(note: NoteTold, fact: FactTold) -> FactType:
    return next(each for each in note.kind.facts if each.name == fact.name)


def _date(note: NoteTold, fact: FactTold) -> PartialDate | None:
    """Return the date of a fact whose picture is a time line."""
    asked = _type(note, fact)
    value: Any = reduce(getattr, asked.at, note.note) if asked.picture == _DATED else None
    return value if isinstance(value, PartialDate) else None
