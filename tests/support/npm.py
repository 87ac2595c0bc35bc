"""Packages from the npm registry that tests need, each pinned and in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.support.installing import CACHE, alone


def package(name: str, version: str) -> Path:
    """Return the folder of a package, installed under .cache/ if it is not there yet."""
    home = CACHE / f"{name}-{version}"
    folder = home / "node_modules" / name
    with alone():
        if not (folder / "package.json").is_file():
            npm = shutil.which("npm")
            assert npm, f"the tests with {name} need node (18 or later) and npm"
            home.mkdir(parents=True, exist_ok=True)
            # In its own folder, so that npm looks for no package.json above it.
            install = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(home)]
            subprocess.run(
                [*install, f"{name}@{version}"],
                cwd=home,
                check=True,
                capture_output=True,
                timeout=300,
            )
    return folder
