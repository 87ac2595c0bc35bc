"""The promise in every old Anki that we name: ``pytest tests/old_anki/every_version.py``.

Not collected by default: it installs five versions of Anki under ``.cache/``. The default
run has 2.1.66 (``test_upgrade_2_1_66.py``) and the current one (``tests/test_upgrade.py``).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.old_anki.arrival import arrival
from tests.old_anki.venvs import VERSIONS, anki_python
from tests.support.decks import SHIPPED, compiled
from tests.support.matrix import MATRIX, Edit
from tests.support.readers import (
    core_and_full,
    costs_nothing,
    released_after_an_import,
    three_releases,
)
from tests.support.releases import release

# The importer of 2.1.51 and earlier touches a deck that the reader has only to add a card.
KEEPS_DESCRIPTIONS = ("2.1.36", "2.1.49")


def known(edit: Edit, version: str) -> str:
    """Return what a version does not do after an edit that changes a description."""
    effect = edit.effect
    described = effect.decks - bool(effect.retired)  # retiring also makes a deck
    kept = described and not (effect.added or effect.cards_added)
    return "upgrade-description" if kept and version in KEEPS_DESCRIPTIONS else ""


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("edit", MATRIX, ids=lambda edit: edit.name)
def test_an_edit_between_releases_costs_a_reader_nothing(
    edit: Edit, version: str, tmp_path: Path
) -> None:
    costs_nothing(edit, tmp_path, anki_python(version), known(edit, version))


@pytest.mark.parametrize("version", VERSIONS)
def test_three_releases_in_a_row(version: str, tmp_path: Path) -> None:
    three_releases(tmp_path, anki_python(version))


@pytest.mark.parametrize("version", VERSIONS)
def test_the_shipped_decks_arrive_whole(version: str, tmp_path: Path) -> None:
    package = compiled(SHIPPED).package("bilingual")
    arrived = arrival(*release(tmp_path / "new", package).files, version=version)
    assert not arrived.conflicts
    assert {guid: note.fields for guid, note in arrived.held.notes.items()} == {
        note.guid: note.fields for note in package.notes
    }
    assert set(arrived.held.cards) == {(n.guid, c.ord) for n in package.notes for c in n.cards}
    check = arrived.check
    assert check.problems == check.empty_cards == check.unmade_cards == ()
    assert check.cardless == check.missing_media == ()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_release_after_an_import(version: str, tmp_path: Path) -> None:
    released_after_an_import(tmp_path, anki_python(version))


@pytest.mark.parametrize("version", VERSIONS)
def test_the_core_and_the_whole_in_either_order(version: str, tmp_path: Path) -> None:
    core_and_full(tmp_path, anki_python(version))
