"""``ankigen pictures``."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.decks import deck_folders
from ankigen.cli.output import language_option, show_all
from ankigen.diagnostics import AnkigenError
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.deck import Loaded
    from ankigen.deck.pictures import Survey
    from ankigen.diagnostics import Diagnostic

_CACHE = Path(".cache/pictures")


@click.command(
    "pictures",
    epilog="\b\nExamples:\n  ankigen pictures\n  ankigen pictures decks/my-deck --check",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; fail if a picture is missing or old.")
@click.option(
    "--atlas",
    type=click.Path(path_type=Path),
    help="countries-110m.json of world-atlas (default: installed with npm into .cache/).",
)
@language_option
def command(decks: tuple[Path, ...], check: bool, atlas: Path | None, language: str) -> None:
    """Draw maps and time lines for the facts of organisations.

    Each asked headquarters gets a map and each asked founding a time line, as a file
    in the deck's media/ and a "picture:" in the fact. Pictures of your own are kept.
    """
    from ankigen.deck.pictures import read_atlas, survey

    outlines = read_atlas(atlas or _installed())
    wrong: list[Diagnostic] = []
    for folder, loaded in _loaded(decks, language):
        found = survey(loaded.sources.values(), folder / "media", outlines)
        wrong += [*found.faults, *(found.findings if check else ())]
        if not check:
            _write(found, folder, language)
    show_all(wrong, language)
    sys.exit(1 if wrong else 0)


def _loaded(paths: tuple[Path, ...], language: str) -> list[tuple[Path, Loaded]]:
    """Load decks of which nothing but pictures may be missing; else show why and exit."""
    from ankigen.deck import load
    from ankigen.diagnostics import Severity

    folders, found = deck_folders(paths)
    loaded = [(folder, load([folder])) for folder in folders]
    found += [each for _, deck in loaded for each in deck.diagnostics]
    wrong = [d for d in found if d.severity is Severity.ERROR and d.code != "media-missing"]
    if wrong:
        show_all(wrong, language)
        sys.exit(1)
    return loaded


def _write(found: Survey, folder: Path, language: str) -> None:
    from ankigen.edit.rewritten import write_text

    media = {(folder / "media" / name).as_posix(): text for name, text in found.pictures.items()}
    # The entries last: a deck never names a picture that is not there.
    for path, text in {**media, **found.texts}.items():
        write_text(Path(path), text)
        click.echo(messages.said("commands.pictures.written", language, path=path))
    drawn = {"path": folder.as_posix(), "count": found.count}
    click.echo(messages.said("commands.pictures.summary", language, **drawn))


def _installed() -> Path:
    """Return the atlas in .cache/, installing it with npm where it is not there yet."""
    from ankigen.deck.pictures import FILE, NPM_PACKAGE

    file = _CACHE / FILE
    npm = shutil.which("npm")
    if file.is_file():
        return file
    if npm is None:
        raise AnkigenError("npm-missing", package=NPM_PACKAGE)
    _CACHE.mkdir(parents=True, exist_ok=True)
    options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(_CACHE)]
    done = subprocess.run(
        [npm, "install", *options, NPM_PACKAGE], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AnkigenError("npm-failed", package=NPM_PACKAGE, reason=done.stderr.strip())
    return file
