"""``ankigen diff``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ankigen.cli.output import language_option, wants_colour


@click.command(
    "diff",
    epilog="\b\nExamples:\n  ankigen diff old.apkg new.apkg\n  ankigen diff dist/1.0.0 dist/1.1.0"
    "\n  ankigen diff my-deck-v1.0.0 HEAD --decks decks/my-deck --format markdown",
)
@click.argument("old")
@click.argument("new")
@click.option(
    "--decks",
    type=click.Path(path_type=Path),
    default=Path("decks"),
    show_default=True,
    help="The deck, or folder of decks, that is compared where OLD or NEW is a git revision.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything differs.")
@language_option
def command(old: str, new: str, decks: Path, form: str, exit_code: bool, language: str) -> None:
    """Show what a new release changes, and what a reader's Anki would refuse of it.

    OLD and NEW are packages (.apkg, of any maker), folders of packages, or revisions of the
    git repository that DECKS lies in, which this ankigen builds.
    """
    from ankigen.anki import diff
    from ankigen.cli.sides import two_sides
    from ankigen.report import diff as report

    with two_sides(old, new, decks, language) as (before, after):
        found = diff.compare(before.package, after.package)
    colour = wants_colour("auto", sys.stdout)
    if form == "json":
        click.echo(report.to_json(found))
    elif form == "markdown":
        click.echo(report.markdown(found, language))
    else:
        click.echo(report.text(found, language, colour=colour), color=colour)
    sys.exit(1 if exit_code and found else 0)
