"""The tables of a collection that anybody may have made, read within limits."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MOST_HELD = 160 << 20
"""So much memory may all that is read from a collection take, as Python holds it: a deck of ours
with ten thousand notes in its source takes nearly that."""

_MOST_IN_A_VALUE = 16 << 20
_ROW = 300  # what a row takes beside its texts
_PART, TEXT = 8, 49  # what a field takes, and one that is not empty, beside its letters
_SEPARATOR = "\x1f"
# The header's two bytes for a write-ahead log, which a file that is only read cannot have.
_JOURNAL = 18
_NO_LOG = b"\1\1"


@contextlib.contextmanager
def tables(file: Path) -> Iterator[Tables]:
    """Open a collection for reading. Raises sqlite3.Error where the file is none."""
    with file.open("r+b") as header:
        header.seek(_JOURNAL)
        header.write(_NO_LOG)
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        # Anki's own order of names: SQLite 3.53 reads no table that has it without knowing it.
        connection.create_collation("unicase", unicase)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_IN_A_VALUE)
        yield Tables(connection)


class Tables:
    """An open collection; all that is read from it counts towards one limit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._left = MOST_HELD

    def rows(self, table: str, columns: str, types: tuple[type, ...]) -> Iterator[tuple[Any, ...]]:
        """Yield rows as they lie, each value of its type.

        Only of a table: a view or a virtual table is a program, which may never end.
        Raises ValueError for another type, and where it is too much to hold.
        """
        (real,) = self._connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = ?",
            (table,),
        ).fetchone()
        if not real:
            raise ValueError(f"it has no table {table}")
        for row in self._connection.execute(f"SELECT {columns} FROM {table}"):
            self.spend(_ROW + sum(map(_size, row)))
            if tuple(map(type, row)) != types:
                raise ValueError(f"a row of {table} holds values of other types")
            yield row

    def spend(self, memory: int) -> None:
        """Count what something takes that is kept. Raises ValueError where it is too much."""
        self._left -= memory
        if self._left < 0:
            raise ValueError("its collection holds more than can be read")

    def row(self, table: str, columns: str, types: tuple[type, ...]) -> tuple[Any, ...]:
        """Return the first row."""
        for row in self.rows(table, columns, types):
            return row
        raise ValueError(f"its table {table} is empty")


def _size(value: object) -> int:
    size = sys.getsizeof(value)
    if isinstance(value, str) and _SEPARATOR in value:
        parts = value.split(_SEPARATOR)
        size += _PART * len(parts) + TEXT * sum(map(bool, parts))
    return size


def unicase(one: str, other: str) -> int:
    """Compare names as Anki's collation of that name does: capital or small is the same."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)
