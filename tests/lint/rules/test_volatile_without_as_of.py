"""volatile-without-as-of: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

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


def goal(key: str, question: tuple[str, str], answer: str, more: str = "") -> str:
    return f"""
- key: {key}
  category: role
  question:
    id: {question[0]}
    en: {question[1]}
  answer:
    id: "{answer}"
    en: "{answer}"
{more}"""


@pytest.mark.parametrize(
    "question",
    [
        ("Siapa pelatih Timnas Indonesia?", "Who coaches the national team of Indonesia?"),
        (
            "Siapa pemegang rekor dunia lompat galah?",
            "Who holds the world record in the pole vault?",
        ),
        (
            "Pemain mana yang paling sering menjuarai Piala Thomas?",
            "Which player has won the Thomas Cup most often?",
        ),
        ("Siapa orang terkaya di Asia?", "Who is the richest person in Asia?"),
        ("Bandara mana yang terbesar di Eropa?", "Which airport is the largest in Europe?"),
        (
            "Berapa ekor anoa yang masih hidup di Sulawesi?",
            "How many anoas still live in the wild on Sulawesi?",
        ),
        ("Berapa penutur bahasa Tetun?", "How many people speak Tetum?"),
        ("Berapa bulan Saturnus yang sudah ditemukan?", "How many moons of Saturn are known?"),
        ("Berapa upah minimum di Banten?", "What is the minimum wage in Banten?"),
        ("Apa versi terbaru Linux?", "What is the latest version of Linux?"),
    ],
)
def test_what_is_asked_for_changes(question: tuple[str, str]) -> None:
    assert len(places(goal("a", question, "Siti Aminah"), CODE)) == 1
    dated = goal("a", question, "Siti Aminah", '  as_of: "2026-10"\n')
    assert places(dated, CODE) == []


@pytest.mark.parametrize(
    "question",
    [
        ("Ke mana arus listrik mengalir?", "Which way does the current flow in a circuit?"),
        ("Siapa yang memimpin sebuah orkes?", "Who leads an orchestra as its conductor?"),
        ("Berapa anggota sebuah juri?", "How many members does a jury have?"),
        ("Berapa tahun kura-kura hidup?", "How many years can a turtle live in the wild?"),
        ("Sungai apa yang terpanjang di Papua?", "Which river is the longest in Papua?"),
        (
            "Siapa pemegang rekor dunia lari pada 1936?",
            "Who held the world record for running in 1936?",
        ),
        ("Apa nama Batavia sekarang bernama apa?", "What was Batavia called?"),
    ],
)
def test_what_is_asked_for_stays(question: tuple[str, str]) -> None:
    assert places(goal("a", question, "yang tertua"), CODE) == []


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Kini tersisa 60 ekor.", "There are now 60 of them."),
        ("Jumlahnya 60 ekor.", "Only about 60 survive."),
        ("Pesertanya sudah mencapai 4.000 orang.", "Those who join are many."),
        ("Ketuanya sekarang Dewi Lestari.", "A woman leads it."),
        ("Ada yang memimpin.", "Its president is Dewi Lestari."),
        ("Ada yang memegangnya.", "The present record holder is a woman."),
        ("Harganya naik.", "A bar costs about Rp900,000."),
    ],
)
def test_told_beside_the_answer(indonesian: str, english: str) -> None:
    text = f"""    id: {indonesian}
    en: {english}
"""
    term = f"""
- key: a
  term:
    id: anoa
    en: anoa
  definition:
    id: kerbau kecil dari Sulawesi
    en: a small buffalo of Sulawesi
  explanation:
{text}"""
    body = f"""
- key: a
  type: organisation
  name:
    id: Dewan Anoa
    en: Anoa Council
  founded:
    date: "1981"
    event: founded
    explanation:
{text.replace("    ", "      ")}"""
    ended = '  status:\n    state: dissolved\n    date: "2001"\n'
    assert len(places(term, CODE)) == 1
    assert len(places(body, CODE)) == 1
    assert places(term + '  as_of: "2026-01"\n', CODE) == []
    assert places(body + '    as_of: "2026-01"\n', CODE) == []
    assert places(body + ended, CODE) == []


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Kota itu kini bernama Jakarta.", "The town is now called Jakarta."),
        ("Dahulu rawa, kini sawah.", "Once a marsh, it is now farmed."),
        ("Pada 2020 kini sudah ada 12 ekor.", "By 2020 there were 12."),
        ("Pemimpinnya dipilih tiap 5 tahun.", "Its president is elected every 5 years."),
        ("Arus mengalir ke 2 arah.", "The current runs in 2 directions."),
    ],
)
def test_told_of_what_stays_or_with_its_year(indonesian: str, english: str) -> None:
    notes = f"""
- key: a
  term:
    id: anoa
    en: anoa
  definition:
    id: kerbau kecil dari Sulawesi
    en: a small buffalo of Sulawesi
  explanation:
    id: {indonesian}
    en: {english}
"""
    assert places(notes, CODE) == []


def test_of_a_body_that_has_ended() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Liga Kapal Udara
    en: Airship League
  status:
    state: dissolved
    date: "1938"
""" + goal(
        "b",
        ("Di kota mana Liga Kapal Udara berkantor sekarang?", "Where was the Airship League?"),
        "Bonn",
        "  organisation: a\n",
    ).lstrip("\n")
    assert places(notes, CODE) == []
