"""Slips of the pen on one line: each is a guess at what the author meant, as an edit.

A guess looks at the text alone, wherever its sort of slip could be. It may well be wrong:
``ankigen.edit.told`` tries each, and tells only one that mends the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location
from ankigen.source.characters import char_name
from ankigen.source.scalars import quoted

_KEY = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_VALUE = re.compile(rf"\s*(?:- +)*(?:{_KEY}:\s+)?(?=\S)")
"""What stands before the value of a line: indentation, list marks, the key."""

_SPACES = r"[^\S \t\r\n]"
"""Spaces that YAML takes for letters: no-break, thin, full-width ones."""
_ODD_SPACES = re.compile(
    rf"^[ ]*(?:{_SPACES}+[ ]*)+"
    rf"|(?:^|(?<=[ ]))-[ ]*{_SPACES}+[ ]*"
    rf"|(?<=\w:)[ ]*{_SPACES}+[ ]*(?=\S)"
)
_ODD_COLON = re.compile(rf"^\s*(?:- +)*{_KEY}(\s*[\uff1a\ufe55\ufe13\u2236\u02d0]\s*)(?=\S|$)")
_BULLET = re.compile(
    r"^(\s*)([*+\u2010-\u2015\u2212\u00b7\u2022\u2023\u2219\u25aa\u25cf\u25e6])\s*"
)
_CURLY = re.compile(
    r"([\u201c-\u201f\u00ab\u2039\u2018-\u201b\"'])(.*)"
    r"([\u201c-\u201f\u00bb\u203a\u2018-\u201b\"'])\s*,?$"
)
_FULL_WIDTH = re.compile("[\uff01-\uff5e]+")

_TIGHT_DASH = re.compile(r"^( *)-(?=[^\W_]|[\"'\[{])")
_COMMENT = re.compile(r"^(\s*)(//+|/\*+|<!--|;+|%+(?![A-Z])|--+(?=\s))\s*(.*?)\s*(?:\*/|-->)?$")
_LATE_COMMENT = re.compile(r"(?<=\S)\s+(//+\s*)(?=\S)")
_EQUALS = re.compile(rf"^\s*(?:- +)*({_KEY})(\s*(?::=|=>(?![-+])|->|=|;)\s*)(?=\S)")
_TIGHT_COLON = re.compile(r"\s*(?:- +)*([a-z_]+):(?!//)(?=\S)")
_INNER = {'"': re.compile(r'(?<!\\)"'), "'": re.compile("'")}
_TEXT_DASH = re.compile(r"\s*(?:- +)*[\w-]+:\s+(-\s+)(?=\S)")
_COMMA = re.compile(r"[^\s,](\s*,)\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\((https?://[^\s)]*)\)|<(https?://[^\s>]*)>")

_BARE_KEY = re.compile(r"\s*(?:- +)*([a-z_]+)(?=\s|$)")
_NEAR = 16
"""On how many lines, the nearest first, a colon may be missing: most lines of a text look so."""

_LONGEST = 2000
"""Characters of a line that somebody can have written by hand."""

_Change = tuple[int, int, int, str]
"""A row and two columns, from 0, and what is to stand there."""


def guesses(path: str, lines: Sequence[str], rows: Iterable[int]) -> Iterator[Diagnostic]:
    """Yield what may have slipped on some rows of a text, the surest sorts first."""
    rows = [row for row in rows if lines[row].strip() and len(lines[row]) <= _LONGEST]
    for guess in _GUESSES:
        yield from guess(path, lines, rows)


def slip(
    path: str, code: str, hint: Hint, place: tuple[int, int, int], changes: Sequence[_Change],
    **params: str,
) -> Diagnostic:  # fmt: skip
    """Make the diagnostic of a slip; ``place`` is a row and two columns."""
    edits = tuple(Edit(span(path, *at), text) for *at, text in changes)
    row, start, end = place
    return Diagnostic(span(path, row, start, max(end, start + 1)), code, params, (hint,), edits)


def span(path: str, row: int, start: int, end: int) -> Location:
    """Return a span of a line, from row and columns that count from 0."""
    return Location(path, row + 1, start + 1, row + 1, end + 1)


def alike(
    make: Callable[[list[_Change]], Diagnostic], changes: list[_Change]
) -> Iterator[Diagnostic]:
    """Yield the slip of each row, then that of all rows: in another the same marks can be meant."""
    yield from (make([change]) for change in changes)
    if len(changes) > 1:
        yield make(changes)


# -- marks that only look like YAML's -----------------------------------------------------


def _look_alikes(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    by_row = [(row, found) for row in rows if (found := list(_odd_marks(lines[row])))]

    def made(some: list[tuple[int, list[tuple[int, int, str, str]]]]) -> Diagnostic:
        changes = [(row, s, e, text) for row, found in some for s, e, text, _ in found]
        row, (start, _, text, char) = some[0][0], some[0][1][0]
        at = lines[row].index(char, start)
        hint = Hint("write-mark", {"wanted": f'"{text.strip()[:1] or " "}"'})
        return slip(
            path, "yaml-look-alike", hint, (row, at, at + 1), changes,
            char=f"U+{ord(char):04X}", name=char_name(char),
        )  # fmt: skip

    for one in by_row:
        yield made([one])
    if len(by_row) > 1:
        yield made(by_row)


def _odd_marks(line: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield spans of a line whose marks only look like YAML's, what they mean, and the mark."""
    bullet = _BULLET.match(line)
    indent = 0
    if bullet:
        indent = bullet.end()
        yield bullet.start(2), bullet.end(), "- ", bullet[2]
    for match in _ODD_SPACES.finditer(line):
        found = match.group()
        char = next(each for each in found if each.isspace() and each != " ")
        lead = found.lstrip()[:1] == "-" or line[match.start() - 1 : match.start()] == ":"
        meant = "- " if found[0] == "-" else " " if lead else " " * len(found)
        if match.start() >= indent or not bullet:
            yield match.start(), match.end(), meant, char
    colon = _ODD_COLON.match(line)
    if colon:
        yield (
            colon.start(1),
            colon.end(1),
            ": " if colon.end(1) < len(line) else ":",
            (colon[1].strip()),
        )
    value = _VALUE.match(line)
    start = value.end() if value else 0
    curly = _CURLY.fullmatch(line, start)
    if curly and not (curly[1] in "\"'" and curly[3] in "\"'"):
        char = curly[1] if curly[1] not in "\"'" else curly[3]
        yield start, len(line.rstrip()), quoted(curly[2]), char
    elif not colon and (wide := _FULL_WIDTH.search(line, start)):
        plain = unicodedata.normalize("NFKC", line[start:].rstrip())
        yield start, len(line.rstrip()), plain, wide.group()[0]


# -- marks of other notations -------------------------------------------------------------


def _tight_dash(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    changes = [
        (row, match.end(), match.end(), " ")
        for row in rows
        if (match := _TIGHT_DASH.match(lines[row]))
    ]

    def make(some: list[_Change]) -> Diagnostic:
        row, column, *_ = some[0]
        hint = Hint("space-after-dash")
        return slip(path, "yaml-tight-dash", hint, (row, column - 1, column + 1), some)

    yield from alike(make, changes)


def _comment(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    changes: list[_Change] = []
    for row in rows:
        line = lines[row]
        if match := _COMMENT.match(line):
            changes.append((row, match.start(2), len(line), f"# {match[3]}".rstrip()))
        elif late := _LATE_COMMENT.search(line):
            changes.append((row, late.start(1), late.end(1), "# "))

    def make(some: list[_Change]) -> Diagnostic:
        row, start, *_ = some[0]
        mark = lines[row][start : start + 2]
        return slip(
            path,
            "yaml-comment-mark",
            Hint("write-comment"),
            (row, start, start + 2),
            some,
            mark=mark,
        )

    yield from alike(make, changes)


def _equals(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    found = {row: match for row in rows if (match := _EQUALS.match(lines[row]))}
    changes = [(row, match.start(2), match.end(2), ": ") for row, match in found.items()]

    def make(some: list[_Change]) -> Diagnostic:
        row = some[0][0]
        key, mark = found[row][1], found[row][2].strip()
        hint = Hint("colon-after-key", {"key": key})
        at = found[row].start(2) + (len(found[row][2]) - len(found[row][2].lstrip()))
        place = (row, at, at + len(mark))
        return slip(path, "yaml-equals", hint, place, some, mark=mark, key=key)

    yield from alike(make, changes)


def _tight_colon(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    for row in rows:
        match = _TIGHT_COLON.match(lines[row])
        if match:
            key, end = match[1], match.end()
            place = (row, match.start(1), end)
            hint = Hint("space-after-colon")
            change = (row, end, end, " ")
            yield slip(path, "yaml-tight-colon", hint, place, [change], key=key)


def _commas(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    changes = [
        (row, match.start(1), match.end(1), "")
        for row in rows
        if (match := _COMMA.search(lines[row]))
    ]

    def make(some: list[_Change]) -> Diagnostic:
        row, start, end, _ = some[0]
        return slip(path, "yaml-comma", Hint("delete-it"), (row, start, end), some)

    yield from alike(make, changes)


def _tabs(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    indents = {row: len(lines[row]) - len(lines[row].lstrip()) for row in rows}
    tabbed = [row for row, width in sorted(indents.items()) if "\t" in lines[row][:width]]
    for width in (2, 4, 8):
        changes = [
            (row, 0, indents[row], lines[row][: indents[row]].replace("\t", " " * width))
            for row in tabbed
        ]
        if changes:
            row = changes[0][0]
            at = lines[row].index("\t")
            yield slip(path, "yaml-tab", Hint("use-spaces"), (row, at, at + 1), changes)


def _missing_colon(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    for row in rows[:_NEAR]:
        match = _BARE_KEY.match(lines[row])
        if match:
            key, end = match[1], match.end(1)
            hint = Hint("colon-after-key", {"key": key})
            place = (row, match.start(1), end)
            change = (row, end, end, ":")
            yield slip(path, "yaml-missing-colon", hint, place, [change], key=key)


def _link(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    for row in rows:
        for match in _LINK.finditer(lines[row]):
            place = (row, match.start(), match.end())
            for text in dict.fromkeys((match[2] or match[3], match[1])):
                if text:
                    change = (*place, text)
                    yield slip(path, "yaml-markdown", Hint("write-bare"), place, [change])


# -- quotes and dashes in texts -----------------------------------------------------------


def _inner_quotes(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    for row in rows:
        line = lines[row].rstrip()
        start = _start(line)
        mark = line[start : start + 1]
        if mark not in _INNER or line[-1] != mark or len(line) < start + 2:
            continue
        body = line[start + 1 : -1]
        inner = [match.start() for match in _INNER[mark].finditer(body)]
        inner = inner if mark == '"' or "''" not in body else []
        if inner and _opens(body, inner[0]):
            place = (row, start + 1 + inner[0], start + 2 + inner[0])
            text = (
                quoted(body) if "\\" not in body else f'"{_INNER[mark].sub(chr(92) + mark, body)}"'
            )
            change = (row, start, len(line), text)
            hint = Hint("quote-otherwise")
            yield slip(path, "yaml-inner-quote", hint, place, [change], quote=mark)


def _opens(body: str, at: int) -> bool:
    """Whether a quote inside a text opens a quotation or is an apostrophe: it closes nothing."""
    before, after = body[at - 1 : at], body[at + 1 : at + 2]
    return not before or not before.isalnum() or after.isalnum()


def _text_dash(path: str, lines: Sequence[str], rows: list[int]) -> Iterator[Diagnostic]:
    for row in rows:
        match = _TEXT_DASH.match(lines[row])
        if match:
            place = (row, match.start(1), match.start(1) + 1)
            change = (row, match.start(1), match.end(1), "")
            yield slip(path, "yaml-inline-list", Hint("delete-dash"), place, [change])


def _start(line: str) -> int:
    match = _VALUE.match(line)
    return match.end() if match else 0


_GUESSES: tuple[Callable[[str, Sequence[str], list[int]], Iterator[Diagnostic]], ...] = (
    _look_alikes,
    _tight_dash,
    _comment,
    _equals,
    _tight_colon,
    _inner_quotes,
    _text_dash,
    _commas,
    _link,
    _tabs,
    _missing_colon,
)
