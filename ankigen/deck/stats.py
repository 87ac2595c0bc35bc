"""Deck → counts and coverage: what a deck holds, and where it is thin or old.

A *fact* is one thing asked about a note within a language, whatever the number of
languages and directions; translations are counted apart. What is retired is not asked
any more, so it is not counted, although packages still ship it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec import Struct

from ankigen import kinds
from ankigen.dates import PartialDate
from ankigen.kinds import Asked
from ankigen.kinds.base.records import Fact, Note, Source
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import Deck
from ankigen.kinds.sources import work_of

GOOD = ("official", "law", "treaty", "reference")
"""The types of works that a teacher would sign."""

OLDEST = 10
"""How many of the oldest ``as_of`` dates are named."""


@dataclass(frozen=True, slots=True)
class Row:
    """A group of notes: how many, and their cards by variant. ``name`` is empty for none."""

    name: str
    notes: int
    cards: dict[str, int]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many have something."""

    name: str
    have: int
    of: int


@dataclass(frozen=True, slots=True)
class Aged:
    """A fact whose truth was last looked at on a date."""

    as_of: PartialDate
    note: str
    fact: str
    path: str


@dataclass(frozen=True, slots=True)
class Stats:
    """What there is to know of a deck by counting.

    ``groups`` are the notes by kind, topic and level; ``citations`` are those of works of
    each type, then of the good types together, then the notes of level 1 that have one of
    these; ``oldest`` are the facts with the oldest ``as_of``, the oldest first.
    """

    key: str
    title: Text
    total: Row
    groups: dict[str, tuple[Row, ...]]
    coverage: tuple[Share, ...]
    citations: tuple[Share, ...]
    oldest: tuple[Aged, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A note with what is asked of it: by fact within a language, and its cards by variant."""

    note: Note
    facts: dict[str, Asked]
    cards: Counter[str]


def count(deck: Deck) -> Stats:
    """Count what a deck holds."""
    counted = [_counted(deck, note) for note in deck.notes]
    return Stats(
        key=deck.key,
        title=deck.title,
        total=_row("", deck, counted),
        groups={
            "kind": _rows(deck, counted, lambda note: kinds.kind_of(note).name),
            "topic": _rows(deck, counted, lambda note: note.topic),
            "level": _rows(deck, counted, lambda note: str(note.level or "")),
        },
        coverage=tuple(_coverage(deck, counted)),
        citations=tuple(_citations(deck)),
        oldest=tuple(_oldest(counted)),
    )


def _counted(deck: Deck, note: Note) -> _Counted:
    facts: dict[str, Asked] = {}
    cards: Counter[str] = Counter()
    for variant in deck.variants.values():
        for fact in kinds.kind_of(note).facts:
            asked = fact.ask(note, variant) if fact.asked_in(variant) else None
            if asked is None or note.retirement(fact.name):
                continue
            cards[variant.name] += 2 if asked.reverse_question else 1
            if not fact.translation:
                facts.setdefault(fact.name, asked)
    return _Counted(note, facts, cards)


def _row(name: str, deck: Deck, counted: list[_Counted]) -> Row:
    cards = {variant: sum(each.cards[variant] for each in counted) for variant in deck.variants}
    return Row(name, len(counted), cards)


def _rows(deck: Deck, counted: list[_Counted], group: Callable[[Note], str]) -> tuple[Row, ...]:
    """Group notes; the groups come in the order of their names, those without one last."""
    members: dict[str, list[_Counted]] = {}
    for each in counted:
        members.setdefault(group(each.note), []).append(each)
    names = sorted(members, key=lambda name: (not name, name))
    return tuple(_row(name, deck, members[name]) for name in names)


def _coverage(deck: Deck, counted: list[_Counted]) -> Iterator[Share]:
    texts = [text for each in counted for text in _texts(each.note)]
    yield Share(
        "both-languages",
        sum(all(map(text.in_language, deck.languages)) for text in texts),
        len(texts),
    )
    facts = [asked for each in counted for asked in each.facts.values()]
    yield Share("sources", sum(bool(asked.sources) for asked in facts), len(facts))
    yield Share("as-of", sum(asked.as_of is not None for asked in facts), len(facts))
    exemplified = [e.note.example for e in counted if hasattr(e.note, "example")]
    yield Share("examples", sum(map(bool, exemplified)), len(exemplified))
    translating = [v.name for v in deck.variants.values() if v.translates]
    named = [e for e in counted if any(f.translation for f in kinds.kind_of(e.note).facts)]
    yield Share(
        "translations", sum(any(e.cards[v] for v in translating) for e in named), len(named)
    )


def _citations(deck: Deck) -> Iterator[Share]:
    cited = {
        note.key: [work_of(each, deck.sources)[0].type for each in _cited(note)]
        for note in deck.notes
    }
    types = Counter[str](kind for each in cited.values() for kind in each)
    for kind in (*GOOD, "press", "other"):
        yield Share(kind, types[kind], types.total())
    yield Share("good", sum(types[kind] for kind in GOOD), types.total())
    core = [note.key for note in deck.notes if note.level == 1]
    yield Share("core", sum(not set(GOOD).isdisjoint(cited[key]) for key in core), len(core))


def _cited(note: Note) -> Iterator[str | Source]:
    """Yield what a note and its facts cite."""
    yield from note.sources
    for name in note.__struct_fields__:
        value = getattr(note, name)
        if isinstance(value, Fact):
            yield from value.sources


def _texts(part: object) -> Iterator[Text]:
    """Find every text that an author wrote, in a note or a part of one."""
    if isinstance(part, Text):
        if part:
            yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, Struct) and not isinstance(part, Source):
        for name in part.__struct_fields__:
            yield from _texts(getattr(part, name))


def _oldest(counted: list[_Counted]) -> list[Aged]:
    found = [
        Aged(asked.as_of, each.note.key, fact, each.note.origin.path)
        for each in counted
        for fact, asked in each.facts.items()
        if asked.as_of
    ]
    return sorted(found, key=lambda aged: (aged.as_of, aged.note, aged.fact))[:OLDEST]
