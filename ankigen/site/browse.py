"""Lists of notes by topic, level, kind and subject, and those of them that have a page alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ankigen.kinds.base.cards import word
from ankigen.markup import NOTHING, Html, capitalised
from ankigen.site.layout import Page, Site, root
from ankigen.site.templating import Speaker, together
from ankigen.site.told import DeckTold, NoteTold

Keys = Callable[[NoteTold], Iterable[str]]
Title = Callable[[DeckTold, str, str], str]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of sorting notes: ``keys`` of the groups of one, and the title of a group.

    ``order`` has the groups of a deck in theirs.
    """

    name: str
    path: str
    keys: Keys
    order: Callable[[DeckTold], Iterable[str]]
    title: Title


def _level(deck: DeckTold, key: str, language: str) -> str:
    return deck.edition.deck.levels[int(key) - 1].shown(language)


WAYS = (
    Way(
        "by-topic",
        "browse/",
        lambda told: [told.note.topic],
        lambda deck: deck.edition.deck.topics,
        lambda deck, key, language: deck.edition.deck.topics[key].shown(language),
    ),
    Way(
        "by-level",
        "browse/level/",
        lambda told: [str(told.note.level or "")],
        lambda deck: map(str, range(1, len(deck.edition.deck.levels) + 1)),
        _level,
    ),
    Way(
        "by-kind",
        "browse/kind/",
        lambda told: [told.kind.looks(told.note)[-1]],
        lambda deck: dict.fromkeys(told.kind.looks(told.note)[-1] for told in deck.notes),
        lambda _, key, language: word("looks", key, language),
    ),
    Way(
        "by-subject",
        "browse/subject/",
        lambda told: told.note.subjects or [""],
        lambda deck: deck.edition.deck.subjects,
        lambda deck, key, language: deck.edition.deck.subjects[key].shown(language),
    ),
)


def browse_pages(site: Site, language: str, tables: Sequence[Page]) -> Iterator[Page]:
    """Yield the lists of all notes in a language, sorted in every way, with ways to tables."""
    speaker = site.speakers[language]
    home = site.home(language)
    ways = [(f"{home}{way.path}", speaker.plain_word(way.name)) for way in WAYS]
    ways += [(table.path, table.title) for table in tables]
    for way in WAYS:
        path = f"{home}{way.path}"
        groups = [
            _group(site, speaker, f"{deck.edition.deck.key}.{key}", title, notes, path)
            for deck in site.decks
            for key, title, notes in _groups(site, deck, way, language)
        ]
        main = speaker.part(
            "browse",
            ways=together(_way(speaker, to, name, path) for to, name in ways),
            groups=together(groups),
        )
        title = f"{speaker.plain_word('browse')}: {speaker.plain_word(way.name)}"
        yield Page(path, title, f"{title}. {site.title(speaker)}", main, script=True)


def _way(speaker: Speaker, to: str, name: str, path: str) -> Html:
    here = Html(' aria-current="page"') if path == to else NOTHING
    return speaker.part("way", address=f"{root(path)}{to}index.html", name=name, here=here)


def _groups(
    site: Site, deck: DeckTold, way: Way, language: str
) -> Iterator[tuple[str, str, list[NoteTold]]]:
    """Yield the groups of a deck that have notes; those in none come last."""
    members: dict[str, list[NoteTold]] = {}
    for note in deck.notes:
        if note.is_asked:
            for key in way.keys(note):
                members.setdefault(key, []).append(note)
    for key in way.order(deck):
        if key in members:
            title = capitalised(way.title(deck, key, language))
            yield key, site.among_decks(deck, title, language), members[key]
    if "" in members:
        others = site.speakers[language].plain_word("others")
        yield "", site.among_decks(deck, others, language), members[""]


def _group(
    site: Site, speaker: Speaker, anchor: str, title: str, notes: list[NoteTold], path: str
) -> Html:
    return speaker.part(
        "group",
        anchor=anchor,
        title=title,
        count=str(len(notes)),
        notes=together(entry(site, speaker, note, path) for note in notes),
    )


def entry(site: Site, speaker: Speaker, note: NoteTold, path: str) -> Html:
    """Return a line on a note: a link, and what it is called in other languages."""
    here = note.title.shown(speaker.first)
    others = [
        speaker.inline("spoken", language=code, text=note.title.shown(code))
        for code in site.languages
        if code != speaker.first and note.title.shown(code) != here
    ]
    return speaker.part(
        "entry",
        address=f"{root(path)}{note.path}index.html",
        title=capitalised(here),
        others=together((" ", *others)) if others else NOTHING,
    )
