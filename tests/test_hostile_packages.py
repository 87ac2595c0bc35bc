"""Packages made to break, fill or fool us: each is refused or shown, soon and in little memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.support.decks import ROOT
from tests.support.extent import some
from tests.support.hostile_packages import PACKAGES, REFUSED, write

SECONDS, MEGABYTES = 10, 512

Results = dict[str, Any]


TRIED = some(PACKAGES, 5)


def _forms(name: str) -> tuple[str, ...]:
    """Return the formats that are tried: all of them where names are what is hostile."""
    return ("text", "markdown", "json") if name.startswith("named with ") else ("text",)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Compare every package with a good one, in every format."""
    folder = tmp_path_factory.mktemp("hostile")
    write(folder)
    requests = []
    for number, name in enumerate(PACKAGES):
        if name not in TRIED:
            continue
        # What takes long does so where both sides have it.
        old = folder / ("before.apkg" if name.startswith("long: ") else "whole.apkg")
        new = folder / f"{number}.apkg"
        command = ["diff", old.as_posix(), new.as_posix(), "--lang", "en", "--format"]
        requests.append((name, [[*command, form] for form in _forms(name)]))
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.hostile_run", folder],
        cwd=ROOT,
        input=json.dumps(requests),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: Results = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", TRIED)
def test_a_hostile_package_is_refused_or_shown(name: str, results: Results) -> None:
    _make, expected = PACKAGES[name]
    found = results[name]
    said = found["out"]
    assert "Traceback" not in said
    assert found["status"] == 0, said[-2000:]
    assert found["codes"] == [3 if expected == REFUSED else 0] * len(_forms(name)), said[-2000:]
    if expected == REFUSED:
        (line,) = said.splitlines()
        assert re.match(r"ankigen: error\[package-[a-z]+\]: \S+ .*\w", line)
        assert len(line) < 1000
    assert found["seconds"] < SECONDS
    assert found["megabytes"] < MEGABYTES


@pytest.mark.parametrize("name", [name for name in TRIED if name.startswith("named with")])
def test_no_name_is_more_than_a_name(name: str, results: Results) -> None:
    said = results[name]["out"]
    people, _, _programs = said.partition('{\n  "counts"')
    assert all(c.isprintable() or c == "\n" for c in people)
    assert not re.search(r"^\s*::|##\[", people, re.M)
    _text, _, markdown = people.partition("\n### ")
    assert "<" not in markdown
    assert not re.search(r"(?<!\w)@\w", markdown)
    assert not re.search(r"(?<!\\)(?:\\\\)*\]\(", markdown)
