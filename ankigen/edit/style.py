"""How values are written: texts by language on lines of their own, lists of keys on one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen import languages
from ankigen.edit.indent import STEP
from ankigen.edit.replace import Replacement
from ankigen.source.tree import Branch, Entry, Leaf, Tree

WIDTH = 100
"""The longest line that a list of keys is put on."""
_KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


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


def key_lists(tree: Tree) -> list[Replacement]:
    """Return what puts lists of keys on one line, where they fit: ``subjects: [ppkn, ips]``."""
    found = []
    for _, entry in _entries(tree.root):
        key, value = entry.key, entry.value
        if key is None or not isinstance(value, Branch) or not _is_key_list(value):
            continue
        last = value.entries[-1].value.end
        line = f" [{', '.join(tree.text[e.value.start : e.value.end] for e in value.entries)}]"
        # What is between the key and the list is a colon, and white space.
        end = key.end + 1
        room = WIDTH - key.column - (end - key.start)
        noted = any(key.line <= c.line <= value.entries[-1].value.last for c in tree.comments)
        if len(line) <= room and not noted:
            found.append(Replacement(end, last, line))
    return found


def _is_key_list(node: Branch) -> bool:
    return (
        node.is_list
        and not node.flow
        and bool(node.entries)
        and all(
            isinstance(entry.value, Leaf)
            and entry.value.style == ""
            and _KEY.fullmatch(entry.value.raw)
            for entry in node.entries
        )
    )


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
