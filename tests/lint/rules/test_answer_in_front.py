"""answer-in-front: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "answer-in-front"


def test_a_definition_with_its_term_in_it() -> None:
    notes = """
- key: a
  term:
    id: bank sentral
    en: central bank
  definition:
    id: bank sentral suatu negara
    en: the keeper of the currency
"""
    assert places(notes, CODE) == [
        "6: bank sentral suatu negara",
    ]


def test_a_relative_of_the_term() -> None:
    notes = """
- key: a
  term:
    id: penguapan
    en: evaporation
  definition:
    id: peristiwa menguapnya air
    en: the turning of water into gas
"""
    assert places(notes, CODE) == [
        "6: peristiwa menguapnya air",
    ]


def test_a_question_that_says_its_answer() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Selat Sunda memisahkan Jawa dan Sumatra. Apa nama selat itu?
    en: Which strait parts Java from Sumatra?
  answer:
    id: Selat Sunda
    en: The Sunda Strait
"""
    assert places(notes, CODE) == [
        "7: Selat Sunda",
    ]


def test_an_example_that_says_it() -> None:
    notes = """
- key: a
  category: benefit
  question:
    id: Apa untungnya membeli bersama?
    en: What is gained by buying together?
  answer:
    id: Harga lebih murah
    en: Lower prices
  example:
    id: Dua sekolah mendapat harga lebih murah.
    en: Two schools pay half as much.
"""
    assert places(notes, CODE) == [
        "10: Dua sekolah mendapat harga lebih murah.",
    ]


def test_a_purpose_with_the_telling_words_of_the_name() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Komisi Tuna Samudra Hindia
    en: Ocean Fish Commission
  purpose:
    answer:
      id: mengelola tuna di Samudra Hindia
      en: to manage stocks in warm seas
"""
    assert places(notes, CODE) == [
        "8: mengelola tuna di Samudra Hindia",
    ]


def test_a_hint_that_names_the_body() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Dewan Minyak
    en: Oil Council
  abbreviation:
    id: DM
    en: OC
  purpose:
    answer:
      id: menyelaraskan mutu sawit
      en: to align palm products
  hint:
    id: bukan perusahaan, melainkan Dewan Minyak
    en: not a firm
"""
    assert places(notes, CODE) == [
        "7: DM",
        "11: menyelaraskan mutu sawit",
    ]


def test_common_words_of_names_and_choices_give_nothing_away() -> None:
    notes = """
- key: a
  term:
    id: bank sentral
    en: central bank
  definition:
    id: lembaga yang mengatur peredaran uang
    en: the keeper of the currency
- key: mean
  term:
    id: rata-rata
    en: mean
  definition:
    id: jumlah semua nilai dibagi banyaknya nilai
    en: the sum of the values divided by their number
- key: b
  category: role
  question:
    id: Mana yang lebih besar, Mars atau Bumi?
    en: Which is larger, Mars or the Earth?
  answer:
    id: Bumi
    en: The Earth
- key: c
  category: role
  question:
    id: Serangan terhadap satu anggota dianggap sebagai apa?
    en: What does an attack on one member count as?
  answer:
    id: Serangan terhadap semua anggota
    en: An attack on all members
- key: d
  type: organisation
  name:
    id: Bank Pembangunan Dunia
    en: World Development Bank
  purpose:
    answer:
      id: memberi pinjaman untuk pembangunan di seluruh dunia
      en: to lend for development all over the world
"""
    assert places(notes, CODE) == []
