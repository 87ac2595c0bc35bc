"""Tables as files: CSV, and xlsx by openpyxl, as we write them and as spreadsheets hand them back.

A cell is a text. What is wrong with a file is an UnfitError ``table-unreadable``.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ankigen.diagnostics import AnkigenError
from ankigen.given import UnfitError

MOST_COLUMNS = 200
_MOST_CELLS = 2_000_000
_MOST_BYTES = 32 << 20  # of a file, or of all parts of a workbook: they are held in memory
_MOST_PARTS = 1000
_PARTING = re.compile(r'[",;\t\r\n]')
_FORMULA = re.compile(r"'*\s*[=+\-@]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
# How workbooks begin that are no xlsx.
_OTHERS = {
    ".xls": re.compile(rb"\xd0\xcf\x11\xe0"),
    ".ods": re.compile(rb"PK.{28,}opendocument", re.S),
}
# What Excel puts before a note for those that cannot see who answered whom.
_LEAD = re.compile(r"\[Threaded comment\].*?\bComment:", re.S)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COLOURS = {
    (True, True): "FFD966", (True, False): "FFF9E5",
    (False, True): "D0D0D0", (False, False): "F2F2F2",
}  # fmt: skip
_LINE = "C0C0C0"
_LINE_HEIGHT, _MOST_HEIGHT = 15, 405  # points; Excel has no higher rows than 409
# How UTF-8 with its mark begins where it was taken for cp1252, and the bytes that letters then
# are; those without a letter came through as they are, or as LibreOffice has them.
_MANGLED = "\ufeff".encode().decode("cp1252")
_BYTES = {ord(bytes([n]).decode("cp1252", "ignore") or chr(n)): n for n in range(128, 160)}
_BYTES |= {0xF100 + n: n for n in range(128, 160)}


class Formula(str):
    """A cell that a spreadsheet calculates, or failed to: the formula or the error."""

    __slots__ = ()


class Converted(str):
    """A cell that is no text, but a date, a time or a truth."""

    __slots__ = ()


def unfit(reason: object) -> UnfitError:
    """Return the error of a file that is not what it should be."""
    return UnfitError("table-unreadable", reason=str(reason) or type(reason).__name__)


class Limit:
    """How much may come of one file."""

    def __init__(self, rows: int = 100_000, letters: int = _MOST_BYTES) -> None:
        self._most = rows, _MOST_CELLS, letters
        self._left = list(self._most)

    def use(self, rows: int, cells: int, letters: int, columns: int = 0) -> None:
        """Count what is read; raises UnfitError where it is too much."""
        self._left = [left - n for left, n in zip(self._left, (rows, cells, letters), strict=True)]
        if columns > MOST_COLUMNS or min(self._left) < 0:
            most, cells, letters = self._most
            raise unfit(f"> {most} × {MOST_COLUMNS}, {cells} cells, {letters >> 20} MB")

    def held(self, rows: Iterable[Sequence[str]]) -> list[list[str]]:
        """Return rows, as they were meant, without empty ones at the end; raises as above."""
        found = []
        for row in rows:
            self.use(1, len(row), sum(map(len, row)), columns=len(row))
            found.append(list(row))
        while found and not any(found[-1]):
            found.pop()
        is_mangled = any(cell.startswith(_MANGLED) for row in found[:1] for cell in row)
        return [list(map(_utf8, row)) for row in found] if is_mangled else found


def _utf8(cell: str) -> str:
    """Return a cell that was taken for cp1252, as a mark shows, in the UTF-8 that it was."""
    try:
        return type(cell)(cell.translate(_BYTES).encode("latin-1").decode("utf-8"))
    except UnicodeError:
        return cell


def encoding_of(content: bytes) -> str:
    """Return the encoding of a text, as far as anybody can tell."""
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


def text_of(content: bytes, encoding: str) -> str:
    """Return a text without a mark of its encoding, with one kind of line end."""
    _demand_table(content)
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeError, ValueError, TypeError) as error:
        raise unfit(error) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    """Yield the rows of a text as CSV; ``strict`` allows nothing behind a closing quote."""
    csv.field_size_limit(1 << 20)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    except (csv.Error, TypeError, ValueError) as error:
        raise unfit(error) from None


def is_workbook(content: bytes) -> bool:
    """Whether a file is xlsx, as far as its first bytes show."""
    return content.startswith(b"PK\3\4")


def workbook(
    content: bytes, limit: Limit, *, calculated: bool = False
) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet of an xlsx file, as they look.

    With ``calculated``, formulas are what they came to when somebody last looked. Raises
    AnkigenError where openpyxl is not installed.
    """
    found = {}
    with _opened(content, calculated=calculated) as book:
        for sheet in book.worksheets:
            # What a file says of its own size may be wrong.
            sheet.reset_dimensions()
            found[sheet.title] = limit.held(_looks(sheet.iter_rows(), limit))
    return found


def notes(content: bytes) -> dict[str, dict[int, str]]:
    """Return the notes on cells of an xlsx file, by sheet and number of the row, from 0."""
    found: dict[str, dict[int, str]] = {}
    if b"comments" not in content:  # the names of parts are not packed
        return found
    with _opened(content) as book:
        for sheet in book.worksheets:
            here = found.setdefault(sheet.title, {})
            for row, text in _notes(sheet):
                here[row] = f"{here[row]}; {text}" if row in here else text
    return found


def _notes(sheet: Any) -> Iterator[tuple[int, str]]:
    from openpyxl.comments.comment_sheet import CommentSheet
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.utils.cell import coordinate_to_tuple
    from openpyxl.xml.functions import fromstring

    archive = sheet.parent._archive
    way = get_rels_path(sheet._worksheet_path)
    for part in get_dependents(archive, way) if way in archive.namelist() else ():
        if part.Type.endswith("/comments"):
            for place, note in CommentSheet.from_tree(
                fromstring(archive.read(part.target))
            ).comments:
                yield coordinate_to_tuple(place)[0] - 1, " ".join(_LEAD.sub("", note.text).split())


@contextlib.contextmanager
def _opened(content: bytes, *, calculated: bool = False) -> Iterator[Any]:
    """Open an xlsx file; whatever is wrong with it, there or later, is an UnfitError."""
    openpyxl = _openpyxl()
    _demand_table(content)
    try:
        if content.count(b"PK\1\2") > _MOST_PARTS:
            raise unfit(f"> {_MOST_PARTS}")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _demand_small(sum(part.file_size for part in parts))
            if not all(part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
                       for part in parts):  # fmt: skip
                raise unfit("zip")
            if any(
                _STRICT.search(archive.read(part))
                for part in parts
                if part.filename == "_rels/.rels"
            ):
                content = _usual(archive)
        with warnings.catch_warnings():
            # Of what openpyxl does not know: nothing of ours.
            warnings.simplefilter("ignore")
            yield openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=calculated)
    except UnfitError:
        raise
    except Exception as error:
        # Any part of a broken file may break any part of its reader.
        raise unfit(error) from None


def _usual(archive: zipfile.ZipFile) -> bytes:
    """Return a "Strict Open XML" workbook with the names that openpyxl knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as usual:
        for part in archive.infolist():
            usual.writestr(part.filename, _STRICT.sub(_USUAL, archive.read(part)))
    return out.getvalue()


def _demand_table(content: bytes) -> None:
    """Raise UnfitError for a file that is too large, or a workbook of another kind."""
    _demand_small(len(content))
    for kind, begin in _OTHERS.items():
        if begin.match(content[:100]):
            raise unfit(f"{kind} → .xlsx")


def _demand_small(size: int) -> None:
    if size > _MOST_BYTES:
        raise unfit(f"> {_MOST_BYTES >> 20} MiB")


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise AnkigenError("xlsx-missing") from None
    return openpyxl


def _looks(rows: Iterable[Sequence[Any]], limit: Limit) -> Iterator[list[str]]:
    for row in rows:
        # Cells that are only coloured take time as well.
        limit.use(0, len(row), 0)
        cells = list(map(_look, row))
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _look(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        return Formula(getattr(value, "text", value))
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Converted(str(value).upper().removesuffix(" 00:00:00"))
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def unescaped(text: str) -> str:
    """Return a text of xlsx with the characters that it names: ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate a text."""
    return _FORMULA.match(text) is not None


Risky = Callable[[str], bool]
"""Whether a spreadsheet would take a text for something else."""


def bare(text: str, risky: Risky = is_formula) -> str:
    """Return a text without the quote that ``csv_text`` puts before it."""
    return text[1:] if text[:1] == "'" and risky(text[1:]) else text


def csv_text(rows: Iterable[Sequence[str]], risky: Risky = is_formula) -> str:
    """Write rows as CSV; what is risky gets a quote before it, so that it stays a text.

    It begins with a byte-order mark: without one, Excel takes UTF-8 for something else.
    """
    lines = (",".join(_quoted(f"'{text}" if risky(text) else text) for text in row) for row in rows)
    return "\ufeff" + "".join(f"{line}\r\n" for line in lines)


def _quoted(text: str) -> str:
    """Return a cell of CSV; LibreOffice splits at semicolons and tabs as well, unless told."""
    return '"{}"'.format(text.replace('"', '""')) if _PARTING.search(text) else text


class Column(NamedTuple):
    """How a column of a workbook looks: its width in letters, and what it is for."""

    width: int
    is_open: bool  # for people to write in
    is_read: bool


def xlsx(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> bytes:
    """Write rows as a workbook with one sheet, whose first row stays in sight; all is text.

    What is to be written in is yellow, all else grey.
    """
    openpyxl = _openpyxl()
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("ankigen")
    page.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    heads, bodies = (
        [_style(WriteOnlyCell(page), column, is_head) for column in columns]
        for is_head in (True, False)
    )
    for number, row in enumerate(rows, 1):
        cells = [WriteOnlyCell(page) for _ in row]
        for cell, text, style in zip(cells, row, heads if number == 1 else bodies, strict=True):
            # As a text, whatever it looks like.
            cell._style, cell.data_type = style, "s"
            safe = _ESCAPED.sub(r"_x005F\g<0>", text)
            cell._value = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", safe)
        # LibreOffice does not find out how high a row has to be. A plain dictionary, since what
        # openpyxl has for it says that a person chose the height, and such rows do not grow.
        page.row_dimensions[number] = {"ht": str(_height(row, columns))}
        page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _style(cell: Any, column: Column, is_head: bool) -> Any:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    # The format keeps a text one when it is edited.
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=column.is_read, vertical="top")
    cell.font = Font("Calibri", 11, bold=is_head)
    cell.fill = PatternFill("solid", fgColor=_COLOURS[column.is_open, is_head])
    # What is coloured hides the lines between cells.
    cell.border = Border(*[Side("thin", _LINE)] * 4)
    return cell._style


def _height(row: Sequence[str], columns: Sequence[Column]) -> int:
    """Return the height of a row in points, with a little more than its texts need."""
    lines = max(
        sum(max(1, -(-len(line) // column.width)) for line in text.split("\n"))
        for text, column in zip(row, columns, strict=True)
        if column.is_read
    )
    return min(lines * _LINE_HEIGHT, _MOST_HEIGHT)
