"""The command line, run as its users run it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support.forked import run

SETTLED = {
    "LC_ALL": "C.UTF-8",
    "ANKIGEN_LANG": "",
    "LANGUAGE": "",
    "SOURCE_DATE_EPOCH": "1700000000",
    "GITHUB_ACTIONS": "",
    "NO_COLOR": "",
    "FORCE_COLOR": "",
}
"""What the tests' own surroundings must not decide."""


def ankigen(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, in English; ``environment`` is set besides."""
    return run("ankigen", *arguments, cwd=cwd, env={**os.environ, **SETTLED, **environment})
