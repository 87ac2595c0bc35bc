"""Sheets of texts as files: CSV and xlsx, as we write them and as spreadsheets hand them back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ankigen.diagnostics import AnkigenError
from ankigen.edit.merging import Row, base_of, is_value, tidy
from ankigen.edit.texts import Spot
from ankigen.given import MAX_BYTES

_NEEDED = ("key", "path", "language", "text")
_COLUMNS = ("key", "path", "language", "other", "text", "comment")
_ORIGIN = re.compile(r"ankigen ([^\s@]+)@(\S+) (\d{1,9})(?!\d)")
_SEPARATORS = ",;\t"
_MOST_ROWS = 200_000
_MOST_CELLS = 40
_WIDTHS = {"other": 60, "text": 60, "comment": 30}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_MANGLED = "\ufeff".encode().decode("cp1252")

Cell = tuple[str, str]
"""What a cell says, and why that is no text that somebody wrote, or ''."""


class SheetError(Exception):
    """Why a file is no sheet of texts: a code and its parameters, worded by messages."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with the deck that they are of, its commit ('-' for none), and how many went out.

    ``extra`` are columns behind ours, by their names, with a cell for each row.
    """

    deck: str
    commit: str
    count: int
    rows: tuple[Row, ...]
    extra: tuple[tuple[str, tuple[str, ...]], ...] = ()


def written(sheet: Sheet, form: str) -> bytes:
    """Write a sheet as ``csv`` or ``xlsx``."""
    head = [*_COLUMNS, f"ankigen {sheet.deck}@{sheet.commit} {sheet.count}"]
    lines = [[*head, *(name for name, _ in sheet.extra)]]
    for index, row in enumerate(sheet.rows):
        own = [*row.spot, row.other, row.text, row.comment, row.base]
        lines.append([*own, *(cells[index] for _, cells in sheet.extra)])
    return _xlsx(lines) if form == "xlsx" else _csv(lines)


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in line] for line in lines)
    # Without the mark, Excel reads another encoding.
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def _guarded(text: str) -> str:
    """Keep a text from being taken for a formula, a number or a date, by a quote before it."""
    return f"'{text}" if _is_risky(text) else text


def _is_risky(text: str) -> bool:
    return text[:1] in ("=", "+", "-", "@", "\t", "'") or is_value(text)


def _bare(text: str) -> str:
    """Return a text without the quote that kept it."""
    return text[1:] if text[:1] == "'" and _is_risky(text[1:]) else text


def _xlsx(lines: list[list[str]]) -> bytes:
    openpyxl = _openpyxl()
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("ankigen")
    page.freeze_panes = "A2"
    for index, name in enumerate(lines[0]):
        page.column_dimensions["ABCDEFGHIJ"[index]].width = _WIDTHS.get(name, 18)
    model = WriteOnlyCell(page)
    # As a text, whatever it looks like; the format keeps it one when it is edited.
    model.number_format, model.alignment = "@", Alignment(wrap_text=True, vertical="top")
    for line in lines:
        cells = [WriteOnlyCell(page) for _ in line]
        for cell, text in zip(cells, line, strict=True):
            cell._style, cell.data_type = model._style, "s"
            safe = _ESCAPED.sub(r"_x005F\g<0>", text)
            cell._value = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", safe)
        page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _unmangled(page: list[list[Cell]]) -> list[list[Cell]]:
    """Return a page that was taken for cp1252, as its mark shows, in the UTF-8 that it was."""
    if not any(text.startswith(_MANGLED) for line in page[:1] for text, _ in line):
        return page
    return [[(_utf8(text), odd) for text, odd in line] for line in page]


def _utf8(text: str) -> str:
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    # Bytes without a letter in cp1252 came through as they are, or as LibreOffice has them.
    code = ord(letter)
    if code <= 0x9F or 0xF180 <= code <= 0xF19F:
        return bytes([code & 0xFF])
    return letter.encode("cp1252")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise AnkigenError("xlsx-missing") from None
    return openpyxl


def read(content: bytes) -> Sheet:
    """Read the sheet of texts in a file, wherever its header and columns went.

    Of a workbook all pages are read: nobody knows in which copy somebody wrote. Raises
    SheetError for a file without one, AnkigenError where xlsx cannot be read here.
    """
    zipped = content[:4] == b"PK\x03\x04"
    pages = _xlsx_pages(content) if zipped else _csv_pages(content)
    lacking = list(_NEEDED)
    found: list[Sheet] = []
    for page in map(_unmangled, pages):
        if found and not zipped:
            break
        for number, line in enumerate(page):
            names = [tidy(text).casefold() for text, _ in line]
            lacks = [name for name in _NEEDED if names.count(name) != 1]
            origin = next((match for text, _ in line if (match := _ORIGIN.search(text))), None)
            if not lacks and origin:
                base = next(n for n, (text, _) in enumerate(line) if _ORIGIN.search(text))
                where = {name: names.index(name) for name in names if name in _COLUMNS}
                rows = tuple(_rows(page, number, where | {"base": base}, escaped=zipped))
                found.append(Sheet(origin[1], origin[2], int(origin[3]), rows))
                break
            if len(lacks) < len(lacking) or (not lacks and not origin):
                lacking = lacks or ["ankigen …"]
    if len({sheet.deck for sheet in found}) > 1:
        raise SheetError("review-unreadable", reason=", ".join(sheet.deck for sheet in found))
    if found:
        return replace(found[0], rows=tuple(row for sheet in found for row in sheet.rows))
    raise SheetError("review-columns", columns=", ".join(lacking))


def _rows(
    page: list[list[Cell]], header: int, where: dict[str, int], *, escaped: bool
) -> Iterator[Row]:
    for number, line in enumerate(page):
        cells = {name: line[at] if at < len(line) else ("", "") for name, at in where.items()}
        said = {name: text.strip() for name, (text, _) in cells.items()}
        if number == header or not (said["path"] or said["text"] or said["base"]):
            continue
        spot = Spot(*(_bare(said[name]) for name in ("key", "path", "language")))
        (text, odd), base = cells["text"], said["base"]
        # What went out with such marks of its own, or came back without ours, tells by its digest.
        plain = _unescaped(text) if escaped else text
        ways = (text, plain, plain.removeprefix("'"))
        text = next((way for way in ways if base_of(spot, way) == base), _bare(plain))
        yield Row(spot, text, base, "", _bare(said.get("comment", "")), number + 1, odd)


def _csv_pages(content: bytes) -> Iterator[list[list[Cell]]]:
    text = _decoded(content)
    csv.field_size_limit(1 << 20)
    for separator in _SEPARATORS:
        lines: list[list[Cell]] = []
        try:
            for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                lines.append([(cell, "") for cell in line[:_MOST_CELLS]])
                if len(lines) > _MOST_ROWS:
                    raise SheetError("review-unreadable", reason=f"> {_MOST_ROWS}")
        except csv.Error as error:
            raise SheetError("review-unreadable", reason=str(error)) from None
        yield lines


def _decoded(content: bytes) -> str:
    """Decode what spreadsheets write: UTF-8 or UTF-16 with a mark or without, else cp1252."""
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    little = content[1:2] == b"\0"
    codecs = ["utf-16"] if marked else ["utf-16-le"] if little else ["utf-8-sig", "cp1252"]
    for codec in codecs:
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    raise SheetError("review-unreadable", reason=", ".join(codecs))


def _xlsx_pages(content: bytes) -> Iterator[list[list[Cell]]]:
    openpyxl = _openpyxl()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MAX_BYTES:
                raise SheetError("review-unreadable", reason=f"> {MAX_BYTES >> 20} MiB")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        for page in book.worksheets:
            page.reset_dimensions()
            rows = page.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_CELLS)
            yield [[_cell(cell) for cell in row] for row in rows]
    except SheetError:
        raise
    except Exception as error:
        # Any part of a broken file may break any part of its reader.
        raise SheetError("review-unreadable", reason=str(error) or type(error).__name__) from None


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return "", ""
    if isinstance(value, str):
        odd = "formula" if cell.data_type in ("f", "e") else ""
        return value, odd
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value).upper().removesuffix(" 00:00:00"), "converted"
    return f"{value:.15g}", ""
