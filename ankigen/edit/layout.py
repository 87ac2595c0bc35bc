"""``ankigen fmt``: the canonical layout of a deck file, and the proof that it is only that.

What is canonical is in docs/fmt.md. Every step replaces spans of the text at the places
that the parser gives; what no step touches stays as it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ankigen.edit import indent, lines, modeline, proof, style
from ankigen.edit.replace import Replacement, apply
from ankigen.source.tree import Tree, UnreadableTextError, parse_tree


@dataclass(frozen=True, slots=True)
class Layout:
    """The text as it should be laid out; ``refused`` is the code of why it cannot be, or ''."""

    text: str
    refused: str = ""


def lay_out(text: str, kinds: tuple[str, ...], schemas: str) -> Layout:
    """Return a readable text in its canonical layout, or as it was with the reason.

    ``kinds`` are those that have a schema, ``schemas`` is the way from the file to the
    folder of the schemas ('' where there is none).
    """
    try:
        after = _lay_out(text, kinds, schemas)
        if after == text:
            return Layout(text)
        old, new = parse_tree(text), parse_tree(after)
        again = _lay_out(after, kinds, schemas)
    except UnreadableTextError:
        return Layout(text, "layout-data")
    if not proof.same_data(old, new):
        return Layout(text, "layout-data")
    if not proof.same_comments(old, new):
        return Layout(text, "layout-comments")
    if again != after:
        return Layout(text, "layout-unstable")
    return Layout(after)


def _lay_out(text: str, kinds: tuple[str, ...], schemas: str) -> str:
    steps: tuple[Callable[[Tree], list[Replacement]], ...] = (
        style.block_texts,
        indent.indentation,
        # What fits on a line is known once everything stands where it belongs.
        style.key_lists,
        lines.final_newline,
        lines.trailing_spaces,
        lines.blank_lines,
        lambda tree: modeline.first_line(tree, kinds, schemas),
    )
    tree = parse_tree(lines.unix_line_ends(text))
    for step in steps:
        changed = apply(tree.text, step(tree))
        if changed != tree.text:
            tree = parse_tree(changed)
    return tree.text
