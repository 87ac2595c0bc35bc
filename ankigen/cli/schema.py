"""``ankigen schema``."""

from __future__ import annotations

from pathlib import Path

import click

from ankigen.cli.output import language_option
from ankigen.languages import messages


@click.command("schema", epilog="\b\nExamples:\n  ankigen schema --out schema")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the schemas; decks in decks/NAME expect them in schema/.",
)
@language_option
def command(out: Path, language: str) -> None:
    """Write the JSON Schemas of deck files, for editors and other tools."""
    from ankigen.edit import new_files

    for code, params in new_files.write_schemas(out).notices:
        click.echo(messages.notice(code, params, language))
