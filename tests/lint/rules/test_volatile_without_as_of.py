"""volatile-without-as-of: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "volatile-without-as-of"


def test_counts_offices_and_what_is_so_now() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Berapa jumlah provinsi di Indonesia?
    en: How many provinces does Indonesia have?
  answer:
    id: Tiga puluh delapan
    en: Thirty-eight
- key: b
  category: role
  question:
    id: Siapa gubernur Jakarta?
    en: Who is the governor of Jakarta?
  answer:
    id: Pramono Anung
    en: Pramono Anung
- key: c
  category: role
  question:
    id: Gedung apa yang sekarang tertinggi?
    en: Which building is the tallest?
  answer:
    id: Merdeka 118
    en: Merdeka 118
- key: d
  term:
    id: anggota bungsu
    en: youngest member
  definition:
    id: negara yang saat ini paling akhir diterima
    en: the state admitted last
"""
    assert places(notes, CODE) == [
        "4: Berapa jumlah provinsi",
        "12: Siapa gubernur",
        "20: sekarang",
        "30: saat ini",
    ]


def test_dated_or_fixed_in_history() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Berapa jumlah provinsi di Indonesia?
    en: How many provinces does Indonesia have?
  answer:
    id: Tiga puluh delapan
    en: Thirty-eight
  as_of: "2025-08"
- key: b
  category: role
  question:
    id: Siapa presiden pertama Indonesia?
    en: Who was the first president of Indonesia?
  answer:
    id: Sukarno
    en: Sukarno
- key: c
  category: role
  question:
    id: Berapa jumlah penduduk menurut sensus 2020?
    en: How large was the population in the census of 2020?
  answer:
    id: 270 juta
    en: 270 million
- key: d
  term:
    id: pembangunan berkelanjutan
    en: sustainable development
  definition:
    id: kemajuan yang memenuhi kebutuhan masa kini
    en: progress that meets today's needs
"""
    assert places(notes, CODE) == []
