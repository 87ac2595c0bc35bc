"""punctuation-differs: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

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


def told(indonesian: str, english: str) -> str:
    return f"""
- key: a
  term:
    id: lagu
    en: song
  definition:
    id: nyanyian
    en: words that are sung
  explanation:
    id: '{indonesian}'
    en: '{english}'
"""


@pytest.mark.parametrize(
    ("indonesian", "english", "place"),
    [
        ("Contohnya “Bolero” oleh Ravel", "One is Bolero by Ravel", "10: Bolero"),
        ("“Malam Sunyi” oleh Gruber", "Silent Night by Gruber", "10: 'Silent Night by Gruber'"),
    ],
)
def test_a_title_in_quotation_marks(indonesian: str, english: str, place: str) -> None:
    assert places(told(indonesian, english), CODE) == [place]


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Contohnya “Bolero”", "One is ‘Bolero’"),
        ("Disebut juga nyanyian", "In Indonesian it is also called “nyanyian”"),
        ("Artinya tenang", "It means “calm”"),
    ],
)
def test_quoted_for_its_language(indonesian: str, english: str) -> None:
    assert places(told(indonesian, english), CODE) == []


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("A berutang kepada B dan B berutang kepada A.", "A owes B and B owes A a sum."),
        ("Ada sungai, bukit, dll.", "There are rivers, hills and more."),
    ],
)
def test_a_dot_can_be_that_of_an_abbreviation_and_of_the_sentence(
    indonesian: str, english: str
) -> None:
    assert places(told(indonesian, english), CODE) == []
