"""ambiguous-abbreviation: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "ambiguous-abbreviation"


def test_one_abbreviation_for_two_bodies() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Komunitas Lada
    en: Pepper Community
  abbreviation:
    id: IPC
    en: IPC
- key: b
  type: organisation
  name:
    id: Komite Paralimpiade
    en: Paralympic Committee
  abbreviation:
    id: IPC
    en: IPC
"""
    assert places(notes, CODE) == [
        "15: IPC",
    ]


def test_a_hint_on_one_of_them_leaves_the_other_open() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Komunitas Lada
    en: Pepper Community
  abbreviation:
    id: IPC
    en: IPC
- key: b
  type: organisation
  name:
    id: Komite Paralimpiade
    en: Paralympic Committee
  abbreviation:
    id: IPC
    en: IPC
  hint:
    id: penyelenggara pesta olahraga
    en: the organiser of games
"""
    assert places(notes, CODE) == [
        "7: IPC",
    ]


def test_hints_on_both_or_one_name() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Komunitas Lada
    en: Pepper Community
  abbreviation:
    id: IPC
    en: IPC
  hint:
    id: negara rempah
    en: spice countries
- key: b
  type: organisation
  name:
    id: Komite Paralimpiade
    en: Paralympic Committee
  abbreviation:
    id: IPC
    en: IPC
  hint:
    id: pesta olahraga
    en: games
- key: c
  type: organisation
  name:
    id: Bank Dunia
    en: World Bank
  abbreviation:
    id: BD
    en: WB
"""
    assert places(notes, CODE) == []
