"""Two arguments that name releases → the packages of each: files, folders or git revisions."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ankigen import git
from ankigen.anki import apkg
from ankigen.anki.diff import merged
from ankigen.anki.package import (
    History,
    NoteType,
    Package,
    Released,
    Stamps,
    content_digest,
)
from ankigen.anki.upgrade import Release
from ankigen.cards import compile_deck
from ankigen.cli.output import show
from ankigen.cli.revisions import at_commit, renamed
from ankigen.cli.scratch import scratch
from ankigen.deck import load
from ankigen.diagnostics import AnkigenError
from ankigen.folders import find_decks
from ankigen.kinds.base.variants import is_core
from ankigen.release.standing import Standing, held_to_locks

# The package that holds these others as well.
_WHOLE, _PARTS = "bilingual", ("id", "en", "translation")


@contextlib.contextmanager
def two_sides(old: str, new: str, decks: Path, language: str) -> Iterator[tuple[Release, Release]]:
    """Give the packages that two arguments name; they last as long as the context.

    A revision is one of the repository that ``decks`` lies in; its files are data, and what
    they say is built by this ankigen. Where its decks have no lock, notes that equal those
    of ``old`` get their times, as if ``old`` had been released.
    Raises AnkigenError for an argument that names none, and where git cannot be asked.
    """
    with scratch() as folder:
        first = _side(old, decks, folder / "old", None, language)
        yield first, _side(new, decks, folder / "new", first.package, language)


def _side(
    argument: str, decks: Path, folder: Path, before: Package | None, language: str
) -> Release:
    folder.mkdir()
    path = Path(argument)
    if path.is_dir():
        files = sorted(path.glob("*.apkg"))
    elif path.is_file():
        files = [path]
    else:
        files = _built(argument, decks, folder, before, language)
    if not files:
        raise AnkigenError("packages-missing", path=argument, decks=decks.as_posix())
    return Release(tuple(files), merged([_read(file, folder) for file in files]))


def _read(file: Path, folder: Path) -> Package:
    return apkg.read(file, Path(tempfile.mkdtemp(dir=folder)))


def _built(
    revision: str, decks: Path, folder: Path, before: Package | None, language: str
) -> list[Path]:
    """Build the decks of a revision; nothing where git knows no such revision."""
    home = decks.parent if decks.is_file() else decks
    try:
        commit = git.commit_of(home, revision)
    except git.GitError as error:
        # Outside any repository it was no revision that was meant.
        if error.code != "git-none":
            raise
        return []
    if commit is None:
        if git.is_shallow(home):
            raise AnkigenError("git-shallow", name=revision)
        return []
    with at_commit(home, commit) as tree:
        folders, _ = find_decks([tree] if tree else [])
        if tree is None or not folders:
            raise AnkigenError("revision-empty", revision=revision, decks=home.as_posix())
        loaded, standings = held_to_locks(load(folders))
        if loaded.has_errors:
            show(renamed(loaded, tree, f"{revision}:{home.as_posix()}"), language)
            sys.exit(1)
        seconds = git.time_of(home, commit)
        return sorted(
            file for each in standings for file in _written(each, seconds, folder, before)
        )


def _written(
    standing: Standing, seconds: int, folder: Path, before: Package | None
) -> Iterator[Path]:
    compiled = standing.released
    if compiled is None and before and standing.lock is None:
        compiled = compile_deck(standing.deck, Stamps(seconds, _history(before)))
    compiled = compiled or standing.at(seconds)
    for name in _enough(list(compiled.deck.packages)):
        package = compiled.package(name)
        if before and standing.lock is None:
            package = _stamped_like(before, package)
        file = folder / f"{package.name}.apkg"
        apkg.write(package, file)
        yield file


def _enough(names: list[str]) -> list[str]:
    """Leave out the packages whose notes another one holds as well."""
    whole = [name for name in names if not is_core(name)]
    return [name for name in whole if _WHOLE not in whole or name not in _PARTS]


def _history(before: Package) -> History:
    """Return what a lock would have if a package had been released."""
    return {
        note.guid: Released(
            content_digest(note.fields, note.tags),
            note.mod,
            note.id,
            tuple(card.ord for card in note.cards),
        )
        for note in before.notes
    }


def _stamped_like(before: Package, package: Package) -> Package:
    """Keep the times of the note types that are unchanged, and give later ones to the others."""
    known = {each.id: each for each in before.note_types}
    return replace(
        package,
        note_types=tuple(
            replace(each, mod=_mod(each, known.get(each.id))) for each in package.note_types
        ),
    )


def _mod(note_type: NoteType, before: NoteType | None) -> int:
    if before is None:
        return note_type.mod
    if before.digest() == note_type.digest():
        return before.mod
    return max(before.mod + 1, note_type.mod)
