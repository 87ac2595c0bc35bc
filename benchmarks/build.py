"""``ankigen build`` against the plain program, in the same run.

``python -m benchmarks.build [--rounds N] [--notes N …]`` prints a Markdown table.
"""

from __future__ import annotations

import argparse
import functools
import marshal
import shutil
import sys
import tempfile
from pathlib import Path

from ankigen import catalogue
from ankigen.compile import compile_deck
from ankigen.load import load
from ankigen.package import Package, Stamps
from ankigen.schema import directory
from benchmarks.generate import generate
from benchmarks.measure import Run, interleaved, machine, medians, run

ROOT = Path(__file__).parents[1]
EPOCH = "1700000000"


def plain_rows(deck: Path) -> bytes:
    """Return the fields of every package of a deck, for the plain program."""
    (loaded,) = load([deck]).decks
    compiled = compile_deck(loaded, Stamps(int(EPOCH)))
    packages = {name: compiled.package(name) for name in catalogue.PACKAGES}
    return marshal.dumps({package.name: content(package) for package in packages.values()})


def content(package: Package) -> dict[str, object]:
    return {
        "note types": [
            (
                each.id,
                each.name,
                [{"name": field.name} for field in each.fields],
                [
                    {"name": t.name, "qfmt": t.front, "afmt": t.back} for t in each.templates
                ],
                each.css,
            )
            for each in package.note_types
        ],
        "decks": [(entry.id, entry.name) for entry in package.decks],
        "notes": [
            (n.note_type_id, n.cards[0].deck_id, n.guid, list(n.fields), list(n.tags))
            for n in package.notes
        ],
    }  # fmt: skip


def measure(name: str, deck: Path, rounds: int, scratch: Path) -> str:
    """Measure one deck, without and with the ``fast`` extra; return its rows of the table."""
    rows = scratch / f"{name}.rows"
    rows.write_bytes(plain_rows(deck))
    ours, plain = scratch / f"{name}-ours", scratch / f"{name}-plain"
    without_fast = scratch / f"{name}-core-only"
    without_fast.mkdir()
    (without_fast / "jsonschema_rs.py").write_text("raise ImportError")
    for folder in (ours, plain):
        folder.mkdir()
    ankigen = [sys.executable, "-m", "ankigen", "build", str(deck), "--out", str(ours), "-q"]
    ankigen.append("--no-cache")  # every run is a cold one
    other = [sys.executable, "-m", "benchmarks.plain", str(deck), str(directory()), str(rows)]
    runs = interleaved(
        {
            "core": functools.partial(
                run, ankigen, SOURCE_DATE_EPOCH=EPOCH, PYTHONPATH=str(without_fast)
            ),
            "fast": functools.partial(run, ankigen, SOURCE_DATE_EPOCH=EPOCH),
            "plain": functools.partial(run, [*other, str(plain)]),
        },
        rounds,
    )
    theirs = medians(runs["plain"])
    return "\n".join(
        row(f"{name}, {extra}", medians(runs[extra]), theirs, size(ours), size(plain))
        for extra in ("core", "fast")
    )


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*.apkg"))


def row(name: str, ours: Run, plain: Run, our_size: int, plain_size: int) -> str:
    return (
        f"| {name} | {ours.seconds:.2f} s | {plain.seconds:.2f} s | "
        f"**{plain.seconds / ours.seconds:.1f}× faster** | {ours.peak:.0f} MiB | "
        f"{plain.peak:.0f} MiB | {ours.peak / plain.peak:.2f} | {our_size / 1e6:.2f} MB | "
        f"{plain_size / 1e6:.2f} MB | {our_size / plain_size:.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--notes", type=int, nargs="*", default=[10_000])
    arguments = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="ankigen-benchmark-"))
    try:
        print(f"{machine()}; medians of {arguments.rounds} interleaved runs\n")
        print(
            "| deck | ankigen | plain | time | ankigen | plain | memory | ankigen | plain | size |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        shipped = ROOT / "decks" / "kerja-sama-internasional"
        print(measure("shipped", shipped, arguments.rounds, scratch), flush=True)
        for notes in arguments.notes:
            deck = generate(notes, scratch / f"deck-{notes}")
            print(measure(f"{notes:,} notes", deck, arguments.rounds, scratch), flush=True)
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
