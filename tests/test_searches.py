"""What a reader sees and finds in Anki's browser; the searches of docs/searches.md."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from anki.collection import Collection

from ankigen.anki import apkg
from ankigen.anki.package import PackedNote
from ankigen.cards import notetypes
from ankigen.kinds.base.records import Note
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.term import Term
from tests.support import anki
from tests.support.decks import ROOT, SHIPPED, VARIANTS, compiled, deck
from tests.support.extent import some

PAGE = ROOT / "docs" / "searches.md"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Return the collection of a reader who has everything, and a note of their own."""
    folder = tmp_path_factory.mktemp("reader")
    package = compiled(SHIPPED).package("bilingual")
    apkg.write(package, folder / "a.apkg")
    with anki.collection(folder) as col:
        anki.import_package(col, folder / "a.apkg")
        own = col.new_note(col.models.by_name("Basic"))
        own.fields[:2] = ["asean", "level::1"]
        own.tags = ["level::1", "kind::term"]
        col.add_note(own, 1)
        foreign = col.decks.id("Biologi")
        for tags in (["kelas::7"], ["level::2", "fact::headquarters"], ["mnemosyne::level::1"], []):
            theirs = col.new_note(col.models.by_name("Basic (and reversed card)"))
            theirs.fields[:2] = ["Apa itu sel?", "satuan terkecil makhluk hidup"]
            theirs.tags = tags
            col.add_note(theirs, foreign)
        yield col


@dataclass(frozen=True)
class Card:
    """A card that a search may find, by what its author wrote."""

    note: Note
    fact: str
    variant: str
    ord: int
    packed: PackedNote

    def field(self, name: str) -> str:
        return self.packed.fields[notetypes.FIELDS.index(name)]


def cards() -> dict[tuple[str, int], Card]:
    notes = {note.key: note for note in deck(SHIPPED).notes}
    found = {}
    for variant, view in compiled(SHIPPED).views.items():
        for packed in view.notes:
            _, key, fact = packed.fields[0].split("/")
            for card in packed.cards:
                found[packed.guid, card.ord] = Card(notes[key], fact, variant, card.ord, packed)
    return found


def fact(name: str) -> Callable[[Card], bool]:
    return lambda card: card.fact == name


def works_in(card: Card, name: str) -> bool:
    if isinstance(card.note, Organisation):
        return name in card.note.fields
    return isinstance(card.note, Goal) and card.note.field == name


def is_goal(card: Card, category: str) -> bool:
    return isinstance(card.note, Goal) and card.note.category == category


def is_past(card: Card) -> bool:
    status = card.note.status if isinstance(card.note, Organisation) else None
    return status is not None and status.state not in ("active", "suspended")


FINDS: dict[str, Callable[[Card], bool]] = {
    "all terms": lambda c: isinstance(c.note, Term),
    "all organisations, agreements and forums": lambda c: isinstance(c.note, Organisation),
    "all questions and answers": lambda c: isinstance(c.note, Goal),
    "headquarters": fact("headquarters"),
    "when it was founded": fact("founded"),
    "abbreviations and what they stand for": fact("abbreviation"),
    "number of members": fact("members"),
    "what a body is for": fact("purpose"),
    "how Indonesia stands to a body": fact("indonesia"),
    "principles": lambda c: is_goal(c, "principle"),
    "legal bases": lambda c: is_goal(c, "legal-basis"),
    "hindering factors": lambda c: isinstance(c.note, Goal) and c.note.effect == "hindering",
    "Indonesia's role": lambda c: is_goal(c, "role"),
    "the core curriculum": lambda c: c.note.level == 1,
    "all but the core curriculum": lambda c: c.note.level != 1,
    "what belongs to geography": lambda c: "geografi" in c.note.subjects,
    "the field of economy": lambda c: works_in(c, "economy"),
    "the topic of treaties": lambda c: c.note.topic == "treaties",
    "bodies that no longer exist": is_past,
    "forums": lambda c: isinstance(c.note, Organisation) and c.note.type == "forum",
    "everything about ASEAN": lambda c: (
        c.note.key == "asean" or (isinstance(c.note, Goal) and c.note.organisation == "asean")
    ),
    "one note, by its key": lambda c: c.note.key == "asean" and c.fact == "headquarters",
    "Indonesian only": lambda c: c.variant == "id",
    "English only": lambda c: c.variant == "en",
    "translation only": lambda c: c.variant == "id-en",
    "forward cards only": lambda c: c.ord == 0,
    "reverse cards only": lambda c: c.ord == 1,
    "cards with a picture": lambda c: c.field("Picture") != "",
    "facts that can change": lambda c: c.field("As of") != "",
    "core terms in Indonesian": lambda c: (
        c.variant == "id" and isinstance(c.note, Term) and c.note.level == 1
    ),
    "founding years of economic bodies": lambda c: c.fact == "founded" and works_in(c, "economy"),
}


def rows() -> dict[str, tuple[str, str]]:
    """Return the searches of the page with what they find, in Indonesian, by the English."""
    found = re.findall(r"^\| (.+?) \| (.+?) \| `(.+)` \|$", PAGE.read_text("utf-8"), re.M)
    return {english: (indonesian, search) for indonesian, english, search in found}


def test_the_page_and_the_test_know_the_same_searches() -> None:
    assert list(rows()) == list(FINDS)


@pytest.mark.parametrize("what", FINDS)
def test_a_search_finds_what_the_page_says(what: str, reader: Collection) -> None:
    indonesian, search = rows()[what]
    assert indonesian
    expected = {place for place, card in cards().items() if FINDS[what](card)}
    found = set()
    for number in reader.find_cards(search):
        card = reader.get_card(number)
        found.add((card.note().guid, card.ord))
    assert found == expected
    assert 0 < len(found) < len(cards())


def told() -> dict[str, str]:
    """Return every search that a page tells, wherever it stands, with the page."""
    written = re.compile(r"`([^`\n]*\btag:ankigen::[^`\n]*)`")
    return {
        search: page.relative_to(ROOT).as_posix()
        for page in (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md")
        for search in written.findall(page.read_text("utf-8"))
    }


def test_searches_are_told() -> None:
    assert "docs/searches.md" in told().values()


@pytest.mark.parametrize("search", told())
def test_no_search_that_is_told_finds_the_cards_of_another_deck(
    search: str, reader: Collection
) -> None:
    found = [reader.get_card(number).note() for number in reader.find_cards(search)]
    assert found
    ours = [note for note in found if any(tag.startswith("ankigen::") for tag in note.tags)]
    assert len(ours) == len(found)


def test_to_suspend_the_rest_leaves_the_core_and_all_other_decks(reader: Collection) -> None:
    (search,) = {each for each in told() if each.startswith("tag:ankigen::* -")}
    rest = {*reader.find_cards(search)}
    core = {*reader.find_cards("tag:ankigen::*::level::1")}
    ours = {*reader.find_cards("tag:ankigen::*")}
    assert core and not rest & core
    assert rest | core == ours < {*reader.find_cards("")}


def test_every_group_of_tags_is_on_the_page(reader: Collection) -> None:
    groups = {tag.split("::")[2] for tag in reader.tags.all() if tag.startswith("ankigen::")}
    assert all(f"`{group}::`" in PAGE.read_text("utf-8") for group in groups)


def test_tags_are_plain_ascii_and_form_a_tree(reader: Collection) -> None:
    ours = [tag for tag in reader.tags.all() if tag.startswith("ankigen")]
    assert all(re.fullmatch(r"ankigen::[a-z0-9-]+::[a-z]+::[a-z0-9-]+", tag) for tag in ours)
    roots = {node.name: node for node in reader.tags.tree().children}
    assert [node.name for node in roots["ankigen"].children] == ["kerja-sama-internasional"]


# -- columns -------------------------------------------------------------------------


def text(field: str) -> str:
    return " ".join(html.unescape(re.sub(r"<br>|<[^>]+>", " ", field)).split())


def squeezed(field: str) -> str:
    return re.sub(r"\s", "", field)


def test_columns_of_the_browser_are_the_plain_question_and_answer(reader: Collection) -> None:
    reader.set_config("activeCols", ["noteFld", "question", "answer", "noteTags"])
    reader.load_browser_card_columns()
    for (guid, ord_), card in some(cards().items(), 4):
        (number,) = reader.db.list(
            "select c.id from cards c join notes n on n.id = c.nid where n.guid = ? and ord = ?",
            guid,
            ord_,
        )
        title, question, answer, _ = (cell[0] for cell in reader.browser_row_for_id(number)[0])
        side = "Question", "Answer"
        if ord_:
            side = "Reverse question", "Reverse answer"
        assert squeezed(title) == squeezed(text(card.field("Title")))
        assert squeezed(question) == squeezed(text(card.field(side[0])))
        assert squeezed(answer) == squeezed(text(card.field(side[1])))


def test_columns_are_made_of_one_field_and_nothing_else() -> None:
    for variant in VARIANTS.values():
        for template in notetypes.note_type(variant, 0).templates:
            for column in (template.browser_front, template.browser_back):
                assert re.fullmatch(r"\{\{[A-Z][a-z]+( [a-z0-9]+)?\}\}", column)


def test_notes_are_sorted_by_the_human_title(reader: Collection) -> None:
    for view in compiled(SHIPPED).views.values():
        for packed in view.notes:
            (sort_field,) = reader.db.first("select sfld from notes where guid = ?", packed.guid)
            title = packed.fields[notetypes.FIELDS.index("Title")]
            assert str(sort_field) == html.unescape(title)


# -- order ---------------------------------------------------------------------------


def test_new_cards_wait_in_the_order_of_the_curriculum(reader: Collection) -> None:
    for view in compiled(SHIPPED).views.values():
        ours = [(card.due, note.guid, card.ord) for note in view.notes for card in note.cards]
        theirs = reader.db.all(
            "select c.due, n.guid, c.ord from cards c join notes n on n.id = c.nid"
            " where c.did = ? and c.queue = 0",
            reader.decks.id_for_name(view.deck.name),
        )
        assert sorted(map(tuple, theirs)) == sorted(ours)


def test_a_reader_of_the_whole_deck_meets_twenty_notes_first(reader: Collection) -> None:
    keys = anki.new_queue(reader, compiled(SHIPPED).parent.name, 20)
    assert len(keys) == len(set(keys)) == 20
