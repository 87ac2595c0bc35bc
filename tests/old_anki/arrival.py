"""What arrives where a newcomer imports a package into some version of Anki."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ankigen.anki.oracle import Check, ImportLog, Reader, Snapshot
from tests.old_anki.venvs import anki_python


@dataclass(frozen=True)
class Arrival:
    """The log of each import, in order, all that the collection then holds, and Anki's checks."""

    logs: tuple[ImportLog, ...]
    held: Snapshot
    check: Check

    @property
    def conflicts(self) -> list[str]:
        """Every note that Anki would not take."""
        return [guid for log in self.logs for guid in log.conflicting]


def arrival(*packages: Path, version: str = "") -> Arrival:
    """Import packages, one after the other, into a new collection.

    ``version`` is one of ``venvs.VERSIONS``; default: the Anki of the test environment.
    """
    reader = Reader()
    for package in packages:
        reader.imports(package)
    results = reader.snapshot().check().run(anki_python(version) if version else None).results
    logs = tuple(each for each in results if isinstance(each, ImportLog))
    assert not logs[-1].refused, logs[-1].refused
    return Arrival(logs, *results[len(packages) :])
