"""``ankigen rename``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ankigen.cli.options import complete_keys, deck_option
from ankigen.cli.output import language_option
from ankigen.cli.scratch import scratch
from ankigen.languages import messages


@click.command(
    "rename",
    epilog="\b\nExamples:\n  ankigen rename free-trade free-trade-area\n"
    "  ankigen rename --work page-on-treaties vienna-convention",
)
@click.argument("old", shell_complete=complete_keys)
@click.argument("new")
@click.option("--work", is_flag=True, help="Rename a work of sources.yaml, not a note.")
@deck_option
@language_option
def command(old: str, new: str, work: bool, deck: Path | None, language: str) -> None:
    """Give a note another key, in every place that names it.

    Of a note that readers have, the old key goes under was:, so that it stays the same to
    them. Comments and texts stay as they are; nothing is written unless the deck is sound
    with the new key.
    """
    from ankigen.edit.new_files import check_key, only_deck
    from ankigen.folders import DECKS
    from ankigen.release.renaming import rename
    from ankigen.report import text

    check_key(new)
    folder = only_deck(deck or Path(DECKS))
    with scratch() as place:
        done = rename(folder, old, new, work=work, place=place)
    for fault in done.faults:
        click.echo(text.concise(fault, language), err=True)
    for file, count in done.files:
        file.write()
        params = {"path": file.path.as_posix(), "count": str(count)}
        click.echo(messages.notice("renamed", params, language))
    if done.former:
        click.echo(messages.notice("renamed-former", {"key": done.former}, language))
    sys.exit(1 if done.faults else 0)
