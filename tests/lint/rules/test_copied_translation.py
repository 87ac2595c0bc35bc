"""copied-translation: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "copied-translation"


def test_in_either_direction() -> None:
    notes = """
- key: a
  term:
    id: penyerbukan
    en: penyerbukan
  definition:
    id: jatuhnya tepung sari ke putik
    en: the landing of pollen on the stigma
  explanation:
    id: Bees carry it from flower to flower.
    en: Bees carry it from flower to flower.
"""
    assert places(notes, CODE) == [
        "4: penyerbukan",
        "9: Bees carry it from flower to flower.",
    ]


def test_names_numbers_and_loanwords() -> None:
    notes = """
- key: a
  term:
    id: stupa
    en: stupa
  definition:
    id: bangunan berbentuk genta
    en: a building like a bell
- key: b
  category: role
  question:
    id: Apa ibu kota Jawa Barat?
    en: What is the capital of West Java?
  answer:
    id: Bandung
    en: Bandung
- key: c
  category: role
  question:
    id: Apa rumus air?
    en: What is the formula of water?
  answer:
    id: H₂O
    en: H₂O
"""
    assert places(notes, CODE) == []
