"""link-insecure: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "link-insecure"


def test_where_the_site_has_https() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Badan Cuaca
    en: Weather Office
  website: https://www.cuaca.example
  sources:
    - title: Sejarah
      url: http://cuaca.example/sejarah
- key: b
  term:
    id: awan
    en: cloud
  definition:
    id: titik air di langit
    en: drops in the sky
  sources:
    - title: Awan (Wikipedia)
      url: http://id.wikipedia.org/wiki/Awan
"""
    assert places(notes, CODE) == [
        "9: http://cuaca.example/sejarah",
        "19: http://id.wikipedia.org/wiki/Awan",
    ]


def test_where_there_is_nothing_better() -> None:
    notes = """
- key: b
  term:
    id: awan
    en: cloud
  definition:
    id: titik air di langit
    en: drops in the sky
  sources:
    - title: Awan
      url: http://museum-awan.example.org/awan
"""
    assert places(notes, CODE) == []
