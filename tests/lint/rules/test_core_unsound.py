"""core-unsound: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from ankigen.kinds.base.records import Work
from ankigen.kinds.base.text import Name
from ankigen.lint.hosts import is_sound
from tests.lint.support import places

CODE = "core-unsound"
NOTE = """
- key: {key}
  term:
    id: muara {key}
    en: estuary {key}
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea
  level: {level}
  sources:
    - title: Muara
      type: {type}
      url: https://muara.example.org/{key}
"""


def note(key: str, level: int, kind: str) -> str:
    return NOTE.format(key=key, level=level, type=kind).lstrip("\n")


def test_a_core_note_with_the_press_only() -> None:
    notes = note("a", 1, "press") + note("b", 1, "reference") + note("c", 2, "press")
    assert places(notes, CODE) == ["1: a"]


def test_one_good_source_among_others_is_enough() -> None:
    more = "    - title: Ensiklopedia\n      type: reference\n      copy: https://example.org/e\n"
    assert places(note("a", 1, "press") + more, CODE) == []


def test_a_deck_that_gives_no_work_a_type() -> None:
    assert places(note("a", 1, "other"), CODE) == []


def work(kind: str, title: str = "Piagam", url: str = "", copy: str = "") -> Work:
    return Work(title=Name({"": title}), type=kind, url=url, copy=copy)  # type: ignore[arg-type]  # any of the types


@pytest.mark.parametrize(
    "sound",
    [
        work("official", url="https://www.un.org/en/about-us"),
        work("official", url="https://jdih.dpr.go.id/1"),
        work("law", url="https://peraturan.bpk.go.id/Details/1"),
        work("treaty", url="https://avalon.law.yale.edu/20th_century/leagcov.asp"),
        work("reference", url="https://www.britannica.com/topic/cartel"),
        work("treaty", copy="https://www.scribd.com/document/1"),
        work("treaty", "Konvensi Wina, UNTS 500, No. 7310"),
        work("law", "UU 24/2000, Lembaran Negara RI Tahun 2000 Nomor 185"),
        work("official", "Definisi Agresi, A/RES/3314 (XXIX)"),
        work("reference", "Buku, ISBN 978-979-3496-62-7"),
    ],
    ids=lambda each: each.url or each.copy or each.title[""],
)
def test_sound_works(sound: Work) -> None:
    assert is_sound(sound)


@pytest.mark.parametrize(
    "unsound",
    [
        work("official", url="https://muara.example.org"),
        work("law", url="https://avalon.law.yale.edu/20th_century/leagcov.asp"),
        work("reference", url="https://www.scribd.com/document/1"),
        work("reference", url="https://muara.blogspot.com/1"),
        work("reference", "Sejarah Indonesia SMA/MA Kelas XII"),
        work("treaty"),
        work("press", url="https://www.un.org/en/about-us"),
        work("other", copy="https://www.un.org/en/about-us"),
    ],
    ids=lambda each: f"{each.type}-{each.url or each.copy or each.title['']}",
)
def test_unsound_works(unsound: Work) -> None:
    assert not is_sound(unsound)
