"""date-impossible: what it points at, and what it leaves alone."""

from __future__ import annotations

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
