"""dissolved-in-present: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

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
    explanation:
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


ENDED = """
- key: a
  type: organisation
  name:
    id: Serikat Tukang Lonceng
    en: Bell Founders Union
  called:
    id: Serikat Tukang Lonceng
    en: the Bell Founders Union
  {fact}
  status:
    state: dissolved
    date: "1929"
"""
FOUNDED = """founded:
    date: "1851"
    event: founded
    explanation:
      id: {id}
      en: {en}"""
GOAL = """
- key: b
  category: role
  organisation: a
  question:
    id: {id}
    en: {en}
  answer:
    id: "17"
    en: "17"
"""


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Serikat ini masih menjual lonceng.", "Bells were costly."),
        ("Loncengnya mahal.", "It trains young founders in Bern."),
        ("Loncengnya mahal.", "Bells cost much. The union still owns a foundry."),
        ("Loncengnya mahal.", "Its headquarters are in an old tower."),
    ],
)
def test_told_of_itself(indonesian: str, english: str) -> None:
    fact = FOUNDED.format(id=indonesian, en=english)
    assert len(places(ENDED.format(fact=fact), CODE)) == 1


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Serikat ini masih dikenang.", "It is remembered for its bells."),
        ("Loncengnya kini di museum.", "Its bells are in a museum. It has a tower."),
        ("Gedung itu masih berdiri.", "It has left many bells behind."),
        ("Serikat ini pernah menjual lonceng.", "It sold bells and was rich."),
    ],
)
def test_what_outlives_it(indonesian: str, english: str) -> None:
    fact = FOUNDED.format(id=indonesian, en=english)
    assert places(ENDED.format(fact=fact), CODE) == []


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Apa kerja Serikat Tukang Lonceng?", "What does the Bell Founders Union do?"),
        ("Di mana Serikat Tukang Lonceng?", "Where is the Bell Founders Union based?"),
        ("Apa tujuan Serikat Tukang Lonceng?", "What is the aim of the Bell Founders Union?"),
        ("Apa kerja Serikat Tukang Lonceng sekarang?", "What did it do?"),
    ],
)
def test_asked_as_if_it_were_there(indonesian: str, english: str) -> None:
    body = ENDED.format(fact="level: 1")
    assert len(places(body + GOAL.format(id=indonesian, en=english).lstrip("\n"), CODE)) == 1
    own = f"""purpose:
    answer:
      id: menuang lonceng
      en: to cast bells
    question:
      id: {indonesian}
      en: {english}"""
    assert len(places(ENDED.format(fact=own), CODE)) == 1


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Apa kerja Serikat Tukang Lonceng?", "What did the Bell Founders Union do?"),
        (
            "Di mana arsip Serikat Tukang Lonceng sekarang?",
            "Where are the papers of the Bell Founders Union?",
        ),
        (
            "Apa beda Serikat Tukang Lonceng dan serikat biasa?",
            "How does the Bell Founders Union differ from other unions?",
        ),
    ],
)
def test_asked_of_the_past(indonesian: str, english: str) -> None:
    body = ENDED.format(fact="level: 1")
    assert places(body + GOAL.format(id=indonesian, en=english).lstrip("\n"), CODE) == []
