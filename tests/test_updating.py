"""What docs/updates.md promises a student of settings: an update leaves them as they are."""

from __future__ import annotations

from pathlib import Path

from ankigen.anki import apkg
from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck
from tests.support import anki
from tests.support.decks import SAMPLE, T1, deck


def test_an_update_touches_none_of_the_settings(tmp_path: Path) -> None:
    with anki.collection(tmp_path) as col:
        for number, time in enumerate((T1, T1 + 86_400)):
            path = tmp_path / f"{number}.apkg"
            apkg.write(compile_deck(deck(SAMPLE), Stamps(time)).package("bilingual"), path)
            if number == 0:
                anki.import_package(col, path)
                col.set_config("fsrs", True)
                options = col.decks.add_config("Mine")
                options |= {"desiredRetention": 0.85, "buryDueSiblings": True}
                options["new"] |= {"delays": [10], "perDay": 10, "bury": True}
                col.decks.update_config(options)
                for each in col.decks.all_names_and_ids():
                    held = col.decks.get(each.id)
                    assert held is not None
                    col.decks.set_config_id_for_deck_dict(held, options["id"])
                before = {
                    each.name: col.decks.config_dict_for_deck_id(each.id)
                    for each in col.decks.all_names_and_ids()
                }
            else:
                log = anki.import_package(col, path)
                assert log.updated > 0
        after = {
            each.name: col.decks.config_dict_for_deck_id(each.id)
            for each in col.decks.all_names_and_ids()
        }
        assert after == before
        assert {held["name"] for held in after.values()} == {"Mine"}
        assert col.get_config("fsrs") is True
