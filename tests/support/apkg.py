"""Packages as text: what two builds are compared by, with a readable difference."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from pathlib import Path


def members(path: Path) -> dict[str, bytes]:
    """Return the uncompressed members of a package by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def database(path: Path) -> sqlite3.Connection:
    """Open the collection of a package in memory."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(members(path)["collection.anki2"])
    return connection


def as_text(path: Path) -> str:
    """Write a package as text, one row a line."""
    lines = []
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            digest = hashlib.sha256(archive.read(info)).hexdigest()[:12]
            lines.append(f"member {info.filename} {info.date_time} {info.external_attr} {digest}")
    connection = database(path)
    for table in ("notes", "cards"):
        lines += [f"{table} {row!r}" for row in connection.execute(f"select * from {table}")]
    (row,) = connection.execute("select models, decks, dconf, conf from col")
    for text in row:
        lines += json.dumps(json.loads(text), indent=1, ensure_ascii=False).splitlines()
    connection.close()
    return "\n".join(lines)
