"""The canonical layout: what it changes, what it never changes, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen import kinds
from ankigen.edit import lay_out, layout
from ankigen.source import parse_text
from ankigen.source.tree import parse_tree
from tests.support.decks import ROOT, SAMPLE, SHIPPED
from tests.support.extent import rounds

LAYOUT = ROOT / "tests" / "layout"
CASES = sorted(p.name.removesuffix(".expected.yaml") for p in LAYOUT.glob("*.expected.yaml"))
CANONICAL = [p.read_text("utf-8") for p in [*SAMPLE.glob("*.yaml"), SHIPPED / "asean-aims.yaml"]]


def laid_out(text: str, schemas: str = "") -> str:
    result = lay_out(text, kinds.file_kinds(), schemas)
    assert result.refused == ""
    return result.text


@pytest.mark.parametrize("name", CASES)
def test_each_case_becomes_what_stands_beside_it(name: str) -> None:
    before = (LAYOUT / f"{name}.yaml").read_text("utf-8")
    expected = (LAYOUT / f"{name}.expected.yaml").read_text("utf-8")
    assert laid_out(before) == expected
    assert laid_out(expected) == expected


@pytest.mark.parametrize("path", [*SHIPPED.glob("*.yaml"), *SAMPLE.glob("*.yaml")], ids=str)
def test_our_own_decks_are_canonical(path: Path) -> None:
    text = path.read_text("utf-8")
    assert laid_out(text) == text


def test_a_missing_modeline_is_added_where_schemas_are_near() -> None:
    text = "kind: term\nnotes:\n  - key: a\n"
    line = "# yaml-language-server: $schema=../../schema/term.schema.json\n"
    assert laid_out(text, "../../schema") == line + text
    assert laid_out(text) == text
    assert laid_out("kind: tern\n", "../../schema") == "kind: tern\n"


@pytest.mark.parametrize("end", ["", "\n\n\n", "  \n \n"])
def test_a_file_ends_with_one_line_end(end: str) -> None:
    assert laid_out(f"kind: term{end}") == "kind: term\n"


@pytest.mark.parametrize("text", ["a: |\n  x", "a: |+\n  x", "a: |+\n  x\n\n\n"])
def test_an_end_that_is_part_of_a_value_stays(text: str) -> None:
    assert laid_out(text) == text


@pytest.mark.parametrize("text", ["", "# only a comment\n", "text\n", "[a, b]\n", "- a\n"])
def test_odd_files_are_no_trouble(text: str) -> None:
    assert laid_out(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("subjects:\n  - ppkn\n  - ips\n", "subjects: [ppkn, ips]\n"),
        (
            "notes:\n  - key: a\n    related:\n    - b\n\n    - c\n",
            "notes:\n  - key: a\n    related: [b, c]\n",
        ),
        ("tags:  [a,b]\n", "tags:  [a,b]\n"),
        ("tags: # why\n  - a\n", "tags: # why\n  - a\n"),
        ("tags:\n  - a # why\n", "tags:\n  - a # why\n"),
        ("files:\n  - a.yaml\n", "files:\n  - a.yaml\n"),
        ("tags:\n  - 'a'\n", "tags:\n  - 'a'\n"),
        ("sources:\n  - a\n  - work: b\n", "sources:\n  - a\n  - work: b\n"),
        ("tags:\n  - " + "a" * 91 + "\n", "tags: [" + "a" * 91 + "]\n"),
        ("tags:\n  - " + "a" * 93 + "\n", "tags:\n  - " + "a" * 93 + "\n"),
    ],
)
def test_a_list_of_keys_stands_on_one_line_where_it_fits(text: str, wanted: str) -> None:
    assert laid_out(text) == wanted


# -- what is proven before anything is written ------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "refused"),
    [
        ("en: b", "en: c", "layout-data"),
        ("en: b", "en: 'b", "layout-data"),
        ("x: 1", "x: '1'", "layout-data"),
        ("x: 1", "x: 1.0", "layout-data"),
        ("x: 1\n", "x: 1\ny: 2\n", "layout-data"),
        ("# one", "# two", "layout-comments"),
        ("# one\n", "", "layout-comments"),
        ("x: 1", "x: 1 # two", "layout-comments"),
        ("x: 1", " x: 1", "layout-data"),
        (" a", "  a", "layout-unstable"),
        ("x: 1", "x: 1", ""),
    ],
)
def test_a_faulty_layout_is_refused(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, refused: str
) -> None:
    text = "# one\nid: a\nen: b\nx: 1\n"
    monkeypatch.setattr(layout, "_lay_out", lambda given, *_: given.replace(old, new, 1))
    assert lay_out(text, kinds.file_kinds(), "") == layout.Layout(text, refused)


# -- properties ---------------------------------------------------------------------------


@st.composite
def untidy(draw: st.DrawFn) -> tuple[str, str]:
    """Make a canonical text untidy in ways that change nothing that it says."""
    text = canonical = draw(st.sampled_from(CANONICAL))
    if draw(st.booleans()):
        text = re.sub(
            r"(?m)^( *)([a-z_]+):\n\1  id: ([\w ]+)\n\1  en: ([\w ]+)\n",
            r"\1\2: {id: \3, en: \4}\n",
            text,
        )
    step = draw(st.sampled_from([2, 3, 4, 8]))
    text = re.sub(r"(?m)^ +", lambda m: " " * (len(m.group()) * step // 2), text)
    text = re.sub(r"(?m)^( *-) ", r"\1" + " " * (step - 1), text)
    if draw(st.booleans()):
        text = re.sub(
            r"(?m)^( *)(subjects|related|skip|fields): \[([a-z, -]+)\]$",
            lambda m: "\n".join([f"{m[1]}{m[2]}:", *(f"{m[1]}  - {k}" for k in m[3].split(", "))]),
            text,
        )
    if draw(st.booleans()):
        text = text.replace("\n\n", draw(st.sampled_from(["\n", "\n\n\n", "\n \n   \n\n"])))
    if draw(st.booleans()):
        text = re.sub(r"(?m):$", ": \t ", text)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    if draw(st.booleans()):
        text = text.rstrip()
    if draw(st.booleans()):
        first, _, rest = text.partition("\n")
        second, _, rest = rest.partition("\n")
        text = f"{second}\n{first}\n{rest}"
    return text, canonical


def test_a_list_goes_on_one_line_where_it_fits_once_it_is_moved_out() -> None:
    keys = "related: [asean-three-pillars, asean-field-political, asean-field-economic]"
    deep = "kind: term\nnotes:\n    - key: a\n" + " " * 30 + keys
    block = deep.replace("[", "").replace("]", "").replace(", ", "\n" + " " * 32 + "- ")
    block = block.replace("related: ", "related:\n" + " " * 32 + "- ")
    assert laid_out(block.replace("- key: a", "-" + " " * 25 + "key: a")) == (
        f"kind: term\nnotes:\n  - key: a\n    {keys}\n"
    )


@settings(max_examples=100, deadline=None)
@given(untidy())
def test_every_untidy_text_becomes_the_canonical_one(texts: tuple[str, str]) -> None:
    text, canonical = texts
    assert laid_out(text) == canonical


SNIPS = [
    "",
    "\n",
    " ",
    "  ",
    "- ",
    "#",
    " # c",
    ": ",
    "|",
    ">+\n",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
]
SNIPS += ["\n\n", "\t", "é", "- - ", "? ", "|2\n", "date: 2020\n", "\\"]


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """Spoil a few characters of a piece of a deck."""
    text = draw(st.sampled_from(CANONICAL))[:1500]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 3))
        added = draw(st.sampled_from(SNIPS))
        text = text[:at] + added + text[at + cut :]
    return text


def bare_dates_as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: bare_dates_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [bare_dates_as_text(item) for item in value]
    return value if isinstance(value, (str, bool, float, type(None))) else str(value)


@settings(max_examples=rounds(1000, 300), deadline=None)
@given(mutants())
def test_no_text_loses_data_or_a_comment(text: str) -> None:
    if not parse_text("deck.yaml", text).sound:
        return
    result = lay_out(text, kinds.file_kinds(), "../../schema")
    old = yaml.load(text, yaml.CSafeLoader)
    new = yaml.load(result.text, yaml.CSafeLoader)
    assert bare_dates_as_text(new) == bare_dates_as_text(old)
    comments = [c.text for c in parse_tree(text).comments if "$schema" not in c.text]
    after = [c.text for c in parse_tree(result.text).comments if "$schema" not in c.text]
    assert after == comments
    assert result.refused or lay_out(result.text, kinds.file_kinds(), "../../schema") == result


def test_hardly_any_text_is_refused() -> None:
    """Refusing is for what nobody writes: a formatter that always refuses would prove nothing."""
    tried: list[str] = []

    @settings(max_examples=rounds(500, 200), deadline=None)
    @given(mutants())
    def try_one(text: str) -> None:
        if parse_text("deck.yaml", text).sound:
            tried.append(lay_out(text, kinds.file_kinds(), "").refused)

    try_one()
    assert len(tried) > 10
    assert sum(bool(refused) for refused in tried) < len(tried) / 10
