"""What a deck is about against what its notes say: subjects, topics and levels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ankigen.deck.checks import NodeFault, NoteFile, is_key
from ankigen.diagnostics import Hint, Severity, nearest, slip_of
from ankigen.kinds.base.drawings import slug
from ankigen.source import SourceFile

_WHAT = ("subjects", "topics", "levels")


def check_declared(files: list[NoteFile], deck: SourceFile) -> Iterator[NodeFault]:
    """Yield the subjects, topics and levels of notes that ``deck.yaml`` does not have.

    Of a list that it has not at all only the first use is told, as a warning: so a deck can
    begin without it.
    """
    declared = {what: _keys(deck.data, what) for what in _WHAT}
    begun: set[str] = set()
    for file in files:
        for path, key, wanted in file.references:
            if wanted not in declared or key in declared[wanted] or not is_key(key):
                continue
            if wanted in begun or deck.may_hold(wanted):
                continue
            known = declared[wanted]
            if not known:
                begun.add(wanted)
            titled = _titled(key, deck.data, wanted)
            meant = titled or (nearest(key, known, 0.75) if wanted != "levels" else "")
            hint = Hint("declare-or-choose" if known else "declare", _params(wanted, known))
            yield NodeFault(
                file.source,
                path,
                "undeclared",
                {"key": key, "list": wanted},
                meant,
                () if meant else (hint,),
                severity=Severity.ERROR if known else Severity.WARNING,
                certain=meant != "" and meant in (titled, slip_of(key, known)),
            )


def _keys(data: Any, what: str) -> list[str]:
    told = data.get(what) if isinstance(data, dict) else None
    if isinstance(told, list):
        return [str(number) for number in range(1, len(told) + 1)]
    return list(told) if isinstance(told, dict) else []


def _titled(key: str, data: Any, what: str) -> str:
    """Return the only subject or topic with a title of which somebody made a key, or ''."""
    told = data.get(what) if isinstance(data, dict) else None
    named = told if isinstance(told, dict) else {}
    found = [
        known
        for known, title in named.items()
        if isinstance(title, dict) and key in (slug(str(each)) for each in title.values())
    ]
    return found[0] if len(found) == 1 else ""


def _params(what: str, declared: list[str]) -> dict[str, str]:
    return {"list": what, "choices": ", ".join(declared)}
