"""``ankigen validate``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from ankigen.cli.clock import now
from ankigen.cli.decks import check_released, deck_folders
from ankigen.cli.output import all_option, colour_option, format_option, language_option, show


@click.command(
    "validate",
    epilog="\b\nExamples:\n  ankigen validate\n  ankigen validate decks/my-deck --lang id\n"
    "  ankigen validate --format sarif > ankigen.sarif",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where nothing is wrong.")
@click.option("--fix", is_flag=True, help="First make every edit that is certain.")
@all_option
@format_option
@colour_option
@language_option
def command(
    paths: tuple[Path, ...],
    quiet: bool,
    fix: bool,
    every: bool,
    form: str,
    colour: str,
    language: str,
) -> None:
    """Check decks: every mistake of every file, each with its place and its mend.

    Also whether each deck keeps what its readers have (see ankigen lock).
    PATH is a deck's folder, a file in it, or a folder of decks (default: decks/).
    """
    loaded = check_released(paths, now())
    if fix:
        _fix(paths, loaded.sources, language)
        loaded = check_released(paths, now())
    show(loaded, language, quiet=quiet, form=form, colour=colour, err=False, every=every)
    sys.exit(1 if loaded.has_errors else 0)


def _fix(paths: tuple[Path, ...], names: Iterable[str], language: str) -> None:
    """Mend each file by itself, then what the files of a deck name of each other."""
    from ankigen.cli import rewriting
    from ankigen.cli.scratch import scratch
    from ankigen.deck.mending import references_mended

    rewriting.fix_all(map(Path, names), language)
    for folder in deck_folders(paths)[0]:
        with scratch() as place:
            mended = references_mended(folder, place)
        rewriting.write(mended, "fixed", language, err=True)
