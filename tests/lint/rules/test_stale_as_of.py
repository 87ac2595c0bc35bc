"""stale-as-of: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "stale-as-of"


def test_by_kind_of_fact() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Siapa gubernur Jakarta?
    en: Who is the governor of Jakarta?
  answer:
    id: Pramono Anung
    en: Pramono Anung
  as_of: "2025-02"
- key: b
  type: organisation
  name:
    id: Klub Pos
    en: Postal Club
  members:
    count: 32
    unit: members
    as_of: "2023-01"
- key: c
  category: role
  question:
    id: Berapa ton ikan ditangkap?
    en: How many tonnes of fish are caught?
  answer:
    id: Lima juta
    en: Five million
  as_of: "2019"
"""
    assert places(notes, CODE) == [
        '9: "2025-02"',
        '18: "2023-01"',
        '27: "2019"',
    ]


def test_young_enough_or_over_for_good() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Siapa gubernur Jakarta?
    en: Who is the governor of Jakarta?
  answer:
    id: Pramono Anung
    en: Pramono Anung
  as_of: "2026-02"
- key: b
  type: organisation
  name:
    id: Klub Pos
    en: Postal Club
  members:
    count: 32
    unit: members
    as_of: "2024"
- key: skipped
  type: organisation
  name:
    id: Klub Kereta
    en: Rail Club
  skip:
    - members
  members:
    count: 6
    unit: members
    as_of: "1992"
- key: c
  type: organisation
  name:
    id: Liga Lama
    en: Old League
  members:
    count: 63
    unit: members
    as_of: "1935"
  status:
    state: dissolved
    date: "1946"
"""
    assert places(notes, CODE) == []
