"""The numbers and months that a text names, whatever its language writes them like."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from ankigen.lint.base import MONTHS
from ankigen.lint.language import word_set

_UNITS = {
    "id": ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
           "sepuluh", "sebelas"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
           "eighteen", "nineteen"),
}  # fmt: skip
_MORE_WORDS = {
    "id": {
        "pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6,
        "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10, "kesebelas": 11,
        "seratus": 100, "seribu": 1000, "sejuta": 10**6, "semiliar": 10**9, "belasan": 10,
        "puluhan": 10, "setengah": 2, "separuh": 2, "sepertiga": 3, "seperempat": 4,
        "perempat": 4, "pertiga": 3, "seperlima": 5, "dwi": 2, "tritunggal": 3, "berdua": 2,
        "bertiga": 3, "dasawarsa": 10, "abad": 100,
    },
    "en": {
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "both": 2, "twice": 2,
        "thrice": 3, "once": 1, "pair": 2, "half": 2, "quarter": 4, "thirds": 3, "fourths": 4,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 10**6,
        "billion": 10**9, "decade": 10, "century": 100, "dozen": 12, "quarters": 4, "fifths": 5,
        "noon": 12, "midnight": 24,
    },
}  # fmt: skip
_POWERS = {
    "ratus": 100, "ribu": 1000, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12,
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_SHORT_POWERS = {"rb": 1000, "jt": 10**6, "bn": 10**9}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_FIGURE = r"[0-9]+(?:[.,][0-9]+)*"
_NUMBER = re.compile(rf"(?<![\w.,]){_FIGURE}|(?<=[A-Za-z]){_FIGURE}")
_ROMAN_NUMBER = re.compile(r"\b[IVXLCDM]+\b")
_THOUSANDS = {"id": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?\Z"),
              "en": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")}  # fmt: skip
_MONTH = {
    language: {name.casefold(): number for number, name in enumerate(names, 1)}
    for language, names in MONTHS.items()
}
_SPELLED = {
    language: frozenset(units[3:])
    | {word for word, n in _MORE_WORDS[language].items() if n > 2}
    | {"belas", "puluh", *_POWERS}
    for language, units in _UNITS.items()
}
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"[^\W\d_]+")


@functools.cache
def _words(language: str) -> dict[str, int]:
    units = {word: number for number, word in enumerate(_UNITS[language])}
    return {**units, **_MORE_WORDS[language]}


# What is rewritten before numbers are compared, so that both languages are read alike.
_FRACTIONS = str.maketrans({"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"})
_ONE_OF = re.compile(r"(?<![0-9/])1/([2-9])(?![0-9/])")
_GROUPED = re.compile("(?<![0-9.,])([0-9]{1,3})((?:[ \u00a0\u202f\u2009][0-9]{3})+)(?![0-9.,])")
_YEAR_FIRST = re.compile(r"(?<![\w/.-])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![\w/-])")
_YEAR_LAST = re.compile(r"(?<![\w/.-])([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?![\w/-])")
_SHORT_RANGE = re.compile(r"(?<![\w.,])([12][0-9])([0-9]{2})([–/-])([0-9]{2})(?![\w.,/–-]*[0-9])")
_CLOCKS = {
    # Indonesian writes a time of day with a dot: pukul 12.00 is 12:00.
    "id": re.compile(
        r"\b(?:(?:pukul|jam) (?P<h>[0-2]?[0-9])(?:[.:](?P<m>[0-5][0-9]))?"
        r"|(?P<h2>[0-2]?[0-9])[.:](?P<m2>[0-5][0-9])(?= WI(?:B|TA|T)\b))"
        r"(?P<later> (?:siang|sore|petang|malam)\b)?(?![.,:]?[0-9])",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:(?P<h>[0-2]?[0-9]):(?P<m>[0-5][0-9])"
        r"|(?P<h2>[0-9]|1[0-2])(?:\.(?P<m2>[0-5][0-9]))?(?= ?[ap]\.?m\b))"
        r"(?: ?(?:a\.?m\b|(?P<later>p\.?m\b))\.?)?(?![.,:]?[0-9])",
        re.I,
    ),
}
_SCALED = re.compile(
    rf"(?<![0-9.,])(?:({_FIGURE})( ?[–-] ?| sampai | hingga | to | or | atau ))?"
    rf"({_FIGURE})[ \u00a0]?"
    rf"({'|'.join([*_POWERS, *_SHORT_POWERS])})\b",
    re.I,
)


def readings(text: str, language: str) -> list[str]:
    """Return a text with its numbers written out in one way; two where a date can be read twice."""
    if not _DIGIT.search(text):
        return [text]
    text = _ONE_OF.sub(r"\1", text.translate(_FRACTIONS))
    text = _GROUPED.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    text = _YEAR_FIRST.sub(lambda d: _date(d[3], d[2], d[1], language) or d[0], text)
    text = _SHORT_RANGE.sub(_whole_range, text)
    text = _CLOCKS[language].sub(_time, text)
    text = _SCALED.sub(lambda found: _whole(found, language), text)
    day_first = _YEAR_LAST.sub(
        lambda d: _date(d[1], d[3], d[4], language) or _date(d[3], d[1], d[4], language) or d[0],
        text,
    )
    if language == "id":
        return [day_first]
    month_first = _YEAR_LAST.sub(lambda d: _date(d[3], d[1], d[4], language) or d[0], text)
    return [day_first, month_first]


def _date(day: str, month: str, year: str, language: str) -> str:
    """Return a date with the name of its month, nothing where there is no such month."""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return f"{int(day)} {MONTHS[language][int(month) - 1]} {year}"


def _whole_range(found: re.Match[str]) -> str:
    century, begin, mark, end = found.groups()
    # 2023-11 is a month, and 1999-12 may be; an en dash and a later year are no doubt.
    if int(end) <= int(begin) or (mark == "-" and int(end) <= 12):
        return found[0]
    return f"{century}{begin}{mark}{century}{end}"


def _time(found: re.Match[str]) -> str:
    """Return a time of day as its hour of 24 and its minutes, if there are any."""
    hour, minutes = int(found["h"] or found["h2"]), found["m"] or found["m2"] or "0"
    if found["later"] and hour < 12:
        hour += 12
    return f"{hour}" + (f" : {int(minutes)}" if int(minutes) else "")


def _whole(found: re.Match[str], language: str) -> str:
    """Return a number with its scale word as a number in figures: 1,5 juta is 1500000."""
    first, between, last, word = found.groups()
    power = {**_POWERS, **_SHORT_POWERS}[word.casefold()]
    numbers = [
        f"{Decimal(_normal(number, language)) * power:f}" for number in (first, last) if number
    ]
    decimal = "," if language == "id" else "."
    return f"{between or ''}".join(
        number.rstrip("0").rstrip(".").replace(".", decimal) if "." in number else number
        for number in numbers
    )


def figures(text: str, language: str) -> frozenset[str]:
    """Return the numbers that a text writes in figures, in one normal form."""
    if not _DIGIT.search(text):
        return frozenset()
    return frozenset(_normal(found, language) for found in _NUMBER.findall(text))


def _normal(number: str, language: str) -> str:
    thousands, decimal = (".", ",") if language == "id" else (",", ".")
    if _THOUSANDS[language].match(number):
        number = number.replace(thousands, "")
    number = number.replace(decimal, ".").replace(",", ".")
    if number.count(".") == 1:
        number = number.rstrip("0").rstrip(".")
    return number.lstrip("0") or "0"


def words(text: str, language: str) -> frozenset[str]:
    """Return the numbers that a text writes in words, and Roman ones."""
    known = _words(language)
    spoken = _WORD.findall(text.casefold())
    found = {str(known[word]) for word in spoken if word in known}
    found |= {str(number) for number in _compounds(spoken, known)}
    if any(char in text for char in "IVX"):
        found |= {str(_roman(match)) for match in _ROMAN_NUMBER.findall(text)}
    return frozenset(found)


def _compounds(spoken: list[str], known: dict[str, int]) -> Iterator[int]:
    """Yield numbers of several words: seventy-seven, tujuh puluh tujuh, dua belas."""
    for index, word in enumerate(spoken):
        value, rest = known.get(word, 0), spoken[index + 1 : index + 3]
        if not value or not rest:
            continue
        if rest[0] == "belas":
            yield 10 + value
        elif rest[0] == "puluh":
            unit = known.get(rest[1], 0) if len(rest) > 1 else 0
            yield 10 * value + (unit if unit < 10 else 0)
            yield 10 * value
        elif value >= 20 and value % 10 == 0 and value < 100 and 0 < known.get(rest[0], 0) < 10:
            yield value + known[rest[0]]
        elif rest[0] in _POWERS:
            yield value * _POWERS[rest[0]]
        elif rest[0] == "setengah" and len(rest) > 1 and rest[1] in _POWERS:
            yield (2 * value + 1) * _POWERS[rest[1]] // 2
        if word in ("setengah", "half") and (scale := _POWERS.keys() & set(rest)):
            yield _POWERS[scale.pop()] // 2


_PERIODS = re.compile(r"\b(?:abad|dasawarsa|centur(?:y|ies)|decades?)\b", re.I)


def spelled(text: str, language: str) -> frozenset[str]:
    """Return the numbers from three on that a text writes in words, with the parts of each."""
    if word_set(text).isdisjoint(_SPELLED[language]):
        return frozenset()
    return words(_PERIODS.sub("", text), language) - {"0", "1", "2"}


def _roman(numeral: str) -> int:
    values = [_ROMAN[char] for char in numeral]
    return sum(
        -value if any(value < later for later in values[index + 1 :]) else value
        for index, value in enumerate(values)
    )


def months(text: str, language: str) -> frozenset[int]:
    """Return the months (1 to 12) that a text names."""
    names = _MONTH[language]
    found = word_set(text) & names.keys()
    # With a capital: "may" and "march" are verbs.
    return frozenset(names[word] for word in found if word.capitalize() in text)
