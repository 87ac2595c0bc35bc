"""``validate --fix`` for one file."""

from __future__ import annotations

from pathlib import Path

from ankigen import schema
from ankigen.diagnostics import Diagnostic, Location
from ankigen.edit import fix
from ankigen.edit.rewritten import Rewritten
from ankigen.source import parse_text, read_file


def fix_file(path: Path, shown: str) -> Rewritten:
    """Return a file with every certain edit applied; ``shown`` is how people know it."""
    source = read_file(path, shown)
    # What the bytes of another encoding mean is a guess: such a file is left to people.
    if not source.text or any(d.code == "encoding-utf8" for d in source.diagnostics):
        return Rewritten(path)
    marks = tuple(d for d in source.diagnostics if d.code == "encoding-bom")
    text = source.text
    result = fix(text, lambda changed: _diagnose(shown, changed))
    problems = (Diagnostic(Location(shown), result.refused),) if result.refused else ()
    return Rewritten(path, text, result.text, bool(marks), (*marks, *result.fixed), problems)


def _diagnose(shown: str, text: str) -> list[Diagnostic]:
    source = parse_text(shown, text)
    found = list(source.diagnostics)
    if source.readable:
        found += schema.check(source)
    return found
