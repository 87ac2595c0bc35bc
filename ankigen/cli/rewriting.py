"""What ``fmt`` and ``validate --fix`` share: which files, writing them, telling people."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

import click

from ankigen.deck import find_decks
from ankigen.diagnostics import AnkigenError
from ankigen.edit.fix_files import fix_file
from ankigen.edit.fmt_files import cite_in_deck, lay_out_file, not_canonical
from ankigen.edit.rewritten import Rewritten, deck_files
from ankigen.folders import DECKS
from ankigen.languages import messages
from ankigen.report import text


def named_files(paths: tuple[Path, ...]) -> list[Path]:
    """Return the deck files that arguments name.

    Raises AnkigenError where there is nothing, so that a misspelt path is not "all fine".
    """
    if not paths and not Path(DECKS).is_dir():
        raise AnkigenError("no-decks", path="decks/")
    found: list[Path] = []
    for path in paths or (Path(DECKS),):
        folders = find_decks([path])[0] if path.is_dir() else [path]
        if not folders:
            raise AnkigenError("no-decks", path=path.as_posix())
        found += folders
    return deck_files(found)


def laid_out(path: Path) -> Rewritten:
    """Return a file in its canonical layout."""
    return lay_out_file(path, path.as_posix())


def cited(paths: tuple[Path, ...]) -> list[Rewritten]:
    """Return the files of decks that change when works move into their bibliographies."""
    folders = find_decks(paths or (Path(DECKS),))[0]
    return [each for folder in folders for each in cite_in_deck(folder)]


def fix_all(paths: Iterable[Path], language: str) -> None:
    """Mend files and say how much was mended in each."""
    done = [fix_file(path, path.as_posix()) for path in paths]
    for each in done:
        _print_problems(each, language)
    # Standard output is the report's, which a program may read.
    write(done, "fixed", language, err=True)


def write(done: list[Rewritten], notice: str, language: str, *, err: bool = False) -> None:
    """Write the files that changed, and say so."""
    for each in done:
        if each.changed:
            each.write()
            params = {"path": each.path.as_posix(), "count": str(len(each.fixed))}
            click.echo(messages.notice(notice, params, language), err=err)


def print_diffs(done: list[Rewritten]) -> None:
    """Print what would change, as a unified diff."""
    for each in done:
        if each.changed:
            name = each.path.as_posix()
            before = each.before.splitlines(keepends=True)
            after = each.after.splitlines(keepends=True)
            for line in difflib.unified_diff(before, after, name, name):
                end = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
                click.echo(line + end, nl=False)


def print_layout(done: list[Rewritten], language: str, *, check: bool, quiet: bool) -> None:
    """Print why files were left alone, where others are not canonical, and a summary."""
    for each in done:
        _print_problems(each, language)
        if check and each.changed:
            found = not_canonical(each, each.path.as_posix())
            click.echo(text.concise(found, language), err=True)
    changed = sum(each.changed for each in done)
    left = sum(bool(each.problems) for each in done)
    if changed or left or not quiet:
        code = "layout-check-summary" if check else "layout-summary"
        counts = {"files": str(len(done)), "changed": str(changed), "left": str(left)}
        click.echo(messages.notice(code, counts, language), err=True)


def _print_problems(done: Rewritten, language: str) -> None:
    for problem in done.problems:
        click.echo(text.concise(problem, language), err=True)
