"""New decks, notes and editor files on disk. Nothing that is there is ever overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ankigen import schema
from ankigen.diagnostics import AnkigenError
from ankigen.edit import skeletons
from ankigen.edit.fmt_files import SCHEMA_FOLDER, schemas_for
from ankigen.edit.rewritten import write_text
from ankigen.folders import DECK_FILE, DECKS, SOURCES_FILE, find_decks
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.source import SourceFile, read_file
from ankigen.source.tree import UnreadableTextError

_KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_FILE = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*[.]ya?ml")
_FROM_DECK = f"../../{SCHEMA_FOLDER}"
_EDITOR_FILES = {
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}


class CannotAddError(Exception):
    """What was asked for cannot be made here; ``code`` and ``params`` are worded by messages."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(slots=True)
class Made:
    """What was done, in order: pairs of a notice's code and its parameters."""

    notices: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def say(self, code: str, path: Path, **params: str) -> None:
        """Record one deed."""
        self.notices.append((code, {"path": path.as_posix(), **params}))


def new_deck(root: Path, key: str, uid: str) -> Made:
    """Make a deck under ``root/decks``, and beside it what editors and git need.

    Raises CannotAddError for a bad or used key, AnkigenError where writing fails.
    """
    check_key(key)
    folder = root / DECKS / key
    if folder.exists():
        raise CannotAddError("new-exists", path=folder.as_posix())
    made = Made()
    _create(made, folder / DECK_FILE, skeletons.deck_text(key, uid, _FROM_DECK))
    first = skeletons.note_file_text("term", "first-term", _FROM_DECK)
    _create(made, folder / "terms.yaml", first)
    for path, text in _schemas(root / SCHEMA_FOLDER, DEFAULT_LANGUAGES, {}):
        _create(made, path, text)
    for name, source in _EDITOR_FILES.items():
        _create(made, root / name, skeletons.skeleton(source))
    return made


def write_schemas(out: Path, deck: Path | None = None) -> Made:
    """Write the schemas into a folder, over older ones.

    For a deck they have its languages, and propose the keys that it has.

    Raises CannotAddError for a deck that cannot be read, AnkigenError where writing fails.
    """
    made = Made()
    codes = schema.languages_of(_data(deck / DECK_FILE)) if deck else DEFAULT_LANGUAGES
    for path, text in _schemas(out, codes, _known(deck) if deck else {}):
        if _read(path) != text:
            write_text(path, text)
            made.say("created", path)
        else:
            made.say("kept", path)
    return made


def _schemas(out: Path, codes: tuple[str, ...], known: schema.Known) -> Iterator[tuple[Path, str]]:
    for name, text in schema.texts(codes, known).items():
        yield out / name, text


def _known(folder: Path) -> schema.Known:
    """Return what a deck has that its notes may name."""
    deck = _OpenDeck(folder)
    known: dict[str, list[str | int]] = {
        "subjects": list(deck.data.get("subjects") or ()),
        "topics": list(deck.data.get("topics") or ()),
        "levels": list(range(1, len(deck.data.get("levels") or ()) + 1)),
    }
    works = folder / SOURCES_FILE
    known["sources"] = sorted(_data(works).get("sources") or ()) if works.is_file() else []
    for _, data in deck.listed():
        keys = [note["key"] for note in data.get("notes") or () if isinstance(note, dict)]
        for kind in ("", data["kind"]):
            known[kind] = sorted([*known.get(kind, []), *keys], key=str)
    return known


def new_note(folder: Path, kind: str, key: str, file: str) -> Made:
    """Add the skeleton of a note to the deck in a folder, in ``file`` or the right file.

    The right file is the last one listed that holds this kind; where there is none, one
    is made and listed. Raises CannotAddError where it is not clear where the note goes.
    """
    check_key(key)
    if file and not _FILE.fullmatch(file):
        raise CannotAddError("new-file-name", file=file)
    deck = _OpenDeck(folder)
    deck.refuse_used(key)
    path = deck.folder / (file or deck.file_for(kind))
    made = Made()
    if path.exists():
        deck.refuse_other_kind(path, kind)
        _change(path, lambda text: skeletons.add_note(text, kind, key, deck.codes))
        made.say("note-added", path, key=key)
    else:
        _create(
            made,
            path,
            skeletons.note_file_text(kind, key, schemas_for(path) or _FROM_DECK, deck.codes),
        )
    name = path.relative_to(deck.folder).as_posix()
    if name not in deck.files:
        _change(deck.folder / DECK_FILE, lambda text: skeletons.add_file(text, name))
        made.say("file-listed", deck.folder / DECK_FILE, file=name)
    return made


def only_deck(where: Path) -> Path:
    """Return the folder of the one deck that a path names; raise CannotAddError for another."""
    decks, _ = find_decks([where])
    if not decks:
        raise CannotAddError("new-no-deck", path=where.as_posix())
    if len(decks) > 1:
        names = ", ".join(deck.as_posix() for deck in decks)
        raise CannotAddError("new-which-deck", decks=names)
    return decks[0]


class _OpenDeck:
    """The files of a deck, as far as it takes to find a place for a note."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = data = _data(folder / DECK_FILE)
        files = data.get("files")
        if not isinstance(files, list) or not files:
            raise CannotAddError("new-unreadable", path=(folder / DECK_FILE).as_posix())
        self.files = [name for name in files if isinstance(name, str)]
        self.codes = schema.languages_of(data)

    def listed(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for name in self.files:
            if (self.folder / name).is_file():
                yield name, _data(self.folder / name)

    def refuse_used(self, key: str) -> None:
        for name, data in self.listed():
            for note in data.get("notes") or ():
                if isinstance(note, dict) and note.get("key") == key:
                    path = (self.folder / name).as_posix()
                    raise CannotAddError("new-key-used", key=key, path=path)

    def refuse_other_kind(self, path: Path, kind: str) -> None:
        found = _data(path).get("kind")
        if found != kind:
            raise CannotAddError(
                "new-other-kind", path=path.as_posix(), kind=str(found), wanted=kind
            )

    def file_for(self, kind: str) -> str:
        of_kind = [name for name, data in self.listed() if data.get("kind") == kind]
        return of_kind[-1] if of_kind else f"{kind}s.yaml"


def check_key(key: str) -> None:
    """Raise CannotAddError for a key that has not the form of one."""
    if len(key) > 64 or not _KEY.fullmatch(key):
        raise CannotAddError("new-key", key=key)


def _data(path: Path) -> dict[str, Any]:
    source: SourceFile = read_file(path, path.as_posix())
    if not source.sound or not isinstance(source.data, dict):
        raise CannotAddError("new-unreadable", path=path.as_posix())
    return source.data


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None


def _create(made: Made, path: Path, text: str) -> None:
    if path.exists():
        made.say("kept", path)
        return
    write_text(path, text)
    made.say("created", path)


def _change(path: Path, change: Callable[[str], str]) -> None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        changed = change(text)
    except (UnreadableTextError, UnicodeDecodeError):
        raise CannotAddError("new-unreadable", path=path.as_posix()) from None
    except OSError as error:
        raise AnkigenError("output", path=str(path), reason=error.strerror or str(error)) from None
    write_text(path, changed)
