"""Trouble as data: what is wrong, where, and how to mend it.

Nothing here is worded: a diagnostic carries a code and its parameters, and
``ankigen.languages.messages`` holds the wording in each language.
"""

from __future__ import annotations

import contextlib
import difflib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class Severity(Enum):
    """How bad it is; only an error makes a command fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst, so that sorting by it puts errors first."""
        return ("error", "warning", "info").index(self.value)


class Word(str):
    """A parameter that is itself a code of the word table, to be put in the reader's language."""

    __slots__ = ()


class Bilingual(str):
    """A parameter that says the same in both languages: ``Indonesian — English``, as in schemas."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A span of a file: lines and columns from 1, in code points; the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of a span by ``text``; an empty span inserts."""

    location: Location
    text: str


@dataclass(frozen=True, slots=True)
class Hint:
    """One line of advice: a code of the hint table and its parameters."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault (or doubt) in a deck, with the smallest place that is wrong.

    ``certain`` says that its edits leave nothing to choose, where that depends on the deck.
    """

    location: Location
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[Hint, ...] = ()
    edits: tuple[Edit, ...] = ()
    severity: Severity = Severity.ERROR
    description: str = ""
    certain: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """Worst first, then by place: the order in which people are shown faults."""
        return (self.severity.rank, self.location, self.code, sorted(self.params.items()))


class AnkigenError(Exception):
    """The world outside the decks failed: the output, Anki, git, the clock.

    ``code`` and ``params`` are worded by ``ankigen.languages.messages`` like a diagnostic.
    """

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell what keeps a file or folder from being written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise AnkigenError("output", path=path.as_posix(), reason=reason) from error


class MisuseError(Exception):
    """What was asked for cannot be done so: wrong usage, worded like the above."""

    def __init__(self, code: str, hint: Hint | None = None, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.hint = hint
        self.params = params


def did_you_mean(value: str, known: Iterable[str], cutoff: float = 0.6) -> tuple[Hint, ...]:
    """Return a hint that names the known word nearest to a value, if one is near."""
    near = nearest(value, known, cutoff)
    return (Hint("did-you-mean", {"name": near}),) if near else ()


def nearest(value: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word nearest to a value, whatever the case of its letters, or ''."""
    words = {word.casefold(): word for word in known}
    # Nobody misspells a key by a page; comparing long texts takes quadratic time.
    near = difflib.get_close_matches(value[:100].casefold(), list(words), 1, cutoff)
    return words[near[0]] if near else ""


_SHORTEST_SURE = 5
"""Letters of a word that can be told with a slip in it: any two short ones are alike."""


def slip_of(value: str, known: Iterable[str]) -> str:
    """Return the only known key that a value is but for one slip of the pen, or ''.

    That is a letter too many, too few or wrong, or two swapped; in no digit and not at the
    start of a word, where keys differ that mean different things (``law-24``, ``emigration``).
    """
    found = [word for word in known if len(value) >= _SHORTEST_SURE and _is_slip(value, word)]
    return found[0] if len(found) == 1 else ""


def _is_slip(value: str, word: str) -> bool:
    if value == word or abs(len(value) - len(word)) > 1:
        return False
    start = _same(value, word)
    one, other = value[start:], word[start:]
    end = _same(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    # At a hyphen itself, words are only joined or parted.
    inside = start > 0 and (word[start - 1] != "-" or "-" in one + other)
    slip = max(len(one), len(other)) == 1 or (len(one) == 2 and one == other[::-1])
    return slip and inside and not any(letter.isdigit() for letter in one + other)


def _same(one: str, other: str) -> int:
    """Return how many letters two texts start with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
