"""What docs/updates.md tells students: Anki's own labels, and an update leaves settings alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from anki.lang import set_lang

from ankigen.anki import apkg
from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck
from tests.support import anki
from tests.support.decks import ROOT, SAMPLE, T1, deck


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


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_has_the_labels_of_ankis_own_windows(language: str, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "updates.md").read_text("utf-8")
    halves = dict(zip(("id", "en"), page.split("\n## For readers: what stays"), strict=True))
    set_lang(language)
    try:
        with anki.collection(tmp_path) as col:
            labels = {
                col.tr.importing_updates(), col.tr.importing_merge_notetypes(),
                col.tr.deck_config_desired_retention(), col.tr.deck_config_learning_steps(),
                col.tr.scheduling_new_cardsday(), col.tr.deck_config_bury_new_siblings(),
                col.tr.deck_config_bury_review_siblings(), col.tr.deck_config_optimize_button(),
                col.tr.studying_again(), col.tr.studying_hard(),
            }  # fmt: skip
            file, import_, options = (
                label.replace("&", "").removesuffix("...")
                for label in (
                    col.tr.qt_accel_file(), col.tr.qt_accel_import(), col.tr.actions_options(),
                )
            )  # fmt: skip
    finally:
        set_lang("en")
    said = halves[language]
    assert {label for label in labels if f"*{label}*" not in said} == set()
    assert f"**{file} › {import_}**" in said
    assert f"› **{options}**" in said
