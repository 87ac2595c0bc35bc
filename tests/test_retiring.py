"""Notes that are taken back, and notes that change their key: readers lose neither."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from ankigen import identity, kinds, schema
from ankigen.anki.package import PackedNote, Stamps
from ankigen.cards import RETIRED_PLACE, Compiled, compile_deck, notetypes
from ankigen.deck import load
from ankigen.kinds.base.records import Note, RetiredFacts, Retirement
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import Deck
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.term import Term
from ankigen.languages import messages
from tests.support.decks import SAMPLE, T1, T2, VARIANTS, compiled, deck, history

WHY = Retirement(
    why=Text(id="Istilah ini jarang dipakai.", en="This term is hardly used."), use="summit"
)
RETIRED = notetypes.FIELDS.index("Retired")


def with_note(of: str, /, **changes: object) -> Deck:
    """Return the sample deck with one note changed."""
    notes: tuple[Note, ...] = tuple(
        replace(note, **changes) if note.key == of else note for note in deck().notes
    )
    return replace(deck(), notes=notes)


def second_release(of: Deck) -> Compiled:
    return compile_deck(of, Stamps(T2, history(compiled().package("bilingual"))))


def by_key(of: Compiled, variant: str) -> dict[str, PackedNote]:
    return {note.fields[0]: note for note in of.views[variant].notes}


def test_a_retired_note_is_shipped_on_with_a_line_and_a_tag() -> None:
    of = second_release(with_note("ratification", retired=WHY))
    note = by_key(of, "id")["sample/ratification/definition"]
    assert note.fields[RETIRED] == (
        "Kartu ini ditarik. Istilah ini jarang dipakai. Penggantinya: summit."
    )
    english = by_key(of, "en")["sample/ratification/definition"]
    assert english.fields[RETIRED] == (
        "This card has been retired. This term is hardly used. Use this one instead: summit."
    )
    assert "ankigen::sample::retired" in note.tags
    assert note.guid == by_key(compiled(), "id")["sample/ratification/definition"].guid
    assert note.mod == T2


def test_retired_cards_lie_in_a_deck_of_their_own_after_all_others() -> None:
    of = second_release(with_note("ratification", retired=WHY))
    assert of.retired.name == "Contoh Dek (ditarik)"
    for variant in VARIANTS:
        for fact in of.views[variant].facts:
            for card in fact.note.cards:
                assert (card.deck_id == of.retired.id) == fact.retired
                assert (card.due >= RETIRED_PLACE) == fact.retired
                assert card.due < 1_000_000  # Anki's own check of a database moves later ones


def test_the_deck_of_retired_cards_is_only_where_there_are_any() -> None:
    names = [entry.name for entry in compiled().package("id").decks]
    assert names == ["Contoh Dek", "Contoh Dek::Bahasa Indonesia"]
    retired = second_release(with_note("ratification", retired=WHY))
    assert [entry.name for entry in retired.package("id").decks] == [*names, "Contoh Dek (ditarik)"]


def test_one_fact_can_be_retired() -> None:
    of = second_release(with_note("asean", retired_facts=RetiredFacts(members=WHY)))
    retired = {fact.note.fields[0] for _, fact in of.facts if fact.retired}
    assert retired == {"sample/asean/members"}


def test_a_retired_fact_that_was_taken_out_of_its_note_leaves_what_is_left() -> None:
    of = second_release(
        with_note("asean", members=None, retired_facts=RetiredFacts(members=WHY)),
    )
    note = by_key(of, "en")["sample/asean/members"]
    question = notetypes.FIELDS.index("Question")
    assert note.fields[question] == "Association of Southeast Asian Nations"
    assert note.fields[question + 1] == "This card has been retired."
    never_released = compile_deck(of.deck, Stamps(T2))
    assert "sample/asean/members" not in by_key(never_released, "en")


def test_retiring_changes_no_other_note() -> None:
    before, after = compiled(), second_release(with_note("ratification", retired=WHY))
    changed = {
        note.fields[0]
        for variant in VARIANTS
        for old, note in zip(before.views[variant].notes, after.views[variant].notes, strict=True)
        if old.mod != note.mod
    }
    assert changed == {"sample/ratification/definition", "sample/ratification/term"}


def test_a_renamed_note_stays_the_same_to_readers() -> None:
    of = second_release(with_note("ratification", key="new-key", was=("ratification", "other")))
    assert of.package("bilingual").notes == second_release(deck()).package("bilingual").notes


def test_the_guid_comes_from_the_first_key() -> None:
    of = with_note("ratification", key="c", was=("a", "b"))
    (note,) = (n for n in compile_deck(of, Stamps(T1)).views["id"].notes if "/a/" in n.fields[0])
    assert note.guid == identity.guid("aaaabbbbccccdddd", "a", "definition", "id")


def test_ids_of_new_notes_meet_no_released_id_even_in_the_same_second() -> None:
    fewer = replace(deck(), notes=deck().notes[1:])
    first = compile_deck(fewer, Stamps(T1))
    past = history(first.package("bilingual"))
    for now in (T1 - 100, T1, T1 + 1, T1 + 3600, T2):
        notes = compile_deck(deck(), Stamps(now, past)).package("bilingual").notes
        numbers = sorted([n.id for n in notes] + [n.id + 1 + c.ord for n in notes for c in n.cards])
        assert len(set(numbers)) == len(numbers)
        new = [note for note in notes if note.guid not in past]
        assert new
        assert all(note.id <= (max(now, T1) + 60) * 1000 for note in new)


# In a deck's files

KEY = "  - key: modus-vivendi\n"
MISTAKES = [
    # new text in the place of KEY, what is said in Indonesian
    (
        "  - key: modus-vivendi\n    was:\n      - ratification\n",
        'terms.yaml:25:9: kunci "ratification" sudah dipakai di terms.yaml:4:10',
    ),
    (
        "  - key: modus-vivendi\n    was:\n      - modus-vivendi\n",
        'terms.yaml:25:9: kunci "modus-vivendi" sudah dipakai di terms.yaml:23:10',
    ),
    (
        "  - key: modus-vivendi\n    was: []\n",
        "terms.yaml:24:5: was kosong",
    ),
    (
        "  - key: modus-vivendi\n    retired:\n      use: summit\n",
        'terms.yaml:24:5: kurang "why"',
    ),
    (
        "  - key: modus-vivendi\n    retired:\n      use: sumit\n"
        "      why:\n        id: a\n        en: b\n",
        'terms.yaml:25:12: use menunjuk "sumit", tetapi catatan itu tidak ada di dek ini',
    ),
    (
        "  - key: modus-vivendi\n    retired_facts:\n      definition:\n        use: sumit\n"
        "        why:\n          id: a\n          en: b\n",
        'terms.yaml:26:14: use menunjuk "sumit", tetapi catatan itu tidak ada di dek ini',
    ),
    (
        "  - key: modus-vivendi\n    retired_facts:\n      definitions:\n"
        "        why:\n          id: a\n          en: b\n",
        'terms.yaml:25:7: "definitions" tidak dikenal di sini',
    ),
]


def edited(tmp_path: Path, file: str, old: str, new: str) -> Path:
    folder = tmp_path / "deck"
    shutil.copytree(SAMPLE, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("new", "said"), MISTAKES)
def test_mistakes(new: str, said: str, tmp_path: Path) -> None:
    folder = edited(tmp_path, "terms.yaml", KEY, new)
    found = [
        f"{d.location}: {messages.message(d.code, d.params, 'id')}".replace(
            f"{folder.as_posix()}/", ""
        )
        for d in load([folder]).diagnostics
    ]
    assert found == [said]


def test_a_reference_to_a_former_key_names_the_present_one(tmp_path: Path) -> None:
    folder = edited(
        tmp_path, "terms.yaml", "  - key: ratification\n",
        "  - key: confirmation\n    was:\n      - ratification\n",
    )  # fmt: skip
    (found,) = load([folder]).diagnostics
    assert found.code == "unknown-reference"
    hints = [messages.hint(hint.code, hint.params, "en") for hint in found.hints]
    assert hints == ['its key is now "confirmation"']


def test_retiring_is_read(tmp_path: Path) -> None:
    folder = edited(
        tmp_path, "organisations.yaml", "  - key: asean\n",
        "  - key: asean\n    retired_facts:\n      founding_document:\n        use: summit\n"
        "        why:\n          id: Alasan.\n          en: Reason.\n",
    )  # fmt: skip
    (of,) = load([folder]).decks
    note = next(note for note in of.notes if note.key == "asean")
    assert isinstance(note, Organisation)
    assert note.retirement("founding-document") == Retirement(
        why=Text(id="Alasan.", en="Reason."), use="summit"
    )
    assert note.retirement("founded") is None


def test_what_can_be_retired_are_the_facts_of_the_kind() -> None:
    for kind in kinds.kinds().values():
        note = schema.inlined(kind.name, ("id", "en"))["properties"]["notes"]["items"]
        properties = note["properties"]
        facts = {fact.name for fact in kind.facts}
        listed = {name.replace("_", "-") for name in properties.get("retired_facts", {}).get(
            "properties", {}
        )}  # fmt: skip
        # A kind of one fact is retired as a whole.
        assert listed == (facts if len(facts) > 1 else set())


def test_every_kind_has_a_title() -> None:
    for note in deck().notes:
        title = kinds.kind_of(note).title(note)
        assert title.in_language("id")
        assert title.in_language("en")
    assert isinstance(deck().notes[0], Term)
