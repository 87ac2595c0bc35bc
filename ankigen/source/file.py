"""One source file: its text, its data, its faults and the places of its nodes."""

from __future__ import annotations

import functools
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from ankigen.diagnostics import Diagnostic, Hint, Location
from ankigen.source import decode, events, syntax
from ankigen.source.locate import Node, Path, Position, locate
from ankigen.source.normal import not_composed

__all__ = ["Node", "Path", "Position", "SourceFile", "parse_text", "read_file"]

MAX_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read; ``path`` is how people are shown it, ``data`` None if unreadable."""

    path: str
    text: str = ""
    data: Any = None
    diagnostics: tuple[Diagnostic, ...] = ()
    readable: bool = field(default=True)

    def locate(self, paths: Iterable[Path]) -> dict[Path, Node]:
        """Return where the wanted nodes stand."""
        return locate(self.text, paths)

    def value_at(self, path: Path) -> Location:
        """Return the span of a node on its first line; a collection is shown by its key."""
        return self.span(self.locate([path]).get(path), path)

    def span(self, node: Node | None, path: Path, *, key: bool = False) -> Location:
        """Return where a node stands: its key if asked or for a collection, else its value."""
        if node is None:
            return Location(self.path)
        if node.key is not None and (key or node.collection):
            length = len(str(path[-1]))
            quoted = self.line(node.key.line)[node.key.column - 1 : node.key.column] in "\"'"
            end = node.key.column + length + 2 * quoted
            return Location(self.path, node.key.line, node.key.column, node.key.line, end)
        start, end_at = node.start, node.end
        if end_at.line == start.line:
            column = max(end_at.column, start.column + 1)
        else:
            column = len(self.line(start.line)) + 1
        return Location(
            self.path, start.line, start.column, start.line, max(column, start.column + 1)
        )

    def line(self, number: int) -> str:
        """Return a line of the text (from 1), without its end."""
        lines = _lines(self.text)
        return lines[number - 1].rstrip("\r") if number <= len(lines) else ""


@functools.lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def read_file(file: FilePath, shown: str) -> SourceFile:
    """Read a file from disk; whatever is wrong with it is in its diagnostics."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return _unreadable(shown, "file-not-regular")
        if status.st_size > MAX_BYTES:
            return _unreadable(
                shown, "file-too-big", size=f"{status.st_size / (1 << 20):.0f}", limit="64"
            )
        content = file.read_bytes()
    except FileNotFoundError:
        return _unreadable(shown, "file-missing", file=file.name)
    except OSError as error:
        return _unreadable(shown, "file-unreadable", reason=error.strerror or str(error))
    text, found = decode.decode(shown, content)
    if text is None:
        return SourceFile(shown, diagnostics=tuple(found), readable=False)
    return _parse(shown, text, found)


def parse_text(shown: str, text: str) -> SourceFile:
    """Read a text as if it were a file."""
    return _parse(shown, text, list(decode.hidden_characters(shown, text)))


def _parse(shown: str, text: str, found: list[Diagnostic]) -> SourceFile:
    if any(d.code == "text-hidden-char" for d in found):
        return SourceFile(shown, text, diagnostics=tuple(found), readable=False)
    try:
        data = events.build(text)
    except events.RefusedError as refused:
        found.append(_refusal(shown, refused))
    except yaml.MarkedYAMLError as error:
        found.append(syntax.explain(shown, text, error))
    except yaml.YAMLError as error:
        found.append(Diagnostic(Location(shown), "yaml-syntax", {"problem": str(error)}))
    else:
        return SourceFile(shown, text, data, (*found, *not_composed(shown, text)))
    return SourceFile(shown, text, diagnostics=tuple(found), readable=False)


def _refusal(shown: str, refused: events.RefusedError) -> Diagnostic:
    line, column = refused.mark.line + 1, refused.mark.column + 1
    width = len(refused.params.get("key", refused.params.get("text", " ")))
    place = Location(shown, line, column, line, column + max(width, 1))
    return Diagnostic(place, refused.code, refused.params, refused.hints)


def _unreadable(shown: str, code: str, **params: str) -> SourceFile:
    place = Location(shown)
    hints = (Hint("check-file-name"),) if code == "file-missing" else ()
    return SourceFile(shown, diagnostics=(Diagnostic(place, code, params, hints),), readable=False)
