"""Folders → decks: find them, read every file, check all of it, build what is sound."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ankigen import schema
from ankigen.diagnostics import Diagnostic, Hint, Location, Severity
from ankigen.load import build
from ankigen.load.checks import NoteFile, check_deck
from ankigen.model import Deck, Note, Origin
from ankigen.source import SourceFile, read_file

DECK_FILE = "deck.yaml"
MEDIA_FOLDER = "media"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading found: the sound decks, everything that is wrong, and the texts read."""

    decks: tuple[Deck, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: dict[str, SourceFile] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """Whether anything found is an error: then nothing may be built."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def find_decks(paths: Iterable[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """Return the deck folders that paths name: a folder, its deck.yaml or a note file in it.

    A folder without a deck.yaml stands for the decks directly below it.
    """
    folders: list[Path] = []
    found: list[Diagnostic] = []
    for path in paths:
        folder = path if path.is_dir() or not path.suffix else path.parent
        here = [folder] if (folder / DECK_FILE).is_file() else []
        below = [] if here or not folder.is_dir() else _below(folder)
        if not here and not below:
            code = "folder-not-deck" if folder.is_dir() else "file-missing"
            found.append(
                Diagnostic(Location(shown(path)), code, {"file": path.name}, (Hint("deck-path"),))
            )
        folders.extend(each for each in here + below if each not in folders)
    return folders, found


def _below(folder: Path) -> list[Path]:
    return sorted(each.parent for each in folder.glob(f"*/{DECK_FILE}"))


def shown(path: Path) -> str:
    """Return a path as people are shown it: with forward slashes, on every system."""
    return os.fspath(path).replace(os.sep, "/")


def load(folders: Iterable[Path]) -> Loaded:
    """Load decks from their folders."""
    decks: list[Deck] = []
    found: list[Diagnostic] = []
    sources: dict[str, SourceFile] = {}
    for folder in folders:
        reader = _Reader(folder, sources)
        deck = reader.read()
        found.extend(reader.found)
        if deck is not None:
            decks.append(deck)
    found.extend(_twins(decks))
    return Loaded(tuple(decks), tuple(sorted(found, key=lambda d: d.order)), sources)


class _Reader:
    """Reads one deck; what is wrong collects in ``found``."""

    def __init__(self, folder: Path, sources: dict[str, SourceFile]) -> None:
        self.folder = folder
        self.sources = sources
        self.found: list[Diagnostic] = []

    def read(self) -> Deck | None:
        """Return the deck, or None where its files are not sound."""
        deck_file = self.file(DECK_FILE)
        names = self.listed(deck_file)
        files = [file for name in names if (file := self.notes_file(name, deck_file))]
        self.found.extend(self.unlisted(names))
        media = self.folder / MEDIA_FOLDER
        self.found.extend(check_deck(files, media, shown(media)))
        if any(d.severity is Severity.ERROR for d in self.found):
            return None
        return build.deck(deck_file.data, self.folder, tuple(self.notes(files, media)))

    def file(self, name: str) -> SourceFile:
        path = self.folder / name
        source = read_file(path, shown(path))
        self.sources[source.path] = source
        self.found.extend(source.diagnostics)
        if source.readable:
            self.found.extend(schema.check(source))
        return source

    def listed(self, deck_file: SourceFile) -> list[str]:
        data = deck_file.data
        if not deck_file.readable or not isinstance(data, dict):
            return self.on_disk()
        kind = schema.kind_of(deck_file)
        if kind and kind != "deck":
            self.found.append(_unexpected(deck_file, kind, "deck"))
        files = data.get("files")
        if not isinstance(files, list):
            return self.on_disk()
        return [name for name in dict.fromkeys(files) if isinstance(name, str)]

    def on_disk(self) -> list[str]:
        """Every note file in the folder: where deck.yaml says nothing, all are still checked."""
        names = (path.name for path in self.folder.glob("*.y*ml"))
        return sorted(name for name in names if name != DECK_FILE and not name.startswith("."))

    def unlisted(self, names: list[str]) -> Iterator[Diagnostic]:
        for name in self.on_disk():
            if name not in names:
                yield Diagnostic(
                    Location(shown(self.folder / name)),
                    "file-unlisted",
                    hints=(Hint("list-file", {"file": name}),),
                    severity=Severity.WARNING,
                )

    def notes_file(self, name: str, deck_file: SourceFile) -> NoteFile | None:
        if not (self.folder / name).exists() and deck_file.readable:
            index = deck_file.data["files"].index(name)
            self.found.append(
                Diagnostic(
                    deck_file.value_at(("files", index)),
                    "file-missing",
                    {"file": name},
                    (Hint("check-file-name"),),
                )
            )
            return None
        source = self.file(name)
        kind = schema.kind_of(source)
        if kind == "deck":
            self.found.append(_unexpected(source, kind, "term, goal, organisation"))
        return NoteFile(source, kind) if kind and kind != "deck" else None

    def notes(self, files: list[NoteFile], media: Path) -> Iterator[Note]:
        for file in files:
            for index, data in file.notes:
                yield build.note(file.kind, data, Origin(file.source.path, index), media)


def _unexpected(source: SourceFile, kind: str, wanted: str) -> Diagnostic:
    return Diagnostic(
        source.value_at(("kind",)), "kind-unexpected", {"kind": kind, "wanted": wanted}
    )


def _twins(decks: list[Deck]) -> Iterator[Diagnostic]:
    """Two decks must share neither uid nor key nor name: a reader's Anki would mix them."""
    for what in ("uid", "key", "anki_name"):
        seen: dict[str, Deck] = {}
        for deck in decks:
            value = getattr(deck, what)
            if value in seen:
                yield Diagnostic(
                    Location(shown(deck.folder / DECK_FILE)),
                    "duplicate-deck",
                    {"deck": deck.key, "what": what, "other": shown(seen[value].folder)},
                    (Hint("new-uid"),),
                )
            seen.setdefault(value, deck)
