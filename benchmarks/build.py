"""``ankigen build`` against the plain program and its floors, in the same run.

``python -m benchmarks.build`` measures and prints the figures; ``--write`` also puts them
into README.md and draws chart.svg. The parent imports nothing of ankigen: what it holds in
memory would count as its children's.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.chart import chart
from benchmarks.measure import Run, interleaved, machine, medians, run

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
SCHEMAS = ROOT / "schema"
EPOCH = "1700000000"
LARGE = 50_000
"""From so many notes on, three runs of each program instead of five or more."""

Figures = dict[str, dict[str, float]]
"""Program → seconds, peak MiB and MB of packages."""

CASES = {
    "shipped": "the shipped decks",
    "1000": "1,000 notes in 3 files",
    "10000": "10,000 notes in 20 files",
    "100000": "100,000 notes in files of 500",
    "100000-one": "100,000 notes in one file of each kind",
}
NAMES = {
    "plain": "the plain program",
    "cold": "ankigen, cold",
    "edited": "ankigen, one note edited",
    "unchanged": "ankigen, nothing changed",
    "events": "floor: reading YAML events only",
    "database": "floor: SQLite and zlib only",
}


def make(case: str, folder: Path) -> Path:
    """Make the deck of a case; a copy, since a note of it will be edited."""
    if case == "shipped":
        shutil.copytree(ROOT / "decks" / "kerja-sama-internasional", folder)
        return folder
    notes, _, one = case.partition("-")
    # All of them in one file would be larger than ankigen reads.
    elsewhere("generate", notes, folder, notes if one else 500)
    return folder


def elsewhere(module: str, *arguments: object) -> None:
    """Run a module in a process of its own: what is in memory here counts as the programs'."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    subprocess.run(command, cwd=ROOT, check=True)


def edit(deck: Path, number: int) -> None:
    """Change one text of one note in the middle of the deck."""
    files = sorted(path for path in deck.glob("*.yaml") if path.name != "deck.yaml")
    path = files[len(files) // 2]
    text = path.read_text(encoding="utf-8")
    mark = f" (edited {number})"
    text = re.sub(r" \(edited \d+\)", "", text)
    path.write_text(re.sub(r"(\n {6}en: [^\n\"':]+)", rf"\1{mark}", text, count=1), "utf-8")


class Programs:
    """The commands for one deck; each writes into a folder of its own."""

    def __init__(self, deck: Path, scratch: Path) -> None:
        self.deck = deck
        self.scratch = scratch
        self.edits = 0
        self.rows = scratch / "rows"
        elsewhere("rows", deck, self.rows)
        for name in NAMES:
            self.out(name).mkdir()

    def out(self, name: str) -> Path:
        return self.scratch / f"out-{name}"

    def all(self) -> dict[str, Callable[[], Run]]:
        return {
            "plain": functools.partial(
                run, self.python("plain", self.deck, SCHEMAS, self.rows, self.out("plain"))
            ),
            "cold": functools.partial(self.ankigen, "cold", "--no-cache"),
            "edited": self.edited,
            "unchanged": functools.partial(self.ankigen, "unchanged"),
            "events": functools.partial(run, self.python("floor", "events", self.deck)),
            "database": functools.partial(
                run, self.python("floor", "database", self.rows, self.out("database"))
            ),
        }

    def python(self, module: str, *arguments: object) -> list[str]:
        return [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]

    def ankigen(self, name: str, *options: str) -> Run:
        command = [sys.executable, "-m", "ankigen", "build", str(self.deck), "-q"]
        command += ["--cache-dir", str(self.scratch / "cache"), "--out", str(self.out(name))]
        return run([*command, *options], SOURCE_DATE_EPOCH=EPOCH)

    def edited(self) -> Run:
        self.edits += 1
        elsewhere("build", "--edit", self.edits, self.deck)
        return self.ankigen("edited")

    def size(self, name: str) -> float:
        return sum(path.stat().st_size for path in self.out(name).glob("*.apkg")) / 1e6


def measure(case: str, rounds: int, scratch: Path) -> Figures:
    """Measure one case; the figures are medians."""
    scratch.mkdir()
    programs = Programs(make(case, scratch / "deck"), scratch)
    programs.ankigen("unchanged")  # so that there is a cache
    runs = interleaved(programs.all(), rounds, warm_up=not is_large(case))
    return {name: figures(medians(each), programs.size(name)) for name, each in runs.items()}


def figures(median: Run, size: float) -> dict[str, float]:
    return {
        "seconds": round(median.seconds, 3),
        "peak": round(median.peak, 1),
        "size": round(size, 2),
    }


def is_large(case: str) -> bool:
    return case != "shipped" and int(case.partition("-")[0]) >= LARGE


def start(rounds: int) -> Figures:
    """Measure starting up: Python, its imports, and commands that do nothing yet."""
    python = [sys.executable, "-c"]
    ankigen = [sys.executable, "-m", "ankigen"]
    commands = {
        "import click": [*python, "import click"],
        "ankigen --version": [*ankigen, "--version"],
        "ankigen --help": [*ankigen, "--help"],
        "import click, yaml, jsonschema, genanki": [
            *python,
            "import click, yaml, jsonschema, genanki",
        ],
    }
    runs = interleaved({name: functools.partial(run, c) for name, c in commands.items()}, rounds)
    return {name: figures(medians(each), 0) for name, each in runs.items()}


def table(case: str, found: Figures) -> str:
    plain = found["plain"]
    lines = [
        f"**{CASES[case]}**\n",
        "| program | time | against plain | peak memory | of plain's | packages |",
        "|---|---|---|---|---|---|",
    ]
    for name, each in found.items():
        size = f"{each['size']:.2f} MB" if each["size"] else "—"
        lines.append(
            f"| {NAMES[name]} | {each['seconds']:.2f} s "
            f"| {plain['seconds'] / each['seconds']:.1f}× faster | {each['peak']:.0f} MiB "
            f"| {each['peak'] / plain['peak']:.2f} | {size} |"
        )
    return "\n".join(lines)


def starting(found: Figures) -> str:
    click = found["import click"]["seconds"]
    lines = ["**Starting up**\n", "| | time | against click |", "|---|---|---|"]
    for name, each in found.items():
        ratio = each["seconds"] / click
        lines.append(f"| `{name}` | {each['seconds'] * 1000:.0f} ms | {ratio:.2f} |")
    return "\n".join(lines)


def write(results: dict[str, Figures], where: str) -> None:
    """Put the figures into the README and the chart; both depend on nothing else."""
    (HERE / "results.json").write_text(
        json.dumps({"machine": where, "results": results}, indent=1) + "\n", encoding="utf-8"
    )
    (HERE / "chart.svg").write_text(chart(results, CASES, NAMES), encoding="utf-8")
    readme = HERE / "README.md"
    shown = "\n\n".join([f"Machine: {where}.", *tables(results)])
    text = re.sub(
        r"(<!-- figures -->\n).*?(<!-- end of figures -->)",
        lambda match: f"{match[1]}\n{shown}\n\n{match[2]}",
        readme.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    readme.write_text(text, encoding="utf-8")


def tables(results: dict[str, Figures]) -> list[str]:
    return [
        starting(found) if case == "start" else table(case, found)
        for case, found in results.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", help=", ".join(CASES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="README.md, chart.svg, results.json")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    before = HERE / "results.json"
    results: dict[str, Figures] = (
        json.loads(before.read_text("utf-8"))["results"] if before.is_file() else {}
    )
    scratch = Path(tempfile.mkdtemp(prefix="ankigen-benchmark-"))
    try:
        for case in arguments.cases or ["start", *CASES]:
            rounds = 3 if case != "start" and is_large(case) else arguments.rounds
            results[case] = (
                start(arguments.rounds * 3)
                if case == "start"
                else measure(case, rounds, scratch / case)
            )
            print(tables({case: results[case]})[0], "\n", flush=True)
            shutil.rmtree(scratch / case, ignore_errors=True)
            if arguments.write:
                write({c: results[c] for c in ["start", *CASES] if c in results}, machine())
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--edit"]:
        edit(Path(sys.argv[3]), int(sys.argv[2]))
    else:
        main()
