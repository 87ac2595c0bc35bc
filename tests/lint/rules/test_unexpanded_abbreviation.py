"""unexpanded-abbreviation: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.lint.support import places

CODE = "unexpanded-abbreviation"


def test_an_abbreviation_out_of_nowhere() -> None:
    notes = """
- key: a
  term:
    id: tanah longsor
    en: landslide
  definition:
    id: gerakan massa batuan menuruni lereng
    en: the movement of rock down a slope
  explanation:
    id: Petanya dibuat PVMBG; PVMBG juga memberi peringatan.
    en: The PVMBG makes the maps.
"""
    assert places(notes, CODE) == [
        "9: PVMBG",
    ]


def test_written_out_somewhere_or_known_to_all() -> None:
    notes = """
- key: a
  term:
    id: tanah longsor
    en: landslide
  definition:
    id: gerakan massa batuan menuruni lereng
    en: the movement of rock down a slope
  explanation:
    id: Petanya dibuat PVMBG dengan GPS.
    en: The PVMBG makes the maps.
- key: b
  category: role
  question:
    id: Siapa kepala PVMBG (Pusat Vulkanologi) pada abad XX?
    en: Who led the geological survey in the 20th century?
  answer:
    id: Djajadi
    en: Djajadi
- key: c
  type: organisation
  name:
    id: Badan Pusat Statistik
    en: Statistics Indonesia
  abbreviation:
    id: BPS
    en: BPS
  purpose:
    answer:
      id: menghitung penduduk
      en: to count people
    explanation:
      id: CEPT berarti tarif bersama; BPS menghitungnya dalam IEU-CEPA.
      en: CEPT means a common tariff.
"""
    assert places(notes, CODE) == []


def told(text: str, answer: str = "api") -> str:
    return f"""
- key: a
  category: role
  question:
    id: Apa itu badan riset kelautan daerah?
    en: What is that?
  answer:
    id: {answer}
    en: {answer}
  explanation:
    id: Begitu saja.
    en: {text}
"""


@pytest.mark.parametrize(
    ("text", "answer", "found"),
    [
        # formulas, and what the same text or the question writes out
        ("It is HCl, or NaOH.", "api", []),
        ("A local area network is a LAN.", "api", []),
        ("The BRKD does it.", "BRKD", []),
        # an answer explains nothing by itself
        ("The LKPP does it.", "LKPP", ["11: LKPP"]),
        ("TODO", "api", []),
    ],
)
def test_what_writes_it_out(text: str, answer: str, found: list[str]) -> None:
    assert places(told(text, answer), CODE) == found
