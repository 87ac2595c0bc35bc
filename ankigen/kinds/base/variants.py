"""The language views of a deck, and its packages as sets of them: they follow from its languages.

A language has a package of its core as well: the notes of the first level, where there are others.

The variants of the first release come first, wherever their languages stand, so that a language
that is added later moves no card of theirs.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping

from ankigen import languages
from ankigen.kinds.base.variant import Variant

DEFAULT_LANGUAGES = languages.FIRST
_FIRST = ("id", "en", "id-en")
_PACKAGES = {"id-en": "translation"}

CORE_LEVEL = 1
"""The level whose notes are the core of a deck."""

_CORE = ".core"


def subdeck(of: Variant) -> str:
    """Return the name of a variant's subdeck, which readers keep for ever."""
    words = pair(of.name) if of.translates else languages.read(of.asks, "cards")
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
    """Return the pairs of a deck that names none: that of the first release, if it can be.

    Else its first two languages.
    """
    if {"id", "en"} <= set(codes):
        return ("id-en",)
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


def moved_variants(released: Iterable[str], now: Iterable[str]) -> list[str]:
    """Return the released variants in their order, if a deck has them all in another.

    Not those of the first release, which keep their places wherever they stand.
    """
    was = [name for name in released if name not in _FIRST]
    order = [name for name in now if name in was]
    return was if len(order) == len(was) and order != was else []


@functools.cache
def packages_of(names: tuple[str, ...], *, core: bool = False) -> dict[str, tuple[str, ...]]:
    """Return the packages of a deck with these variants: the variants in each, by its name.

    With ``core`` that of a language comes after the package of its core.
    """
    packages: dict[str, tuple[str, ...]] = {}
    for name in (each for each in names if each in _FIRST):
        packages |= _with_core(name, core=core)
    if set(_FIRST) <= set(names):
        packages["bilingual"] = _FIRST
    for name in (each for each in names if each not in _FIRST):
        packages |= _with_core(name, core=core)
    return packages


def _with_core(name: str, *, core: bool) -> dict[str, tuple[str, ...]]:
    own = core and not variant(name).translates
    names = [*([core_of(name)] if own else []), _PACKAGES.get(name, name)]
    return dict.fromkeys(names, (name,))


def core_of(language: str) -> str:
    """Return the name of the package of a language's core."""
    return f"{language}{_CORE}"


def is_core(package: str) -> bool:
    """Whether the package of this name holds the core of a language only."""
    return package.endswith(_CORE)


def chosen(offered: Mapping[str, tuple[str, ...]], names: Collection[str]) -> dict[str, bool]:
    """Return the variants in some of the packages that are offered (in all where none is named).

    Each is True where it is there as a whole, not its core alone.
    """
    found: dict[str, bool] = {}
    for package in names or offered:
        for name in offered.get(package, ()):
            found[name] = found.get(name, False) or not is_core(package)
    return found


def every_variant(codes: Iterable[str]) -> dict[str, Variant]:
    """Return all variants that decks in these languages can have."""
    codes = tuple(codes)
    worded = {name for code in codes for name in languages.read(code, "cards")["pairs"]}
    pairs = (f"{one}-{other}" for one in codes for other in codes if one != other)
    return variants_of(codes, tuple(name for name in pairs if name in worded))
