"""The tool itself as a digest: another ankigen, Python or library may build other bytes."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

_COMPILED = ".pyc"


def tool_digest() -> str:
    """Return the digest of ankigen's own files, its libraries' versions, Python and zlib.

    The version alone would not do: a checkout, and whoever installs from one, changes without
    a new version. SQLite is no part: its image is canonical over its versions.
    """
    digest = hashlib.sha256()
    for word in (sys.version, zlib.ZLIB_RUNTIME_VERSION, *_installed()):
        digest.update(f"{word}\0".encode())
    for path, name in _own_files():
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _installed() -> list[str]:
    # The name of a package's metadata folder has its version; importlib.metadata would take
    # longer than all the rest.
    names = set()
    for place in sys.path:
        if place and Path(place).is_dir():
            names |= {name for name in os.listdir(place) if name.endswith("-info")}  # noqa: PTH208 - names are all we need
    return sorted(names)


def _own_files() -> Iterator[tuple[Path, str]]:
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix != _COMPILED and path.is_file():
            yield path, path.relative_to(package).as_posix()
