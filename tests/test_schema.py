"""What the schemas owe an editor: words, examples and snippets for everything that is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from ankigen import kinds, schema
from benchmarks import verdict
from tests.support.decks import ROOT, SHIPPED

Schema = dict[str, Any]

CODES = ("id", "en")
FOLDER = ROOT / "schema"


def parts(part: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    """Yield a schema and all below it, each with where it stands."""
    yield path, part
    for name, below in part.get("properties", {}).items():
        yield from parts(below, f"{path}.{name}")
    if "items" in part:
        yield from parts(part["items"], f"{path}[]")
    if isinstance(part.get("additionalProperties"), dict):
        yield from parts(part["additionalProperties"], f"{path}.*")
        yield from parts(part["propertyNames"], f"{path}.?")


PARTS = [each for kind in kinds.file_kinds() for each in parts(schema.inlined(kind, CODES), kind)]

# An example of an identity would be taken over, and two decks would share it.
WITHOUT_EXAMPLE = {"deck.uid"}


def test_everything_has_a_title_and_a_description_in_both_languages() -> None:
    for path, part in PARTS:
        assert part["title"], path
        indonesian, dash, english = part["description"].partition(" — ")
        assert indonesian and dash and english, path


def test_every_form_is_explained_in_both_languages() -> None:
    for path, part in PARTS:
        if "pattern" in part:
            indonesian, dash, english = part["patternErrorMessage"].partition(" — ")
            assert indonesian.endswith(".") and dash and english.endswith("."), path
            # Python's "$" forgives a line end, which a block scalar leaves.
            assert "$" not in part["pattern"].removesuffix("$(?!\\n)"), path
            assert not re.search(r"\\[dwp]", part["pattern"]), path
        assert "format" not in part, path


def test_whatever_is_written_freely_has_an_example_that_fits() -> None:
    for path, part in PARTS:
        collection = {"properties", "items", "propertyNames"} & set(part)
        free = not {"enum", "const"} & set(part) and not collection
        assert bool(part.get("examples")) or not free or path in WITHOUT_EXAMPLE, path
        for example in part.get("examples", ()):
            jsonschema.Draft202012Validator(part).validate(example)


def test_whatever_has_parts_has_a_snippet_of_known_keys() -> None:
    for path, part in PARTS:
        item = part.get("items", {})
        if "properties" not in part and "properties" not in item:
            continue
        (snippet,) = part["defaultSnippets"]
        assert snippet["label"], path
        bodies = [snippet["body"]] if "properties" in part else snippet["body"]
        for body in bodies:
            check_snippet(body, part if "properties" in part else item)


def check_snippet(body: Any, part: Schema) -> None:
    """A snippet has only keys of its schema, and all that it asks for."""
    if isinstance(body, dict) and "properties" not in part:
        for value in body.values():
            check_snippet(value, part["additionalProperties"])
    elif isinstance(body, dict):
        assert set(part.get("required", ())) <= set(body) <= set(part["properties"])
        for key, value in body.items():
            check_snippet(value, part["properties"][key])
    elif isinstance(body, list):
        for value in body:
            check_snippet(value, part["items"])
    elif not re.search(r"\$[0-9]", str(body)):
        jsonschema.Draft202012Validator(part).validate(body)


def read(name: str) -> Schema:
    content: Schema = json.loads((FOLDER / name).read_text("utf-8"))
    return content


def test_the_files_are_those_of_the_kinds() -> None:
    """Made anew: what ``ankigen schema --out schema`` writes."""
    files = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert files == schema.texts(CODES)


def test_the_dispatching_schema_names_every_kind() -> None:
    entry = read(schema.ENTRY)
    assert entry["properties"]["kind"]["enum"] == list(kinds.file_kinds())
    assert entry["required"] == ["kind"]
    assert entry["allOf"] == [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"$ref": f"{kind}.schema.json"},
        }
        for kind in kinds.file_kinds()
    ]


def test_there_is_a_schema_for_every_kind_and_none_besides() -> None:
    named = {f"{kind}.schema.json" for kind in kinds.file_kinds()}
    assert set(schema.files(CODES)) == {schema.ENTRY, "common.schema.json", *named}
    for kind in kinds.file_kinds():
        assert read(f"{kind}.schema.json")["properties"]["kind"]["const"] == kind


def test_the_files_are_written_one_way() -> None:
    for text in schema.texts(CODES).values():
        assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_schemas_are_valid_and_never_ask_the_network() -> None:
    for name, content in schema.files(CODES).items():
        jsonschema.Draft202012Validator.check_schema(content)
        assert content["$id"] == name
    for kind in kinds.file_kinds():
        assert "$ref" not in json.dumps(schema.inlined(kind, CODES))


@pytest.mark.parametrize("codes", [("en",), ("id",), ("en", "id")])
def test_the_texts_of_a_note_are_in_the_languages_of_its_deck(codes: tuple[str, ...]) -> None:
    term = schema.inlined("term", codes)["properties"]["notes"]["items"]["properties"]
    for name, needs in (("term", {"required": list(codes)}), ("also", {"minProperties": 1})):
        assert list(term[name]["properties"]) == list(codes)
        assert {key: term[name].get(key) for key in needs} == needs
        assert term[name]["additionalProperties"] is False


def test_the_plain_program_of_the_benchmarks_takes_the_shipped_deck() -> None:
    assert verdict.plain(SHIPPED) > 0
