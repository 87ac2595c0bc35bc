"""Time and memory of whole processes, by the operating system's own account."""

from __future__ import annotations

import contextlib
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.02
"""Between two looks at the memory of a process and its children."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall seconds, less what the program said not to count, and peak MiB.

    The peak is that of the process or, if that is more, of all its processes together.
    """

    seconds: float
    peak: float


def run(command: list[str], **environment: str) -> Run:
    """Run a command in a fresh process.

    A line ``not counted: S`` of its output is subtracted; ``counted: S`` is all that counts.
    """
    started = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, **environment}, text=True
    )
    assert child.stdout is not None
    together = _Together(child.pid)
    together.start()
    output = child.stdout.read()
    child.stdout.close()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    together.ended.set()
    together.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} failed with {child.returncode}")
    for line in output.splitlines():
        if line.startswith("not counted: "):
            seconds -= float(line.removeprefix("not counted: "))
        elif line.startswith("counted: "):
            seconds = float(line.removeprefix("counted: "))
    # Linux counts in KiB, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(seconds, max(usage.ru_maxrss / unit, together.peak))


class _Together(threading.Thread):
    """Watches the memory of a process and its children, what they share counted once (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        while not self.ended.wait(SAMPLE_SECONDS):
            # Alone, a process is measured by the system, exactly.
            with contextlib.suppress(OSError):
                if others := children.read_text(encoding="ascii").split():
                    pids = [str(self.pid), *others]
                    self.peak = max(self.peak, sum(map(_share, pids)) / 1024)


def _share(pid: str) -> int:
    """Return a process's proportional set size in KiB: pages of n processes count 1/n."""
    with Path(f"/proc/{pid}/smaps_rollup").open(encoding="ascii") as lines:
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def interleaved(
    programs: dict[str, Callable[[], Run]], rounds: int, *, warm_up: bool = True
) -> dict[str, list[Run]]:
    """Run programs in turn, A B A B …, after one round that does not count (if wanted)."""
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    for number in range(rounds + warm_up):
        for name, start in programs.items():
            result = start()
            if number >= warm_up:
                runs[name].append(result)
    return runs


def medians(runs: list[Run]) -> Run:
    """Return the median seconds and the median peak."""
    return Run(
        statistics.median(run.seconds for run in runs), statistics.median(run.peak for run in runs)
    )


def machine() -> str:
    """Describe the machine in a line."""
    model = platform.processor() or platform.machine()
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
            model = next(line.split(":")[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        pass
    return (
        f"{os.cpu_count()} cores ({model}), {platform.system()}, Python {platform.python_version()}"
    )
