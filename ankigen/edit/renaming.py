"""``ankigen rename``: another key for a note or a work, in every place that names it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ankigen import kinds
from ankigen.edit.proof import same_comments
from ankigen.edit.replace import Replacement, apply
from ankigen.edit.skeletons import scalar
from ankigen.kinds.base.shape import OUTSIDE, Way, references
from ankigen.source import plain_data
from ankigen.source.tree import Branch, Entry, Leaf, Tree, parse_tree

_SOURCES = "sources"
_NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Renaming:
    """What is renamed: a note, or a work of the bibliography.

    With ``former`` the note keeps its old key under ``was``, for readers know it by that.
    """

    old: str
    new: str
    work: bool = False
    former: bool = False


def renamed(texts: Mapping[str, str], change: Renaming) -> dict[str, tuple[str, int]]:
    """Return the texts of a deck's sound files that change, each with how many places did.

    Raises UnreadableTextError where a text is none that can be edited so.
    """
    done = {}
    for name, text in texts.items():
        tree = parse_tree(text)
        found = _replacements(tree, change)
        if found:
            after = apply(text, found)
            assert same_comments(tree, parse_tree(after)), f"{name} would lose a comment"
            assert plain_data(after) == _expected(text, change), f"{name} would say something else"
            done[name] = (after, len(found))
    return done


def _kind_of(tree: Tree) -> str:
    kind = tree.top("kind")
    return kind.raw if isinstance(kind, Leaf) else ""


def _ways(kind: str, change: Renaming) -> Iterator[Way]:
    """Yield the ways in a note of some kind to keys of what is renamed."""
    page = kinds.kinds().get(kind)
    for way, wanted in references(page.record) if page else ():
        if (wanted == _SOURCES) if change.work else (wanted not in OUTSIDE):
            yield way


def _replacements(tree: Tree, change: Renaming) -> list[Replacement]:
    kind = _kind_of(tree)
    if kind == _SOURCES:
        works = tree.top(_SOURCES)
        keys = [e.key for e in works.entries if e.key] if isinstance(works, Branch) else []
        return [_put(tree, key, change) for key in keys if change.work and key.raw == change.old]
    found: list[Replacement] = []
    ways = list(_ways(kind, change))
    notes = tree.top(_NOTES) if ways else None
    for item in notes.entries if isinstance(notes, Branch) else ():
        note = item.value
        named = (leaf for way in ways for leaf in _leaves(note, way))
        found += [_put(tree, leaf, change) for leaf in named if leaf.raw == change.old]
        if not change.work and isinstance(note, Branch):
            found += _own(tree, note, change)
    return found


def _leaves(node: Leaf | Branch, way: Way) -> Iterator[Leaf]:
    if not way:
        if isinstance(node, Leaf):
            yield node
        return
    for entry in node.entries if isinstance(node, Branch) else ():
        if way[0] == "*" or (entry.key is not None and entry.key.raw == way[0]):
            yield from _leaves(entry.value, way[1:])


def _put(tree: Tree, leaf: Leaf, change: Renaming) -> Replacement:
    quote = leaf.style if leaf.style in ("'", '"') else ""
    written = f"{quote}{change.new}{quote}" if quote else scalar(change.new)
    return Replacement(leaf.start, _end(tree, leaf), written)


def _end(tree: Tree, leaf: Leaf) -> int:
    # A block of text ends behind its last line end, which is not to go.
    return leaf.start + len(tree.text[leaf.start : leaf.end].rstrip())


def _own(tree: Tree, note: Branch, change: Renaming) -> Iterator[Replacement]:
    """Yield the replacements for the key of the note itself, if it is the one."""
    entries = {entry.key.raw: entry for entry in note.entries if entry.key}
    key = entries.get("key")
    if key is None or not isinstance(key.value, Leaf) or key.value.raw != change.old:
        return
    yield _put(tree, key.value, change)
    if change.former:
        yield _former(tree, note, key, entries.get("was"), scalar(change.old))


def _former(tree: Tree, note: Branch, key: Entry, was: Entry | None, written: str) -> Replacement:
    if was is not None and isinstance(was.value, Branch):
        last = was.value.entries[-1].value
        if was.value.flow:
            return Replacement(last.end, last.end, f", {written}")
        return _line_below(tree, last.end, f"{' ' * was.value.column}- {written}")
    assert key.key is not None
    assert isinstance(key.value, Leaf)
    end = _end(tree, key.value)
    if note.flow:
        # What is put at the end of the key must not overlap what replaces it.
        return Replacement(end, end, f", was: [{written}]")
    return _line_below(tree, end, f"{' ' * key.key.column}was: [{written}]")


def _line_below(tree: Tree, position: int, line: str) -> Replacement:
    """Put a line below the one at a position, whatever comment that has."""
    end = tree.text.find("\n", position)
    end = len(tree.text) if end < 0 else end
    line_end = "\r\n" if tree.text[end - 1 : end + 1] == "\r\n" else "\n"
    at = end - (len(line_end) - 1)
    return Replacement(at, at, f"{line_end}{line}")


# -- the proof: the same done to the data ------------------------------------------------------


def _expected(text: str, change: Renaming) -> Any:
    data = copy.deepcopy(plain_data(text))
    kind = data["kind"]
    if kind == _SOURCES:
        return data | {_SOURCES: {_swapped(k, change): work for k, work in data[_SOURCES].items()}}
    for note in data[_NOTES]:
        for way in _ways(kind, change):
            _change(note, way, lambda key: _swapped(key, change))
        if not change.work and note["key"] == change.old:
            note["key"] = change.new
            if change.former:
                note["was"] = [*note.get("was", []), change.old]
    return data


def _swapped(key: Any, change: Renaming) -> Any:
    return change.new if key == change.old else key


def _change(data: Any, way: Way, swap: Callable[[Any], Any]) -> None:
    step, *rest = way
    steps: Any = ()
    if isinstance(data, list) and step == "*":
        steps = range(len(data))
    elif isinstance(data, dict):
        steps = list(data) if step == "*" else [step] if step in data else []
    for each in steps:
        if rest:
            _change(data[each], tuple(rest), swap)
        else:
            data[each] = swap(data[each])
