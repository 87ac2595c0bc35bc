"""Texts by language: what an author writes, read once and never changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from typing import Any, ClassVar, Self

LINE = r"^[^\n\r\t]*[^\n\r\t ][^\n\r\t]*$(?!\n)"
PROSE = r"[^\n\r\t ]"


def clean(text: str) -> str:
    """Normalise a text: NFC, no white space at its ends."""
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()


def _is_clean_line(value: Any) -> bool:
    """Whether a value is surely a line with nothing to clean: most are."""
    return (
        value.__class__ is str
        and value.isprintable()
        and value != ""
        and value[0] != " "
        and value[-1] != " "
        and (value.isascii() or unicodedata.is_normalized("NFC", value))
    )


def _is_line(value: Any) -> bool:
    return value.__class__ is str and re.search(LINE, value) is not None


def _is_prose(value: Any) -> bool:
    return value.__class__ is str and re.search(PROSE, value) is not None


class Text(dict[str, str]):
    """A text by language. In a language that it lacks it is empty; it is never changed."""

    __slots__ = ()
    most: ClassVar[int] = 2000
    """The longest that a side may be, in characters."""
    complete: ClassVar[bool] = True
    """Whether every language of the deck must be there."""
    single: ClassVar[bool] = False
    """Whether one text without a language may stand for all languages of the deck."""
    fits: ClassVar[Any] = staticmethod(_is_prose)

    def in_language(self, language: str) -> str:
        """Return the side for a language code, '' where there is none."""
        return self.get(language, "")

    def shown(self, language: str) -> str:
        """Return the side for somebody who reads a language, another one where it is not there."""
        return self.get(language) or next(iter(self.values()), "")

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none: it may change
        return hash(frozenset(self.items()))

    @classmethod
    def read(cls, data: Any, languages: Set[str]) -> Self:
        """Build a text of data from a file; raises ValueError for what is none.

        ``languages`` are those of the deck, in their order.
        """
        if data.__class__ is str and cls.single:
            data = dict.fromkeys(languages, data)
        if data.__class__ is not dict or not data:
            raise ValueError("no mapping")
        if data.keys() != languages and (cls.complete or not data.keys() <= languages):
            raise ValueError("other languages")
        most = cls.most
        for said in data.values():
            if not _is_clean_line(said) or len(said) > most:
                return cls._careful(data)
        return cls(data)

    @classmethod
    def _careful(cls, data: dict[str, Any]) -> Self:
        for said in data.values():
            if not cls.fits(said) or len(said) > cls.most:
                raise ValueError("no text")
        return cls((language, clean(said)) for language, said in data.items())


class Prose(Text):
    """A text that may have several lines, in every language of the deck."""

    __slots__ = ()


class Label(Text):
    """A text on one line, in every language of the deck."""

    __slots__ = ()
    most = 300
    fits = staticmethod(_is_line)


class Synonym(Label):
    """A text on one line, in some languages of the deck."""

    __slots__ = ()
    complete = False


class Name(Label):
    """A name, which may be one for all languages: ``city: Jakarta``."""

    __slots__ = ()
    single = True


class ShortName(Name):
    """An abbreviation, which may be one for all languages, or in some of them only."""

    __slots__ = ()
    complete = False


NO_TEXT = Text()
