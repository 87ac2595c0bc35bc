"""Folders → decks: find them, read every file, check all of it, build what is sound."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ankigen import schema
from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity, nearest
from ankigen.folders import DECK_FILE, MEDIA_FOLDER, shown
from ankigen.load import build
from ankigen.load.checks import Finding, NoteFile, check_deck, located
from ankigen.model import Deck, Note, Origin
from ankigen.source import SourceFile, read_file


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


class Sound(Protocol):
    """Remembers the data of files that had no fault by themselves, by their content."""

    def recall(self, content: bytes) -> Any:
        """Return the data of such a file, or None."""

    def keep(self, content: bytes, data: Any) -> None:
        """Remember one."""


class _Forgetful:
    """Remembers nothing."""

    def recall(self, content: bytes) -> Any:
        return None

    def keep(self, content: bytes, data: Any) -> None:
        pass


def load(
    folders: Iterable[Path],
    wanted: Callable[[Path], bool] = lambda _: True,
    sound: Sound | None = None,
) -> Loaded:
    """Load decks from their folders: check all, build the sound ones whose folder is wanted.

    What ``sound`` remembers is not parsed and held against its schema again; what is to be
    checked between files always is.
    """
    readers = [_Reader(folder, sound or _Forgetful()) for folder in folders]
    for reader in readers:
        reader.read()
    found = [diagnostic for reader in readers for diagnostic in reader.found]
    found.extend(located(_twins(readers)))
    sources = {path: source for reader in readers for path, source in reader.sources.items()}
    decks = tuple(r.deck() for r in readers if r.is_sound and wanted(r.folder))
    return Loaded(decks, tuple(sorted(found, key=lambda d: d.order)), sources)


def check(folders: Iterable[Path]) -> Loaded:
    """Check decks without building them: ``decks`` stays empty."""
    return load(folders, lambda _: False)


class _Reader:
    """Reads one deck; what is wrong collects in ``found``."""

    def __init__(self, folder: Path, sound: Sound) -> None:
        self.folder = folder
        self.sound = sound
        self.media = folder / MEDIA_FOLDER
        self.sources: dict[str, SourceFile] = {}
        self.found: list[Diagnostic] = []
        self.files: list[NoteFile] = []
        self.deck_file = SourceFile("")

    @property
    def is_sound(self) -> bool:
        """Whether the deck can be built."""
        return not any(d.severity is Severity.ERROR for d in self.found)

    def read(self) -> None:
        """Read and check every file."""
        self.deck_file = self.file(DECK_FILE)
        names = self.listed()
        for name in names:
            self.notes_file(name)
        self.found.extend(self.unlisted(names))
        taken = {d.location for d in self.found}
        between = check_deck(self.files, list(self.sources.values()), self.media, shown(self.media))
        # One cause, one error: what has a wrong form need not be looked for as well.
        self.found.extend(d for d in between if d.location not in taken)

    def deck(self) -> Deck:
        """Build the deck, which must be sound."""
        return build.deck(self.deck_file.data, self.folder, tuple(self.notes()))

    def file(self, name: str) -> SourceFile:
        path = self.folder / name
        source = read_file(path, shown(path), self.sound.recall)
        self.sources[source.path] = source
        if source.recalled:
            return source
        found = list(source.diagnostics)
        if source.readable:
            found += schema.check(source)
        if not found:
            self.sound.keep(source.content, source.data)
        self.found += found
        return source

    def listed(self) -> list[str]:
        """Return the names of the note files, in the deck's order."""
        data = self.deck_file.data
        if not isinstance(data, dict):
            return self.on_disk()
        kind = schema.kind_of(self.deck_file)
        if kind and kind != "deck":
            self.found.append(_unexpected(self.deck_file, kind, "deck"))
        files = data.get("files")
        names = [name for name in files if isinstance(name, str)] if isinstance(files, list) else []
        if not names or self.deck_file.lost:
            # Where deck.yaml does not say, everything is checked.
            names += self.on_disk()
        return list(dict.fromkeys(names))

    def on_disk(self) -> list[str]:
        """Return the names of every note file in the folder."""
        names = (path.name for path in self.folder.glob("*.y*ml"))
        return sorted(name for name in names if name != DECK_FILE and not name.startswith("."))

    def unlisted(self, names: list[str]) -> Iterator[Diagnostic]:
        for name in self.on_disk():
            if name not in names and shown(self.folder / name) not in self.sources:
                yield Diagnostic(
                    Location(shown(self.folder / name)),
                    "file-unlisted",
                    hints=(Hint("list-file", {"file": name}),),
                    severity=Severity.WARNING,
                )

    def notes_file(self, name: str) -> None:
        """Read a note file; a listed one that is missing is the fault of deck.yaml."""
        on_disk = self.on_disk()
        if name not in on_disk:
            if not schema.is_file_name(name):
                # Its form is wrong, and it may lie anywhere: nobody knows what it would hold.
                self.sources[name] = SourceFile(name, readable=False, lost=("",))
                return
            if not os.path.lexists(self.folder / name):
                name = self.missing(name, on_disk)
                if not name:
                    return
        source = self.file(name)
        kind = schema.kind_of(source)
        if kind == "deck":
            self.found.append(_unexpected(source, kind, "term, goal, organisation"))
        elif isinstance(source.data, dict):
            self.files.append(NoteFile(source, kind, schema.meant_key(source.data, "notes")))

    def missing(self, name: str, on_disk: list[str]) -> str:
        """Report a missing file; return the name of the one that was surely meant, or ''."""
        listed = self.deck_file.data["files"]
        meant = nearest(name, [each for each in on_disk if each not in listed])
        place = self.deck_file.value_at(("files", listed.index(name)))
        hints = (Hint("did-you-mean", {"name": meant}),) if meant else (Hint("check-file-name"),)
        edits = (Edit(place, meant),) if meant else ()
        self.found.append(Diagnostic(place, "file-missing", {"file": name}, hints, edits))
        if not meant:
            self.sources[name] = SourceFile(name, readable=False, lost=("",))
        return meant

    def notes(self) -> Iterator[Note]:
        for file in self.files:
            for index, data in file.notes:
                yield build.note(file.kind, data, Origin(file.source.path, index), self.media)


def _unexpected(source: SourceFile, kind: str, wanted: str) -> Diagnostic:
    return Diagnostic(
        source.value_at(("kind",)), "kind-unexpected", {"kind": kind, "wanted": wanted}
    )


def _twins(readers: list[_Reader]) -> Iterator[Finding]:
    """Two decks must share neither uid nor key nor name: a reader's Anki would mix them."""
    for what in ("uid", "key", "anki_name"):
        seen: dict[str, _Reader] = {}
        for reader in readers:
            data = reader.deck_file.data
            value = data.get(what) if isinstance(data, dict) else None
            if not isinstance(value, str):
                continue
            if value in seen:
                other = seen[value]
                yield Finding(
                    reader.deck_file,
                    (what,),
                    "duplicate-deck",
                    {"deck": str(data.get("key")), "what": what},
                    hints=(Hint("new-uid"),),
                    other=(other.deck_file, (what,)),
                )
            seen.setdefault(value, reader)
