"""wrong-language: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "wrong-language"


def test_two_lines_changed_places() -> None:
    notes = """
- key: a
  term:
    id: delta
    en: delta
  definition:
    id: the land that a river builds up at its mouth
    en: daratan yang dibentuk sungai di muaranya
"""
    assert places(notes, CODE) == [
        "6: the land that a river builds up at its mouth",
        "7: daratan yang dibentuk sungai di muaranya",
    ]


def test_names_quotations_and_short_texts() -> None:
    notes = """
- key: a
  term:
    id: delta
    en: delta
  definition:
    id: daratan di muara sungai
    en: land at the mouth of a river
  explanation:
    id: Dalam bahasa Inggris disebut “the land at the mouth of a river”.
    en: Indonesians say “daratan yang dibentuk oleh sungai”.
- key: b
  category: role
  question:
    id: Siapa nama pendiri Taman Siswa?
    en: Who founded Taman Siswa?
  answer:
    id: Ki Hajar Dewantara
    en: Ki Hajar Dewantara
"""
    assert places(notes, CODE) == []
