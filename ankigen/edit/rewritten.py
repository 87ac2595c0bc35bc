"""Files as they are before and after, and the one way in which they are written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ankigen.diagnostics import Diagnostic, writing
from ankigen.files import replace_file

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
            write_text(self.path, self.after)


def write_text(path: Path, text: str) -> None:
    """Put a text in place of a file in one step. Raises AnkigenError where that cannot be."""
    # A page may name a folder whose name is no UTF-8.
    write_bytes(path, text.encode("utf-8", errors="replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Put bytes in place of a file, as above."""
    with writing(path):
        replace_file(path, content)


def deck_files(paths: Iterable[Path]) -> list[Path]:
    """Return the YAML files that paths name: themselves, or all in a deck's folder.

    Raises OSError for a folder that cannot be read: its files would be passed over.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(_inside(path))))
        else:
            found[path] = None
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    for each, folders, names in os.walk(folder, onerror=_refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(each, name)
            if path.suffix in SUFFIXES and not name.startswith("."):
                yield path


def _refused(error: OSError) -> NoReturn:
    raise error
