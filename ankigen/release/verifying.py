"""A released deck, rebuilt and compared with its lock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from ankigen.diagnostics import Diagnostic, Hint, Location, Severity
from ankigen.release.folder import SUMS, package_digests
from ankigen.release.lock import LOCK_FILE, Lock
from ankigen.release.plan import changes
from ankigen.release.standing import Standing


def verify(standing: Standing, scratch: Path, out: Path) -> Iterator[Diagnostic]:
    """Yield every difference between a deck, its lock and the folder of its release.

    The packages are rebuilt into ``scratch``; ``out`` holds ``<deck>/<version>/``, which is
    only checked where it is there. Raises OSError where ``scratch`` cannot be written.
    """
    place = Location((standing.deck.folder / LOCK_FILE).as_posix())
    if standing.lock is None or standing.compiled is None:
        place = Location(standing.deck.folder.as_posix())
        yield Diagnostic(place, "verify-no-lock", severity=Severity.WARNING)
        return
    latest = standing.lock.latest
    if standing.released is None:
        yield _changed(standing, standing.lock)
    else:
        rebuilt = package_digests(standing.compiled, scratch)
        for name, digest in latest.packages.items():
            if rebuilt.get(name) != digest:
                yield Diagnostic(place, "verify-package", {"package": name})
    folder = out / standing.deck.key / latest.version
    if folder.is_dir():
        yield from _check_folder(folder, standing.deck.key, latest.packages)


def _changed(standing: Standing, released: Lock) -> Diagnostic:
    params = {"version": released.latest.version}
    place = Location(standing.deck.folder.as_posix())
    told = changes(standing.compiled, released) if standing.compiled else None
    if told is None or not (told.new or told.changed or told.retired or told.wording):
        return Diagnostic(place, "verify-frame", params)
    counts = {
        "new": str(len(told.new)),
        "changed": str(len(told.changed)),
        "retired": str(len(told.retired)),
        "reworded": str(len(told.wording)),
    }
    return Diagnostic(place, "verify-changed", {**params, **counts})


def _check_folder(folder: Path, deck: str, packages: Mapping[str, str]) -> Iterator[Diagnostic]:
    from ankigen.anki import apkg

    for name, digest in packages.items():
        path = folder / f"{deck}.{name}.apkg"
        if path.is_file() and apkg.members_digest(path) != digest:
            yield Diagnostic(Location(path.as_posix()), "verify-package", {"package": name})
    sums = folder / SUMS
    lines = sums.read_text("utf-8", "replace").splitlines() if sums.is_file() else []
    if not lines:
        yield Diagnostic(Location(sums.as_posix()), "verify-file-missing")
    for line in lines:
        expected, _, file = line.partition("  ")
        path = folder / Path(file).name
        if not path.is_file():
            yield Diagnostic(Location(path.as_posix()), "verify-file-missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            yield Diagnostic(Location(path.as_posix()), "verify-sum", hints=(Hint("build-again"),))
