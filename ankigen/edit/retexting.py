"""Other words for texts of a deck: edits at their places, and the proof that it is only that."""

from __future__ import annotations

import copy
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from ankigen.edit.indent import STEP
from ankigen.edit.proof import same_comments
from ankigen.edit.replace import Replacement, apply
from ankigen.edit.style import WIDTH
from ankigen.edit.texts import ALL, Said, Spot, Texts
from ankigen.source import plain_data
from ankigen.source.scalars import quoted, written
from ankigen.source.tree import Leaf, Tree, UnreadableTextError, block_header, parse_tree

_PLAIN_IN_BRACES = re.compile(r"\w[\w -]*")


def retexted(texts: Texts, wanted: Mapping[Spot, str]) -> dict[str, str]:
    """Return the files that change when texts say what is wanted, by their names.

    Comments, and the layout of all else, stay. A text that is missing gets a line of its own.
    """
    by_file: dict[str, list[tuple[Said, str]]] = {}
    for spot, text in wanted.items():
        by_file.setdefault(texts.said[spot].file, []).append((texts.said[spot], text))
    after = {}
    for name, changes in by_file.items():
        tree = texts.trees[name]
        # What is inserted at one place comes in the order of the languages.
        changes.sort(key=lambda change: [*texts.codes, ALL].index(change[0].spot.language))
        edits: dict[tuple[int, int], str] = {}
        for said, text in changes:
            for edit in _edits(tree, texts.codes, said, text):
                place = edit.start, edit.end
                edits[place] = edits.get(place, "") + edit.text
        after[name] = apply(tree.text, [Replacement(*at, text) for at, text in edits.items()])
        expected = _expected(_ended(tree.text), changes)
        assert plain_data(_ended(after[name])) == expected, f"{name} says other things"
        assert same_comments(tree, parse_tree(after[name])), f"{name} would lose a comment"
    return after


def _ended(text: str) -> str:
    """Return a text with an end to its last line, which may be that of a block."""
    return text if text.endswith("\n") else f"{text}\n"


def _expected(text: str, changes: list[tuple[Said, str]]) -> Any:
    data = copy.deepcopy(plain_data(text))
    for said, wanted in changes:
        inside = data
        for step in said.way[:-1]:
            inside = inside[step]
        inside[said.way[-1]] = wanted
    return data


def _edits(tree: Tree, codes: tuple[str, ...], said: Said, text: str) -> Iterator[Replacement]:
    if said.leaf is None:
        yield _new(tree, codes, said, text)
        return
    # The head of a block, behind which a comment may stand, and the lines below.
    leaf, start, end = said.leaf, said.leaf.start, said.leaf.end
    if leaf.is_block:
        end = start + len(block_header(tree, leaf))
    body = _line_ends(tree.text, end)
    first, *rest = _lines(said, text, leaf.column, _body(tree, leaf))
    yield Replacement(start, end, f" {first}" if start == end else first)
    yield Replacement(
        body,
        _end(tree, leaf) if leaf.is_block else body,
        "".join(f"{_break(tree)}{line}" for line in rest),
    )


def _new(tree: Tree, codes: tuple[str, ...], said: Said, text: str) -> Replacement:
    """Put a language where it comes among those that are there."""
    assert said.branch is not None
    code, entries = said.spot.language, said.branch.entries
    earlier = [e for e in entries if e.key and e.key.raw in codes[: codes.index(code)]]
    margin = " " * said.column
    pair = f"{code}: " + _break(tree).join(_lines(said, text, said.column + len(code) + 2, []))
    if not earlier:
        first = entries[0].key
        assert first is not None
        behind = ", " if said.flow else f"{_break(tree)}{margin}"
        return Replacement(first.start, first.start, f"{pair}{behind}")
    last = earlier[-1].value
    if said.flow:
        return Replacement(last.end, last.end, f", {pair}")
    if isinstance(last, Leaf) and "+" in block_header(tree, last):
        # The blank lines below are its own: before the last break of all.
        at = _line_ends(tree.text, last.end - 1)
    else:
        at = _line_ends(tree.text, _end(tree, last) if isinstance(last, Leaf) else last.end)
    return Replacement(at, at, f"{_break(tree)}{margin}{pair}")


def _break(tree: Tree) -> str:
    return "\r\n" if "\r\n" in tree.text else "\n"


def _line_ends(text: str, position: int) -> int:
    """Return where the line of a position ends, before its break."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end - (text[end - 1 : end] == "\r")


def _end(tree: Tree, leaf: Leaf) -> int:
    # A block of text ends behind its last line end, which is not to go.
    return leaf.start + len(tree.text[leaf.start : leaf.end].rstrip())


def _body(tree: Tree, leaf: Leaf) -> list[str]:
    """Return the lines of a folded block, if they are nothing but words that are folded."""
    if not leaf.is_block:
        return []
    lines = tree.text[leaf.start : _end(tree, leaf)].splitlines()[1:]
    stripped = [line.strip() for line in lines]
    return stripped if " ".join(stripped) == leaf.raw.strip() else []


def _lines(said: Said, text: str, column: int, body: list[str]) -> list[str]:
    """Write a text that starts at a column: in its line, or as a block of lines below it.

    ``body`` has the lines of the block that it replaces, of which those that can stay do.
    """
    inline = _inline(text, said.leaf.style if said.leaf else "", flow=said.flow)
    was_long = len(body) != 1
    if said.flow or ("\n" not in text and column + len(inline) <= WIDTH and was_long):
        return [inline]
    margin = " " * (said.column + STEP)
    head, lines = (
        ("|-", text.split("\n")) if "\n" in text else (">-", _folded(text, len(margin), body))
    )
    block = [head, *(f"{margin}{line}".rstrip() for line in lines)]
    return block if _reads("x: " + "\n".join(block), text) else [inline]


def _folded(text: str, margin: int, body: list[str]) -> list[str]:
    """Fold a text; lines of a block that it replaces stay before and, if they fit, behind."""
    start, end = 0, len(body)
    while start < end and text.startswith(f"{body[start]} "):
        text = text[len(body[start]) + 1 :]
        start += 1
    middle = text
    while end > start and middle.endswith(f" {body[end - 1]}"):
        end -= 1
        middle = middle[: -len(body[end]) - 1]
    folded = _wrapped(middle, margin)
    if len(folded) <= end - start:
        return [*body[:start], *folded, *body[end:]]
    return [*body[:start], *_wrapped(text, margin)]


def _wrapped(text: str, margin: int) -> list[str]:
    return textwrap.wrap(
        text, max(WIDTH - margin, STEP), break_long_words=False, break_on_hyphens=False
    )


def _inline(text: str, style: str, *, flow: bool) -> str:
    """Write a text in a line: in quotes where it was, or where it would not be read as it is."""
    bare = "\n" not in text and style not in ("'", '"')
    if bare and flow and _PLAIN_IN_BRACES.fullmatch(text) and written(text) == text:
        return text
    if bare and not flow and _reads(f"x: {text}", text):
        return text
    return quoted(text)


def _reads(document: str, text: str) -> bool:
    """Whether the value of the only key of a text reads so."""
    try:
        tree = parse_tree(f"{document}\n")
    except UnreadableTextError:
        return False
    return not tree.comments and [leaf.meaning for leaf in tree.leaves] == ["x", text]
