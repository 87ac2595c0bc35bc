"""A sheet of texts, as a table that goes out and as it comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ankigen import cells
from ankigen.edit.merging import Row, base_of, is_value, tidy
from ankigen.edit.texts import Spot
from ankigen.given import UnfitError

_NEEDED = ("key", "path", "language", "text")
_COLUMNS = (*_NEEDED[:3], "other", "text", "comment")
# All that somebody reads and writes is seen at once on a small screen, 1280 points wide.
_WIDTHS = {"key": 16, "path": 16, "language": 9, "other": 35, "text": 35, "comment": 18}
_OPEN = ("text", "comment")
_ORIGIN = re.compile(r"ankigen ([^\s@]+)@(\S+) (\d{1,9})(?!\d)")


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


def written(sheet: Sheet, form: str, hints: Mapping[str, str] | None = None) -> bytes:
    """Write a sheet as ``csv`` or ``xlsx``.

    ``hints`` are for people, by the name of a column, below which they stand in an xlsx file.
    """
    head = [*_COLUMNS, f"ankigen {sheet.deck}@{sheet.commit} {sheet.count}"]
    lines = [[*head, *(name for name, _ in sheet.extra)]]
    for index, row in enumerate(sheet.rows):
        own = [*row.spot, row.other, row.text, row.comment, row.base]
        lines.append([*own, *(column[index] for _, column in sheet.extra)])
    if form == "xlsx":
        columns = [
            cells.Column(_WIDTHS.get(name, 35), name in _OPEN, name != head[-1])
            for name in lines[0]
        ]
        lines[0] = [f"{name}\n{(hints or {}).get(name, '')}".rstrip() for name in lines[0]]
        return cells.xlsx(lines, columns)
    return cells.csv_text(lines, _is_risky).encode("utf-8", "backslashreplace")


def _is_risky(text: str) -> bool:
    """Whether a text might come back as a formula, a number or a date, or without its quote."""
    return text[:1] == "'" or cells.is_formula(text) or is_value(text)


def read(content: bytes) -> Sheet:
    """Read the sheet of texts in a file, wherever its header and columns went.

    Of a workbook all pages are read: nobody knows in which copy somebody wrote. Raises
    UnfitError for a file without one, AnkigenError where xlsx cannot be read here.
    """
    if zipped := cells.is_workbook(content):
        notes = cells.notes(content)
        found = cells.workbook(content, cells.Limit())
        pages = [(page, notes.get(name, {})) for name, page in found.items()]
    else:
        text = cells.text_of(content, cells.encoding_of(content))
        header = next((line for line in text.split("\n") if _ORIGIN.search(line)), "")
        # None of our names has a separator in it.
        pages = [(cells.Limit().held(cells.split(text, max(",;\t", key=header.count))), {})]
    every = [sheet for page, on in pages if (sheet := _sheet(page, on, escaped=zipped))]
    if not every:
        raise UnfitError("review-columns", columns="ankigen …")
    if len({sheet.deck for sheet in every}) > 1:
        raise cells.unfit(", ".join(sheet.deck for sheet in every))
    return replace(every[0], rows=tuple(row for sheet in every for row in sheet.rows))


def _sheet(page: list[list[str]], notes: Mapping[int, str], *, escaped: bool) -> Sheet | None:
    """Return the sheet on a page, if it has the header of one."""
    for number, line in enumerate(page):
        for base, cell in enumerate(line):
            if origin := _ORIGIN.search(cell):
                names = [tidy(name).partition("\n")[0].casefold() for name in line]
                if wrong := [name for name in _NEEDED if names.count(name) != 1]:
                    raise UnfitError("review-columns", columns=", ".join(wrong))
                where = {name: names.index(name) for name in names if name in _COLUMNS}
                rows = _rows(page, number, where | {"base": base}, notes, escaped=escaped)
                return Sheet(origin[1], origin[2], int(origin[3]), tuple(rows))
    return None


def _rows(
    page: list[list[str]],
    header: int,
    where: dict[str, int],
    notes: Mapping[int, str],
    *,
    escaped: bool,
) -> Iterator[Row]:
    for number, line in enumerate(page):
        said = {name: line[at] if at < len(line) else "" for name, at in where.items()}
        text, base = said["text"], said["base"].strip()
        if number == header or not (said["path"].strip() or text.strip() or base):
            continue
        spot = Spot(*(cells.bare(said[name].strip(), _is_risky) for name in Spot._fields))
        # What went out with such marks of its own, or came back without ours, tells by its digest.
        plain = cells.unescaped(text) if escaped else text
        ways = (text, plain, plain.removeprefix("'"))
        meant = next((way for way in ways if base_of(spot, way) == base), None)
        odd = {cells.Formula: "formula", cells.Converted: "converted"}.get(type(text), "")
        comment = cells.bare(said.get("comment", "").strip(), _is_risky)
        comment = "; ".join(filter(None, (comment, notes.get(number))))
        yield Row(
            spot, cells.bare(plain, _is_risky) if meant is None else meant, base, "", comment,
            number + 1, odd,
        )  # fmt: skip
