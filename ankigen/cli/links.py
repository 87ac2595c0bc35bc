"""``ankigen links``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen import __version__
from ankigen.cli.decks import load_decks
from ankigen.cli.output import language_option, show
from ankigen.cli.progress import watched

if TYPE_CHECKING:
    from ankigen.deck.links import Link
    from ankigen.deck.web import Answer

_AGENT = f"ankigen/{__version__} (link check)"
_PAUSE = 2.0


@click.command(
    "links",
    epilog="\b\nExamples:\n  ankigen links\n  ankigen links --check --format markdown > links.md",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "checking", is_flag=True, help="Ask every address (needs the network).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to write them.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds to wait for an answer, however slowly it comes.",
)
@click.option(
    "--tries",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="How often to ask before an address counts as broken.",
)
@language_option
def command(
    decks: tuple[Path, ...], checking: bool, form: str, timeout: float, tries: int, language: str
) -> None:
    """List every address in decks with its file and line, or check them all.

    With --check only what needs a look is listed; the exit code is 1 where an address is
    broken, not where a site only refuses programs.
    """
    from ankigen.deck import links
    from ankigen.report.links import checked, listing

    loaded = load_decks(decks)
    show(loaded, language, quiet=True)
    found = links.find(loaded.sources.values())
    answers = _ask(found, timeout, tries) if checking else []
    text = checked(found, answers, form, language) if checking else listing(found, form)
    click.echo(text, nl=False)
    sys.exit(1 if loaded.has_errors or _any_broken(answers) else 0)


def _ask(found: list[Link], timeout: float, tries: int) -> list[Answer]:
    from ankigen.deck import web

    urls = [link.url for link in found]
    answers = web.check(urls, agent=_AGENT, timeout=timeout, tries=tries, pause=_PAUSE)
    return list(watched(answers, len(urls), "asking"))


def _any_broken(answers: list[Answer]) -> bool:
    return any(answer.verdict.value == "broken" for answer in answers)
