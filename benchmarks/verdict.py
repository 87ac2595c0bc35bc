"""One run of ``benchmarks.validate``: bytes → verdict, in a process of its own.

``python -m benchmarks.verdict plain|core|fast DECK`` prints the processor seconds that it
took, without Python's start and the imports, and the peak memory of the process in MiB.
The programs have one thread, so processor time is what an idle machine would show.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def plain(deck: Path) -> float:
    """The plain program: CSafeLoader and jsonschema, as anybody would write it."""
    # Each program pays only for what it imports.
    import yaml  # noqa: PLC0415 - see above

    from benchmarks.schemas import validators  # noqa: PLC0415 - see above

    by_kind = validators(ROOT / "schema")
    started = time.process_time()
    for path in sorted(deck.glob("*.yaml")):
        data = yaml.load(path.read_bytes(), yaml.CSafeLoader)
        assert next(by_kind[data["kind"]].iter_errors(data), None) is None
    return time.process_time() - started


def ankigen(deck: Path) -> float:
    """All that ``ankigen validate`` checks: also keys, references, dates and media."""
    from ankigen.load import check  # noqa: PLC0415 - see above

    started = time.process_time()
    assert check([deck]).diagnostics == ()
    return time.process_time() - started


def main(program: str, deck: Path) -> None:
    if program == "core":
        # As if the extra were not installed.
        sys.modules["jsonschema_rs"] = None  # type: ignore[assignment]
    seconds = plain(deck) if program == "plain" else ankigen(deck)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(json.dumps({"seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
