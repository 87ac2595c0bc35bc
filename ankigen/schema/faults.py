"""Why a file does not fit the schema of its kind: jsonschema decides, note by note."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from referencing import Registry

from ankigen import kinds
from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, did_you_mean
from ankigen.kinds.base.reading import Refused
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.schema import explain
from ankigen.schema.made import inlined
from ankigen.schema.meant import NOTES, kind_of, meant_key, note_schema
from ankigen.schema.validating import validator
from ankigen.source import MOST_FAULTS, Path, SourceFile


def check(source: SourceFile, codes: tuple[str, ...] = DEFAULT_LANGUAGES) -> Iterator[Diagnostic]:
    """Yield what is wrong with the shape of a readable file, of which nothing was built.

    ``codes`` are the languages of its deck.
    """
    for diagnostic in _found(source, kind_of(source.data), codes):
        if diagnostic.location.line not in source.marred:
            yield diagnostic


def _found(source: SourceFile, kind: str, codes: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a readable file that means to be of a kind ('': nobody knows).

    ``codes`` are the languages of its deck.
    """
    if not isinstance(source.data, dict):
        if not source.lost:
            yield Diagnostic(Location(source.path), "file-empty", hints=(_kinds_hint(),))
        return
    if source.data.get("kind") != kind or not kind:
        yield from _wrong_kind(source, kind)
    if kind:
        strangers = dict(_strangers(source.data, kind))
        yield from _of_other_kinds(source, kind, strangers)
        sound = (f for f in _faults(source, kind, codes) if f.path[:2] not in strangers)
        found = list(itertools.islice(sound, MOST_FAULTS))
        yield from explain.explain(source, found, inlined(kind, codes))
        if len(found) == MOST_FAULTS:
            limit = {"limit": str(MOST_FAULTS)}
            yield Diagnostic(Location(source.path), "many-errors", limit)


def _faults(source: SourceFile, kind: str, codes: tuple[str, ...]) -> Iterator[explain.Fault]:
    for fault in _errors(kind, source.data, codes):
        if not _is_said(source, fault):
            yield fault


def _is_said(source: SourceFile, fault: explain.Fault) -> bool:
    """Whether a fault follows from another that has its diagnostic already."""
    path, error = fault.path, fault.error
    if path == ("kind",) or any(path[:size] in source.spoiled for size in range(len(path) + 1)):
        return True
    if error.validator == "required" and not path:
        missing = explain.missing_key(error)
        return missing == "kind" or source.may_hold(missing)
    # Where a part of the file could not be read, nothing may be concluded from its absence.
    return bool(source.lost) and len(path) == 1 and not error.instance


def _strangers(data: dict[str, Any], kind: str) -> Iterator[tuple[Path, str]]:
    """Yield the ways to notes that are of another kind than their file, and which."""
    key = meant_key(data, NOTES)
    notes = data.get(key)
    own = note_schema(kind, DEFAULT_LANGUAGES)
    if own is None or not isinstance(notes, list):
        return
    others = {
        other: set(schema["required"]) - set(own["properties"])
        for other in kinds.kinds()
        if other != kind and (schema := note_schema(other, DEFAULT_LANGUAGES))
    }
    needed = set(own["required"])
    for index, item in enumerate(notes):
        if isinstance(item, dict) and not needed <= item.keys():
            fitting = (other for other, keys in others.items() if keys and keys <= item.keys())
            if other := next(fitting, ""):
                yield (key, index), other


def _of_other_kinds(
    source: SourceFile, kind: str, strangers: dict[Path, str]
) -> Iterator[Diagnostic]:
    """Tell of each note that belongs into another file; of all of them, that the kind is wrong."""
    meant = set(strangers.values())
    if len(meant) == 1 and len(strangers) == len(source.data[meant_key(source.data, NOTES)]):
        place, (other,) = source.value_at(("kind",)), meant
        edits = (Edit(place, other),) if source.data.get("kind") == kind else ()
        params = {"kind": other, "wanted": kind}
        hint = Hint("did-you-mean", {"name": f"kind: {other}"})
        yield Diagnostic(place, "note-other-kind", params, (hint,), edits)
        return
    nodes = source.locate(strangers)
    for path, other in strangers.items():
        hint = Hint("move-note", {"kind": other})
        params = {"kind": other, "wanted": kind}
        yield Diagnostic(source.span(nodes.get(path)), "note-other-kind", params, (hint,))


def _errors(kind: str, data: dict[str, Any], codes: tuple[str, ...]) -> Iterator[explain.Fault]:
    outer, note = _validators(kind, codes)
    for error in outer.iter_errors(data):
        yield explain.Fault(tuple(error.absolute_path), error)
    key = meant_key(data, NOTES)
    notes = data.get(key)
    if note is None or not isinstance(notes, list):
        return
    read = kinds.reader(kind, codes).read
    for index, item in enumerate(notes):
        try:
            read(item)
        except Refused:
            for error in note.iter_errors(item):
                path: Path = (key, index, *error.absolute_path)
                yield explain.Fault(path, error)


@functools.cache
def _validators(kind: str, codes: tuple[str, ...]) -> tuple[Any, Any]:
    # Notes are checked one by one, so that a fault costs one note's explanation, not the file's.
    schema = inlined(kind, codes)
    note = note_schema(kind, codes)
    if note is not None:
        shallow = {k: v for k, v in schema["properties"][NOTES].items() if k != "items"}
        schema = {**schema, "properties": {**schema["properties"], NOTES: shallow}}
    # An explicit empty registry: by default jsonschema asks the network for unknown references.
    make = functools.partial(validator(), registry=Registry())
    return make(schema), make(note) if note is not None else None


def _kinds_hint() -> Hint:
    return Hint("known-kinds", {"kinds": ", ".join(kinds.file_kinds())})


def _wrong_kind(source: SourceFile, kind: str) -> Iterator[Diagnostic]:
    key = meant_key(source.data, "kind")
    if key not in source.data:
        if not source.may_hold("kind"):
            hint = Hint("add-kind", {"kind": kind}) if kind else _kinds_hint()
            yield Diagnostic(Location(source.path), "kind-missing", hints=(hint,))
        return
    if key != "kind" and not kind:
        # Else the misspelt key is reported with the other unknown ones.
        yield Diagnostic(Location(source.path), "kind-missing", hints=(_kinds_hint(),))
        return
    value = str(source.data[key] or "")
    if value in kinds.file_kinds() or (key,) in source.spoiled:
        return
    place = source.value_at((key,))
    if not value:
        yield Diagnostic(place, "empty", {"name": "kind"}, (_kinds_hint(),))
        return
    near = did_you_mean(value, kinds.file_kinds())
    edits = (Edit(place, near[0].params["name"]),) if near else ()
    params = {"name": "kind", "value": value}
    yield Diagnostic(place, "bad-choice", params, (*near, _kinds_hint()), edits)
