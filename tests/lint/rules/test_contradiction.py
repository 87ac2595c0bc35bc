"""contradiction: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "contradiction"


def test_year_end_members_and_seat() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Dewan Feri Selat
    en: Straits Ferry Council
  called:
    id: Dewan Feri
    en: the Ferry Council
  founded:
    date: "1971-04-12"
    event: founded
  headquarters:
    city:
      id: Medan
      en: Medan
    country:
      id: Indonesia
      en: Indonesia
  members:
    count: 14
    of: states
    as_of: "2026"
  status:
    state: dissolved
    date: "2026-02-01"
- key: b
  term:
    id: tarif
    en: tariff
  definition:
    id: biaya angkut
    en: the charge for carriage
  explanation:
    id: Dewan Feri didirikan pada 12 April 1977.
    en: It is low.
- key: c
  term:
    id: peluit
    en: whistle
  definition:
    id: alat tiup nyaring
    en: a shrill pipe
  explanation:
    id: Nyaring.
    en: >-
      The Ferry Council was dissolved in 2024 and has others. The Ferry Council has 12 member
      states.
- key: d
  term:
    id: jangkar
    en: anchor
  definition:
    id: pemberat kapal
    en: the weight of a ship
  explanation:
    id: Dewan Feri Selat, yang bermarkas di Surabaya, memakainya.
    en: It is heavy.
"""
    assert places(notes, CODE) == [
        "34: 1977",
        "46: 12",
        "46: 2024",
        "56: Surabaya",
    ]


def test_what_agrees_and_what_is_about_another() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Dewan Feri Selat
    en: Straits Ferry Council
  called:
    id: Dewan Feri
    en: the Ferry Council
  founded:
    date: "1971-04-12"
    event: founded
  headquarters:
    city:
      id: Medan
      en: Medan
    country:
      id: Indonesia
      en: Indonesia
  members:
    count: 14
    of: states
    as_of: "2026"
  status:
    state: dissolved
    date: "2026-02-01"
- key: b
  term:
    id: tarif
    en: tariff
  definition:
    id: biaya angkut
    en: the charge for carriage
  explanation:
    id: Dewan Feri didirikan pada tahun 1971 di Medan.
    en: The Ferry Council set up an office in 1999.
- key: c
  term:
    id: peluit
    en: whistle
  definition:
    id: alat tiup nyaring
    en: a shrill pipe
  explanation:
    id: Dewan Feri Selatan didirikan pada 1980.
    en: The Straits Ferry Council, which has its seat in Medan, had 3 ships.
"""
    assert places(notes, CODE) == []
