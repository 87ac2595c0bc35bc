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


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("harganya Rp50.000", "it costs 50,000 rupiah"),
        ("Rp2.500,50", "Rp2,500.50"),
        ("US$1,5 juta", "US$1.5 million"),
        ("1,5 juta orang", "1,500,000 people"),
        ("2–3 juta orang", "2,000,000 to 3,000,000 people"),
        ("Rp10 miliar", "ten billion rupiah"),
        ("satu setengah juta", "1.5 million"),
        ("setengah juta", "500,000"),
        ("5 jt", "five million"),
        ("2,50 meter", "2.5 metres"),
        ("10 000 orang", "10,000 people"),
        ("pukul 19.30", "7:30 p.m."),
        ("pukul 07.00", "7 a.m."),
        ("pukul 19.30, kira-kira 3,14", "7.30pm, about 3.14"),
        ("pukul 7 malam", "19:00"),
        ("10.15 WIB", "10:15"),
        ("pukul 12.00 siang", "noon"),
        ("17-08-1945", "17 August 1945"),
        ("17/8/1945", "8/17/1945"),
        ("3 April 2020", "4/3/2020"),
        ("3 April 2020", "3/4/2020"),
        ("1945-08-17", "17 August 1945"),
        ("17.8.1945", "1945-08-17"),
        ("1945–49", "1945–1949"),
        ("1998/99", "1998/1999"),
        ("1945-49", "from 1945 to 1949"),
        ("½ cangkir", "half a cup"),
        ("tiga perempat", "3/4"),
        ("G20, COVID-19, CO2, abad ke-19", "G20, COVID-19, CO2, the 19th century"),
        ("UU 5/1960, 2023-11", "Law 5 of 1960, 2023-11"),
    ],
)
def test_one_number_read_alike(indonesian: str, english: str) -> None:
    assert differing(indonesian, english) == 0


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("harganya Rp50.000", "it costs 5,000 rupiah"),
        ("1,5 juta orang", "1.5 billion people"),
        ("15 juta", "1,500,000"),
        ("pukul 19.30", "7:30 a.m."),
        ("pukul 19.30", "19:15"),
        ("17-08-1945", "17 September 1945"),
        ("17/8/1945", "18 August 1945"),
        ("3 April 2020", "5/3/2020"),
        ("1945–49", "1945–1950"),
        ("3/4 cangkir", "half a cup"),
    ],
)
def test_other_numbers_in_the_same_form(indonesian: str, english: str) -> None:
    assert differing(indonesian, english) == 1


def differing(indonesian: str, english: str) -> int:
    notes = f"""
- key: a
  term:
    id: hal
    en: thing
  definition:
    id: "{indonesian}"
    en: "{english}"
"""
    return len(places(notes, CODE))
