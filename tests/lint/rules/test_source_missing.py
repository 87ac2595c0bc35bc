"""source-missing: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.lint.support import places

CODE = "source-missing"


def test_on_the_note_and_on_a_fact() -> None:
    notes = """
- key: a
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: where a river meets the sea
- key: b
  type: organisation
  name:
    id: Klub Pos
    en: Postal Club
  purpose:
    answer:
      id: mengirim surat
      en: to send mail
    sources:
      - title: Tentang kami
        url: https://pos.example.org
  founded:
    date: "1950"
    event: founded
"""
    assert places(notes, CODE) == [
        "1: a",
        "20: founded",
    ]


def test_one_for_the_note_or_one_for_each_fact() -> None:
    notes = """
- key: a
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: where a river meets the sea
  sources:
    - title: Ensiklopedia Pelajar
- key: b
  type: organisation
  name:
    id: Klub Pos
    en: Postal Club
  purpose:
    answer:
      id: mengirim surat
      en: to send mail
    sources:
      - title: Tentang kami
        url: https://pos.example.org
  status:
    state: active
"""
    assert places(notes, CODE) == []


@pytest.mark.parametrize(
    "title", ["Pengetahuan umum", "(general knowledge)", "Berbagai sumber", "My notes", "Internet"]
)
def test_what_nobody_can_look_up(title: str) -> None:
    notes = f"""
- key: a
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: where a river meets the sea
  sources:
    - title: {title}
"""
    assert places(notes, CODE) == ["1: a"]
    with_address = notes + "      url: https://peta.example.org/muara\n"
    assert places(with_address, CODE) == []
    in_print = notes.replace(title, "Buku pelajaran kelas X, bab 3")
    assert places(in_print, CODE) == []
