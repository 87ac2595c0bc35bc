"""New decks, notes and editor files on disk. Nothing that is there is ever overwritten."""

from __future__ import annotations

import errno
import os
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ankigen import __version__, schema
from ankigen.diagnostics import AnkigenError, MisuseError, writing
from ankigen.edit import skeletons
from ankigen.edit.fmt_files import SCHEMA_FOLDER, schemas_for
from ankigen.edit.rewritten import write_text
from ankigen.files import fresh_folder, replace_file
from ankigen.folders import CHANGELOG, DECK_FILE, DECKS, MEDIA_FOLDER, SOURCES_FILE, find_decks
from ankigen.given import link_above, portable
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.source import SourceFile, read_file
from ankigen.source.tree import UnreadableTextError

KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
FILE_NAME = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*[.]ya?ml")
FROM_DECK = f"../../{SCHEMA_FOLDER}"
"""The way from a file of a new deck to the schemas."""
_BESIDE = {
    "README.md": "readme.md",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    ".editorconfig": "editorconfig",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".pre-commit-config.yaml": "pre-commit.yaml",
    "requirements.txt": "requirements.txt",
    ".github/dependabot.yml": "dependabot.yml",
    ".github/workflows/check.yml": "check.yml",
    ".github/workflows/release.yml": "release.yml",
}
"""What a repository of decks has besides them, and the skeleton of each file."""


@dataclass(slots=True)
class Made:
    """What was done, in order: pairs of a notice's code and its parameters."""

    notices: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def say(self, code: str, path: Path, **params: str) -> None:
        """Record one deed."""
        self.notices.append((code, {"path": path.as_posix(), **params}))


def new_deck(
    root: Path,
    key: str,
    uid: str,
    today: str,
    texts: Mapping[str, str] | None = None,
    media: Mapping[str, Path] | None = None,
) -> Made:
    """Make a deck under ``root/decks``, and beside it what editors, git and a release need.

    ``texts`` are those of its files by their names, without which it has one with the skeleton
    of a term; ``media`` are its pictures. ``today`` is the day on which its first source is
    read. The deck appears last and whole: who is interrupted can begin again.

    Raises MisuseError for a bad or used key, AnkigenError where writing fails.
    """
    check_key(key)
    folder = root / DECKS / key
    if folder.exists():
        raise MisuseError("new-exists", path=folder.as_posix())
    start = skeletons.Start(values={"level": "1", "read": today})
    first = skeletons.note_file_text("term", "first-term", FROM_DECK, start)
    texts = texts or {"terms.yaml": first}
    words = {"key": key, "name": skeletons.title_of(key), "version": __version__}
    inside = {
        DECK_FILE: skeletons.deck_text(key, uid, FROM_DECK, texts),
        **texts,
        CHANGELOG: skeletons.skeleton("changelog.md", **words),
    }
    made, beside = Made(), Made()
    for path, text in _schemas(root / SCHEMA_FOLDER, DEFAULT_LANGUAGES, {}):
        _create(beside, path, text)
    for name, source in _BESIDE.items():
        _create(beside, root / name, skeletons.skeleton(source, **words))
    with writing(folder), fresh_folder(folder) as place:
        add_media(place, media or {})
        for name, text in inside.items():
            replace_file(place / name, text.encode("utf-8"))
            made.say("created", folder / name)
    made.notices += beside.notices
    made.say("next", folder, arguments=shlex.quote(folder.as_posix()))
    return made


def write_schemas(out: Path, deck: Path | None = None) -> Made:
    """Write the schemas into a folder, over older ones.

    For a deck they have its languages, and propose the keys that it has.

    Raises MisuseError for a deck that cannot be read, AnkigenError where writing fails.
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
    deck = OpenDeck(folder)
    known: dict[str, list[str | int]] = {
        "subjects": list(deck.data.get("subjects") or ()),
        "topics": list(deck.data.get("topics") or ()),
        "levels": list(range(1, len(deck.data.get("levels") or ()) + 1)),
    }
    works = folder / SOURCES_FILE
    known["sources"] = sorted(_data(works).get("sources") or ()) if works.is_file() else []
    for _, data in deck.listed():
        keys = [note["key"] for note in notes_in(data)]
        for kind in ("", data["kind"]):
            known[kind] = sorted([*known.get(kind, []), *keys], key=str)
    return known


@dataclass(frozen=True, slots=True)
class Wanted:
    """A note that is to be added; ``file`` and ``topic`` may be ''. ``today`` is the day."""

    kind: str
    key: str
    today: str
    file: str = ""
    topic: str = ""


def new_note(folder: Path, wanted: Wanted) -> Made:
    """Add the skeleton of a note to the deck in a folder, in the file that is named or right.

    The right file is the only one that holds this kind, or the one with most notes of the
    topic; where none holds the kind, one is made and listed. Raises MisuseError where it
    is not clear where the note goes.
    """
    kind, key, file = wanted.kind, wanted.key, wanted.file
    check_key(key)
    if file and not FILE_NAME.fullmatch(file):
        raise MisuseError("new-file-name", file=file)
    deck = OpenDeck(folder)
    deck.refuse_used(key)
    deck.refuse_undeclared(wanted.topic)
    file = file or deck.file_for(kind, wanted.topic)
    refuse_link(deck.folder, file)
    path = deck.folder / file
    made = Made()
    if path.exists():
        deck.refuse_other_kind(path, kind)
    start = deck.start(path, wanted)
    if path.exists():
        _change(path, lambda text: skeletons.add_note(text, kind, key, start))
        made.say("note-added", path, key=key)
    else:
        _create(
            made,
            path,
            skeletons.note_file_text(kind, key, schemas_for(path) or FROM_DECK, start),
        )
    name = path.relative_to(deck.folder).as_posix()
    if name not in deck.files:
        _change(deck.folder / DECK_FILE, lambda text: skeletons.add_file(text, name))
        made.say("file-listed", deck.folder / DECK_FILE, file=name)
    return made


def only_deck(where: Path) -> Path:
    """Return the folder of the one deck that a path names; raise MisuseError for another."""
    decks, _ = find_decks([where])
    if not decks:
        raise MisuseError("new-no-deck", path=where.as_posix())
    if len(decks) > 1:
        names = ", ".join(deck.as_posix() for deck in decks)
        raise MisuseError("new-which-deck", decks=names)
    return decks[0]


class OpenDeck:
    """The files of a deck, as far as it takes to find a place for a note."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = data = _data(folder / DECK_FILE)
        files = data.get("files")
        if not isinstance(files, list) or not files:
            raise MisuseError("new-unreadable", path=(folder / DECK_FILE).as_posix())
        self.files = [name for name in files if isinstance(name, str)]
        self.codes = schema.languages_of(data)

    def listed(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the data of each file that is listed and there, with its name."""
        for name in self.files:
            if (self.folder / name).is_file():
                yield name, _data(self.folder / name)

    def refuse_used(self, key: str) -> None:
        """Raise MisuseError for a key that a note has or had."""
        for name, data in self.listed():
            path = (self.folder / name).as_posix()
            for note in notes_in(data):
                if note.get("key") == key:
                    raise MisuseError("new-key-used", key=key, path=path)
                if key in note.get("was", ()):
                    raise MisuseError("rename-former", key=key, note=str(note.get("key")))

    def refuse_undeclared(self, topic: str) -> None:
        """Raise MisuseError for a topic that the deck does not declare."""
        topics = self.declared("topics")
        if topic and topic not in topics:
            raise MisuseError("new-topic", topic=topic, topics=", ".join(topics))

    def declared(self, what: str) -> list[str]:
        """Return the keys that ``deck.yaml`` declares: topics, subjects, or levels."""
        return [str(key) for key in self.data.get(what) or ()]

    def refuse_other_kind(self, path: Path, kind: str) -> None:
        """Raise MisuseError where a file holds another kind."""
        found = _data(path).get("kind")
        if found != kind:
            raise MisuseError("new-other-kind", path=path.as_posix(), kind=str(found), wanted=kind)

    def file_for(self, kind: str, topic: str) -> str:
        """Return the file for a new note; raise MisuseError where that is not clear."""
        found = {name: notes_in(data) for name, data in self.listed() if data.get("kind") == kind}
        if not found:
            return f"{kind}s.yaml"
        if topic and len(found) > 1:
            about = {n: sum(note.get("topic") == topic for note in found[n]) for n in found}
            found = {name: found[name] for name in found if about[name] == max(about.values())}
        if len(found) > 1:
            raise MisuseError("new-which-file", kind=kind, files=", ".join(found))
        return next(iter(found))

    def start(self, path: Path, wanted: Wanted) -> skeletons.Start:
        """Return what a new note of a file has where the deck says what there can be.

        It is what most of its neighbours have: those of the same topic, if there are any.
        """
        notes = notes_in(_data(path)) if path.exists() else []
        notes = [note for note in notes if note.get("topic") == wanted.topic] or notes
        values = {"read": wanted.today}
        choices = {}
        topics, subjects = self.declared("topics"), self.declared("subjects")
        if levels := range(1, len(self.declared("levels")) + 1):
            values["level"] = _usual(notes, "level") or "1"
            choices["level"] = ", ".join(map(str, levels))
        if topics:
            values["topic"] = wanted.topic or _usual(notes, "topic") or skeletons.scalar(topics[0])
            choices["topic"] = ", ".join(topics)
        if subjects:
            values["subjects"] = _usual(notes, "subjects") or f"[{skeletons.scalar(subjects[0])}]"
            choices["subjects"] = ", ".join(subjects)
        return skeletons.Start(self.codes, values, choices)


def notes_in(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the notes that a file's data has."""
    return [note for note in data.get("notes") or () if isinstance(note, dict)]


def _usual(notes: list[dict[str, Any]], key: str) -> str:
    """Return what most notes have at a key, as it is written; '' where none has it."""
    found = Counter(_written(note[key]) for note in notes if key in note)
    return found.most_common(1)[0][0] if found else ""


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return skeletons.scalar(value) if isinstance(value, str) else str(value)


def check_key(key: str) -> None:
    """Raise MisuseError for a key that has not the form of one."""
    if len(key) > 64 or not KEY.fullmatch(key):
        raise MisuseError("new-key", key=key)


def _data(path: Path) -> dict[str, Any]:
    source: SourceFile = read_file(path, path.as_posix())
    if not source.sound or not isinstance(source.data, dict):
        raise MisuseError("new-unreadable", path=path.as_posix())
    return source.data


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None


def add_media(folder: Path, media: Mapping[str, Path]) -> None:
    """Copy pictures into a deck by their names; one that is there stays. Raises OSError."""
    for name, file in media.items():
        target = folder / MEDIA_FOLDER / name
        if not target.exists():
            replace_file(target, portable(file.read_bytes(), target.suffix))


def refuse_link(folder: Path, name: str) -> None:
    """Raise AnkigenError where a file of a deck would be written through a link."""
    if (folder / name).is_symlink() or link_above(folder, name):
        reason = os.strerror(errno.ELOOP)
        raise AnkigenError("output", path=(folder / name).as_posix(), reason=reason)


def _create(made: Made, path: Path, text: str) -> None:
    if path.exists():
        made.say("kept", path)
        return
    write_text(path, text)
    made.say("created", path)


def _change(path: Path, change: Callable[[str], str]) -> None:
    try:
        with writing(path):
            changed = change(path.read_bytes().decode("utf-8-sig"))
    except (UnreadableTextError, UnicodeDecodeError):
        raise MisuseError("new-unreadable", path=path.as_posix()) from None
    write_text(path, changed)
