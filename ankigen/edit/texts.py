"""The texts of a deck where they stand, each by note, path and language.

A path is made of a note's keys: ``headquarters.city``, ``sources[un-charter].at``. An item of a
list is called by what it cites or when it was, where that is its alone, else by its number from 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args, get_origin

from ankigen import kinds
from ankigen.kinds.base.records import RetiredFacts, Retirement
from ankigen.kinds.base.shape import described, either, fields_of, is_record
from ankigen.kinds.base.text import Text, clean
from ankigen.source.tree import Branch, Leaf, Tree, parse_tree

ALL = "*"
"""The language of a text that stands for every language: ``city: Jakarta``."""

_NAMES = ("work", "url", "date")
"""What an item of a list is called by."""

Way = tuple[str | int, ...]
"""The keys and indexes from the root of a file's data to a value."""


class Spot(NamedTuple):
    """Which text: of a note by its key, or of a file beside notes by its name."""

    key: str
    path: str
    language: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text where it stands, or the place for one that is missing: then ``text`` is ''.

    ``sides`` has the text in all languages, ``kind`` tells what it must be like. ``leaf`` is
    None where the language has no line yet: then it belongs into ``branch``. ``column`` is that
    of the keys around it, ``flow`` tells that they stand in braces; ``line`` (from 1) is where
    people find it.
    """

    spot: Spot
    text: str
    sides: Mapping[str, str]
    kind: type[Text]
    file: str
    line: int
    way: Way
    leaf: Leaf | None
    branch: Branch | None
    column: int
    flow: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of a deck by their spots, and the trees of its files.

    ``former`` leads from a note's former keys to its own, ``topics`` from its key to its topic.
    """

    codes: tuple[str, ...]
    trees: dict[str, Tree]
    said: dict[Spot, Said]
    former: dict[str, str]
    topics: dict[str, str]

    def find(self, spot: Spot) -> Said | None:
        """Return the text that a spot means, by the note's key or one that it had before."""
        now = spot._replace(key=self.former.get(spot.key, spot.key))
        return self.said.get(spot) or self.said.get(now)

    def note_at(self, file: str, line: int) -> str:
        """Return the key of the note that has a line (from 1) of a file, or ''."""
        notes = self.trees[file].top("notes") if file in self.trees else None
        for each in notes.entries if isinstance(notes, Branch) else ():
            if each.value.line < line <= each.value.last + 1:
                return _raw(_by_key(each.value).get("key"))
        return ""


def texts_of(files: Mapping[str, str], codes: tuple[str, ...]) -> Texts:
    """Return the texts of a deck's sound files, given by how people are shown their paths.

    What stands at one spot twice is left out: nobody could say which is meant. Raises
    UnreadableTextError for a file that cannot be edited so.
    """
    found = Texts(codes, {name: parse_tree(text) for name, text in files.items()}, {}, {}, {})
    every = [said for name in files for said in _in_file(found, name)]
    times = Counter(said.spot for said in every)
    found.said.update((said.spot, said) for said in every if times[said.spot] == 1)
    return found


def _in_file(found: Texts, file: str) -> Iterator[Said]:
    tree = found.trees[file]
    kind = tree.top("kind")
    name = kind.raw if isinstance(kind, Leaf) else ""
    if record := kinds.file_records().get(name):
        for here in _values(record, tree.root, _Here("", (), 0, False)):
            yield from _sides(found.codes, file, file.rpartition("/")[2], here)
    notes = tree.top("notes") if name in kinds.kinds() else None
    for index, item in enumerate(notes.entries if isinstance(notes, Branch) else ()):
        entries = _by_key(item.value)
        key = _raw(entries.get("key"))
        if not key or not isinstance(item.value, Branch):
            continue
        found.topics[key] = _raw(entries.get("topic"))
        was = entries.get("was")
        for former in was.entries if isinstance(was, Branch) else ():
            found.former[_raw(former.value)] = key
        start = _Here("", ("notes", index), item.value.column, item.value.flow)
        for here in _values(kinds.kinds()[name].record, item.value, start):
            yield from _sides(found.codes, file, key, here)


class _Here(NamedTuple):
    """Where a walk has come to; of a text also what is there."""

    path: str
    way: Way
    column: int
    flow: bool
    kind: type[Text] = Text
    node: Leaf | Branch | None = None


def _values(bare: Any, node: Leaf | Branch | None, here: _Here) -> Iterator[_Here]:
    """Yield the texts inside a value of some type."""
    if isinstance(bare, type) and issubclass(bare, Text):
        yield here._replace(kind=bare, node=node)
    elif both := either(bare):
        yield from _values(both[0] if isinstance(node, Branch) else both[1], node, here)
    elif not isinstance(node, Branch):
        return
    elif is_record(bare):
        entries = _by_key(node)
        for field in fields_of(bare):
            if field.name in entries:
                value = entries[field.name]
                yield from _values(field.bare, *_step(here, node, value, field.name))
    elif get_origin(bare) is tuple and node.is_list:
        names = [_name(item.value) for item in node.entries]
        for index, item in enumerate(node.entries):
            own = names[index] and names.count(names[index]) == 1
            called = f"[{names[index] if own else index + 1}]"
            yield from _values(_bare(bare), *_step(here, node, item.value, called, index))
    elif get_origin(bare) is dict or bare is RetiredFacts:
        for key, value in _by_key(node).items():
            yield from _values(_bare(bare), *_step(here, node, value, key))


def _bare(bare: Any) -> Any:
    """Return the type of a collection's items, without what is said of them."""
    if bare is RetiredFacts:
        return Retirement
    inside = [each for each in get_args(bare) if each is not ...]
    return described(inside[-1])[0]


def _step(
    here: _Here, above: Branch, node: Leaf | Branch, name: str, index: int | None = None
) -> tuple[Leaf | Branch, _Here]:
    path = f"{here.path}{'.' if here.path and index is None else ''}{name}"
    flow = here.flow or (isinstance(node, Branch) and node.flow)
    way = (*here.way, name if index is None else index)
    return node, _Here(path, way, above.column, flow)


def _name(node: Leaf | Branch) -> str:
    entries = _by_key(node)
    return next((raw for key in _NAMES if (raw := _raw(entries.get(key)))), "")


def _by_key(node: Leaf | Branch | None) -> dict[str, Leaf | Branch]:
    entries = node.entries if isinstance(node, Branch) else ()
    return {entry.key.raw: entry.value for entry in entries if entry.key}


def _raw(node: Leaf | Branch | None) -> str:
    return node.raw if isinstance(node, Leaf) else ""


def _sides(codes: tuple[str, ...], file: str, key: str, here: _Here) -> Iterator[Said]:
    """Yield a text in each language: those that it has and, if it needs all, those that lack."""
    node = here.node
    if not isinstance(node, Branch):
        text = _text(node) if node and here.kind.single else None
        if node and text:
            spot, sides, line = Spot(key, here.path, ALL), {ALL: text}, node.line + 1
            at = (file, line, here.way)
            yield Said(spot, text, sides, here.kind, *at, node, None, here.column, here.flow)
        return
    leaves = {code: leaf for code, leaf in _by_key(node).items() if isinstance(leaf, Leaf)}
    texts = {code: _text(leaf) for code, leaf in leaves.items()}
    sides = {code: text for code, text in texts.items() if text}
    for code in codes if leaves and not node.is_list else ():
        leaf, text = leaves.get(code), texts.get(code, "")
        if text is None or (leaf is None and not here.kind.complete):
            continue
        spot, way, line = Spot(key, here.path, code), (*here.way, code), (leaf or node).line + 1
        at = (file, line, way)
        yield Said(spot, text, sides, here.kind, *at, leaf, node, node.column, here.flow)


def _text(leaf: Leaf) -> str | None:
    """Return what a leaf says: '' for nothing, None for what is no text."""
    if leaf.meaning is None:
        return ""
    return clean(leaf.raw) if isinstance(leaf.meaning, str) else None
