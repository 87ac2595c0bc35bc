"""link-shortened: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "link-shortened"


def test_whatever_it_hides() -> None:
    notes = """
- key: a
  term:
    id: awan
    en: cloud
  definition:
    id: titik air di langit
    en: drops in the sky
  sources:
    - title: Awan
      url: https://bit.ly/3xYz
    - title: Hujan
      url: https://www.s.id/hujan
"""
    assert places(notes, CODE) == [
        "10: https://bit.ly/3xYz",
        "12: https://www.s.id/hujan",
    ]


def test_a_whole_address() -> None:
    notes = """
- key: a
  term:
    id: awan
    en: cloud
  definition:
    id: titik air di langit
    en: drops in the sky
  sources:
    - title: Awan
      url: https://rabbit.lycos.example/awan
"""
    assert places(notes, CODE) == []
