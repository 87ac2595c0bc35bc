"""The language views of a deck, and its packages as sets of them: they follow from its languages.

The variants of the first release come first, wherever their languages stand, so that a language
that is added later moves no card of theirs.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from msgspec import Struct

from ankigen import languages

DEFAULT_LANGUAGES = ("id", "en")
_FIRST = ("id", "en", "id-en")
_PACKAGES = {"id-en": "translation"}


class Variant(Struct, frozen=True):
    """A language view of the notes, with a note type and a subdeck of its own.

    ``asks`` and ``answers`` are language codes. Whatever on the card is not content is in the
    language that it asks in.
    """

    asks: str
    answers: str

    @property
    def name(self) -> str:
        """A language code, or two that a hyphen joins, the asking one first."""
        return f"{self.asks}-{self.answers}" if self.translates else self.asks

    @property
    def labels(self) -> str:
        """The language of everything on the card that is not content."""
        return self.asks

    @property
    def translates(self) -> bool:
        """Whether the variant asks for the other language."""
        return self.asks != self.answers

    @property
    def subdeck(self) -> str:
        """The name of the subdeck, which readers keep for ever."""
        words = pair(self.name) if self.translates else languages.read(self.asks, "cards")
        return str(words["subdeck"])


def variant(name: str) -> Variant:
    """Return the variant of a name: ``id``, ``id-en``."""
    asks, _, answers = name.partition("-")
    return Variant(asks, answers or asks)


@functools.cache
def pair(name: str) -> languages.Words:
    """Return what a translated pair says, from the file of either of its languages.

    Raises AnkigenError ``language-lacks`` where neither has it.
    """
    asks, _, answers = name.partition("-")
    for code in (asks, answers):
        pairs = languages.read(code, "cards")["pairs"]
        if name in pairs:
            found: languages.Words = pairs[name]
            return found
    missing: languages.Words = languages.read(asks, "cards")["pairs"][name]
    return missing


def default_translations(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pairs of a deck that names none: its first two languages."""
    return (f"{codes[0]}-{codes[1]}",) if len(codes) > 1 else ()


@functools.cache
def variants_of(codes: tuple[str, ...], pairs: tuple[str, ...]) -> dict[str, Variant]:
    """Return the variants of a deck in these languages with these translated pairs, by name."""
    names = (*codes, *pairs)
    ordered = (
        *(name for name in _FIRST if name in names),
        *(name for name in names if name not in _FIRST),
    )
    return {name: variant(name) for name in ordered}


@functools.cache
def packages_of(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the packages of a deck with these variants: the variants in each, by its name."""
    packages: dict[str, tuple[str, ...]] = {
        _PACKAGES.get(name, name): (name,) for name in names if name in _FIRST
    }
    if set(_FIRST) <= set(names):
        packages["bilingual"] = _FIRST
    return packages | {name: (name,) for name in names if name not in _FIRST}


def every_variant(codes: Iterable[str]) -> dict[str, Variant]:
    """Return all variants that decks in these languages can have."""
    codes = tuple(codes)
    pairs = tuple(f"{one}-{other}" for one in codes for other in codes if one != other)
    return variants_of(codes, pairs)
