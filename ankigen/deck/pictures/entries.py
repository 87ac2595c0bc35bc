"""The entries that name pictures in the source: written at their places, the rest untouched."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ankigen.deck.pictures.plan import Wanted
from ankigen.diagnostics import Edit, Location
from ankigen.edit import apply, from_edits
from ankigen.kinds.base.text import Text, both
from ankigen.source import SourceFile, parse_text


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands beside a picture in the source: the same for all pictures of a sort."""

    alt: Text
    source: str
    licence: str = "CC0-1.0"


CAPTIONS: Mapping[str, Caption] = {
    "headquarters": Caption(
        both(
            "Peta kawasan dan bola dunia dengan satu negara ditandai",
            "A map of a region and a globe with one country marked",
        ),
        "Drawn by ankigen; outlines from Natural Earth 4.1 (public domain)",
    ),
    "founded": Caption(
        both(
            "Garis waktu dengan satu tahun ditandai dan lima tahun pembanding",
            "A time line with one year marked and five years for comparison",
        ),
        "Drawn by ankigen",
    ),
}


def with_entries(source: SourceFile, pictures: Iterable[Wanted]) -> str:
    """Return the text of a file in which every picture is named by its fact.

    Raises AssertionError if the new text said anything else than the old one.
    """
    late = [each for each in pictures if not each.named]
    end = "\r\n" if "\r\n" in source.text else "\n"
    before = source.text if source.text.endswith("\n") else source.text + end
    text = apply(before, from_edits(before, [_edit(source, each, end) for each in late]))
    expected = copy.deepcopy(source.data)
    for each in late:
        fact = functools.reduce(lambda data, step: data[step], each.path, expected)
        fact["picture"] = {**_entry(each), **(each.entry or {}), "file": each.file}
    assert parse_text(source.path, text).data == expected, source.path
    return text


def _edit(source: SourceFile, picture: Wanted, end: str) -> Edit:
    if picture.entry:
        return Edit(source.value_at((*picture.path, "picture", "file")), picture.file)
    before = (*picture.path, "sources")
    nodes = source.locate([picture.path, before])
    block = nodes[picture.path]
    if source.line(block.start.line)[block.start.column - 1] == "{":
        return _insertion(source, block.start.line, block.start.column + 1, f"{_flow(picture)}, ")
    own_line = nodes[before].key if before in nodes else None
    line = own_line.line if own_line else _line_after(source, block.end.line)
    margin = " " * (block.start.column - 1)
    text = "".join(f"{margin}{each}{end}" for each in _lines("picture", _entry(picture)))
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


def _entry(picture: Wanted) -> Entry:
    caption = CAPTIONS[str(picture.path[-1])]
    return {
        "file": picture.file,
        "alt": {"id": caption.alt.in_language("id"), "en": caption.alt.in_language("en")},
        "licence": caption.licence,
        "source": caption.source,
    }


def _lines(key: str, value: Entry | str) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {value}"]
    return [f"{key}:", *(f"  {line}" for own in value for line in _lines(own, value[own]))]


def _flow(picture: Wanted) -> str:
    entry = _entry(picture)
    alt = entry.pop("alt")
    pairs = ", ".join(f"{key}: {value}" for key, value in entry.items())
    return f"picture: {{{pairs}, alt: {{id: {alt['id']}, en: {alt['en']}}}}}"
