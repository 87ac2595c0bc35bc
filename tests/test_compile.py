"""Deck → Package: what a reader gets, in which order, and what depends on what."""

from __future__ import annotations

import random
import re

import pytest
from msgspec.structs import replace

from ankigen import kinds
from ankigen.anki.package import PackedNote, Stamps, content_digest
from ankigen.cards import FACT_STEP, compile_deck, notetypes
from ankigen.kinds.base.records import FactNames
from ankigen.kinds.base.text import Name, ShortName, Text
from ankigen.kinds.deck import Deck
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.term import Term
from tests.support.decks import SHIPPED, T1, T2, VARIANTS, compiled, deck, history

FIELD = {name: slot for slot, name in enumerate(notetypes.FIELDS)}


def notes_of(variant: str) -> dict[str, PackedNote]:
    return {note.fields[0]: note for note in compiled().views[variant].notes}


def value(note: PackedNote, field: str) -> str:
    return note.fields[FIELD[field]]


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&amp;", "&")


def test_one_note_per_fact() -> None:
    keys = [key for key in notes_of("id") if key.startswith("sample/asean/")]
    assert keys == [
        f"sample/asean/{fact}"
        for fact in (
            "abbreviation", "purpose", "founded", "founding-document", "headquarters", "members",
            "indonesia",
        )
    ]  # fmt: skip


QUESTIONS = [
    # variant, note, question, answer
    ("id", "ratification/definition", "Apa yang dimaksud dengan ratifikasi?",
     "Pengesahan perjanjian oleh negara yang telah menandatanganinya"),
    ("en", "ratification/definition", "What does “ratification” mean?",
     "A state's confirmation of a treaty that it has signed"),
    ("id", "summit/definition",
     "Apa yang dimaksud dengan konferensi tingkat tinggi (KTT)? (bukan pertemuan menteri)",
     "Pertemuan para kepala negara atau pemerintahan"),
    ("id", "asean/abbreviation", "Apa nama lengkap ASEAN dalam bahasa Indonesia?",
     "Perhimpunan Bangsa-Bangsa Asia Tenggara"),
    ("id", "united-nations/abbreviation", "Apa kepanjangan PBB? (berdiri 1945)",
     "Perserikatan Bangsa-Bangsa"),
    ("en", "united-nations/abbreviation", "What does UN stand for? (set up in 1945)",
     "United Nations"),
    ("id", "asean/headquarters", "Di kota mana Sekretariat ASEAN berkedudukan?",
     "Jakarta, Indonesia"),
    ("en", "asean/headquarters", "In which city does ASEAN have its Secretariat?",
     "Jakarta, Indonesia"),
    ("en", "asean/members", "How many member states does ASEAN have?", "11 states"),
    ("en", "asean/founded", "When was ASEAN founded?", "8 August 1967"),
    ("en", "united-nations/founded",
     "In which year did the founding document of the UN take effect?", "1945"),
    ("id", "asean/indonesia", "Apa hubungan Indonesia dengan ASEAN?",
     "Anggota pendiri sejak 8 Agustus 1967"),
    ("en", "league-of-nations/headquarters",
     "In which city did the League of Nations have its headquarters?", "Geneva, Switzerland"),
    ("id", "league-of-nations/purpose", "Apa tujuan utama LBB dahulu?",
     "Menjaga perdamaian setelah Perang Dunia I"),
    ("en", "league-of-nations/members", "How many member states did the League of Nations have?",
     "42 states"),
    ("en", "league-of-nations/status", "When was the League of Nations replaced?", "April 1946"),
    ("id", "league-of-nations/successor", "Apa yang menggantikan LBB?",
     "Perserikatan Bangsa-Bangsa"),
    ("id", "league-of-nations/indonesia", "Apa hubungan Indonesia dengan LBB dahulu?",
     "Tidak pernah menjadi anggota"),
    ("en", "some-agreement/founded", "When was Sample Agreement signed?", "December 1982"),
    ("id", "some-agreement/headquarters",
     "Di kota mana markas besar Perjanjian Contoh dahulu berada?", "Singapura"),
    ("en", "some-agreement/status", "When did Sample Agreement end?", "4 May 2001"),
    ("id", "some-agreement/indonesia", "Apakah kedudukan Indonesia terhadap Perjanjian Contoh?",
     "Bukan pihak"),
    ("id-en", "ratification/term", "Apa bahasa Inggrisnya ratifikasi?", "ratification"),
    ("id-en", "summit/term", "Apa bahasa Inggrisnya konferensi tingkat tinggi?", "summit"),
    ("id-en", "united-nations/abbreviation", "Apa singkatan Inggris untuk PBB? (berdiri 1945)",
     "UN"),
    ("id-en", "asean/name", "Apa nama Inggris Perhimpunan Bangsa-Bangsa Asia Tenggara?",
     "Association of Southeast Asian Nations"),
]  # fmt: skip


@pytest.mark.parametrize(("variant", "key", "question", "answer"), QUESTIONS)
def test_questions_are_whole_and_natural(
    variant: str, key: str, question: str, answer: str
) -> None:
    note = notes_of(variant)[f"sample/{key}"]
    assert plain(value(note, "Question")) == question
    assert plain(value(note, "Answer")) == answer


REVERSES = [
    ("id", "ratification/definition",
     "Istilah apa yang berarti “pengesahan perjanjian oleh negara yang telah menandatanganinya”?",
     "Ratifikasi"),
    ("en", "asean/purpose",
     "Which organisation aims to advance the economy, society and culture of its region?",
     "Association of Southeast Asian Nations (ASEAN)"),
    ("en", "league-of-nations/purpose",
     "Which former organisation aimed to keep the peace after the First World War?",
     "League of Nations"),
    ("en", "goal-friendship/answer",
     "Indonesia and Japan send each other dance troupes. "
     "Which aim of cooperation does this example show?", "Closer friendship"),
    ("id", "factor-resources/answer",
     "Arab Saudi menjual minyak dan membeli beras. "
     "Faktor pendorong apa yang digambarkan contoh ini?", "Sumber daya alam"),
    ("id-en", "ratification/term", "Apa bahasa Indonesianya ratification?", "ratifikasi"),
    ("id-en", "summit/term", "Apa bahasa Indonesianya summit?", "konferensi tingkat tinggi (KTT)"),
]  # fmt: skip


@pytest.mark.parametrize(("variant", "key", "question", "answer"), REVERSES)
def test_reverse_questions(variant: str, key: str, question: str, answer: str) -> None:
    note = notes_of(variant)[f"sample/{key}"]
    assert plain(value(note, "Reverse question")) == question
    assert plain(value(note, "Reverse answer")) == answer
    assert [card.ord for card in note.cards] == [0, 1]


def test_a_fact_that_makes_no_sense_backwards_has_one_card() -> None:
    note = notes_of("id")["sample/asean/founded"]
    assert value(note, "Reverse question") == ""
    assert [card.ord for card in note.cards] == [0]


@pytest.mark.parametrize(
    ("variant", "short", "cards"),
    [
        ("id", "BM", [0, 1]),
        ("id", "BD", [0]),
        ("en", "BM", [0]),
        ("en", "B-M", [0]),
        ("en", "BOM", [0]),
        ("en", "BOMA", [0, 1]),
    ],
)
def test_an_abbreviation_that_first_letters_spell_is_not_asked_backwards(
    variant: str, short: str, cards: list[int]
) -> None:
    """BM is read off Bank of Mars, as BOM is; who knows Bank Dunia Mars must know BM."""
    view = compile_deck(with_body(FactNames(), short), Stamps(T1)).views[variant]
    [note] = [
        each.note for each in view.facts if each.note.fields[0] == "sample/asean/abbreviation"
    ]
    assert [card.ord for card in note.cards] == cards


def test_the_name_has_the_abbreviation_that_questions_use() -> None:
    """Also where it is not asked, and once."""
    skipped = compile_deck(with_body(skip=FactNames({"abbreviation"})), Stamps(T1)).views["id"]
    founded = {each.note.fields[0]: each.note for each in skipped.facts}["sample/asean/founded"]
    assert value(founded, "Subject") == "Bank Dunia Mars (BM)"


def with_body(skip: FactNames, short: str = "BM") -> Deck:
    """The sample, whose ASEAN is a bank called BM."""
    notes = tuple(
        replace(
            note,
            name=Name({"id": "Bank Dunia Mars", "en": "Bank of Mars"}),
            abbreviation=ShortName({"id": short, "en": short}),
            skip=skip,
        )
        if isinstance(note, Organisation) and note.key == "asean"
        else note
        for note in deck().notes
    )
    return replace(deck(), notes=notes)


def test_no_translation_where_both_sides_are_equal() -> None:
    keys = notes_of("id-en")
    assert "sample/modus-vivendi/term" not in keys
    assert "sample/asean/abbreviation" not in keys
    assert "sample/league-of-nations/abbreviation" not in keys  # English has none


def test_skipped_facts_are_not_asked() -> None:
    assert "sample/league-of-nations/abbreviation" not in notes_of("id")


def test_texts_are_escaped_once() -> None:
    note = notes_of("id")["sample/modus-vivendi/definition"]
    assert value(note, "Answer") == "Kesepakatan sementara &lt; perjanjian &amp; bukan traktat"
    source = value(notes_of("id")["sample/asean/founded"], "Source")
    assert 'href="https://asean.org/about-us?a=1&amp;b=2"' in source
    assert '<span class="host">asean.org</span>' in source
    picture = value(notes_of("id")["sample/goal-friendship/answer"], "Picture")
    assert 'alt="Sebuah &quot;titik&quot;"' in picture


def test_a_picture_stands_with_its_own_fact() -> None:
    shown = {
        variant: [key for key, note in notes_of(variant).items() if value(note, "Picture")]
        for variant in VARIANTS
    }
    by_fact = ["sample/goal-friendship/answer", "sample/some-agreement/headquarters"]
    assert shown == {"id": by_fact, "en": by_fact, "id-en": []}
    ring = value(notes_of("en")["sample/some-agreement/headquarters"], "Picture")
    assert re.fullmatch(r'<img src="ankigen-[0-9a-f]{20}[.]svg" alt="A ring">', ring)


def test_foreign_words_are_marked() -> None:
    note = notes_of("id-en")["sample/ratification/term"]
    assert '<span lang="en">ratification</span>' in value(note, "Reverse question")


def test_report_address_carries_the_note() -> None:
    note = notes_of("en")["sample/asean/founded"]
    expected = "https://example.org/report?note=asean%2Ffounded&amp;deck=sample"
    assert value(note, "Report") == expected


def test_with_a_home_cards_link_to_its_pages() -> None:
    at_home = replace(deck(), home="https://example.org/d/")
    view = compile_deck(at_home, Stamps(T1)).views["en"]
    notes = {each.note.fields[0]: each.note for each in view.facts}
    asean = notes["sample/asean/founding-document"]
    assert value(asean, "Report") == "https://example.org/d/c/sample/asean/#founding-document"
    # A work that a note tells itself has no page.
    assert 'href="https://asean.org/about-us?a=1&amp;b=2"' in value(asean, "Source")
    summit = value(notes["sample/modus-vivendi/definition"], "Source")
    vienna, collection = summit.split("</div>")[:2]
    assert vienna == (
        '<div class="source"><a href="https://example.org/d/s/sample/vienna-convention/">'
        "Vienna Convention on the Law of Treaties, Article 2 (1155 UNTS 331)</a>"
    )
    assert "treaties.un.org" not in collection


def test_a_copy_is_on_no_card() -> None:
    packed = [note for variant in VARIANTS for note in notes_of(variant).values()]
    assert packed
    assert not any("example.net/copies" in "".join(note.fields) for note in packed)


def test_a_source_is_in_the_language_of_the_card() -> None:
    indonesian = value(notes_of("id")["sample/modus-vivendi/definition"], "Source")
    assert "Konvensi Wina tentang Hukum Perjanjian, Pasal 2 (1155 UNTS 331)" in indonesian
    assert "<a" not in indonesian.partition("</div>")[0]


def test_tags() -> None:
    assert notes_of("id")["sample/benefit-economy/answer"].tags == (
        "ankigen::sample::category::benefit",
        "ankigen::sample::fact::answer",
        "ankigen::sample::field::economy",
        "ankigen::sample::kind::goal",
    )
    assert notes_of("id")["sample/asean/members"].tags == (
        "ankigen::sample::fact::members",
        "ankigen::sample::field::economy",
        "ankigen::sample::field::security",
        "ankigen::sample::kind::organisation",
        "ankigen::sample::level::1",
        "ankigen::sample::scope::regional",
        "ankigen::sample::status::active",
        "ankigen::sample::type::organisation",
    )
    tags = [tag for note in compiled(SHIPPED).package("bilingual").notes for tag in note.tags]
    assert all(re.fullmatch(r"[a-z0-9:-]+", tag) for tag in tags)


def test_subject_gives_nothing_away() -> None:
    for variant in ("id", "en"):
        for note in compiled(SHIPPED).views[variant].notes:
            answer = plain(value(note, "Answer")).casefold()
            assert answer not in plain(value(note, "Subject")).casefold(), note.fields[0]


def test_the_first_new_cards_come_from_different_notes() -> None:
    for variant, view in compiled(SHIPPED).views.items():
        cards = [(card.due, note.fields[0]) for note in view.notes for card in note.cards]
        first = [key.split("/")[1] for _, key in sorted(cards)[:20]]
        assert len(set(first)) == 20, variant


def test_cards_of_one_note_come_days_apart() -> None:
    places: dict[str, list[int]] = {}
    for note in compiled(SHIPPED).views["id"].notes:
        places.setdefault(note.fields[0].split("/")[1], []).extend(c.due for c in note.cards)
    for key, dues in places.items():
        gaps = [b - a for a, b in zip(sorted(dues), sorted(dues)[1:], strict=False)]
        assert all(gap >= FACT_STEP for gap in gaps), key


def without(whole: Deck, key: str) -> Deck:
    return replace(whole, notes=tuple(n for n in whole.notes if n.key != key))


def test_no_field_depends_on_another_note() -> None:
    """Adding, removing or reordering notes changes no other note's digest (rule I4)."""
    whole = deck(SHIPPED)
    before = digests(whole)
    shuffled = list(whole.notes)
    random.Random(7).shuffle(shuffled)
    assert digests(replace(whole, notes=tuple(shuffled))) == before
    for key in ("asean", "un", "ratification"):
        smaller = digests(without(whole, key))
        assert smaller
        assert smaller.items() <= before.items()


def digests(whole: Deck) -> dict[str, str]:
    package = compile_deck(whole, Stamps(T1)).package("bilingual")
    return {note.guid: content_digest(note.fields, note.tags) for note in package.notes}


def test_a_second_release_restamps_only_what_changed() -> None:
    first = compiled().package("bilingual")
    whole = deck()
    edited = tuple(
        replace(n, definition=Text(id=n.definition["id"], en="a new wording"))
        if isinstance(n, Term) and n.key == "ratification"
        else n
        for n in whole.notes
    )
    again = compile_deck(replace(whole, notes=edited), Stamps(T2, history(first)))
    changed = {
        new.fields[0]: (old.mod, new.mod)
        for old, new in zip(first.notes, again.package("bilingual").notes, strict=True)
        if old != new
    }
    assert changed == {"sample/ratification/definition": (T1, T2)}


def test_packages_are_sets_of_variants_and_share_their_rows() -> None:
    made = compiled()
    both = made.package("bilingual")
    parts = [made.package(name) for name in ("id", "en", "translation")]
    assert both.notes == tuple(note for part in parts for note in part.notes)
    assert both.card_count == sum(part.card_count for part in parts)


def test_note_and_card_ids_are_unique_and_in_the_past() -> None:
    package = compiled(SHIPPED).package("bilingual")
    used: set[int] = set()
    for note in package.notes:
        ids = {note.id, *(note.id + 1 + card.ord for card in note.cards)}
        assert not used & ids
        assert max(ids) < T1 * 1000
        used |= ids


def test_every_organisation_fact_has_a_phrasing_in_every_state() -> None:
    """Whatever type and state an organisation has, each of its facts can be asked."""
    asean = next(n for n in deck().notes if n.key == "asean")
    league = next(n for n in deck().notes if n.key == "league-of-nations")
    assert isinstance(asean, Organisation)
    assert isinstance(league, Organisation)
    for type_ in ("organisation", "agreement", "conference", "forum", "movement"):
        for status in (asean.status, league.status):
            note = replace(asean, type=type_, status=status, origin=asean.origin, skip=frozenset())
            for variant in VARIANTS.values():
                for fact in kinds.kind_of(note).facts:
                    if fact.asked_in(variant) and (asked := fact.ask(note, variant)):
                        assert asked.question.endswith("?"), (type_, fact.name)
                        assert "{" not in asked.question
