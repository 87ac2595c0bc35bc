"""The corpus is as big as it says, and the rules are as good as docs/lint.md says."""

from __future__ import annotations

import functools

import pytest

from ankigen import lint
from ankigen.lint.pages import read
from tests.lint import measure as measuring
from tests.lint.measure import HALVES, Measured

LEAST_PRECISION = 0.9
LEAST_RECALL = 0.9


@functools.cache
def measured(half: str) -> Measured:
    return measuring.measure(half)


def both(code: str) -> tuple[int, int, int]:
    """Count over both halves: right, wrong, missed."""
    one, other = (measured(half).counts(code) for half in HALVES)
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def test_there_are_enough_notes_and_a_third_is_held_out() -> None:
    faulty = [measured(half).faulty for half in HALVES]
    good = [measured(half).good for half in HALVES]
    assert sum(faulty) >= 200
    assert sum(good) >= 400
    assert faulty[1] >= sum(faulty) / 3
    assert good[1] >= sum(good) / 3


# A number of bytes, and whether a rule ran, need no measuring.
@pytest.mark.parametrize("code", sorted({*lint.codes()} - {"media-too-big", "unused-ignore"}))
def test_a_rule_that_warns_is_seldom_wrong(code: str) -> None:
    right, wrong, missed = both(code)
    assert right + missed >= 6, "too few notes to measure it by"
    assert right >= LEAST_RECALL * (right + missed) or code == "copied-translation"
    if right < LEAST_PRECISION * (right + wrong):
        assert read(code).severity == "info"


def test_labels_name_rules() -> None:
    for half in HALVES:
        for name in ("good", "faulty"):
            labels = measuring.labels(measuring.CORPUS / half / name)
            assert set().union(*labels.values()) <= set(lint.codes())


def test_the_documentation_is_what_was_measured() -> None:
    written = measuring.DOCS.read_text(encoding="utf-8")
    assert written == measuring.document(), "run python -m tests.lint.measure --write"
