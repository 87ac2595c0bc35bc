"""Whether two versions of ankigen build the same packages.

``python -m benchmarks.same_bytes OTHER_CHECKOUT [PYTHON]`` builds the shipped deck and generated
ones of 1,000 and 10,000 notes with this checkout and with another one: unreleased, as released by
the other one, and with notes changed and added since then. It compares the digests of all packages'
members, and exits with 1 where something differs. ``PYTHON`` is one that has what both need
(default: this one).
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.generate import generate

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "decks" / "kerja-sama-internasional"
SIZES = (1_000, 10_000)
EPOCH = 1_700_000_000
STATES = {
    "unreleased": EPOCH,
    "as released": EPOCH,
    "edited a minute later": EPOCH + 60,
    "edited": EPOCH + 90 * 86_400,
}
PACKAGES = ("id", "en", "translation", "bilingual")
PARTS = ("ankigen", "schema", "docs/codes")
"""What runs of a checkout."""


def members_digest(path: Path) -> str:
    """Digest the names and the uncompressed contents of an archive's members."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            content = archive.read(name)
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


class Tool:
    """A copy of a checkout, with note types that are released: else no deck could be."""

    def __init__(self, checkout: Path, place: Path, python: str) -> None:
        for part in PARTS:
            shutil.copytree(checkout / part, place / part)
        shutil.copy(checkout / "pyproject.toml", place)
        self.place = place
        self.python = python
        self.run("note-types", "--write", cwd=place)

    def run(self, *arguments: str, cwd: Path, time: int = EPOCH) -> None:
        environment = {**os.environ, "PYTHONPATH": str(self.place), "SOURCE_DATE_EPOCH": str(time)}
        command = [self.python, "-m", "ankigen", *arguments]
        subprocess.run(command, cwd=cwd, env=environment, check=True, stdout=subprocess.DEVNULL)

    def packages(self, deck: Path, time: int, out: Path) -> dict[str, str]:
        """Build a deck; return the digest of each package."""
        self.run("build", ".", "-q", "--no-cache", "--out", str(out), cwd=deck, time=time)
        return {name: members_digest(*out.glob(f"*.{name}.apkg")) for name in PACKAGES}


def release(deck: Path, tool: Tool) -> None:
    """Release a deck for the first time."""
    (deck / "CHANGELOG.md").write_text("## 1.0.0\n\nEverything.\n", "utf-8")
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "Everything"]):
        subprocess.run(["git", *command], cwd=deck, check=True)
    tool.run("release", ".", "1.0.0", "--out", "../released", cwd=deck)


def edit(deck: Path) -> None:
    """Change a text in every file, and put a new note behind the first."""
    for file in sorted(deck.glob("*.yaml")):
        text = file.read_text("utf-8")
        note = re.search(r"^  - key: .*?(?=^  - key: )", text, re.M | re.S)
        if note:
            new = re.sub(r"( key: \S+)", r"\1-new", note[0], count=1)
            text = text.replace(note[0], note[0] + new)
            file.write_text(re.sub(r"(\n +en: )(\w)", r"\1New \2", text, count=1), "utf-8")


def decks(scratch: Path, tool: Tool) -> Iterator[tuple[str, Path, int]]:
    """Make the decks; yield each with the time to build it at."""
    makers: dict[str, Callable[[Path], object]] = {
        "shipped": functools.partial(shutil.copytree, SHIPPED),
        **{f"{size:,} notes": functools.partial(generate, size) for size in SIZES},
    }
    for number, (name, make) in enumerate(makers.items()):
        for state, time in STATES.items():
            # All at one place: a deck's folder is part of what people are shown.
            deck = scratch / str(number) / "deck"
            if not deck.exists():
                make(deck)
                (deck / "ankigen.lock").unlink(missing_ok=True)
            elif state == "as released":
                release(deck, tool)
            elif state == "edited a minute later":
                edit(deck)
            yield f"{name}, {state}", deck, time


def main(other: Path, python: str = sys.executable) -> int:
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        here, there = (
            Tool(checkout, scratch / side, python)
            for side, checkout in (("here", ROOT), ("there", other))
        )
        print("| deck | package | here | there |\n|---|---|---|---|")
        for name, deck, time in decks(scratch, there):
            found = here.packages(deck, time, deck.parent / "one")
            expected = there.packages(deck, time, deck.parent / "two")
            for package in PACKAGES:
                one, two = found[package], expected[package]
                different += one != two
                sign = "" if one == two else " (differs)"
                print(f"| {name} | {package} | {one[:12]} | {two[:12]}{sign} |", flush=True)
    print(f"\n{different or 'none'} of the packages differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute(), *sys.argv[2:3]))
