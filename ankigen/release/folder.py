"""Writing a release: a folder that appears whole, then the lock that makes it one."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ankigen import __version__
from ankigen.cards import Compiled
from ankigen.files import fresh_folder, replace_file
from ankigen.release import lock
from ankigen.release.lock import Lock
from ankigen.release.plan import Changes, next_lock

MINIMUM_ANKI = "2.1.36"
"""The oldest Anki that the packages were proved on (see the old-Anki suite in tests/)."""

_LIBRARIES = ("click", "genanki", "jsonschema", "msgspec", "PyYAML")
_MANIFEST_FORMAT = 1
SUMS = "SHA256SUMS"
"""The file of checksums in the folder of a release."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that is planned: what is built, since which lock, and what changes."""

    compiled: Compiled
    version: str
    before: Lock | None
    changes: Changes
    notes: Mapping[str, str]
    """The release notes by language."""

    def packages(self) -> dict[str, str]:
        """Return the file name of each package."""
        return {name: f"{self.compiled.deck.key}.{name}.apkg" for name in self.compiled.packages}


def package_digests(compiled: Compiled, folder: Path) -> dict[str, str]:
    """Write every package into a folder and return the digests of their members.

    Raises OSError where the folder cannot be written.
    """
    from ankigen.anki import apkg

    paths = {name: folder / f"{compiled.package(name).name}.apkg" for name in compiled.packages}
    wanted = ((compiled.package(name), path) for name, path in paths.items())
    for _ in apkg.Writer().write_all(wanted):
        pass
    return {name: apkg.members_digest(path) for name, path in paths.items()}


def write_release(release: Release, out: Path) -> Lock:
    """Write the folder of a release, which appears by one rename, and return its lock.

    The lock is not written: it is what makes the folder a release, and the last step.
    Raises OSError where the folder cannot be written; then nothing has appeared.
    """
    with fresh_folder(out) as folder:
        digests = package_digests(release.compiled, folder)
        after = next_lock(release.compiled, release.before, release.version, __version__, digests)
        for language, notes in release.notes.items():
            _write(folder / f"RELEASE-NOTES.{language}.md", notes)
        _write(folder / "manifest.json", _json(manifest(release, digests)))
        _write(folder / SUMS, sums(folder))
    return after


def write_lock(after: Lock, path: Path) -> None:
    """Replace a deck's lock: whoever reads it sees the old one or the whole new one."""
    replace_file(path, lock.text(after).encode("utf-8"))


def manifest(release: Release, digests: Mapping[str, str]) -> dict[str, Any]:
    """Return what a machine wants to know of a release."""
    from importlib import metadata

    compiled = release.compiled
    packages = {}
    for name, file in release.packages().items():
        package = compiled.package(name)
        packages[name] = {
            "file": file,
            "notes": len(package.notes),
            "cards": package.card_count,
            "media": len(package.media),
            "members": digests[name],
        }
    deck, told = compiled.deck, release.changes
    return {
        "format": _MANIFEST_FORMAT,
        "deck": {"key": deck.key, "uid": deck.uid, "anki_name": deck.anki_name},
        "version": release.version,
        "released": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(compiled.time)),
        "minimum_anki": MINIMUM_ANKI,
        "source_notes": len(deck.notes),
        "packages": packages,
        "changes": {
            "new": len(told.new),
            "changed": len(told.changed),
            "retired": len(told.retired),
            "reworded": len(told.wording),
        },
        "tools": {
            "ankigen": __version__,
            **{name: metadata.version(name) for name in _LIBRARIES},
            "python": platform.python_version(),
            "zlib": zlib.ZLIB_RUNTIME_VERSION,
        },
    }


def sums(folder: Path) -> str:
    """Return the checksums of the files in a folder, as ``sha256sum --check`` reads them."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, content: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
