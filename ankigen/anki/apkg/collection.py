"""Rows → a ``collection.anki2`` (schema 11, which every Anki reads).

No indexes: Anki makes its own on import, and they cost a fifth of the time and size.
"""

from __future__ import annotations

import contextlib
import errno
import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ankigen.anki.apkg.image import PAGE_SIZE
from ankigen.anki.package import FIELD_SEPARATOR, NoteRow

_TABLES = """
CREATE TABLE col(id integer primary key,crt integer not null,mod integer not null,
 scm integer not null,ver integer not null,dty integer not null,usn integer not null,
 ls integer not null,conf text not null,models text not null,decks text not null,
 dconf text not null,tags text not null);
CREATE TABLE notes(id integer primary key,guid text not null,mid integer not null,
 mod integer not null,usn integer not null,tags text not null,flds text not null,
 sfld integer not null,csum integer not null,flags integer not null,data text not null);
CREATE TABLE cards(id integer primary key,nid integer not null,did integer not null,
 ord integer not null,mod integer not null,usn integer not null,type integer not null,
 queue integer not null,due integer not null,ivl integer not null,factor integer not null,
 reps integer not null,lapses integer not null,left integer not null,odue integer not null,
 odid integer not null,flags integer not null,data text not null);
CREATE TABLE revlog(id integer primary key,cid integer not null,usn integer not null,
 ease integer not null,ivl integer not null,lastIvl integer not null,factor integer not null,
 time integer not null,type integer not null);
CREATE TABLE graves(usn integer not null,oid integer not null,type integer not null);
"""
# One page size, one encoding, nothing that depends on the machine; no journal to write.
_PRAGMAS = (
    f"page_size={PAGE_SIZE}",
    "encoding='UTF-8'",
    "auto_vacuum=NONE",
    "secure_delete=OFF",
    "journal_mode=OFF",
    "synchronous=OFF",
    "cache_size=-8192",
)
_DAY = 86_400
_CONFIG = {
    "activeDecks": [1], "addToCur": True, "collapseTime": 1200, "curDeck": 1, "curModel": None,
    "dueCounts": True, "estTimes": True, "newBury": True, "newSpread": 0, "nextPos": 1,
    "schedVer": 2, "sortBackwards": False, "sortType": "noteFld", "timeLim": 0,
}  # fmt: skip
# Anki 2.1.56 to 2.1.66 refuse a package whose decks name a preset that is not there.
_PRESETS = {
    "1": {
        "autoplay": True, "id": 1, "maxTaken": 60, "mod": 0, "name": "Default", "replayq": True,
        "timer": 0, "usn": 0,
        "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
        "new": {"bury": True, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7],
                "order": 1, "perDay": 20, "separate": True},
        "rev": {"bury": True, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500,
                "minSpace": 1, "perDay": 100},
    }
}  # fmt: skip


def to_json(value: Any) -> str:
    """Write JSON the same way every time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def deck_json(deck_id: int, name: str, description: str, mod: int) -> dict[str, Any]:
    """Return a deck as Anki stores it, with a Markdown description and preset 1."""
    return {
        "id": deck_id, "name": name, "desc": description, "md": True, "mod": mod, "usn": -1,
        "dyn": 0, "conf": 1, "collapsed": False, "browserCollapsed": False, "extendNew": 0,
        "extendRev": 0, "lrnToday": [0, 0], "newToday": [0, 0], "revToday": [0, 0],
        "timeToday": [0, 0],
    }  # fmt: skip


def write_collection(
    path: Path,
    time: int,
    note_types: Iterable[dict[str, Any]],
    decks: Iterable[dict[str, Any]],
) -> None:
    """Write a collection without notes into a new database file; ``time`` in seconds.

    Raises OSError where the file cannot be written.
    """
    with _database(path) as connection:
        connection.executescript(_TABLES)
        all_decks = [deck_json(1, "Default", "", 0), *decks]
        connection.execute(
            "INSERT INTO col VALUES(1,?,?,?,11,0,0,0,?,?,?,?,'{}')",
            (
                time - time % _DAY,
                time * 1000,
                time * 1000,
                to_json(_CONFIG),
                to_json({str(each["id"]): each for each in note_types}),
                to_json({str(each["id"]): each for each in all_decks}),
                to_json(_PRESETS),
            ),
        )


def insert_notes(path: Path, sort_fields: Mapping[int, int], notes: Iterable[NoteRow]) -> None:
    """Put notes, by ascending id, and their cards into a collection that has none.

    ``sort_fields`` has the place of the sort field by note type. Notes are taken one by one,
    so that they need not be in memory together. Raises OSError where the file cannot be written.
    """
    cards = array("q")
    with _database(path) as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')",
            _note_values(notes, sort_fields, cards),
        )
        connection.executemany(
            "INSERT INTO cards VALUES(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')",
            zip(*[iter(cards)] * _CARD_COLUMNS, strict=True),
        )
        connection.execute("COMMIT")


_CARD_COLUMNS = 6


def _note_values(
    notes: Iterable[NoteRow], sort_fields: Mapping[int, int], cards: array[int]
) -> Iterator[tuple[int | str, ...]]:
    """Yield the columns of each note, and put those of its cards behind ``cards``.

    One table after the other, so that each lies in pages of its own, one after the other.
    """
    for note_id, guid, note_type_id, mod, tags, fields, own in notes:
        sort = sort_fields[note_type_id]
        shown = fields.split(FIELD_SEPARATOR, sort + 1)[sort]
        yield note_id, guid, note_type_id, mod, tags, fields, shown
        for ord_, deck_id, due in own:
            cards.extend((note_id + 1 + ord_, note_id, deck_id, ord_, mod, due))


@contextlib.contextmanager
def _database(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()
            yield connection
    except sqlite3.OperationalError as error:
        # SQLite's words for a full disk and the like: the statements are always the same.
        raise OSError(errno.EIO, str(error)) from error
