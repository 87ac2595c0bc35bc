"""CSV, text that programs export, and xlsx → tables of texts, whatever it is that lies there."""

from __future__ import annotations

import contextlib
import csv
import datetime
import importlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ankigen.anki.apkg.unpack import Unpacker
from ankigen.diagnostics import AnkigenError
from ankigen.given import UnfitError, read_given

ONLY = "table"
"""What the one table of a text is called, so that a map fits the next file of the same form."""

MOST_ROWS = 100_000
MOST_COLUMNS = 200
_SHEETS = 32 << 20  # all parts of a workbook together: openpyxl holds them in memory
_SAMPLE = 200
_SEPARATORS = ("\t", ",", ";", "|", " - ", " – ", " — ", " = ", "::")
_ROW_ENDS = ("\n", "\n\n", ";")
_BY_NAME = {
    "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " ",
}  # fmt: skip
# What Anki writes above notes that it exports as text.
_DIRECTIVE = re.compile(r"#(\w+(?: column)?):(.*)(?:\n|$)")
# What ``ankigen export`` and others put before a text that a spreadsheet would calculate.
GUARDED = re.compile(r"'(?=\s*[=+\-@])")
HEADING = re.compile(
    r"\b(front|back|question|answer|term|word|definition|meaning|translation|example|tags?|key|id"
    r"|en|english|inggris|indonesian?|bahasa|pertanyaan|soal|jawaban|istilah|kata|arti|definisi"
    r"|makna|terjemahan|contoh|kunci|jepang|japanese|expression|reading|kanji|kana|country|negara"
    r"|capital|ibu ?kota|picture|gambar|flag|bendera|notes?|catatan|hint|source|sumber|extra)\b",
    re.I,
)


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

    @property
    def place(self) -> str:
        """The table and the column."""
        return " / ".join(filter(None, (self.table, self.column)))


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


def unreadable(path: Path, reason: object) -> AnkigenError:
    """Return the error of a file that is not what it should be."""
    return AnkigenError("import-unreadable", path=path.as_posix(), reason=str(reason))


def read_text(path: Path, reading: Reading | None) -> Found:
    """Read a file of rows; ``reading`` is guessed where it is not told.

    Raises AnkigenError for a file that cannot be read so.
    """
    try:
        content = read_given(path)
        reading = reading or _guessed(content)
        text = _decoded(content, reading.encoding)
        told, text = _directives(text)
        rows = list(_split(text, reading))
        return Found((_table(rows, reading, told),), reading)
    except UnfitError as error:
        raise unreadable(path, error.code) from error
    except (LookupError, UnicodeError, ValueError, TypeError, csv.Error) as error:
        raise unreadable(path, error) from error


def _decoded(content: bytes, encoding: str) -> str:
    text = content.decode(encoding).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _guessed(content: bytes) -> Reading:
    encoding = _encoding(content)
    told, text = _directives(_decoded(content, encoding))
    if said := told.get("separator"):
        separator, rows = _BY_NAME.get(said.casefold(), said), "\n"
    else:
        separator, rows = _separators(text)
    reading = Reading(encoding, separator, rows, len(separator) == 1 and rows == "\n", False)
    if reading.quotes:
        try:
            for _ in _split(text, reading):
                pass
        except csv.Error:
            # Marks that are no quotation: a Quizlet list with "so-called" words in it.
            reading = msgspec.structs.replace(reading, quotes=False)
    sample = list(_first(_split(text, reading), _SAMPLE))
    html = sum(bool(re.search(r"<(br|b|i|div|img|span|p)\b|&nbsp;", cell)) for row in sample
               for cell in row)  # fmt: skip
    is_html = told["html"] == "true" if "html" in told else html > 0
    header = "columns" not in told and looks_like_header(sample)
    return msgspec.structs.replace(reading, header=header, html=is_html)


def _encoding(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    half = content[1:4000:2]
    if half.count(0) * 2 > len(half):
        return "utf-16-le"
    for encoding in ("utf-8", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


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
                sample = [r for r in _first(_split(text, tried, lax=True), _SAMPLE) if any(r)]
            except csv.Error:
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


def _first(rows: Iterable[list[str]], count: int) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number == count:
            return
        yield row


def _split(text: str, reading: Reading, *, lax: bool = False) -> Iterator[list[str]]:
    if reading.quotes:
        lines = io.StringIO(text, newline="")
        yield from csv.reader(lines, delimiter=reading.separator, strict=not lax)
        return
    for row in text.split(reading.rows):
        yield row.split(reading.separator)


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns."""
    if len(rows) < 2:
        return False
    names = [cell.strip() for cell in rows[0]]
    return (
        all(0 < len(name) < 40 for name in names)
        and len(set(names)) == len(names)
        and any(HEADING.search(name.replace("_", " ")) for name in names)
    )


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
        if what.endswith(" column") and number.isdecimal() and 0 < int(number) <= MOST_COLUMNS:
            head += [""] * (int(number) - len(head))
            head[int(number) - 1] = head[int(number) - 1] or what.removesuffix(" column").title()
    return table(ONLY, head, rows, html=reading.html, first=1 + reading.header)


def table(
    name: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, html: bool, first: int
) -> Table:
    """Make a table whose columns all have names; raises ValueError where it is too large."""
    width = max([len(head), *map(len, rows), 1])
    if width > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise ValueError(f"more than {MOST_ROWS} rows or {MOST_COLUMNS} columns")
    columns: list[str] = []
    for number in range(width):
        # Braces stand around names in a map.
        said = re.sub(r"[{}\s]+", " ", head[number]).strip() if number < len(head) else ""
        wanted = said or f"Column {number + 1}"
        columns.append(f"{wanted} {number + 1}" if wanted in columns else wanted)
    filled = (
        tuple(GUARDED.sub("", each, count=1) if each[:1] == "'" else each for each in row)
        for row in rows
    )
    full = tuple(row + ("",) * (width - len(row)) for row in filled)
    return Table(name, tuple(columns), full, html, first)


def read_workbook(path: Path, reading: Reading | None) -> Found:
    """Read the sheets of an xlsx file, as they look; a formula is what it was last calculated to.

    Raises AnkigenError for a file that is none, or where openpyxl is not installed.
    """
    try:
        openpyxl = importlib.import_module("openpyxl")
    except ModuleNotFoundError:
        raise AnkigenError("import-xlsx", path=path.as_posix()) from None
    lost: list[Loss] = []
    tables: list[Table] = []
    try:
        _demand_small(path)
        shown = openpyxl.load_workbook(path, read_only=True, data_only=True)
        written = openpyxl.load_workbook(path, read_only=True)
        for sheet in shown.worksheets:
            cells = zip(_cells(sheet), _cells(written[sheet.title]), strict=False)
            rows = []
            for number, (values, formulas) in enumerate(cells, 1):
                rows.append([_said(value) for value in values])
                lost += [
                    Loss("formula", sheet.title, number, f"Column {column}", str(formula))
                    for column, (value, formula) in enumerate(
                        zip(values, formulas, strict=False), 1
                    )
                    if value is None and formula is not None
                ]
            if any(map(any, rows)):
                tables.append(_sheet(sheet.title, rows, reading))
        shown.close()
        written.close()
    except AnkigenError:
        raise
    except Exception as error:
        # openpyxl raises whatever a broken file makes it stumble over.
        raise unreadable(path, error) from error
    used = reading or Reading(header=any(each.first == 2 for each in tables))
    return Found(tuple(tables), used, lost=tuple(lost))


def _demand_small(path: Path) -> None:
    """Raise ValueError or BadZipFile for an archive that would take much memory."""
    with contextlib.closing(Unpacker(path)) as archive:
        if archive.size > _SHEETS:
            raise ValueError(f"it unpacks to more than {_SHEETS >> 20} MB")


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise ValueError(f"more than {MOST_ROWS} rows or {MOST_COLUMNS} columns")
        yield row


def _said(value: Any) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _sheet(name: str, rows: list[list[str]], reading: Reading | None) -> Table:
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(number + 1 for row in rows for number, cell in enumerate(row) if cell)
    rows = [row[:width] for row in rows]
    header = reading.header if reading else looks_like_header(rows)
    head, rows = (rows[0], rows[1:]) if header else ([], rows)
    return table(name, head, rows, html=bool(reading and reading.html), first=1 + header)
