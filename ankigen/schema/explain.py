"""jsonschema's errors → diagnostics: the smallest wrong thing, in words, with the mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ankigen.diagnostics import (
    Bilingual,
    Diagnostic,
    Edit,
    Hint,
    Location,
    Word,
    did_you_mean,
    nearest,
)
from ankigen.schema import mends, shapes
from ankigen.schema.shapes import known_name
from ankigen.schema.validating import validator
from ankigen.source import Node, Path, SourceFile
from ankigen.source.scalars import quoted, shorten, word_for

_TYPE_WORDS = {
    "string": "text", "integer": "whole-number", "number": "number",
    "object": "mapping", "array": "list", "boolean": "boolean",
}  # fmt: skip

_UNKNOWN = "additionalProperties"
_LONGEST = 2000
"""Characters of a text that is shown in another shape."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A jsonschema error and the way to the value that it is about."""

    path: Path
    error: Any


def missing_key(error: Any) -> str:
    """Return the key that a ``required`` error is about; jsonschema makes one for each."""
    return next((key for key in error.validator_value if error.message.startswith(repr(key))), "")


def explain(source: SourceFile, faults: list[Fault], whole: Any) -> Iterator[Diagnostic]:
    """Word the faults of one file by its ``whole`` schema. One cause gives one diagnostic."""
    if not faults:
        return
    meant = _Meant(faults)
    faults = [_with_path(fault, source) for fault in _one_cause(meant.faults)]
    nodes = source.locate(set(_wanted(faults)))
    seen: set[tuple[Any, ...]] = set()
    for fault in faults:
        for diagnostic in _Writer(source, nodes, fault, meant, whole).write():
            identity = (diagnostic.location, diagnostic.code, tuple(diagnostic.params.items()))
            if identity not in seen:
                seen.add(identity)
                yield diagnostic


def _with_path(fault: Fault, source: SourceFile) -> Fault:
    """Name a key that is itself at fault: jsonschema leaves it out of the path."""
    if _is_name(fault.error):
        return Fault((*fault.path, fault.error.instance), fault.error)
    if fault.error.validator is not None:
        return fault
    container = source.data
    for step in fault.path:
        container = container[step]
    names = container.items() if isinstance(container, dict) else ()
    key = next((name for name, value in names if value is fault.error.instance), None)
    return Fault((*fault.path, key), fault.error) if key is not None else fault


def _is_name(error: Any) -> bool:
    """Whether an error is about a key of a mapping whose keys are its author's."""
    return "propertyNames" in error.absolute_schema_path


def _one_cause(faults: list[Fault]) -> list[Fault]:
    """Drop what follows from a wrong type: such a value fits no other rule either."""
    mistyped = {fault.path for fault in faults if fault.error.validator == "type"}
    return [f for f in faults if f.path not in mistyped or f.error.validator == "type"]


def _unknown(error: Any) -> list[str]:
    known = error.schema.get("properties", {})
    return [key for key in error.instance if key not in known]


class _Meant:
    """What unknown keys were meant for, and the faults of the values under them."""

    def __init__(self, faults: list[Fault]) -> None:
        self.renamed: dict[Path, dict[str, str]] = {}
        self.missing = {
            (fault.path, missing_key(fault.error)): fault.error
            for fault in faults
            if fault.error.validator == "required"
        }
        self.inlaid: dict[Path, list[str]] = {}
        self.outdented: dict[Path, dict[str, list[str]]] = {}
        self.faults: list[Fault] = []
        waiting = list(faults)
        while waiting:
            fault = waiting.pop(0)
            self.faults.append(fault)
            if fault.error.validator == _UNKNOWN:
                waiting.extend(self._look(fault))

    def _look(self, fault: Fault) -> Iterator[Fault]:
        error = fault.error
        outdented = _outdented(error)
        self.outdented[fault.path] = outdented
        moved = {key for keys in outdented.values() for key in keys}
        for key in _unknown(error):
            outer = self.missing.get((fault.path[:-1], key)) if fault.path else None
            about = outer.schema.get("properties", {}).get(key) if outer is not None else None
            if about is not None:
                self.inlaid.setdefault(fault.path, []).append(key)
                moved.add(key)
                yield from _inner((*fault.path, key), about, error.instance[key])
        self.renamed[fault.path] = _misspelt(error, moved)
        for key, meant in self.renamed[fault.path].items():
            schema = error.schema["properties"][meant]
            yield from _inner((*fault.path, key), schema, error.instance[key])

    def is_meant(self, path: Path, key: str) -> bool:
        """Whether a missing key is there under a wrong name, or one level too deep."""
        too_deep = any(key in keys for inner, keys in self.inlaid.items() if inner[:-1] == path)
        return too_deep or key in self.renamed.get(path, {}).values()

    def is_outdented(self, path: Path) -> bool:
        """Whether the content of this empty mapping stands beside it instead of in it."""
        return bool(path) and str(path[-1]) in self.outdented.get(path[:-1], {})


def _inner(path: Path, schema: Any, value: Any) -> Iterator[Fault]:
    """Yield the faults of a value by a schema that it was not checked against."""
    for error in validator()(schema).iter_errors(value):
        yield Fault((*path, *error.absolute_path), error)


def _misspelt(error: Any, moved: set[str]) -> dict[str, str]:
    """Which unknown keys are clearly meant for which known ones that are absent."""
    missing = [key for key in error.schema.get("properties", {}) if key not in error.instance]
    result: dict[str, str] = {}
    for key in _unknown(error):
        free = [name for name in missing if name not in result.values()]
        near = "" if key in moved else known_name(key, free) or nearest(key, free)
        if near:
            result[key] = near
    return result


def _outdented(error: Any) -> dict[str, list[str]]:
    """Return the keys that follow an empty mapping and belong into it: they lack indentation."""
    properties = error.schema.get("properties", {})
    result: dict[str, list[str]] = {}
    empty = ""
    for key, value in error.instance.items():
        if key in properties:
            is_mapping = "object" in properties[key].get("type", ())
            empty = key if value is None and is_mapping else ""
        elif empty and key in properties[empty].get("properties", {}):
            result.setdefault(empty, []).append(key)
    return result


def _wanted(faults: list[Fault]) -> Iterator[Path]:
    for fault in faults:
        yield fault.path
        if fault.error.validator == _UNKNOWN:
            for key in fault.error.instance:
                yield (*fault.path, key)
        if fault.error.validator == "uniqueItems":
            for index in range(len(fault.error.instance)):
                yield (*fault.path, index)


def _name(path: Path) -> str:
    """Return what a value is called: its key, or its list with its number from 1."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    return f"{key} #{path[-1] + 1}" if path and isinstance(path[-1], int) else key


class _Writer:
    """Words one fault."""

    def __init__(
        self,
        source: SourceFile,
        nodes: dict[Path, Node],
        fault: Fault,
        meant: _Meant,
        whole: Any,
    ) -> None:
        self.whole = whole
        self.source = source
        self.nodes = nodes
        self.path = fault.path
        self.error = fault.error
        self.value = fault.error.instance
        self.limit = fault.error.validator_value
        schema = fault.error.schema
        self.schema: dict[str, Any] = schema if isinstance(schema, dict) else {}
        self.meant = meant
        self.name = _name(self.path)

    def write(self) -> Iterator[Diagnostic]:
        writers: dict[str | None, Callable[[], Iterator[Diagnostic]]] = {
            _UNKNOWN: self.unknown_keys,
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
        return self.source.span(self.nodes.get(self.path if path is None else path), key=key)

    def make(
        self,
        code: str,
        *hints: Hint,
        place: Location | None = None,
        edits: tuple[Edit, ...] = (),
        description: str | None = None,
        **params: str,
    ) -> Diagnostic:
        if description is None:
            description = str(self.schema.get("description", ""))
        return Diagnostic(
            place or self.place(),
            code,
            {"name": self.name, **params},
            hints,
            edits,
            description=description,
        )

    def unknown_keys(self) -> Iterator[Diagnostic]:
        outdented = self.meant.outdented.get(self.path, {})
        for parent, keys in outdented.items():
            yield self.indentation("outdented", keys, "  ", parent)
        moved = {key for keys in outdented.values() for key in keys}
        inlaid = self.meant.inlaid.get(self.path, [])
        if inlaid:
            yield self.indentation("overindented", inlaid, "", self.name)
        moved |= set(inlaid)
        for key in _unknown(self.error):
            if key not in moved and (*self.path, key) not in self.source.spoiled:
                yield self.unknown_key(key)

    def unknown_key(self, key: str) -> Diagnostic:
        properties = self.schema.get("properties", {})
        path = (*self.path, key)
        place = self.place(path, key=True)
        meant = self.meant.renamed.get(self.path, {}).get(key)
        if meant:
            about = properties[meant].get("description", "")
            hint = Hint("did-you-mean", {"name": meant})
            edits = (Edit(place, meant),)
            return self.make(
                "unknown-key", hint, place=place, edits=edits, description=about, key=key
            )
        node = self.nodes.get(self.path)
        if self.value[key] is None and node is not None and node.flow:
            return self.comma(key, place)
        hints = did_you_mean(key, properties, 0.75)
        known = Hint("known-keys", {"keys": ", ".join(properties)})
        return self.make("unknown-key", *(hints or (known,)), place=place, description="", key=key)

    def comma(self, key: str, place: Location) -> Diagnostic:
        """``{id: satu, dua, en: x}``: the comma has ended the text."""
        edits: tuple[Edit, ...] = ()
        keys = list(self.value)
        before = keys[keys.index(key) - 1] if keys.index(key) else None
        node = self.nodes.get((*self.path, before)) if before is not None else None
        if node and isinstance(self.value[before], str) and node.start.line == place.end_line:
            start = node.start.column
            whole = Location(place.path, place.line, start, place.line, place.end_column)
            text = self.source.line(place.line)[start - 1 : place.end_column - 1]
            if text[:1] not in "\"'":
                edits = (Edit(whole, quoted(text)),)
        return self.make(
            "comma-in-braces",
            Hint("comma-in-braces"),
            place=place,
            edits=edits,
            description="",
            key=key,
        )

    def indentation(self, code: str, keys: list[str], indent: str, parent: str) -> Diagnostic:
        """Report keys that stand one level too high or too deep, with their lines moved."""
        places = [self.place((*self.path, key), key=True) for key in keys]
        nodes = [self.nodes.get((*self.path, key)) for key in keys]
        # Two spaces more, or two less.
        width = 1 if indent else 3
        edits = [
            Edit(Location(self.source.path, line, 1, line, width), indent)
            for node in nodes
            if node is not None and node.key is not None
            for line in range(node.key.line, node.end.line + (node.end.column > 1))
            if self.source.line(line).strip()
        ]
        params = {"keys": ", ".join(keys), "parent": parent}
        hint = Hint("indent-under" if indent else "indent-beside", params)
        return self.make(code, hint, place=places[0], edits=tuple(edits), description="", **params)

    def missing_keys(self) -> Iterator[Diagnostic]:
        key = missing_key(self.error)
        if self.meant.is_meant(self.path, key) or not isinstance(self.value, dict):
            return
        about = self.property(key)
        yield self.make("missing-key", Hint("add-key", {"key": key}), description=about, key=key)

    def property(self, key: str) -> str:
        """Return the description of a key; in a condition, of the schema around it."""
        error = self.error
        while error is not None:
            schema = error.schema if isinstance(error.schema, dict) else {}
            about = schema.get("properties", {}).get(key)
            if isinstance(about, dict) and "description" in about:
                return str(about["description"])
            error = error.parent
        return mends.description(self.whole, self.path, key)

    def wrong_type(self) -> Iterator[Diagnostic]:
        if self.meant.is_outdented(self.path):
            return
        wanted = self.limit if isinstance(self.limit, str) else self.limit[0]
        raw = self.raw()
        if self.value is None:
            yield from self.nothing(raw) if wanted == "string" and raw else self.empty()
        elif raw and "enum" in self.schema and isinstance(self.value, (dict, list)):
            yield self.wrong(wanted)  # None of the words that may stand there has brackets.
        elif wanted == "string" and raw:
            yield self.unquoted(raw)
        elif wanted == "string" and isinstance(self.value, list) and len(self.value) == 1:
            yield self.wrong(wanted, Hint("delete-dash"), edits=self.without_dash())
        elif wanted == "integer":
            yield self.no_whole_number()
        elif wanted == "number":
            yield self.no_number()
        elif not isinstance(self.value, (dict, list)) and 0 < len(raw) <= _LONGEST:
            yield self.other_shape(wanted, raw)
        else:
            yield self.wrong(wanted)

    def wrong(self, wanted: str, *hints: Hint, edits: tuple[Edit, ...] = ()) -> Diagnostic:
        choices = ", ".join(map(str, self.schema.get("enum", ())))
        return self.make(
            "wrong-type",
            *hints,
            *((Hint("one-of", {"choices": choices}),) if choices else ()),
            edits=edits,
            wanted=Word(_TYPE_WORDS.get(wanted, wanted)),
            what=word_for(self.value),
        )

    def nothing(self, raw: str) -> Iterator[Diagnostic]:
        """``~`` or ``null`` for a text: it stands for none, unless the very word is meant."""
        word = () if raw == "~" else (Hint("put-in-quotes", {"text": raw}),)
        yield self.make("empty", Hint("no-text-yet"), *word)

    def unquoted(self, raw: str) -> Diagnostic:
        place = self.place()
        if isinstance(self.value, (dict, list)):
            # A collection is shown by its key; the text to be is the collection itself.
            node = self.nodes[self.path]
            start, end = node.start.column, node.end.column
            place = Location(place.path, node.start.line, start, node.start.line, end)
        pattern = self.schema.get("pattern", "")
        if not mends.fits(raw, pattern) and (meant := mends.to_form(raw, pattern)):
            hint = Hint("did-you-mean", {"name": meant})
            edit = Edit(place, mends.like(raw, meant))
            return self.make("bad-pattern", hint, place=place, edits=(edit,), value=shorten(raw))
        return self.make(
            "unquoted-brackets" if isinstance(self.value, (dict, list)) else "unquoted",
            Hint("quote-value"),
            place=place,
            edits=(Edit(place, quoted(raw)),),
            raw=shorten(raw),
            what=word_for(self.value),
        )

    def without_dash(self) -> tuple[Edit, ...]:
        """Return the edit that makes a text of a list's only item."""
        node = self.nodes.get(self.path)
        if node is None or node.flow:
            return ()
        line = self.source.line(node.start.line)
        start = node.start.column
        end = start + len(line[start - 1 :]) - len(line[start:].lstrip())
        place = Location(self.source.path, node.start.line, start, node.start.line, end)
        return (Edit(place, ""),)

    def no_whole_number(self) -> Diagnostic:
        value = str(self.value)
        number = mends.whole_number(value) if isinstance(self.value, str) else ""
        if number:
            hints = () if value == number else (Hint("number-alone"),)
            return self.wrong("integer", *hints, edits=(Edit(self.place(), number),))
        dotted = isinstance(self.value, float) or re.fullmatch("[0-9]+[.,][0-9]+", value)
        return self.wrong("integer", *((Hint("whole-number-form"),) if dotted else ()))

    def no_number(self) -> Diagnostic:
        value = str(self.value).strip()
        in_quotes = re.fullmatch("-?[0-9]+([.,][0-9]+)?", value)
        edits = (Edit(self.place(), value.replace(",", ".")),) if in_quotes else ()
        return self.wrong("number", edits=edits)

    def other_shape(self, wanted: str, raw: str) -> Diagnostic:
        """A text where a list or a mapping is wanted: how that is written with these words."""
        form = shapes.form_of(str(self.value) if isinstance(self.value, str) else raw, self.schema)
        key = self.path[-1] if self.path and isinstance(self.path[-1], str) else ""
        shown = f"{key}: {shapes.one_line(form)}" if key else f"- {shapes.one_line(form)}"
        hint = Hint("write-shape", {"form": shown})
        return self.wrong(wanted, hint, edits=() if shapes.is_open(form) else self.block(form))

    def block(self, form: Any) -> tuple[Edit, ...]:
        """Return the edit that writes a list or mapping below its key, in place of a text."""
        node = self.nodes.get(self.path)
        if node is None or node.key is None or node.key_end is None or not self.raw():
            return ()
        row = node.start.line
        if node.key.line != row:
            return ()
        whole = Location(self.source.path, row, node.key_end.column + 1, row, node.end.column)
        margin = "\n" + " " * (node.key.column + 1)
        return (Edit(whole, "".join(margin + line for line in shapes.lines_of(form))),)

    def raw(self) -> str:
        """Return a value as the author wrote it, if it stands on one line by itself."""
        node = self.nodes.get(self.path)
        if node is None or node.start.line != node.end.line or (node.collection and not node.flow):
            return ""
        return self.source.line(node.start.line)[node.start.column - 1 : node.end.column - 1]

    def bad_choice(self) -> Iterator[Diagnostic]:
        options = self.limit if isinstance(self.limit, list) else [self.limit]
        choices = [str(option) for option in options]
        value = str(self.value)
        texts = [option for option in options if isinstance(option, str)]
        near = nearest(value, texts) or mends.translated(value, texts, self.schema)
        hints = [Hint("did-you-mean", {"name": near})] if near else []
        edits = (Edit(self.place(), near),) if near and self.raw() else ()
        yield self.make(
            "bad-choice",
            *hints,
            Hint("one-of", {"choices": ", ".join(choices)}),
            edits=edits,
            value=shorten(value),
        )

    def bad_pattern(self) -> Iterator[Diagnostic]:
        value = str(self.value)
        if _is_name(self.error):
            hint = Hint("form", {"text": Bilingual(self.schema["patternErrorMessage"])})
            place, name = self.place(key=True), _name(self.path[:-1])
            yield self.make("bad-pattern", hint, place=place, name=name, value=shorten(value))
            return
        if not value.strip():
            yield from self.empty()
            return
        if "object" in self.schema.get("type", "") and re.search(r"\s|://", value.strip()):
            # Words that are no key, where a mapping may stand in place of one.
            yield self.other_shape("object", self.raw())
            return
        hints = []
        edits: tuple[Edit, ...] = ()
        meant = mends.forms(value, self.limit)
        mended = meant[0] if len(meant) == 1 else ""
        raw = self.raw()
        if mended and raw:
            hints.append(Hint("did-you-mean", {"name": mended}))
            edits = (Edit(self.place(), mends.like(raw, mended)),)
        elif len(meant) > 1:
            hints.append(Hint("either-date", {"day_first": meant[0], "month_first": meant[1]}))
        elif edit := self.stripped_block():
            hints.append(Hint("strip-line-end"))
            edits = (edit,)
        elif "patternErrorMessage" in self.schema:
            hints.append(Hint("form", {"text": Bilingual(self.schema["patternErrorMessage"])}))
        if self.schema.get("examples") and not mended:
            hints.append(Hint("like", {"example": str(self.schema["examples"][0])}))
        yield self.make("bad-pattern", *hints, edits=edits, value=shorten(value))

    def stripped_block(self) -> Edit | None:
        """Return the edit from ``|`` to ``|-`` where the line end is all that is wrong."""
        node = self.nodes.get(self.path)
        if node is None or not mends.fits(str(self.value).rstrip("\n"), self.limit):
            return None
        start = node.start
        mark = self.source.line(start.line)[start.column - 1 : start.column + 1]
        if mark not in ("|", ">"):
            return None
        place = Location(self.source.path, start.line, start.column, start.line, start.column + 1)
        return Edit(place, f"{mark}-")

    def empty(self) -> Iterator[Diagnostic]:
        comment = self.comment()
        if comment is None:
            yield self.make("empty", Hint("write-or-delete"))
            return
        text = quoted(self.source.line(comment.line)[comment.column - 1 : comment.end_column - 1])
        yield self.make(
            "empty", Hint("quote-or-space"), place=comment, edits=(Edit(comment, text),)
        )

    def comment(self) -> Location | None:
        """Return the place of ``#words`` where a value should be."""
        node = self.nodes.get(self.path)
        if self.value is not None or node is None or node.key_end is None:
            return None
        row = node.key_end.line
        return mends.comment_at(self.source.path, row, self.source.line(row), node.key_end.column)

    def too_long(self) -> Iterator[Diagnostic]:
        yield self.make("too-long", count=str(len(self.value)), limit=str(self.limit))

    def too_many(self) -> Iterator[Diagnostic]:
        yield self.make("too-many", count=str(len(self.value)), limit=str(self.limit))

    def out_of_range(self) -> Iterator[Diagnostic]:
        yield self.make(
            "out-of-range",
            value=shorten(str(self.value)),
            minimum=str(self.schema.get("minimum", "…")),
            maximum=str(self.schema.get("maximum", "…")),
        )

    def doubled_items(self) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for index, item in enumerate(self.value):
            text = repr(item)
            if text in seen:
                yield self.make(
                    "doubled-item",
                    Hint("delete-one"),
                    place=self.place((*self.path, index)),
                    value=shorten(str(item)),
                )
            seen.add(text)

    def not_here(self) -> Iterator[Diagnostic]:
        yield self.make(
            "not-here",
            Hint("delete-it"),
            place=self.place(key=True),
            description=mends.description(self.whole, self.path[:-1], self.name),
        )

    def other(self) -> Iterator[Diagnostic]:
        yield self.make("schema", problem=shorten(self.error.message, 200))
