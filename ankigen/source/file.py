"""One source file: its text, its data, its faults and the places of its nodes."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from ankigen.diagnostics import Diagnostic, Hint, Location, Severity
from ankigen.given import UnfitError, read_given
from ankigen.source import characters, comments, events
from ankigen.source.decode import BOM, decode
from ankigen.source.limits import MOST_FAULTS
from ankigen.source.locate import Node, Path, Position, locate
from ankigen.source.normal import not_composed


@dataclass(frozen=True)
class SourceFile:
    """A file as it was read.

    ``path`` is how people are shown it. ``data`` is what could be read; where a part could
    not, ``lost`` holds its text (or '' for a text that nobody knows) and nothing may be
    concluded from what is absent. ``spoiled`` are the ways to values that have their
    diagnostic already, ``marred`` the lines on which a slip of the pen makes everything else
    doubtful.
    """

    path: str
    content: bytes = b""
    value: Any = None
    diagnostics: tuple[Diagnostic, ...] = ()
    readable: bool = True
    lost: tuple[str, ...] = ()
    spoiled: frozenset[Path] = frozenset()
    marred: frozenset[int] = frozenset()
    mended: str | None = None
    let_go: bool = False

    @property
    def data(self) -> Any:
        """What the file says; of a file whose data were let go, read again at each asking."""
        return parse(self.path, self.content).value if self.let_go else self.value

    def without_data(self) -> SourceFile:
        """Return the file without its data in memory: those of a large file take much."""
        return dataclasses.replace(self, value=None, let_go=True)

    @functools.cached_property
    def text(self) -> str:
        """The author's text, without a byte-order mark; made on demand, since few need it."""
        return decode(self.path, self.content)[0] or ""

    @property
    def body(self) -> str:
        """The text that ``data`` was read from: line for line the author's."""
        return self.text if self.mended is None else self.mended

    @property
    def sound(self) -> bool:
        """Whether all of the file was read, and nothing in it must be refused."""
        return self.readable and all(d.severity is not Severity.ERROR for d in self.diagnostics)

    def locate(self, paths: Iterable[Path]) -> dict[Path, Node]:
        """Return where the wanted nodes stand."""
        wanted = set(paths)
        return locate(self.body, wanted) if wanted and self.readable else {}

    def value_at(self, path: Path) -> Location:
        """Return the span of a node on its first line; a collection is shown by its key."""
        return self.span(self.locate([path]).get(path))

    def span(self, node: Node | None, *, key: bool = False) -> Location:
        """Return where a node stands: its key if asked or for a collection, else its value."""
        if node is None:
            return Location(self.path)
        if node.key and node.key_end and (key or node.collection):
            return self._first_line(node.key.line, node.key.column, node.key_end)
        return self._first_line(node.start.line, node.start.column, node.end)

    def _first_line(self, line: int, column: int, end: Position) -> Location:
        end_column = end.column if end.line == line else len(self.line(line)) + 1
        return Location(self.path, line, column, line, max(end_column, column + 1))

    def line(self, number: int) -> str:
        """Return a line of the text (from 1), without its end."""
        return self._lines[number - 1].rstrip("\r") if number <= len(self._lines) else ""

    @functools.cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def may_hold(self, word: str) -> bool:
        """Whether a part that could not be read has (or may have) this word."""
        whole_word = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        return any(not part or whole_word.search(part) for part in self.lost)


def read_file(file: FilePath, shown: str) -> SourceFile:
    """Read a file from disk; whatever is wrong with it is in its diagnostics."""
    try:
        content = read_given(file)
    except UnfitError as error:
        return _unreadable(shown, error.code, **error.params)
    return parse(shown, content)


def parse_text(shown: str, text: str) -> SourceFile:
    """Read a text as if it were a file."""
    return parse(shown, text.encode("utf-8", "surrogatepass"))


def plain_data(text: str) -> Any:
    """Return the data of a text that has nothing that a deck must not have, else None."""
    try:
        return events.build(text.encode("utf-8", "surrogatepass"))
    except (events.NeedsCareError, yaml.YAMLError):
        return None


def unread_from(text: str) -> int:
    """Return the line (from 1) at which a text can be read no further as YAML, 0 for none."""
    try:
        events.build(text.encode("utf-8", "surrogatepass"))
    except events.NeedsCareError:
        return 0
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line + 1 if mark else 1
    except yaml.YAMLError:
        return 1
    return 0


def parse(shown: str, content: bytes) -> SourceFile:
    """Read the bytes of a file."""
    text, found = decode(shown, content)
    if text is None:
        return SourceFile(shown, content, None, tuple(found), readable=False, lost=("",))
    legible = not any(d.code == "encoding-utf8" for d in found)
    hidden = list(characters.hidden_characters(shown, text))
    found += not_composed(shown, text)
    if legible:
        found += hidden
    if len(hidden) > characters.LIMIT:
        return SourceFile(shown, content, None, tuple(found), readable=False, lost=(text,))
    if not legible or hidden:
        return _carefully(shown, content, characters.without_hidden(text), found)
    suspicious = comments.suspected(text)
    # The bytes are enough from here; a large text need not lie beside them in memory.
    del text
    try:
        data = events.build(content.removeprefix(BOM))
    except (events.NeedsCareError, yaml.YAMLError):
        return _carefully(shown, content, None, found)
    source = SourceFile(shown, content, data, tuple(found))
    if suspicious:
        found += comments.swallowed(shown, source.text)
        return dataclasses.replace(source, diagnostics=_most(shown, found))
    return source


def _most(shown: str, found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return as many diagnostics as anybody can read, errors before warnings."""
    if len(found) <= MOST_FAULTS:
        return tuple(found)
    worst = sorted(found, key=lambda d: d.severity.rank)[:MOST_FAULTS]
    return (*worst, Diagnostic(Location(shown), "many-errors", {"limit": str(MOST_FAULTS)}))


def _carefully(shown: str, content: bytes, body: str | None, found: list[Diagnostic]) -> SourceFile:
    """Read a text with faults; ``body`` is the text to read where it is not the author's."""
    # Imported for who has faults: it takes longer than reading a small deck.
    from ankigen.source.recover import recover

    text = body if body is not None else decode(shown, content)[0] or ""
    recovered = recover(shown, text)
    examined = recovered.examined
    later = list(examined.diagnostics)
    if recovered.readable:
        later += comments.swallowed(shown, recovered.text)
    # On a line with a hidden character, whatever else is wrong may come from it.
    taken = {d.location.line for d in found if d.severity is Severity.ERROR}
    found += [d for d in recovered.diagnostics if d.location.line not in taken]
    taken |= {d.location.line for d in recovered.diagnostics}
    taken |= {edit.location.line for d in recovered.diagnostics for edit in d.edits}
    found += [d for d in later if d.location.line not in taken]
    # Nothing but rubble: its errors say why it is no mapping.
    rubble = not isinstance(examined.data, dict) and any(
        d.severity is Severity.ERROR for d in found
    )
    return SourceFile(
        shown,
        content,
        None if rubble else examined.data,
        _most(shown, found),
        not rubble and recovered.readable,
        (text,) if rubble else recovered.lost,
        examined.spoiled,
        frozenset(taken),
        recovered.text if recovered.text != text or body is not None else None,
    )


def _unreadable(shown: str, code: str, **params: str) -> SourceFile:
    advice = {"file-missing": "check-file-name", "file-link": "own-file"}
    hints = (Hint(advice[code]),) if code in advice else ()
    found = Diagnostic(Location(shown), code, params, hints)
    return SourceFile(shown, diagnostics=(found,), readable=False, lost=("",))
