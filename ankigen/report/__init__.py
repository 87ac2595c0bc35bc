"""Findings → strings: pure functions from data, nothing here prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ankigen.diagnostics import Diagnostic
from ankigen.languages import messages
from ankigen.report import machine, text
from ankigen.report.colour import PLAIN, Paint
from ankigen.report.machine import Sources

_MACHINE: dict[str, Callable[[Sequence[Diagnostic], Sources, str], str]] = {
    "json": machine.as_json,
    "github": machine.github,
    "sarif": machine.sarif,
}


def render(
    form: str,
    diagnostics: Sequence[Diagnostic],
    sources: Sources,
    language: str,
    paint: Paint = PLAIN,
) -> str:
    """Write diagnostics as ``full``, ``concise``, ``json``, ``github`` or ``sarif``.

    The formats for people end with a line that counts.
    """
    if form in _MACHINE:
        return _MACHINE[form](diagnostics, sources, language)
    if form == "full":
        lines = [text.full(d, sources, language, paint) for d in diagnostics]
    else:
        lines = [text.concise(d, language, paint) for d in diagnostics]
    lines.append(text.summary(diagnostics, len(sources), language))
    if form == "full" and diagnostics:
        lines.append(f"{messages.word('more', language)} {diagnostics[0].code}")
    return "\n".join(lines)
