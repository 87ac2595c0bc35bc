"""What a deck is about against what its notes say: subjects, topics and levels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ankigen.deck.checks import NodeFault, NoteFile, is_key
from ankigen.diagnostics import Hint, nearest
from ankigen.source import SourceFile

_WHAT = ("subjects", "topics", "levels")


def check_declared(files: list[NoteFile], deck: SourceFile) -> Iterator[NodeFault]:
    """Yield the subjects, topics and levels of notes that ``deck.yaml`` does not have."""
    declared = {what: _keys(deck.data, what) for what in _WHAT}
    for file in files:
        for path, key, wanted in file.references:
            if wanted not in declared or key in declared[wanted] or not is_key(key):
                continue
            if deck.may_hold(wanted):
                continue
            meant = nearest(key, declared[wanted]) if wanted != "levels" else ""
            hints = () if meant else (_hint(wanted, declared[wanted]),)
            params = {"key": key, "list": wanted}
            yield NodeFault(file.source, path, "undeclared", params, meant, hints)


def _keys(data: Any, what: str) -> list[str]:
    told = data.get(what) if isinstance(data, dict) else None
    if isinstance(told, list):
        return [str(number) for number in range(1, len(told) + 1)]
    return list(told) if isinstance(told, dict) else []


def _hint(what: str, declared: list[str]) -> Hint:
    code = "declare-or-choose" if declared else "declare"
    return Hint(code, {"list": what, "choices": ", ".join(declared)})
