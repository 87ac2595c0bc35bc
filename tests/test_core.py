"""The package of a language's core: the notes of the first level, and what goes with them."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from ankigen.anki.package import Stamps
from ankigen.cards import Compiled, compile_deck
from ankigen.cli.sides import _enough
from ankigen.kinds.deck import Deck
from tests.support.decks import SAMPLE, SHIPPED, T1, compiled, deck, read_deck
from tests.support.readers import core_and_full
from tests.support.releases import Sources


def made(of: Deck) -> Compiled:
    return compile_deck(of, Stamps(T1))


def levelled(*levels: int, titles: int = 2) -> Deck:
    """The sample deck with so many levels, its notes on these, in turn."""
    of = deck()
    notes = tuple(
        replace(note, level=levels[number % len(levels)]) for number, note in enumerate(of.notes)
    )
    title = of.levels[0]
    return replace(of, notes=notes, levels=(title,) * titles)


def test_the_core_and_the_whole_in_either_order(tmp_path: Path) -> None:
    core_and_full(tmp_path)


def test_the_core_is_the_first_level_with_the_rows_of_the_whole() -> None:
    for of in (compiled(), compiled(SHIPPED)):
        for language in ("id", "en"):
            core, whole = of.package(f"{language}.core"), of.package(language)
            level = f"ankigen::{of.deck.key}::level::1"
            assert list(core.notes) == [note for note in whole.notes if level in note.tags]
            assert (core.note_types, core.decks) == (whole.note_types, whole.decks)
            shown = {
                name
                for note in core.notes
                for name in re.findall(r'src="([^"]+)"', " ".join(note.fields))
            }
            assert {media.name for media in core.media} == shown
    assert 0 < len(compiled(SHIPPED).package("id.core").media) < len(whole.media)


def test_only_what_is_asked_in_one_language_has_a_core() -> None:
    assert compiled().packages == (
        "id.core", "id", "en.core", "en", "translation", "bilingual",
    )  # fmt: skip
    assert not [name for name in made(levelled(1, 2, titles=1)).packages if "core" in name]
    assert not [name for name in made(levelled(0, titles=0)).packages if "core" in name]


def test_a_core_that_is_nothing_or_everything_is_not_written() -> None:
    for levels in ((1,), (2,)):
        of = made(levelled(*levels))
        assert of.packages == ("id", "en", "translation", "bilingual")
        assert "core" not in of.views["id"].deck.description
        assert "inti" not in of.views["id"].deck.description
    # A note of no level is not of the core.
    of = made(levelled(1, 0))
    assert of.packages[:2] == ("id.core", "id")
    assert 0 < len(of.package("id.core").notes) < len(of.package("id").notes)


def test_a_second_level_alone_makes_it_another_release() -> None:
    """A core comes into being though no note changes: what was released had none."""
    one, two = made(levelled(1, 0, titles=1)), made(levelled(1, 0))
    assert [*one.package("id").notes] == [*two.package("id").notes]
    assert one.digest() != two.digest()


def test_a_retired_note_stays_in_the_core(tmp_path: Path) -> None:
    sources = Sources(tmp_path)
    first = sources.compiled()
    why = "    retired:\n      why:\n        id: Sudah usang.\n        en: Outdated.\n"
    sources.change("terms.yaml", "  - key: ratification\n", f"  - key: ratification\n{why}")
    core = sources.compiled(T1 + 1, first.everything()).package("id.core")
    assert [note.guid for note in core.notes] == [
        note.guid for note in first.package("id.core").notes
    ]
    (note,) = [note for note in core.notes if note.fields[0].startswith("sample/ratification/")]
    decks = {entry.id: entry.name for entry in core.decks}
    assert {decks[card.deck_id] for card in note.cards} == {"Contoh Dek (ditarik)"}


def test_other_languages_have_a_core_too() -> None:
    of = replace(read_deck(SAMPLE), languages=("en",), translations=())
    assert list(of.packages) == ["en.core", "en"]
    assert of.holds("en.core", "en") == ["English (Core)"]


def test_revisions_are_compared_by_the_whole_packages() -> None:
    assert _enough(list(deck().packages)) == ["bilingual"]
    assert _enough(["id.core", "id", "ms.core", "ms", "id-ms"]) == ["id", "ms", "id-ms"]
