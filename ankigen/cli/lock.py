"""``ankigen lock``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.clock import date, now
from ankigen.cli.decks import load_released
from ankigen.cli.output import language_option, show
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.release.standing import Standing


@click.command("lock", epilog="\b\nExamples:\n  ankigen lock\n  ankigen lock decks/my-deck --check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Print only what would cost readers something.")
@language_option
def command(paths: tuple[Path, ...], check: bool, language: str) -> None:
    """Show what was released of decks, and whether they keep it.

    A deck's ankigen.lock says what its readers have. Whatever would cost them something is
    an error here, in validate and in build: a released note that vanished, a changed key,
    name or uid, a damaged lock. PATH is as for validate.
    """
    loaded, standings = load_released(paths, now())
    show(loaded, language, quiet=True)
    for standing in [] if check else standings:
        if standing.lock or not standing.diagnostics:
            click.echo(_line(standing, language))
    sys.exit(1 if loaded.has_errors else 0)


def _line(standing: Standing, language: str) -> str:
    from ankigen.release.plan import changes

    released = standing.lock
    if released is None or standing.compiled is None:
        return messages.said("commands.lock.never", language, deck=standing.deck.key)
    told = changes(standing.compiled, released)
    return messages.said(
        "commands.lock.released",
        language,
        deck=standing.deck.key,
        version=released.latest.version,
        date=date(released.latest.time),
        notes=len(released.notes),
        retired=sum(note.retired for note in released.notes.values()),
        new=len(told.new),
        changed=len(told.changed) + len(told.retired) + len(told.wording),
    )
