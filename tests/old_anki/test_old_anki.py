"""The default run's part of the old-Anki suite: 2.1.66, the last of the old series."""

from pathlib import Path

import pytest

from ankigen.compile import compile_deck
from ankigen.formats import apkg
from ankigen.load import load
from ankigen.package import Stamps
from tests.old_anki.arrival import arrival

SAMPLE = Path(__file__).parents[1] / "decks" / "good" / "sample"


@pytest.mark.parametrize("version", ["", "2.1.66"])
def test_the_sample_deck_arrives_whole(version: str, tmp_path: Path) -> None:
    package = compile_deck(load([SAMPLE]).decks[0], Stamps(1_760_000_000)).package("bilingual")
    apkg.write(package, tmp_path / "sample.apkg")
    arrived = arrival(tmp_path / "sample.apkg", version=version)
    assert not arrived.conflicts
    assert set(arrived.held.notes) == {note.guid for note in package.notes}
    assert set(arrived.held.cards) == {
        (note.guid, card.ord) for note in package.notes for card in note.cards
    }
    assert arrived.check.problems == arrived.check.empty_cards == arrived.check.unmade_cards == ()
    assert arrived.check.cardless == arrived.check.missing_media == ()
