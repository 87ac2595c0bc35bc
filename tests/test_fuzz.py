"""Random files: never an exception, never a wrong yes, never another meaning than PyYAML's."""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml
from ankigen.schema.compiled import compile_schema
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ankigen.schema import inlined
from ankigen.schema.check import says_yes
from ankigen.source import parse_text
from tests import fuzz
from tests.support.schemas import is_valid

BATCHES, BATCH = 10, 250


@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutated_decks_are_judged_rightly(batch: int) -> None:
    accepted = sum(map(fuzz.judge, fuzz.mutants(BATCH, seed=batch)))
    # Both verdicts must occur, or the test shows nothing.
    assert 0 < accepted < BATCH


def indented(text: str) -> str:
    return "\n  ".join(text.split("\n"))


def as_list(items: list[str]) -> str:
    return "\n".join(f"- {indented(item)}" for item in items)


def as_mapping(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(f"{key}:\n  {indented(value)}" for key, value in pairs)


WORDS = st.sampled_from(
    [*fuzz.TOKENS, "kata", "two words", "é", "-1", "+.5", "1_000", "0o7", "0b1", "1:2:3", "Yes"]
)
SCALARS = st.lists(WORDS, min_size=1, max_size=3).map("".join)
QUOTED = SCALARS.map(lambda text: yaml.dump(text, default_style='"', allow_unicode=True).strip())
# What the resolvers look at: numbers, dates, times, booleans and what nearly is one.
NUMERIC = st.text("0123456789.-+:eE_xoTZ ~", min_size=1, max_size=12).map(str.strip)
SAFE = NUMERIC | st.sampled_from(["yes", "No", "null", "kata", "two words", "é 東", "a:b", "a#b"])
BLOCKS = st.recursive(
    SAFE | SAFE | SAFE | QUOTED | SCALARS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(as_list)
        | st.lists(st.tuples(SAFE | SCALARS, inner), min_size=1, max_size=3).map(as_mapping)
        | st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    ),
    max_leaves=6,
)


@settings(max_examples=2500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS)
@example('---\n---\n:\n  " #"')  # what is wrong comes after the document that was read
def test_an_accepted_text_means_what_pyyaml_reads(text: str) -> None:
    source = parse_text("x.yaml", text)
    if source.diagnostics:
        return
    assert repr(source.data) == repr(yaml.load(text, yaml.CSafeLoader))


@settings(max_examples=500, deadline=None, database=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
        | st.dates() | st.datetimes() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=12,
    )
)  # fmt: skip
def test_whatever_pyyaml_writes_is_read_back_or_refused(data: Any) -> None:
    text = yaml.dump(data, allow_unicode=True, Dumper=yaml.SafeDumper)
    source = parse_text("x.yaml", text)
    if not source.diagnostics:
        assert repr(source.data) == repr(yaml.load(text, yaml.CSafeLoader))


VALUES: tuple[Any, ...] = (
    None, True, 0, 1, 2, 1.0, 1.5, -1, 10**30, "", " ", "x", "x\n", "x\ty", "a-b", "A-B", "-a",
    "1967", "1967-13", "1967-02-30", "1967\n", "https://a", "https://a b", "http://", "١٩٦٧",
    "x" * 64, "x" * 65, "x" * 300, "x" * 301, "\U0001f600" * 300, "é" * 301, "\u2028", "\u00a0", [],
    {}, [1, 1], ["a", "a"], [1, True], [1, 1.0], {"id": "x"}, {"id": "x", "en": "y"}, "goal",
    "factor", "other", "dissolved", "a.svg", "../a.svg", "terms.yaml", "a/b.yaml", "a::b", 'a"b',
)  # fmt: skip


def nodes(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [path, *itertools.chain.from_iterable(nodes(v, (*path, k)) for k, v in inner)]


def spoiled(generator: random.Random, data: Any) -> Any:
    """Change, delete or add one node of a copy."""
    data = copy.deepcopy(data)
    *way, last = generator.choice([path for path in nodes(data) if path])
    container = data
    for step in way:
        container = container[step]
    change = generator.random()
    if change < 0.2:
        del container[last]
    elif change < 0.3 and isinstance(container, dict):
        container[generator.choice(["effect", "answer", "date", "as_of", "x"])] = generator.choice(
            VALUES
        )
    else:
        container[last] = generator.choice(VALUES)
    return data


def compiled_says_yes(kind: str, data: Any) -> bool:
    check = compile_schema(inlined(kind))
    assert check is not None
    return check(data)


@pytest.mark.parametrize("says_yes", [says_yes, compiled_says_yes])
@pytest.mark.parametrize("number", range(len(fuzz.originals())))
def test_a_fast_yes_is_never_wrong(number: int, says_yes: Callable[[str, Any], bool]) -> None:
    data = yaml.load(fuzz.originals()[number], yaml.CSafeLoader)
    assert says_yes(data["kind"], data)
    generator = random.Random(number)
    verdicts = {True: 0, False: 0}
    for _ in range(400):
        mutant = spoiled(generator, data)
        fast = says_yes(data["kind"], mutant)
        assert not fast or is_valid(data["kind"], mutant), mutant
        verdicts[fast] += 1
    # It must say both, or the test shows nothing.
    assert all(verdicts.values())


BEYOND: list[Any] = [
    {"type": "number"},
    {"type": ["string", "null"]},
    {"type": "string", "format": "uri"},
    {"type": "object", "patternProperties": {"^x": {"type": "string"}}},
    {"type": "object", "additionalProperties": {"type": "string"}},
    {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}},
    {"type": "array", "enum": [["a"]]},
    {"type": "integer", "enum": [1, True]},
    {"type": "string", "minItems": 1},
    {"anyOf": [{"type": "string"}]},
    {"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}, "then": False},
    {"if": {"properties": {"a": {"const": "b"}}}, "then": False},
    {"if": {"required": ["a"]}, "then": False},
    True,
]


@pytest.mark.parametrize("schema", BEYOND, ids=str)
def test_a_schema_with_anything_else_is_left_to_jsonschema(schema: Any) -> None:
    assert compile_schema(schema) is None


SMALL: list[Any] = [
    {"type": "integer", "minimum": 1, "maximum": 3},
    {"type": "integer", "enum": [1, 3]},
    {"type": "string", "minLength": 1, "maxLength": 2},
    {"type": "string", "pattern": "^[a-z]+$(?!\\n)"},
    {"type": "string", "enum": ["a", "b"]},
    {"type": "string", "const": "a"},
    {"type": "array", "uniqueItems": True, "minItems": 1, "maxItems": 3},
    {"type": "array", "items": {"type": "string"}},
    {"type": "object", "required": ["a"], "minProperties": 2},
    {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False},
    {
        "type": "object",
        "allOf": [
            {
                "if": {"properties": {"a": {"const": "a"}}, "required": ["a"]},
                "then": {"required": ["b"]},
                "else": {"properties": {"b": False}},
            }
        ],
    },
]
SIMPLE = st.sampled_from(["", "a", "b", "abc", "a\n", 1, 2, 3, 4, True, False, 1.0, 3.0, None])
ANYTHING = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("schema", SMALL, ids=str)
@settings(max_examples=150, deadline=None)
@given(data=ANYTHING)
def test_a_compiled_yes_is_never_wrong(schema: Any, data: Any) -> None:
    check = compile_schema(schema)
    assert check is not None
    assert not check(data) or jsonschema.Draft202012Validator(schema).is_valid(data)
