"""Work on files by several processes: the standard library's pool, where it pays.

Nothing depends on it: what a process that died has not done is done by this one.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

T = TypeVar("T")

WORTH = 1 << 20
"""Bytes of files from which on starting processes pays (benchmarks/README.md)."""

_AHEAD = 2
"""Files that each process may be ahead: what is done waits in memory."""


def spread(
    here: Callable[[Path], T], apart: Callable[[Path], T], paths: Sequence[Path]
) -> Iterator[T]:
    """Yield what the work makes of each file, in order.

    ``here`` does it in this process, ``apart`` in another: ``pickle`` must know it, as well
    as what it makes.
    """
    workers = min(processors(), len(paths))
    if workers < 2 or sum(map(_size, paths)) < WORTH:
        yield from map(here, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    with contextlib.ExitStack() as stack:
        # No more processes, no more memory: then this one has to do.
        pool = None
        with contextlib.suppress(OSError):
            pool = ProcessPoolExecutor(workers, _context(), _begin, (apart,))
            stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        yield from _in_order(pool, here, paths, workers * _AHEAD)


def _in_order(
    pool: ProcessPoolExecutor | None, work: Callable[[Path], T], paths: Sequence[Path], most: int
) -> Iterator[T]:
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[Future[T]] = deque()
    left = iter(paths)
    for path in paths:
        while pool is not None and len(waiting) < most and (coming := next(left, None)):
            try:
                waiting.append(pool.submit(_work, coming))
            except (BrokenProcessPool, OSError):
                pool = None
        if not waiting:
            yield work(path)
            continue
        try:
            made = waiting.popleft().result()
        except (BrokenProcessPool, OSError):
            # One that died takes the others' work with it: this process does the rest.
            pool = None
            waiting.clear()
            made = work(path)
        yield made


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> BaseContext:
    import multiprocessing

    # A fork has everything imported already; elsewhere, and among threads, it is not safe.
    fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if fork else None)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


_own: list[Callable[[Path], Any]] = []


def _begin(work: Callable[[Path], Any]) -> None:
    """Keep the work in a process of the pool, so that each task need name only its file."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _own[:] = [work]


def _end_with_parent() -> None:
    # A process that is killed tells its pool nothing, which would wait for it for ever.
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _work(path: Path) -> Any:
    return _own[0](path)
