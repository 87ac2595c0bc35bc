"""A copy of the tool that a newcomer changes: files as text, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.support.apkg import members
from tests.support.cli import SETTLED
from tests.support.decks import ROOT, SAMPLE

_SUPPORT = ("tests/__init__.py", "tests/support/__init__.py")
_DERIVED = tuple(f"tests/support/{name}" for name in ("derived.py", "decks.py", "format.md"))
_BYTECODE = shutil.ignore_patterns("__pycache__")


class Tree:
    """The tool in a folder of its own, with the sample deck under ``decks``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "ankigen", folder / "ankigen", ignore=_BYTECODE)
        shutil.copytree(SAMPLE, folder / "decks" / "sample")
        # What writes the derived files, and where they go.
        for name in (*_SUPPORT, *_DERIVED):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        shutil.copytree(SAMPLE.parent, folder / SAMPLE.parent.relative_to(ROOT))
        for name in ("schema", "docs", "tests/golden"):
            (folder / name).mkdir(parents=True)

    def text(self, file: str) -> str:
        """Return what a file says."""
        return (self.folder / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        """Write a file."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def insert(self, file: str, before: str, added: str) -> None:
        """Write something before the only place where a file says ``before``."""
        text = self.text(file)
        assert text.count(before) == 1, f"{file}: {before!r}"
        self.write(file, text.replace(before, added + before))

    def say(self, code: str, table: str, **words: str) -> None:
        """Add words to a table of a language; ``_`` in a name stands for a hyphen."""
        file = f"ankigen/languages/{code}/cards.yaml"
        lines = "".join(f'  {k.replace("_", "-")}: "{text}"\n' for k, text in words.items())
        text, head = self.text(file), f"\n{table}:\n"
        assert text.count(head) == 1, f"{file}: {table}"
        self.write(file, text.replace(head, head + lines))

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a module of the copy, in English."""
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.folder,
            env={**os.environ, **SETTLED, "PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def ankigen(self, *arguments: str) -> str:
        """Run a command that must go well; return what it says on standard output."""
        done = self.run("ankigen", *arguments)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def found(self, *arguments: str) -> list[str]:
        """Run a command that finds mistakes; return its lines without the counts at the end."""
        done = self.run("ankigen", *arguments, "--all", "--format", "concise")
        assert done.returncode in (0, 1), done.stderr
        lines = (done.stdout + done.stderr).splitlines()
        return [line for line in lines if ": " in line and not line.startswith("meaning")]

    def derived(self) -> dict[str, str]:
        """Write the derived files; return them by name."""
        # The pages of the commands and codes are made of more than a newcomer has here.
        done = self.run("tests.support.derived", "--kinds")
        assert done.returncode == 0, done.stderr
        folders = [self.folder / name for name in ("schema", "docs", "tests/golden")]
        return {
            path.relative_to(self.folder).as_posix(): path.read_text(encoding="utf-8")
            for folder in folders
            for path in sorted(folder.iterdir())
        }

    def build(self, deck: str = "sample", *options: str) -> dict[str, Path]:
        """Build a deck; return its packages by name, in the order of their building."""
        out = self.folder / "dist" / deck
        said = self.ankigen(
            "build", f"decks/{deck}", "--out", out.as_posix(), "--no-cache", *options
        )
        written = [Path(line.partition(": ")[0]) for line in said.splitlines()]
        return {path.name.removesuffix(".apkg").partition(".")[2]: path for path in written}

    def data(self, file: str) -> Any:
        """Return the data of a YAML file."""
        return yaml.safe_load(self.text(file))

    def dump(self, file: str, data: Any) -> None:
        """Write data as a YAML file."""
        self.write(file, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000))


def contents(packages: dict[str, Path]) -> dict[str, dict[str, bytes]]:
    """Return the uncompressed members of packages."""
    return {name: members(path) for name, path in packages.items()}
