"""jsonschema's errors → diagnostics: the smallest wrong thing, in words, with the mend."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location, Word, did_you_mean
from ankigen.source import Node, Path, SourceFile
from ankigen.source.events import shorten, word_for

_TYPE_WORDS = {
    "string": "text", "integer": "whole-number", "number": "number",
    "object": "mapping", "array": "list", "boolean": "boolean",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A jsonschema error and the way to the value that it is about."""

    path: Path
    error: Any


def explain(source: SourceFile, faults: list[Fault]) -> Iterator[Diagnostic]:
    """Word the faults of one file. One cause gives one diagnostic."""
    renamed: dict[Path, dict[str, str]] = {}
    for fault in faults:
        if fault.error.validator == "additionalProperties":
            renamed[fault.path] = _misspelt(fault.error)
    faults = _one_cause(faults + list(_under_misspelt_keys(faults, renamed)))
    nodes = source.locate(_wanted(faults))
    seen: set[tuple[Any, ...]] = set()
    for fault in faults:
        writer = _Writer(source, nodes, fault, renamed)
        for diagnostic in writer.write():
            identity = (diagnostic.location, diagnostic.code)
            if identity not in seen:
                seen.add(identity)
                yield diagnostic


def _one_cause(faults: list[Fault]) -> list[Fault]:
    """Drop what follows from a wrong type: such a value fits no other rule either."""
    mistyped = {fault.path for fault in faults if fault.error.validator == "type"}
    return [f for f in faults if f.path not in mistyped or f.error.validator == "type"]


def _unknown(error: Any) -> list[str]:
    known = error.schema.get("properties", {})
    return [key for key in error.instance if key not in known]


def _misspelt(error: Any) -> dict[str, str]:
    """Which unknown keys are clearly meant for which known ones that are absent."""
    missing = [key for key in error.schema.get("properties", {}) if key not in error.instance]
    result: dict[str, str] = {}
    for key in _unknown(error):
        free = [name for name in missing if name not in result.values()]
        near = difflib.get_close_matches(key, free, 1, 0.6)
        if near:
            result[key] = near[0]
    return result


def _under_misspelt_keys(
    faults: list[Fault], renamed: dict[Path, dict[str, str]]
) -> Iterator[Fault]:
    import jsonschema  # noqa: PLC0415 - the module is loaded by now

    for fault in faults:
        if fault.error.validator != "additionalProperties":
            continue
        for key, meant in renamed[fault.path].items():
            schema = fault.error.schema["properties"][meant]
            inner = jsonschema.Draft202012Validator(schema)
            for error in inner.iter_errors(fault.error.instance[key]):
                yield Fault((*fault.path, key, *error.absolute_path), error)


def _wanted(faults: Iterable[Fault]) -> Iterator[Path]:
    for fault in faults:
        yield fault.path
        if fault.error.validator == "additionalProperties":
            for key in _unknown(fault.error):
                yield (*fault.path, key)
        if fault.error.validator == "uniqueItems":
            for index in range(len(fault.error.instance)):
                yield (*fault.path, index)


class _Writer:
    """Words one fault."""

    def __init__(
        self,
        source: SourceFile,
        nodes: dict[Path, Node],
        fault: Fault,
        renamed: dict[Path, dict[str, str]],
    ) -> None:
        self.source = source
        self.nodes = nodes
        self.path = fault.path
        self.error = fault.error
        self.value = fault.error.instance
        self.limit = fault.error.validator_value
        schema = fault.error.schema
        self.schema: dict[str, Any] = schema if isinstance(schema, dict) else {}
        self.renamed = renamed
        self.name = str(self.path[-1]) if self.path else ""

    def write(self) -> Iterator[Diagnostic]:
        writers: dict[str | None, Callable[[], Iterator[Diagnostic]]] = {
            "additionalProperties": self.unknown_keys,
            "required": self.missing_keys,
            "type": self.wrong_type,
            "enum": self.bad_choice,
            "const": self.bad_choice,
            "pattern": self.bad_pattern,
            "minLength": self.empty,
            "minProperties": self.empty,
            "minItems": self.empty,
            "maxLength": self.too_long,
            "maxItems": self.too_many,
            "minimum": self.out_of_range,
            "maximum": self.out_of_range,
            "uniqueItems": self.doubled_items,
            None: self.not_here,
        }
        return writers.get(self.error.validator, self.other)()

    def place(self, path: Path | None = None, *, key: bool = False) -> Location:
        path = self.path if path is None else path
        return self.source.span(self.nodes.get(path), path, key=key)

    def make(
        self,
        code: str,
        *hints: Hint,
        place: Location | None = None,
        edits: tuple[Edit, ...] = (),
        **params: str,
    ) -> Diagnostic:
        return Diagnostic(
            place or self.place(),
            code,
            {"name": self.name, **params},
            hints,
            edits,
            description=str(self.schema.get("description", "")),
        )

    def unknown_keys(self) -> Iterator[Diagnostic]:
        known = list(self.schema.get("properties", {}))
        for key in _unknown(self.error):
            path = (*self.path, key)
            place = self.place(path, key=True)
            meant = self.renamed.get(self.path, {}).get(key)
            if meant:
                hints: tuple[Hint, ...] = (Hint("did-you-mean", {"name": meant}),)
                yield self.make(
                    "unknown-key", *hints, place=place, edits=(Edit(place, meant),), key=key
                )
            elif self.value[key] is None:
                yield self.make("unknown-key", Hint("comma-in-braces"), place=place, key=key)
            else:
                near = did_you_mean(key, known, 0.75)
                hints = near or (Hint("known-keys", {"keys": ", ".join(known)}),)
                yield self.make("unknown-key", *hints, place=place, key=key)

    def missing_keys(self) -> Iterator[Diagnostic]:
        if not isinstance(self.value, dict):
            return
        meant = self.renamed.get(self.path, {}).values()
        for key in self.limit:
            # jsonschema gives one error for each missing key: this is the one for `key` alone.
            if key in self.value or key in meant or not self.error.message.startswith(repr(key)):
                continue
            about = self.schema.get("properties", {}).get(key, {})
            diagnostic = self.make("missing-key", Hint("add-key", {"key": key}), key=key)
            yield Diagnostic(
                diagnostic.location,
                diagnostic.code,
                diagnostic.params,
                diagnostic.hints,
                description=about.get("description", "") if isinstance(about, dict) else "",
            )

    def wrong_type(self) -> Iterator[Diagnostic]:
        wanted = self.limit if isinstance(self.limit, str) else self.limit[0]
        raw = self.raw()
        plain = not isinstance(self.value, (dict, list))
        if wanted == "string" and plain and raw:
            quoted = f'"{raw}"'
            place = self.place()
            yield self.make(
                "unquoted",
                Hint("write-as", {"text": quoted}),
                place=place,
                edits=(Edit(place, quoted),),
                raw=shorten(raw),
                what=word_for(self.value),
            )
        elif self.value is None:
            yield self.make("empty")
        else:
            yield self.make(
                "wrong-type",
                wanted=Word(_TYPE_WORDS.get(wanted, wanted)),
                what=word_for(self.value),
            )

    def raw(self) -> str:
        """Return the value as the author wrote it, if it stands on one line."""
        node = self.nodes.get(self.path)
        if node is None or node.collection or node.start.line != node.end.line:
            return ""
        return self.source.line(node.start.line)[node.start.column - 1 : node.end.column - 1]

    def bad_choice(self) -> Iterator[Diagnostic]:
        choices = [str(c) for c in (self.limit if isinstance(self.limit, list) else [self.limit])]
        value = str(self.value)
        near = did_you_mean(value, choices)
        place = self.place()
        edits = (Edit(place, near[0].params["name"]),) if near else ()
        yield self.make(
            "bad-choice",
            *near,
            Hint("one-of", {"choices": ", ".join(choices)}),
            place=place,
            edits=edits,
            value=shorten(value),
        )

    def bad_pattern(self) -> Iterator[Diagnostic]:
        value = str(self.value)
        if not value.strip():
            yield self.make("empty")
            return
        hints = []
        if "patternErrorMessage" in self.schema:
            hints.append(Hint("form", {"text": self.schema["patternErrorMessage"]}))
        if self.schema.get("examples"):
            hints.append(Hint("like", {"example": str(self.schema["examples"][0])}))
        slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
        if slug != value and re.search(self.limit, slug):
            hints.append(Hint("did-you-mean", {"name": slug}))
        yield self.make("bad-pattern", *hints, value=shorten(value))

    def empty(self) -> Iterator[Diagnostic]:
        yield self.make("empty")

    def too_long(self) -> Iterator[Diagnostic]:
        yield self.make("too-long", count=str(len(self.value)), limit=str(self.limit))

    def too_many(self) -> Iterator[Diagnostic]:
        yield self.make("too-many", count=str(len(self.value)), limit=str(self.limit))

    def out_of_range(self) -> Iterator[Diagnostic]:
        yield self.make(
            "out-of-range",
            value=str(self.value),
            minimum=str(self.schema.get("minimum", "…")),
            maximum=str(self.schema.get("maximum", "…")),
        )

    def doubled_items(self) -> Iterator[Diagnostic]:
        for index, item in enumerate(self.value):
            if item in self.value[:index]:
                path = (*self.path, index)
                yield self.make(
                    "doubled-item",
                    Hint("delete-one"),
                    place=self.place(path),
                    value=shorten(str(item)),
                )

    def not_here(self) -> Iterator[Diagnostic]:
        yield self.make("not-here", place=self.place(key=True))

    def other(self) -> Iterator[Diagnostic]:
        yield self.make("schema", problem=shorten(self.error.message, 200))
