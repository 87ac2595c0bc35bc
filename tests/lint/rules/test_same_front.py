"""same-front: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "same-front"


def test_two_answers_to_one_question() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Apa gunung tertinggi di Jawa?
    en: What is the highest mountain on Java?
  answer:
    id: Semeru
    en: Semeru
- key: b
  category: role
  question:
    id: Apa gunung tertinggi di Jawa?
    en: Which of Java's mountains is the highest?
  answer:
    id: Slamet
    en: Slamet
"""
    assert places(notes, CODE) == [
        "14: answer",
    ]


def test_two_terms_for_one_word_of_the_other_language() -> None:
    notes = """
- key: a
  term:
    id: perjanjian
    en: treaty
  definition:
    id: kesepakatan antarnegara
    en: an accord of states
- key: b
  term:
    id: perjanjian
    en: contract
  definition:
    id: kesepakatan dua orang
    en: an accord of two people
"""
    assert places(notes, CODE) == [
        "12: definition",
    ]


def test_what_is_not_written_yet_asks_nothing() -> None:
    notes = """
- key: a
  term:
    id: kucing
    en: cat
  definition:
    id: TODO
    en: TODO
- key: b
  term:
    id: kambing
    en: goat
  definition:
    id: TODO
    en: TODO
"""
    assert places(notes, CODE) == []


def test_a_hint_parts_them_and_one_answer_is_no_quarrel() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Penjaga Utara
    en: Northern Guard
  purpose:
    answer:
      id: mengawal kapal
      en: to escort ships
  hint:
    id: di perairan dingin
    en: in cold waters
- key: b
  type: organisation
  name:
    id: Penjaga Selatan
    en: Southern Guard
  purpose:
    answer:
      id: mengawal kapal
      en: to escort ships
  hint:
    id: di perairan hangat
    en: in warm waters
"""
    assert places(notes, CODE) == []
