"""The pages that people read: their links, their headings, their command lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.decks import ROOT

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / ".github").glob("*.md")),
    *sorted((ROOT / "decks").rglob("*.md")),
    ROOT / "benchmarks" / "README.md",
]

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<page>[^)\s]+)\)|<img [^>]*?src=\"(?P<image>[^\"]+)\"")
_NO_LETTER = re.compile(r"[^\w\- ]")


def name(page: Path) -> str:
    """Return how a page is called in the repository."""
    return page.relative_to(ROOT).as_posix()


def text(page: Path) -> str:
    """Return what a page says outside blocks of code."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def blocks(page: Path, *languages: str) -> list[str]:
    """Return the blocks of code of a page in these languages."""
    found = _FENCE.findall(page.read_text(encoding="utf-8"))
    return [block for _, language, block in found if language in languages]


def links(page: Path) -> Iterator[str]:
    """Yield where a page leads, and the pictures that it shows."""
    for found in _LINK.finditer(re.sub(r"`[^`\n]*`", "", text(page))):
        yield found["page"] or found["image"]


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as the host makes them."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ +(.*?) *#*$", text(page), re.MULTILINE):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        stem = _NO_LETTER.sub("", shown.lower()).replace(" ", "-")
        names = (stem if number == 0 else f"{stem}-{number}" for number in range(99))
        found.add(next(each for each in names if each not in found))
    return found
