"""``ankigen validate``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ankigen.cli.clock import now
from ankigen.cli.decks import load_released
from ankigen.cli.output import language_option, show


@click.command(
    "validate",
    epilog="\b\nExamples:\n  ankigen validate\n  ankigen validate decks/my-deck --lang id",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where nothing is wrong.")
@click.option("--fix", is_flag=True, help="First make every edit that is certain.")
@language_option
def command(paths: tuple[Path, ...], quiet: bool, fix: bool, language: str) -> None:
    """Check decks: every mistake of every file, each with its place and its mend.

    Also whether each deck keeps what its readers have (see ankigen lock).
    PATH is a deck's folder, a file in it, or a folder of decks (default: decks/).
    """
    loaded, _ = load_released(paths, now())
    if fix:
        from ankigen.cli import rewriting  # noqa: PLC0415 - imported when needed

        rewriting.fix_all((Path(name) for name in loaded.sources), language)
        loaded, _ = load_released(paths, now())
    show(loaded, language, quiet=quiet)
    sys.exit(1 if loaded.has_errors else 0)
