"""media-unlicensed: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "media-unlicensed"


def test_no_licence_or_nobody_to_name() -> None:
    notes = """
- key: a0
  term:
    id: peta buta 0
    en: outline map 0
  definition:
    id: gambar wilayah nomor 0
    en: drawing number 0 of a region
  picture:
    file: map.svg
    alt:
      id: garis pantai
      en: a coastline
    licence: unknown
    source: Siti, 2019
- key: a1
  term:
    id: peta buta 1
    en: outline map 1
  definition:
    id: gambar wilayah nomor 1
    en: drawing number 1 of a region
  picture:
    file: map.svg
    alt:
      id: garis pantai
      en: a coastline
    licence: CC-BY-ND-4.0
    source: Siti, 2019
- key: a2
  term:
    id: peta buta 2
    en: outline map 2
  definition:
    id: gambar wilayah nomor 2
    en: drawing number 2 of a region
  picture:
    file: map.svg
    alt:
      id: garis pantai
      en: a coastline
    licence: CC0-1.0
    source: Google
"""
    assert places(notes, CODE) == [
        "13: unknown",
        "27: CC-BY-ND-4.0",
        "42: Google",
    ]


def test_licences_that_allow_it() -> None:
    notes = """
- key: a0
  term:
    id: peta buta 0
    en: outline map 0
  definition:
    id: gambar wilayah nomor 0
    en: drawing number 0 of a region
  picture:
    file: map.svg
    alt:
      id: garis pantai
      en: a coastline
    licence: CC-BY-SA-4.0
    source: Siti, 2019
- key: a1
  term:
    id: peta buta 1
    en: outline map 1
  definition:
    id: gambar wilayah nomor 1
    en: drawing number 1 of a region
  picture:
    file: map.svg
    alt:
      id: garis pantai
      en: a coastline
    licence: Domain publik
    source: Arsip Nasional
- key: a2
  term:
    id: peta buta 2
    en: outline map 2
  definition:
    id: gambar wilayah nomor 2
    en: drawing number 2 of a region
  picture:
    file: map.svg
    alt:
      id: garis pantai
      en: a coastline
    licence: CC0-1.0
    source: Dibuat sendiri
"""
    assert places(notes, CODE) == []
