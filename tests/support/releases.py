"""Releases for tests: the sample deck's folder, edited like an author would, built again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from ankigen.anki import apkg
from ankigen.anki.package import Package, Stamps
from ankigen.anki.upgrade import Release
from ankigen.cards import Compiled, compile_deck
from ankigen.deck import load
from tests.support.decks import SAMPLE, T1, history

BUILT = "bilingual"


class Sources:
    """A copy of the sample deck that an author edits between releases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "deck"
        shutil.copytree(SAMPLE, self.folder)

    def text(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        (self.folder / file).write_text(text, encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        """Replace a text that occurs once."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def cut(self, file: str, key: str) -> str:
        """Take a note out of a file and return its text."""
        head, *notes = self.text(file).split("\n  - key: ")
        (cut,) = (note for note in notes if note.startswith(f"{key}\n"))
        notes.remove(cut)
        self.write(file, "\n  - key: ".join([head, *notes]))
        return f"\n  - key: {cut}"

    def package(self, now: int = T1, *released: Package) -> Package:
        """Build the deck as it is, after the packages that were ``released`` last."""
        return self.compiled(now, *released).package(BUILT)

    def compiled(self, now: int = T1, *released: Package) -> Compiled:
        """Compile the deck as it is, after the packages that were ``released`` last."""
        loaded = load([self.folder])
        assert not loaded.has_errors, loaded.diagnostics
        return compile_deck(loaded.decks[0], Stamps(now, history(*released)))


def release(folder: Path, package: Package) -> Release:
    """Write a package into a folder of its own."""
    folder.mkdir()
    path = folder / f"{package.name}.apkg"
    apkg.write(package, path)
    return Release((path,), package)


def with_note(package: Package, chosen: str, /, **changes: object) -> Package:
    """Return a package in which one note is different."""
    return replace(
        package,
        notes=tuple(
            replace(note, **changes) if note.guid == chosen else note  # type: ignore[arg-type]
            for note in package.notes
        ),
    )


def guid_of(package: Package, key: str, note_type: str) -> str:
    """Return the guid of the note with this key in its first field."""
    names = {each.id: each.name for each in package.note_types}
    (guid,) = (
        note.guid
        for note in package.notes
        if note.fields[0] == key and names[note.note_type_id] == note_type
    )
    return guid
