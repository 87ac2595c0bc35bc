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

_TOO_LONG = 30
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
    started = time.monotonic()
    child = os.fork()
    if not child:
        _be_the_child(out, commands)
    with _killed_after(child, _TOO_LONG):
        _, status, usage = os.wait4(child, 0)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "codes": json.loads(out.with_suffix(".codes").read_text() or "[]")
        if out.with_suffix(".codes").exists()
        else [],
        "out": out.read_text("utf-8"),
        "seconds": time.monotonic() - started,
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
    codes: list[int | str | None] = []
    with out.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: PTH123, SIM115 - it is the child's own
    sys.stderr = sys.stdout
    for arguments in commands:
        sys.argv = ["ankigen", *arguments]
        try:
            ankigen()
            codes.append(0)
        except SystemExit as end:
            codes.append(end.code)
        except BaseException:  # noqa: BLE001 - whatever it is, it is what the test is about
            traceback.print_exc()
            codes.append("traceback")
        sys.stdout.flush()
    out.with_suffix(".codes").write_text(json.dumps(codes))
    os._exit(0)


if __name__ == "__main__":
    main()
