"""Where notes were written: their lines, and addresses that a browser or an editor opens."""

from __future__ import annotations

import os
import urllib.parse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ankigen.kinds.base.records import Note
from ankigen.source import SourceFile


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes addresses of lines of files, for a page that will lie in ``folder``.

    ``root`` is the absolute folder from which paths are shown to people. ``template`` may
    hold ``{path}`` (as shown), ``{file}`` (absolute) and ``{line}``, for instance
    ``vscode://file/{file}:{line}``; without one, links lead from the page to the file.
    """

    root: Path
    folder: Path
    template: str = ""

    def link(self, path: str, line: int) -> str:
        """Return the address of a line (from 1) of a file."""
        file = Path(os.path.normpath(self.root / path))
        if not self.template:
            return f"{self._beside(file)}#L{line}"
        values = {
            "path": _quoted(path),
            "file": _quoted(file.as_posix().removeprefix("/")),
            "line": str(line),
        }
        address = self.template
        for name, value in values.items():
            address = address.replace(f"{{{name}}}", value)
        return address

    def _beside(self, file: Path) -> str:
        try:
            return _quoted(Path(os.path.relpath(file, self.root / self.folder)).as_posix())
        except ValueError:  # another drive of a Windows machine
            return file.as_uri()


def lines(notes: Iterable[Note], sources: Mapping[str, SourceFile]) -> dict[str, dict[int, int]]:
    """Return by file the lines where notes start, by their places in the file."""
    files: dict[str, list[int]] = {}
    for note in notes:
        files.setdefault(note.origin.path, []).append(note.origin.index)
    found = {}
    for path, indexes in files.items():
        ways = {("notes", index, "key"): index for index in indexes}
        nodes = sources[path].locate(ways)
        found[path] = {index: nodes[way].start.line for way, index in ways.items()}
    return found


def _quoted(path: str) -> str:
    return urllib.parse.quote(os.fsencode(path), safe="/:")
