"""How single values are written: texts by language on lines of their own, dates in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen import languages
from ankigen.edit.indent import STEP
from ankigen.edit.replace import Replacement
from ankigen.source.tree import Branch, Entry, Leaf, Tree

DATE_KEYS = frozenset({"as_of", "date", "read", "since"})
DATE = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""A date as decks write it; unquoted, YAML reads a date or a number."""


def block_texts(tree: Tree) -> list[Replacement]:
    """Return what turns ``{id: …, en: …}`` into two lines: editors complete nothing in braces."""
    return [
        _as_block(tree, parent, entry.value)
        for parent, entry in _entries(tree.root)
        if isinstance(entry.value, Branch)
        and not parent.flow
        and _is_flow_text(entry.value)
        and not any(entry.value.start <= c.start < entry.value.end for c in tree.comments)
    ]


def quoted_dates(tree: Tree) -> list[Replacement]:
    """Return what puts bare dates in quotes, where only a date can stand."""
    return [
        Replacement(value.start, value.end, f'"{value.raw}"')
        for _, entry in _entries(tree.root)
        if entry.key is not None
        and entry.key.raw in DATE_KEYS
        and isinstance(value := entry.value, Leaf)
        and value.style == ""
        and DATE.fullmatch(value.raw)
    ]


def _entries(node: Leaf | Branch | None) -> Iterator[tuple[Branch, Entry]]:
    if isinstance(node, Branch):
        for entry in node.entries:
            yield node, entry
            yield from _entries(entry.value)


def _is_flow_text(node: Branch) -> bool:
    codes = languages.codes()
    return (
        node.flow
        and not node.is_list
        and bool(node.entries)
        and all(
            entry.key is not None and entry.key.raw in codes and isinstance(entry.value, Leaf)
            for entry in node.entries
        )
    )


def _as_block(tree: Tree, parent: Branch, flow: Branch) -> Replacement:
    indent = "\n" + " " * (parent.column + STEP)
    lines = [_pair(tree, entry, indent + " " * STEP) for entry in flow.entries]
    joined = indent.join(lines)
    if parent.is_list:
        return Replacement(flow.start, flow.end, joined)
    # Braces may stand on a line of their own: what is before them goes with them.
    start = len(tree.text[: flow.start].rstrip())
    return Replacement(start, flow.end, indent + joined)


def _pair(tree: Tree, entry: Entry, deeper: str) -> str:
    key, value = entry.key, entry.value
    assert key is not None
    written = re.sub(r"[ \t]*\n[ \t]*", deeper, tree.text[value.start : value.end])
    return f"{tree.text[key.start : key.end]}: {written}".rstrip()
