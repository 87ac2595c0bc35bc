"""confusable-characters: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Qur\u00b4an", "\u00b4"),
        ("\ufb01re", "\ufb01"),
        ("at \u0664\u0662 degrees", "\u0664\u0662"),
        ("at 25 \u00baC", "\u00ba"),
        ("the \u0421\u041e\u0421 signal", "\u0421\u041e\u0421"),
    ],
)
def test_marks_digits_and_whole_words(text: str, wrong: str) -> None:
    notes = f"""
- key: a
  term:
    id: api
    en: fire
  definition:
    id: nyala
    en: "{text}"
"""
    assert places(notes, CODE) == [f"7: {wrong}"]


def test_words_of_another_script() -> None:
    notes = """
- key: a
  term:
    id: teater
    en: theatre
  definition:
    id: "tempat bermain: театр"
    en: "in Greek θέατρον, in Russian театр; 25 °C at Rock ’n’ Roll"
"""
    assert places(notes, CODE) == []
