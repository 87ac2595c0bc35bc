"""Two arguments that name releases → the packages of each: files, folders or git revisions."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from ankigen.anki import apkg
from ankigen.anki.diff import merged
from ankigen.anki.package import Package, content_digest
from ankigen.anki.upgrade import Release
from ankigen.cli.git import commit_time, git, worktree
from ankigen.cli.scratch import scratch
from ankigen.diagnostics import AnkigenError
from ankigen.release.lock import LOCK_FILE

# The package that holds these others as well.
_WHOLE, _PARTS = "bilingual", ("id", "en", "translation")


@contextlib.contextmanager
def two_sides(old: str, new: str, decks: Path) -> Iterator[tuple[Release, Release]]:
    """Give the packages that two arguments name; they last as long as the context.

    A revision is built in a temporary worktree, by the tool of that revision where it has
    one. Where its decks have no lock, notes that equal those of ``old`` get their times,
    as if ``old`` had been released.
    Raises AnkigenError for an argument that names none, and where git cannot check it out.
    """
    with scratch() as folder:
        first = _side(old, decks, folder / "old", None)
        yield first, _side(new, decks, folder / "new", first.package)


def _side(argument: str, decks: Path, folder: Path, before: Package | None) -> Release:
    folder.mkdir()
    path = Path(argument)
    if path.is_dir():
        files = sorted(path.glob("*.apkg"))
    elif path.is_file():
        files = [path]
    else:
        files = _built(argument, decks, folder, before)
    if not files:
        raise AnkigenError("packages-missing", path=argument)
    return Release(tuple(files), merged([_read(file, folder) for file in files]))


def _read(file: Path, folder: Path) -> Package:
    return apkg.read(file, Path(tempfile.mkdtemp(dir=folder)))


def _built(revision: str, decks: Path, folder: Path, before: Package | None) -> list[Path]:
    """Build the decks of a revision; nothing where git knows no such revision."""
    here = Path()
    commit = git(here, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    top = git(here, "rev-parse", "--show-toplevel")
    if not commit or not top:
        return []
    inside = Path(os.path.relpath(decks.resolve(), Path(top.strip()).resolve()))
    tree, out = folder / "tree", folder / "packages"
    with worktree(commit.strip(), tree):
        _build(tree, inside, out)
        files = _enough(sorted(out.glob("*.apkg")))
        if before and not any((tree / inside).rglob(LOCK_FILE)):
            for file in files:
                apkg.write(_stamped_like(before, _read(file, folder)), file)
        return files


def _enough(files: list[Path]) -> list[Path]:
    """Leave out the packages whose notes another one holds as well."""
    named = {file.name: file for file in files}
    for file in files:
        deck = file.name.removesuffix(f".{_WHOLE}.apkg")
        for part in _PARTS if deck != file.name else ():
            named.pop(f"{deck}.{part}.apkg", None)
    return list(named.values())


def _build(tree: Path, decks: Path, out: Path) -> None:
    # Python looks for ankigen in the current folder first: in the tree, if it is there.
    command = [sys.executable, "-m", "ankigen", "build", os.fspath(decks), "--quiet"]
    done = subprocess.run(
        [*command, "--out", os.fspath(out)],
        cwd=tree,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(commit_time(tree))},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        click.echo(done.stderr, err=True, nl=False)
        sys.exit(done.returncode)


def _stamped_like(before: Package, package: Package) -> Package:
    """Keep the times of what is unchanged, and give later ones to what changed."""
    notes = {note.guid: (note.mod, content_digest(note.fields, note.tags)) for note in before.notes}
    note_types = {each.id: (each.mod, each.digest()) for each in before.note_types}
    return replace(
        package,
        notes=tuple(
            replace(
                note,
                mod=_mod(note.mod, content_digest(note.fields, note.tags), notes.get(note.guid)),
            )
            for note in package.notes
        ),
        note_types=tuple(
            replace(each, mod=_mod(each.mod, each.digest(), note_types.get(each.id)))
            for each in package.note_types
        ),
    )


def _mod(mod: int, digest: str, before: tuple[int, str] | None) -> int:
    if before is None:
        return mod
    return before[0] if before[1] == digest else max(before[0] + 1, mod)
