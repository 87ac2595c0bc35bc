"""What rules see and say: passages, cards and citations of a deck; findings about them."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ankigen import catalogue
from ankigen.catalogue import Asked, FactType, Variant
from ankigen.dates import PartialDate
from ankigen.lint.settings import Settings
from ankigen.model import Deck, Fact, Note, Organisation, Picture, Source, Text

Path = tuple[str | int, ...]
"""The way to a value inside a note: the keys and indexes of the source file."""

LANGUAGES = ("id", "en")

NAMES = frozenset(
    {"name", "abbreviation", "called", "also", "title", "city", "country", "place", "region"}
    | {"successor_name"}
)
"""The keys of texts that are names: what they look like is not the author's choice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule doubts: a note, the way to the value, and the words in it that are meant.

    ``instead`` is what should stand in place of ``words`` where that is certain;
    ``at_end`` takes the last place where the words stand, not the first.
    """

    note: Note
    path: Path
    params: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    instead: str | None = None
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a note in both languages, and the way to it.

    ``role`` is the key under which it stands (``definition``, ``note``, ``name`` …);
    ``sides`` are the languages that are there, each with its text.
    """

    note: Note
    path: Path
    text: Text
    role: str
    sides: tuple[tuple[str, str], ...]


def _passage(note: Note, path: Path, text: Text) -> Passage:
    both = (("id", text.id), ("en", text.en))
    sides = both if text.id and text.en else tuple(side for side in both if side[1])
    return Passage(note, path, text, str(path[-1]), sides)


@dataclass(frozen=True, slots=True)
class Card:
    """One side to the other, as a reader meets it, in plain text.

    ``front`` is the question with its hint; ``subject`` the line above it. ``asks`` is
    the language of the front's words, ``answers`` that of the back's.
    """

    note: Note
    fact: str
    variant: str
    reverse: bool
    asks: str
    answers: str
    subject: str
    front: str
    back: str

    @property
    def path(self) -> Path:
        """The way to the value that the card asks for."""
        return (*_ASKED_AT.get(self.fact, (self.fact.replace("-", "_"),)),)


_ASKED_AT: dict[str, Path] = {
    "purpose": ("purpose", "answer"),
    "founded": ("founded", "date"),
    "founding-document": ("founding_document", "title"),
    "headquarters": ("headquarters", "city"),
    "scope": ("scope", "reach"),
    "field": ("field", "fields"),
    "members": ("members", "count"),
    "status": ("status", "date"),
    "successor": ("status", "successor_name"),
    "indonesia": ("indonesia",),
}
BILINGUAL_FACTS = frozenset(
    {"definition", "answer", "purpose", "founding-document", "headquarters", "successor"}
    | {"abbreviation", "term", "name"}
)
"""Facts whose ``Card.path`` leads to a text in both languages."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A list of sources where it stands: at ``path``, of a note or of one of its facts."""

    note: Note
    path: Path
    sources: tuple[Source, ...]


class View:
    """A deck as rules see it; each part is made once, when the first rule asks for it."""

    def __init__(self, deck: Deck, today: datetime.date, settings: Settings) -> None:
        self.deck = deck
        self.today = PartialDate(today.year, today.month, today.day)
        self.settings = settings

    @functools.cached_property
    def notes(self) -> dict[str, Note]:
        """The notes by their key."""
        return {note.key: note for note in self.deck.notes}

    @functools.cached_property
    def bodies(self) -> tuple[Organisation, ...]:
        """The notes that are organisations and their like."""
        return tuple(note for note in self.deck.notes if isinstance(note, Organisation))

    @functools.cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that a card can show."""
        return tuple(
            _passage(note, path, text) for note in self.deck.notes for path, text in _texts(note)
        )

    @functools.cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every list of sources, empty ones too."""
        return tuple(
            Citation(note, path, sources)
            for note in self.deck.notes
            for path, sources in _citations(note)
        )

    @functools.cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card of every variant."""
        return tuple(card for note in self.deck.notes for card in _cards(note))


def facts_of(note: Note) -> Iterator[tuple[str, Fact]]:
    """Yield the facts that a note records, with their keys."""
    for name in _fields(type(note)):
        value = getattr(note, name)
        if isinstance(value, Fact):
            yield name, value


def pictures_of(note: Note) -> Iterator[tuple[str, Path, Picture]]:
    """Yield the pictures of a note: the fact that each stands with ('' for the note), its place."""
    if note.picture is not None:
        yield "", ("picture",), note.picture
    for name, fact in facts_of(note):
        if fact.picture is not None:
            yield name, (name, "picture"), fact.picture


def _fields(model: type) -> tuple[str, ...]:
    return tuple(model.__dataclass_fields__)  # type: ignore[attr-defined]  # a model is a dataclass


def _texts(record: object) -> Iterator[tuple[Path, Text]]:
    # The fields of the model carry the keys of the source file.
    for name in _fields(type(record)):
        value = getattr(record, name)
        kind = value.__class__
        if kind is str or value is None or not value:
            continue
        if kind is Text:
            yield (name,), value
        elif kind is tuple:
            for index, item in enumerate(value):
                if dataclasses.is_dataclass(item) and not isinstance(item, Source):
                    for path, text in _texts(item):
                        yield (name, index, *path), text
        elif isinstance(value, Fact) or name in ("picture", "retired"):
            for path, text in _texts(value):
                yield (name, *path), text


def _citations(note: Note) -> Iterator[tuple[Path, tuple[Source, ...]]]:
    yield ("sources",), note.sources
    for name, fact in facts_of(note):
        yield (name, "sources"), fact.sources


def _cards(note: Note) -> Iterator[Card]:
    kind = catalogue.kind_of(note)
    for variant in catalogue.VARIANTS.values():
        for fact in kind.facts:
            # What is retired is no longer asked.
            if fact.asked_in(variant) and note.retirement(fact.name) is None:
                asked = fact.ask(note, variant)
                if asked is not None:
                    yield from _both_ways(note, fact, variant, asked)


def _both_ways(note: Note, fact: FactType, variant: Variant, asked: Asked) -> Iterator[Card]:
    yield Card(
        note, fact.name, variant.name, False, variant.asks, variant.answers,
        plain(asked.subject), plain(asked.question), plain(asked.answer),
    )  # fmt: skip
    if asked.reverse_question:
        yield Card(
            note, fact.name, variant.name, True, variant.answers, variant.asks,
            "", plain(asked.reverse_question), plain(asked.reverse_answer),
        )  # fmt: skip


_TAG = re.compile(r"<[^>]*>")


def plain(markup: str) -> str:
    """Return what a reader sees of finished HTML."""
    if "<" in markup:
        markup = _TAG.sub("", markup)
    return html.unescape(markup) if "&" in markup else markup
