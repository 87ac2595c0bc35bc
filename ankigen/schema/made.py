"""Kinds → JSON Schemas: everything that a page says of its records, for programs and editors."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

import msgspec

from ankigen import kinds, languages
from ankigen.dates import PartialDate
from ankigen.kinds.base.fields import DATE, Line, Paragraph, When
from ankigen.kinds.base.records import FactNames, RetiredFacts, Retirement, ReverseNames
from ankigen.kinds.base.shape import Field, described, either, extra_of, fields_of, is_record
from ankigen.kinds.base.text import Text

Schema = dict[str, Any]
Known = Mapping[str, Sequence[str | int]]
"""What a deck has that its notes may name, by what references are of (``shape.references``)."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"
COMMON = "common.schema.json"
ENTRY = "ankigen.schema.json"
"""The schema that chooses by ``kind``; the others lie beside it."""


def file_name(kind: str) -> str:
    """Return the name of the file with the schema of a kind of file."""
    return f"{kind}.schema.json"


@functools.cache
def inlined(kind: str, codes: tuple[str, ...]) -> Schema:
    """Return the schema of a kind of file for decks in some languages, without any ``$ref``.

    jsonschema resolves a reference anew at each use: written out once, it checks 10,000 notes
    in about half the time.
    """
    return _Maker(codes, {}).file(kind, refer=False)


def files(codes: tuple[str, ...], known: Known | None = None) -> dict[str, Schema]:
    """Return all schemas for decks in some languages by the names of their files."""
    definitions: dict[str, Schema] = {}
    maker = _Maker(codes, definitions, known)
    made = {
        file_name(kind): {"$schema": DRAFT, "$id": file_name(kind), **maker.file(kind, refer=True)}
        for kind in kinds.file_kinds()
    }
    common = {
        "$schema": DRAFT,
        "$id": COMMON,
        "title": "Shared definitions",
        "description": "Bagian yang dipakai semua skema. — Parts that every schema uses.",
        "$defs": dict(sorted(definitions.items())),
    }
    return {ENTRY: _entry(), COMMON: common, **made}


def texts(codes: tuple[str, ...], known: Known | None = None) -> dict[str, str]:
    """Return the schema files for decks in some languages: their names and what is in them.

    ``known`` is what one deck has: then editors propose it.
    """
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in files(codes, known).items()
    }


def _entry() -> Schema:
    def when(kind: str) -> Schema:
        condition = {"properties": {"kind": {"const": kind}}, "required": ["kind"]}
        return {"if": condition, "then": {"$ref": file_name(kind)}}

    return {
        "$schema": DRAFT,
        "$id": ENTRY,
        "title": "Any ankigen file",
        "description": "Memilih skema menurut kind. — Chooses the schema by kind.",
        "type": "object",
        "properties": {
            "kind": {
                "type": "string",
                "title": "Kind",
                "description": "Jenis berkas. — Kind of file.",
                "enum": list(kinds.file_kinds()),
            }
        },
        "required": ["kind"],
        "allOf": [when(kind) for kind in kinds.file_kinds()],
    }


class _Maker:
    """Makes the schemas for decks in some languages; named parts collect in ``definitions``."""

    def __init__(
        self, codes: tuple[str, ...], definitions: dict[str, Schema], known: Known | None = None
    ) -> None:
        self.codes = codes
        self.known = known or {}
        self.definitions = definitions
        self.refer = False
        self.published = True
        self.kind = kinds.DECK

    def file(self, kind: str, *, refer: bool) -> Schema:
        self.refer, self.published, self.kind = refer, refer, kind
        if kind in kinds.file_records():
            return self.record(kinds.file_records()[kind], kind)
        record = kinds.kinds()[kind].record
        note = self.record(record, kind)
        title, description = record.FILE
        body = self.example(record, itertools.count(1))
        notes = {
            "type": "array",
            "title": "Notes",
            "description": "Daftar catatan. — The notes.",
            "minItems": 1,
            "items": {"$ref": "#/$defs/note"} if refer else note,
            "defaultSnippets": [{"label": kind, "body": [body]}],
        }
        about = "Jenis catatan dalam berkas ini. — The kind of note in this file."
        made = {
            "type": "object",
            "title": title,
            "description": description,
            "properties": {
                "kind": {"title": "Kind", "description": about, "const": kind},
                "notes": notes,
            },
            "required": ["kind", "notes"],
            "additionalProperties": False,
            "defaultSnippets": [{"label": f"{kind} file", "body": {"kind": kind, "notes": [body]}}],
        }
        return {**made, "$defs": {"note": note}} if refer else made

    def value(self, hint: Any, label: str = "") -> Schema:
        """Make the schema of a value of some type."""
        bare, metas = described(hint)
        names = [at for at, meta in enumerate(metas) if "name" in extra_of(meta)]
        cut = names[-1] + 1 if names else 0
        name = extra_of(metas[cut - 1])["name"] if names else getattr(bare, "NAME", "")
        first = extra_of(metas[names[0]])["name"] if names else ""
        schema = self.bare(bare, label or name, first)
        for meta in metas[:cut]:
            schema |= self.described(meta, schema)
        if name and self.refer:
            self.definitions[name] = schema
            schema = {"$ref": f"{COMMON}#/$defs/{name}"}
        for meta in metas[cut:]:
            schema = {**schema, **self.described(meta, schema)}
        return schema

    def described(self, meta: msgspec.Meta, schema: Schema) -> Schema:
        """Return what a description adds to a schema, and what the deck has of its sort."""
        known = self.known.get((meta.extra or {}).get("refers", "nothing"))
        proposed = {"examples": list(known)} if known else {}
        return {**_described(meta, schema), **proposed}

    def bare(self, bare: Any, label: str, first: str) -> Schema:
        """Make the schema of a bare type."""
        if made := self.generic(bare, label):
            return made
        if bare in (FactNames, ReverseNames, RetiredFacts):
            return self.facts(bare)
        if is_record(bare):
            return self.record(bare, label)
        if isinstance(bare, type) and issubclass(bare, Text):
            return self.text(bare, first)
        if bare is PartialDate:
            # Written without quotes, a whole date is one to YAML, where editors see a text.
            types = ["string", "integer", *([] if self.published else ["date"])]
            return {"type": types, "pattern": DATE, "minimum": 1000, "maximum": 9999}
        return _scalar(bare)

    def generic(self, bare: Any, label: str) -> Schema:
        """Make the schema of a type that is made of others; empty for any other."""
        if get_origin(bare) is tuple:
            return self.list_of(bare, label)
        if get_origin(bare) is dict:
            return self.named(bare, label)
        if found := either(bare):
            record, text = found
            # A constant would hold for a mapping, too, where a pattern says nothing of one.
            words = get_args(text) if get_origin(text) is Literal else ()
            written = {"type": "string", "pattern": f"^{words[0]}$(?!\\n)"} if words else None
            made = _either(written or self.inline(text), self.record(record, label))
            # What stands first is what an author most likely meant.
            return {**made, "type": made["type"][:: 1 if get_args(bare)[0] is text else -1]}
        return {}

    def inline(self, hint: Any) -> Schema:
        """Make the schema of a value without references."""
        maker = _Maker(self.codes, {}, self.known)
        maker.published, maker.kind = self.published, self.kind
        return maker.value(hint)

    def list_of(self, bare: Any, label: str) -> Schema:
        item = get_args(bare)[0]
        body = [self.example(item, itertools.count(1))]
        snippets = {"defaultSnippets": [{"label": label, "body": body}]}
        made = {"type": "array", "items": self.value(item)}
        return {**made, **snippets} if isinstance(body[0], dict) else made

    def named(self, bare: Any, label: str) -> Schema:
        """Make the schema of a mapping with names that are its author's."""
        name, item = get_args(bare)
        body = self.example(bare, itertools.count(1))
        return {
            "type": "object",
            "propertyNames": self.value(name),
            "additionalProperties": self.value(item),
            "defaultSnippets": [{"label": label, "body": body}],
        }

    def record(self, record: Any, label: str) -> Schema:
        """Make the schema of a mapping."""
        fields = [field for field in fields_of(record) if self.has(field)]
        schema: Schema = {
            "type": "object",
            "title": record.TITLE,
            "description": record.ABOUT,
            "properties": {field.name: self.value(field.hint, field.name) for field in fields},
            "required": [field.name for field in fields if field.required],
            "additionalProperties": False,
        }
        if not schema["required"]:
            del schema["required"]
        if hasattr(record, "WHEN"):
            schema["allOf"] = [_condition(record)]
        body = self.example(record, itertools.count(1))
        label = label or record.TITLE.lower()
        return {**schema, "defaultSnippets": [{"label": label, "body": body}]}

    def has(self, field: Field) -> bool:
        """Whether the kind at hand has a key: with one fact, there is no retiring of some."""
        if field.bare is ReverseNames:
            return bool(kinds.kinds()[self.kind].reverse_keys)
        return field.bare is not RetiredFacts or len(kinds.kinds()[self.kind].fact_keys) > 1

    def text(self, record: type[Text], name: str) -> Schema:
        line = Line if record.fits is not Text.fits else Paragraph
        properties = {}
        for code in self.codes:
            words = languages.read(code, "cards")["language"]
            properties[code] = {
                **self.value(line),
                "title": words["title"],
                "description": words["description"],
                "examples": [words["examples"][name]],
            }
        needs: Schema = {"required": list(self.codes)} if record.complete else {"minProperties": 1}
        body = self.example(record, itertools.count(1))
        made = {
            "type": "object",
            "properties": properties,
            **needs,
            "additionalProperties": False,
            "defaultSnippets": [{"label": " + ".join(self.codes), "body": body}],
        }
        return _either(self.inline(line), made) if record.single else made

    def facts(self, bare: Any) -> Schema:
        kind = kinds.kinds()[self.kind]
        if bare is RetiredFacts:
            keys = kind.fact_keys
            why = self.example(Retirement, itertools.count(1))
            return {
                "type": "object",
                "properties": {key: self.value(Retirement) for key in keys},
                "additionalProperties": False,
                "minProperties": 1,
                "defaultSnippets": [{"label": "retired_facts", "body": {keys[-1]: why}}],
            }
        item = {
            "type": "string",
            "title": "Fact",
            "description": "Nama satu fakta. — Name of one fact.",
            "enum": list(kind.reverse_keys if bare is ReverseNames else kind.fact_keys),
        }
        return {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}

    def example(self, hint: Any, numbers: Iterator[int]) -> Any:
        """Return what an editor writes for a value, with places to fill in."""
        bare, _ = described(hint)
        if found := either(bare):
            return self.example(found[0], numbers)
        if get_origin(bare) is tuple:
            return [self.example(get_args(bare)[0], numbers)]
        if get_origin(bare) is dict:
            return {f"${next(numbers)}": self.example(get_args(bare)[1], numbers)}
        if isinstance(bare, type) and issubclass(bare, Text):
            return {code: f"${next(numbers)}" for code in self.codes}
        if is_record(bare):
            return {
                field.name: self.proposed(field, numbers)
                for field in fields_of(bare)
                if field.required or "snippet" in field.extra
            }
        return f"${next(numbers)}"

    def proposed(self, field: Field, numbers: Iterator[int]) -> Any:
        """Return what an editor writes for a key."""
        snippet = field.extra.get("snippet", True)
        if snippet is True:
            return self.example(field.hint, numbers)
        in_place = isinstance(snippet, str) and "$" in snippet
        return snippet.replace("$", f"${next(numbers)}") if in_place else snippet


def _either(text: Schema, mapping: Schema) -> Schema:
    """Write that a value is a text or a mapping: each keyword holds for one of the two only."""
    return {**text, **mapping, "type": [text["type"], mapping["type"]]}


def _scalar(bare: Any) -> Schema:
    """Make the schema of a value that is no collection."""
    if get_origin(bare) is not Literal:
        return {"type": {str: "string", int: "integer", float: "number"}[bare]}
    choices = list(get_args(bare))
    if len(choices) == 1:
        return {"const": choices[0]}
    return {"type": "integer" if isinstance(choices[0], int) else "string", "enum": choices}


def _described(meta: msgspec.Meta, schema: Schema) -> Schema:
    """Return what a description adds to a schema."""
    extra = meta.extra or {}
    size = {"array": "Items", "object": "Properties"}.get(str(schema.get("type")), "Length")
    said = {
        "title": meta.title,
        "description": meta.description,
        "examples": meta.examples,
        "pattern": meta.pattern,
        f"min{size}": meta.min_length,
        f"max{size}": meta.max_length,
        "minimum": meta.ge,
        "maximum": meta.le,
        "uniqueItems": extra.get("unique"),
        "patternErrorMessage": extra.get("wrong"),
        "enum": list(extra["choices"]()) if "choices" in extra else None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _condition(record: Any) -> Schema:
    """Write a record's rule between keys."""
    when: When = record.WHEN
    value = {"properties": {when.key: {"const": when.value}}} if when.value else {}
    condition = {
        "if": {**value, "required": [when.key]},
        "then": {"required": [when.needs]} if when.needs else _only(record),
        "else": (
            {"required": [when.else_needs]}
            if when.else_needs
            else {"properties": {when.else_forbids: False}}
            if when.else_forbids
            else None
        ),
    }
    return {key: value for key, value in condition.items() if value is not None}


def _only(record: Any) -> Schema | None:
    """Forbid all keys but those that a rule allows."""
    if not record.WHEN.only:
        return None
    others = (field.name for field in fields_of(record) if field.name not in record.WHEN.only)
    return {"properties": dict.fromkeys(others, False)}
