"""How far a command is: shown on a terminal, of what takes a while, and nowhere else."""

from __future__ import annotations

import os
import pty
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ankigen.cli import progress
from tests.support.cli import SETTLED, ankigen
from tests.support.decks import ROOT, SAMPLE

BARE = {"CI": "", "ANKIGEN_LANG": "en"}


class Terminal:
    """A stream that says that it is a terminal, and keeps what it is told."""

    def __init__(self) -> None:
        self.told = ""

    def write(self, text: str) -> int:
        self.told += text
        return len(text)

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    terminal = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=terminal))
    monkeypatch.setenv("ANKIGEN_LANG", "en")
    monkeypatch.delenv("CI", raising=False)
    return terminal


def slowly(count: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Yield numbers, each half a second after the one before, by a clock that nobody waits for."""
    clock = [0.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: clock[0]))

    def numbers() -> Iterator[int]:
        for number in range(count):
            clock[0] += 0.5
            yield number

    return numbers()


def test_what_takes_a_moment_is_not_told_of(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(progress.watched(slowly(2, monkeypatch), 2, "reading")) == [0, 1]
    assert terminal.told == ""


def test_what_takes_longer_is(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(progress.watched(slowly(8, monkeypatch), 8, "reading")) == [*range(8)]
    assert "Reading" in terminal.told
    assert "8/8" in terminal.told
    # Nothing before the third was done, a second and a half after the start.
    assert "2/8" not in terminal.told


def test_few_long_steps_are_told_of_at_once(terminal: Terminal) -> None:
    with progress.steps(3, "trying") as done:
        assert "0/3" in terminal.told
        done()
        assert "1/3" in terminal.told


@pytest.mark.parametrize("kept", ["CI", "pipe"])
def test_nothing_is_told_in_a_log(
    kept: str, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kept == "CI":
        monkeypatch.setenv("CI", "true")
    else:
        monkeypatch.setattr(terminal, "isatty", lambda: False)
    assert list(progress.watched(slowly(8, monkeypatch), 8, "reading")) == [*range(8)]
    with progress.steps(3, "trying") as done:
        done()
    assert terminal.told == ""


def on_terminal(command: str, here: Path) -> str:
    """Run a command whose errors go to a terminal; return what that shows."""
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(here)
        os.environ.update({**SETTLED, **BARE, "PYTHONPATH": str(ROOT), "COLUMNS": "100"})
        os.execv(sys.executable, [sys.executable, "-m", "ankigen", *command.split()])
    shown = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.waitpid(pid, 0)
    os.close(master)
    return shown.decode()


def test_a_test_in_anki_shows_its_steps_and_then_the_outcome(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    for out in ("old", "new"):
        assert ankigen("build", "-o", out, "--package", "id", cwd=tmp_path).returncode == 0
    shown = on_terminal("upgrade-test old new", tmp_path)
    assert "Trying in Anki" in shown
    assert "3/3" in shown
    assert shown.splitlines()[-1].endswith("problems: 0")
    piped = ankigen("upgrade-test", "old", "new", cwd=tmp_path)
    assert piped.stderr == ""
    assert piped.stdout.splitlines() == shown.splitlines()[-1:]
