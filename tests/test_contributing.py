"""A newcomer's pull request: the examples of CONTRIBUTING.md, pasted word by word into a clone.

Whoever judges it says the same: ``validate``, ``lint --strict`` and the tests of the shipped
deck. ``fmt --check`` judges the layout only, which is right from the start.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ankigen.source import parse_text
from tests.support.cli import ankigen
from tests.support.decks import ROOT, SHIPPED

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TODAY = "2026-12-01"
DECK = f"decks/{SHIPPED.name}"

PASTED = {
    # What is done, by its heading: the file, and the note whose fact is mended.
    "Memperbaiki fakta": ("regional-bodies.yaml", "asean"),
    "Menambah istilah": ("terms-foreign-policy.yaml", ""),
    "Menambah organisasi": ("regional-bodies.yaml", ""),
}
REPLACED = [
    # What stands in an example and is to be replaced, in the order of the page.
    ("Judul halaman", ["Negara Anggota ASEAN", "Apa Itu Kekuatan Lunak", "Tentang Komisi Tuna"]),
    ("Penerbit", ["Sekretariat ASEAN", "Museum Diplomasi", "Komisi Tuna Samudra Hindia"]),
    ("https://…", [f"https://www.{host}.org/id" for host in ("asean-member", "softpower", "iotc")]),
]


def example(heading: str) -> str:
    """Return the first yaml block behind a bold heading."""
    found = re.search(rf"\*\*{heading}\.\*\*.*?```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert found, heading
    return found[1]


def replaced(text: str, number: int) -> str:
    """Put a newcomer's own words in place of the placeholders."""
    for old, new in REPLACED:
        assert text.count(old) == 1
        text = text.replace(old, new[number])
    return text


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a copy of what is judged, and of what judges it."""
    for name in ("ankigen", "decks", "docs", "schema", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("CONTRIBUTING.md", "ankigen.toml", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def paste(clone: Path, *, word_by_word: bool) -> None:
    for number, (heading, (file, note)) in enumerate(PASTED.items()):
        text = example(heading) if word_by_word else replaced(example(heading), number)
        path = clone / DECK / file
        before = path.read_text("utf-8")
        if note:
            # A fact takes the place of the one with its name: up to the next key of the note.
            name = text.split(":")[0]
            block = rf"\n  - key: {note}\n.*?\n({name}:\n(?:      [^\n]*\n)+)"
            old = re.search(block, before, re.DOTALL)
            assert old
            after = before[: old.start(1)] + text + before[old.end(1) :]
        else:
            after = f"{before}\n{text}"
        path.write_text(after, "utf-8")


def judged(clone: Path) -> dict[str, bool]:
    """Return who says yes."""
    tests = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*tests, "tests/test_content.py"],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return {
        "validate": ankigen("validate", "-q", cwd=clone).returncode == 0,
        "lint": lint(clone).returncode == 0,
        "fmt": ankigen("fmt", "--check", "-q", cwd=clone).returncode == 0,
        "tests": done.returncode == 0,
    }


def lint(clone: Path) -> subprocess.CompletedProcess[str]:
    strict = ("lint", "--strict", "--today", TODAY, "--format", "concise", "--all", "-q")
    return ankigen(*strict, cwd=clone)


def test_all_say_yes_to_the_examples_once_their_placeholders_are_replaced(clone: Path) -> None:
    paste(clone, word_by_word=False)
    assert lint(clone).stdout == ""
    assert judged(clone) == {"validate": True, "lint": True, "fmt": True, "tests": True}


def test_all_say_no_while_a_placeholder_stands_there(clone: Path) -> None:
    paste(clone, word_by_word=True)
    assert judged(clone) == {"validate": False, "lint": False, "fmt": True, "tests": False}
    told = ankigen("validate", "--all", "--format", "concise", cwd=clone).stdout.splitlines()
    for file, _ in PASTED.values():
        lines = [line for line in told if line.startswith(f"{DECK}/{file}:")]
        assert lines
        # Each has a place, and a mend in brackets.
        assert all(re.match(r"\S+:\d+:\d+: error\[[a-z-]+\]: .*\(.+\)$", line) for line in lines)


def test_works_that_the_page_cites_are_there() -> None:
    works = parse_text("x", (SHIPPED / "sources.yaml").read_text("utf-8")).data["sources"]
    cited = re.findall(r"`(?:sources: \[|- \{work: )([a-z0-9-]+)", PAGE)
    assert len(cited) == 4
    assert set(cited) <= works.keys()
