"""The texts of a deck's page among AnkiWeb's shared decks."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck
from ankigen.kinds.deck import Deck
from ankigen.report.listing import LIMITS, Listing, listing, text
from tests.support.cli import ankigen
from tests.support.decks import SAMPLE, SHIPPED, deck

HOME, REPORT = "https://example.org/decks", "https://example.org/report?key={key}"


def listed(source: Path = SAMPLE, language: str = "en", **changed: Any) -> Listing:
    """Word the page of a deck of which something is changed."""
    changed_deck: Deck = msgspec.structs.replace(deck(source), **changed)
    return listing(compile_deck(changed_deck, Stamps(0)), language)


@dataclass
class Long:
    """A text of so many words in each language."""

    words: int

    def in_language(self, _: str) -> str:
        return " ".join(f"word{number}" for number in range(self.words))


@pytest.mark.parametrize("source", [SAMPLE, SHIPPED], ids=lambda path: path.name)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_field_is_within_the_limits_of_the_form(source: Path, language: str) -> None:
    fields = listed(source, language, home=HOME).fields
    assert list(fields) == list(LIMITS)
    assert all(0 < len(fields[name]) <= limit for name, limit in LIMITS.items())


def test_what_is_too_long_ends_at_a_word() -> None:
    topics = {f"a-long-topic-{number}": None for number in range(9)}
    found = listed(title=Long(30), subjects={}, topics=topics).fields
    assert found["Title"].split() == [
        f"word{number}" for number in range(len(found["Title"].split()))
    ]
    assert 50 < len(found["Title"]) <= 60
    assert found["Tags"].split() == [f"a-long-topic-{number}" for number in range(4)]


@pytest.mark.parametrize(
    ("addresses", "support"),
    [
        ({"home": HOME, "changelog": "https://example.org/c"}, HOME),
        (
            {"home": "", "report": REPORT, "changelog": "https://example.org/c"},
            "https://example.org/c",
        ),
        (
            {"home": f"{HOME}/{'x' * 200}", "report": "https://example.org/r"},
            "https://example.org/r",
        ),
        ({"home": "", "report": REPORT, "changelog": ""}, ""),
    ],
)
def test_the_support_page_is_one_that_a_reader_can_open(
    addresses: dict[str, str], support: str
) -> None:
    found = listed(**addresses)
    assert found.fields["Support Page"] == support
    said = "\n".join([found.fields["Description"], *found.answers])
    # Nothing is said of a place that there is not.
    assert ("New versions" in said) == ("newer version" in said) == bool(support)
    assert not re.search(r"[{}]", said)


def test_no_more_is_promised_than_the_cards_keep() -> None:
    # Notes of the sample have no source, and there is a core of it.
    assert "level::1" in listed().fields["Description"]
    assert "has its source on the back" not in listed().fields["Description"]
    assert "has its source on the back" in listed(SHIPPED).fields["Description"]
    sample = deck(SAMPLE)
    for level in (1, 2):
        notes = tuple(msgspec.structs.replace(note, level=level) for note in sample.notes)
        found = listed(notes=notes)
        assert "level::" not in "\n".join([found.fields["Description"], *found.answers])


def test_what_an_author_writes_is_only_text() -> None:
    class Sly:
        def in_language(self, _: str) -> str:
            return "<img src=x> **bold** {support}"

    shown = listed(description=Sly()).fields["Description"].splitlines()[0]
    assert "<img" not in shown
    assert r"\*\*bold" in shown


def test_the_command_writes_all_languages_of_the_deck(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    done = ankigen("listing", "decks/sample", cwd=tmp_path)
    assert done.returncode == 0
    assert re.findall("^# (.*)$", done.stdout, re.M) == [
        "Halaman dalam bahasa Indonesia",
        "The page in English",
    ]
    assert done.stdout.count("/65000)") == 2
    assert "was never released" in done.stderr


def test_each_field_is_shown_with_its_length() -> None:
    found = listed(home=HOME)
    assert f"## Title ({len(found.fields['Title'])}/60)\n\n{found.fields['Title']}\n" in text(
        found, "en"
    )


def test_a_wrong_deck_is_not_listed(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sample")
    (tmp_path / "sample" / "terms.yaml").write_text("kind: term\nnotes: 3\n")
    done = ankigen("listing", "sample", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
