"""The outlines of land and countries: Natural Earth, public domain, as packed by world-atlas.

The file is installed when pictures are made and is no part of the project. Its digest
is pinned, so that the same facts always give the same pictures.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from ankigen.deck.pictures.topojson import Polygon, shapes
from ankigen.diagnostics import AnkigenError

NPM_PACKAGE = "world-atlas@2.0.2"
"""Natural Earth 4.1.0 at 1:110 million; licence ISC for the packing."""

FILE = Path("node_modules/world-atlas/countries-110m.json")
DIGEST = "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8"
"""SHA-256 of the file."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """All land, and each country by its name in Natural Earth."""

    land: tuple[Polygon, ...]
    countries: dict[str, tuple[Polygon, ...]]


def read_atlas(file: Path) -> Atlas:
    """Read the outlines. Raises AnkigenError where the file is missing or another one."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise AnkigenError(
            "atlas-unreadable", path=file.as_posix(), reason=error.strerror or str(error)
        ) from error
    if hashlib.sha256(content).hexdigest() != DIGEST:
        raise AnkigenError("atlas-other", path=file.as_posix(), package=NPM_PACKAGE)
    topology = json.loads(content)
    land = tuple(p for shape in shapes(topology, "land") for p in shape.polygons)
    countries = {shape.name: shape.polygons for shape in shapes(topology, "countries")}
    return Atlas(land, countries)
