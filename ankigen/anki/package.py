"""Anki's words as plain frozen data: what a package holds, before it is bytes.

Fields hold finished HTML. Ids, guids, times and positions are decided by whoever
makes a package (see ``ankigen.identity`` and ``ankigen.cards``), never here.
"""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

FIELD_SEPARATOR = "\x1f"
"""Between the fields of a note where they are one text, as in Anki's table."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a note type; ``collapsed`` fields start folded in Anki's editor."""

    name: str
    id: int
    collapsed: bool = False


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """A card template in Anki's template language, with its plain browser columns."""

    name: str
    id: int
    front: str
    back: str
    browser_front: str
    browser_back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type; ``mod`` is in seconds and decides whether Anki takes its text over.

    Ours are never ``cloze``; those of other people's packages may be.
    """

    id: int
    name: str
    mod: int
    fields: tuple[Field, ...]
    templates: tuple[CardTemplate, ...]
    css: str
    sort_field: int
    cloze: bool = False

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of the fields in order."""
        return tuple(each.name for each in self.fields)

    def digest(self) -> str:
        """Digest of everything but ``mod``: equal digests need no later ``mod``."""
        return _digest(
            str(self.id),
            self.name,
            str(self.sort_field),
            self.css,
            *(f"{f.name}\0{f.id}\0{f.collapsed}" for f in self.fields),
            *("\0".join((t.name, str(t.id), t.front, t.back, t.browser_front, t.browser_back))
              for t in self.templates),
            *(["cloze"] if self.cloze else []),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackedCard:
    """A card of a note: its template, the deck of its row and its place among new cards."""

    ord: int
    deck_id: int
    due: int


@dataclass(frozen=True, slots=True)
class PackedNote:
    """A note as Anki will store it; ``mod`` in seconds, ``id`` in milliseconds."""

    id: int
    guid: str
    note_type_id: int
    mod: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[PackedCard, ...]

    def row(self) -> NoteRow:
        """Return the note as a row."""
        return NoteRow(
            self.id,
            self.guid,
            self.note_type_id,
            self.mod,
            row_tags(self.tags),
            FIELD_SEPARATOR.join(self.fields),
            tuple((card.ord, card.deck_id, card.due) for card in self.cards),
        )


CardRow = tuple[int, int, int]
"""A card of a note: ordinal, deck id, due."""


class NoteRow(NamedTuple):
    """A packed note as Anki's table has it: fields and tags are one text each."""

    id: int
    guid: str
    note_type_id: int
    mod: int
    tags: str
    fields: str
    cards: tuple[CardRow, ...]

    def note(self) -> PackedNote:
        """Return the row as a packed note."""
        return PackedNote(
            self.id,
            self.guid,
            self.note_type_id,
            self.mod,
            tuple(self.fields.split(FIELD_SEPARATOR)),
            tuple(self.tags.split()),
            tuple(PackedCard(*card) for card in self.cards),
        )


FactRow = tuple[int, int, int, bool, bool, int, int, str, str, str, str, str]
"""A fact that becomes a note, before it has an id and a time.

Its number and the place of its source note, both among those worded together; a bit for each
of its cards; whether it is retired, and whether it is of the deck's core; the place of its first
card in the queue of new cards, counted from those worded together, and the places from one card
to the next; its guid and its name; and its tags, sort field and fields as Anki's table has them.
"""


def row_tags(tags: Iterable[str]) -> str:
    """Write tags as Anki's table has them: sorted, each once, with a space on either side."""
    joined = " ".join(sorted(set(tags)))
    return f" {joined} " if joined else ""


class RowNotes(Sequence[PackedNote]):
    """Packed notes that lie as rows: a large deck's would take much memory as objects."""

    __slots__ = ()

    @abstractmethod
    def copy_into(self, database: Path) -> None:
        """Copy notes and cards into the tables of a package, by ascending note id.

        Raises OSError where that cannot be written, and ValueError for a doubled guid.
        """

    @property
    @abstractmethod
    def card_count(self) -> int:
        """The number of cards of all notes."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def content_digest(fields: Iterable[str], tags: Iterable[str]) -> str:
    """Digest of what a reader gets from a note: a change here, and only here, raises ``mod``.

    Media are part of it, because a field names them by their content.
    """
    return row_digest(FIELD_SEPARATOR.join(fields), " ".join(sorted(tags)))


def row_digest(fields: str, tags: str) -> str:
    """Return the ``content_digest`` of fields and tags that are one text each."""
    return _digest(fields, tags.strip())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1e".join(parts).encode("utf-8")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class DeckEntry:
    """A deck row; the description is Markdown, empty for a parent."""

    id: int
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A media file: its name inside the package and the file that holds its bytes."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Package:
    """All that one ``.apkg`` holds; ``time`` (seconds) stamps the collection and the decks."""

    name: str
    time: int
    note_types: tuple[NoteType, ...]
    decks: tuple[DeckEntry, ...]
    notes: Sequence[PackedNote]
    media: tuple[Media, ...] = ()

    @property
    def card_count(self) -> int:
        """The number of cards that a reader gets."""
        if isinstance(self.notes, RowNotes):
            return self.notes.card_count
        return sum(len(note.cards) for note in self.notes)


@dataclass(frozen=True, slots=True)
class Released:
    """What an earlier release said of a note: its digest, ``mod``, note id and cards' ordinals."""

    digest: str
    mod: int
    note_id: int
    cards: tuple[int, ...] = (0,)


History = Mapping[str, Released]
"""What was released, by guid. Empty for a deck that never was."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """The times that a build may use: ``now`` (seconds) and what was released before."""

    now: int
    history: History = field(default_factory=dict)
    last_id: int = field(init=False)

    def __post_init__(self) -> None:
        newest = max((each.note_id for each in self.history.values()), default=0)
        object.__setattr__(self, "last_id", newest)

    def new_ids(self) -> tuple[int, int]:
        """Return the first id of a note that was never released, and the step to the next.

        They count back from ``now``, in milliseconds. Soon after a release that could meet a
        released id, so they count on from the last.
        """
        top = self.now * 1000
        if top - self.last_id > _DAY_MS:
            return top - NOTE_ID_STEP, -NOTE_ID_STEP
        return self.last_id + NOTE_ID_STEP, NOTE_ID_STEP


_DAY_MS = 86_400_000
NOTE_ID_STEP = 8
"""Milliseconds between note ids: room for a note's cards (note id + 1 + ord) with some to spare."""
