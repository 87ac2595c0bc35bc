"""What commands share in printing: the language, diagnostics, failures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar

import click

from ankigen.diagnostics import AnkigenError

if TYPE_CHECKING:
    from ankigen.deck import Loaded
    from ankigen.diagnostics import Diagnostic

_C = TypeVar("_C", bound=Callable[..., Any])

FORMATS = ("full", "concise", "json", "github", "sarif")
_LOCALE_VARIABLES = ("ANKIGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_OLD_CODES = {"in": "id"}
"""Codes that some systems still write: ISO 639 withdrew them."""


def default_language() -> str:
    """Return the language of the locale where it is one of ours, else ``en``."""
    from ankigen import languages

    for name in _LOCALE_VARIABLES:
        value = os.environ.get(name)
        if value:
            code = value.lower().split("_")[0].split(".")[0]
            code = _OLD_CODES.get(code, code)
            return code if code in languages.codes() else "en"
    return "en"


def language_option(command: _C) -> _C:
    """Add ``--lang``, with a choice of all languages."""
    from ankigen import languages

    return click.option(
        "--lang",
        "language",
        type=click.Choice(languages.codes()),
        default=default_language,
        help="Language of messages (default: from the locale).",
    )(command)


def default_format() -> str:
    """Return ``github`` inside GitHub Actions, else ``full``."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"


def format_option(command: _C) -> _C:
    """Add ``--format full|concise|json|github|sarif``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default=default_format,
        help="How mistakes are written (default: full; github inside GitHub Actions).",
    )(command)


def colour_option(command: _C) -> _C:
    """Add ``--color auto|always|never``."""
    return click.option(
        "--color",
        "colour",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colour (default: on a terminal; NO_COLOR and FORCE_COLOR are respected).",
    )(command)


def wants_colour(choice: str, stream: TextIO) -> bool:
    """Whether to colour what goes to a stream: an option beats the environment (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def show(
    loaded: Loaded,
    language: str,
    *,
    quiet: bool = False,
    form: str = "",
    colour: str = "auto",
    err: bool = True,
) -> None:
    """Print everything that is wrong with decks, and a closing line (none if quiet and fine).

    A format for programs is always written, so that there is something to read.
    """
    form = form or default_format()
    if quiet and not loaded.diagnostics and form not in ("json", "sarif"):
        return
    from ankigen import report
    from ankigen.report import colour as colours

    painted = wants_colour(colour, sys.stderr if err else sys.stdout)
    paint = colours.ansi if painted else colours.PLAIN
    text = report.render(form, loaded.diagnostics, loaded.sources, language, paint)
    click.echo(text, err=err, color=painted)


def show_all(diagnostics: Iterable[Diagnostic], language: str) -> None:
    """Print diagnostics that are about no deck file in particular."""
    from ankigen.report import text

    for diagnostic in diagnostics:
        click.echo(text.concise(diagnostic, language), err=True)


def fail(error: AnkigenError, language: str = "") -> NoReturn:
    """Print why the world outside failed, and exit with 3."""
    from ankigen.languages import messages

    language = language or default_language()
    try:
        label = messages.word("error", language)
        said = messages.message(error.code, error.params, language)
    except AnkigenError as lack:
        # What a language lacks may be the words to say so.
        if language == "en":
            raise
        fail(lack, "en")
    click.echo(f"ankigen: {label}[{error.code}]: {said}", err=True)
    sys.exit(3)
