"""What cards and messages say, as data: one folder per language, and no Python in it.

``<code>/cards.yaml`` has what stands on cards, ``<code>/messages.yaml`` what the tool says to
people. A language is added by its folder alone. Nothing falls back to another language: what a
language lacks is an error that names it.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from ankigen.diagnostics import AnkigenError

_HERE = Path(__file__).parent
FIRST = ("id", "en")
"""The languages of the first release: they come first, and a deck that names none has them."""
_CODE = re.compile(r"[a-z]{2,3}")
"""A hyphen would make a pair of it."""


@functools.cache
def codes() -> tuple[str, ...]:
    """Return the codes of all languages: those of the first release, then the others by code.

    A code has two or three small letters; another folder is no language.
    """
    found = sorted(path.parent.name for path in _HERE.glob("*/cards.yaml"))
    others = (code for code in found if code not in FIRST and _CODE.fullmatch(code))
    return (*FIRST, *others)


class Words(dict[str, Any]):
    """A part of a language's file. A key that it lacks raises AnkigenError ``language-lacks``."""

    __slots__ = ("_place",)

    def __init__(self, content: dict[str, Any], place: str) -> None:
        super().__init__(
            (key, Words(value, f"{place} {key}") if isinstance(value, dict) else value)
            for key, value in content.items()
        )
        self._place = place

    def __missing__(self, key: str) -> Any:
        file, _, way = self._place.partition(" ")
        raise AnkigenError("language-lacks", file=file, what=f"{way} {key}".strip())


def months(code: str) -> tuple[str, ...]:
    """Return a language's names of the months, January first."""
    return tuple(read(code, "cards")["months"])


@functools.cache
def read(code: str, file: str) -> Words:
    """Return the content of a language's ``cards`` or ``messages`` file.

    Raises AnkigenError ``language-lacks`` where the language has no such file, and
    ``language-unreadable`` where it is no YAML mapping, or has what a deck must not have.
    """
    name = f"languages/{code}/{file}.yaml"
    try:
        content = (_HERE / code / f"{file}.yaml").read_bytes()
    except FileNotFoundError:
        raise AnkigenError("language-lacks", file=name, what=f"{file}.yaml") from None
    # Imported when a language is read: most commands can help without one.
    from ankigen.source.events import build_mapping

    try:
        return Words(build_mapping(content), name)
    except ValueError as error:
        place = f"{name}:{error}".rstrip(":")
        raise AnkigenError("language-unreadable", file=place) from None
