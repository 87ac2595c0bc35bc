"""What a schema cannot see: keys over several files, references, the calendar, media.

Each check reads the data of the readable files of one deck, so that one faulty file
never hides what is wrong in another.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ankigen.dates import PartialDate
from ankigen.diagnostics import Diagnostic, Hint, Location, Severity, Word, did_you_mean
from ankigen.source import Path as NodePath
from ankigen.source import SourceFile


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A readable file of notes that fits its schema at the top."""

    source: SourceFile
    kind: str

    @property
    def notes(self) -> list[tuple[int, dict[str, Any]]]:
        """The notes that are mappings, with their index."""
        notes = self.source.data.get("notes")
        items = notes if isinstance(notes, list) else []
        return [(index, item) for index, item in enumerate(items) if isinstance(item, dict)]


def check_deck(files: list[NoteFile], media: Path, shown_media: str) -> Iterator[Diagnostic]:
    """Yield everything that is wrong between the notes of one deck."""
    keys: dict[str, str] = {}
    former: dict[str, str] = {}
    yield from _unique_keys(files, keys, former)
    for file in files:
        yield from _references(file, keys, former)
        yield from _dates(file)
    yield from _media(files, media, shown_media)


def _unique_keys(
    files: list[NoteFile], keys: dict[str, str], former: dict[str, str]
) -> Iterator[Diagnostic]:
    """Collect the kind of each key and the present key of each former one.

    A former key still belongs to its note: no other note may have it.
    """
    first: dict[str, tuple[NoteFile, NodePath]] = {}
    for file in files:
        for path, key in _own_keys(file):
            if key in first:
                other, other_path = first[key]
                yield Diagnostic(
                    file.source.value_at(path),
                    "duplicate-note-key",
                    {"key": key, "other": str(other.source.value_at(other_path))},
                    (Hint("choose-other-key"),),
                )
                continue
            first[key] = (file, path)
            if path[-1] == "key":
                keys[key] = file.kind
            else:
                former[key] = str(file.source.data["notes"][path[1]].get("key"))


def _own_keys(file: NoteFile) -> Iterator[tuple[NodePath, str]]:
    for index, note in file.notes:
        if isinstance(note.get("key"), str):
            yield ("notes", index, "key"), note["key"]
        was = note.get("was")
        for i, key in enumerate(was if isinstance(was, list) else ()):
            if isinstance(key, str):
                yield ("notes", index, "was", i), key


def _references(
    file: NoteFile, keys: dict[str, str], former: dict[str, str]
) -> Iterator[Diagnostic]:
    for path, key in _all_references(file):
        name = str(next(step for step in reversed(path) if isinstance(step, str)))
        if key not in keys:
            yield Diagnostic(
                file.source.value_at(path),
                "unknown-reference",
                {"name": name, "key": key},
                (Hint("renamed", {"key": former[key]}),)
                if key in former
                else did_you_mean(key, keys, 0.75),
            )
        elif name in ("of", "successor") and keys[key] != "organisation":
            yield Diagnostic(
                file.source.value_at(path), "wrong-reference", {"name": name, "key": key}
            )


def _all_references(file: NoteFile) -> Iterator[tuple[NodePath, str]]:
    for index, note in file.notes:
        at: NodePath = ("notes", index)
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


def _dates(file: NoteFile) -> Iterator[Diagnostic]:
    for index, note in file.notes:
        dates: dict[NodePath, PartialDate] = {}
        for path, value in _dates_in(note, ("notes", index)):
            try:
                dates[path] = PartialDate.parse(value)
            except ValueError:
                if _looks_like_date(value):
                    yield Diagnostic(file.source.value_at(path), "bad-date", {"value": value})
        if file.kind == "organisation":
            yield from _order(file, index, dates)


def _looks_like_date(value: str) -> bool:
    # Anything else is the schema's to report.
    digits = value.replace("-", "")
    return digits.isdigit() and digits.isascii() and len(value) in (4, 7, 10)


def _dates_in(data: Any, path: NodePath) -> Iterator[tuple[NodePath, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _DATE_KEYS and isinstance(value, str):
                yield (*path, key), value
            else:
                yield from _dates_in(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _dates_in(value, (*path, index))


def _order(file: NoteFile, index: int, dates: dict[NodePath, PartialDate]) -> Iterator[Diagnostic]:
    at: NodePath = ("notes", index)
    founded = dates.get((*at, "founded", "date"))
    later = [("end", (*at, "status", "date"))]
    later.append(("as-of", (*at, "members", "as_of")))
    for name, path in later:
        if founded and path in dates and _before(dates[path], founded):
            yield _out_of_order(file, path, name, dates[path], "founding", founded)
    events = sorted(
        (path for path in dates if path[2:4] == ("indonesia", "events") and path[-1] == "date"),
        key=lambda path: path[4],
    )
    for earlier, path in itertools.pairwise(events):
        if _before(dates[path], dates[earlier]):
            yield _out_of_order(file, path, "event", dates[path], "previous-event", dates[earlier])


def _before(one: PartialDate, other: PartialDate) -> bool:
    """Whether one date is surely before another, whatever their unknown parts are."""
    precision = min(one.precision, other.precision, key=("year", "month", "day").index)
    return one.to(precision) < other.to(precision)


def _out_of_order(
    file: NoteFile,
    path: NodePath,
    later: str,
    later_date: PartialDate,
    earlier: str,
    earlier_date: PartialDate,
) -> Diagnostic:
    return Diagnostic(
        file.source.value_at(path),
        "date-order",
        {
            "later": Word(later),
            "later_date": str(later_date),
            "earlier": Word(earlier),
            "earlier_date": str(earlier_date),
        },
    )


def _media(files: list[NoteFile], media: Path, shown_media: str) -> Iterator[Diagnostic]:
    present = {path.name for path in media.iterdir()} if media.is_dir() else set()
    used: set[str] = set()
    for file in files:
        for index, note in file.notes:
            picture = note.get("picture")
            name = picture.get("file") if isinstance(picture, dict) else None
            if not isinstance(name, str):
                continue
            used.add(name)
            if name not in present:
                yield Diagnostic(
                    file.source.value_at(("notes", index, "picture", "file")),
                    "media-missing",
                    {"file": name},
                    did_you_mean(name, present) or (Hint("put-media"),),
                )
    for name in sorted(present - used):
        if not name.startswith("."):
            yield Diagnostic(
                Location(f"{shown_media}/{name}"),
                "media-unused",
                hints=(Hint("use-or-delete"),),
                severity=Severity.WARNING,
            )
