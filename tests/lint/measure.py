"""Precision and recall of every rule on the labelled corpus, and docs/lint.md made from them.

``python -m tests.lint.measure`` prints the table of each part, and what was missed or wrongly
reported in the decks that rules may be tuned on; with ``--write`` it writes docs/lint.md.
The others are shown in numbers only: once their notes are looked at they measure no more.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ankigen import lint
from ankigen.deck import load
from ankigen.lint.pages import RulePage, codes, page, read

CORPUS = Path(__file__).parent / "corpus"
PARTS = {
    "development": ("development",),
    "held_out": ("held_out",),
    "independent": ("reader_one", "reader_two"),
}
"""The parts of the corpus, each with its folders of decks."""

LOOKED_AT = ("development", "reader_one")
"""The folders whose notes have been seen by whoever makes the rules."""

TODAY = datetime.date(2026, 11, 24)
DOCS = Path(__file__).parents[2] / "docs" / "lint.md"

UNSOUGHT = "unsought"
"""The label of a fault that no rule looks for: its note is faulty, but nothing is missed there."""

_LABELLED = re.compile(
    r"(?:# (?P<unsought>unsought): .+\n\s*)?(?:# overlooked: (?P<overlooked>.+)\n\s*)?"
    r"(?:# fault: (?P<codes>.+)\n\s*)?- key: (?P<key>\S+)"
)

Mark = tuple[str, str, str]
"""A deck, a note's key and the code of a rule."""


@dataclass
class Measured:
    """What the rules found in some decks of the corpus, against their labels."""

    good: int = 0
    faulty: int = 0
    right: set[Mark] = field(default_factory=set)
    wrong: set[Mark] = field(default_factory=set)
    missed: set[Mark] = field(default_factory=set)

    def counts(self, code: str) -> tuple[int, int, int]:
        """Return how often a rule was right, was wrong and missed a fault."""
        return tuple(sum(mark[2] == code for mark in marks)  # type: ignore[return-value]
                     for marks in (self.right, self.wrong, self.missed))  # fmt: skip


def labels(folder: Path) -> dict[str, set[str]]:
    """Return the faults of each note of a deck, by its key."""
    found: dict[str, set[str]] = {}
    for file in sorted(folder.glob("*.yaml")):
        if file.name != "deck.yaml":
            for match in _LABELLED.finditer(file.read_text(encoding="utf-8")):
                named = match["codes"], match["overlooked"], match["unsought"]
                found[match["key"]] = set(", ".join(filter(None, named)).split(", ")) - {""}
    return found


def measure(*folders: str) -> Measured:
    """Run the rules over the decks of some folders of the corpus."""
    measured = Measured()
    for deck in (f"{folder}/{name}" for folder in folders for name in ("good", "faulty")):
        loaded = load([CORPUS / deck])
        assert not loaded.diagnostics, loaded.diagnostics
        named = labels(CORPUS / deck)
        expected = {
            (deck, key, code) for key, codes_ in named.items() for code in codes_ - {UNSOUGHT}
        }
        found = {(deck, d.params["key"], d.code) for d in lint.lint(loaded, TODAY)}
        measured.right |= found & expected
        measured.wrong |= found - expected
        measured.missed |= expected - found
        if deck.endswith("good"):
            measured.good += len(named)
        else:
            measured.faulty += sum(map(bool, named.values()))
    return measured


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def table(measured: Measured) -> str:
    rows = ["| rule | faults | found | wrongly reported | precision | recall |"]
    rows.append("|---|---|---|---|---|---|")
    total: Counter[str] = Counter()
    for code in codes():
        right, wrong, missed = measured.counts(code)
        if right or wrong or missed:
            rows.append(_row(code, right, wrong, missed))
            total.update(right=right, wrong=wrong, missed=missed)
    rows.append(_row("all", total["right"], total["wrong"], total["missed"]))
    return "\n".join(rows)


def summary() -> str:
    """Return a table with one row for each folder of decks."""
    rows = ["| notes | faults | found | wrongly reported | precision | recall |"]
    rows.append("|---|---|---|---|---|---|")
    for folder in (folder for folders in PARTS.values() for folder in folders):
        measured = measure(folder)
        found = map(len, (measured.right, measured.wrong, measured.missed))
        rows.append(_row(f"`{folder}`", *found))
    return "\n".join(rows)


def _row(name: str, right: int, wrong: int, missed: int) -> str:
    precision, recall = share(right, right + wrong), share(right, right + missed)
    return f"| {name} | {right + missed} | {right} | {wrong} | {precision} | {recall} |"


def index(pages: list[RulePage]) -> str:
    rows = ["| rule | severity | what it finds |", "|---|---|---|"]
    rows += [f"| [{p.code}](#{p.code}) | {p.severity} | {p.title['en']} |" for p in pages]
    return "\n".join(rows)


def document() -> str:
    """Return docs/lint.md: the guide, the index, the measures and the pages."""
    guide = (Path(__file__).parent / "guide.md").read_text(encoding="utf-8")
    parts = {"index": index([read(code) for code in codes()]), "summary": summary()}
    for part, folders in PARTS.items():
        measured = measure(*folders)
        notes = f"{measured.faulty} faulty and {measured.good} good notes"
        parts[part] = f"{notes}:\n\n{table(measured)}"
    parts["pages"] = "\n".join(page(code, "en") for code in codes())
    for name, text in parts.items():
        guide = guide.replace(f"<!-- {name} -->", text)
    return guide


def main() -> None:
    if "--write" in sys.argv:
        DOCS.write_text(document(), encoding="utf-8", newline="\n")
        return
    for part, folders in PARTS.items():
        measured = measure(*folders)
        print(f"{part}: {measured.faulty} faulty, {measured.good} good\n{table(measured)}\n")
    for folder in LOOKED_AT:
        measured = measure(folder)
        print(f"{folder}, missed:", *sorted(measured.missed), sep="\n  ")
        print(f"{folder}, wrongly reported:", *sorted(measured.wrong), sep="\n  ")


if __name__ == "__main__":
    main()
