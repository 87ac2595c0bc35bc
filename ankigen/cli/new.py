"""``ankigen new``."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.clock import date, now
from ankigen.cli.output import language_option
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.edit.new_files import Made, Wanted


class _Kind(click.Choice):  # type: ignore[type-arg]  # click 8.1 knows no type of choices
    """Decks and kinds of note; asked for only where needed, since kinds take time to import."""

    def __init__(self) -> None:
        super().__init__(())

    @property
    def choices(self) -> tuple[str, ...]:
        """The names of the kinds."""
        from ankigen.kinds import DECK, kinds

        return (DECK, *kinds())

    @choices.setter
    def choices(self, _: object) -> None:
        """Take nothing: the kinds are what they are."""


@click.command(
    "new",
    epilog="\b\nExamples:\n"
    "  ankigen new deck world-geography\n"
    "  ankigen new term free-trade-area --topic trade\n"
    "  ankigen new organisation asean --deck decks/my-deck --file bodies.yaml",
)
@click.argument("kind", type=_Kind())
@click.argument("key")
@click.option(
    "--deck",
    type=click.Path(path_type=Path),
    help="Folder of the deck for the note (default: the only one under decks/).",
)
@click.option("--file", default="", help="File for the note (default: the only one of its kind).")
@click.option("--topic", default="", help="Topic of the note; also finds its file.")
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Folder that holds decks/ (default: here).",
)
@language_option
def command(
    kind: str, key: str, deck: Path | None, file: str, topic: str, root: Path, language: str
) -> None:
    """Start a deck, or add a note: a valid skeleton with comments in the right file.

    KEY is the name for ever: lower-case English words joined by hyphens.
    """
    from ankigen.edit import new_files

    made = _make(new_files.Wanted(kind, key, date(now()), file, topic), deck, root)
    for code, params in made.notices:
        click.echo(messages.notice(code, params, language))


def _make(wanted: Wanted, deck: Path | None, root: Path) -> Made:
    from ankigen.edit import new_files
    from ankigen.folders import DECKS
    from ankigen.identity import uid_of

    if wanted.kind == "deck":
        uid = uid_of(secrets.token_bytes(10))
        return new_files.new_deck(root, wanted.key, uid, wanted.today)
    return new_files.new_note(new_files.only_deck(deck or root / DECKS), wanted)
