"""The promise in 2.1.66, the last Anki of the old series: part of the default run.

Some edits; all of them, in five versions, are in every_version.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.old_anki.venvs import anki_python
from tests.support.extent import some
from tests.support.matrix import MATRIX, Edit
from tests.support.readers import (
    core_and_full,
    costs_nothing,
    released_after_an_import,
    three_releases,
)

VERSION = "2.1.66"


@pytest.mark.parametrize("edit", some(MATRIX, 6), ids=lambda edit: edit.name)
def test_an_edit_between_releases_costs_a_reader_nothing(edit: Edit, tmp_path: Path) -> None:
    costs_nothing(edit, tmp_path, anki_python(VERSION))


def test_three_releases_in_a_row(tmp_path: Path) -> None:
    three_releases(tmp_path, anki_python(VERSION))


def test_a_release_after_an_import(tmp_path: Path) -> None:
    released_after_an_import(tmp_path, anki_python(VERSION))


def test_the_core_and_the_whole_in_either_order(tmp_path: Path) -> None:
    core_and_full(tmp_path, anki_python(VERSION))
