"""Where the processor time of a build goes: ``python -m benchmarks.phases [NOTES]``.

The parts of a build one after the other in one process, with core dependencies only, as a
table: medians of five runs, each in a process of its own.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.generate import generate

ROOT = Path(__file__).parents[1]
RUNS = 5
EPOCH = 1_700_000_000


class Laps:
    """Adds up processor seconds by the name of the work."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextlib.contextmanager
    def lap(self, name: str) -> Iterator[None]:
        started = time.process_time()
        yield
        taken = time.process_time() - started
        self.seconds[name] = self.seconds.get(name, 0.0) + taken

    def around(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return work that is counted as such whenever it is done."""

        def counted(*arguments: Any, **options: Any) -> Any:
            with self.lap(name):
                return work(*arguments, **options)

        return counted


def once(deck: Path) -> dict[str, float]:
    """Build a deck part by part."""
    gc.disable()  # as the command line does
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])  # so that there is no second one
    laps = Laps()
    # Imports are a part of the work; all of them are here.
    with laps.lap("imports"):
        from ankigen.anki.apkg.writer import Writer
        from ankigen.anki.package import Stamps
        from ankigen.anki.sheet import Sheet
        from ankigen.cards import compile_deck
        from ankigen.deck import load, reading
    for what, where, name in (
        ("YAML", reading, "read_file"),
        ("records", reading, "build_notes"),
        ("rows into the sheet", Sheet, "add"),
        ("ids and times", Sheet, "stamp"),
    ):
        setattr(where, name, laps.around(what, getattr(where, name)))
    with laps.lap("checks between files"):
        (loaded,) = load([deck]).decks
    laps.seconds["checks between files"] -= laps.seconds["YAML"] + laps.seconds["records"]
    with laps.lap("wording"):
        compiled = compile_deck(loaded, Stamps(EPOCH))
    laps.seconds["wording"] -= laps.seconds["rows into the sheet"] + laps.seconds["ids and times"]
    for name in compiled.deck.packages:
        with laps.lap("rows into packages"):
            finish = Writer().begin(compiled.package(name), deck / name)
        with laps.lap("zlib"):
            finish()
    return laps.seconds


def main() -> None:
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as scratch:
        deck = generate(notes, Path(scratch) / "deck")
        runs = [
            json.loads(
                subprocess.run(
                    [sys.executable, "-m", "benchmarks.phases", "--once", str(deck)],
                    cwd=ROOT,
                    stdout=subprocess.PIPE,
                    check=True,
                ).stdout
            )
            for _ in range(RUNS)
        ]
    print("| work | seconds |\n|---|---|")
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    for name, seconds in [*medians.items(), ("**all**", sum(medians.values()))]:
        print(f"| {name} | {seconds:.2f} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(once(Path(sys.argv[2]))))
    else:
        main()
