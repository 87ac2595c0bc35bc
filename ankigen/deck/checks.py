"""What a schema cannot see: keys over several files, references, the calendar, media.

Each check reads the data of the readable files of one deck, so that one faulty file
never hides what is wrong in another; and nothing is concluded from what could not be read.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ankigen.dates import PartialDate
from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity, Word, nearest
from ankigen.source import Path as NodePath
from ankigen.source import SourceFile

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at a node; its place is looked up later, for all faults of a file at once."""

    source: SourceFile
    path: NodePath
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    meant: str = ""
    hints: tuple[Hint, ...] = ()
    other: tuple[SourceFile, NodePath] | None = None
    """Another node, whose place the message names as ``other``."""


@dataclass(frozen=True, slots=True)
class NoteFile:
    """What the checks between files need of a readable file; its data need not stay.

    ``keys`` has the present and former keys of its notes with their places, ``notes`` the
    notes by their present key: their former ones. ``strays`` are the texts of notes without
    a key, perhaps under a misspelt name.
    """

    source: SourceFile
    kind: str
    keys: tuple[tuple[NodePath, str], ...] = ()
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strays: frozenset[str] = frozenset()
    references: tuple[tuple[NodePath, str], ...] = ()
    pictures: tuple[tuple[NodePath, str], ...] = ()
    dates: tuple[Finding, ...] = ()
    retiring: frozenset[int] = frozenset()
    """The places of notes that are retired, or have retired facts."""


def survey(source: SourceFile, data: Any, kind: str, key: str) -> NoteFile:
    """Go through the notes of a file once; ``key`` is the top-level key that they are under."""
    items = data.get(key)
    keys: list[tuple[NodePath, str]] = []
    notes: dict[str, tuple[str, ...]] = {}
    strays: set[str] = set()
    references: list[tuple[NodePath, str]] = []
    pictures: list[tuple[NodePath, str]] = []
    dates: list[Finding] = []
    retiring: set[int] = set()
    for index, note in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(note, dict):
            continue
        at: NodePath = (key, index)
        own = note.get("key")
        if isinstance(own, str):
            keys.append(((*at, "key"), own))
            notes.setdefault(own, _former_keys(note))
        else:
            strays |= {value for value in note.values() if isinstance(value, str)}
        was = note.get("was")
        for i, former in enumerate(was if isinstance(was, list) else ()):
            # A former key still belongs to its note: no other may have it.
            if isinstance(former, str):
                keys.append(((*at, "was", i), former))
        references += _references(note, at)
        pictures += _pictures(note, at)
        dates += _dates(source, kind, note, at)
        if "retired" in note or "retired_facts" in note:
            retiring.add(index)
    return NoteFile(
        source,
        kind,
        tuple(keys),
        notes,
        frozenset(strays),
        tuple(references),
        tuple(pictures),
        tuple(dates),
        frozenset(retiring),
    )


def check_deck(
    files: list[NoteFile], sources: list[SourceFile], media: Path, shown_media: str
) -> Iterator[Diagnostic]:
    """Yield everything that is wrong between the notes of one deck.

    ``sources`` are all files of the deck, also those that could not be read.
    """
    notes = _Notes(files, sources)
    findings = list(_unique_keys(files))
    for file in files:
        findings += _unknown(file, notes)
        findings += file.dates
    present, unreadable = _present(media, shown_media)
    yield from unreadable
    if not unreadable:
        findings += _missing_media(files, media, present)
    yield from located(findings)
    yield from _unused_media(files, sources, present, shown_media)


def located(findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """Turn findings into diagnostics; each file is read again at most once."""
    findings = [f for f in findings if not _is_spoiled(f)]
    wanted: dict[int, tuple[SourceFile, set[NodePath]]] = {}
    for finding in findings:
        for source, path in [(finding.source, finding.path), *filter(None, [finding.other])]:
            wanted.setdefault(id(source), (source, set()))[1].add(path)
    nodes = {number: source.locate(paths) for number, (source, paths) in wanted.items()}
    for finding in findings:
        place = finding.source.span(nodes[id(finding.source)].get(finding.path))
        if place.line in finding.source.marred:
            continue
        params = dict(finding.params)
        if finding.other is not None:
            source, path = finding.other
            params["other"] = str(source.span(nodes[id(source)].get(path)))
        hints = finding.hints
        edits: tuple[Edit, ...] = ()
        if finding.meant:
            hints = (Hint("did-you-mean", {"name": finding.meant}), *hints)
            edits = (Edit(place, finding.meant),)
        yield Diagnostic(place, finding.code, params, hints, edits)


def _is_spoiled(finding: Finding) -> bool:
    path = finding.path
    return any(path[:size] in finding.source.spoiled for size in range(len(path) + 1))


class _Notes:
    """The keys of a deck's notes, and what may be keys in parts that nobody could read."""

    def __init__(self, files: list[NoteFile], sources: list[SourceFile]) -> None:
        self.kinds: dict[str, str] = {}
        self.former: dict[str, str] = {}
        self._maybe: set[str] = set()
        self._lost = [source for source in sources if source.lost]
        for file in files:
            for key, former in file.notes.items():
                self.kinds.setdefault(key, file.kind)
                self.former |= dict.fromkeys(former, key)
            self._maybe |= file.strays

    def may_exist(self, key: str) -> bool:
        return key in self._maybe or any(source.may_hold(key) for source in self._lost)


def _former_keys(note: dict[str, Any]) -> tuple[str, ...]:
    was = note.get("was")
    return tuple(key for key in was if isinstance(key, str)) if isinstance(was, list) else ()


def _unique_keys(files: list[NoteFile]) -> Iterator[Finding]:
    first: dict[str, tuple[SourceFile, NodePath]] = {}
    for file in files:
        for path, key in file.keys:
            if key in first:
                yield Finding(
                    file.source,
                    path,
                    "duplicate-note-key",
                    {"key": key},
                    hints=(Hint("choose-other-key"),),
                    other=first[key],
                )
            else:
                first[key] = (file.source, path)


def _unknown(file: NoteFile, notes: _Notes) -> Iterator[Finding]:
    for path, key in file.references:
        name = str(next(step for step in reversed(path) if isinstance(step, str)))
        params = {"name": name, "key": key}
        if key not in notes.kinds:
            if key in notes.former:
                hints = (Hint("renamed", {"key": notes.former[key]}),)
                yield Finding(file.source, path, "unknown-reference", params, "", hints)
            elif _KEY.fullmatch(key) and not notes.may_exist(key):
                meant = nearest(key, _known(notes, name), 0.75)
                yield Finding(file.source, path, "unknown-reference", params, meant)
        elif name in ("of", "successor") and notes.kinds[key] != "organisation":
            yield Finding(file.source, path, "wrong-reference", params)


def _known(notes: _Notes, name: str) -> Iterator[str]:
    for key, kind in notes.kinds.items():
        if name in ("related", "use") or kind == "organisation":
            yield key


def _references(note: dict[str, Any], at: NodePath) -> Iterator[tuple[NodePath, str]]:
    if isinstance(note.get("of"), str):
        yield (*at, "of"), note["of"]
    related = note.get("related")
    for i, key in enumerate(related if isinstance(related, list) else ()):
        if isinstance(key, str):
            yield (*at, "related", i), key
    status = note.get("status")
    if isinstance(status, dict) and isinstance(status.get("successor"), str):
        yield (*at, "status", "successor"), status["successor"]
    for path, retired in _retirements(note, at):
        if isinstance(retired, dict) and isinstance(retired.get("use"), str):
            yield (*path, "use"), retired["use"]


def _retirements(note: dict[str, Any], at: NodePath) -> Iterator[tuple[NodePath, Any]]:
    yield (*at, "retired"), note.get("retired")
    facts = note.get("retired_facts")
    for fact, retired in facts.items() if isinstance(facts, dict) else ():
        yield (*at, "retired_facts", fact), retired


_DATE_KEYS = frozenset({"date", "as_of", "read", "since"})


@functools.lru_cache(maxsize=4096)
def _parsed(value: str) -> PartialDate | None:
    """Return a date, or None where the calendar has none."""
    try:
        return PartialDate.parse(value)
    except ValueError:
        return None


def _dates(source: SourceFile, kind: str, note: dict[str, Any], at: NodePath) -> Iterator[Finding]:
    dates: dict[NodePath, PartialDate] = {}
    for path, value in _dates_in(note, at):
        # Anything else is the schema's to report.
        if _DATE.fullmatch(value):
            date = _parsed(value)
            if date is None:
                yield Finding(source, path, "bad-date", {"value": value})
            else:
                dates[path] = date
    if kind == "organisation":
        yield from _order(source, at, dates)


def _dates_in(data: dict[str, Any], path: NodePath) -> Iterator[tuple[NodePath, str]]:
    # No recursion into texts: they are most of a note, and have no dates.
    for key, value in data.items():
        if value.__class__ is str:
            if key in _DATE_KEYS:
                yield (*path, key), value
        elif value.__class__ is dict:
            if "id" not in value and "en" not in value:
                yield from _dates_in(value, (*path, key))
        elif value.__class__ is list:
            for index, item in enumerate(value):
                if item.__class__ is dict:
                    yield from _dates_in(item, (*path, key, index))


def _order(
    source: SourceFile, at: NodePath, dates: dict[NodePath, PartialDate]
) -> Iterator[Finding]:
    founded = dates.get((*at, "founded", "date"))
    later: list[tuple[str, NodePath]] = [
        ("end", (*at, "status", "date")),
        ("as-of", (*at, "members", "as_of")),
    ]
    for name, path in later:
        if founded and path in dates and _before(dates[path], founded):
            yield _out_of_order(source, path, name, dates[path], "founding", founded)
    events = sorted(
        (path for path in dates if path[2:4] == ("indonesia", "events") and path[-1] == "date"),
        key=lambda path: path[4],
    )
    for earlier, path in itertools.pairwise(events):
        if _before(dates[path], dates[earlier]):
            yield _out_of_order(
                source, path, "event", dates[path], "previous-event", dates[earlier]
            )


def _before(one: PartialDate, other: PartialDate) -> bool:
    """Whether one date is surely before another, whatever their unknown parts are."""
    precision = min(one.precision, other.precision, key=("year", "month", "day").index)
    return one.to(precision) < other.to(precision)


def _out_of_order(
    source: SourceFile,
    path: NodePath,
    later: str,
    later_date: PartialDate,
    earlier: str,
    earlier_date: PartialDate,
) -> Finding:
    params = {
        "later": Word(later),
        "later_date": str(later_date),
        "earlier": Word(earlier),
        "earlier_date": str(earlier_date),
    }
    return Finding(source, path, "date-order", params)


def _present(media: Path, shown_media: str) -> tuple[set[str], list[Diagnostic]]:
    """Return the names of the regular files in the media folder."""
    try:
        names = {each.name for each in media.iterdir()} if media.is_dir() else set()
    except OSError as error:
        reason = error.strerror or str(error)
        return set(), [Diagnostic(Location(shown_media), "file-unreadable", {"reason": reason})]
    return names, []


def _pictures(note: dict[str, Any], at: NodePath) -> Iterator[tuple[NodePath, str]]:
    # A note, or a fact of it, may show a picture.
    blocks = [(at, note), *(((*at, name), block) for name, block in note.items())]
    for path, block in blocks:
        picture = block.get("picture") if isinstance(block, dict) else None
        shown = picture.get("file") if isinstance(picture, dict) else None
        if isinstance(shown, str):
            yield (*path, "picture", "file"), shown


def _missing_media(files: list[NoteFile], media: Path, present: set[str]) -> Iterator[Finding]:
    for file in files:
        for path, name in file.pictures:
            if name not in present or not (media / name).is_file():
                meant = nearest(name, sorted(present - {name}))
                hints = () if meant else (Hint("put-media"),)
                yield Finding(file.source, path, "media-missing", {"file": name}, meant, hints)


def _unused_media(
    files: list[NoteFile], sources: list[SourceFile], present: set[str], shown_media: str
) -> Iterator[Diagnostic]:
    used = {name for file in files for _, name in file.pictures}
    # A picture that a misspelt name means is not unused as well.
    used |= {nearest(name, sorted(present)) for name in used - present}
    for name in sorted(present - used):
        if not name.startswith(".") and not any(source.may_hold(name) for source in sources):
            yield Diagnostic(
                Location(f"{shown_media}/{name}"),
                "media-unused",
                hints=(Hint("use-or-delete"),),
                severity=Severity.WARNING,
            )
