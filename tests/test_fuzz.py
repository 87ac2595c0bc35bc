"""Random files: never an exception, never a wrong yes, never another meaning than PyYAML's."""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ankigen import kinds
from ankigen.kinds.base.fields import (
    Abbreviation,
    Date,
    Label,
    Maybe,
    Prose,
    Record,
    When,
    about,
)
from ankigen.kinds.base.reading import Reader, Refused
from ankigen.kinds.base.text import Name
from ankigen.kinds.base.text import Prose as ProseText
from ankigen.schema import inlined, languages_of
from ankigen.schema.made import _Maker
from ankigen.source import SourceFile, parse_text
from tests import fuzz
from tests.support.extent import rounds
from tests.support.schemas import is_valid, strict

CODES = ("id", "en")
BATCHES, BATCH = rounds(17, 2), 150


@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutated_decks_are_judged_rightly(batch: int) -> None:
    accepted = sum(map(fuzz.judge, fuzz.mutants(BATCH, seed=batch)))
    # Both verdicts must occur, or the test shows nothing.
    assert 0 < accepted < BATCH


def test_what_is_told_of_a_mutated_deck_stands_in_it() -> None:
    """Looking for slips takes longer than judging: fewer mutants are enough."""
    for content in fuzz.mutants(rounds(150, 25), seed=BATCHES):
        fuzz.judge_told(content)


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


@settings(
    max_examples=rounds(2500, 300),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(BLOCKS)
@example('---\n---\n:\n  " #"')  # what is wrong comes after the document that was read
def test_an_accepted_text_means_what_pyyaml_reads(text: str) -> None:
    source = parse_text("x.yaml", text)
    if source.diagnostics:
        return
    assert repr(source.data) == repr(yaml.load(text, yaml.CSafeLoader))


@settings(max_examples=rounds(500, 100), deadline=None, database=None)
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
    ["en"], ["en", "id"], ["id", "xx"], ["id-en"], ["en-id"], ["en-id", "id-en"], {"en": "y"},
    {}, [1, 1], ["a", "a"], [1, True], [1, 1.0], {"id": "x"}, {"id": "x", "en": "y"}, "goal",
    "1967-" + "9" * 30,
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


def values(data: Any) -> Iterator[Any]:
    """Yield every value in data."""
    for path in nodes(data):
        value = data
        for step in path:
            value = value[step]
        yield value


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


def check(kind: str, data: Any) -> bool:
    """Whether data are built as a file of a kind; what is built is valid, and all that is valid."""
    source = SourceFile("x.yaml", value=data)
    codes = languages_of(data) if kind == "deck" else CODES
    built = fuzz.is_built(source, kind)
    if built:
        assert is_valid(kind, data, codes), data
    elif is_valid(kind, data, codes):
        assert fuzz.has_bad_dates(kind, data), data
    return built


@pytest.mark.parametrize("number", range(len(fuzz.originals())))
def test_what_is_built_is_what_is_valid(number: int) -> None:
    data = yaml.load(fuzz.originals()[number], yaml.CSafeLoader)
    assert check(data["kind"], data)
    generator = random.Random(number)
    verdicts = {True: 0, False: 0}
    for _ in range(rounds(400, 60)):
        verdicts[check(data["kind"], spoiled(generator, data))] += 1
    # Both must occur, or the test shows nothing.
    assert all(verdicts.values())


def keys_of(schema: dict[str, Any]) -> set[str]:
    """Return every key that a schema knows, however deep."""
    below = [*schema.get("properties", {}).values(), schema.get("items")]
    below.append(schema.get("additionalProperties"))
    found = set(schema.get("properties", ()))
    return found.union(*(keys_of(part) for part in below if isinstance(part, dict)))


ORIGINALS = [yaml.load(text, yaml.CSafeLoader) for text in fuzz.originals()]
KEYS = {kind: sorted(keys_of(inlined(kind, CODES))) for kind in kinds.file_kinds()}
PIECES = [ORIGINALS[0], *(note for data in ORIGINALS for note in data.get("notes", ()))]
FOUND = list({repr(value): value for data in PIECES for value in values(data)}.values())
ANY_VALUE = (
    st.sampled_from(VALUES)
    | st.sampled_from(FOUND)
    | st.text(max_size=12)
    | st.integers()
    | st.floats(allow_nan=False)
    | st.from_regex(r"[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?", fullmatch=True)
)


def edited(data: Any, draw: st.DrawFn, keys: list[str]) -> Any:
    """Change, delete or add one node; a new key is one that the kind knows somewhere."""
    way = draw(st.sampled_from([path for path in nodes(data) if path]))
    container = data
    for step in way[:-1]:
        container = container[step]
    how = draw(st.sampled_from(["change", "change", "add", "delete"]))
    if how == "delete":
        del container[way[-1]]
    elif how == "add" and isinstance(container, dict):
        container[draw(st.sampled_from(keys))] = copy.deepcopy(draw(ANY_VALUE))
    else:
        container[way[-1]] = copy.deepcopy(draw(ANY_VALUE))
    return data


@st.composite
def files_of(draw: st.DrawFn, kind: str) -> Any:
    """Draw a file of a kind that was changed in a few places: of its notes, it has one."""
    data = draw(st.sampled_from([each for each in ORIGINALS if each["kind"] == kind]))
    if "notes" in data:
        data = {**data, "notes": [draw(st.sampled_from(data["notes"]))]}
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(0, 4))):
        if any(path for path in nodes(data)):
            data = edited(data, draw, KEYS[kind])
    return data


@pytest.mark.parametrize("kind", kinds.file_kinds())
@settings(
    max_examples=rounds(600, 100),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_msgspec_says_yes_where_jsonschema_does_and_nowhere_else(
    kind: str, data: st.DataObject
) -> None:
    check(kind, data.draw(files_of(kind)))


class Whole(Record, frozen=True, kw_only=True):
    TITLE: ClassVar = "Whole numbers"
    ABOUT: ClassVar = "Bilangan. — Numbers."

    a: Annotated[int, about(ge=1, le=3)]
    b: Literal[1, 3] = 1


class Words(Record, frozen=True, kw_only=True):
    TITLE: ClassVar = "Words"
    ABOUT: ClassVar = "Kata. — Words."

    a: Annotated[str, about(min_length=1, max_length=2)] = ""
    b: Annotated[str, about(pattern=r"^[a-z]+$(?!\n)")] = ""
    c: Literal["a", "b"] = "a"


class Lists(Record, frozen=True, kw_only=True):
    TITLE: ClassVar = "Lists"
    ABOUT: ClassVar = "Daftar. — Lists."

    a: Annotated[tuple[str, ...], about(min_length=1, max_length=3, unique=True)] = ()
    b: tuple[int, ...] = ()
    c: Maybe[Words] = None


class Texts(Record, frozen=True, kw_only=True):
    TITLE: ClassVar = "Texts"
    ABOUT: ClassVar = "Teks. — Texts."

    a: Label
    b: Prose = ProseText()
    c: Abbreviation = Name()


class Rule(Record, frozen=True, kw_only=True):
    TITLE: ClassVar = "A rule"
    ABOUT: ClassVar = "Aturan. — A rule."
    WHEN: ClassVar = When(key="a", value="a", needs="b", else_forbids="b")

    a: Literal["a", "b"]
    b: Maybe[Date] = None

    def __post_init__(self) -> None:
        self.WHEN.check(self)


SIMPLE = st.sampled_from(
    ["", "a", "b", "abc", "a\n", " ", 1, 2, 3, 4, True, False, 1.0, 3.0, None, "1967-08", "1967-8"]
)
ANYTHING = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["a", "b", "c", "id", "en"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("record", [Whole, Words, Lists, Texts, Rule], ids=lambda r: r.__name__)
@settings(max_examples=rounds(300, 100), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.dictionaries(st.sampled_from("abc"), ANYTHING, max_size=3))
def test_a_limit_is_the_same_to_msgspec_and_to_jsonschema(
    record: type[Record], data: dict[str, Any]
) -> None:
    schema = _Maker(CODES, {}).record(record, "")
    try:
        Reader(record, CODES).read(data)
        built = True
    except Refused:
        built = False
    assert built == strict(schema).is_valid(data)
