"""date-impossible: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.lint.support import places

CODE = "date-impossible"


def test_every_way_of_being_impossible() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Uni Rel
    en: Rail Union
  founded:
    date: "1950-03-01"
    event: in-force
  founding_document:
    title:
      id: Konvensi Rel
      en: Gauge Convention
    date: "1953-10-20"
  indonesia:
    relation: member
    since: "1905"
- key: b
  type: organisation
  name:
    id: Uni Awan
    en: Cloud Union
  founded:
    date: "2031-05-05"
    event: founded
  sources:
    - title: Awan
      url: https://awan.example
      read: "2027-03-01"
- key: c
  category: role
  question:
    id: Kapan Hayam Wuruk memerintah?
    en: When did Hayam Wuruk rule?
  answer:
    id: 1389–1350
    en: 1350–1389
"""
    assert places(notes, CODE) == [
        '13: "1953-10-20"',
        '16: "1905"',
        '23: "2031-05-05"',
        '28: "2027-03-01"',
        "35: 1389–1350",
    ]


def test_partial_dates_are_given_the_benefit() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Uni Rel
    en: Rail Union
  founded:
    date: "1950"
    event: in-force
  founding_document:
    title:
      id: Konvensi Rel
      en: Gauge Convention
    date: "1950-10-20"
  indonesia:
    relation: member
    since: "1950-01"
- key: c
  category: role
  question:
    id: Kapan Augustus memerintah?
    en: When did Augustus rule?
  answer:
    id: 27 SM–14 M
    en: 27 BC–AD 14
  explanation:
    id: Telepon 0274–0212; halaman 350-210 SM.
    en: The war ran from 1825–1830.
"""
    assert places(notes, CODE) == []


def told(indonesian: str, english: str) -> str:
    return f"""
- key: a
  term:
    id: gerbang
    en: gate
  definition:
    id: pintu besar
    en: a large door
  explanation:
    id: "{indonesian}"
    en: "{english}"
"""


@pytest.mark.parametrize(
    ("indonesian", "english", "found"),
    [
        ("Terbuka dari 1902 sampai 1899.", "Open for long.", "9: dari 1902 sampai 1899"),
        ("Lama terbuka.", "It stood between 1902 and 1899.", "10: between 1902 and 1899"),
        ("Lahir pada 1820, wafat pada 1802.", "It is old.", "9: 1802"),
        ("Tua.", "He was born on 3 May 1820 and died in 1802.", "10: 1802"),
        ("Roboh pada 31 September 1911.", "It fell.", "9: 31 September"),
        ("Roboh.", "It fell on February 30.", "10: February 30"),
    ],
)
def test_dates_in_words(indonesian: str, english: str, found: str) -> None:
    assert places(told(indonesian, english), CODE) == [found]


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Sejak 300 sampai 120 sebelum Masehi.", "From 300 to 120 before Christ."),
        ("Dari 1899 sampai 1902.", "Between 1899 and 1902."),
        ("Pada 29 Februari dan 31 Mei.", "On 29 February and May 31."),
        ("Pada Maret 2020 pukul 7.", "In March 2020, at 7 o’clock."),
        ("Ayahnya wafat 1802, ia lahir 1820.", "His father died in 1802, he was born in 1820."),
    ],
)
def test_dates_in_words_that_can_be(indonesian: str, english: str) -> None:
    assert places(told(indonesian, english), CODE) == []


def test_an_end_before_the_beginning_in_the_own_note() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Uni Rel
    en: Rail Union
  founded:
    date: "1950"
    event: founded
    explanation:
      id: Uni ini dibubarkan pada 1905.
      en: It was dissolved in 1905.
"""
    assert places(notes, CODE) == ["10: 1905", "11: 1905"]
