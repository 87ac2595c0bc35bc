"""``validate --fix`` for one file."""

from __future__ import annotations

from pathlib import Path

from ankigen import schema
from ankigen.diagnostics import Diagnostic, Location
from ankigen.edit import fix
from ankigen.edit.rewritten import Rewritten
from ankigen.edit.told import tell
from ankigen.folders import DECK_FILE
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.source import parse_text, read_file


def fix_file(path: Path, shown: str) -> Rewritten:
    """Return a file with every certain edit applied; ``shown`` is how people know it."""
    source = read_file(path, shown)
    # What the bytes of another encoding mean is a guess: such a file is left to people.
    if not source.text or any(d.code == "encoding-utf8" for d in source.diagnostics):
        return Rewritten(path)
    marks = tuple(d for d in source.diagnostics if d.code == "encoding-bom")
    text, codes = source.text, _languages_at(path)
    result = fix(text, lambda changed: _diagnose(shown, changed, codes))
    problems = (Diagnostic(Location(shown), result.refused),) if result.refused else ()
    return Rewritten(path, text, result.text, bool(marks), (*marks, *result.fixed), problems)


def _languages_at(path: Path) -> tuple[str, ...]:
    """Return the languages of the deck that a file belongs to: the nearest at or above it."""
    folder = path.resolve().parent
    for above in (folder, *folder.parents):
        deck = above / DECK_FILE
        if deck.is_file():
            return schema.languages_of(read_file(deck, str(deck)).data)
    return DEFAULT_LANGUAGES


def _diagnose(
    shown: str, text: str, codes: tuple[str, ...] = DEFAULT_LANGUAGES
) -> list[Diagnostic]:
    return tell(parse_text(shown, text), codes)[1]
