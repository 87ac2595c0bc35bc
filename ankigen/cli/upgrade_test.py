"""``ankigen upgrade-test``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.output import language_option
from ankigen.cli.progress import steps
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.anki.upgrade import Upgrade


@click.command(
    "upgrade-test",
    epilog="\b\nExamples:\n  ankigen upgrade-test old.apkg new.apkg"
    "\n  ankigen upgrade-test my-deck-v1.0.0 HEAD --decks decks/my-deck",
)
@click.argument("old")
@click.argument("new")
@click.option(
    "--decks",
    type=click.Path(path_type=Path),
    default=Path("decks"),
    show_default=True,
    help="The deck, or folder of decks, that is built where OLD or NEW is a git revision.",
)
@click.option(
    "--python",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The Python of another Anki to ask (default: this one's, by the extra ankigen[anki]).",
)
@language_option
def command(old: str, new: str, decks: Path, python: Path | None, language: str) -> None:
    """Prove in real Anki that an update costs a reader nothing.

    Imports OLD into a scratch collection, answers, suspends, flags, tags and edits, then
    imports NEW with Anki's default options. OLD and NEW are packages, folders of packages
    or revisions of the git repository that DECKS lies in, which this ankigen builds. Exits
    with 1 where the reader loses or misses anything.
    """
    from ankigen.anki.upgrade import upgrade
    from ankigen.cli.sides import two_sides

    with steps(3, "trying") as done, two_sides(old, new, decks, language) as (before, after):
        done()
        outcome = upgrade(before, after, python, done)
    _show(outcome, language)
    sys.exit(1 if outcome.findings else 0)


def _show(outcome: Upgrade, language: str) -> None:
    from ankigen.report import diff as report

    for finding in outcome.findings:
        click.echo(report.finding(finding, language), err=True)
    click.echo(
        messages.said(
            "commands.upgrade-test.summary",
            language,
            anki=outcome.anki,
            answers=outcome.answers,
            updated=outcome.updated,
            new=outcome.new,
            cards=outcome.cards,
            findings=len(outcome.findings),
        )
    )
