"""The numbers and months that a text names, whatever its language writes them like."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

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
        "seratus": 100, "seribu": 1000, "sejuta": 1_000_000, "belasan": 10, "puluhan": 10,
        "setengah": 2, "separuh": 2, "dwi": 2, "tritunggal": 3, "berdua": 2, "bertiga": 3,
        "dasawarsa": 10, "abad": 100,
    },
    "en": {
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "both": 2, "twice": 2,
        "thrice": 3, "once": 1, "pair": 2, "half": 2, "quarter": 4, "thirds": 3, "fourths": 4,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000,
        "decade": 10, "century": 100, "dozen": 12,
    },
}  # fmt: skip
_POWERS = {
    "ratus": 100, "ribu": 1000, "juta": 1_000_000,
    "hundred": 100, "thousand": 1000, "million": 1_000_000,
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# Indonesian writes a time of day with a dot: pukul 12.00 is 12:00.
_CLOCK = re.compile(r"\b(pukul|jam) ([0-2]?[0-9])\.([0-5][0-9])\b", re.I)
_NUMBER = re.compile(r"(?<![\w.,])[0-9]+(?:[.,][0-9]+)*|(?<=[A-Za-z])[0-9]+")
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


def figures(text: str, language: str) -> frozenset[str]:
    """Return the numbers that a text writes in figures, in one normal form."""
    if not _DIGIT.search(text):
        return frozenset()
    if language == "id":
        text = _CLOCK.sub(r"\1 \2:\3", text)
    return frozenset(_normal(found, language) for found in _NUMBER.findall(text))


def _normal(number: str, language: str) -> str:
    thousands, decimal = (".", ",") if language == "id" else (",", ".")
    if _THOUSANDS[language].match(number):
        number = number.replace(thousands, "")
    number = number.replace(decimal, ".").replace(",", ".")
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
