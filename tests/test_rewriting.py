"""``fmt`` and ``validate --fix`` as their users meet them."""

from __future__ import annotations

import re
import shutil
import stat
from pathlib import Path

import pytest

from ankigen.diagnostics import AnkigenError
from ankigen.edit.rewritten import write_text
from tests.support.cli import ankigen
from tests.support.decks import ROOT, SAMPLE


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with the sample deck under decks/."""
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def untidy(path: Path) -> str:
    """Make a file of the deck untidy; return its text."""
    text = path.read_text("utf-8").replace("    level:", "    level:   ").replace("\n\n", "\n")
    assert text != path.read_text("utf-8")
    path.write_text(text, "utf-8")
    return text


# -- fmt ------------------------------------------------------------------------------------


def test_fmt_check_names_the_file_and_its_first_line_and_writes_nothing(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    assert ankigen("fmt", "--check", cwd=here).returncode == 0
    before = untidy(terms)
    done = ankigen("fmt", "--check", cwd=here)
    assert done.returncode == 1
    assert re.fullmatch(
        r"decks/sample/terms.yaml:\d+:1: error\[layout\]: the layout is not the canonical one "
        r"\(run: ankigen fmt\)\n6 files, 1 not canonical, 0 left alone\n",
        done.stderr,
    )
    assert terms.read_text("utf-8") == before


def test_fmt_diff_prints_what_would_change_and_writes_nothing(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    before = untidy(terms)
    done = ankigen("fmt", "--diff", "-q", cwd=here)
    assert done.returncode == 1
    assert done.stdout.startswith("--- decks/sample/terms.yaml\n+++ decks/sample/terms.yaml\n@@")
    changed = [line for line in done.stdout.splitlines() if line[0] in "+-"][2:]
    assert changed == ["+", "+"]
    assert terms.read_text("utf-8") == before


def test_fmt_writes_the_canonical_file_in_one_step(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    other = here / "decks" / "sample" / "goals.yaml"
    untidy(terms)
    terms.chmod(0o640)
    inodes = terms.stat().st_ino, other.stat().st_ino
    done = ankigen("fmt", "decks/sample", "--lang", "id", cwd=here)
    assert (done.returncode, done.stdout) == (0, "decks/sample/terms.yaml: dirapikan\n")
    assert done.stderr == "6 berkas, 1 dirapikan, 0 dibiarkan\n"
    expected = (SAMPLE / "terms.yaml").read_text("utf-8").replace("    level:", "    level:   ")
    assert terms.read_text("utf-8") == expected
    assert stat.S_IMODE(terms.stat().st_mode) == 0o640
    assert (terms.stat().st_ino != inodes[0], other.stat().st_ino == inodes[1]) == (True, True)
    assert {p.name for p in terms.parent.iterdir()} == {p.name for p in SAMPLE.iterdir()}


def test_fmt_leaves_an_unreadable_file_and_says_why(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    terms.write_text(untidy(terms) + "a: *b\n", "utf-8")
    untidy(here / "decks" / "sample" / "goals.yaml")
    before = terms.read_bytes()
    done = ankigen("fmt", cwd=here)
    assert done.returncode == 1
    assert done.stdout == "decks/sample/goals.yaml: laid out\n"
    assert "terms.yaml" in done.stderr and "error[yaml-alias]" in done.stderr
    assert done.stderr.endswith("6 files, 1 laid out, 1 left alone\n")
    assert terms.read_bytes() == before


def test_fmt_takes_a_file_alone_and_refuses_a_path_without_decks(here: Path) -> None:
    untidy(here / "decks" / "sample" / "terms.yaml")
    done = ankigen("fmt", "--check", "decks/sample/goals.yaml", cwd=here)
    assert (done.returncode, done.stderr) == (0, "1 files, 0 not canonical, 0 left alone\n")
    (here / "empty").mkdir()
    done = ankigen("fmt", "empty", cwd=here)
    assert done.returncode == 3
    assert (
        done.stderr
        == "ankigen: error[no-decks]: there is no deck at empty (a new one: ankigen new deck KEY)\n"
    )
    assert ankigen("fmt", cwd=here / "empty").returncode == 3
    done = ankigen("fmt", "nowhere.yaml", cwd=here)
    assert done.returncode == 1
    assert "error[file-missing]" in done.stderr


def test_fmt_takes_the_byte_order_mark_away(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    text = terms.read_bytes()
    terms.write_bytes(b"\xef\xbb\xbf" + text)
    assert ankigen("fmt", "--check", cwd=here).returncode == 1
    assert ankigen("fmt", cwd=here).returncode == 0
    assert terms.read_bytes() == text


def test_the_shipped_decks_are_canonical() -> None:
    done = ankigen("fmt", "--check", cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_a_file_that_cannot_be_written_is_a_failure_of_the_outside(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AnkigenError) as caught:
        write_text(tmp_path / "file" / "deck.yaml", "kind: deck\n")
    assert caught.value.code == "output"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("a: 1\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    write_text(tmp_path / "link.yaml", "a: 2\n")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "a: 2\n"


# -- validate --fix ---------------------------------------------------------------------------


def test_validate_fix_mends_what_is_certain_and_shows_the_rest(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    text = terms.read_text("utf-8")
    spoilt = text.replace("id: ratifikasi", "id: no").replace(
        "    definition:", "    defintion:", 1
    )
    terms.write_text(spoilt.replace("level: 1", "level: one"), "utf-8")
    done = ankigen("validate", "--fix", cwd=here)
    assert done.returncode == 1
    assert done.stderr == "decks/sample/terms.yaml: 2 fixed\n"
    assert re.findall(r"error\[([-a-z]+)\]", done.stdout) == ["wrong-type"]
    mended = text.replace("id: ratifikasi", 'id: "no"').replace("level: 1", "level: one")
    assert terms.read_text("utf-8") == mended


def test_validate_fix_leaves_a_good_deck_alone(here: Path) -> None:
    before = {p: (p.stat().st_ino, p.read_bytes()) for p in here.rglob("*.yaml")}
    done = ankigen("validate", "--fix", "-q", cwd=here)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {p: (p.stat().st_ino, p.read_bytes()) for p in here.rglob("*.yaml")} == before
