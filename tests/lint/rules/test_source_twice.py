"""source-twice: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "source-twice"
NOTES = """
- key: b
  term:
    id: awan
    en: cloud
  definition:
    id: titik air di langit
    en: drops in the sky
  sources:
    - title: Awan (Museum Awan)
      url: https://museum-awan.example.org/awan
    - title: Awan (Museum Awan)
      url: https://museum-awan.example.org/{page}
"""


def test_the_second_of_two_equal_sources() -> None:
    assert [place.split(":")[0] for place in places(NOTES.format(page="awan"), CODE)] == ["11"]


def test_two_pages_of_one_title() -> None:
    assert places(NOTES.format(page="hujan"), CODE) == []
