"""What the shell completes besides commands and options: keys, codes and packages.

It is asked for at a press of a key, of decks that may be half written: whatever cannot be
read is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from ankigen.folders import DECKS, SOURCES_FILE, find_decks
from ankigen.given import UnfitError, read_given

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
            if path.name not in ("deck.yaml", SOURCES_FILE):
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


codes = _starting(_codes)
rules = _starting(_rules)
keys = _starting(_keys)
packages = _starting(_packages)
