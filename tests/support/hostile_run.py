"""Run commands on hostile files, each in a process of its own that is timed and weighed.

``python -m tests.support.hostile_run FOLDER < [[NAME, [COMMAND, …]], …] > results``, both JSON; a
command is a list of arguments. The commands of a name run one after the other in one child, which
is forked when all is imported: a hundred of them take no longer than their work.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

MOST_ADDRESSES = 1 << 30
"""What a child may ask of the system, so that a test that fails does not take the machine along."""

_TOO_LONG = 120
_WARM = ("ankigen.cli.diff", "ankigen.cli.sides", "ankigen.report.diff", "ankigen.anki.diff")


def main() -> None:
    """Answer the request on the standard input."""
    for name in (*_WARM, "zstandard"):
        importlib.import_module(name)
    folder = Path(sys.argv[1])
    requests = json.load(sys.stdin)
    results = {
        name: run(folder / f"out-{number}", commands)
        for number, (name, commands) in enumerate(requests)
    }
    json.dump(results, sys.stdout)


def run(out: Path, commands: list[list[str]]) -> dict[str, Any]:
    """Run commands in a child; what they print, how they end and what they cost."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        _be_the_child(out, commands)
    with _killed_after(child, _TOO_LONG):
        _, status, usage = os.wait4(child, 0)
    kept = out.with_suffix(".json")
    ended = json.loads(kept.read_text()) if kept.exists() else []
    return {
        "status": os.waitstatus_to_exitcode(status),
        "codes": [code for code, _seconds in ended],
        "seconds": max([seconds for _code, seconds in ended] or [_TOO_LONG]),
        "out": out.read_text("utf-8"),
        "megabytes": usage.ru_maxrss / 1024,
    }


@contextlib.contextmanager
def _killed_after(child: int, seconds: int) -> Any:
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def _be_the_child(out: Path, commands: list[list[str]]) -> None:
    from ankigen.cli import main as ankigen

    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    ended: list[tuple[int | str | None, float]] = []
    with out.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the child's own
    sys.stderr = sys.stdout
    for arguments in commands:
        sys.argv = ["ankigen", *arguments]
        started = time.process_time()
        code: int | str | None = 0
        try:
            ankigen()
        except SystemExit as end:
            code = end.code
        except BaseException:
            traceback.print_exc()
            code = "traceback"
        sys.stdout.flush()
        ended.append((code, time.process_time() - started))
    out.with_suffix(".json").write_text(json.dumps(ended))
    os._exit(0)


if __name__ == "__main__":
    main()
