"""``ankigen fmt`` for one file."""

from __future__ import annotations

import os
from pathlib import Path

from ankigen import kinds, schema
from ankigen.diagnostics import Diagnostic, Hint, Location, Severity
from ankigen.edit import lay_out
from ankigen.edit.rewritten import Rewritten
from ankigen.source import read_file

SCHEMA_FOLDER = "schema"


def lay_out_file(path: Path, shown: str) -> Rewritten:
    """Return a file in its canonical layout; ``shown`` is how people know it."""
    source = read_file(path, shown)
    errors = tuple(d for d in source.diagnostics if d.severity is Severity.ERROR)
    if errors:
        return Rewritten(path, problems=errors)
    bom = any(d.code == "encoding-bom" for d in source.diagnostics)
    result = lay_out(source.text, kinds.file_kinds(), schemas_for(path))
    problems = (Diagnostic(Location(shown), result.refused),) if result.refused else ()
    return Rewritten(path, source.text, result.text, bom, problems=problems)


def schemas_for(path: Path) -> str:
    """Return the way from a file to the nearest folder of schemas above it, '' if there is none."""
    folder = path.resolve().parent
    for above in (folder, *folder.parents):
        schemas = above / SCHEMA_FOLDER
        if (schemas / schema.ENTRY).is_file():
            return os.path.relpath(schemas, folder).replace(os.sep, "/")
    return ""


def not_canonical(done: Rewritten, shown: str) -> Diagnostic:
    """Say at which line the layout of a file first differs from the canonical one."""
    before, after = done.before.split("\n"), done.after.split("\n")
    # Where all lines are the same, only the byte-order mark at the top goes.
    line = 1 if before == after else min(_same_lines(before, after) + 1, len(before))
    place = Location(shown, line, 1, line, len(before[line - 1]) + 1)
    return Diagnostic(place, "layout", hints=(Hint("run-fmt"),))


def _same_lines(before: list[str], after: list[str]) -> int:
    pairs = zip(before, after, strict=False)
    return next(
        (n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after))
    )
