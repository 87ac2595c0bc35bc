"""Folders → decks: find them, read every file, check all of it, build what is sound."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ankigen.deck.bibliography import check_works
from ankigen.deck.checks import NodeFault, check_deck, impossible_dates, located
from ankigen.deck.declared import check_declared
from ankigen.deck.languages import check_languages
from ankigen.deck.reading import Make, NotesAgain, ReadFile, is_error, read_apart, read_notes
from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity, nearest
from ankigen.folders import DECK_FILE, MEDIA_FOLDER, SOURCES_FILE, shown
from ankigen.given import link_above
from ankigen.kinds import companions, file_records, kinds
from ankigen.kinds.base.records import Note
from ankigen.kinds.base.text import clean
from ankigen.kinds.deck import FILE_NAME, Deck, DeckFile
from ankigen.languages import codes as known_codes
from ankigen.schema.check import (
    build_companion,
    build_deck,
    has_lost_languages,
    languages_of,
    unknown_languages,
)
from ankigen.schema.meant import kind_of
from ankigen.schema.mends import to_form
from ankigen.source import SourceFile, read_file


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading found: the sound decks, everything that is wrong, and the texts read.

    ``filled`` has for each deck, in order, what its files were put into, if anything.
    """

    decks: tuple[Deck, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: dict[str, SourceFile] = field(default_factory=dict)
    filled: tuple[Any, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether anything found is an error: then nothing may be built."""
        return any(is_error(d) for d in self.diagnostics)


class Filler(Protocol):
    """Takes what it makes of the notes of a deck, file by file."""

    @property
    def make(self) -> Make:
        """What words the notes of a file: ``pickle`` must know it."""

    def take(self, made: Any) -> None:
        """Take a piece; pieces come in the deck's order."""


Read = Callable[[Path], ReadFile]
Spread = Callable[[Read, Read, list[Path]], Iterable[ReadFile]]
"""Reads files, in order: by a function in this process, by the other one in other processes."""


def one_by_one(read: Read, _apart: Read, paths: list[Path]) -> Iterable[ReadFile]:
    """Read files one after the other, in this process."""
    return map(read, paths)


@dataclass(frozen=True, slots=True)
class How:
    """How decks are loaded.

    Only decks whose folder is ``wanted`` are built. ``fill`` gives for a deck, yet without
    notes, what is to take them, which are then not kept: they are read again when somebody asks for
    them. ``spread`` reads the files.
    """

    wanted: Callable[[Path], bool] = lambda _: True
    fill: Callable[[Deck], Filler] | None = None
    spread: Spread = one_by_one


def load(folders: Iterable[Path], how: How | None = None) -> Loaded:
    """Load decks from their folders: check all, build the sound ones."""
    how = how or How()
    readers = [_Reader(folder, how) for folder in folders]
    for reader in readers:
        reader.read()
    found = [diagnostic for reader in readers for diagnostic in reader.found]
    found.extend(located(_twins(readers)))
    sources = {path: source for reader in readers for path, source in reader.sources.items()}
    built = [r for r in readers if r.is_sound and how.wanted(r.folder)]
    return Loaded(
        tuple(reader.deck() for reader in built),
        tuple(sorted(found, key=lambda d: d.order)),
        sources,
        tuple(reader.filler for reader in built),
    )


def check(folders: Iterable[Path]) -> Loaded:
    """Check decks without building them: ``decks`` stays empty."""
    return load(folders, How(wanted=lambda _: False))


class _Reader:
    """Reads one deck; what is wrong collects in ``found``."""

    def __init__(self, folder: Path, how: How) -> None:
        self.folder = folder
        self.how = how
        self.sources: dict[str, SourceFile] = {}
        self.found: list[Diagnostic] = []
        self.files: list[ReadFile] = []
        self.deck_file = SourceFile("")
        self.record: DeckFile | None = None
        self.filler: Filler | None = None
        self.companions: dict[str, Any] = {}

    @property
    def is_sound(self) -> bool:
        """Whether the deck can be built."""
        return not any(is_error(d) for d in self.found)

    def read(self) -> None:
        """Read and check every file."""
        self.read_deck_file()
        self.read_companions()
        names = self.listed()
        there = [self.note_file(name) for name in names]
        codes = languages_of(self.deck_file.data)
        if self.how.fill and self.record and self.is_sound:
            self.filler = self.how.fill(self.deck_of(self.record, ()))
        make = self.filler.make if self.filler else None
        here = functools.partial(read_notes, codes=codes, make=make)
        apart = functools.partial(read_apart, codes=codes, make=make)
        for file in self.how.spread(here, apart, [self.folder / name for name in there if name]):
            self.add(file)
        self.found.extend(self.unlisted(names))
        taken = {d.location for d in self.found}
        media = self.folder / MEDIA_FOLDER
        surveyed = [file.surveyed for file in self.files if file.surveyed is not None]
        everything = list(self.sources.values())
        bibliography = self.sources.get(shown(self.folder / SOURCES_FILE))
        places = self.companions.get("places", {})
        between = [
            *check_deck(surveyed, everything, media, shown(media), places),
            *located(check_works(surveyed, bibliography, everything)),
            *located(check_declared(surveyed, self.deck_file)),
        ]
        # One cause, one error: what has a wrong form need not be looked for as well.
        self.found.extend(d for d in between if d.location not in taken)

    def read_deck_file(self) -> None:
        path = self.folder / DECK_FILE
        source = read_file(path, shown(path))
        self.record = build_deck(source) if source.sound else None
        found: list[Diagnostic] = []
        if self.record is None or source.diagnostics:
            from ankigen.edit.told import tell

            source, found = tell(source, languages_of(source.data))
        self.deck_file = self.sources[source.path] = source
        self.found += self.known(found)
        self.found += check_languages(source)

    def read_companions(self) -> None:
        """Read the files beside ``deck.yaml`` that are there."""
        codes = languages_of(self.deck_file.data)
        for kind in companions():
            path = self.folder / f"{kind}.yaml"
            if not os.path.lexists(path):
                continue
            source = read_file(path, shown(path))
            record = build_companion(source, kind, codes) if source.sound else None
            if record is not None:
                self.companions[kind] = getattr(record, kind)
            elif kind_of(source.data) not in ("", kind):
                self.found.append(_unexpected(source, kind_of(source.data), kind))
            if source.diagnostics or (record is None and kind_of(source.data) in ("", kind)):
                from ankigen.edit.told import tell

                source, found = tell(source, codes)
                self.found += self.known(found)
            if record is None and isinstance(source.data, dict):
                self.found += located(impossible_dates(source, source.data))
            self.sources[source.path] = source

    def deck(self) -> Deck:
        """Build the deck, which must be sound."""
        assert self.record is not None
        for file in self.files:
            assert file.built, f"{file.source.path} is valid, but was not built"
        return self.deck_of(self.record, self.notes())

    def deck_of(self, record: DeckFile, notes: Sequence[Note]) -> Deck:
        """Build a deck of what its files say."""
        said = {name: getattr(record, name) for name in DeckFile.__struct_fields__}
        said["anki_name"] = clean(said["anki_name"])
        return Deck(**said, folder=self.folder, notes=notes, **self.companions)

    def notes(self) -> Sequence[Note]:
        """Return the notes of all files, in the deck's order."""
        if self.filler is None or self.record is None:
            return tuple(itertools.chain.from_iterable(file.notes for file in self.files))
        return NotesAgain([file.path for file in self.files], self.record.languages)

    def add(self, file: ReadFile) -> None:
        """Take a file that was read."""
        self.sources[file.source.path] = file.source
        self.found += self.known(file.found)
        if file.kind in file_records():
            self.found.append(_unexpected(file.source, file.kind, ", ".join(kinds())))
        elif file.surveyed is not None:
            if self.filler is not None:
                for made in file.made:
                    self.filler.take(made)
            self.files.append(dataclasses.replace(file, made=()))

    def known(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Leave out what is wrong with the languages of texts only since deck.yaml's are wrong.

        It is told of them once.
        """
        data = self.deck_file.data
        extra = set(unknown_languages(data))
        missing = set(known_codes()) if has_lost_languages(data) else set()
        for each in found:
            key = each.params.get("key", "")
            if each.code == "unknown-key" and key in extra | missing:
                continue
            if each.code == "missing-key" and key in missing:
                continue
            yield each

    def listed(self) -> list[str]:
        """Return the names of the note files, in the deck's order."""
        data = self.deck_file.data
        if not isinstance(data, dict):
            return self.on_disk()
        kind = kind_of(data)
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
        ours = {DECK_FILE, *(f"{kind}.yaml" for kind in companions())}
        names = (path.name for path in self.folder.glob("*.y*ml"))
        return sorted(name for name in names if name not in ours and not name.startswith("."))

    def unlisted(self, names: list[str]) -> Iterator[Diagnostic]:
        for name in self.on_disk():
            if name not in names and shown(self.folder / name) not in self.sources:
                yield Diagnostic(
                    Location(shown(self.folder / name)),
                    "file-unlisted",
                    hints=(Hint("list-file", {"file": name}),),
                    severity=Severity.WARNING,
                )

    def note_file(self, name: str) -> str:
        """Return the name of a listed file that can be read, '' for one that is not there.

        A listed one that is missing is the fault of deck.yaml.
        """
        on_disk = self.on_disk()
        if name in on_disk:
            return name
        meant = to_form(name, FILE_NAME)
        if meant in on_disk:
            return meant
        if re.search(FILE_NAME, name) is None:
            # Its form is wrong, and it may lie anywhere: nobody knows what it would hold.
            self.sources[name] = SourceFile(name, readable=False, lost=("",))
            return ""
        if link := link_above(self.folder, name):
            self.found.append(
                Diagnostic(Location(shown(link)), "file-link", hints=(Hint("own-file"),))
            )
            self.sources[name] = SourceFile(name, readable=False, lost=("",))
            return ""
        return name if os.path.lexists(self.folder / name) else self.missing(name, on_disk)

    def missing(self, name: str, on_disk: list[str]) -> str:
        """Report a missing file; return the name of the one that was surely meant, or ''."""
        listed = self.deck_file.data["files"]
        meant = nearest(name, [each for each in on_disk if each not in listed])
        place = self.deck_file.value_at(("files", listed.index(name)))
        hints = (Hint("did-you-mean", {"name": meant}),) if meant else (Hint("check-or-unlist"),)
        edits = (Edit(place, meant),) if meant else ()
        self.found.append(Diagnostic(place, "file-missing", {"file": name}, hints, edits))
        if not meant:
            self.sources[name] = SourceFile(name, readable=False, lost=("",))
        return meant


def _unexpected(source: SourceFile, kind: str, wanted: str) -> Diagnostic:
    hints = (Hint("companion", {"kind": kind}),) if kind in companions() else ()
    params = {"kind": kind, "wanted": wanted}
    return Diagnostic(source.value_at(("kind",)), "kind-unexpected", params, hints)


def _twins(readers: list[_Reader]) -> Iterator[NodeFault]:
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
                yield NodeFault(
                    reader.deck_file,
                    (what,),
                    "duplicate-deck",
                    {"deck": str(data.get("key")), "what": what},
                    hints=(Hint("new-uid"),),
                    other=(other.deck_file, (what,)),
                )
            seen.setdefault(value, reader)
