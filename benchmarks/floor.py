"""What no program of this kind can undercut: one part of the work, and nothing else.

``python -m benchmarks.floor events DECK`` reads the events of every file and drops them.
``python -m benchmarks.floor database ROWS OUT`` puts finished rows into SQLite and deflates it.
"""

from __future__ import annotations

import contextlib
import marshal
import sqlite3
import sys
import time
import zlib
from pathlib import Path

from yaml._yaml import CParser
from yaml.events import StreamEndEvent

LEVEL = 4


def events(deck: Path) -> None:
    for path in sorted(deck.glob("*.yaml")):
        get_event = CParser(path.read_bytes()).get_event
        while get_event().__class__ is not StreamEndEvent:
            pass


def database(rows: Path, out: Path) -> None:
    for file in sorted(rows.iterdir()):
        packaged(file, out)


def packaged(file: Path, out: Path) -> None:
    """Write one package's rows; they go when they are written."""
    started = time.perf_counter()
    with file.open("rb") as packed:
        content = marshal.load(packed)
    notes = [
        (note_type, guid, "\x1f".join(fields), " ".join(tags))
        for note_type, _, guid, fields, tags in content["notes"]
    ]
    cards = [(n, o) for n, count in enumerate(content["cards"]) for o in range(count)]
    print(f"not counted: {time.perf_counter() - started}")
    path = out / f"{file.name}.anki2"
    path.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("CREATE TABLE notes(id integer primary key, mid, guid, flds, tags)")
        connection.execute("CREATE TABLE cards(id integer primary key, nid, ord)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO notes VALUES(NULL,?,?,?,?)", notes)
        connection.executemany("INSERT INTO cards VALUES(NULL,?,?)", cards)
        connection.execute("COMMIT")
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    with path.open("rb") as image, (out / f"{file.name}.z").open("wb") as packed:
        while piece := image.read(1 << 20):
            packed.write(deflate.compress(piece))
        packed.write(deflate.flush())


if __name__ == "__main__":
    {"events": events, "database": database}[sys.argv[1]](*map(Path, sys.argv[2:]))
