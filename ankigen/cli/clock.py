"""The time of a build: read once here, handed down from here.

SOURCE_DATE_EPOCH, else the committer time of HEAD where all that was read and the tool are
as committed, else now: then the same sources give other bytes each time, and the caller
is told why. A release is made now: its lock has the time for whoever makes it again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ankigen.cli.committed import tool_uncommitted, uncommitted
from ankigen.diagnostics import AnkigenError, Diagnostic

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class BuildTime:
    """Seconds since 1970, and why another build of the same sources would not get the same."""

    seconds: int
    doubts: tuple[Diagnostic, ...] = ()


def now() -> int:
    """Return what the machine's clock says, in seconds."""
    return int(time.time())


def date(seconds: int) -> str:
    """Write the day of a time as YYYY-MM-DD (UTC)."""
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


def build_time(folder: Path, read: Iterable[Path] = ()) -> BuildTime:
    """Return the time for building the deck in ``folder``, of which these files were read.

    Raises AnkigenError for a SOURCE_DATE_EPOCH that is no number and for a time more
    than a day ahead of the clock, which a reader's Anki would not accept.
    """
    given = _given()
    found = _committed_time(folder, read) if given is None else BuildTime(given)
    _refuse_future(found.seconds)
    return found


def release_time() -> int:
    """Return the time of a release, in seconds: SOURCE_DATE_EPOCH, else now.

    Not that of the commit: some versions of Anki stamp what they update with the time of the
    import, and would take a release for older that was committed before it. Raises
    AnkigenError as ``build_time``.
    """
    given = _given()
    found = now() if given is None else given
    _refuse_future(found)
    return found


def _given() -> int | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    if not epoch.isascii() or not epoch.isdigit():
        raise AnkigenError("clock-epoch", value=epoch)
    return int(epoch)


def _refuse_future(seconds: int) -> None:
    if seconds > now() + _DAY:
        moment = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))
        raise AnkigenError("clock-future", time=moment)


def _committed_time(folder: Path, read: Iterable[Path]) -> BuildTime:
    doubts = uncommitted(folder, read) or tool_uncommitted()
    if doubts:
        return BuildTime(now(), tuple(doubts))
    from ankigen import git

    return BuildTime(git.time_of(folder))
