"""What rules see and say: passages, cards and citations of a deck; findings about them."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from msgspec import Struct

from ankigen import kinds, languages
from ankigen.dates import PartialDate
from ankigen.folders import DECK_FILE, MEDIA_FOLDER, SOURCES_FILE, shown
from ankigen.kinds import Asked, FactType, Variant
from ankigen.kinds.base.records import Cited, Fact, Note, Origin, Picture, Source, Work
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import Deck
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.sources import work_of
from ankigen.lint.settings import Settings
from ankigen.markup import plain

Path = tuple[str | int, ...]
"""The way to a value inside a note: the keys and indexes of the source file."""

LANGUAGES = ("id", "en")
"""The languages that there are words, stems and patterns for. Rules leave the others alone."""

MONTHS = {language: languages.months(language) for language in LANGUAGES}

NAMES = frozenset(
    {"name", "abbreviation", "called", "also", "title", "city", "country", "place"}
    | {"successor_name"}
)
"""The keys of texts that are names: what they look like is not the author's choice."""


BESIDE_NOTES = -1
"""The place among the notes of what is said in ``deck.yaml`` or ``sources.yaml``: none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule doubts: a note, the way to the value, and the words in it that are meant.

    ``instead`` is what should stand in place of ``words`` where that is certain;
    ``nth`` is how often the same words stand before in the value; ``at_end`` takes the last place.
    """

    note: Note
    path: Path
    params: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    instead: str | None = None
    at_end: bool = False
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a note, and the way to it.

    ``role`` is the key under which it stands (``definition``, ``explanation``, ``name`` …);
    ``sides`` are those of ``LANGUAGES`` that are there, each with its text.
    """

    note: Note
    path: Path
    text: Text
    role: str
    sides: tuple[tuple[str, str], ...]


def _passage(note: Note, path: Path, text: Text) -> Passage:
    sides = tuple((language, text[language]) for language in LANGUAGES if language in text)
    return Passage(note, path, text, str(path[-1]), sides)


@dataclass(frozen=True, slots=True)
class Card:
    """One side to the other, as a reader meets it, in plain text.

    ``front`` is the question with its hint; ``subject`` the line above it. ``asks`` is
    the language of the front's words, ``answers`` that of the back's.
    """

    note: Note
    asked: FactType
    variant: str
    reverse: bool
    asks: str
    answers: str
    subject: str
    front: str
    back: str

    @property
    def fact(self) -> str:
        """The name of the fact that the card is about."""
        return self.asked.name

    @property
    def path(self) -> Path:
        """The way to the value that the card asks for."""
        return self.asked.at

    @property
    def asks_for_text(self) -> bool:
        """Whether ``path`` leads to a text in several languages."""
        value: object = self.note
        for step in self.asked.at:
            value = getattr(value, step, None)
        return isinstance(value, Text)


@dataclass(frozen=True, slots=True)
class Citation:
    """A list of sources where it stands: at ``path``, of a note or of one of its facts.

    ``sources`` are the works that are ``cited``.
    """

    note: Note
    path: Path
    cited: Cited
    sources: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A work where it is told: in a note that alone cites it, or in ``sources.yaml``."""

    note: Note
    path: Path
    work: Work


class View:
    """A deck as rules see it; each part is made once, when the first rule asks for it."""

    def __init__(self, deck: Deck, today: datetime.date, settings: Settings) -> None:
        self.deck = deck
        self.today = PartialDate(today.year, today.month, today.day)
        self.settings = settings

    @property
    def media(self) -> FilePath:
        """The folder of the deck's pictures."""
        return self.deck.folder / MEDIA_FOLDER

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
    def texts(self) -> tuple[Passage, ...]:
        """Every text that a reader can be shown: those of the deck itself, then those of cards."""
        own = (("title", self.deck.title), ("description", self.deck.description))
        itself = self._beside(DECK_FILE, self.deck.key)
        return (*(_passage(itself, (name,), text) for name, text in own), *self.passages)

    def _beside(self, file: str, key: str) -> Note:
        """Return a note that stands in no list: what is found in it is about a file beside."""
        return Note(key=key, origin=Origin(shown(self.deck.folder / file), BESIDE_NOTES))

    @functools.cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every list of sources, empty ones too."""
        return tuple(
            Citation(
                note, path, cited, tuple(work_of(each, self.deck.sources)[0] for each in cited)
            )
            for note in self.deck.notes
            for path, cited in citations_of(note)
        )

    @functools.cached_property
    def works(self) -> tuple[Told, ...]:
        """Every work, once where it is told."""
        listed = [
            Told(self._beside(SOURCES_FILE, key), ("sources", key), work)
            for key, work in self.deck.sources.items()
        ]
        return (
            *listed,
            *(
                Told(note, (*path, index), each)
                for note in self.deck.notes
                for path, cited in citations_of(note)
                for index, each in enumerate(cited)
                if isinstance(each, Source) and not each.work
            ),
        )

    @functools.cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card of every variant whose languages are all among ``LANGUAGES``."""
        return tuple(card for note in self.deck.notes for card in _cards(self.deck, note))


def facts_of(note: Note) -> Iterator[tuple[str, Fact]]:
    """Yield the facts that a note records, with their keys."""
    for name in note.__struct_fields__:
        value = getattr(note, name)
        if isinstance(value, Fact):
            yield name, value


def pictures_of(note: Note) -> Iterator[tuple[str, Path, Picture]]:
    """Yield the pictures that a note names: with which fact ('' for the note), and their place.

    Drawings are none of them: their words and their licence are the tool's.
    """
    own: Picture | None = getattr(note, "picture", None)
    if own is not None:
        yield "", ("picture",), own
    for name, fact in facts_of(note):
        if isinstance(fact.picture, Picture):
            yield name, (name, "picture"), fact.picture


def _texts(record: Struct) -> Iterator[tuple[Path, Text]]:
    # The fields of a record are the keys of the source file.
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if not value or value.__class__ is str:
            continue
        if isinstance(value, Text):
            yield (name,), value
        elif value.__class__ is tuple:
            for index, item in enumerate(value):
                if isinstance(item, Struct) and not isinstance(item, Source):
                    for path, text in _texts(item):
                        yield (name, index, *path), text
        elif isinstance(value, Fact) or name in ("picture", "retired"):
            for path, text in _texts(value):
                yield (name, *path), text


def citations_of(note: Note) -> Iterator[tuple[Path, Cited]]:
    """Yield every list of sources of a note, with the way to it."""
    yield ("sources",), note.sources
    for name, fact in facts_of(note):
        yield (name, "sources"), fact.sources


def _cards(deck: Deck, note: Note) -> Iterator[Card]:
    kind = kinds.kind_of(note)
    for variant in deck.variants.values():
        if variant.asks not in LANGUAGES or variant.answers not in LANGUAGES:
            continue
        for fact in kind.facts:
            # What is retired is no longer asked.
            if fact.asked_in(variant) and note.retirement(fact.name) is None:
                asked = fact.ask(note, variant)
                if asked is not None:
                    yield from _both_ways(note, fact, variant, asked)


def _both_ways(note: Note, fact: FactType, variant: Variant, asked: Asked) -> Iterator[Card]:
    yield Card(
        note, fact, variant.name, False, variant.asks, variant.answers,
        plain(asked.subject), plain(asked.question), plain(asked.answer),
    )  # fmt: skip
    if asked.reverse_question:
        yield Card(
            note, fact, variant.name, True, variant.answers, variant.asks,
            "", plain(asked.reverse_question), plain(asked.reverse_answer),
        )  # fmt: skip
