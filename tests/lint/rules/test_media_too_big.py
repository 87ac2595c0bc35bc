"""media-too-big: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "media-too-big"


def test_over_the_limit() -> None:
    notes = """
- key: a
  term:
    id: peta buta
    en: outline map
  definition:
    id: gambar wilayah
    en: a drawing of a region
  picture:
    file: big.svg
    alt:
      id: garis pantai
      en: a coastline
    licence: CC0-1.0
    source: Siti
"""
    assert places(notes, CODE, big=501) == [
        "9: big.svg",
    ]


def test_up_to_the_limit() -> None:
    notes = """
- key: a
  term:
    id: peta buta
    en: outline map
  definition:
    id: gambar wilayah
    en: a drawing of a region
  picture:
    file: big.svg
    alt:
      id: garis pantai
      en: a coastline
    licence: CC0-1.0
    source: Siti
"""
    assert places(notes, CODE, big=499) == []
