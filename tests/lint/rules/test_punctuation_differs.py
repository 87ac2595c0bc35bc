"""punctuation-differs: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "punctuation-differs"


def test_a_mark_or_a_bracket_that_is_lost() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Dari mana cengkih berasal?
    en: Where do cloves come from
  answer:
    id: Maluku
    en: The Moluccas
  explanation:
    id: Dikeringkan dahulu (di tikar.
    en: They are dried first (on mats).
- key: b
  term:
    id: kompos
    en: compost
  definition:
    id: pupuk daun
    en: a fertiliser of leaves
  explanation:
    id: Sampah dapur pun dapat
    en: Kitchen waste will do.
"""
    assert places(notes, CODE) == [
        "5: from",
        "10: Dikeringkan dahulu (di tikar.",
        "20: dapat",
    ]


def test_abbreviations_and_brackets_of_one_language() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Di mana kantornya?
    en: Where is the office?
  answer:
    id: Washington, D.C.
    en: Washington, DC
  explanation:
    id: Ada WIB (Waktu Indonesia Barat).
    en: There is Western Time.
"""
    assert places(notes, CODE) == []
