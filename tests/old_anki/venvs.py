"""The old versions of Anki, each in a virtual environment of its own under ``.cache/``."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.installing import CACHE, alone

HERE = Path(__file__).parent
VERSIONS = ("2.1.36", "2.1.49", "2.1.66", "23.12.1", "24.11")


def anki_python(version: str) -> Path:
    """Return the Python that has this version of Anki, which is installed on first use."""
    requirements = HERE / f"requirements-{version}.txt"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    folder = CACHE / f"anki-{version}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    installed = folder / "installed"
    with alone():
        if not installed.is_file() or installed.read_text() != wanted:
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, "--requirement", requirements], check=True)
            # Written last: an installation that was cut short is made anew.
            installed.write_text(wanted)
    return python
