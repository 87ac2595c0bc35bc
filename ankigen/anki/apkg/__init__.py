"""Package ↔ ``.apkg``: the only importer of genanki and zipfile."""

from __future__ import annotations

from ankigen.anki.apkg.digest import members_digest
from ankigen.anki.apkg.genanki_package import FastPackage
from ankigen.anki.apkg.reader import read
from ankigen.anki.apkg.writer import Writer, write

__all__ = ["FastPackage", "Writer", "members_digest", "read", "write"]
