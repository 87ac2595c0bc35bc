"""Level 1 of the shipped deck is what schools teach: docs/syllabus.yaml says for which topic."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import yaml

from ankigen.cards import notetypes
from ankigen.kinds.base.variants import CORE_LEVEL
from tests.support.decks import ROOT, SHIPPED, compiled, deck

SYLLABUS: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "syllabus.yaml").read_text("utf-8"))
TOPICS: dict[str, list[str]] = SYLLABUS["topics"]
NEEDED: dict[str, str] = SYLLABUS["needed"]
CONTENT = (ROOT / "docs" / "content.md").read_text("utf-8")


def listed() -> list[str]:
    return [key for keys in TOPICS.values() for key in keys]


def core() -> list[str]:
    return [note.key for note in deck(SHIPPED).notes if note.level == CORE_LEVEL]


def test_the_notes_of_level_1_are_those_of_the_syllabus() -> None:
    """A note that fails this belongs under a topic in docs/syllabus.yaml, or on level 2."""
    assert sorted(set(core()) - {*listed(), *NEEDED}) == []
    assert sorted({*listed(), *NEEDED} - set(core())) == []


def test_each_stands_there_once() -> None:
    assert [key for key, count in Counter([*listed(), *NEEDED]).items() if count > 1] == []
    assert [topic for topic, keys in TOPICS.items() if not keys] == []


@pytest.mark.parametrize("word", NEEDED)
def test_what_is_needed_is_used(word: str) -> None:
    """The Indonesian cards of the note that needs a word have it, or its abbreviation."""
    user = NEEDED[word]
    assert user in listed()
    fields = range(notetypes.FIELDS.index("Title"), notetypes.FIELDS.index("As of"))
    texts: dict[str, str] = {}
    for note in compiled(SHIPPED).package("id.core").notes:
        key = note.fields[0].split("/")[1]
        texts[key] = f"{texts.get(key, '')} {' '.join(note.fields[n] for n in fields)}".casefold()
    (term,) = (note for note in deck(SHIPPED).notes if note.key == word)
    short = getattr(term, "abbreviation", {}).get("id", "")
    names = [term.term["id"], *([short] if short else [])]  # type: ignore[attr-defined]
    assert any(name.casefold() in texts[user] for name in names)


def test_every_topic_is_in_the_table_of_the_page() -> None:
    """Each row names a class, of lower or of upper secondary school."""
    row = r"(?m)^\| ([a-z-]+) \| [^|]+ \| ([^|]*\b[VIX]+\b[^|]*\|.*|[^|]+\|[^|]*\b[VIX]+\b[^|]*\|)$"
    assert [topic for topic, _ in re.findall(row, CONTENT)] == list(TOPICS)
