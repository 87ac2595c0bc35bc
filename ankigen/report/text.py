"""Diagnostics as lines for people."""

from __future__ import annotations

from collections.abc import Iterable

from ankigen import messages
from ankigen.diagnostics import Diagnostic, Severity


def concise(diagnostic: Diagnostic, language: str) -> str:
    """Write a diagnostic on one line: place, severity, code, message and the first hints."""
    severity = messages.word(diagnostic.severity.value, language)
    text = messages.message(diagnostic.code, diagnostic.params, language)
    hints = "; ".join(messages.hint(h.code, h.params, language) for h in diagnostic.hints)
    line = f"{diagnostic.location}: {severity}[{diagnostic.code}]: {text}"
    return f"{line} ({hints})" if hints else line


_SUMMARY = {
    "id": ("{files} berkas, {errors} galat, {warnings} peringatan"),
    "en": ("{files} files, {errors} errors, {warnings} warnings"),
}


def summary(diagnostics: Iterable[Diagnostic], files: int, language: str) -> str:
    """Write the closing line: how much was read, and how much is wrong."""
    severities = [d.severity for d in diagnostics]
    return _SUMMARY[language].format(
        files=files,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )
