"""Golden tests of everything that a reader's Anki remembers.

A failure here is never mended by changing the numbers: every reader of every
released deck would lose their scheduling (docs/identity.md).
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen import identity, kinds
from ankigen.cards import notetypes
from tests.support.decks import SHIPPED, T1, VARIANTS, compiled, deck

UID = "aaaabbbbccccdddd"


@pytest.mark.parametrize(
    ("note_key", "fact", "variant", "guid"),
    [
        ("ratification", "definition", "id", "qgtauuh4h6eds2qf"),
        ("ratification", "definition", "en", "ok6lkdlmvhflhdns"),
        ("asean", "headquarters", "id", "hqpxy7wgnxo37vlp"),
    ],
)
def test_guids(note_key: str, fact: str, variant: str, guid: str) -> None:
    assert identity.guid(UID, note_key, fact, variant) == guid


def test_numbers_of_note_types_decks_and_media() -> None:
    assert identity.note_type_id("id") == 446205974845
    assert identity.note_type_id("en") == 211158595938
    assert identity.note_type_id("id-en") == 155454294313
    assert identity.field_id("id", 0) == 6038224265972390
    assert identity.field_id("id", 16) == 5536390656149063
    assert identity.template_id("id-en", 2) == 7409685976611275
    assert identity.deck_id(UID, "parent") == 606627665756
    assert identity.deck_id(UID, "id") == 200307871248
    assert identity.media_name(b"abc", ".svg") == "ankigen-ba7816bf8f01cfea4141.svg"


@pytest.mark.parametrize("home", ["https://example.org/decks", "https://example.org/decks/"])
def test_addresses_on_cards(home: str) -> None:
    card = identity.card_address(home, "sample", "asean", "founding-document")
    assert card == "https://example.org/decks/c/sample/asean/#founding-document"
    work = identity.work_address(home, "sample", "un-charter")
    assert work == "https://example.org/decks/s/sample/un-charter/"


def test_composed_and_decomposed_letters_are_one_identity() -> None:
    assert identity.guid(UID, "caf\u00e9", "f", "id") == identity.guid(UID, "cafe\u0301", "f", "id")


def test_parts_cannot_run_into_each_other() -> None:
    assert identity.guid(UID, "a", "bc", "id") != identity.guid(UID, "ab", "c", "id")
    with pytest.raises(ValueError, match="separator"):
        identity.guid(UID, "a\x1fb", "c", "id")


@given(st.text(min_size=1).filter(lambda s: "\x1f" not in s))
def test_ids_are_in_the_past_and_exact_in_json(part: str) -> None:
    for number in (identity.deck_id(part, "id"), identity.note_type_id(part)):
        assert 1 < number < T1 * 1000
    for number in (identity.field_id(part, 0), identity.template_id(part, 0)):
        assert 0 <= number < 1 << 53


def test_fact_names_are_those_that_were_decided() -> None:
    """A fact's name is part of every guid: new ones may be added, none may change."""
    names = {kind.name: [fact.name for fact in kind.facts] for kind in kinds.kinds().values()}
    assert names == {
        "term": ["definition", "term"],
        "goal": ["answer"],
        "organisation": [
            "abbreviation",
            "purpose",
            "founded",
            "founding-document",
            "headquarters",
            "members",
            "status",
            "successor",
            "indonesia",
            "name",
            "abbreviation",
        ],
    }


def test_a_release_of_the_tool_records_the_structure_of_the_note_types() -> None:
    lock = json.loads(notetypes.released(T1))
    assert lock["namespace"] == identity.NAMESPACE
    locked = {entry["name"]: entry for entry in lock["note types"]}
    assert list(locked) == ["ankigen (id)", "ankigen (en)", "ankigen (id-en)"]
    for variant in VARIANTS.values():
        current = notetypes.note_type(variant, T1)
        entry = locked[current.name]
        assert entry["id"] == current.id
        assert list(entry["fields"].items()) == [(f.name, f.id) for f in current.fields]
        assert list(entry["templates"].items()) == [(t.name, t.id) for t in current.templates]


def test_the_frozen_fields_and_templates() -> None:
    assert notetypes.FIELDS == (
        "Key", "Title", "Subject", "Question", "Answer", "Reverse question", "Reverse answer",
        "Detail", "As of", "Source", "Picture", "Retired", "Report", "Kind", "Label",
        "Front picture", "Question audio", "Answer audio",
        "Extra 1", "Extra 2", "Extra 3", "Extra 4", "Extra 5", "Extra 6",
    )  # fmt: skip
    note_type = notetypes.note_type(VARIANTS["id"], T1)
    assert [t.name for t in note_type.templates] == ["Forward", "Reverse", "Card 3"]
    assert note_type.field_names[note_type.sort_field] == "Title"
    folded = [field.name for field in note_type.fields if field.collapsed]
    assert folded == list(notetypes.FIELDS[notetypes.FIELDS.index("Report") :])


def test_deck_names_and_variants() -> None:
    views = compiled().views
    assert {name: view.deck.name for name, view in views.items()} == {
        "id": "Contoh Dek::Bahasa Indonesia",
        "en": "Contoh Dek::English",
        "id-en": "Contoh Dek::Terjemahan Indonesia-Inggris",
    }
    assert compiled().parent.name == "Contoh Dek"
    assert compiled().parent.description == ""


def test_the_shipped_deck_keeps_its_identity() -> None:
    shipped = deck(SHIPPED)
    assert (shipped.uid, shipped.key, shipped.anki_name) == (
        "b3hxlw6ublvobxi2",
        "kerja-sama-internasional",
        "Kerja Sama Internasional",
    )


def test_no_two_notes_share_a_guid_or_a_first_field_within_a_note_type() -> None:
    for folder in (SHIPPED,):
        package = compiled(folder).package("bilingual")
        guids = [note.guid for note in package.notes]
        firsts = [(note.note_type_id, note.fields[0]) for note in package.notes]
        assert len(set(guids)) == len(guids)
        assert len(set(firsts)) == len(firsts)
