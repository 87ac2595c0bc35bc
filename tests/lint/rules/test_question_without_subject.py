"""question-without-subject: what it points at, and what it leaves alone."""

from __future__ import annotations

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
  subject:
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
