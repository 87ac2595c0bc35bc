"""The time of a build: read once here, handed down from here.

SOURCE_DATE_EPOCH, else the committer time of HEAD where the deck and the tool are as
committed, else now: then the same sources give other bytes each time, and the caller
is told so.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import ankigen
from ankigen.cli.git import commit_time, git, is_clean
from ankigen.diagnostics import AnkigenError

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class BuildTime:
    """Seconds since 1970, and whether another build of the same sources gets the same."""

    seconds: int
    reproducible: bool


def now() -> int:
    """Return what the machine's clock says, in seconds."""
    return int(time.time())


def date(seconds: int) -> str:
    """Write the day of a time as YYYY-MM-DD (UTC)."""
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))


def build_time(folder: Path) -> BuildTime:
    """Return the time for building the deck in ``folder``.

    Raises AnkigenError for a SOURCE_DATE_EPOCH that is no number and for a time more
    than a day ahead of the clock, which a reader's Anki would not accept.
    """
    present = now()
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        found = BuildTime(_seconds(epoch), True)
    elif (committed := _commit_time(folder)) is not None:
        found = BuildTime(committed, True)
    else:
        found = BuildTime(present, False)
    if found.seconds > present + _DAY:
        moment = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(found.seconds))
        raise AnkigenError("clock-future", time=moment)
    return found


def _seconds(epoch: str) -> int:
    if not epoch.isascii() or not epoch.isdigit():
        raise AnkigenError("clock-epoch", value=epoch)
    return int(epoch)


def _commit_time(folder: Path) -> int | None:
    tool = Path(ankigen.__file__).parent
    if not is_clean(folder) or (_inside_git(tool) and not is_clean(tool)):
        return None
    return commit_time(folder)


def _inside_git(folder: Path) -> bool:
    # An installed tool may lie in an ignored folder of somebody's repository.
    return bool((git(folder, "ls-files", "--", "__init__.py") or "").strip())
