"""``ankigen fmt --cite``: works that are told in notes, moved into the deck's bibliography."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ankigen.edit.indent import STEP
from ankigen.edit.replace import Replacement, apply
from ankigen.edit.skeletons import behind
from ankigen.source.tree import Branch, Entry, Leaf, Tree, UnreadableTextError, parse_tree

_SOURCES = "sources"
_PLACE = "at"
_MOST_WORDS = 6
_MOST_LETTERS = 40
_EMPTY = f"kind: {_SOURCES}\n{_SOURCES}:\n"

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """A deck's texts after the move: of its notes by the names of their files, and of its works.

    ``left`` are the works that stay where they are, since the bibliography has another one
    at their address: the name of the file, the line (from 1), and the other's key.
    """

    notes: dict[str, str]
    bibliography: str
    left: tuple[tuple[str, int, str], ...]


def move_works(notes: Mapping[str, str], bibliography: str) -> Moved:
    """Move the works that notes tell; ``bibliography`` is '' where there is none yet.

    A work with a comment in it stays where it is. Raises UnreadableTextError where a text
    is none that can be edited so.
    """
    works = _works(bibliography)
    known = dict(works)
    added: list[str] = []
    left: list[tuple[str, int, str]] = []
    after: dict[str, str] = {}
    for name, text in notes.items():
        tree = parse_tree(text)
        replacements = []
        for item in _told(tree):
            work = {key: value for key, value in _data(item).items() if key != _PLACE}
            key = _same_work(work, known)
            if key and known[key] != work:
                left.append((name, item.line + 1, key))
                continue
            if not key:
                key = new_key(work, known)
                known[key] = work
                added.append(_entry(tree, item, key))
            # A block of text ends behind its last line end, which is not to go.
            end = item.start + len(text[item.start : item.end].rstrip())
            replacements.append(Replacement(item.start, end, _citation(tree, item, key)))
        after[name] = apply(text, replacements)
    moved = Moved(after, _with(bibliography, added), tuple(left))
    _prove(notes, moved, works)
    return moved


def new_key(work: Data, taken: Container[str]) -> str:
    """Make a key of a work's title: its first words, and a number where they are taken."""
    title = work["title"]
    key = key_of(title if isinstance(title, str) else next(iter(title.values()))) or "work"
    free, number = key, 2
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free


def key_of(title: str) -> str:
    """Return the first words of a title as a key; '' where it has no Latin letters or digits."""
    key = ""
    for word in _words(title)[:_MOST_WORDS]:
        if key and len(key) + len(word) >= _MOST_LETTERS:
            break
        key = f"{key}-{word}".strip("-")
    return key[:_MOST_LETTERS]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.findall("[a-z0-9]+", plain.lower().replace("'", ""))


def _works(bibliography: str) -> dict[str, Data]:
    found = parse_tree(bibliography).top(_SOURCES) if bibliography else None
    if bibliography and not (isinstance(found, Branch) and not found.flow and found.entries):
        raise UnreadableTextError("no works in block style")
    return _data(found) if found else {}


def _told(tree: Tree) -> Iterator[Branch]:
    """Yield every work that a list of sources tells itself, without a comment in it."""
    for entry in _entries(tree.root):
        if entry.key is None or entry.key.raw != _SOURCES or not isinstance(entry.value, Branch):
            continue
        for item in entry.value.entries if entry.value.is_list else ():
            here = item.value
            if not isinstance(here, Branch) or here.is_list or "title" not in _data(here):
                continue
            if not any(here.line <= comment.line <= here.last for comment in tree.comments):
                yield here


def _entries(node: Leaf | Branch | None) -> Iterator[Entry]:
    for entry in node.entries if isinstance(node, Branch) else ():
        yield entry
        yield from _entries(entry.value)


def _data(node: Leaf | Branch) -> Any:
    if isinstance(node, Leaf):
        return node.meaning
    if node.is_list:
        return [_data(entry.value) for entry in node.entries]
    return {entry.key.raw: _data(entry.value) for entry in node.entries if entry.key}


def _same_work(work: Data, known: dict[str, Data]) -> str:
    """Return the key of the work that has the same address, or says the same; else ''."""
    url = work.get("url")
    same = (
        key for key, other in known.items() if other == work or (url and other.get("url") == url)
    )
    return next(same, "")


def _citation(tree: Tree, item: Branch, key: str) -> str:
    place = next((e for e in item.entries if e.key and e.key.raw == _PLACE), None)
    if place is None:
        return key
    said = _slice(tree, place)
    if item.flow:
        return f"{{work: {key}, {said}}}"
    return f"work: {key}\n{' ' * item.column}{said}"


def _entry(tree: Tree, item: Branch, key: str) -> str:
    """Write a work for the bibliography, in its author's words and quotes."""
    lines = [f"{' ' * STEP}{key}:"]
    for entry in item.entries:
        if entry.key is not None and entry.key.raw != _PLACE:
            first, *more = _slice(tree, entry).split("\n")
            lines.append(f"{' ' * 2 * STEP}{first}")
            lines += [_moved(line, item) for line in more]
    return "".join(f"{line}\n" for line in lines)


def _moved(line: str, item: Branch) -> str:
    if item.flow:
        return f"{' ' * 3 * STEP}{line.strip()}"
    return f"{' ' * 2 * STEP}{line[item.column :]}" if line.strip() else ""


def _slice(tree: Tree, entry: Entry) -> str:
    assert entry.key is not None
    return tree.text[entry.key.start : entry.value.end].rstrip()


def _with(bibliography: str, added: list[str]) -> str:
    if not added or not bibliography:
        return _EMPTY + "".join(added) if added else bibliography
    works = parse_tree(bibliography).top(_SOURCES)
    assert isinstance(works, Branch)
    return behind(bibliography, works, "".join(added))


def _prove(before: Mapping[str, str], moved: Moved, works: dict[str, Data]) -> None:
    """Raise AssertionError if any note said anything else than before."""
    now = _works(moved.bibliography)
    for name, text in before.items():
        old, new = _resolved(text, works), _resolved(moved.notes[name], now)
        assert old == new, f"{name} would say something else"


def _resolved(text: str, works: dict[str, Data]) -> Any:
    def resolve(part: Any) -> Any:
        if isinstance(part, list):
            return [resolve(each) for each in part]
        if not isinstance(part, dict):
            return part
        return {
            key: [_told_in_full(each, works) for each in value]
            if key == _SOURCES and isinstance(value, list)
            else resolve(value)
            for key, value in part.items()
        }

    root = parse_tree(text).root
    return resolve(_data(root)) if root else None


def _told_in_full(cited: Any, works: dict[str, Data]) -> Any:
    if isinstance(cited, str):
        return works.get(cited, cited)
    if isinstance(cited, dict) and cited.get("work") in works:
        place = {_PLACE: cited[_PLACE]} if _PLACE in cited else {}
        return {**works[cited["work"]], **place}
    return cited
