"""The command line, run as its users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
    return subprocess.run(
        [sys.executable, "-m", "ankigen", *arguments],
        cwd=cwd,
        env={**os.environ, **SETTLED, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
