"""One run of ``benchmarks.validate``: bytes → verdict, in a process of its own.

``python -m benchmarks.verdict plain|ankigen DECK`` prints the seconds that it took,
without Python's start and the imports.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def plain(deck: Path) -> float:
    """The plain program: CSafeLoader and jsonschema, as anybody would write it."""
    # Each program pays only for what it imports.
    import yaml

    from benchmarks.schemas import Loader, validators

    by_kind = validators(ROOT / "schema")
    started = time.perf_counter()
    for path in sorted(deck.glob("*.yaml")):
        data = yaml.load(path.read_bytes(), Loader)
        assert next(by_kind[data["kind"]].iter_errors(data), None) is None
    return time.perf_counter() - started


def ankigen(deck: Path) -> float:
    """All that ``ankigen validate`` checks: also keys, references, dates and media."""
    from ankigen.deck import check

    started = time.perf_counter()
    assert check([deck]).diagnostics == ()
    return time.perf_counter() - started


def main(program: str, deck: Path) -> None:
    seconds = plain(deck) if program == "plain" else ankigen(deck)
    print(f"counted: {seconds}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
