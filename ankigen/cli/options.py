"""Options that commands share, and what the shell completes of what comes behind them.

A completion is asked for at a press of a key, of decks that may be half written: whatever
cannot be read is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from ankigen.folders import DECK_FILE, DECKS, SOURCES_FILE, find_decks
from ankigen.given import UnfitError, read_given

_C = TypeVar("_C", bound=Callable[..., Any])
Complete = Callable[[click.Context, click.Parameter, str], list[str]]

_KEY = re.compile(rb"^[ -]*key: *[\"']?([a-z0-9-]+)", re.MULTILINE)
_WORK = re.compile(rb"^  ([a-z0-9-]+):", re.MULTILINE)


def _starting(find: Callable[[click.Context], Iterable[str]]) -> Complete:
    """Offer what begins like the word that is being written."""

    def complete(context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
        return [each for each in find(context) if each.startswith(begun)]

    return complete


def _codes(_context: click.Context) -> Iterable[str]:
    from ankigen.languages import messages

    return messages.codes()


def _rules(_context: click.Context) -> Iterable[str]:
    from ankigen.lint import codes

    return codes()


def _keys(context: click.Context) -> Iterator[str]:
    for folder in _decks(context):
        if context.params.get("work"):
            yield from _found(_WORK, folder / SOURCES_FILE)
            continue
        for path in sorted(folder.glob("*.y*ml")):
            if path.name not in (DECK_FILE, SOURCES_FILE):
                yield from _found(_KEY, path)


def _packages(context: click.Context) -> Iterable[str]:
    from ankigen.deck import load

    loaded = load(_decks(context))
    return dict.fromkeys(name for deck in loaded.decks for name in deck.packages)


def _decks(context: click.Context) -> list[Path]:
    """Return the decks that the line names so far, else those under ``decks/``."""
    given = context.params.get("decks") or context.params.get("deck")
    named = [given] if isinstance(given, Path) else given
    # Behind an option without its value, arguments are not sorted out yet.
    return find_decks(map(Path, named or context.args or [DECKS]))[0]


def _found(pattern: re.Pattern[bytes], path: Path) -> Iterator[str]:
    try:
        content = read_given(path)
    except UnfitError:
        return
    for match in pattern.finditer(content):
        yield match[1].decode("ascii")


complete_codes = _starting(_codes)
complete_rules = _starting(_rules)
complete_keys = _starting(_keys)
complete_packages = _starting(_packages)


def out_option(default: str, about: str, *, file: bool = False) -> Callable[[_C], _C]:
    """Add ``--out``, a folder or a file."""
    kind = click.Path(path_type=Path, file_okay=file, dir_okay=not file)
    return click.option(
        "--out", "-o", type=kind, default=Path(default), show_default=True, help=about
    )


def package_option(about: str) -> Callable[[_C], _C]:
    """Add ``--package``, which may be repeated."""
    return click.option(
        "--package", "packages", metavar="PACKAGE", multiple=True,
        shell_complete=complete_packages, help=about,
    )  # fmt: skip


deck_option = click.option(
    "--deck",
    type=click.Path(path_type=Path),
    help="Folder of the deck (default: the only one under decks/).",
)
