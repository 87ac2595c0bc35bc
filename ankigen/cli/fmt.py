"""``ankigen fmt``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.output import language_option

if TYPE_CHECKING:
    from ankigen.edit.rewritten import Rewritten


@click.command(
    "fmt",
    epilog="\b\nExamples:\n  ankigen fmt\n  ankigen fmt --check\n"
    "  ankigen fmt --diff decks/my-deck\n  ankigen fmt --cite",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
@click.option(
    "--cite", is_flag=True, help="Move works that notes tell themselves into sources.yaml, too."
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where nothing changes.")
@language_option
def command(
    paths: tuple[Path, ...], check: bool, diff: bool, cite: bool, quiet: bool, language: str
) -> None:
    """Lay out deck files: indentation, blank lines, lists of keys, the modeline.

    Comments and data stay as they are: a file is written only after that is proven.
    PATH is a file, a deck's folder, or a folder of decks (default: decks/).
    """
    from ankigen.cli import rewriting

    done = rewriting.cited(paths) if cite else []
    done += [rewriting.laid_out(p) for p in rewriting.named_files(paths) if not _in(p, done)]
    if diff:
        rewriting.print_diffs(done)
    elif not check:
        rewriting.write(done, "laid-out", language)
    rewriting.print_layout(done, language, check=check or diff, quiet=quiet)
    sys.exit(1 if _wrong(done, look_only=check or diff) else 0)


def _in(path: Path, done: list[Rewritten]) -> bool:
    return any(each.path == path for each in done)


def _wrong(done: list[Rewritten], *, look_only: bool) -> bool:
    return any(each.problems or (look_only and each.changed) for each in done)
