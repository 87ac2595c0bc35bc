"""What is made of kinds and languages is committed as it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.decks import ROOT
from tests.support.derived import files


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_a_derived_file_is_as_made(path: Path) -> None:
    made = files()[path]
    assert path.read_text(encoding="utf-8") == made, "run: python -m tests.support.derived"


def test_there_is_no_schema_besides() -> None:
    assert set((ROOT / "schema").glob("*.json")) == {
        p for p in files() if p.parent.name == "schema"
    }
