"""``ankigen fmt`` for one file."""

from __future__ import annotations

import os
from pathlib import Path

from ankigen import kinds
from ankigen.diagnostics import Diagnostic, Hint, Location, Severity
from ankigen.edit import lay_out
from ankigen.edit.citing import move_works
from ankigen.edit.rewritten import Rewritten, deck_files
from ankigen.folders import DECK_FILE, SOURCES_FILE, shown
from ankigen.schema.made import ENTRY
from ankigen.source import SourceFile, read_file
from ankigen.source.tree import UnreadableTextError

SCHEMA_FOLDER = "schema"


def lay_out_file(path: Path, shown_as: str) -> Rewritten:
    """Return a file in its canonical layout; ``shown_as`` is how people know it."""
    source = read_file(path, shown_as)
    errors = _errors(source)
    if errors:
        return Rewritten(path, problems=errors)
    bom = any(d.code == "encoding-bom" for d in source.diagnostics)
    return _laid_out(path, shown_as, source.text, source.text, bom=bom)


def cite_in_deck(folder: Path) -> list[Rewritten]:
    """Return the files of a deck with the works that its notes tell in its bibliography.

    Those that change are in their canonical layout. One that has mistakes is named, and
    nothing moves.
    """
    paths = [path for path in deck_files([folder]) if path.name != DECK_FILE]
    sources = {path: read_file(path, shown(path)) for path in paths}
    if found := tuple(d for source in sources.values() for d in _errors(source)):
        return [Rewritten(folder, problems=found)]
    works = folder / SOURCES_FILE
    told = sources.pop(works, None)
    notes = {path.as_posix(): source.text for path, source in sources.items()}
    try:
        moved = move_works(notes, told.text if told else "")
    except UnreadableTextError:
        place = Location(shown(works if told else folder))
        return [Rewritten(folder, problems=(Diagnostic(place, "layout-data"),))]
    texts = {works: moved.bibliography} | {Path(name): text for name, text in moved.notes.items()}
    before = {works: told.text if told else ""} | {path: s.text for path, s in sources.items()}
    left = tuple(
        Diagnostic(Location(shown(Path(name)), line), "work-differs", {"key": key})
        for name, line, key in moved.left
    )
    changed = [path for path, text in texts.items() if text != before[path]]
    done = [_laid_out(path, shown(path), before[path], texts[path]) for path in changed]
    return [*done, *([Rewritten(folder, problems=left)] if left else [])]


def _errors(source: SourceFile) -> tuple[Diagnostic, ...]:
    return tuple(d for d in source.diagnostics if d.severity is Severity.ERROR)


def _laid_out(path: Path, shown_as: str, before: str, text: str, *, bom: bool = False) -> Rewritten:
    result = lay_out(text, kinds.file_kinds(), schemas_for(path))
    problems = (Diagnostic(Location(shown_as), result.refused),) if result.refused else ()
    return Rewritten(path, before, result.text, bom, problems=problems)


def schemas_for(path: Path) -> str:
    """Return the way from a file to the nearest folder of schemas above it, '' if there is none."""
    folder = path.resolve().parent
    for above in (folder, *folder.parents):
        schemas = above / SCHEMA_FOLDER
        if (schemas / ENTRY).is_file():
            return os.path.relpath(schemas, folder).replace(os.sep, "/")
    return ""


def not_canonical(done: Rewritten, shown_as: str) -> Diagnostic:
    """Say at which line the layout of a file first differs from the canonical one."""
    before, after = done.before.split("\n"), done.after.split("\n")
    # Where all lines are the same, only the byte-order mark at the top goes.
    line = 1 if before == after else min(_same_lines(before, after) + 1, len(before))
    place = Location(shown_as, line, 1, line, len(before[line - 1]) + 1)
    return Diagnostic(place, "layout", hints=(Hint("run-fmt"),))


def _same_lines(before: list[str], after: list[str]) -> int:
    pairs = zip(before, after, strict=False)
    return next(
        (n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after))
    )
