"""The author's words as frozen dataclasses. Nothing here knows of Anki.

A *note* is what an author writes under one key; what can be asked about it is the
catalogue's business. Texts are NFC and stripped; an absent text is empty.
"""

from __future__ import annotations

import datetime
import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

from ankigen.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages; a side may be empty only where the schema allows it."""

    id: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the side for ``id`` or ``en``."""
        return self.id if language == "id" else self.en

    def __bool__(self) -> bool:
        return bool(self.id or self.en)


NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact can be checked, and when somebody last did."""

    title: str
    url: str = ""
    read: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for the back of a card; ``packed_name`` tells its content, not what it shows."""

    file: Path
    packed_name: str
    alt: Text
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class Retirement:
    """Why a released note or fact is no longer asked, and the key of what replaces it."""

    why: Text
    use: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a note was written: the file as shown to people, and the note's index in it."""

    path: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class Lint:
    """The lint rules that an author has set aside for a note, and why."""

    ignore: tuple[str, ...] = ()
    because: str = ""


NO_LINT = Lint()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What every kind of note has; an organisation has its pictures with its facts.

    ``was`` are the keys that it had before ``key``, the oldest first. ``retired_facts``
    retires facts by their name in the catalogue, ``retired`` all of them.
    """

    key: str
    was: tuple[str, ...] = ()
    origin: Origin = Origin()
    level: int = 0
    topic: str = ""
    subjects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    hint: Text = NO_TEXT
    picture: Picture | None = None
    sources: tuple[Source, ...] = ()
    lint: Lint = NO_LINT
    retired: Retirement | None = None
    retired_facts: tuple[tuple[str, Retirement], ...] = ()

    @property
    def identity(self) -> str:
        """The key that readers' Anki knows the note by: the first that it ever had."""
        return self.was[0] if self.was else self.key

    def retirement(self, fact: str) -> Retirement | None:
        """Return why a fact is no longer asked, or None where it still is."""
        if not self.retired_facts:
            return self.retired
        return self.retired or dict(self.retired_facts).get(fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Note):
    """A term and its meaning."""

    term: Text
    definition: Text
    abbreviation: Text = NO_TEXT
    also: Text = NO_TEXT
    explanation: Text = NO_TEXT
    example: Text = NO_TEXT
    as_of: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Note):
    """A question with a short answer: a goal, benefit, principle, factor, basis, form or role."""

    category: str
    question: Text
    answer: Text
    effect: str = ""
    of: str = ""
    subject: Text = NO_TEXT
    field: str = ""
    explanation: Text = NO_TEXT
    example: Text = NO_TEXT
    as_of: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact of an organisation has: its own evidence, perhaps a question or a picture."""

    question: Text = NO_TEXT
    note: Text = NO_TEXT
    as_of: PartialDate | None = None
    picture: Picture | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose(Fact):
    """The main purpose, as a verb phrase in lower case."""

    answer: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded(Fact):
    """When it came into being, by which event, and how exactly that is asked."""

    date: PartialDate
    event: str
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingDocument(Fact):
    """The document that founded it."""

    title: Text
    place: Text = NO_TEXT
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Headquarters(Fact):
    """Where it has its seat, and what sits there."""

    city: Text
    country: Text
    seat: str = "headquarters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Fact):
    """How far it reaches."""

    reach: str
    region: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOfWork(Fact):
    """The fields it works in, the main one first."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Members(Fact):
    """How many members it has on the ``as_of`` date, and what is counted."""

    count: int
    of: str = "states"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Fact):
    """Whether it still exists, since when not, and what came after it."""

    state: str
    date: PartialDate | None = None
    successor: str = ""
    successor_name: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event."""

    date: PartialDate
    event: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Indonesia(Fact):
    """How Indonesia stands to it."""

    relation: str
    answer: Text = NO_TEXT
    since: PartialDate | None = None
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Note):
    """An organisation, agreement, conference, forum or movement with its facts."""

    type: str
    name: Text
    abbreviation: Text = NO_TEXT
    called: Text = NO_TEXT
    skip: frozenset[str] = frozenset()
    purpose: Purpose | None = None
    founded: Founded | None = None
    founding_document: FoundingDocument | None = None
    headquarters: Headquarters | None = None
    scope: Scope | None = None
    field: FieldOfWork | None = None
    members: Members | None = None
    status: Status | None = None
    indonesia: Indonesia | None = None
    official_url: str = ""


GROUP = 500
"""Notes that are made and worded together, at most."""


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Neighbouring notes of one file: ``size`` of them, from the one with ``origin``.

    ``stamp`` is equal only for equal notes with equal pictures; None where nobody knows that.
    """

    origin: Origin
    size: int
    notes: Callable[[], Sequence[Note]]
    stamp: Callable[[], str] | None = None


class GroupedNotes(Sequence[Note]):
    """Notes that are made when they are asked for: a large deck's take much memory."""

    __slots__ = ("groups",)

    def __init__(self, groups: Sequence[NoteGroup]) -> None:
        self.groups = tuple(groups)

    def __len__(self) -> int:
        return sum(group.size for group in self.groups)

    @overload
    def __getitem__(self, index: int) -> Note: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Note, ...]: ...
    def __getitem__(self, index: int | slice) -> Note | tuple[Note, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        number = range(len(self))[index]
        for group in self.groups:
            if number < group.size:
                return group.notes()[number]
            number -= group.size
        raise IndexError(index)

    def __iter__(self) -> Iterator[Note]:
        for group in self.groups:
            yield from group.notes()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _grouped(notes: Sequence[Note]) -> Iterator[NoteGroup]:
    for _, own in itertools.groupby(notes, key=lambda note: note.origin.path):
        while group := tuple(itertools.islice(own, GROUP)):
            yield NoteGroup(group[0].origin, len(group), functools.partial(tuple, group))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """One deck: its identity, its texts and its notes in curriculum order."""

    key: str
    uid: str
    anki_name: str
    title: Text
    description: Text
    licence: str
    generation: int = 1
    authors: tuple[str, ...] = ()
    homepage: str = ""
    changelog: str = ""
    report: str = ""
    folder: Path = Path()
    notes: Sequence[Note] = field(default=())

    def groups(self) -> tuple[NoteGroup, ...]:
        """Return the notes in groups of neighbours, each from one file."""
        if isinstance(self.notes, GroupedNotes):
            return self.notes.groups
        return tuple(_grouped(self.notes))


@dataclass(frozen=True, slots=True)
class Edition:
    """What a release of a deck is called, and its day."""

    version: str
    date: PartialDate

    @classmethod
    def at(cls, version: str, seconds: int) -> Edition:
        """Return the edition of a release made so many seconds after 1970; its day is in UTC."""
        day = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        return cls(version, PartialDate(day.year, day.month, day.day))
