"""near-duplicate: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "near-duplicate"


def test_one_fact_asked_twice() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Apa ibu kota Jawa Barat?
    en: What is the capital of West Java?
  answer:
    id: Bandung
    en: Bandung
- key: b
  category: role
  question:
    id: Apa nama ibu kota Jawa Barat?
    en: What is the capital of West Java called?
  answer:
    id: Bandung
    en: Bandung
"""
    assert places(notes, CODE) == [
        "14: answer",
    ]


def test_two_long_definitions_that_nobody_can_tell_apart() -> None:
    notes = """
- key: a
  term:
    id: inflasi
    en: inflation
  definition:
    id: kenaikan harga barang secara umum dan terus-menerus dalam suatu masa
    en: a lasting rise in prices
- key: b
  term:
    id: lonjakan
    en: surge
  definition:
    id: kenaikan harga barang-barang secara umum dan terus-menerus dalam suatu masa
    en: a sudden increase of cost
"""
    assert places(notes, CODE) == [
        "12: definition",
    ]


def test_questions_of_one_pattern() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Apa ibu kota Jawa Barat?
    en: What is the capital of West Java?
  answer:
    id: Bandung
    en: Bandung
- key: b
  category: role
  question:
    id: Apa ibu kota Jawa Timur?
    en: What is the capital of East Java?
  answer:
    id: Surabaya
    en: Surabaya
- key: c
  category: role
  question:
    id: Di kota mana Konferensi Asia-Afrika diadakan?
    en: In which city was the Asian-African Conference held?
  answer:
    id: Bandung
    en: Bandung
- key: d
  term:
    id: perjanjian bilateral
    en: bilateral treaty
  definition:
    id: kesepakatan yang mengikat menurut hukum antara tepat dua negara berdaulat
    en: an accord between two states
- key: e
  term:
    id: perjanjian trilateral
    en: trilateral treaty
  definition:
    id: kesepakatan yang mengikat menurut hukum antara tepat tiga negara berdaulat
    en: an accord between three states
"""
    assert places(notes, CODE) == []
