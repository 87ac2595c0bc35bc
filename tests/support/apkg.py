"""Packages as text: what two builds are compared by, with a readable difference."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import genanki


def members(path: Path) -> dict[str, bytes]:
    """Return the uncompressed members of a package by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@contextlib.contextmanager
def database(image: bytes) -> Iterator[sqlite3.Connection]:
    """Open the image of a database in memory, for as long as the block runs."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(image)
        yield connection


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Return what the collection of a package answers to a query."""
    with database(members(path)["collection.anki2"]) as connection:
        return connection.execute(query).fetchall()


def write_with_genanki(
    decks: genanki.Deck | list[genanki.Deck],
    path: Path,
    timestamp: float | None = None,
    media: Iterable[Path] = (),
) -> None:
    """Write a package with genanki itself."""
    with warnings.catch_warnings():
        # genanki's own cached_property asks asyncio for what Python 3.14 has elsewhere.
        warnings.filterwarnings(
            "ignore",
            message="'asyncio.iscoroutinefunction' is deprecated",
            category=DeprecationWarning,
            module="cached_property",
        )
        genanki.Package(decks, list(map(str, media))).write_to_file(str(path), timestamp)


def as_text(path: Path) -> str:
    """Write a package as text, one row a line."""
    lines = []
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            digest = hashlib.sha256(archive.read(info)).hexdigest()[:12]
            lines.append(f"member {info.filename} {info.date_time} {info.external_attr} {digest}")
    for table in ("notes", "cards"):
        lines += [f"{table} {row!r}" for row in rows(path, f"select * from {table}")]
    (row,) = rows(path, "select models, decks, dconf, conf from col")
    for text in row:
        lines += json.dumps(json.loads(text), indent=1, ensure_ascii=False).splitlines()
    return "\n".join(lines)
