"""A deck's bibliography against its notes: works that are cited, and works that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ankigen.deck.checks import NodeFault, NoteFile, is_key
from ankigen.diagnostics import Hint, Severity, nearest, slip_of
from ankigen.source import SourceFile

_SOURCES = "sources"
_PAGE = re.compile("https?://[^/?#]+/[^/]")


def check_works(
    files: list[NoteFile], bibliography: SourceFile | None, sources: list[SourceFile]
) -> Iterator[NodeFault]:
    """Yield citations of works that are not there, works that nobody cites, and works told twice.

    ``bibliography`` is the deck's ``sources.yaml``, None where there is none; ``sources`` are
    all files of the deck, also those that could not be read.
    """
    works = _works(bibliography)
    used: set[str] = set()
    for file in files:
        for path, key, wanted in file.references:
            if wanted != _SOURCES:
                continue
            used.add(key)
            lost = bibliography is not None and bibliography.may_hold(key)
            if key not in works and is_key(key) and not lost:
                meant = nearest(key, works, 0.75)
                used.add(meant)
                add = "add-work" if bibliography else "start-works"
                hints = () if meant else (Hint(add, {"key": key}),)
                certain = meant != "" and meant == slip_of(key, works)
                yield NodeFault(
                    file.source, path, "unknown-work", {"key": key}, meant, hints, certain=certain
                )
    if bibliography is not None:
        yield from _unused(bibliography, works, used, sources)
        yield from _doubled(bibliography, works)
        yield from _unread(bibliography, works)


def _works(bibliography: SourceFile | None) -> dict[str, Any]:
    data = bibliography.data if bibliography else None
    works = data.get(_SOURCES) if isinstance(data, dict) else None
    return works if isinstance(works, dict) else {}


def _unused(
    bibliography: SourceFile, works: dict[str, Any], used: set[str], sources: list[SourceFile]
) -> Iterator[NodeFault]:
    if not all(source.readable for source in sources):
        return
    for key in works:
        if key not in used and not any(source.may_hold(key) for source in sources):
            yield NodeFault(
                bibliography,
                (_SOURCES, key),
                "work-unused",
                {"key": key},
                hints=(Hint("cite-or-delete"),),
                severity=Severity.WARNING,
                at_key=True,
            )


def _doubled(bibliography: SourceFile, works: dict[str, Any]) -> Iterator[NodeFault]:
    """Find works with one address: a reader would get the same page under two names."""
    first: dict[str, str] = {}
    for key, work in works.items():
        url = work.get("url") if isinstance(work, dict) else None
        if not isinstance(url, str) or not url:
            continue
        other = first.setdefault(url, key)
        if other != key:
            yield NodeFault(
                bibliography,
                (_SOURCES, key, "url"),
                "work-doubled",
                {"key": other},
                hints=(Hint("cite-one-work", {"key": other}),),
                other=(bibliography, (_SOURCES, other, "url")),
            )


def _unread(bibliography: SourceFile, works: dict[str, Any]) -> Iterator[NodeFault]:
    """Find pages without the day when somebody read them: what they say can change.

    A whole site says nothing: it stands for a body's own pages. Nor is one with a note for
    editors asked again: it says why.
    """
    for key, work in works.items():
        url = work.get("url") if isinstance(work, dict) else None
        if isinstance(url, str) and _PAGE.match(url) and not {"read", "note"} & work.keys():
            yield NodeFault(
                bibliography,
                (_SOURCES, key),
                "work-unread",
                {"key": key},
                hints=(Hint("add-read"),),
                severity=Severity.WARNING,
                at_key=True,
            )
