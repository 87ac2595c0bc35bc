"""``ankigen stats``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ankigen.cli.decks import load_decks
from ankigen.cli.output import language_option, show


@click.command(
    "stats",
    epilog="\b\nExamples:\n  ankigen stats\n  ankigen stats decks/my-deck --format markdown",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to write them.",
)
@language_option
def command(decks: tuple[Path, ...], form: str, language: str) -> None:
    """Count notes and cards, and show where a deck is thin or old.

    Notes and cards by kind, topic, level and variant; how much has translations,
    sources, examples and an as_of date; the ten oldest as_of dates.
    """
    from ankigen.deck import stats
    from ankigen.report.stats import render

    loaded = load_decks(decks)
    show(loaded, language, quiet=True)
    if loaded.has_errors:
        sys.exit(1)
    click.echo(render([stats.count(deck) for deck in loaded.decks], form, language), nl=False)
