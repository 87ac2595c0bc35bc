"""Bytes → verdict, against CSafeLoader and jsonschema, in the same run.

``python -m benchmarks.validate [--rounds N] [--notes N …]`` prints a Markdown table.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.measure import Run, interleaved, machine, medians, run

ROOT = Path(__file__).parents[1]
PROGRAMS = ("plain", "ankigen")


def verdict(program: str, deck: Path) -> Run:
    return run([sys.executable, "-m", "benchmarks.verdict", program, str(deck)])


def measure(name: str, deck: Path, rounds: int) -> str:
    """Measure one deck; return its row of the table."""
    programs = {program: functools.partial(verdict, program, deck) for program in PROGRAMS}
    results = {name: medians(runs) for name, runs in interleaved(programs, rounds).items()}
    plain, ours = results["plain"], results["ankigen"]
    return (
        f"| {name} | {ours.seconds:.2f} s | {plain.seconds:.2f} s "
        f"| **{plain.seconds / ours.seconds:.1f}× faster** "
        f"| {ours.peak:.0f} MiB | {plain.peak:.0f} MiB | {ours.peak / plain.peak:.2f} |"
    )


def start_up(deck: Path, rounds: int) -> float:
    """Return the median seconds of the whole command, with Python's start."""
    command = [sys.executable, "-m", "ankigen", "validate", "-q", str(deck)]
    programs = {"validate": functools.partial(run, command)}
    return medians(interleaved(programs, rounds)["validate"]).seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--notes", type=int, nargs="*", default=[10_000])
    given = parser.parse_args()
    os.chdir(ROOT)
    print("| deck | ankigen | plain | time | ankigen | plain | memory |")
    print("|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        for notes in given.notes:
            whole = generate(notes, Path(scratch) / f"{notes}-one", notes, one_kind=notes <= 50_000)
            split = generate(notes, Path(scratch) / f"{notes}-500", 500)
            files = len(list(whole.glob("*.yaml"))) - 1
            name = f"{notes:,} notes in {files} file{'s' if files > 1 else ''}"
            print(measure(name, whole, given.rounds), flush=True)
            print(measure(f"{notes:,} notes in files of 500", split, given.rounds), flush=True)
    shipped = ROOT / "decks" / "kerja-sama-internasional"
    print(f"\n`ankigen validate` on the shipped decks, with Python's start: "
          f"{start_up(shipped, given.rounds):.2f} s")  # fmt: skip
    print(f"\nMachine: {machine()}.")


if __name__ == "__main__":
    main()
