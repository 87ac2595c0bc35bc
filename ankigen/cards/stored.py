"""Worded facts with their ids, times and places: rows that are made when they are asked for."""

from __future__ import annotations

import itertools
import marshal
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from ankigen.anki.package import NoteRow, PackedNote, RowNotes, Stamps
from ankigen.cards.shelf import Stored
from ankigen.cards.wording import WordedFact
from ankigen.kinds.base.records import Note

FACT_STEP = 60
"""Places in the queue of new cards between two cards of one note: three days at 20 a day."""

VARIANT_STEP = 20
"""Places between the same fact in two variants, for readers who study the parent deck."""

RETIRED_PLACE = 900_000
"""First place of retired cards: after all others, below the million that Anki allows."""

_PARTS_AT_HAND = 64
"""The rows of so many parts stay made. Of a deck with more, each package makes its own anew."""

_PARTS_IN_TURN = 2


@dataclass(frozen=True, slots=True)
class PackedFact:
    """A packed note, the digest of its content, and what it was made from."""

    source: Note
    fact: str
    retired: bool
    content: str
    note: PackedNote


@dataclass(frozen=True, slots=True)
class Frame:
    """What all notes of a deck share in one variant; ``offset`` is the variant's in the queue."""

    note_type_id: int
    deck_id: int
    retired_id: int
    offset: int
    stamps: Stamps


class Part:
    """What was worded together, in one variant.

    ``start`` is the place of its first source note in the deck, ``rank`` that of its first
    fact among those of all variants.
    """

    def __init__(self, frame: Frame, packed: Stored, start: int, rank: int) -> None:
        self.frame = frame
        self.start = start
        self._packed = packed
        self.asked = 0
        self.asked_cards = 0
        self.card_count = 0
        self.ids = array("q")
        note_id = frame.stamps.note_id
        facts = self.facts()
        for number, (_, _, guid, _, _, _, ords, retired, _, _) in enumerate(facts, rank):
            self.ids.append(note_id(guid, number))
            self.card_count += len(ords)
            if not retired:
                self.asked += 1
                self.asked_cards += len(ords)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def retires(self) -> bool:
        """Whether a fact is retired."""
        return self.asked < len(self.ids)

    def facts(self) -> list[WordedFact]:
        """Unpack the facts."""
        facts: list[WordedFact] = marshal.loads(self._packed())
        return facts

    def rows(self) -> list[NoteRow]:
        """Make the rows, in the order of the facts."""
        frame, mod = self.frame, self.frame.stamps.mod
        type_id, first = frame.note_type_id, self.start + frame.offset
        rows = []
        for note_id, fact in zip(self.ids, self.facts(), strict=True):
            at, _, guid, digest, fields, tags, ords, retired, index, count = fact
            place = first + at + FACT_STEP * index + (RETIRED_PLACE if retired else 0)
            deck = frame.retired_id if retired else frame.deck_id
            # All facts forwards come before the first one backwards.
            cards = tuple([(ord_, deck, place + FACT_STEP * count * ord_) for ord_ in ords])
            rows.append(NoteRow(note_id, guid, type_id, mod(guid, digest), tags, fields, cards))
        return rows


class Rows:
    """Makes the rows of so many parts; those that were asked for last stay made."""

    def __init__(self, parts: int) -> None:
        self._most = parts if parts <= _PARTS_AT_HAND else _PARTS_IN_TURN
        self._made: dict[Part, list[NoteRow]] = {}

    def of(self, part: Part) -> list[NoteRow]:
        """Return the rows of a part."""
        rows = self._made.pop(part, None)
        if rows is None:
            if len(self._made) >= self._most:
                del self._made[next(iter(self._made))]
            rows = part.rows()
        self._made[part] = rows
        return rows


class StoredNotes(RowNotes):
    """The notes of parts, in curriculum order."""

    __slots__ = ("_parts", "_rows", "_starts")

    def __init__(self, parts: Sequence[Part], rows: Rows) -> None:
        self._parts = parts
        self._rows = rows
        self._starts = [0, *itertools.accumulate(len(part) for part in parts)]

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> PackedNote: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PackedNote, ...]: ...
    def __getitem__(self, index: int | slice) -> PackedNote | tuple[PackedNote, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = range(len(self))[index]
        which = bisect_right(self._starts, number) - 1
        return self._rows.of(self._parts[which])[number - self._starts[which]].note()

    def __iter__(self) -> Iterator[PackedNote]:
        for part in self._parts:
            for row in self._rows.of(part):
                yield row.note()

    @property
    def card_count(self) -> int:
        """The number of cards of all notes."""
        return sum(part.card_count for part in self._parts)

    def rows(self) -> Iterator[NoteRow]:
        """Yield the rows by ascending note id."""
        ids = array("q")
        for part in self._parts:
            ids.extend(part.ids)
        low = high = 0
        rows: list[NoteRow] = []
        # Ids follow the curriculum, backwards or in stretches: few parts are made twice.
        for number in sorted(range(len(ids)), key=ids.__getitem__):
            if not low <= number < high:
                which = bisect_right(self._starts, number) - 1
                low, high = self._starts[which], self._starts[which + 1]
                rows = self._rows.of(self._parts[which])
            yield rows[number - low]
