"""``ankigen lint``."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ankigen.cli.clock import now
from ankigen.cli.config import lint_settings
from ankigen.cli.decks import load_released
from ankigen.cli.options import complete_rules
from ankigen.cli.output import all_option, colour_option, format_option, language_option, show
from ankigen.languages import messages

_C = TypeVar("_C", bound=Callable[..., Any])

if TYPE_CHECKING:
    from ankigen.deck import Loaded
    from ankigen.lint import Settings


def _rules_option(name: str, short: str, about: str) -> Callable[[_C], _C]:
    """Add an option that takes rules, several with commas between them or one each time."""

    def split(_: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> list[str]:
        return [code.strip() for each in given for code in each.split(",") if code.strip()]

    return click.option(
        name,
        short,
        multiple=True,
        metavar="CODE[,CODE]",
        callback=split,
        shell_complete=complete_rules,
        help=f"{about} May be repeated.",
    )


@click.command(
    "lint",
    epilog="\b\nExamples:\n  ankigen lint\n  ankigen lint decks/my-deck --strict\n"
    "  ankigen lint --select numbers-differ,same-front\n"
    "  ankigen lint --today 2026-11-24 --fix\n\b\n"
    "Rules: ankigen explain CODE; configuration: docs/lint.md",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@_rules_option("--select", "-s", "Run only these rules.")
@_rules_option("--ignore", "-i", "Leave these rules out.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--fix", is_flag=True, help="Mend what is certain, then check again.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: datetime.date.today().isoformat(),
    help="The day for judging age (default: today).",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing where nothing is wrong.")
@all_option
@format_option
@colour_option
@language_option
def command(
    paths: tuple[Path, ...],
    select: list[str],
    ignore: list[str],
    strict: bool,
    fix: bool,
    today: datetime.datetime,
    quiet: bool,
    every: bool,
    form: str,
    colour: str,
    language: str,
) -> None:
    """Check decks and what their cards say.

    PATH is a deck's folder, a file in it, or a folder of decks (default: decks/).
    Decks that `validate` finds wrong are not looked at further.
    """
    settings = lint_settings(tuple(select), tuple(ignore), language)
    checked = _checked(paths, today.date(), settings, strict=strict)
    if fix and _mend(checked, language):
        checked = _checked(paths, today.date(), settings, strict=strict)
    show(checked, language, quiet=quiet, form=form, colour=colour, err=False, every=every)
    sys.exit(1 if checked.has_errors else 0)


def _checked(
    paths: tuple[Path, ...], today: datetime.date, settings: Settings, *, strict: bool
) -> Loaded:
    from ankigen.deck import Loaded
    from ankigen.lint import lint, stricter

    loaded, _ = load_released(paths, now())
    found = (*loaded.diagnostics, *lint(loaded, today, settings))
    if strict:
        found = stricter(found)
    return Loaded(loaded.decks, tuple(sorted(found, key=lambda d: d.order)), loaded.sources)


def _mend(checked: Loaded, language: str) -> bool:
    """Write the files that have certain mends, and say so; whether any had one."""
    from ankigen.lint.fix import mended

    changed = False
    for path, source in checked.sources.items():
        here = [each for each in checked.diagnostics if each.edits and each.location.path == path]
        text = mended(source, here) if source.readable and here else source.text
        if text != source.text:
            changed = True
            Path(path).write_text(text, encoding="utf-8", newline="")
            params = {"path": path, "count": str(len(here))}
            click.echo(messages.notice("fixed", params, language))
    return changed
