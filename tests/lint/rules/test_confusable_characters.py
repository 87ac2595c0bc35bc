"""confusable-characters: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "confusable-characters"


def test_letters_spaces_and_quotation_marks() -> None:
    notes = """
- key: a
  term:
    id: khatulistiwa
    en: equator
  definition:
    id: garis yang membagi dua b\u0435lahan
    en: the\u00a0line that halves the earth
  explanation:
    id: Disebut “ekuator" juga.
    en: It is written \uff12.

"""
    assert places(notes, CODE) == [
        "6: b\u0435lahan",
        "7: \u00a0",
        '9: "',
        "10: \uff12",
    ]


def test_greek_letters_and_accents() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Berapa nilai π?
    en: What is the value of π?
  answer:
    id: "3,14"
    en: "3.14"
  explanation:
    id: José menulis “π” di café.
    en: José writes “π”; it's Greek, as is α.
"""
    assert places(notes, CODE) == []
