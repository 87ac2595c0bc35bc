"""What libyaml's complaint means to somebody who writes a deck.

Each detector knows one slip and looks for it where the parser gave up. A slip with a
mend is only believed if the text can be read further once it is mended.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Word
from ankigen.source.scalars import quoted

_LEAD = re.compile(r"\s*(?:- +)*(?:(?:[\w-]+|\"[^\"]*\"|'[^']*'):\s+)?")
"""What stands before a value on its line: indentation, list marks, the key."""

_KEY_LINE = re.compile(r"( *)((?:- +)*)([\w-]+):(?:\s|$)")
_ITEM_LINE = re.compile(r"( *)- ")
_TIGHT_KEY = re.compile(r"\s*(?:- +)*([\w-]+):(?!//)(?=\S)")
_BARE_KEY = re.compile(r"\s*(?:- +)*([\w-]+)(?=\s|$)")
_COMMENT = re.compile(r"\s+(#.*)?$")
_CLOSED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"'(?:[^']|'')*'"),
}
_MOST_QUOTES = 10
_WRITTEN_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_FLOW_COLON = re.compile(r"[\w-]+:\s+([^,{}\[\]\"']*?:\s[^,{}]*)")
_FLOW_DATA = re.compile(r"\{\s*[\w-]+:\s|\[\s*[\w-]+\s*(,|$)")
_SPECIAL = "\"'*&!%@`|>,}]"
_PAIRS = {"{": "}", "[": "]"}

# The parser's commonest complaints; whatever else it says is passed on in its own words.
_PROBLEMS = (
    ("did not find expected key", "expected-key"),
    ("could not find expected ':'", "expected-colon"),
    ("did not find expected '-' indicator", "expected-item"),
    ("mapping values are not allowed", "unexpected-colon"),
    ("block sequence entries are not allowed", "unexpected-item"),
    ("mapping keys are not allowed", "unexpected-key"),
    ("found unexpected end of stream", "unexpected-end"),
    ("found character that cannot start any token", "unexpected-character"),
    ("did not find expected ',' or", "expected-bracket"),
    ("did not find expected node content", "expected-value"),
    ("did not find expected <document start>", "expected-end"),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """Where the parser gave up: rows and columns from 0 in the lines of the whole file."""

    path: str
    lines: list[str]
    first: int
    row: int
    column: int
    context_row: int
    problem: str
    said: str

    @classmethod
    def of(cls, path: str, lines: list[str], first: int, error: yaml.MarkedYAMLError) -> Slip:
        """Read libyaml's error about the lines from ``first`` on."""
        mark = error.problem_mark or error.context_mark
        row = min(first + (mark.line if mark else 0), len(lines) - 1)
        context = error.context_mark
        return cls(
            path,
            lines,
            first,
            row,
            mark.column if mark else 0,
            min(first + context.line, row) if context else row,
            error.problem or "",
            ", ".join(str(part) for part in (error.context, error.problem) if part),
        )

    def line(self, row: int) -> str:
        """Return a line without its end."""
        return self.lines[row].rstrip("\r")

    def span(self, row: int, start: int, end: int) -> Location:
        """Return a span of a line, from columns that count from 0."""
        return Location(self.path, row + 1, start + 1, row + 1, max(end, start + 1) + 1)

    def insertion(self, row: int, column: int, text: str) -> Edit:
        """Return the edit that inserts a text."""
        place = Location(self.path, row + 1, column + 1, row + 1, column + 1)
        return Edit(place, text)

    def indent_before(self, row: int) -> int:
        """Return the indentation that a key on this row should have, by the line above it."""
        for above in range(row - 1, -1, -1):
            line = self.line(above)
            match = _KEY_LINE.match(line)
            if match:
                own = len(match[1]) + len(match[2])
                return own + 2 if line.rstrip().endswith(":") else own
        return 0


def explanations(slip: Slip) -> Iterator[Diagnostic]:
    """Yield what may have happened, the likeliest first."""
    for detect in _DETECTORS:
        yield from detect(slip)


def unexplained(slip: Slip) -> Diagnostic:
    """Say what the parser said."""
    word = next((Word(code) for text, code in _PROBLEMS if text in slip.problem), None)
    place = slip.span(slip.row, slip.column, slip.column + 1)
    return Diagnostic(place, "yaml-syntax", {"problem": word or slip.said})


def _tab(slip: Slip) -> Iterator[Diagnostic]:
    for row in range(slip.row, min(slip.row + 2, len(slip.lines))):
        line = slip.line(row)
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            at = indent.index("\t")
            whole = Location(slip.path, row + 1, 1, row + 1, len(indent) + 1)
            edits = (Edit(whole, " " * slip.indent_before(row)),)
            place = slip.span(row, at, at + 1)
            yield Diagnostic(place, "yaml-tab", {}, (Hint("use-spaces"),), edits)
            return


def _escape(slip: Slip) -> Iterator[Diagnostic]:
    if "escape" not in slip.problem:
        return
    line = slip.line(slip.row)
    at = line.rfind("\\", 0, slip.column + 1)
    if at < 0:
        return
    shown = _WRITTEN_ESCAPE.match(line, at)
    end = shown.end() if shown else at + 1
    place = slip.span(slip.row, at, end)
    hint = Hint("double-backslash")
    edits = (slip.insertion(slip.row, at, "\\"),)
    yield Diagnostic(place, "yaml-escape", {"text": line[at:end]}, (hint,), edits)


def _unclosed_quote(slip: Slip) -> Iterator[Diagnostic]:
    # A quote further down may have closed it: the parser complains only after that.
    rows = (row for row in range(slip.first, slip.row + 1) if _is_open(slip.line(row)))
    for row in itertools.islice(rows, _MOST_QUOTES):
        line = slip.line(row)
        start = _value_start(line)
        mark = line[start]
        end = len(line.rstrip())
        yield Diagnostic(
            slip.span(row, start, end),
            "yaml-unclosed-quote",
            {"quote": mark},
            (Hint("close-quote", {"quote": mark}),),
            (slip.insertion(row, end, mark),),
        )


def _is_open(line: str) -> bool:
    """Whether a value starts with a quote that is not closed on its line."""
    start = _value_start(line)
    mark = line[start : start + 1]
    return mark in _CLOSED and not _CLOSED[mark].match(line, start)


def _unclosed_bracket(slip: Slip) -> Iterator[Diagnostic]:
    for row in range(slip.context_row, slip.row + 1):
        line = _COMMENT.sub("", slip.line(row))
        start = _value_start(line)
        opening = line[start : start + 1]
        if _FLOW_DATA.match(line[start:]) and line[-1] != _PAIRS[opening]:
            yield Diagnostic(
                slip.span(row, start, len(line)),
                "yaml-unclosed-bracket",
                {"bracket": opening},
                (Hint("close-quote", {"quote": _PAIRS[opening]}),),
                (slip.insertion(row, len(line), _PAIRS[opening]),),
            )


def _special_start(slip: Slip) -> Iterator[Diagnostic]:
    for row in dict.fromkeys((slip.row, slip.context_row, max(slip.row - 1, 0))):
        line = slip.line(row)
        start = _value_start(line)
        value = _COMMENT.sub("", line[start:])
        if not value or (value[0] not in _SPECIAL and value[0] not in _PAIRS):
            continue
        if _FLOW_DATA.match(value):
            continue
        if value[0] in _CLOSED:
            yield _quote(slip, row, start, value, "yaml-text-after-quote")
        else:
            char = value[:2] if value[:2] in ("{{", "[[") else value[0]
            yield _quote(slip, row, start, value, "yaml-start-char", char=char)


def _colon_in_text(slip: Slip) -> Iterator[Diagnostic]:
    line = slip.line(slip.row)
    start = _value_start(line)
    value = _COMMENT.sub("", line[start:])
    if ": " in value or value.endswith(":"):
        if not value.startswith(("{", "[")) and line[:start].strip():
            yield _quote(slip, slip.row, start, value, "yaml-colon-in-text")
        for inner in _FLOW_COLON.finditer(value):
            said = inner[1].rstrip()
            yield _quote(slip, slip.row, start + inner.start(1), said, "yaml-colon-in-text")


def _tight_colon(slip: Slip) -> Iterator[Diagnostic]:
    for row in dict.fromkeys((slip.context_row, slip.row, max(slip.row - 1, 0))):
        match = _TIGHT_KEY.match(slip.line(row))
        if match:
            place = slip.span(row, match.start(1), match.end())
            edits = (slip.insertion(row, match.end(), " "),)
            hint = Hint("space-after-colon")
            yield Diagnostic(place, "yaml-tight-colon", {"key": match[1]}, (hint,), edits)


def _inline_list(slip: Slip) -> Iterator[Diagnostic]:
    line = slip.line(slip.row)
    start = _value_start(line)
    key = _KEY_LINE.match(line)
    if key and line.startswith("- ", start) and "block sequence entries" in slip.problem:
        place = slip.span(slip.row, start, len(line.rstrip()))
        indent = " " * (len(key[1]) + len(key[2]) + 2)
        space = Location(slip.path, slip.row + 1, key.end(3) + 2, slip.row + 1, start + 1)
        edits = (Edit(space, f"\n{indent}"),)
        yield Diagnostic(place, "yaml-inline-list", {}, (Hint("list-below"),), edits)


def _missing_colon(slip: Slip) -> Iterator[Diagnostic]:
    for row in dict.fromkeys((slip.context_row, slip.row)):
        match = _BARE_KEY.match(slip.line(row))
        if match and "expected ':'" in slip.problem:
            place = slip.span(row, match.start(1), match.end(1))
            edits = (slip.insertion(row, match.end(1), ":"),)
            hint = Hint("colon-after-key", {"key": match[1]})
            yield Diagnostic(place, "yaml-missing-colon", {"key": match[1]}, (hint,), edits)


def _indentation(slip: Slip) -> Iterator[Diagnostic]:
    line = slip.line(slip.row)
    match = _KEY_LINE.match(line) or _ITEM_LINE.match(line)
    if match is None:
        return
    indent = len(match[1])
    before = slip.indent_before(slip.row)
    levels = {before}
    for above in range(slip.row - 1, -1, -1):
        key = _KEY_LINE.match(slip.line(above))
        if key:
            levels |= {len(key[1]), len(key[1]) + len(key[2])}
        if key and not key[1]:
            break
    for level in sorted(levels - {indent}, key=lambda n: (abs(n - indent), n != before)):
        place = slip.span(slip.row, 0, indent)
        params = {"indent": str(indent), "wanted": str(level)}
        hints = (Hint("indent-by", params),)
        block = list(_block(slip, indent))
        for rows in (block, block[:1]):
            edits = tuple(_reindent(slip, row, level - indent) for row in rows)
            yield Diagnostic(place, "yaml-indentation", params, hints, edits)


def _block(slip: Slip, indent: int) -> Iterator[int]:
    """Yield the row of the slip and those below it that are indented further."""
    yield slip.row
    for row in range(slip.row + 1, len(slip.lines)):
        line = slip.line(row)
        if line.strip():
            if len(line) - len(line.lstrip(" ")) <= indent:
                return
            yield row


def _reindent(slip: Slip, row: int, by: int) -> Edit:
    line = slip.line(row)
    indent = len(line) - len(line.lstrip(" "))
    whole = Location(slip.path, row + 1, 1, row + 1, indent + 1)
    return Edit(whole, " " * max(0, indent + by))


_DETECTORS: tuple[Callable[[Slip], Iterator[Diagnostic]], ...] = (
    _tab,
    _escape,
    _unclosed_quote,
    _unclosed_bracket,
    _special_start,
    _colon_in_text,
    _tight_colon,
    _inline_list,
    _missing_colon,
    _indentation,
)


def _value_start(line: str) -> int:
    match = _LEAD.match(line)
    return match.end() if match else 0


def _quote(slip: Slip, row: int, start: int, value: str, code: str, **params: str) -> Diagnostic:
    place = slip.span(row, start, start + len(value))
    return Diagnostic(place, code, params, (Hint("quote-value"),), (Edit(place, quoted(value)),))
