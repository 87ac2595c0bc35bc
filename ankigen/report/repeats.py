"""The same mistake made often: shown some times, then counted; its advice is given once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ankigen.diagnostics import Diagnostic
from ankigen.languages import messages

SHOWN = 3
"""How often the same mistake is shown."""

_WRITTEN = frozenset(
    {"raw", "value", "text", "comment", "front", "other", "answer", "words", "number", "count"}
    | {"date", "as_of", "months", "indent", "byte", "first", "later_date", "earlier_date"}
)
"""The parameters that only say what somebody wrote here: the mistake is the same without them."""


@dataclass(frozen=True, slots=True)
class Once:
    """A mistake to show, what was told with it before, and how many like it are not shown."""

    diagnostic: Diagnostic
    told: frozenset[str] = frozenset()
    hidden: int = 0


def repeats(diagnostics: Sequence[Diagnostic], language: str) -> Iterator[Once]:
    """Yield the mistakes to show, in their order."""
    alike = [_mistake(each, language) for each in diagnostics]
    total, shown = Counter(alike), Counter[tuple[str, str]]()
    told = defaultdict[tuple[str, str], set[str]](set)
    for diagnostic, mistake in zip(diagnostics, alike, strict=True):
        shown[mistake] += 1
        if shown[mistake] > SHOWN:
            continue
        hidden = total[mistake] - SHOWN if shown[mistake] == SHOWN else 0
        yield Once(diagnostic, frozenset(told[mistake]), hidden)
        told[mistake] |= advice(diagnostic, language)


def advice(diagnostic: Diagnostic, language: str) -> set[str]:
    """Return all that is told besides the message."""
    hints = {messages.hint(hint.code, hint.params, language) for hint in diagnostic.hints}
    return hints | {diagnostic.description}


def _mistake(diagnostic: Diagnostic, language: str) -> tuple[str, str]:
    params = {key: "" if key in _WRITTEN else said for key, said in diagnostic.params.items()}
    return diagnostic.severity.value, messages.message(diagnostic.code, params, language)
