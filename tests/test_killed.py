"""Killed at any moment, out of room, or eight at once: nothing is half-written, nothing lost.

``pytest tests/test_killed.py --kills 200`` kills each command so often.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.repo import DECK, Repo, new_repo

VERSION = "1.1.0"
Files = dict[str, str]
"""The digests of files, by their names."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Return a repository in which the second release is to be made."""
    repo = new_repo(tmp_path_factory.mktemp("template"))
    repo.release("1.0.0")
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.announce(VERSION)
    return repo


@pytest.fixture
def repo(template: Repo, tmp_path: Path) -> Repo:
    folder = Path(shutil.copytree(template.folder, tmp_path / "repo"))
    repo = dataclasses.replace(template, folder=folder)
    repo.git("status")  # git notes the new places
    return repo


def start(repo: Repo, *command: str, limit: int | None = None) -> subprocess.Popen[str]:
    """Start ankigen in a session of its own; ``limit`` is how many bytes a file may have."""

    def full() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.maintainer", *command],
        cwd=repo.folder,
        env=repo.variables("release"),
        preexec_fn=full,  # noqa: PLW1509  # these tests have no threads
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def run(repo: Repo, *command: str, limit: int | None = None) -> tuple[int, str]:
    child = start(repo, *command, limit=limit)
    said = child.communicate(timeout=120)[1]
    return child.returncode, said


def kills(repo: Repo, often: int, *command: str) -> Iterator[None]:
    """Run a command again and again and kill it at random moments; yield after each kill."""
    dice = random.Random(14)
    began = time.monotonic()
    run(repo, "--version")
    first = time.monotonic() - began  # nothing is done before Python has started
    longest = 2 * first + 0.5
    done = 0
    while done < often:
        child = start(repo, *command)
        try:
            child.communicate(timeout=first * 0.7 + dice.random() * longest)
            longest *= 0.8
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            done += 1
        yield


def files(folder: Path) -> Files:
    """Return what lies in a folder, without what is on its way there."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("*")
        if path.is_file() and not path.name.endswith(".tmp")
    }


def test_a_release_killed_at_any_moment(repo: Repo, request: pytest.FixtureRequest) -> None:
    before, out = repo.lock.read_bytes(), repo.folder / "dist" / "sample" / VERSION
    assert run(repo, "release", DECK, VERSION)[0] == 0
    after, released = repo.lock.read_bytes(), files(out)
    for _ in kills(repo, request.config.getoption("--kills"), "release", DECK, VERSION):
        # The folder is there as a whole or not at all, and always before the lock says so.
        assert files(out) == released or not out.exists()
        assert repo.lock.read_bytes() in (before, after)
        assert repo.lock.read_bytes() == before or out.exists()
        shutil.rmtree(out, ignore_errors=True)
        repo.lock.write_bytes(before)
    assert run(repo, "release", DECK, VERSION)[0] == 0
    assert (repo.lock.read_bytes(), files(out)) == (after, released)
    assert list(repo.folder.rglob("*.tmp")) == []


@pytest.fixture
def built(repo: Repo) -> tuple[Files, Callable[[int], None]]:
    """Return what is built of the deck as it is, and what changes it to another state."""

    def change(state: int) -> None:
        text = (repo.deck / "organisations.yaml").read_text(encoding="utf-8")
        text = text.replace("count: 12", f"count: {state}").replace("count: 13", f"count: {state}")
        (repo.deck / "organisations.yaml").write_text(text, encoding="utf-8")

    assert run(repo, "build", "--out", "expected", "--no-cache")[0] == 0
    return files(repo.folder / "expected"), change


def test_a_build_killed_at_any_moment(
    repo: Repo, built: tuple[Files, Callable[[int], None]], request: pytest.FixtureRequest
) -> None:
    one, change = built
    change(13)
    assert run(repo, "build", "--out", "expected", "--no-cache")[0] == 0
    other, out = files(repo.folder / "expected"), repo.folder / "out"
    assert one.keys() == other.keys()
    assert one != other
    command = ("build", "--out", "out", "--cache-dir", "cache")
    for turn, _ in enumerate(kills(repo, request.config.getoption("--kills"), *command)):
        found = files(out).items()
        # All that is there is whole, and of one build.
        assert found <= one.items() or found <= other.items()
        change(12 + turn % 2)
    for state, expected in ((12, one), (13, other)):
        change(state)
        assert run(repo, *command)[0] == 0
        assert files(out) == expected


@pytest.mark.parametrize("limit", [0, 1_000, 6_000, 13_000])
def test_a_build_without_room_leaves_what_was_there(
    limit: int, repo: Repo, built: tuple[Files, Callable[[int], None]]
) -> None:
    expected, change = built
    command = ("build", "--out", "expected", "--cache-dir", "cache")
    change(13)
    code, said = run(repo, *command, limit=limit)
    assert (code, said.count("error[output]: cannot write")) == (3, 1)
    assert "Traceback" not in said
    assert files(repo.folder / "expected") == expected
    assert list((repo.folder / "expected").glob(".*")) == []
    change(12)
    assert run(repo, *command)[0] == 0
    assert files(repo.folder / "expected") == expected


def test_eight_builds_at_once_into_one_folder(
    repo: Repo, built: tuple[Files, Callable[[int], None]]
) -> None:
    command = ("build", "--out", "out", "--cache-dir", "cache")
    for _ in ("built", "from the cache"):
        runs = [start(repo, *command) for _ in range(8)]
        said = [each.communicate(timeout=120)[1] for each in runs]
        assert [each.returncode for each in runs] == [0] * 8, said
        assert files(repo.folder / "out") == built[0]
        assert [p for each in ("out", "cache") for p in (repo.folder / each).glob(".*.tmp")] == []
