"""near-duplicate: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Kapan ASEAN didirikan? | When was ASEAN founded?", "8 Agustus 1967 | 8 August 1967"),
        ("Tanggal berapa ASEAN berdiri? | When did ASEAN begin?", "8 Agustus 1967 | 8 August 1967"),
        (
            "Kapan ASEAN resmi didirikan? | When was it so?",
            "Pada 8 Agustus 1967 | On 8 August 1967",
        ),
    ],
)
def test_the_same_in_other_words(question: str, answer: str) -> None:
    asked, answered = question.split(" | "), answer.split(" | ")
    notes = f"""
- key: a
  category: role
  question:
    id: Kapan ASEAN didirikan?
    en: When was ASEAN founded?
  answer:
    id: 8 Agustus 1967
    en: 8 August 1967
- key: b
  category: role
  question:
    id: {asked[0]}
    en: {asked[1]}
  answer:
    id: {answered[0]}
    en: {answered[1]}
"""
    assert places(notes, CODE) == ["14: answer"]


def test_one_telling_word() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Siapa Sukarno?
    en: Who was Sukarno?
  answer:
    id: Presiden pertama
    en: The first president
- key: b
  category: role
  question:
    id: Siapakah Sukarno?
    en: Who was Sukarno?
  answer:
    id: Presiden pertama
    en: The first president
- key: c
  category: role
  question:
    id: Siapa Washington?
    en: Who was Washington?
  answer:
    id: Presiden pertama
    en: The first president
"""
    assert places(notes, CODE) == ["14: answer"]
