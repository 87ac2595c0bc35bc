"""Files as they are before and after, and the one way in which they are written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ankigen.diagnostics import AnkigenError, Diagnostic

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What became of a file: ``after`` equals ``before`` where it stays as it is.

    ``fixed`` are the faults that are gone, ``problems`` say why a file was left alone.
    ``bom`` tells that the file had a byte-order mark, which is never written again.
    """

    path: Path
    before: str = ""
    after: str = ""
    bom: bool = False
    fixed: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the file is to be written."""
        return self.bom or self.after != self.before

    def write(self) -> None:
        """Write the file if it changed. Raises AnkigenError where that fails."""
        if self.changed:
            replace_file(self.path, self.after)


def replace_file(path: Path, text: str) -> None:
    """Put a text in place of a file in one step: a reader sees the old one or the new one.

    Raises AnkigenError where the folder cannot be written to.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".ankigen-", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8"))
            if target.exists():
                shutil.copymode(target, temporary)
            else:
                temporary.chmod(0o644)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise AnkigenError("output", path=str(path), reason=error.strerror or str(error)) from None


def deck_files(paths: Iterable[Path]) -> list[Path]:
    """Return the YAML files that paths name: themselves, or all in a deck's folder."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.suffix in SUFFIXES)
            visible = (p for p in inside if not _hidden(p.relative_to(path)))
            found.update(dict.fromkeys(sorted(visible)))
        else:
            found[path] = None
    return list(found)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
