"""A git repository with the sample deck, and releases made in it as a maintainer makes them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.support.decks import ROOT, SAMPLE, T1
from tests.support.forked import run

DECK = "decks/sample"
LOCK = f"{DECK}/ankigen.lock"
MONTH = 30 * 86_400


@dataclass
class Repo:
    """A repository; its clock (the committer's) moves on by a month with each release."""

    folder: Path
    now: int = T1

    @property
    def deck(self) -> Path:
        return self.folder / DECK

    @property
    def lock(self) -> Path:
        return self.folder / LOCK

    def git(self, *arguments: str) -> str:
        stamp = f"{self.now} +0000"
        done = subprocess.run(
            ["git", "-c", "user.name=M", "-c", "user.email=m@example.org", *arguments],
            cwd=self.folder,
            env={**os.environ, "GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_DATE": stamp},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def commit(self, message: str = "Edit") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def variables(self, command: str) -> dict[str, str]:
        """Return the environment in which a command is run."""
        plain = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
        if command == "release":
            plain["SOURCE_DATE_EPOCH"] = str(self.now)
        return {**plain, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.fspath(ROOT)}

    def ankigen(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return run(
            "tests.support.maintainer",
            *arguments,
            cwd=self.folder,
            env={**self.variables(arguments[0]), **environment},
        )

    def edit(self, file: str, old: str, new: str) -> None:
        """Change the one place where a file of the deck says something."""
        path = self.deck / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def announce(self, version: str) -> None:
        """Commit everything with a changelog that has a heading for the version."""
        changelog = self.deck / "CHANGELOG.md"
        before = changelog.read_text(encoding="utf-8") if changelog.exists() else ""
        changelog.write_text(f"## {version}\n\nNews.\n\n{before}", encoding="utf-8")
        self.commit(f"Prepare {version}")

    def release(self, version: str, *options: str) -> Path:
        """Release, commit and tag, and return the folder of the release."""
        self.announce(version)
        done = self.ankigen("release", DECK, version, *options)
        assert done.returncode == 0, done.stderr
        self.commit(f"Release {version}")
        self.git("tag", f"sample-v{version}")
        self.now += MONTH
        return self.folder / "dist" / "sample" / version


def new_repo(folder: Path) -> Repo:
    """Make a repository with the sample deck, nothing of it released."""
    shutil.copytree(SAMPLE, folder / DECK)
    (folder / ".gitignore").write_text("dist/\n", encoding="utf-8")
    repo = Repo(folder)
    repo.git("init", "-q", "-b", "main")
    repo.commit("Start")
    return repo
