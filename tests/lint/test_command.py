"""``ankigen lint`` as its users meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.support import DECK
from tests.test_cli import ankigen

NOTES = """\
kind: term
notes:
  - key: partnership
    term:
      id: kemitraan
      en: partnership
    definition:
      id: kerjasama dua usaha
      en: the joint work of two firms
    sources:
      - title: Usaha
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "decks" / "test"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text(DECK + "  - terms.yaml\n", encoding="utf-8")
    (folder / "terms.yaml").write_text(NOTES, encoding="utf-8")
    return tmp_path


def test_it_says_what_it_doubts_and_fails_only_if_strict(here: Path) -> None:
    done = ankigen("lint", "--format", "concise", cwd=here)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "decks/test/terms.yaml:8:11: warning[non-standard-indonesian]: "
        '"kerjasama" is not standard; KBBI has "kerja sama"',
        "2 files, 0 errors, 1 warning",
    ]
    strict = ankigen("lint", "--strict", "--lang", "id", cwd=here)
    assert strict.returncode == 1
    assert "galat[non-standard-indonesian]" in strict.stdout


def test_it_mends_what_is_certain(here: Path) -> None:
    done = ankigen("lint", "--fix", "--strict", cwd=here)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "decks/test/terms.yaml: 1 fixed"
    mended = (here / "decks/test/terms.yaml").read_text(encoding="utf-8")
    assert mended == NOTES.replace("kerjasama", "kerja sama")


def test_rules_are_chosen_on_the_command_line(here: Path) -> None:
    assert ankigen("lint", "--strict", "--select", "same-front", cwd=here).returncode == 0
    assert (
        ankigen("lint", "--strict", "--ignore", "non-standard-indonesian", cwd=here).returncode == 0
    )
    done = ankigen("lint", "--select", "same-frontt", cwd=here)
    assert done.returncode == 2
    assert 'did you mean "same-front"?' in done.stderr


@pytest.mark.parametrize(
    ("file", "table"), [("ankigen.toml", "lint"), ("pyproject.toml", "tool.ankigen.lint")]
)
def test_rules_are_chosen_in_the_configuration(here: Path, file: str, table: str) -> None:
    (here / file).write_text(f'[{table}]\nignore = ["non-standard-indonesian"]\n')
    below = here / "decks"
    assert ankigen("lint", "test", "--strict", cwd=below).returncode == 0
    (here / file).write_text(f'[{table}]\nignore = ["non-standard"]\n')
    done = ankigen("lint", cwd=here)
    assert done.returncode == 2
    assert f"{file}: lint.ignore" in done.stderr


def test_a_configuration_that_is_no_toml_is_named(here: Path) -> None:
    (here / "ankigen.toml").write_text("[lint\n")
    done = ankigen("lint", cwd=here)
    assert done.returncode == 3
    assert "error[config-unreadable]" in done.stderr


def test_today_decides_what_is_stale(here: Path) -> None:
    notes = NOTES.replace("kerjasama", "kerja sama") + '    as_of: "2020-05"\n'
    (here / "decks/test/terms.yaml").write_text(notes, encoding="utf-8")
    assert ankigen("lint", "--strict", "--today", "2021-01-01", cwd=here).returncode == 0
    assert ankigen("lint", "--strict", "--today", "2026-01-01", cwd=here).returncode == 1
    assert ankigen("lint", "--today", "yesterday", cwd=here).returncode == 2


def test_a_wrong_deck_is_not_judged_further(here: Path) -> None:
    (here / "decks/test/terms.yaml").write_text(NOTES.replace("term:", "trem:"), encoding="utf-8")
    done = ankigen("lint", cwd=here)
    assert done.returncode == 1
    assert "error[unknown-key]" in done.stdout
    assert "non-standard" not in done.stdout


def test_rules_are_explained(here: Path) -> None:
    done = ankigen("explain", "non-standard-indonesian", "--lang", "id", cwd=here)
    assert done.returncode == 0
    assert "ejaannya tidak menurut KBBI" in done.stdout
    assert "Siapa yang mengeluarkan ijin mengemudi?" in done.stdout
