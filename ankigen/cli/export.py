"""``ankigen export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ankigen.cli.decks import load_decks, refuse_unknown
from ankigen.cli.options import package_option
from ankigen.cli.output import language_option, show
from ankigen.languages import messages


@click.command(
    "export",
    epilog="\b\nExamples:\n"
    "  ankigen export --format csv --out cards.csv\n"
    "  ankigen export decks/my-deck --format quizlet --package id --out quizlet.txt",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "quizlet"]), required=True,
    help="How to write them.",
)  # fmt: skip
@package_option("Only this package's cards; may be repeated (default: all).")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.",
)  # fmt: skip
@language_option
def command(
    decks: tuple[Path, ...], form: str, packages: tuple[str, ...], out: Path, language: str
) -> None:
    """Write cards as plain texts for other programs, each with its key.

    DECK is a deck's folder or a folder of decks (default: decks/). Quizlet asks both ways by
    itself, so it gets each fact once.
    """
    from ankigen.anki.package import Stamps
    from ankigen.cards import compile_deck
    from ankigen.edit.rewritten import write_text
    from ankigen.release.standing import released_notes
    from ankigen.report import exported

    loaded = load_decks(decks)
    show(loaded, language, quiet=True)
    if loaded.has_errors:
        sys.exit(1)
    refuse_unknown(packages, loaded.decks)
    found = [
        row
        for deck in loaded.decks
        for row in exported.rows(
            compile_deck(deck, Stamps(0, released_notes(deck.folder))), packages, form
        )
    ]
    write_text(out, exported.render(found, form))
    cards = str(len(found))
    click.echo(messages.notice("previewed", {"path": out.as_posix(), "cards": cards}, language))
