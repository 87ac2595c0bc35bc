"""answer-too-long: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "answer-too-long"


def test_a_long_answer_and_a_long_definition() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Mengapa laut pasang?
    en: Why does the sea rise?
  answer:
    id: >-
      Karena bulan dan matahari menarik air laut di kedua sisi bumi yang berputar pada porosnya
      setiap hari
    en: The moon pulls it
- key: b
  term:
    id: osmosis
    en: osmosis
  definition:
    id: perpindahan air
    en: >-
      the passage of water through a membrane that lets only some substances through from a weak
      solution to a stronger one until both of them have the same strength
"""
    assert places(notes, CODE) == [
        "7: >-",
        "17: >-",
    ]


def test_long_explanations_are_no_answers() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Mengapa laut pasang?
    en: Why does the sea rise?
  answer:
    id: Karena tarikan bulan
    en: The moon pulls it
  explanation:
    id: >-
      Bulan dan matahari menarik air laut di kedua sisi bumi sementara bumi berputar pada porosnya
      setiap hari tanpa henti.
    en: The moon and the sun draw the water on both sides of the earth while it turns.
"""
    assert places(notes, CODE) == []
