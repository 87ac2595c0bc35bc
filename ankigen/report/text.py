"""Diagnostics as text for people: ``full`` with the author's own line, ``concise`` on one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ankigen.diagnostics import Diagnostic, Severity
from ankigen.languages import messages
from ankigen.report.colour import PLAIN, Paint
from ankigen.report.frame import frame

if TYPE_CHECKING:
    from ankigen.source import SourceFile


NOTHING_TOLD: frozenset[str] = frozenset()


def concise(
    diagnostic: Diagnostic,
    language: str,
    paint: Paint = PLAIN,
    told: frozenset[str] = NOTHING_TOLD,
) -> str:
    """Write a diagnostic on one line: place, severity, code, message and the hints.

    What was ``told`` with the same mistake is not told again.
    """
    advice = "; ".join(each for each in hints(diagnostic, language) if each not in told)
    line = headline(diagnostic, language, paint)
    return f"{line} ({advice})" if advice else line


def full(
    diagnostic: Diagnostic,
    sources: Mapping[str, SourceFile],
    language: str,
    paint: Paint = PLAIN,
    told: frozenset[str] = NOTHING_TOLD,
) -> str:
    """Write a diagnostic with the line that is wrong, the line as it should be, and all advice.

    What was ``told`` with the same mistake is not told again.
    """
    lines = [headline(diagnostic, language, paint)]
    source = sources.get(diagnostic.location.path)
    margin = " "
    if source is not None:
        margin, shown = frame(diagnostic, source, paint)
        lines += shown
    label = messages.word("hint", language)
    for advice in hints(diagnostic, language):
        if advice in told:
            continue
        lines.append(f"{margin} {paint('=', 'frame')} {paint(label, 'label')}: {advice}")
    if diagnostic.description and diagnostic.description not in told:
        label = messages.word("schema", language)
        said = messages.side(diagnostic.description, language)
        lines.append(f"{margin} {paint('=', 'frame')} {paint(label, 'label')}: {said}")
    return "\n".join(lines) + "\n"


def headline(diagnostic: Diagnostic, language: str, paint: Paint = PLAIN) -> str:
    """Write the place, severity, code and message; every text format starts with it."""
    severity = diagnostic.severity.value
    word = messages.word(severity, language)
    said = messages.message(diagnostic.code, diagnostic.params, language)
    place = messages.visible(str(diagnostic.location))
    label = paint(f"{word}[{diagnostic.code}]", severity)
    return f"{paint(place, 'place')}: {label}: {paint(said, 'message')}"


def hints(diagnostic: Diagnostic, language: str) -> list[str]:
    """Return the advice, one text for each hint."""
    return [messages.hint(hint.code, hint.params, language) for hint in diagnostic.hints]


def summary(diagnostics: Iterable[Diagnostic], files: int, language: str) -> str:
    """Write the closing line: how much was read, and how much is wrong."""
    severities = [d.severity for d in diagnostics]
    return messages.said(
        "report.summary.line",
        language,
        files=_counted("files", files, language),
        errors=_counted("errors", severities.count(Severity.ERROR), language),
        warnings=_counted("warnings", severities.count(Severity.WARNING), language),
    )


def _counted(what: str, count: int, language: str) -> str:
    form = "one" if count == 1 else "other"
    return messages.said(f"report.summary.{what}.{form}", language, count=count)
