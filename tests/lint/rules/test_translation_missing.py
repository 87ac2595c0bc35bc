"""translation-missing: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.lint.support import places

CODE = "translation-missing"


def test_whatever_the_placeholder() -> None:
    notes = """
- key: a
  term:
    id: anak sungai
    en: tributary
  definition:
    id: sungai kecil
    en: TODO
  explanation:
    id: (belum diterjemahkan)
    en: It is small.
- key: b
  category: role
  question:
    id: Apa bahan wayang kulit?
    en: …
  answer:
    id: Kulit kerbau
    en: "???"
"""
    assert places(notes, CODE) == [
        "7: TODO",
        "9: (belum diterjemahkan)",
        "15: …",
        '18: "???"',
    ]


def test_short_answers() -> None:
    notes = """
- key: b
  category: role
  question:
    id: Apa lambang natrium?
    en: What is the symbol of sodium?
  answer:
    id: Na
    en: Na
  explanation:
    id: Ditulis “-” bila kosong.
    en: It is written “-” where empty.
"""
    assert places(notes, CODE) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("(English version to come)", True),
        ("Translation needed", True),
        ("to be translated later", True),
        ("Perlu diterjemahkan", True),
        ("translate", False),
        ("a translation of a text", False),
        ("Harus ada dua saksi", False),
    ],
)
def test_in_other_words(text: str, missing: bool) -> None:
    notes = f"""
- key: a
  term:
    id: alih bahasa
    en: translation
  definition:
    id: pekerjaan juru bahasa
    en: {text}
"""
    assert places(notes, CODE) == ([f"7: {text}"] if missing else [])
