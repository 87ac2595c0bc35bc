"""unexpanded-abbreviation: what it points at, and what it leaves alone."""

from __future__ import annotations

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
    note:
      id: CEPT berarti tarif bersama; BPS menghitungnya dalam IEU-CEPA.
      en: CEPT means a common tariff.
"""
    assert places(notes, CODE) == []
