"""Stats as text, JSON or Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ankigen.deck.stats import Row, Share, Stats
from ankigen.kinds.base.cards import word
from ankigen.languages import messages
from ankigen.markup import markdown

FORMATS = ("text", "json", "markdown")


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of cells, the names of the columns first; ``numbers``: all but the first column."""

    rows: list[list[str]]
    numbers: bool = True


def render(stats: Sequence[Stats], form: str, language: str) -> str:
    """Write the stats of decks in one of ``FORMATS``, with a newline at the end.

    JSON has the same keys in every language.
    """
    if form == "json":
        document = {"decks": [_data(each) for each in stats]}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    write = _markdown if form == "markdown" else _text
    return "\n".join(write(each, language) for each in stats)


def _text(stats: Stats, language: str) -> str:
    tables = [_shown(table, messages.visible) for table in _tables(stats, language)]
    first = max(len(row[0]) for table in tables for row in table.rows)
    lines = [messages.visible(f"{stats.title.shown(language)} ({stats.key})")]
    for table in tables:
        widths = [max(len(cell) for cell in column) for column in zip(*table.rows, strict=True)]
        widths[0] = first
        lines += ["", *(_line(row, widths, numbers=table.numbers) for row in table.rows)]
    return "\n".join(lines) + "\n"


def _line(row: list[str], widths: list[int], *, numbers: bool) -> str:
    cells = [
        cell.rjust(width) if numbers and number else cell.ljust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _markdown(stats: Stats, language: str) -> str:
    parts = [f"# {markdown(stats.title.shown(language))} ({stats.key})\n"]
    for table in _tables(stats, language):
        head, *rows = _shown(table, markdown).rows
        rule = ["---", *(["--:" if table.numbers else "---"] * (len(head) - 1))]
        parts.append("\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows)) + "\n")
    return "\n".join(parts)


def _shown(table: _Table, write: Callable[[str], str]) -> _Table:
    """Return a table with its cells as they may be shown."""
    return _Table([[write(cell) for cell in row] for row in table.rows], numbers=table.numbers)


def _tables(stats: Stats, language: str) -> list[_Table]:
    said = messages.section("report.stats", language)
    headings, columns, shares = said["headings"], said["columns"], said["shares"]
    coverage = [headings["coverage"], columns["have"], columns["of"], "%"]
    citations = [headings["citations"], columns["have"], columns["of"], "%"]
    oldest = [headings["oldest"], columns["fact"], columns["file"]]
    return [
        *(_group_table(group, stats, language) for group in stats.groups),
        _Table([coverage, *(_share_cells(shares[each.name], each) for each in stats.coverage)]),
        _Table([citations, *(_share_cells(shares[each.name], each) for each in stats.citations)]),
        _Table(
            [oldest, *([str(a.as_of), f"{a.note}/{a.fact}", a.path] for a in stats.oldest)],
            numbers=False,
        ),
    ]


def _group_table(group: str, stats: Stats, language: str) -> _Table:
    said = messages.section("report.stats", language)
    headings, columns = said["headings"], said["columns"]
    head = [headings[group], columns["notes"], *stats.total.cards, columns["cards"]]
    rows = [_count_cells(_name(group, row, language), row) for row in stats.groups[group]]
    total = _count_cells(headings["total"], stats.total)
    return _Table([head, *rows, total])


def _name(group: str, row: Row, language: str) -> str:
    """Return what people call a group of notes; topics are called as in a reader's tags."""
    if not row.name:
        return messages.said("report.stats.none", language)
    return word("kinds", row.name, language) if group == "kind" else row.name


def _count_cells(name: str, row: Row) -> list[str]:
    cards = row.cards.values()
    return [name, str(row.notes), *map(str, cards), str(sum(cards))]


def _share_cells(name: str, share: Share) -> list[str]:
    # Rounded down, so that 100 means all.
    percent = str(100 * share.have // share.of) if share.of else ""
    return [name, str(share.have), str(share.of), percent]


def _data(stats: Stats) -> dict[str, object]:
    return {
        "key": stats.key,
        "title": dict(stats.title),
        "notes": stats.total.notes,
        "cards": stats.total.cards,
        "by": {
            group: [{"name": r.name or None, "notes": r.notes, "cards": r.cards} for r in rows]
            for group, rows in stats.groups.items()
        },
        "coverage": _shares(stats.coverage),
        "citations": _shares(stats.citations),
        "oldest_as_of": [
            {"as_of": str(a.as_of), "note": a.note, "fact": a.fact, "file": a.path}
            for a in stats.oldest
        ],
    }


def _shares(shares: Sequence[Share]) -> dict[str, object]:
    return {each.name: {"have": each.have, "of": each.of} for each in shares}
