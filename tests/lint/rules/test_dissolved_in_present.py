"""dissolved-in-present: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "dissolved-in-present"


def test_in_its_own_note_or_another() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Liga Kapal Udara
    en: Airship League
  called:
    id: Liga Kapal Udara
    en: the Airship League
  purpose:
    answer:
      id: mempromosikan balon
      en: to promote balloons
    note:
      id: Liga Kapal Udara masih mengadakan pameran.
      en: It is well known.
  status:
    state: dissolved
    date: "1938"
- key: b
  term:
    id: balon
    en: balloon
  definition:
    id: kantong gas
    en: a bag of gas
  explanation:
    id: Gasnya ringan.
    en: The Airship League is a club for such bags.
- key: c
  term:
    id: jangkar
    en: anchor
  definition:
    id: pemberat kapal
    en: the weight of a ship
  explanation:
    id: Kini Liga Kapal Udara memamerkannya.
    en: It is heavy.
"""
    assert places(notes, CODE) == [
        "14: Liga Kapal Udara",
        "28: Airship League",
        "37: Liga Kapal Udara",
    ]


def test_told_as_past_or_remembered() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Liga Kapal Udara
    en: Airship League
  called:
    id: Liga Kapal Udara
    en: the Airship League
  status:
    state: dissolved
    date: "1938"
- key: b
  term:
    id: balon
    en: balloon
  definition:
    id: kantong gas
    en: a bag of gas
  explanation:
    id: Liga Kapal Udara adalah perkumpulan yang pernah memakainya.
    en: The Airship League was a club that used it.
- key: c
  term:
    id: jangkar
    en: anchor
  definition:
    id: pemberat kapal
    en: the weight of a ship
  explanation:
    id: Liga Kapal Udara masih dikenang.
    en: The Airship League is remembered for it.
"""
    assert places(notes, CODE) == []
