"""``ankigen new``: skeletons, and the place in a file where a new note goes."""

from __future__ import annotations

from importlib import resources

from ankigen.edit.modeline import modeline
from ankigen.edit.replace import Replacement, apply
from ankigen.source.tree import Branch, Leaf, Tree, UnreadableTextError, parse_tree

_NOTE_COLUMN = 2


def skeleton(file: str, **values: str) -> str:
    """Return a skeleton of ``ankigen/edit/skeletons`` with its ``@marks@`` filled in."""
    text = (resources.files("ankigen.edit") / "skeletons" / file).read_text(encoding="utf-8")
    for mark, value in values.items():
        text = text.replace(f"@{mark}@", value)
    return text


def deck_text(key: str, uid: str, schemas: str) -> str:
    """Return the ``deck.yaml`` of a new deck, which lists one file, ``terms.yaml``."""
    name = key.replace("-", " ").title()
    return skeleton(
        "deck.yaml",
        modeline=modeline("deck", schemas),
        key=_scalar(key),
        uid=_scalar(uid),
        name=_scalar(name),
    )


def note_file_text(kind: str, key: str, schemas: str) -> str:
    """Return a new file of a kind, with one note."""
    return skeleton("file.yaml", modeline=modeline(kind, schemas), kind=kind) + note_text(kind, key)


def note_text(kind: str, key: str) -> str:
    """Return the skeleton of a note, as it stands below ``notes:``."""
    words = key.replace("-", " ")
    return skeleton(f"{kind}.yaml", key=_scalar(key), words=words, term=_scalar(words))


def add_note(text: str, kind: str, key: str) -> str:
    """Return the text of a file with the skeleton of a note behind its last note.

    Raises UnreadableTextError where the file has no list of notes in block style.
    """
    notes = _list(parse_tree(text), "notes")
    return _behind(text, notes, "\n" + _moved(note_text(kind, key), notes.column))


def add_file(text: str, name: str) -> str:
    """Return the text of a ``deck.yaml`` with one more name under ``files:``."""
    files = _list(parse_tree(text), "files")
    return _behind(text, files, f"{' ' * files.column}- {_scalar(name)}\n")


def _list(tree: Tree, key: str) -> Branch:
    found = tree.top(key)
    if isinstance(found, Branch) and found.is_list and not found.flow and found.entries:
        return found
    raise UnreadableTextError(f"no list of {key} in block style")


def _behind(text: str, branch: Branch, added: str) -> str:
    """Put lines below the last line of a list."""
    lines = text.split("\n")
    end = sum(len(line) + 1 for line in lines[: branch.last + 1])
    if end > len(text):
        return f"{text}\n{added}"
    return apply(text, [Replacement(end, end, added)])


def _moved(note: str, column: int) -> str:
    """Move a skeleton from its own column to that of the notes of a file."""
    lines = [line[_NOTE_COLUMN:] for line in note.splitlines(keepends=True)]
    return "".join(" " * column + line for line in lines)


def _scalar(text: str) -> str:
    """Write a short plain text, in quotes where YAML would read something else."""
    root = parse_tree(f"{text}\n").root
    plain = isinstance(root, Leaf) and root.meaning == text
    return text if plain else f'"{text}"'
