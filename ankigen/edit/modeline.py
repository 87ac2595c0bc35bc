"""The first line of a file, by which an editor finds the schema of its kind."""

from __future__ import annotations

import re

from ankigen.edit.replace import Replacement
from ankigen.source.tree import Comment, Leaf, Tree

MODELINE = re.compile(r"# yaml-language-server: \$schema=(?P<path>\S+)")
_SUFFIX = ".schema.json"


def modeline(kind: str, schemas: str) -> str:
    """Return the modeline of a kind; ``schemas`` is the way from the file to the schemas."""
    return f"# yaml-language-server: $schema={schemas}/{kind}{_SUFFIX}"


def is_modeline(comment: str) -> bool:
    """Tell whether a comment is a modeline."""
    return MODELINE.match(comment) is not None


def first_line(tree: Tree, kinds: tuple[str, ...], schemas: str) -> list[Replacement]:
    """Return what puts the modeline first, with the schema of the file's kind.

    ``schemas`` may be empty (no schemas near the file): then a missing modeline stays missing.
    """
    found = tree.top("kind")
    kind = found.raw if isinstance(found, Leaf) else ""
    if kind not in kinds:
        return []
    present = [c for c in tree.comments if c.alone and is_modeline(c.text)]
    if not present:
        return [Replacement(0, 0, modeline(kind, schemas) + "\n")] if schemas else []
    wanted = _of_kind(present[0], kind, kinds)
    if present[0].line == 0:
        return [Replacement(present[0].start, present[0].end, wanted)]
    start = present[0].start - present[0].column
    return [Replacement(0, 0, wanted + "\n"), Replacement(start, present[0].end + 1, "")]


def _of_kind(comment: Comment, kind: str, kinds: tuple[str, ...]) -> str:
    match = MODELINE.match(comment.text)
    assert match is not None
    folder, slash, name = match["path"].rpartition("/")
    # A schema that is none of ours (a URL, the dispatching one) is the author's choice.
    if name.removesuffix(_SUFFIX) in kinds and name.endswith(_SUFFIX):
        return f"# yaml-language-server: $schema={folder}{slash}{kind}{_SUFFIX}"
    return comment.text
