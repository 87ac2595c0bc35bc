"""long-enumeration: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "long-enumeration"


def test_six_items_in_one_language_are_enough() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Apa saja warna pelangi?
    en: What are the colours of the rainbow?
  answer:
    id: Merah, jingga, kuning, hijau, biru, dan ungu
    en: Many colours
- key: b
  term:
    id: alat indra
    en: sense organs
  definition:
    id: organ perasa
    en: the eyes, ears, nose, tongue, skin and inner ear
"""
    assert places(notes, CODE) == [
        "7: Merah, jingga, kuning, hijau, biru, dan ungu",
        "15: the eyes, ears, nose, tongue, skin and inner ear",
    ]


def test_five_items_two_lists_and_clauses() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Apa lima sila?
    en: What are the five vowels?
  answer:
    id: a, e, i, o, dan u
    en: a, e, i, o and u
- key: b
  type: organisation
  name:
    id: Kerja Sama Timur
    en: Eastern Cooperation
  purpose:
    answer:
      id: >-
        menangkal teror, perompakan, dan narkoba serta mempererat Tiongkok, Rusia, India, dan Iran
      en: to counter terror, piracy and drugs and to link China, Russia, India and Iran
"""
    assert places(notes, CODE) == []
