"""What a contributor's editor offers, shows and underlines, asked of the language server itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ankigen import kinds, schema
from ankigen.edit import skeletons
from ankigen.edit.new_files import new_deck
from tests.support.decks import ROOT, SHIPPED
from tests.support.language_server import Client, editor_settings

CODES = ("id", "en")
NOTES = {
    "term": "  - key: a\n    term:\n      id: x\n      en: y\n    level: 1\n",
    "goal": "  - key: a\n    category: factor\n    effect: driving\n",
    "organisation": "  - key: a\n    type: forum\n    indonesia:\n      relation: member\n",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder outside this repository, as ``ankigen new deck`` leaves it."""
    root = tmp_path_factory.mktemp("workspace")
    new_deck(root, "sample", "a" * 16, "2026-12-01")
    return root


@pytest.fixture(scope="module")
def editor(workspace: Path) -> Iterator[Client]:
    with Client(workspace, editor_settings(workspace)) as client:
        yield client


def note_properties(kind: str) -> dict[str, Any]:
    note = schema.inlined(kind, CODES)["properties"]["notes"]["items"]
    properties: dict[str, Any] = note["properties"]
    return properties


def place(text: str, needle: str) -> str:
    """Return ``line:column`` of the first occurrence of a needle."""
    before = text[: text.index(needle)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def modeline(kind: str) -> str:
    return f"# yaml-language-server: $schema=../../schema/{kind}.schema.json\n"


@pytest.mark.parametrize("first_line", ["modeline", "settings"])
@pytest.mark.parametrize("kind", NOTES)
def test_completion_offers_the_keys_of_each_kind(
    editor: Client, workspace: Path, kind: str, first_line: str
) -> None:
    path = workspace / "decks" / "sample" / f"keys-{kind}-{first_line}.yaml"
    top = modeline(kind) if first_line == "modeline" else "# no modeline\n"
    text = f"{top}kind: {kind}\nnotes:\n{NOTES[kind]}    \n"
    editor.open(path, text)
    offered = editor.completion(path, text.count("\n"), 5)
    written = {line.strip(" -").partition(":")[0] for line in NOTES[kind].splitlines()}
    assert set(note_properties(kind)) - written <= set(offered)
    assert not {"key", "kind"} & set(offered)


def test_completion_offers_the_keys_of_a_deck(editor: Client, workspace: Path) -> None:
    path = workspace / "decks" / "sample" / "keys-deck.yaml"
    editor.open(path, f"{modeline('deck')}kind: deck\n\n")
    expected = set(schema.inlined("deck", CODES)["properties"]) - {"kind"}
    assert expected <= set(editor.completion(path, 3, 1))


ENUMERATIONS = [
    ("goal", "    category: ", note_properties("goal")["category"]),
    ("goal", "    effect: ", note_properties("goal")["effect"]),
    ("goal", "    field: ", note_properties("goal")["field"]),
    ("organisation", "    type: ", note_properties("organisation")["type"]),
    (
        "organisation",
        "    indonesia:\n      relation: ",
        note_properties("organisation")["indonesia"]["properties"]["relation"],
    ),
    (
        "organisation",
        "    founded:\n      event: ",
        note_properties("organisation")["founded"]["properties"]["event"],
    ),
]


@pytest.mark.parametrize(("kind", "lines", "about"), ENUMERATIONS)
def test_completion_offers_every_value_of_an_enumeration(
    editor: Client, workspace: Path, kind: str, lines: str, about: dict[str, Any]
) -> None:
    name = "-".join(lines.replace(":", " ").split())
    path = workspace / "decks" / "sample" / f"values-{kind}-{name}.yaml"
    text = f"{modeline(kind)}kind: {kind}\nnotes:\n  - key: a\n{lines}\n"
    editor.open(path, text)
    line = text.count("\n")
    column = len(text.splitlines()[line - 1]) + 1
    assert set(editor.completion(path, line, column)) == {str(value) for value in about["enum"]}


def test_completion_offers_the_kinds(editor: Client, workspace: Path) -> None:
    path = workspace / "decks" / "sample" / "kinds.yaml"
    editor.open(path, "kind: \n")
    assert set(editor.completion(path, 1, 7)) == set(kinds.file_kinds())


def test_hover_shows_the_description_of_every_key_of_a_note(
    editor: Client, workspace: Path
) -> None:
    for kind in NOTES:
        path = workspace / "decks" / "sample" / f"hover-{kind}.yaml"
        text = f"{modeline(kind)}kind: {kind}\nnotes:\n{skeletons.note_text(kind, 'a-key')}"
        editor.open(path, text)
        keys = note_properties(kind)
        asked = 0
        for number, line in enumerate(text.splitlines(), 1):
            key = line.strip(" -").partition(":")[0]
            if line[:4] in ("    ", "  - ") and line[4] not in " #":
                assert keys[key]["description"] in editor.hover(path, number, 6), (kind, key)
                asked += 1
        assert asked >= 5


def test_an_unknown_key_is_underlined(editor: Client, workspace: Path) -> None:
    path = workspace / "decks" / "sample" / "unknown.yaml"
    text = skeletons.note_file_text("term", "a-key", "../../schema").replace("level:", "lvel:")
    assert editor.open(path, text) == [f"{place(text, 'lvel')} Property lvel is not allowed."]


def test_a_missing_language_is_underlined(editor: Client, workspace: Path) -> None:
    path = workspace / "decks" / "sample" / "language.yaml"
    text = skeletons.note_file_text("term", "a-key", "../../schema").replace(
        "      en: text about a key\n", ""
    )
    assert editor.open(path, text) == [f'{place(text, "term:")} Missing property "en".']


def test_a_wrong_form_is_explained_in_both_languages(editor: Client, workspace: Path) -> None:
    path = workspace / "decks" / "sample" / "form.yaml"
    text = skeletons.note_file_text("term", "a-key", "../../schema").replace("a-key", "A Key")
    common = schema.files(CODES)["common.schema.json"]
    wording = common["$defs"]["key"]["patternErrorMessage"]
    assert editor.open(path, text) == [f"{place(text, 'A Key')} {wording}"]


def test_a_word_that_yaml_takes_for_no_is_underlined(editor: Client, workspace: Path) -> None:
    path = workspace / "decks" / "sample" / "no.yaml"
    text = skeletons.note_file_text("term", "a-key", "../../schema").replace(
        "en: text about a key", "en: no"
    )
    assert editor.open(path, text) == [
        f'{place(text, "no" + chr(10))} Incorrect type. Expected "string".'
    ]


def test_a_new_deck_is_clean_in_an_editor(editor: Client, workspace: Path) -> None:
    for path in sorted((workspace / "decks" / "sample").glob("*.yaml")):
        assert editor.open(path, path.read_text("utf-8")) == []


def test_the_shipped_decks_are_clean_in_an_editor() -> None:
    with Client(ROOT, editor_settings(ROOT)) as client:
        for path in sorted(SHIPPED.glob("*.yaml")):
            assert client.open(path, path.read_text("utf-8")) == [], path.name
