"""``ankigen listing``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ankigen.cli.decks import load_released
from ankigen.cli.output import language_option, show
from ankigen.folders import LOCK_FILE, shown
from ankigen.languages import codes, messages


@click.command(
    "listing",
    epilog="\b\nExamples:\n  ankigen listing decks/my-deck\n"
    "  ankigen listing decks/my-deck > listing.md",
)
@click.argument("deck", type=click.Path(path_type=Path))
@language_option
def command(deck: Path, language: str) -> None:
    """Write the texts of a deck's page among AnkiWeb's shared decks.

    Title, tags, support page and description as its form wants them, and answers to the
    usual questions, in each language of the deck.
    """
    from ankigen.report import listing

    loaded, standings = load_released((deck,))
    show(loaded, language, quiet=True)
    if loaded.has_errors:
        sys.exit(1)
    for standing in standings:
        if not (standing.deck.folder / LOCK_FILE).exists():
            name = shown(standing.deck.folder)
            click.echo(messages.said("commands.build.unreleased", language, deck=name), err=True)
        compiled = standing.released or standing.at(0)
        written = [code for code in standing.deck.languages if code in codes()]
        pages = (listing.text(listing.listing(compiled, code), code) for code in written)
        click.echo("\n\n".join(pages))
