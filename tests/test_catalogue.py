"""One table, and tests that say what else is missing."""

from __future__ import annotations

import json
import string

import jsonschema
import pytest
from ankigen.kinds.UNKNOWN import labels, phrasings, vocabulary

from ankigen import kinds, messages, schema
from ankigen.kinds.base.text import Text

TABLES = {
    "phrasings forwards": phrasings.FORWARD,
    "phrasings backwards": phrasings.REVERSE,
    "translations": phrasings.TRANSLATE,
    "when": phrasings.WHEN,
    "looks": vocabulary.LOOKS,
    "fields": vocabulary.FIELDS,
    "reaches": vocabulary.REACHES,
    "relations": vocabulary.RELATIONS,
    "types": vocabulary.TYPES,
    "units": vocabulary.UNITS,
    "labels": labels.LABELS,
}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_in_both_languages_with_the_same_places(name: str) -> None:
    for key, text in TABLES[name].items():
        assert text.id and text.en, key
        assert places(text.id) == places(text.en), key


def enum(kind: str, *path: str) -> list[str]:
    found = schema.inlined(kind)["properties"]["notes"]["items"]
    for step in path:
        found = found[step]
    values: list[str] = found["enum"]
    return values


def fact_enum(fact: str, name: str) -> list[str]:
    return enum("organisation", "properties", fact, "properties", name)


def test_the_schemas_offer_what_the_catalogue_knows() -> None:
    assert enum("goal", "properties", "field") == list(vocabulary.FIELDS)
    assert set(enum("goal", "properties", "category")) < set(vocabulary.LOOKS)
    assert set(enum("goal", "properties", "effect")) < set(vocabulary.LOOKS)
    assert enum("organisation", "properties", "type") == list(vocabulary.TYPES)
    assert fact_enum("scope", "reach") == list(vocabulary.REACHES)
    assert fact_enum("members", "of") == list(vocabulary.UNITS)
    assert fact_enum("indonesia", "relation") == [*vocabulary.RELATIONS, "other"]
    asked = kinds.kinds().values()[2].facts
    facts = [fact.name.replace("-", "_") for fact in asked if not fact.translation]
    assert enum("organisation", "properties", "skip", "items") == facts


def test_every_event_seat_and_state_has_a_phrasing() -> None:
    for event in fact_enum("founded", "event"):
        assert f"founded/{event}" in phrasings.FORWARD
    for seat in fact_enum("headquarters", "seat"):
        assert f"headquarters/{seat}" in phrasings.FORWARD
        assert f"headquarters/{seat}/past" in phrasings.FORWARD
    for unit in fact_enum("members", "of"):
        assert f"members/{unit}/past" in phrasings.FORWARD
    for state in fact_enum("status", "state"):
        assert state == "active" or f"status/{state}" in phrasings.FORWARD
    for category in enum("goal", "properties", "category"):
        assert category == "factor" or category in phrasings.REVERSE


def test_every_kind_has_a_schema_an_example_and_a_label() -> None:
    for kind in kinds.kinds().values():
        assert kind.name in schema.KINDS
        assert f"{kind.name}.schema.json" in schema.schema_names()
        assert isinstance(kind.label, Text)
        assert kind.label.id and kind.label.en


def test_packages_are_made_of_variants() -> None:
    assert list(catalogue.PACKAGES) == ["id", "en", "translation", "bilingual"]
    for variants in catalogue.PACKAGES.values():
        assert set(variants) <= set(catalogue.VARIANTS)
    assert set(catalogue.PACKAGES["bilingual"]) == set(catalogue.VARIANTS)


@pytest.mark.parametrize("table", ["MESSAGES", "HINTS", "NOTICES", "WORDS"])
def test_messages_are_in_both_languages_with_the_same_places(table: str) -> None:
    for code, sides in getattr(messages, table).items():
        indonesian, english = sides
        assert indonesian and english, code
        assert places(indonesian) == places(english), code


def test_schemas_are_valid_and_never_ask_the_network() -> None:
    for name in schema.schema_names():
        content = json.loads((schema.directory() / name).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(content)
        assert content["$id"] == name
    for kind in schema.KINDS:
        assert "$ref" not in json.dumps(schema.inlined(kind))
