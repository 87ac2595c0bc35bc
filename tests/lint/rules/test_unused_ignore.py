"""unused-ignore: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "unused-ignore"


def test_what_is_not_needed_or_not_known() -> None:
    notes = """
- key: a
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: where a river meets the sea
  lint:
    ignore:
      - source-missing
      - yes-no-question
      - source-mising
    because: An old word needs none.
"""
    assert places(notes, CODE) == [
        "11: yes-no-question",
        "12: source-mising",
    ]


def test_what_is_needed() -> None:
    notes = """
- key: a
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: where a river meets the sea
  lint:
    ignore:
      - source-missing
    because: An old word needs none.
"""
    assert places(notes, CODE) == []
