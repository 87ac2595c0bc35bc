"""``ankigen preview``."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ankigen.cli.clock import now
from ankigen.cli.config import lint_settings
from ankigen.cli.decks import load_decks, refuse_unknown
from ankigen.cli.options import complete_keys, out_option, package_option
from ankigen.cli.output import language_option, show
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.deck import Loaded
    from ankigen.diagnostics import Diagnostic
    from ankigen.site import Contents, Linker


@click.command(
    "preview",
    epilog="\b\nExamples:\n"
    "  ankigen preview\n"
    "  ankigen preview decks/my-deck --note asean --out /tmp/asean.html\n"
    "  ankigen preview --link 'vscode://file/{file}:{line}'",
)
@click.argument("decks", metavar="[DECK]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--note",
    "keys",
    metavar="KEY",
    multiple=True,
    shell_complete=complete_keys,
    help="Show only this note; may be repeated.",
)
@package_option("Show only this package's cards; may be repeated (default: all).")
@out_option("dist/preview.html", "The page to write.", file=True)
@click.option(
    "--link",
    default="",
    help="Address of a line of a file, with {path}, {file} (absolute) and {line} "
    "(default: the file itself, from the page's folder).",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where nothing is wrong.")
@language_option
def command(
    decks: tuple[Path, ...],
    keys: tuple[str, ...],
    packages: tuple[str, ...],
    out: Path,
    link: str,
    quiet: bool,
    language: str,
) -> None:
    """Show every card on one HTML page that opens from disk and loads nothing else.

    Cards are shown as Anki shows them; search, filters, night, phone width, 200 % text
    and a glossary for printing are on the page. DECK is a deck's folder or a folder of
    decks (default: decks/).
    """
    from ankigen import site as preview
    from ankigen.edit.rewritten import write_text

    loaded = load_decks(decks)
    show(loaded, language, quiet=True)
    if loaded.has_errors:
        sys.exit(1)
    refuse_unknown(packages, loaded.decks)
    _check_keys(loaded, keys, language)
    shown = _contents(
        loaded, keys, packages, preview.Linker(Path.cwd(), out.parent, link), language
    )
    write_text(out, preview.page(shown, language))
    if not quiet:
        said = {"path": out.as_posix(), "cards": str(len(shown.cards))}
        click.echo(messages.notice("previewed", said, language))


def _check_keys(loaded: Loaded, keys: tuple[str, ...], language: str) -> None:
    from ankigen.diagnostics import did_you_mean

    known = {note.key for deck in loaded.decks for note in deck.notes}
    for key in keys:
        if key not in known:
            hints = did_you_mean(key, known)
            said = [messages.message("note-unknown", {"key": key}, language)]
            said += [messages.hint(each.code, each.params, language) for each in hints]
            raise click.BadParameter("; ".join(said), param_hint="--note")


def _contents(
    loaded: Loaded,
    keys: tuple[str, ...],
    packages: tuple[str, ...],
    linker: Linker,
    language: str,
) -> Contents:
    from ankigen.anki.package import Stamps
    from ankigen.cards import compile_deck
    from ankigen.release.standing import released_notes
    from ankigen.site import contents

    # Nothing on the page tells a time, so that it changes only with the decks.
    compiled = [compile_deck(deck, Stamps(0, released_notes(deck.folder))) for deck in loaded.decks]
    return contents(
        compiled,
        loaded.sources,
        linker,
        language,
        packages=packages,
        keys=keys,
        diagnostics=(*loaded.diagnostics, *_findings(loaded, language)),
    )


def _findings(loaded: Loaded, language: str) -> list[Diagnostic]:
    from ankigen.lint import lint

    today = datetime.date.fromtimestamp(now())
    return list(lint(loaded, today, lint_settings((), (), language)))
