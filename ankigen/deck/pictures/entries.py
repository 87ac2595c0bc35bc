"""The entries that name pictures in the source: written at their places, the rest untouched."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Mapping
from typing import Any

from ankigen import languages
from ankigen.deck.pictures.plan import Wanted
from ankigen.diagnostics import Edit, Location
from ankigen.edit import apply, from_edits
from ankigen.source import SourceFile, parse_text

ORIGINS: Mapping[str, str] = {
    "map": "Drawn by ankigen; outlines from Natural Earth 4.1 (public domain)",
    "year": "Drawn by ankigen",
}
"""What the source says of where a picture comes from, by its sort."""

LICENCE = "CC0-1.0"

Codes = tuple[str, ...]
"""The languages of a deck."""


def with_entries(source: SourceFile, pictures: Iterable[Wanted], codes: Codes) -> str:
    """Return the text of a file in which every picture is named by its fact.

    What the pictures show is said in the languages of the deck. Raises AssertionError if the
    new text said anything else than the old one.
    """
    late = [each for each in pictures if not each.named]
    end = "\r\n" if "\r\n" in source.text else "\n"
    before = source.text if source.text.endswith("\n") else source.text + end
    text = apply(before, from_edits(before, [_edit(source, each, end, codes) for each in late]))
    expected = copy.deepcopy(source.data)
    for each in late:
        fact = functools.reduce(lambda data, step: data[step], each.path, expected)
        fact["picture"] = {**_entry(each, codes), **(each.entry or {}), "file": each.file}
    assert parse_text(source.path, text).data == expected, source.path
    return text


def _edit(source: SourceFile, picture: Wanted, end: str, codes: Codes) -> Edit:
    if picture.entry:
        return Edit(source.value_at((*picture.path, "picture", "file")), picture.file)
    entry = _entry(picture, codes)
    before = (*picture.path, "sources")
    nodes = source.locate([picture.path, before])
    block = nodes[picture.path]
    if source.line(block.start.line)[block.start.column - 1] == "{":
        return _insertion(source, block.start.line, block.start.column + 1, f"{_flow(entry)}, ")
    own_line = nodes[before].key if before in nodes else None
    line = own_line.line if own_line else _line_after(source, block.end.line)
    margin = " " * (block.start.column - 1)
    text = "".join(f"{margin}{each}{end}" for each in _lines("picture", entry))
    return _insertion(source, line, 1, text)


def _insertion(source: SourceFile, line: int, column: int, text: str) -> Edit:
    return Edit(Location(source.path, line, column, line, column), text)


def _line_after(source: SourceFile, line: int) -> int:
    """Return the line after a block's last, given where the parser saw it end.

    The parser ends a block where the next one begins: step back over what is between.
    """
    while not (before := source.line(line - 1).strip()) or before.startswith("#"):
        line -= 1
    return line


Entry = dict[str, Any]


def _entry(picture: Wanted, codes: Codes) -> Entry:
    shows = {code: str(languages.read(code, "cards")["pictures"][picture.sort]) for code in codes}
    return {
        "file": picture.file,
        "alt": shows,
        "licence": LICENCE,
        "source": ORIGINS[picture.sort],
    }


def _lines(key: str, value: Entry | str) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  {line}" for own in value for line in _lines(own, value[own]))]


def _flow(entry: Entry) -> str:
    alt = ", ".join(f"{code}: {text}" for code, text in entry["alt"].items())
    pairs = ", ".join(f"{key}: {value}" for key, value in entry.items() if key != "alt")
    return f"picture: {{{pairs}, alt: {{{alt}}}}}"
