"""``ankigen schema``."""

from __future__ import annotations

from pathlib import Path

import click

from ankigen.cli.output import language_option
from ankigen.languages import messages


@click.command(
    "schema",
    epilog="\b\nExamples:\n"
    "  ankigen schema --out schema\n"
    "  ankigen schema --out schema --deck decks/my-deck",
)
@click.option(
    "--out",
    "-o",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the schemas; decks in decks/NAME expect them in schema/.",
)
@click.option(
    "--deck",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of a deck: the schemas have its languages and propose its keys "
    "(default: id and en, no keys).",
)
@language_option
def command(out: Path, deck: Path | None, language: str) -> None:
    """Write the JSON Schemas of deck files, for editors and other tools."""
    from ankigen.edit import new_files

    for code, params in new_files.write_schemas(out, deck).notices:
        click.echo(messages.notice(code, params, language))
