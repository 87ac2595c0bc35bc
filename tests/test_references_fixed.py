"""``validate --fix`` mends a misspelt reference where nothing else can be meant, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ankigen.diagnostics import slip_of
from tests.support.cli import ankigen
from tests.support.decks import SAMPLE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with a copy of the sample deck."""
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def texts(root: Path) -> dict[str, str]:
    return {p.name: p.read_text("utf-8") for p in (root / "decks" / "sample").glob("*.yaml")}


def spoil(root: Path, file: str, old: str, new: str) -> None:
    path = root / "decks" / "sample" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


SURE = {
    "a note": ("terms.yaml", "related: [ratification]", "related: [ratificaton]"),
    "a note in quotes": ("terms.yaml", "related: [ratification]", 'related: ["ratifciation"]'),
    "a work": ("terms.yaml", "work: vienna-convention", "work: vienna-convnetion"),
    "another work": ("terms.yaml", "[un-treaty-collection]", "[un-treatycollection]"),
    "a topic": ("terms.yaml", "topic: treaties", "topic: treatties"),
    "a topic by its title": ("terms.yaml", "topic: treaties", "topic: perjanjian"),
}


@pytest.mark.parametrize("name", SURE)
def test_one_slip_is_mended(name: str, root: Path) -> None:
    before = texts(root)
    spoil(root, *SURE[name])
    done = ankigen("validate", "--fix", cwd=root)
    assert (done.returncode, "terms.yaml: 1 fixed" in done.stderr) == (0, True)
    after = texts(root)
    assert {n: t.replace('["ratification"]', "[ratification]") for n, t in after.items()} == before


def test_references_of_several_files_are_mended_beside_other_mistakes(root: Path) -> None:
    for name in ("a note", "a work", "a topic"):
        spoil(root, *SURE[name])
    spoil(root, "organisations.yaml", "level: 1", "level: 9")
    done = ankigen("validate", "--fix", "--format", "concise", cwd=root)
    assert done.returncode == 1
    assert "terms.yaml: 3 fixed" in done.stderr
    assert {line.split(": ")[1] for line in done.stdout.splitlines()[:-1]} == {"error[undeclared]"}


def test_a_former_key_becomes_the_present_one(root: Path) -> None:
    spoil(root, "terms.yaml", "- key: ratification\n", "- key: approval\n    was: [ratification]\n")
    assert ankigen("validate", cwd=root).returncode == 1
    assert ankigen("validate", "--fix", cwd=root).returncode == 0
    assert "related: [approval]" in texts(root)["terms.yaml"]


UNSURE = {
    "two slips": ("terms.yaml", "related: [ratification]", "related: [ratifcaton]"),
    "a short key": ("terms.yaml", "subjects: [ppkn]", "subjects: [ppk]"),
    "itself twice": (
        "terms.yaml",
        "related: [ratification]",
        "related: [ratificatio, ratification]",
    ),
    "a note like none": ("terms.yaml", "related: [ratification]", "related: [xyzzy]"),
}


@pytest.mark.parametrize("name", UNSURE)
def test_what_is_not_sure_is_only_proposed(name: str, root: Path) -> None:
    spoil(root, *UNSURE[name])
    before = texts(root)
    done = ankigen("validate", "--fix", cwd=root)
    assert (done.returncode, "fixed" in done.stderr) == (1, False)
    assert texts(root) == before


MEANT = {
    # What was written, what there is, and what is meant for sure.
    "a letter too few": ("ratificaton", ["ratification"], "ratification"),
    "a letter too many": ("rattification", ["ratification"], "ratification"),
    "a wrong letter": ("ratifikation", ["ratification"], "ratification"),
    "two swapped": ("ratificaiton", ["ratification"], "ratification"),
    "no hyphen": ("freetrade", ["free-trade"], "free-trade"),
    "itself": ("treaty", ["treaty"], ""),
    "two that are as near": ("treats", ["treaty", "treat"], ""),
    "a digit": ("law-25-2000", ["law-24-2000"], ""),
    "a digit too few": ("dasasila-1", ["dasasila-01"], ""),
    "another word": ("bilateral-trade", ["trilateral-trade"], ""),
    "the start of a word": ("emigration", ["migration"], ""),
    "a later word": ("asean-import", ["asean-export"], ""),
    "two short ones": ("who", ["wto"], ""),
    "two slips": ("ratifcaton", ["ratification"], ""),
}


@pytest.mark.parametrize("name", MEANT)
def test_a_slip_of_the_pen_is_one_letter(name: str) -> None:
    written, known, meant = MEANT[name]
    assert slip_of(written, known) == meant
