"""What cards say is data: tests that name what a language or a kind still lacks."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest

import ankigen
from ankigen import kinds, languages, schema
from ankigen.dates import PRECISIONS
from ankigen.kinds import Kind
from ankigen.kinds.base.records import FactNames, ReverseNames
from ankigen.kinds.base.variants import every_variant, pair, subdeck
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import (
    MEMBERSHIPS,
    Founded,
    Headquarters,
    Indonesia,
    Members,
    Organisation,
    Status,
)
from ankigen.markup import NOTHING
from tests.support.decks import PACKAGES, VARIANTS, deck

CODES = languages.codes()
KINDS = kinds.kinds()

# Only in the language whose business they are.
OWN = {"borrowed", "keys", "pairs"}


def cards(code: str) -> languages.Words:
    return languages.read(code, "cards")


def leaves(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below a part of a language's file, with where it stands."""
    if isinstance(part, dict):
        for key, below in part.items():
            yield from leaves(below, f"{path}.{key}" if path else key)
    elif isinstance(part, list):
        for number, below in enumerate(part):
            yield from leaves(below, f"{path}.{number}")
    else:
        assert isinstance(part, str), path
        yield path, part


def shared(code: str) -> dict[str, str]:
    return dict(leaves({name: part for name, part in cards(code).items() if name not in OWN}))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def literals(hint: Any) -> tuple[Any, ...]:
    """Return the choices that a type leaves: of one value, or of the items of a list."""
    if hasattr(hint, "__metadata__"):
        return literals(hint.__origin__)
    if get_origin(hint) is tuple:
        return literals(get_args(hint)[0])
    return get_args(hint) if get_origin(hint) is Literal else ()


def records(hint: Any) -> Iterator[type[msgspec.Struct]]:
    """Yield a record and all that are in it."""
    if hasattr(hint, "__metadata__"):
        yield from records(hint.__origin__)
    elif get_origin(hint) is tuple:
        yield from records(get_args(hint)[0])
    elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
        for field in msgspec.structs.fields(hint):
            yield from records(field.type)


def choices(record: type[msgspec.Struct], name: str) -> list[str]:
    (field,) = (field for field in msgspec.structs.fields(record) if field.name == name)
    found = list(literals(field.type))
    assert found, f"{record.__name__}.{name} leaves no choice"
    return found


CATEGORIES = choices(Goal, "category")
EFFECTS = choices(Goal, "effect")
TYPES = choices(Organisation, "type")
UNITS = choices(Members, "unit")
RELATIONS = [each for each in choices(Indonesia, "relation") if each != "other"]
EVENTS = choices(Founded, "event")
SEATS = choices(Headquarters, "seat")
ENDS = [state for state in choices(Status, "state") if state != "active"]

# What stands on no card as a word, but becomes a tag.
NO_WORDS = {"field", "fields", "scope"}

# Table: exactly the words that it has, in the order in which authors are offered them.
TABLES: dict[str, list[str]] = {
    "looks": list(
        dict.fromkeys(["term", "goal", *CATEGORIES[:4], *EFFECTS, *CATEGORIES[4:], *TYPES])
    ),
    "kinds": list(KINDS),
    "relations": RELATIONS,
    "types": TYPES,
    "units": UNITS,
    "when": list(PRECISIONS),
}

FORWARD = {
    *(f"founded/{event}" for event in EVENTS),
    *(f"headquarters/{seat}{past}" for seat in SEATS for past in ("", "/past")),
    *(f"members/{unit}{past}" for unit in UNITS for past in ("", "/past")),
    *(f"status/{state}" for state in ENDS),
}
REVERSE = {*CATEGORIES, *EFFECTS} - {"factor"}


@pytest.mark.parametrize("code", CODES)
def test_a_language_says_all_that_the_others_say_with_the_same_places(code: str) -> None:
    first, own = shared(CODES[0]), shared(code)
    assert set(own) == set(first)
    for path, text in own.items():
        assert text.strip() or path == "article", path
        if not path.startswith("description"):
            assert places(text) == places(first[path]), path


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("table", TABLES)
def test_every_choice_has_its_word_and_there_is_none_besides(table: str, code: str) -> None:
    assert list(cards(code)[table]) == TABLES[table]


def test_no_choice_is_forgotten_here() -> None:
    known = [CATEGORIES, EFFECTS, TYPES, UNITS, [*RELATIONS, "other"], EVENTS]
    known += [SEATS, ["active", *ENDS], list(PRECISIONS)]
    for kind in KINDS.values():
        for record in records(kind.record):
            for field in msgspec.structs.fields(record):
                values = literals(field.type)
                if values and field.name not in NO_WORDS:
                    assert sorted(values) in [sorted(each) for each in known], field.name


@pytest.mark.parametrize("code", CODES)
def test_every_event_seat_and_state_has_a_phrasing(code: str) -> None:
    assert set(cards(code)["forward"]) >= FORWARD
    assert set(cards(code)["reverse"]) >= REVERSE


FACTS = [(kind, fact) for kind in KINDS.values() for fact in kind.facts if kind.name != "goal"]


@pytest.mark.parametrize("code", CODES)
def test_every_fact_has_a_question(code: str) -> None:
    """Of a goal the author asks it."""
    asked = {key.split("/")[0] for key in cards(code)["forward"]}
    assert asked == {fact.name for _, fact in FACTS if not fact.translation}


@pytest.mark.parametrize("name", [name for name, each in VARIANTS.items() if each.translates])
def test_every_fact_that_is_translated_has_both_questions(name: str) -> None:
    words = pair(name)
    assert set(words) == {
        "subdeck", "also", *(fact.name for _, fact in FACTS if fact.translation),
    }  # fmt: skip
    assert set(words["also"]) == {"asks", "answers"}
    for _, fact in FACTS:
        if fact.translation:
            assert {side: places(text) for side, text in words[fact.name].items()} == {
                "there": {"c"},
                "back": {"c"},
            }


def named(function: str) -> set[tuple[str, ...]]:
    """Return the texts that the code itself gives to a function of words, but for a last one."""
    found = set()
    for path in Path(ankigen.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == function:
                found.add(
                    tuple(each.value for each in node.args[:2] if isinstance(each, ast.Constant))
                )
    return found


@pytest.mark.parametrize("code", CODES)
def test_every_word_that_the_code_names_is_there(code: str) -> None:
    names = named("word") - {()}
    assert ("details", "other-name") in names and ("units",) in names
    for table, *name in names:
        assert set(name) <= set(cards(code)[table]) or table in OWN, (table, name)
    assert {("forward",), ("reverse",)} == named("phrase")


def test_memberships_are_relations() -> None:
    assert set(RELATIONS) >= MEMBERSHIPS
    for code in CODES:
        assert places(cards(code)["since"]) == {"relation", "date"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_has_a_schema_a_look_and_a_label(kind: Kind) -> None:
    assert kind.name in kinds.file_kinds()
    assert f"{kind.name}.schema.json" in schema.files(("id", "en"))
    for code in CODES:
        assert cards(code)["looks"][kind.name]
        assert cards(code)["kinds"][kind.name]


def test_kinds_are_told_by_their_notes_and_listed_by_name() -> None:
    assert kinds.file_kinds() == ("deck", "goal", "organisation", "term", *kinds.companions())
    assert [kind.name for kind in KINDS.values()] == list(KINDS) == sorted(KINDS)
    assert len({kind.record for kind in KINDS.values()}) == len(KINDS)


def test_every_fact_can_be_skipped_that_of_the_name_too() -> None:
    """As what builds the records has it: a name that is long may be left untranslated."""
    note = schema.inlined("organisation", ("id", "en"))["properties"]["notes"]["items"]
    facts = KINDS["organisation"].fact_keys
    assert note["properties"]["skip"]["items"]["enum"] == list(facts)
    assert "name" in facts
    asean = next(note for note in deck().notes if note.key == "asean")
    for name in facts:
        without = msgspec.structs.replace(asean, skip=FactNames({name}))
        for fact in KINDS["organisation"].facts:
            if fact.key == name:
                assert not any(fact.ask(without, variant) for variant in VARIANTS.values())


BACKWARDS = {
    "goal": ["answer"],
    "organisation": ["abbreviation", "purpose"],
    "term": ["definition"],
}
"""What can be asked backwards, too."""


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_facts_that_need_no_reverse_are_those_that_have_one(kind: Kind) -> None:
    asked = {
        fact.key
        for note in deck().notes
        for fact in kinds.kind_of(note).facts
        for variant in VARIANTS.values()
        if kinds.kind_of(note) is kind and not fact.translation and fact.asked_in(variant)
        if (found := fact.ask(note, variant)) and found.reverse_question
    }
    assert sorted(asked) == sorted(kind.reverse_keys) == BACKWARDS[kind.name]
    file = schema.inlined(kind.name, ("id", "en"))["properties"]["notes"]["items"]
    assert file["properties"]["no_reverse"]["items"]["enum"] == BACKWARDS[kind.name]


def test_a_fact_without_reverse_is_asked_forwards_only() -> None:
    """Each fact by itself; its translation keeps both ways, since names are no guesses."""
    organisation = KINDS["organisation"]
    asean = next(note for note in deck().notes if note.key == "asean")
    for name in BACKWARDS["organisation"]:
        one_way = msgspec.structs.replace(asean, no_reverse=ReverseNames({name}))
        for fact in organisation.facts:
            for variant in VARIANTS.values():
                if not fact.asked_in(variant) or not (found := fact.ask(asean, variant)):
                    continue
                bare = found
                if fact.key == name and not fact.translation:
                    # The full name above a purpose would give it away.
                    subject = NOTHING if name == "purpose" else found.subject
                    bare = msgspec.structs.replace(
                        found, reverse_question=NOTHING, reverse_answer=NOTHING, subject=subject
                    )
                    assert bare != found
                assert fact.ask(one_way, variant) == bare


def test_packages_are_made_of_variants() -> None:
    assert list(PACKAGES) == ["id", "en", "translation", "bilingual"]
    for variants in PACKAGES.values():
        assert set(variants) <= set(VARIANTS)
    assert set(PACKAGES["bilingual"]) == set(VARIANTS)


def test_every_variant_has_a_subdeck_of_its_own() -> None:
    names = [subdeck(each) for each in VARIANTS.values()]
    assert names == ["Bahasa Indonesia", "English", "Terjemahan Indonesia-Inggris"]
    # A pair that nobody has words for is no variant, and freezes no note type.
    assert list(every_variant(("id", "en"))) == list(VARIANTS)
