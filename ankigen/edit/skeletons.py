"""``ankigen new``: skeletons, and the place in a file where a new note goes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal, get_args, get_origin

from ankigen import kinds, languages
from ankigen.dates import PartialDate
from ankigen.edit.modeline import modeline
from ankigen.edit.replace import Replacement, apply
from ankigen.kinds.base.records import Note
from ankigen.kinds.base.shape import Field, described, either, fields_of, is_record
from ankigen.kinds.base.text import Text
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.source.scalars import quoted, written
from ankigen.source.tree import Branch, Leaf, Tree, UnreadableTextError, parse_tree

_NOTE_COLUMN = 2
_REPLACE = "# Ganti teks-teks di bawah ini. — Replace the texts below."

Codes = tuple[str, ...]
"""The languages of a deck."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a deck gives its new notes: languages, and values that its notes have at some keys.

    ``choices`` are what else could stand there. Without more it is what a new deck gives.
    """

    codes: Codes = DEFAULT_LANGUAGES
    values: Mapping[str, str] = dataclasses.field(default_factory=lambda: {"level": "1"})
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)


FRESH = Start()


def skeleton(file: str, **values: str) -> str:
    """Return a skeleton of ``ankigen/edit/skeletons`` with its ``@marks@`` filled in."""
    text = (resources.files("ankigen.edit") / "skeletons" / file).read_text(encoding="utf-8")
    for mark, value in values.items():
        text = text.replace(f"@{mark}@", value)
    return text


def title_of(key: str) -> str:
    """Return what a new deck is called until somebody gives it a title."""
    return key.replace("-", " ").title()


def deck_text(key: str, uid: str, schemas: str, files: Iterable[str]) -> str:
    """Return the ``deck.yaml`` of a new deck, which lists some files."""
    return skeleton(
        "deck.yaml",
        modeline=modeline("deck", schemas),
        key=scalar(key),
        uid=scalar(uid),
        name=scalar(title_of(key)),
        files="".join(f"  - {scalar(file)}\n" for file in files),
    )


def note_file_text(kind: str, key: str, schemas: str, start: Start = FRESH) -> str:
    """Return a new file of a kind, with one note."""
    return file_text(kind, schemas, note_text(kind, key, start))


def file_text(kind: str, schemas: str, notes: str) -> str:
    """Return a new file of a kind with notes as they stand below ``notes:``."""
    return skeleton("file.yaml", modeline=modeline(kind, schemas), kind=kind) + notes


def notes_text(notes: Iterable[Mapping[str, Any]], column: int = _NOTE_COLUMN) -> str:
    """Return notes' data as it stands below ``notes:``, a blank line between two."""
    margin = " " * column
    return "\n".join(
        "".join(f"{line}\n" for line in _behind(margin, _item(lines_of(note)))) for note in notes
    )


def lines_of(data: Mapping[str, Any]) -> Iterator[str]:
    """Write a mapping line by line: each text and number in it reads back as it is."""
    for key, value in data.items():
        name = scalar(key)
        if isinstance(value, Mapping):
            yield f"{name}:"
            yield from _behind("  ", lines_of(value))
        elif isinstance(value, list) and isinstance(value[0], Mapping):
            yield f"{name}:"
            for each in value:
                yield from _behind("  ", _item(lines_of(each)))
        elif isinstance(value, list):
            yield f"{name}: [{', '.join(map(scalar, value))}]"
        elif isinstance(value, str) and _is_block(value):
            yield f"{name}: |-"
            yield from _behind("  ", value.split("\n"))
        else:
            yield f"{name}: {scalar(value) if isinstance(value, str) else value}"


def _item(lines: Iterable[str]) -> Iterator[str]:
    """Put lines behind the hyphen of a list's item."""
    left = iter(lines)
    yield f"- {next(left)}"
    yield from _behind("  ", left)


def _behind(margin: str, lines: Iterable[str]) -> Iterator[str]:
    """Move lines to the right; an empty one stays empty."""
    return (f"{margin}{line}" if line else "" for line in lines)


def _is_block(text: str) -> bool:
    """Whether a text is written as lines of its own, as they are."""
    lines = text.split("\n")
    return len(lines) > 1 and all(line == line.strip() for line in lines) and bool(lines[0])


def note_text(kind: str, key: str, start: Start = FRESH) -> str:
    """Return the skeleton of a note, as it stands below ``notes:`` of a deck.

    It has the keys that the kind needs, and those of which its page says that a note should
    start with them; each with its description.
    """
    written = _Written(start, key.replace("-", " "))
    fields = fields_of(kinds.kinds()[kind].record)
    lines = [line for field in fields for line in written.key(field)]
    common = {field.name for field in fields_of(Note)}
    others = [f.name for f in fields if f.name not in common and not list(written.key(f))]
    lines.append(f"# Kunci lain: {', '.join(others)}. — Further keys.")
    margin = " " * _NOTE_COLUMN
    return f"{margin}{_REPLACE}\n{margin}- key: {scalar(key)}\n" + "".join(
        f"{margin}  {line}\n" for line in lines
    )


class _Written:
    """Writes what a new note has in its keys, line by line."""

    def __init__(self, start: Start, words: str) -> None:
        self.codes = start.codes
        self.start = start
        self.words = words
        self.named = False

    def key(self, field: Field) -> Iterator[str]:
        """Write a key with its description, if a new note has it."""
        if field.name == "key" or not self.has(field):
            return
        yield f"# {field.description}"
        if field.name in self.start.choices:
            yield f"# {self.start.choices[field.name]}"
        yield from self.entry(field)

    def has(self, field: Field) -> bool:
        return field.required or "start" in field.extra or field.name in self.start.values

    def entry(self, field: Field) -> Iterator[str]:
        if field.name in self.start.values:
            yield f"{field.name}: {self.start.values[field.name]}"
            return
        start = field.extra.get("start", True)
        if start is not True:
            yield f"{field.name}: {scalar(str(start)) if isinstance(start, str) else start}"
            return
        value = self.value(field)
        if not _has_lines(field.bare):
            yield f"{field.name}: {next(value)}"
            return
        yield f"{field.name}:"
        yield from (f"  {line}" for line in value)

    def value(self, field: Field) -> Iterator[str]:
        bare = field.bare
        if get_origin(bare) is tuple:
            item, _ = described(get_args(bare)[0])
            lines = list(self.inside(found[0] if (found := either(item)) else item))
            yield from (f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines))
        elif _is_text(bare):
            said = "placeholder" if self.named else "named"
            self.named = True
            for code in self.codes:
                text = languages.read(code, "cards")["language"][said]
                yield f"{code}: {scalar(text.format(words=self.words, key=field.name))}"
        elif is_record(bare):
            yield from self.inside(bare)
        elif get_origin(bare) is Literal:
            yield str(get_args(bare)[0])
        else:
            (example, *_) = [meta.examples for meta in field.metas if meta.examples][-1]
            yield f'"{example}"' if bare is PartialDate else str(example)

    def inside(self, bare: Any) -> Iterator[str]:
        """Write the keys of a mapping that a new note has."""
        for field in fields_of(bare):
            if self.has(field):
                yield from self.entry(field)


def _is_text(bare: Any) -> bool:
    return isinstance(bare, type) and issubclass(bare, Text)


def _has_lines(bare: Any) -> bool:
    """Whether a value is a list or a mapping: even of one line, it stands below its key."""
    return get_origin(bare) is tuple or _is_text(bare) or is_record(bare)


def add_note(text: str, kind: str, key: str, start: Start = FRESH) -> str:
    """Return the text of a file with the skeleton of a note behind its last note.

    Raises UnreadableTextError where the file has no list of notes in block style.
    """
    notes = _list(parse_tree(text), "notes")
    return behind(text, notes, "\n" + _moved(note_text(kind, key, start), notes.column))


def add_notes(text: str, notes: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of a file with the data of notes behind its last note; raises as above."""
    there = _list(parse_tree(text), "notes")
    return behind(text, there, "\n" + notes_text(notes, there.column))


def add_file(text: str, name: str) -> str:
    """Return the text of a ``deck.yaml`` with one more name under ``files:``."""
    files = _list(parse_tree(text), "files")
    return behind(text, files, f"{' ' * files.column}- {scalar(name)}\n")


def _list(tree: Tree, key: str) -> Branch:
    found = tree.top(key)
    if isinstance(found, Branch) and found.is_list and not found.flow and found.entries:
        return found
    raise UnreadableTextError(f"no list of {key} in block style")


def behind(text: str, branch: Branch, added: str) -> str:
    """Return a text with lines below the last line of a list or mapping."""
    lines = text.split("\n")
    end = sum(len(line) + 1 for line in lines[: branch.last + 1])
    if end > len(text):
        return f"{text}\n{added}"
    return apply(text, [Replacement(end, end, added)])


def _moved(note: str, column: int) -> str:
    """Move a skeleton from its own column to that of the notes of a file."""
    lines = [line[_NOTE_COLUMN:] for line in note.splitlines(keepends=True)]
    return "".join(" " * column + line for line in lines)


def scalar(text: str) -> str:
    """Write a text on one line, in quotes where YAML would read something else."""
    if written(text) == text:
        return text
    try:
        root = parse_tree(f"{text}\n").root
    except UnreadableTextError:
        root = None
    plain = isinstance(root, Leaf) and root.meaning == text and root.style == ""
    return text if plain else quoted(text)
