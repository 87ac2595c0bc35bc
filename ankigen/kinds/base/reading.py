"""Data of files → records: checked and built in one go, for data of the usual form.

What is accepted here is valid by the JSON Schemas (a property test holds it); what is refused
may still be: the schemas decide, and explain.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ankigen.dates import PartialDate
from ankigen.kinds.base.records import (
    FactNames,
    Note,
    Origin,
    RetiredFacts,
    Retirement,
    ReverseNames,
)
from ankigen.kinds.base.shape import fields_of, is_record
from ankigen.kinds.base.text import Text

Refused = (msgspec.ValidationError, ValueError, TypeError, RecursionError)
"""What building raises for data that is not of the usual form."""


class Reader:
    """Builds the records of one class for decks in some languages.

    ``fact_keys`` are the facts that the class knows, as files write them, ``reverse_keys`` those
    of them that can be asked backwards, too.
    """

    def __init__(
        self,
        record: type[Any],
        languages: Iterable[str],
        fact_keys: Iterable[str] = (),
        reverse_keys: Iterable[str] = (),
    ) -> None:
        self.record = record
        # A mapping, since it keeps their order and compares as a set.
        self.languages = dict.fromkeys(languages).keys()
        self.fact_keys = frozenset(fact_keys)
        self.reverse_keys = frozenset(reverse_keys)

    def read(self, data: Any) -> Any:
        """Build one record; raises one of ``Refused`` for data that is not of the usual form."""
        found = msgspec.convert(data, self.record, dec_hook=self._special)
        check_unique(found)
        return found

    def notes(self, items: list[Any], path: str) -> list[Note]:
        """Build the notes of a file, as people are shown it; raises as ``read``."""
        many = list[self.record]  # type: ignore[name-defined]  # a type made as it is needed
        found: list[Note] = msgspec.convert(items, many, dec_hook=self._special)
        set_origin = msgspec.structs.force_setattr
        for index, note in enumerate(found):
            check_unique(note)
            set_origin(note, "origin", Origin(path, index))
        return found

    def _special(self, wanted: type[Any], data: Any) -> Any:
        if wanted is PartialDate:
            return date(data)
        if issubclass(wanted, Text):
            return wanted.read(data, self.languages)
        if wanted is FactNames:
            return FactNames(self._names(data, self.fact_keys))
        if wanted is ReverseNames:
            return ReverseNames(self._names(data, self.reverse_keys))
        if wanted is RetiredFacts:
            return self._retired(data)
        # Where a note stands is nothing that a file could say.
        raise ValueError("not for files")

    def _names(self, data: Any, known: frozenset[str]) -> frozenset[str]:
        names = frozenset(data) if data.__class__ is list else frozenset()
        if not names or len(names) != len(data) or not names <= known:
            raise ValueError("no names of facts")
        return names

    def _retired(self, data: Any) -> RetiredFacts:
        if data.__class__ is not dict or not data or not data.keys() <= self.fact_keys:
            raise ValueError("no facts")
        return RetiredFacts(
            (key.replace("_", "-"), msgspec.convert(each, Retirement, dec_hook=self._special))
            for key, each in data.items()
        )


@functools.lru_cache(maxsize=8192, typed=True)
def date(data: Any) -> PartialDate:
    """Build a date; raises ValueError for one that is not in the calendar or the usual form.

    Without quotes YAML reads a whole date as a date, and a year as a number.
    """
    if data.__class__ not in (str, int, datetime.date):
        raise ValueError("no date")
    text = str(data)
    found = PartialDate.parse(text)
    if str(found) != text:
        raise ValueError("not the usual form")
    return found


def check_unique(record: Any) -> None:
    """Raise ValueError where a list that must not repeat an item does."""
    for get in _unique_lists(record.__class__):
        values = get(record)
        if len(values) > 1 and len(set(values)) != len(values):
            raise ValueError("an item twice")


@functools.cache
def _unique_lists(record: Any) -> tuple[Callable[[Any], tuple[Any, ...]], ...]:
    """Return what gets the lists of a record, or of a record in it, whose items must differ."""
    found: list[Callable[[Any], tuple[Any, ...]]] = []
    for field in fields_of(record):
        if field.extra.get("unique"):
            found.append(functools.partial(_list_of, field.name, None))
        if is_record(field.bare):
            inner = _unique_lists(field.bare)
            found += [functools.partial(_list_of, field.name, get) for get in inner]
    return tuple(found)


def _list_of(
    name: str, inner: Callable[[Any], tuple[Any, ...]] | None, record: Any
) -> tuple[Any, ...]:
    value = getattr(record, name)
    if inner is None:
        return tuple(value)
    return () if value is None else inner(value)
