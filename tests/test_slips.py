"""Human slips in the shipped decks: told where they are, by one message, and mended."""

from __future__ import annotations

from collections import Counter

import pytest

from ankigen.edit.replace import apply, from_edits
from ankigen.edit.told import tell
from ankigen.source import parse_text
from tests import slips
from tests.support.decks import SAMPLE
from tests.support.extent import rounds

SLIPS = 2040
MANY = rounds(300, 100)
TERMS = (SAMPLE / "terms.yaml").read_text("utf-8")
BODIES = (SAMPLE / "organisations.yaml").read_text("utf-8")


def test_slips_are_told_where_they_are_and_mended() -> None:
    """As docs/diagnostics.md says; ``python -m tests.slips --show KIND`` shows what fell."""
    found = slips.figures([slips.judge(slip) for slip in slips.slips(SLIPS, seed=0)])
    assert found.placed >= 97, found
    assert found.restored >= 98, found
    assert found.single >= 98, found


def test_the_same_seed_makes_the_same_slips() -> None:
    kinds = Counter(slip.kind for slip in slips.slips(len(slips.SLIPS), seed=1))
    assert kinds == dict.fromkeys(slips.SLIPS, 1)
    assert list(slips.slips(40, seed=1)) == list(slips.slips(40, seed=1))


def told(text: str) -> list[tuple[str, int, bool]]:
    found = tell(parse_text("x.yaml", text), ("id", "en"))[1]
    return [(each.code, each.location.line, bool(each.edits)) for each in found]


def test_two_slips_in_one_note_are_two_messages() -> None:
    text = TERMS.replace("    level: 1", "    level = 1", 1)
    text = text.replace("id: ratifikasi", "id: - ratifikasi", 1)
    lines = text.split("\n")
    assert told(text) == [
        ("yaml-inline-list", lines.index("      id: - ratifikasi") + 1, True),
        ("yaml-equals", lines.index("    level = 1") + 1, True),
    ]


def test_another_fault_on_the_line_of_a_slip_is_told_at_its_own_place() -> None:
    """The mend makes the line shorter: what is told of its rest stands where the author sees it."""
    text = TERMS.replace("    level: 1", "    level  =  99", 1)
    found = tell(parse_text("x.yaml", text), ("id", "en"))[1]
    line = text.split("\n").index("    level  =  99") + 1
    assert [(each.code, str(each.location)) for each in found] == [
        ("yaml-equals", f"x.yaml:{line}:12"),
        ("out-of-range", f"x.yaml:{line}:15"),
    ]


def test_lines_may_end_as_on_windows() -> None:
    text = TERMS.replace("    level: 1", "    // later\n    level: 1,", 1).replace("\n", "\r\n")
    found = tell(parse_text("x.yaml", text), ("id", "en"))[1]
    assert [each.code for each in found] == ["yaml-comment-mark", "yaml-comma"]
    edits = from_edits(text, (edit for each in found for edit in each.edits))
    meant = TERMS.replace("    level: 1", "    # later\n    level: 1", 1).replace("\n", "\r\n")
    assert apply(text, edits) == meant


def test_many_slips_are_all_told() -> None:
    many = "\n".join(f"  - key: k{number}\n    x = 1" for number in range(MANY))
    found = told(f"kind: term\nnotes:\n{many}\n")
    assert len([code for code, _, _ in found if code == "missing-key"]) == 2 * MANY


def test_an_edit_that_would_leave_something_to_do_is_only_a_hint() -> None:
    text = TERMS.replace(
        "    term:\n      id: ratifikasi\n      en: ratification\n", "    term: x\n"
    )
    assert [(code, edited) for code, _, edited in told(text)] == [("wrong-type", False)]


@pytest.mark.parametrize("value", ["{reach: global}", "[global]", "\n      reach: global"])
def test_brackets_for_one_of_some_words_are_told_the_words(value: str) -> None:
    """They are not to be put in quotes: no word that may stand there has any."""
    text = BODIES.replace("scope: regional", f"scope: {value}", 1)
    (found,) = tell(parse_text("x.yaml", text), ("id", "en"))[1]
    choices = "global, interregional, regional, bilateral-plus"
    assert (found.code, found.edits) == ("wrong-type", ())
    assert [(hint.code, dict(hint.params)) for hint in found.hints] == [
        ("one-of", {"choices": choices})
    ]


def test_what_stands_in_a_sound_text_is_no_slip() -> None:
    """Marks of the sorts of slips are told only where they explain a fault."""
    odd = TERMS.replace("id: ratifikasi", "id: “ratifikasi” // a = b, [c](https://d.example)", 1)
    assert told(odd) == []
    wrong = odd.replace("    level: 1", "    level: 99", 1)
    assert [code for code, _, _ in told(wrong)] == ["out-of-range"]
