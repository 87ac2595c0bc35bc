"""What a schema cannot see: keys over several files, references, the calendar, media.

Each check reads the data of the readable files of one deck, so that one faulty file
never hides what is wrong in another; and nothing is concluded from what could not be read.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ankigen import kinds
from ankigen.dates import PartialDate
from ankigen.deck.media import unfit
from ankigen.deck.places import can_be_drawn
from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Severity, Word, nearest, slip_of
from ankigen.given import UnfitError, demand_fit
from ankigen.kinds.base.drawings import FILE_NAME as DRAWN
from ankigen.kinds.base.drawings import Drawing, drawing_of
from ankigen.kinds.base.records import PICTURE_NAME, Note
from ankigen.kinds.base.shape import OUTSIDE, Way, references
from ankigen.kinds.places import Place
from ankigen.schema.meant import NOTES
from ankigen.source import Path as NodePath
from ankigen.source import SourceFile

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


Reference = tuple[NodePath, str, str]
"""A place, the key that it names, and of what: a kind of note ('': any), or one of ``OUTSIDE``."""

Drawings = tuple[tuple[NodePath, Drawing], ...]
"""Drawings, each with the place of the fact that implies it."""


def is_key(text: str) -> bool:
    """Whether a text has the form of a key: what has not has its diagnostic already."""
    return _KEY.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class NodeFault:
    """A fault at a node; its place is looked up later, for all faults of a file at once."""

    source: SourceFile
    path: NodePath
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    meant: str = ""
    hints: tuple[Hint, ...] = ()
    other: tuple[SourceFile, NodePath] | None = None
    """Another node, whose place the message names as ``other``."""
    severity: Severity = Severity.ERROR
    at_key: bool = False
    certain: bool = False
    """Whether nothing but ``meant`` can be meant."""


@dataclass(frozen=True, slots=True)
class NoteFile:
    """What the checks between files need of a readable file; its data need not stay.

    ``keys`` has the present and former keys of its notes with their places, ``notes`` the
    notes by their present key: their former ones. ``strays`` are the texts of notes without
    a key, perhaps under a misspelt name. ``drawings`` are what its facts imply; None where
    the file has not the shape of its kind, so that nobody knows.
    """

    source: SourceFile
    kind: str
    keys: tuple[tuple[NodePath, str], ...] = ()
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strays: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    pictures: tuple[tuple[NodePath, str], ...] = ()
    drawings: Drawings | None = None
    dates: tuple[NodeFault, ...] = ()

    def at(self, source: SourceFile) -> NoteFile:
        """Return the same with another record of its file."""
        dates = tuple(dataclasses.replace(finding, source=source) for finding in self.dates)
        return dataclasses.replace(self, source=source, dates=dates)


def drawings_of(notes: Iterable[Note], languages: Sequence[str]) -> Drawings:
    """Return the drawings that the facts of a file's notes imply, each with its fact's place."""
    return tuple(
        ((NOTES, index, fact.key), drawing)
        for index, note in enumerate(notes)
        for fact in kinds.kind_of(note).facts
        if (drawing := drawing_of(fact, note, languages))
    )


def survey(
    source: SourceFile, data: Any, kind: str, key: str, drawings: Drawings | None
) -> NoteFile:
    """Go through the notes of a file once; ``key`` is the top-level key that they are under.

    ``drawings`` are None for a file that has not the shape of its kind.
    """
    built = drawings is not None
    items = data.get(key)
    keys: list[tuple[NodePath, str]] = []
    notes: dict[str, tuple[str, ...]] = {}
    strays: set[str] = set()
    named: list[Reference] = []
    pictures: list[tuple[NodePath, str]] = []
    dates: list[NodeFault] = []
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
        named += _references(kind, note, at)
        pictures += _pictures(note, at)
        dates += _dates(source, kind, note, at, built=built)
    return NoteFile(
        source,
        kind,
        tuple(keys),
        notes,
        frozenset(strays),
        tuple(named),
        tuple(pictures),
        drawings,
        tuple(dates),
    )


def check_deck(
    files: list[NoteFile],
    sources: list[SourceFile],
    media: Path,
    shown_media: str,
    places: Mapping[str, Place],
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
        findings += _missing_media(files, present)
        yield from _unfit_media(files, media, present, shown_media)
    yield from located(findings)
    for missing in located(_missing_drawings(files, present, places)):
        # No warning: strict checks would ask who has no npm for what a maintainer can add.
        yield dataclasses.replace(missing, severity=Severity.INFO)
    yield from _unused_media(files, sources, present, shown_media)


def located(findings: Iterable[NodeFault]) -> Iterator[Diagnostic]:
    """Turn findings into diagnostics; each file is read again at most once."""
    findings = [f for f in findings if not _is_spoiled(f)]
    wanted: dict[int, tuple[SourceFile, set[NodePath]]] = {}
    for finding in findings:
        for source, path in [(finding.source, finding.path), *filter(None, [finding.other])]:
            wanted.setdefault(id(source), (source, set()))[1].add(path)
    nodes = {number: source.locate(paths) for number, (source, paths) in wanted.items()}
    for finding in findings:
        node = nodes[id(finding.source)].get(finding.path)
        place = finding.source.span(node, key=finding.at_key)
        if place.line in finding.source.marred:
            continue
        params = dict(finding.params)
        if finding.other is not None:
            source, path = finding.other
            params["other"] = str(source.span(nodes[id(source)].get(path)))
        hints = finding.hints
        edits: tuple[Edit, ...] = ()
        if finding.meant:
            hints = hints or (Hint("did-you-mean", {"name": finding.meant}),)
            edits = (Edit(place, finding.meant),)
        yield Diagnostic(
            place,
            finding.code,
            params,
            hints,
            edits,
            finding.severity,
            certain=finding.certain,
        )


def _is_spoiled(finding: NodeFault) -> bool:
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


def _unique_keys(files: list[NoteFile]) -> Iterator[NodeFault]:
    first: dict[str, tuple[SourceFile, NodePath]] = {}
    for file in files:
        for path, key in file.keys:
            if key in first:
                yield NodeFault(
                    file.source,
                    path,
                    "duplicate-note-key",
                    {"key": key},
                    hints=(Hint("choose-other-key"),),
                    other=first[key],
                )
            else:
                first[key] = (file.source, path)


def _unknown(file: NoteFile, notes: _Notes) -> Iterator[NodeFault]:
    for path, key, wanted in file.references:
        if wanted in OUTSIDE:
            continue
        name = str(next(step for step in reversed(path) if isinstance(step, str)))
        params = {"name": name, "key": key}
        if key not in notes.kinds:
            if key in notes.former:
                now = notes.former[key]
                hints = (Hint("renamed", {"key": now}),)
                yield NodeFault(
                    file.source, path, "unknown-reference", params, now, hints, certain=True
                )
            elif is_key(key) and not notes.may_exist(key):
                known = list(_known(notes, wanted))
                meant = nearest(key, known, 0.75)
                yield NodeFault(
                    file.source,
                    path,
                    "unknown-reference",
                    params,
                    meant,
                    certain=meant != "" and meant == slip_of(key, known),
                )
        elif wanted not in ("", notes.kinds[key]):
            yield NodeFault(file.source, path, "wrong-reference", params)


def _known(notes: _Notes, wanted: str) -> Iterator[str]:
    for key, kind in notes.kinds.items():
        if wanted in ("", kind):
            yield key


def _references(kind: str, note: dict[str, Any], at: NodePath) -> Iterator[Reference]:
    for way, wanted in _reference_ways(kind):
        # Most notes name no other.
        for path, value in _values(note, way, at) if way[0] in note else ():
            if value.__class__ is str or value.__class__ is int:
                yield path, str(value), wanted


@functools.cache
def _reference_ways(kind: str) -> tuple[tuple[Way, str], ...]:
    page = kinds.kinds().get(kind)
    return references(page.record if page else Note)


def _values(data: Any, way: Way, at: NodePath) -> Iterator[tuple[NodePath, Any]]:
    """Yield what stands at the end of a way, with its place."""
    if not way:
        yield at, data
        return
    step, *rest = way
    if step != "*":
        if isinstance(data, dict) and step in data:
            yield from _values(data[step], tuple(rest), (*at, step))
        return
    items: Iterable[tuple[str | int, Any]] = ()
    if isinstance(data, dict):
        items = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    for own, each in items:
        yield from _values(each, tuple(rest), (*at, own))


_DATE_KEYS = frozenset({"date", "as_of", "read", "since"})


def _dates(
    source: SourceFile, kind: str, note: dict[str, Any], at: NodePath, *, built: bool
) -> Iterator[NodeFault]:
    if not built:
        yield from impossible_dates(source, note, at)
    if kind == "organisation":
        yield from _order(source, note, at)


def impossible_dates(
    source: SourceFile, data: dict[str, Any], at: NodePath = ()
) -> Iterator[NodeFault]:
    """Find dates that are not in the calendar; what was built has none."""
    for path, value in _dates_in(data, at):
        # Anything else is the schema's to report.
        if _DATE.fullmatch(value) and _parsed(value) is None:
            yield NodeFault(source, path, "bad-date", {"value": value})


@functools.lru_cache(maxsize=4096)
def _parsed(value: str) -> PartialDate | None:
    """Return a date, or None where the calendar has none."""
    try:
        return PartialDate.parse(value)
    except ValueError:
        return None


def _dates_in(data: dict[str, Any], path: NodePath) -> Iterator[tuple[NodePath, str]]:
    # No recursion into texts: they are most of a note, and have no dates.
    for key, value in data.items():
        if value.__class__ is str:
            if key in _DATE_KEYS:
                yield (*path, key), value
        elif value.__class__ is dict:
            yield from _dates_in(value, (*path, key))
        elif value.__class__ is list:
            for index, item in enumerate(value):
                if item.__class__ is dict:
                    yield from _dates_in(item, (*path, key, index))


_FOUNDED: Way = ("founded", "date")
_LATER: tuple[tuple[str, Way], ...] = (
    ("end", ("status", "date")),
    ("as-of", ("members", "as_of")),
)
_EVENTS: Way = ("indonesia", "events", "*", "date")


def _order(source: SourceFile, note: dict[str, Any], at: NodePath) -> Iterator[NodeFault]:
    """Find dates of a body that cannot follow each other."""

    def dates(way: Way) -> list[tuple[NodePath, PartialDate]]:
        found = [
            (path, _parsed(str(value)) if _DATE.fullmatch(str(value)) else None)
            for path, value in _values(note, way, at)
        ]
        return [(path, date) for path, date in found if date is not None]

    for _, founded in dates(_FOUNDED):
        for name, way in _LATER:
            for path, date in dates(way):
                if date.is_before(founded):
                    yield _out_of_order(source, path, name, date, "founding", founded)
    for (_, earlier), (path, date) in itertools.pairwise(dates(_EVENTS)):
        if date.is_before(earlier):
            yield _out_of_order(source, path, "event", date, "previous-event", earlier)


def _out_of_order(
    source: SourceFile,
    path: NodePath,
    later: str,
    later_date: PartialDate,
    earlier: str,
    earlier_date: PartialDate,
) -> NodeFault:
    params = {
        "later": Word(later),
        "later_date": str(later_date),
        "earlier": Word(earlier),
        "earlier_date": str(earlier_date),
    }
    return NodeFault(source, path, "date-order", params)


def _present(media: Path, shown_media: str) -> tuple[set[str], list[Diagnostic]]:
    """Return the names of what there is in the media folder."""
    if media.is_symlink():
        return set(), [Diagnostic(Location(shown_media), "file-link", hints=(Hint("own-file"),))]
    try:
        names = {each.name for each in media.iterdir()} if media.is_dir() else set()
    except OSError as error:
        reason = error.strerror or str(error)
        return set(), [Diagnostic(Location(shown_media), "file-unreadable", {"reason": reason})]
    return names, []


def _pictures(note: dict[str, Any], at: NodePath) -> Iterator[tuple[NodePath, str]]:
    # A note, or a fact of it, may show a picture.
    if "picture" in note:
        yield from _picture(note, at)
    for name, block in note.items():
        if block.__class__ is dict and "picture" in block:
            yield from _picture(block, (*at, name))


def _picture(block: dict[str, Any], at: NodePath) -> Iterator[tuple[NodePath, str]]:
    picture = block["picture"]
    shown = picture.get("file") if isinstance(picture, dict) else None
    if isinstance(shown, str):
        yield (*at, "picture", "file"), shown


def _missing_media(files: list[NoteFile], present: set[str]) -> Iterator[NodeFault]:
    for file in files:
        for path, name in file.pictures:
            if name not in present:
                meant = nearest(name, sorted(present - {name}))
                hints = () if meant else (Hint("put-media"),)
                if meant and not re.match(PICTURE_NAME, meant):
                    # The file's own name would be refused.
                    hints, meant = (Hint("rename-media", {"file": meant, "name": name}),), ""
                yield NodeFault(file.source, path, "media-missing", {"file": name}, meant, hints)


def _missing_drawings(
    files: list[NoteFile], present: set[str], places: Mapping[str, Place]
) -> Iterator[NodeFault]:
    """Find the drawings that are missing, each once: but a deck without any wants none."""
    drawings = [(file.source, *each) for file in files for each in file.drawings or ()]
    if not any(drawing.file in present for _, _, drawing in drawings):
        return
    seen = set(present)
    for source, path, drawing in drawings:
        if drawing.file not in seen and can_be_drawn(drawing, places):
            seen.add(drawing.file)
            hints = (Hint("draw-pictures"),)
            params = {"file": drawing.file}
            yield NodeFault(source, path, "picture-missing", params, hints=hints)


def _unfit_media(
    files: list[NoteFile], media: Path, present: set[str], shown_media: str
) -> Iterator[Diagnostic]:
    named = {name for file in files for _, name in file.pictures}
    named |= {drawing.file for file in files for _, drawing in file.drawings or ()}
    for name in sorted(named & present):
        try:
            demand_fit(media / name)
        except UnfitError as error:
            hints = (Hint("own-file"),) if error.code == "file-link" else ()
            yield Diagnostic(Location(f"{shown_media}/{name}"), error.code, error.params, hints)
        else:
            yield from unfit(media / name, f"{shown_media}/{name}")


def _unused_media(
    files: list[NoteFile], sources: list[SourceFile], present: set[str], shown_media: str
) -> Iterator[Diagnostic]:
    used = {name for file in files for _, name in file.pictures}
    # A picture that a misspelt name means is not unused as well.
    used |= {nearest(name, sorted(present)) for name in used - present}
    used |= {drawing.file for file in files for _, drawing in file.drawings or ()}
    if any(file.drawings is None for file in files):
        used |= {name for name in present if DRAWN.fullmatch(name)}
    for name in sorted(present - used):
        if not name.startswith(".") and not any(source.may_hold(name) for source in sources):
            yield Diagnostic(
                Location(f"{shown_media}/{name}"),
                "media-unused",
                hints=(Hint("use-or-delete"),),
                severity=Severity.WARNING,
            )
