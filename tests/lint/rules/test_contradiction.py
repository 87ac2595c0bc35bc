"""contradiction: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

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


def goal(key: str, english: str, answer: str, more: str = "", indonesian: str = "") -> str:
    return f"""
- key: {key}
  category: role
  question:
    id: "{indonesian or f"Apa jawaban soal {key}?"}"
    en: "{english}"
  answer:
    id: "{answer}"
    en: "{answer}"
{more}""".rstrip()


def term(name: str, english: str, definition: str = "a thing of wood and glue") -> str:
    return f"""
- key: t-{name.replace(" ", "-")}
  term:
    id: {name} itu
    en: {name}
  definition:
    id: benda dari kayu dan lem
    en: {definition}
  explanation:
    id: Ada banyak.
    en: "{english}" """.rstrip()


def found(*notes: str) -> list[str]:
    """Return the words that are pointed at."""
    return [place.partition(": ")[2].strip('"') for place in places("".join(notes), CODE)]


BODY = """
- key: body
  type: organisation
  name:
    id: Serikat Lentera
    en: Lantern Union
  called:
    id: Serikat Lentera
    en: the Lantern Union
  founded:
    date: "1931"
    event: founded
  headquarters:
    city:
      id: Wina
      en: Vienna
    country:
      id: Austria
      en: Austria
  members:
    count: 12
    of: members
    as_of: "2026-03"
  status:
    state: dissolved
    date: "2001"
  indonesia:
    relation: member
    since: "1956"
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In which year was the Lantern Union founded?", "1913"),
        ("When did the Lantern Union first start work?", "1 May 1913"),
        ("When was the Lantern Union dissolved?", "2010"),
        ("When did Indonesia join the Lantern Union?", "1965"),
        ("How many towns belong to the Lantern Union?", "14"),
        ("How many members does the Lantern Union have?", "Fourteen"),
        ("In which city was the Lantern Union, and where is the Lantern Union based?", "Graz"),
    ],
)
def test_asked_of_a_body(question: str, answer: str) -> None:
    assert found(BODY, goal("g", question, answer)) == [answer]


@pytest.mark.parametrize(
    ("question", "answer", "more"),
    [
        ("In which year was the Lantern Union founded?", "1931", ""),
        ("When was the first school of the Lantern Union founded?", "1940", ""),
        ("When did the Lantern Union open its museum?", "1940", ""),
        ("How many members does the Lantern Union have?", "9", '  as_of: "2009"'),
        ("How many founding members belong to the Lantern Union?", "5", ""),
        ("Where is the Lantern Union based?", "Austria", ""),
        ("Where is the Lantern Union based?", "In a tower", ""),
    ],
)
def test_asked_of_a_body_truly_or_of_something_else(question: str, answer: str, more: str) -> None:
    assert found(BODY, goal("g", question, answer, more)) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("In 1913 the Lantern Union was founded.", "1913"),
        ("The Lantern Union dates back to 1913.", "1913"),
        ("The Lantern Union unites nine countries.", "nine"),
        ("Today 14 states belong to the Lantern Union.", "14"),
        ("The seat of the Lantern Union is Graz.", "Graz"),
    ],
)
def test_told_of_a_body(sentence: str, words: str) -> None:
    assert found(BODY, term("lamp", sentence)) == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "In 1944 the Lantern Union moved.",
        "The Lantern Union unites twelve countries.",
        "The Lantern Union is based in Austria.",
        "Founded in 1931, the Lantern Union had a choir.",
    ],
)
def test_told_of_a_body_truly(sentence: str) -> None:
    assert found(BODY, term("lamp", sentence)) == []


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        # parts
        (
            term("cello", "It has four strings."),
            goal("g", "How many strings does a cello have?", "Five"),
            "Five",
        ),
        (
            goal("g", "How many squares are there on a draughts board?", "64"),
            term("game", "A draughts board has 100 squares."),
            "100",
        ),
        (
            term("square", "It is old.", "a shape with four sides"),
            term("side", "A square has five sides, and all are equal."),
            "five",
        ),
        # sizes
        (
            goal("g", "How high is Mount Slamet?", "3,432 m"),
            goal("h", "Which volcano smokes?", "Slamet", "  explanation:\n    id: Ya.\n"
                 "    en: Its summit reaches 3,342 m."),
            "3,342",
        ),
        (
            goal("g", "How long does a handball match last?", "60 minutes"),
            term("match", "A handball match lasts 80 minutes."),
            "80",
        ),
        (
            goal("g", "At what temperature does mercury boil?", "357 °C"),
            term("metal", "Mercury boils at 375 °C."),
            "375",
        ),
        # years and people
        (
            goal("g", "When was the Suez Canal opened?", "1869"),
            term("canal", "The Suez Canal was opened in 1896."),
            "1896",
        ),
        (
            goal("g", "In which year did Raden Saleh die?", "1880"),
            term("painter", "Raden Saleh (1811–1890) was one."),
            "1890",
        ),
        (
            goal("g", "Who invented the barometer?", "Evangelista Torricelli"),
            term("glass", "The barometer was invented by Robert Boyle."),
            "Robert Boyle",
        ),
        (
            goal("g", "What is the capital of Palau?", "Ngerulmud"),
            goal("h", "What is the capital city of Palau?", "Koror"),
            "Koror",
        ),
        # two questions
        (
            goal("g", "Which lake is the deepest in Sulawesi?", "Matano"),
            goal("h", "What is the deepest lake in Sulawesi?", "Towuti"),
            "Towuti",
        ),
    ],
)  # fmt: skip
def test_said_of_other_things(first: str, second: str, words: str) -> None:
    assert found(first, second) == [words]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # the same, rounded or said more fully
        (
            goal("g", "How high is Mount Slamet?", "3,432 m"),
            term("peak", "Mount Slamet is about 3,400 m high."),
        ),
        (
            goal("g", "Who discovered radium?", "Marie Curie"),
            goal("h", "Who first discovered radium?", "Curie"),
        ),
        # another thing
        (
            term("cello", "It has four strings."),
            goal("g", "How many strings does a five-string cello have?", "Five"),
        ),
        (
            term("church", "The tower has two bells."),
            term("castle", "The tower has five bells."),
        ),
        (
            goal("g", "When was the Suez Canal opened?", "1869"),
            term("canal", "The Suez Canal Company was founded in 1858."),
        ),
        # hedged, or of another day
        (
            term("cello", "It has four strings."),
            term("player", "A cello once had three strings."),
        ),
        (
            goal("g", "Which town is the largest in Papua?", "Sorong", '  as_of: "2010"'),
            goal("h", "What is the largest town in Papua?", "Jayapura", '  as_of: "2026"'),
        ),
        # many answers may be right
        (
            goal("g", "What grows on Flores in the hills?", "Coffee"),
            goal("h", "In the hills on Flores what grows?", "Cloves"),
        ),
        # one front: same-front's
        (
            goal("g", "Which lake is the deepest in Sulawesi?", "Matano"),
            goal("h", "Which lake is the deepest in Sulawesi?", "Towuti"),
        ),
    ],
)
def test_no_contradiction(first: str, second: str) -> None:
    assert found(first, second) == []
