"""CSV, text that programs export, and xlsx → tables of texts, whatever it is that lies there."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from ankigen import cells
from ankigen.bring.headings import language_of, role_of
from ankigen.given import UnfitError

ONLY = "table"
"""What the one table of a text is called, so that a map fits the next file of the same form."""

_SAMPLE = 200
_SEPARATORS = ("\t", ",", ";", "|", " - ", " – ", " — ", " = ", "::")
_ROW_ENDS = ("\n", "\n\n", ";")
_BY_NAME = {
    "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " ",
}  # fmt: skip
# What Anki writes above notes that it exports as text.
_DIRECTIVE = re.compile(r"#(\w+(?: column)?):(.*)(?:\n|$)")


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a text is read as a table; ``html`` whether its cells are HTML."""

    encoding: str = "utf-8"
    separator: str = ","
    rows: str = "\n"
    quotes: bool = True
    header: bool = True
    html: bool = False


class Loss(NamedTuple):
    """What is not kept: why (a code), and where: row from 1, 0 for none."""

    why: str
    table: str
    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with names for its columns; ``first`` is the number of its first row in the file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    html: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: tables, and media by their names. ``reading`` is how it was read."""

    tables: tuple[Table, ...]
    reading: Reading | None = None
    media: dict[str, Path] = field(default_factory=dict)
    lost: tuple[Loss, ...] = ()


def limit() -> cells.Limit:
    """Return how much may come of one file here: what is made of it takes time."""
    return cells.Limit(20_000, 8 << 20)


def read_text(content: bytes, reading: Reading | None) -> Found:
    """Read a text of rows; ``reading`` is guessed where it is not told. Raises UnfitError."""
    encoding = reading.encoding if reading else cells.encoding_of(content)
    told, text = _directives(cells.text_of(content, encoding))
    reading = reading or _guessed(encoding, told, text)
    try:
        rows = limit().held(_split(text, reading))
        return Found((_table(rows, reading, told),), reading)
    except ValueError as error:
        raise cells.unfit(error) from None


def _guessed(encoding: str, told: dict[str, str], text: str) -> Reading:
    if said := told.get("separator"):
        separator, rows = _BY_NAME.get(said.casefold(), said), "\n"
    else:
        separator, rows = _separators(text)
    reading = Reading(encoding, separator, rows, len(separator) == 1 and rows == "\n", False)
    if reading.quotes:
        try:
            for _ in _split(text, reading):
                pass
        except UnfitError:
            # Marks that are no quotation: a Quizlet list with "so-called" words in it.
            reading = msgspec.structs.replace(reading, quotes=False)
    sample = list(itertools.islice(_split(text, reading), _SAMPLE))
    html = any(re.search(r"<(br|b|i|div|img|span|p)\b|&nbsp;", cell) for row in sample
               for cell in row)  # fmt: skip
    is_html = told["html"] == "true" if "html" in told else html
    header = "columns" not in told and looks_like_header(sample)
    return msgspec.structs.replace(reading, header=header, html=is_html)


def _directives(text: str) -> tuple[dict[str, str], str]:
    found: dict[str, str] = {}
    while match := _DIRECTIVE.match(text):
        found[match[1]] = match[2].strip()
        text = text[match.end() :]
    return found, text


def _separators(text: str) -> tuple[str, str]:
    """Return what stands between cells and between rows: what most rows have alike."""
    best = (0.0, "\t", "\n")
    for rows in _ROW_ENDS:
        for separator in _SEPARATORS:
            tried = Reading("", separator, rows, len(separator) == 1 and rows == "\n")
            try:
                split = _split(text, tried, lax=True)
                sample = [row for row in itertools.islice(split, _SAMPLE) if any(row)]
            except UnfitError:
                continue
            counts = Counter(map(len, sample))
            usual, times = max(counts.items(), key=lambda item: item[1], default=(1, 0))
            # A single row proves little.
            share = times / max(len(sample), 2) if usual > 1 else 0
            if share > best[0]:
                best = (share, separator, rows)
        if best[0] >= 0.8:
            break
    return best[1:]


def _split(text: str, reading: Reading, *, lax: bool = False) -> Iterator[list[str]]:
    if reading.quotes:
        return cells.split(text, reading.separator, strict=not lax)
    return (row.split(reading.separator) for row in text.split(reading.rows))


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns."""
    return len(rows) > 1 and any(role_of(name)[0] or language_of(name) for name in rows[0])


def _table(rows: list[list[str]], reading: Reading, told: dict[str, str]) -> Table:
    usual = Counter(len(row) for row in rows if any(row)).most_common(1)
    width = usual[0][0] if usual else 1
    if not reading.quotes:
        # A separator within the last cell is a part of it.
        glue = reading.separator
        rows = [[*row[: width - 1], glue.join(row[width - 1 :])] if len(row) > width else row
                for row in rows]  # fmt: skip
    head = rows.pop(0) if reading.header and rows else []
    if said := told.get("columns"):
        head = said.split(reading.separator)
    for what, number in told.items():
        if (
            what.endswith(" column")
            and number.isdecimal()
            and 0 < int(number) <= cells.MOST_COLUMNS
        ):
            head += [""] * (int(number) - len(head))
            head[int(number) - 1] = head[int(number) - 1] or what.removesuffix(" column").title()
    return table(ONLY, head, rows, html=reading.html, first=1 + reading.header)


def table(
    name: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, html: bool, first: int
) -> Table:
    """Make a table whose columns all have names; raises UnfitError where it is too large."""
    width = max([len(head), *map(len, rows), 1])
    if width > cells.MOST_COLUMNS:
        raise cells.unfit(f"> {cells.MOST_COLUMNS} columns")
    columns: list[str] = []
    for number in range(width):
        # Braces stand around names in a map.
        said = re.sub(r"[{}\s]+", " ", head[number]).strip() if number < len(head) else ""
        wanted = said or f"Column {number + 1}"
        columns.append(f"{wanted} {number + 1}" if wanted in columns else wanted)
    full = tuple((*map(cells.bare, row), *[""] * (width - len(row))) for row in rows)
    return Table(name, tuple(columns), full, html, first)


def read_workbook(content: bytes, reading: Reading | None) -> Found:
    """Read the sheets of an xlsx file, as they look; a formula is what it was last calculated to.

    Raises UnfitError for a file that is none, AnkigenError where openpyxl is not installed.
    """
    lost: list[Loss] = []
    sheets = {name: rows for name, rows in cells.workbook(content, limit()).items() if rows}
    if any(isinstance(cell, cells.Formula) for s in sheets.values() for row in s for cell in row):
        shown = cells.workbook(content, limit(), calculated=True)
        for name, rows in sheets.items():
            _calculate(name, rows, shown[name], lost)
    for name, notes in cells.notes(content).items():
        lost += [Loss("note", name, row + 1, "", text) for row, text in notes.items()]
    tables = tuple(_sheet(name, rows, reading) for name, rows in sheets.items())
    used = reading or Reading(header=any(each.first == 2 for each in tables))
    return Found(tables, used, lost=tuple(lost))


def _calculate(name: str, rows: list[list[str]], shown: list[list[str]], lost: list[Loss]) -> None:
    """Put what formulas came to in their place; one that nobody calculated is lost."""
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            if isinstance(cell, cells.Formula):
                said = shown[number][at] if number < len(shown) and at < len(shown[number]) else ""
                row[at] = "" if isinstance(said, cells.Formula) else said
                if not row[at]:
                    lost.append(Loss("formula", name, number + 1, f"Column {at + 1}", cell))


def _sheet(name: str, rows: list[list[str]], reading: Reading | None) -> Table:
    rows = [[cells.unescaped(cell).replace("\r\n", "\n") for cell in row] for row in rows]
    header = reading.header if reading else looks_like_header(rows)
    head, rows = (rows[0], rows[1:]) if header else ([], rows)
    return table(name, head, rows, html=bool(reading and reading.html), first=1 + header)
