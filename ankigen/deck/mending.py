"""``validate --fix`` between files: references with one slip, where nothing else can be meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from ankigen.deck.decks import check
from ankigen.deck.trial import copied, told_of
from ankigen.diagnostics import Diagnostic
from ankigen.edit import apply, from_edits
from ankigen.edit.rewritten import Rewritten
from ankigen.source import SourceFile

Identity = tuple[str, tuple[tuple[str, str], ...]]


def references_mended(folder: Path, place: Path) -> list[Rewritten]:
    """Return the files of a deck in which references can be mended for certain.

    ``place`` is an empty folder in which that is tried: each fault must go, and none come.
    """
    loaded = check([folder])
    wanted: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for each in loaded.diagnostics:
        if each.certain and _is_all(loaded.sources[each.location.path], each):
            wanted[each.location.path].append(each)
    if not wanted:
        return []
    done = [
        Rewritten(
            Path(path),
            before := loaded.sources[path].text,
            apply(before, from_edits(before, (edit for d in found for edit in d.edits))),
            fixed=tuple(found),
        )
        for path, found in wanted.items()
    ]
    copy = copied(folder, loaded.sources, {d.path.as_posix(): d.after for d in done}, place)
    mended = _identities(d for found in wanted.values() for d in found)
    after = _identities(told_of(check([copy]).diagnostics, copy, folder))
    return done if not after - (_identities(loaded.diagnostics) - mended) else []


def _is_all(source: SourceFile, found: Diagnostic) -> bool:
    """Whether an edit replaces the key that is wrong, and nothing else."""
    place = found.location
    there = source.line(place.line)[place.column - 1 : place.end_column - 1]
    return there.strip("'\"") == found.params["key"] and len(found.edits) == 1


def _identities(found: Iterable[Diagnostic]) -> Counter[Identity]:
    return Counter((d.code, tuple(sorted(d.params.items()))) for d in found)
