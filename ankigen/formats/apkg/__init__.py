"""Package ↔ ``.apkg``: the only importer of genanki, sqlite3 and zipfile."""

from __future__ import annotations

from ankigen.formats.apkg.digest import members_digest
from ankigen.formats.apkg.genanki_package import FastPackage
from ankigen.formats.apkg.reader import read
from ankigen.formats.apkg.writer import Writer, write

__all__ = ["FastPackage", "Writer", "members_digest", "read", "write"]
