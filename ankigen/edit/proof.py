"""Nothing was lost: two texts say the same, word for word and comment for comment."""

from __future__ import annotations

from ankigen.edit.modeline import is_modeline
from ankigen.source.tree import Branch, Leaf, Tree


def same_data(before: Tree, after: Tree) -> bool:
    """Tell whether two texts hold the same data."""
    return _same(before.root, after.root)


def same_comments(before: Tree, after: Tree) -> bool:
    """Tell whether two texts have the same comments in the same order, but for modelines."""
    return _comments(before) == _comments(after)


def _comments(tree: Tree) -> list[str]:
    return [c.text for c in tree.comments if not is_modeline(c.text)]


def _same(one: Leaf | Branch | None, other: Leaf | Branch | None) -> bool:
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        same_type = type(one.meaning) is type(other.meaning)
        return one.raw == other.raw and same_type and one.meaning == other.meaning
    if isinstance(one, Branch) and isinstance(other, Branch):
        return (
            one.is_list == other.is_list
            and len(one.entries) == len(other.entries)
            and all(
                _same(a.key, b.key) and _same(a.value, b.value)
                for a, b in zip(one.entries, other.entries, strict=True)
            )
        )
    return one is None and other is None
