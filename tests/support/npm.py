"""Packages from the npm registry that tests need, each pinned and in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.support.decks import ROOT


def package(name: str, version: str) -> Path:
    """Return the folder of a package, installed under .cache/ if it is not there yet."""
    home = ROOT / ".cache" / f"{name}-{version}"
    folder = home / "node_modules" / name
    if not (folder / "package.json").is_file():
        npm = shutil.which("npm")
        assert npm, f"the tests with {name} need node (18 or later) and npm"
        home.mkdir(parents=True, exist_ok=True)
        # In its own folder, so that npm looks for no package.json above it.
        subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--prefix", str(home), f"{name}@{version}"],
            cwd=home,
            check=True,
            capture_output=True,
            timeout=300,
        )
    return folder
