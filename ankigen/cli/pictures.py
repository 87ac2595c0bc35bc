"""``ankigen pictures``."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.caching import cache_dir_option, default_folder
from ankigen.cli.decks import deck_folders
from ankigen.cli.output import language_option, show_all
from ankigen.diagnostics import AnkigenError, Severity, writing
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.deck import Loaded
    from ankigen.deck.pictures import Atlas, Survey
    from ankigen.diagnostics import Diagnostic


@click.command(
    "pictures",
    epilog="\b\nExamples:\n  ankigen pictures\n  ankigen pictures decks/my-deck --check",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; fail if a drawing is missing.")
@click.option("--redraw", is_flag=True, help="Draw anew what is there, too.")
@click.option(
    "--atlas",
    type=click.Path(path_type=Path),
    help="countries-110m.json of world-atlas (default: installed with npm into the cache).",
)
@cache_dir_option
@language_option
def command(
    decks: tuple[Path, ...],
    check: bool,
    redraw: bool,
    atlas: Path | None,
    cache_dir: Path | None,
    language: str,
) -> None:
    """Draw the maps and time lines that facts imply.

    Each asked headquarters has a map and each asked founding a time line, as a file in the
    deck's media/. What is there stays, and so does whatever a "picture:" names.
    """
    from ankigen.deck.pictures import findings, read_atlas, survey

    place = atlas or _place(cache_dir)
    at_hand = functools.cache(lambda: read_atlas(place) if atlas or place.is_file() else None)
    needed = functools.cache(lambda: read_atlas(atlas or _installed(place)))
    loaded = _loaded(decks, language)
    wrong: list[Diagnostic] = []
    for deck in loaded.decks:
        found = survey(deck, loaded.sources)
        wrong += found.doubts
        if check:
            wrong += findings(found, at_hand)
        else:
            _write(found, needed, language, redraw=redraw)
    show_all(wrong, language)
    sys.exit(1 if any(each.severity is Severity.ERROR for each in wrong) else 0)


def _loaded(paths: tuple[Path, ...], language: str) -> Loaded:
    """Load decks with which nothing is wrong; else show what is and exit."""
    from ankigen.deck import load

    folders, found = deck_folders(paths)
    loaded = load(folders)
    found += loaded.diagnostics
    wrong = [each for each in found if each.severity is Severity.ERROR]
    if wrong:
        show_all(wrong, language)
        sys.exit(1)
    return loaded


def _write(found: Survey, atlas: Callable[[], Atlas], language: str, *, redraw: bool) -> None:
    from ankigen.deck.pictures import drawn, holds
    from ankigen.edit.rewritten import write_text

    for each in found.drawings:
        file = found.file(each)
        if redraw or not file.is_file():
            text = drawn(found, each, atlas)
            if not holds(file, text):
                write_text(file, text)
                path = file.as_posix()
                click.echo(messages.said("commands.pictures.written", language, path=path))
    summary = {"path": found.deck.folder.as_posix(), "count": len(found.drawings)}
    click.echo(messages.said("commands.pictures.summary", language, **summary))


def _place(cache: Path | None) -> Path:
    """Return where the atlas lies once it was installed."""
    from ankigen.deck.pictures import FILE

    return (cache or default_folder() or Path(".cache")) / "pictures" / FILE


def _installed(file: Path) -> Path:
    """Return the atlas, installing it with npm where it is not there yet."""
    from ankigen.deck.pictures import FILE, NPM_PACKAGE

    if file.is_file():
        return file
    npm = shutil.which("npm")
    if npm is None:
        raise AnkigenError("npm-missing", package=NPM_PACKAGE)
    folder = file.parents[len(FILE.parts) - 1]
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
    done = subprocess.run(
        [npm, "install", *options, NPM_PACKAGE], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AnkigenError("npm-failed", package=NPM_PACKAGE, reason=done.stderr.strip())
    return file
