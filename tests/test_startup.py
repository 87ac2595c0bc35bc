"""No command imports what it does not need: imports are most of a short command's time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ankigen.cli import COMMANDS
from tests.support.cli import SETTLED
from tests.support.decks import SAMPLE
from tests.support.extent import some

HEAVY = {
    "asyncio", "concurrent.futures", "genanki", "http.client", "importlib.metadata", "jsonschema",
    "sqlite3", "ssl", "tarfile", "yaml", "zipfile",
}  # fmt: skip

CHECKS = {"yaml"}
"""What checking a sound deck needs: jsonschema only words what is wrong."""

WRITES = CHECKS | {"asyncio", "concurrent.futures", "genanki", "sqlite3", "ssl", "zipfile"}
"""What writing packages needs: genanki brings asyncio and what that takes."""

NEEDS: dict[str, set[str]] = {
    "--version": set(),
    "--help": set(),
    # Whatever a command does: saying how to use it needs nothing.
    **{f"{name} --help": set() for name in COMMANDS},
    # A rule's page is its docstring, and the rules read decks.
    "explain": {"yaml"},
    "explain empty": {"yaml"},
    # What is said to people, and stands on note types, is read from YAML.
    "note-types": {"yaml"},
    "schema --out schema": {"yaml", "zipfile"},
    "new term new-term": {"yaml", "zipfile"},
    "fmt --check": {"yaml", "zipfile"},
    "validate": CHECKS,
    "lock": CHECKS,
    "stats": CHECKS,
    "links": CHECKS | {"concurrent.futures", "http.client", "ssl"},
    "build --no-cache": WRITES,
    "verify": WRITES | {"importlib.metadata"},
}

REPORT = """
import atexit, sys
atexit.register(lambda: print("\\nimported", *sorted(sys.modules), file=sys.stderr))
from ankigen.cli import main
sys.argv[0] = "ankigen"
main()
"""


def imported_by(command: str, here: Path, **environment: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *command.split()],
        cwd=here,
        env={**os.environ, **SETTLED, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rpartition("\nimported ")[2].split())


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("startup")
    shutil.copytree(SAMPLE, folder / "decks" / "sample")
    return folder


@pytest.mark.parametrize("command", some(NEEDS, 2))
def test_a_command_imports_only_what_it_needs(command: str, here: Path) -> None:
    assert imported_by(command, here) & HEAVY <= NEEDS[command]


def test_the_measure_sees_imports(here: Path) -> None:
    assert {"yaml", "genanki", "sqlite3", "msgspec"} <= imported_by("build --no-cache", here)
