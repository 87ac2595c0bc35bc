"""What commands share in printing: the language, diagnostics, failures."""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, TypeVar, cast

import click

from ankigen.diagnostics import AnkigenError, MisuseError
from ankigen.given import UnfitError

if TYPE_CHECKING:
    from ankigen.deck import Loaded
    from ankigen.diagnostics import Diagnostic

_C = TypeVar("_C", bound=Callable[..., Any])

FORMATS = ("full", "concise", "json", "github", "sarif")
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = ("", "c", "posix")
_OLD_CODES = {"in": "id"}
"""Codes that some systems still write: ISO 639 withdrew them."""


_asked: ContextVar[str] = ContextVar("asked", default="")
"""The language that ``--lang`` named, for what goes wrong outside of commands."""


def wished() -> list[str]:
    """Return the codes of the languages that the environment asks for, the dearest first.

    As GNU programs do: ``LANGUAGE`` is a list, and counts only where there is a locale at all.
    """
    if own := os.environ.get("ANKIGEN_LANG"):
        return [_code(own)]
    found = (value for name in _LOCALE_VARIABLES if (value := os.environ.get(name)))
    locale = _code(next(found, "") or _locale_of_windows())
    if locale in _NO_LANGUAGE:
        return []
    return [*map(_code, filter(None, os.environ.get("LANGUAGE", "").split(":"))), locale]


def _code(locale: str) -> str:
    code = re.split("[_.@-]", locale.lower())[0]
    return _OLD_CODES.get(code, code)


def _locale_of_windows() -> str:
    """Return the locale of Windows' own windows and menus, '' on any other system."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def default_language() -> str:
    """Return the first language that the environment asks for and that is ours, else ``en``."""
    from ankigen import languages

    known = languages.codes()
    return next((code for code in wished() if code in known), "en")


def spoken() -> str:
    """Return the language that ``--lang`` named, else that of the environment."""
    return _asked.get() or default_language()


def language_option(command: _C) -> _C:
    """Add ``--lang``, with a choice of all languages, and word what cannot be done as asked."""
    from ankigen import languages

    @functools.wraps(command)
    def worded(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except (MisuseError, UnfitError) as error:
            raise click.UsageError(_misuse(error)) from None

    def remember(_context: click.Context, _option: click.Parameter, language: str) -> str:
        _asked.set(language)
        return language

    return click.option(
        "--lang",
        "language",
        type=click.Choice(languages.codes()),
        default=default_language,
        callback=remember,
        is_eager=True,
        help="Language of messages (default: from the locale).",
    )(cast(_C, worded))


def _misuse(error: MisuseError | UnfitError) -> str:
    from ankigen.languages import messages

    said = messages.message(error.code, error.params, spoken())
    hint = error.hint if isinstance(error, MisuseError) else None
    return f"{said} ({messages.hint(hint.code, hint.params, spoken())})" if hint else said


def default_format() -> str:
    """Return ``github`` inside GitHub Actions, else ``full``."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"


def format_option(command: _C) -> _C:
    """Add ``--format full|concise|json|github|sarif``; ruff calls it ``--output-format``."""
    return click.option(
        "--format",
        "--output-format",
        "form",
        type=click.Choice(FORMATS),
        default=default_format,
        help="How mistakes are written (default: full; github inside GitHub Actions).",
    )(command)


def all_option(command: _C) -> _C:
    """Add ``--all``."""
    return click.option(
        "--all",
        "every",
        is_flag=True,
        help="Show each mistake, however often the same one was made.",
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
    every: bool | None = None,
) -> None:
    """Print everything that is wrong with decks, and a closing line (none if quiet and fine).

    A format for programs is always written, so that there is something to read. ``every`` is
    whether ``--all`` was given, None where the command does not have it.
    """
    form = form or default_format()
    if quiet and not loaded.diagnostics and form not in ("json", "sarif"):
        return
    from ankigen import report
    from ankigen.report import colour as colours

    painted = wants_colour(colour, sys.stderr if err else sys.stdout)
    paint = colours.ansi if painted else colours.PLAIN
    how = "ankigen validate --all" if every is None else "" if every else "--all"
    text = report.render(form, loaded.diagnostics, loaded.sources, language, paint, every=how)
    click.echo(text, err=err, color=painted)


def show_all(diagnostics: Iterable[Diagnostic], language: str) -> None:
    """Print diagnostics that are about no deck file in particular."""
    from ankigen.report import text

    for diagnostic in diagnostics:
        click.echo(text.concise(diagnostic, language), err=True)


def fail(error: AnkigenError, language: str = "") -> NoReturn:
    """Print why the world outside failed, and exit with 3."""
    from ankigen.languages import messages

    language = language or spoken()
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
