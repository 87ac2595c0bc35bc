"""question-without-subject: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.lint.support import places

CODE = "question-without-subject"


def test_pointers_and_pronouns() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Siapa pendirinya?
    en: Who founded it?
  answer:
    id: Ki Hajar Dewantara
    en: Ki Hajar Dewantara
- key: b
  category: role
  question:
    id: Kapan perjanjian itu ditandatangani?
    en: When was this agreement signed?
  answer:
    id: Tahun 1949
    en: In 1949
- key: c
  category: role
  question:
    id: Apa penyebab peristiwa tersebut?
    en: What led to the event?
  answer:
    id: Harga garam
    en: The price of salt
- key: d
  category: role
  question:
    id: Siapa tokoh di atas?
    en: Who is this figure?
  answer:
    id: Sultan Agung
    en: Sultan Agung
"""
    assert places(notes, CODE) == [
        "4: pendirinya",
        "12: perjanjian itu",
        "20: tersebut",
        "28: di atas",
    ]


def test_what_the_question_itself_names() -> None:
    notes = """
- key: a
  category: role
  heading:
    id: Taman Siswa
    en: Taman Siswa
  question:
    id: Siapa pendirinya?
    en: Who founded it?
  answer:
    id: Ki Hajar Dewantara
    en: Ki Hajar Dewantara
- key: b
  category: role
  question:
    id: Pelaut memakai alat berjarum. Apa namanya?
    en: Sailors used a tool with a needle. What is it called?
  answer:
    id: Kompas
    en: The compass
- key: c
  category: role
  question:
    id: Primata kecil apa yang matanya sebesar otaknya?
    en: Which small primate has eyes as big as its brain?
  answer:
    id: Tarsius
    en: The tarsier
- key: d
  category: role
  question:
    id: Disebut apa surat yang mengizinkan impor?
    en: What is a paper that lets goods enter called?
  answer:
    id: Izin impor
    en: A licence
"""
    assert places(notes, CODE) == []


def question(indonesian: str, english: str) -> str:
    return f"""
- key: a
  category: role
  question:
    id: {indonesian}
    en: {english}
  answer:
    id: Tahun 1903
    en: In 1903
"""


@pytest.mark.parametrize(
    ("indonesian", "english", "words"),
    [
        ("Kapan ia menerima Hadiah Nobel Fisika?", "When was the prize of Curie?", "4: ia"),
        ("Kapan Nobel Fisika?", "When did she receive the Nobel Prize for Physics?", "5: did she"),
        ("Siapa penemu radium?", "Who discovered it in Paris with Pierre?", "5: it"),
        ("Apa peran darah?", "What was its part in the French Revolution?", "5: was its"),
    ],
)
def test_pronouns_with_nothing_before_them(indonesian: str, english: str, words: str) -> None:
    assert places(question(indonesian, english), CODE) == [words]


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Apa itu radium?", "What is radium?"),
        ("Apakah radium itu?", "What is radium?"),
        ("Kapan ASEAN itu didirikan?", "When was ASEAN founded?"),
        ("Apa itu diplomasi?", "Where is Medan?"),
        ("Siapa yang mendirikan Budi Utomo?", "Who founded Budi Utomo?"),
        ("Mengapa es terapung?", "Why does ice float?"),
        ("Kapan Perang Diponegoro terjadi?", "When were vaccines first used?"),
        ("Mengapa langit biru?", "Why is it wrong to steal from the poor?"),
        ("Mengapa langit biru?", "How long does it take for light to reach the Earth?"),
        ("Kapan Curie wafat?", "When did Marie Curie think that she was ill?"),
        ("Apa arti pesan “berkas ini rusak”?", "What does “this file is broken” mean?"),
        ("Jika bola keluar lapangan, apa nama lemparan itu?", "What is a throw-in?"),
        ("Hewan apa yang terbesar di dunia ini?", "Which animal is the largest in this world?"),
    ],
)
def test_pronouns_that_stand_for_something_said(indonesian: str, english: str) -> None:
    assert places(question(indonesian, english), CODE) == []


@pytest.mark.parametrize(
    ("indonesian", "english", "words"),
    [
        ("Kapan terjadi?", "When did the eruption of Krakatoa happen?", "4: terjadi"),
        ("Di mana ditandatangani?", "Where was Linggarjati signed?", "4: ditandatangani"),
        ("Sejak kapan berlaku?", "Since when has the law held?", "4: berlaku"),
        ("Siapa yang memimpin dan mendirikan?", "Who led Budi Utomo?", "4: memimpin"),
        ("Mengapa dibubarkan secara resmi?", "Why did the League end?", "4: dibubarkan"),
        ("Kapan Budi Utomo lahir?", "When was founded?", "5: founded"),
        ("Kapan lahir?", "When was Kartini born?", "4: lahir"),
    ],
)
def test_a_verb_of_nobody(indonesian: str, english: str, words: str) -> None:
    assert places(question(indonesian, english), CODE) == [words]
