"""The notes of a deck as rows in a temporary database, from which packages are copied.

Facts go in as they are worded; stamps give them ids and times, and one sheet may be stamped
several times. As objects, the notes of a large deck would take many times the memory.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import sqlite3
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, overload

from ankigen.anki.package import (
    CardRow,
    FactRow,
    NoteRow,
    PackedNote,
    RowNotes,
    Stamps,
    row_digest,
)
from ankigen.diagnostics import AnkigenError

CACHE_KIB = 32 << 10
"""Memory that a sheet takes; what is beyond lies in a file that only SQLite sees."""


class Column(NamedTuple):
    """What the notes of one variant share: note type, deck, and the deck of retired cards."""

    note_type_id: int
    deck_id: int
    retired_id: int


Tally = Counter[tuple[int, bool, bool]]
"""Numbers of facts by the bits of their cards, whether they are retired, and of the core."""


class StampedFact(NamedTuple):
    """A fact with its id and time; ``source`` is the place of its note in the deck."""

    source: int
    fact: str
    retired: bool
    row: NoteRow


# The texts come last, so that whoever wants numbers need not read over them.
_TABLES = """
CREATE TABLE facts(key INTEGER PRIMARY KEY, note_type INTEGER NOT NULL, source INTEGER NOT NULL,
 cards INTEGER NOT NULL, deck INTEGER NOT NULL, core INTEGER NOT NULL, due INTEGER NOT NULL,
 step INTEGER NOT NULL, guid TEXT NOT NULL, fact TEXT NOT NULL, tags TEXT NOT NULL,
 shown TEXT NOT NULL, fields TEXT NOT NULL);
CREATE TABLE stamped(stamp INTEGER NOT NULL, key INTEGER NOT NULL, id INTEGER NOT NULL,
 mod INTEGER NOT NULL, PRIMARY KEY(stamp, key)) WITHOUT ROWID;
CREATE INDEX by_id ON stamped(stamp, id, mod);
CREATE TABLE released(guid TEXT PRIMARY KEY, id INTEGER NOT NULL, mod INTEGER NOT NULL,
 digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ordinals(ord INTEGER PRIMARY KEY);
"""
# A key is the variant above, and the running number in it below.
_NUMBER_BITS = 40
_ADD = """
INSERT INTO facts VALUES({key} + ?, {note_type}, {source} + ?, ?,
 CASE WHEN ? THEN {retired} ELSE {deck} END, ?, {due} + ?, ?, ?, ?, ?, ?, ?)
"""
_STAMP = """
INSERT INTO stamped SELECT :stamp, key, coalesce(released.id, :first + :step * (key - :low)),
 CASE WHEN released.id IS NULL THEN :now
  WHEN released.digest = digest(fields, tags) THEN released.mod
  ELSE max(released.mod + 1, :now) END
FROM facts LEFT JOIN released USING (guid) WHERE key BETWEEN :low AND :high
"""
_FACTS = """
SELECT source, fact, id, guid, note_type, mod, tags, fields, cards, deck, due, step
FROM facts CROSS JOIN stamped USING (key)
WHERE stamp = ? AND key BETWEEN ? AND ? AND core >= ? ORDER BY key
"""
_WANTED = f"stamp = :stamp AND :variants >> (key >> {_NUMBER_BITS}) & 1 AND core >= :core"
_COPY_NOTES = f"""
INSERT INTO package.notes SELECT id, guid, note_type, mod, -1, tags, fields, shown, 0, 0, ''
FROM stamped CROSS JOIN facts USING (key) WHERE {_WANTED} ORDER BY id
"""
# To name the ordinal in the order as well would make SQLite sort what is in order already.
_COPY_CARDS = f"""
INSERT INTO package.cards SELECT id + 1 + ord, id, deck, ord, mod, -1, 0, 0, due + step * ord,
 0, 0, 0, 0, 0, 0, 0, 0, ''
FROM stamped CROSS JOIN facts USING (key) CROSS JOIN ordinals
WHERE {_WANTED} AND cards >> ord & 1 ORDER BY id
"""
_TWIN = "SELECT guid FROM facts GROUP BY guid HAVING count(*) > 1 LIMIT 1"
_AT_ONCE = 500
"""Facts that are read at once."""

_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "secure_delete=OFF")


class Sheet:
    """The facts of a deck by variant, in the deck's order; the file, if any, goes with it.

    Its methods raise AnkigenError where there is no room for it.
    """

    def __init__(self, columns: Sequence[Column], templates: int) -> None:
        self._columns = columns
        self._tallies: list[Tally] = [Counter() for _ in columns]
        self._stamps = 0
        self._checked = False
        with _room():
            # "" is a database that nobody else can open: in memory, later in a file. Whatever
            # thread has its packages last closes it.
            stack = contextlib.ExitStack()
            weakref.finalize(self, stack.close)
            closing = contextlib.closing(sqlite3.connect("", check_same_thread=False))
            self._connection = stack.enter_context(closing)
            self._connection.create_function("digest", 2, row_digest, deterministic=True)
            for pragma in (*_PRAGMAS, "page_size=16384", f"cache_size=-{CACHE_KIB}"):
                self._connection.execute(f"PRAGMA {pragma}").fetchall()
            self._connection.executescript(_TABLES)
            ords = ((ord_,) for ord_ in range(templates))
            self._connection.executemany("INSERT INTO ordinals VALUES(?)", ords)

    def add(self, variant: int, facts: Sequence[FactRow], *, source: int, due: int) -> None:
        """Put facts behind those of a variant; their own places count from these two."""
        column = self._columns[variant]
        statement = _ADD.format(
            key=self._keys(variant)[0] + self.size(variant),
            note_type=column.note_type_id,
            retired=column.retired_id,
            deck=column.deck_id,
            source=source,
            due=due,
        )
        with _room():
            self._connection.executemany(statement, facts)
        tally = self._tallies[variant]
        tally.update((cards, retired, core) for _, _, cards, retired, core, *_ in facts)

    def stamp(self, stamps: Stamps) -> int:
        """Give every fact an id and a time; return the number by which to ask for them.

        What was released keeps its id, and its time while its content is the same. New facts
        get ids in the deck's order, variant by variant.
        """
        self._stamps += 1
        with _room():
            self._connection.executemany(
                "INSERT INTO released VALUES(?,?,?,?)",
                ((guid, r.note_id, r.mod, r.digest) for guid, r in stamps.history.items()),
            )
            first, step = stamps.new_ids()
            values = {"stamp": self._stamps, "now": stamps.now, "step": step}
            for variant in range(len(self._columns)):
                low, high = self._keys(variant)
                own = {"low": low, "high": high, "first": first}
                self._connection.execute(_STAMP, {**values, **own})
                first += step * self.size(variant)
            self._connection.execute("DELETE FROM released")
            self._connection.commit()
        return self._stamps

    def notes(self, stamp: int, *variants: int, core: bool = False) -> SheetNotes:
        """Return the notes of some variants, or of their core, by the number of their stamp."""
        return SheetNotes(self, stamp, variants, core=core)

    def size(self, variant: int) -> int:
        """Return how many facts a variant has."""
        return self._tallies[variant].total()

    def tally(self, variants: Iterable[int]) -> Tally:
        """Count the facts of variants by their cards, whether they are retired, and of the core."""
        return sum((self._tallies[variant] for variant in variants), Counter())

    def facts(
        self, stamp: int, variant: int, numbers: range, *, core: bool = False
    ) -> Iterator[StampedFact]:
        """Yield the facts of a variant with consecutive numbers, in the deck's order.

        With ``core`` only those of them that are of the core.
        """
        low, _ = self._keys(variant)
        retired_id = self._columns[variant].retired_id
        # No statement stays open while somebody reads: a package could not be detached.
        for start in range(numbers.start, numbers.stop, _AT_ONCE):
            last = min(start + _AT_ONCE, numbers.stop) - 1
            for row in self._rows(_FACTS, (stamp, low + start, low + last, core)):
                source, fact, *note, cards, deck, due, step = row
                ords = (ord_ for ord_ in range(cards.bit_length()) if cards >> ord_ & 1)
                places: tuple[CardRow, ...] = tuple((o, deck, due + step * o) for o in ords)
                yield StampedFact(source, fact, deck == retired_id, NoteRow._make([*note, places]))

    def copy(self, stamp: int, variants: Iterable[int], database: Path, *, core: bool) -> None:
        """Copy notes and cards of variants into the tables of a package, by ascending note id.

        With ``core`` only those of the core.

        Raises OSError where that cannot be written, and ValueError for a doubled guid: it
        would cost a reader a note.
        """
        self._check()
        bits = sum(1 << variant for variant in variants)
        values = {"stamp": stamp, "variants": bits, "core": core}
        try:
            self._connection.execute("ATTACH ? AS package", (os.fsencode(database),))
            try:
                for pragma in (*_PRAGMAS, "cache_size=-8192"):
                    self._connection.execute(f"PRAGMA package.{pragma}").fetchall()
                self._connection.execute(_COPY_NOTES, values)
                self._connection.execute(_COPY_CARDS, values)
                self._connection.commit()
            finally:
                if self._connection.in_transaction:
                    self._connection.rollback()
                self._connection.execute("DETACH package")
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, str(error)) from error

    def _check(self) -> None:
        if not self._checked:
            for (guid,) in self._rows(_TWIN, ()):
                raise ValueError(f"two notes have the guid {guid!r}")
            self._checked = True

    def _rows(self, statement: str, values: tuple[int, ...]) -> list[Any]:
        with _room():
            return self._connection.execute(statement, values).fetchall()

    def _keys(self, variant: int) -> tuple[int, int]:
        return variant << _NUMBER_BITS, (variant + 1 << _NUMBER_BITS) - 1


@contextlib.contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        # The statements are always the same: this is a full disk or no place for a file.
        raise AnkigenError("output", path="TMPDIR", reason=str(error)) from error


class SheetNotes(RowNotes):
    """The notes of some variants of a stamped sheet, or of their core, in the deck's order."""

    __slots__ = ("_core", "_sheet", "_stamp", "_variants")

    def __init__(self, sheet: Sheet, stamp: int, variants: Sequence[int], *, core: bool) -> None:
        self._sheet = sheet
        self._stamp = stamp
        self._variants = variants
        self._core = core

    def facts(self) -> Iterator[StampedFact]:
        """Yield the notes with what they were made from."""
        for variant in self._variants:
            numbers = range(self._sheet.size(variant))
            yield from self._sheet.facts(self._stamp, variant, numbers, core=self._core)

    def __len__(self) -> int:
        return sum(count for _, _, count in self._tally())

    def _tally(self) -> list[tuple[int, bool, int]]:
        """Return bits of cards, whether facts are retired, and how many there are of them."""
        tally = self._sheet.tally(self._variants).items()
        return [
            (cards, retired, n) for (cards, retired, core), n in tally if core or not self._core
        ]

    @overload
    def __getitem__(self, index: int) -> PackedNote: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PackedNote, ...]: ...
    def __getitem__(self, index: int | slice) -> PackedNote | tuple[PackedNote, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = range(len(self))[index]
        if self._core:
            return next(itertools.islice(self, number, None))
        for variant in self._variants:
            if number < self._sheet.size(variant):
                (found,) = self._sheet.facts(self._stamp, variant, range(number, number + 1))
                return found.row.note()
            number -= self._sheet.size(variant)
        raise IndexError(index)

    def __iter__(self) -> Iterator[PackedNote]:
        return (fact.row.note() for fact in self.facts())

    @property
    def card_count(self) -> int:
        """The number of cards of all notes."""
        return sum(cards.bit_count() * count for cards, _, count in self._tally())

    @property
    def asked(self) -> tuple[int, int]:
        """The numbers of notes and of cards that are not retired."""
        asked = [(cards, count) for cards, retired, count in self._tally() if not retired]
        return sum(n for _, n in asked), sum(cards.bit_count() * n for cards, n in asked)

    def copy_into(self, database: Path) -> None:
        """Copy notes and cards into the tables of a package: see ``Sheet.copy``."""
        self._sheet.copy(self._stamp, self._variants, database, core=self._core)
