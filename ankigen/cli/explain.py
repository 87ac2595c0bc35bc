"""``ankigen explain``."""

from __future__ import annotations

import click

from ankigen.cli.options import complete_codes
from ankigen.cli.output import language_option


@click.command(
    "explain", epilog="\b\nExamples:\n  ankigen explain unquoted\n  ankigen explain --lang id empty"
)
@click.argument("code", required=False, shell_complete=complete_codes)
@language_option
def command(code: str | None, language: str) -> None:
    """Say what a code of a message means, with a wrong and a right example.

    Without CODE: all codes.
    """
    from ankigen.report import pages

    if code is None:
        click.echo(pages.index(language))
        return
    page = pages.page(code)
    if page is None:
        near = pages.nearest_code(code)
        raise click.BadParameter(f"{code}" + (f" — {near}?" if near else ""))
    click.echo(pages.explain(page, language))
