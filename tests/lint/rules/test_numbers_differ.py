"""numbers-differ: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.lint.support import places

CODE = "numbers-differ"


def test_figures_words_and_months() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Kapan Kartini lahir?
    en: When was Kartini born?
  answer:
    id: 21 April 1879
    en: 21 August 1879
- key: b
  category: role
  question:
    id: Kapan Krakatau meletus?
    en: When did Krakatoa erupt?
  answer:
    id: Tahun 1883
    en: In 1893
- key: c
  term:
    id: Pancasila
    en: Pancasila
  definition:
    id: dasar negara dengan lima sila
    en: the state's foundation in four principles
"""
    assert places(notes, CODE) == [
        "7: 21 April 1879",
        "15: Tahun 1883",
        "22: dasar negara dengan lima sila",
    ]


def test_one_number_in_two_ways() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Berapa tinggi Puncak Jaya?
    en: How high is Puncak Jaya?
  answer:
    id: 4.884 meter, atau 4,9 kilometer
    en: 4,884 metres, or 4.9 kilometres
- key: b
  term:
    id: abad
    en: century
  definition:
    id: masa 100 tahun
    en: a period of a hundred years
  explanation:
    id: Abad ke-2 dimulai pada tahun 101; pukul 12.00 tengah hari.
    en: The second century began in 101; noon is at 12:00.
- key: c
  type: organisation
  name:
    id: Kelompok 77
    en: Group of Seventy-Seven
  founding_document:
    title:
      id: Deklarasi 77 Negara
      en: Declaration of the Seventy-Seven
- key: d
  category: role
  question:
    id: Apa dasar hukumnya menurut UUD 1945?
    en: What is the legal basis in the Constitution?
  answer:
    id: Pasal 31
    en: Article 31
"""
    assert places(notes, CODE) == []


@pytest.mark.parametrize(
    ("indonesian", "english", "differ"),
    [
        ("dua puluh anak tangga", "thirty steps", True),
        ("tiga belas anak tangga", "fifteen steps", True),
        ("dua puluh lima anak tangga", "twenty-five steps", False),
        ("pada abad kelima belas", "in the fifteenth century", False),
        ("sepuluh tahun", "a decade", False),
        ("kedua belah pihak", "both sides", False),
    ],
)
def test_numbers_in_words(indonesian: str, english: str, differ: bool) -> None:
    notes = f"""
- key: a
  term:
    id: tangga
    en: stairs
  definition:
    id: {indonesian}
    en: {english}
"""
    assert len(places(notes, CODE)) == differ
