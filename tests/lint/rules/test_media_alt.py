"""media-alt: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "media-alt"


def test_says_nothing_or_too_much() -> None:
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
      id: gambar
      en: picture
    licence: CC0-1.0
    source: Siti
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
      id: IMG_1.svg
      en: IMG_1.svg
    licence: CC0-1.0
    source: Siti
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
      id: sebuah peta buta nomor 2
      en: a drawing
    licence: CC0-1.0
    source: Siti
"""
    assert places(notes, CODE) == [
        "11: gambar",
        "25: IMG_1.svg",
        "39: sebuah peta buta nomor 2",
    ]


def test_what_is_to_be_seen() -> None:
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
      id: garis pantai sebuah pulau
      en: the coastline of an island
    licence: CC0-1.0
    source: Siti
"""
    assert places(notes, CODE) == []


def test_a_fact_of_a_body() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Klub Pos
    en: Postal Club
  headquarters:
    city:
      id: Jenewa
      en: Geneva
    country:
      id: Swiss
      en: Switzerland
    picture:
      file: map.svg
      alt:
        id: peta dengan satu kota ditandai
        en: a map with Geneva marked
      licence: unknown
      source: Siti
"""
    assert places(notes, CODE) == ["17: a map with Geneva marked"]
    assert places(notes, "media-unlicensed") == ["18: unknown"]


def test_the_date_of_a_founding() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Klub Pos
    en: Postal Club
  founded:
    date: "1874-10-09"
    event: founded
    picture:
      file: year.svg
      alt:
        id: garis waktu dengan 9 Oktober 1874 ditandai
        en: a time line with one day marked
      licence: CC0-1.0
      source: Siti
"""
    assert places(notes, CODE) == ["12: garis waktu dengan 9 Oktober 1874 ditandai"]
