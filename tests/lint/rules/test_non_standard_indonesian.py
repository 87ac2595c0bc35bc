"""non-standard-indonesian: what it points at, and what it leaves alone."""

from __future__ import annotations

from ankigen.lint.language import pairs
from tests.lint.support import places

CODE = "non-standard-indonesian"


def test_words_and_pairs_of_words() -> None:
    notes = """
- key: a
  term:
    id: kemitraan
    en: partnership
  definition:
    id: kerjasama dua usaha antar negara
    en: the joint work of two firms
  explanation:
    id: Ijin diberikan Propinsi.
    en: The province gives the licence.
"""
    assert places(notes, CODE) == [
        "6: antar negara",
        "6: kerjasama",
        "9: Ijin",
        "9: Propinsi",
    ]


def test_standard_forms_and_quotations() -> None:
    notes = """
- key: a
  term:
    id: kemitraan
    en: partnership
  definition:
    id: kerja sama dua usaha antarnegara
    en: the joint work of two firms
  explanation:
    id: Ejaan lama “kerjasama” tidak dipakai lagi.
    en: The spelling “kerjasama” is old.
"""
    assert places(notes, CODE) == []


def test_every_pair_differs_and_none_leads_back() -> None:
    wrong = pairs("id.nonstandard.tsv")
    assert not wrong.keys() & set(wrong.values())
