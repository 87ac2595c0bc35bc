"""yes-no-question: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "yes-no-question"


def test_in_either_language() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Apakah komodo reptil?
    en: Is the Komodo dragon a reptile?
  answer:
    id: Ya
    en: "Yes"
- key: b
  category: role
  question:
    id: Benarkah kelelawar buta?
    en: What of blind bats?
  answer:
    id: Tidak
    en: "No"
- key: c
  category: role
  question:
    id: Emas berkarat, bukan?
    en: Gold rusts, doesn't it?
  answer:
    id: Tidak
    en: "No"
- key: d
  category: role
  question:
    id: Apakah tikus mamalia?
    en: What of rats being mammals?
  answer:
    id: Ya, tikus mamalia
    en: Rats are mammals
"""
    assert places(notes, CODE) == [
        "4: Apakah komodo reptil?",
        "12: Benarkah kelelawar buta?",
        "20: Emas berkarat, bukan?",
        "28: Apakah tikus mamalia?",
    ]


def test_apakah_that_asks_what_and_choices() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Apakah yang disebut gotong royong?
    en: What is called gotong royong?
  answer:
    id: Bekerja bersama
    en: Working together
- key: b
  category: role
  question:
    id: Apakah Mars atau Bumi yang lebih besar?
    en: Is Mars or the Earth larger?
  answer:
    id: Bumi
    en: The Earth
"""
    assert places(notes, CODE) == []
