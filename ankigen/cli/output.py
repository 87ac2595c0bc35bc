"""What commands share in printing: the language, diagnostics, failures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from ankigen.diagnostics import AnkigenError, Diagnostic
    from ankigen.load import Loaded

_C = TypeVar("_C", bound=Callable[..., Any])

_LOCALE_VARIABLES = ("ANKIGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def default_language() -> str:
    """Return ``id`` where the locale is Indonesian, else ``en``."""
    for name in _LOCALE_VARIABLES:
        value = os.environ.get(name)
        if value:
            return "id" if value.lower().split("_")[0].split(".")[0] in ("id", "in") else "en"
    return "en"


def language_option(command: _C) -> _C:
    """Add ``--lang id|en``."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["id", "en"]),
        default=default_language,
        help="Language of messages (default: from the locale).",
    )(command)


def show(loaded: Loaded, language: str, *, quiet: bool = False) -> None:
    """Print everything that is wrong with decks, and a summary where anything is."""
    from ankigen.report import text  # noqa: PLC0415 - imported when needed

    for diagnostic in loaded.diagnostics:
        click.echo(text.concise(diagnostic, language), err=True)
    if loaded.diagnostics or not quiet:
        click.echo(text.summary(loaded.diagnostics, len(loaded.sources), language), err=True)


def show_all(diagnostics: Iterable[Diagnostic], language: str) -> None:
    """Print diagnostics that are about no deck file in particular."""
    from ankigen.report import text  # noqa: PLC0415 - imported when needed

    for diagnostic in diagnostics:
        click.echo(text.concise(diagnostic, language), err=True)


def fail(error: AnkigenError) -> NoReturn:
    """Print why the world outside failed, and exit with 3."""
    from ankigen import messages  # noqa: PLC0415 - imported when needed

    language = default_language()
    label = messages.word("error", language)
    said = messages.message(error.code, error.params, language)
    click.echo(f"ankigen: {label}[{error.code}]: {said}", err=True)
    sys.exit(3)
