"""How far a long command is: on a terminal only, and only of what takes more than a moment."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from ankigen.cli.output import spoken
from ankigen.languages import messages

_T = TypeVar("_T")

_MOMENT = 1.0
"""Seconds for which nobody wants to see a bar."""


def watched(items: Iterable[_T], length: int, what: str) -> Iterator[_T]:
    """Yield items, and show how many of ``length`` are done once that takes a while.

    ``what`` is done is said in words of ``commands.progress``.
    """
    begun = time.monotonic()
    bar = None
    with contextlib.ExitStack() as stack:
        for done, item in enumerate(items, 1):
            yield item
            if bar is not None:
                bar.update(1)
            elif _seen() and time.monotonic() - begun > _MOMENT:
                bar = stack.enter_context(_bar(length, what))
                bar.update(done)


@contextlib.contextmanager
def steps(count: int, what: str) -> Iterator[Callable[[], None]]:
    """Show at once how many of a few long steps are done; what is given says that one is."""
    if not _seen():
        yield lambda: None
        return
    with _bar(count, what) as bar:
        yield lambda: bar.update(1)


def _seen() -> bool:
    """Whether somebody sits there: a job's log may be a terminal, too."""
    return sys.stderr.isatty() and not os.environ.get("CI")


def _bar(length: int, what: str) -> Any:
    label = messages.said(f"commands.progress.{what}", spoken())
    return click.progressbar(length=length, label=label, file=sys.stderr, show_pos=True)
