"""Dates as people write them → the form that files have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen import languages
from ankigen.dates import PartialDate

_ISO = re.compile(r"([0-9]{4})[-/.\s]([0-9]{1,2})(?:[-/.\s]([0-9]{1,2}))?")
_DAY_MONTH = re.compile(r"(?:([0-9]{1,2})[-/.\s])?([0-9]{1,2})[-/.\s]([0-9]{4})")
_WORDED = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?[-/.\s]*)?([^\W\d_]{3,})[-/.,\s]+([0-9]{4})", re.I
)
_AMERICAN = re.compile(r"([^\W\d_]{3,})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})", re.I)
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def readings(text: str) -> list[str]:
    """Return the dates that a text can mean, in the form of files; day first before month first."""
    text = _DASHES.sub("-", text.strip().strip("\u201c\u201d\u2018\u2019\"'"))
    found = [str(date) for parts in _parts(text) if (date := _date(*parts))]
    return list(dict.fromkeys(found))


def _parts(text: str) -> Iterator[tuple[int, int, int]]:
    if match := _ISO.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3] or 0)
    elif match := _DAY_MONTH.fullmatch(text):
        day, month, year = int(match[1] or 0), int(match[2]), int(match[3])
        yield year, month, day
        if day:
            yield year, day, month
    elif match := _WORDED.fullmatch(text):
        yield from ((int(match[3]), month, int(match[1] or 0)) for month in _months(match[2]))
    elif match := _AMERICAN.fullmatch(text):
        yield from ((int(match[3]), month, int(match[2])) for month in _months(match[1]))


def _months(word: str) -> Iterator[int]:
    """Yield the months that a word names, or shortens, in any language."""
    for code in languages.codes():
        for number, name in enumerate(languages.months(code), 1):
            if name.casefold().startswith(word.casefold().rstrip(".")):
                yield number


def _date(year: int, month: int, day: int) -> PartialDate | None:
    parts = (year, month, day) if day else (year, month)
    try:
        return PartialDate.parse("-".join(f"{part:02}" for part in parts))
    except ValueError:
        return None
