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
from collections.abc import Iterator
from pathlib import Path

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


def once(deck: Path) -> dict[str, float]:
    """Build a deck part by part."""
    gc.disable()  # as the command line does
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])  # so that there is no second one
    sys.modules["jsonschema_rs"] = None  # type: ignore[assignment]
    laps = Laps()
    # Imports are a part of the work; all of them are here.
    with laps.lap("imports"):
        from ankigen import schema
        from ankigen.anki.apkg import collection, image
        from ankigen.anki.apkg.archive import write_zip
        from ankigen.anki.apkg.genanki_package import (
            ReleasedPackage,
            note_type_json,
        )
        from ankigen.anki.apkg.writer import Writer
        from ankigen.anki.package import Stamps
        from ankigen.cards import compile_deck
        from ankigen.deck import load
        from ankigen.packed import pack
        from ankigen.source import read_file
    with laps.lap("YAML"):
        sources = [read_file(path, path.name) for path in sorted(deck.glob("*.yaml"))]
    with laps.lap("schemas"):
        assert not [fault for source in sources for fault in schema.check(source)]
    packed = {}
    with laps.lap("packing data"):
        for source in sources:
            packed[source.content] = pack(source.data, "notes")
    with laps.lap("checks between files"):
        (loaded,) = load([deck], sound=_Known(packed)).decks
    with laps.lap("the model"):
        for group in loaded.groups():
            group.notes()
    with laps.lap("wording"):
        compiled = compile_deck(loaded, Stamps(EPOCH))
    for name in catalogue.PACKAGES:
        package = compiled.package(name)
        with laps.lap("rows"):
            rows = list(package.rows())
        written = ReleasedPackage(package, [Writer()._model(t) for t in package.note_types])
        types = [note_type_json(model, EPOCH) for model in written._models()]
        database = deck / "database"
        with laps.lap("SQLite"):
            collection.write_collection(database, EPOCH, types, [], rows)
        with laps.lap("zlib"):
            write_zip(deck / "zip", [("it", image.canonical_chunks(database), True)])
        database.unlink()
    return laps.seconds


class _Known:
    """Knows every file already."""

    def __init__(self, packed: dict[bytes, object]) -> None:
        self._packed = packed

    def recall(self, content: bytes) -> object:
        return self._packed[content]

    def keep(self, content: bytes, data: object) -> None:
        pass


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
