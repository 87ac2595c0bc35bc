"""Findings → strings: pure functions from data, nothing here prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ankigen.diagnostics import Diagnostic
from ankigen.languages import messages
from ankigen.report import machine, text
from ankigen.report.colour import PLAIN, Paint
from ankigen.report.machine import Sources
from ankigen.report.repeats import Once, repeats

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
    *,
    every: str = "",
) -> str:
    """Write diagnostics as ``full``, ``concise``, ``json``, ``github`` or ``sarif``.

    The formats for people end with a line that counts. Where ``every`` says how to see each of
    them, they show a mistake that was made often only some times.
    """
    if form in _MACHINE:
        return _MACHINE[form](diagnostics, sources, language)
    lines = []
    for once in repeats(diagnostics, language) if every else map(Once, diagnostics):
        if form == "full":
            lines.append(text.full(once.diagnostic, sources, language, paint, once.told))
        else:
            lines.append(text.concise(once.diagnostic, language, paint, once.told))
        if once.hidden:
            more = messages.said("report.more", language, count=once.hidden, every=every)
            lines.append(f"{more}\n" if form == "full" else more)
    lines.append(text.summary(diagnostics, len(sources), language))
    if form == "full" and diagnostics:
        lines.append(f"{messages.word('more', language)} {diagnostics[0].code}")
    return "\n".join(lines)
