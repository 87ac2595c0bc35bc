"""What real Anki (the backend of the current series) makes of our packages."""

from __future__ import annotations

import contextlib
import html.parser
import itertools
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki.errors import CardTypeError
from msgspec import Struct
from msgspec.structs import replace

from ankigen.anki import apkg
from ankigen.anki.package import Package, Stamps
from ankigen.anki.render import CardSelector, Renderer, cloze_ords
from ankigen.cards import compile_deck
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import Deck
from ankigen.kinds.term import Term
from tests.support import anki
from tests.support.decks import PACKAGES, SAMPLE, SHIPPED, T2, compiled, deck, history


def write(package: Package, folder: Path) -> Path:
    path = folder / f"{package.name}.apkg"
    apkg.write(package, path)
    return path


def intended(*packages: Package) -> anki.Contents:
    """What a collection should hold after importing packages, by the packages themselves."""
    notes = {note.guid: note for package in packages for note in package.notes}
    decks = {entry.id: entry.name for package in packages for entry in package.decks}
    types = {each.name for package in packages for each in package.note_types}
    return anki.Contents(
        {guid: note.fields for guid, note in notes.items()},
        {guid: note.tags for guid, note in notes.items()},
        Counter(
            (guid, card.ord, decks[card.deck_id])
            for guid, note in notes.items()
            for card in note.cards
        ),
        tuple(sorted(types)),
        tuple(sorted({"Default", *decks.values()})),
    )


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
@pytest.mark.parametrize("name", PACKAGES)
def test_every_note_and_card_arrives_as_intended(folder: Path, name: str, tmp_path: Path) -> None:
    package = compiled(folder).package(name)
    with anki.collection(tmp_path) as col:
        log = anki.import_package(col, write(package, tmp_path))
        assert log == anki.ImportLog(len(package.notes), 0, 0, 0)
        assert anki.contents(col) == intended(package)
        assert anki.empty_cards(col) == []
        assert anki.unmade_cards(col) == 0
        assert anki.check_database(col) == ""


def test_packages_in_every_order_give_their_union(tmp_path: Path) -> None:
    packages = {name: compiled().package(name) for name in PACKAGES}
    paths = {name: write(package, tmp_path) for name, package in packages.items()}
    expected = intended(*packages.values())
    for number, order in enumerate(itertools.permutations(PACKAGES)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with anki.collection(folder) as col:
            logs = [anki.import_package(col, paths[name]) for name in order]
            assert sum(log.new for log in logs) == len(expected.fields)
            assert all(log.conflicting == log.updated == 0 for log in logs), order
            assert anki.contents(col) == expected, order


def test_two_decks_live_side_by_side(tmp_path: Path) -> None:
    one, other = compiled().package("bilingual"), compiled(SHIPPED).package("bilingual")
    with anki.collection(tmp_path) as col:
        for package in (one, other):
            log = anki.import_package(col, write(package, tmp_path))
            assert log == anki.ImportLog(len(package.notes), 0, 0, 0)
        assert anki.contents(col) == intended(one, other)


def test_no_front_shows_its_answer(tmp_path: Path) -> None:
    with anki.collection(tmp_path) as col:
        anki.import_package(col, write(compiled(SHIPPED).package("bilingual"), tmp_path))
        for number in col.find_cards(""):
            card = col.get_card(number)
            output = card.render_output()
            front, back = words(output.question_text), words(output.answer_text)
            note = card.note()
            answer = words(note[("Answer", "Reverse answer")[card.ord]])
            assert front
            assert f" {answer} " in f" {back} "
            assert f" {answer} " not in f" {front} ", note["Key"]
            assert "{{" not in output.question_text + output.answer_text


def words(html: str) -> str:
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.S)
    return " ".join(re.findall(r"\w+", text.casefold()))


MARKS = (
    r"[sound:halo.mp3] [SOUND:a.mp3] [anki:play:q:0] [anki:tts lang=en_GB]hi[/anki:tts]"
    r" [latex]x[/latex] [$]y[/$] [$$]z[/$$] [LaTeX]x[/LaTeX] [[type:Answer]]"
    r" \(a\) \[b\] \\(c\) \\[d\] {{Answer}} {{c1::x}} <b>"
)
"""What Anki would play, speak, set as a formula or ask to type, were it not an author's text."""


class Runs(html.parser.HTMLParser):
    """The pieces of text in HTML as MathJax reads them, and the texts of its pictures."""

    def __init__(self, side: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.alts: list[str] = []
        self.feed(side)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.alts += [text for name, text in attrs if name == "alt" and text]


def marked(record: Struct) -> Any:
    """A record with Anki's marks in each of its texts."""
    changed: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Text) and value:
            changed[name] = Text({code: f"{text} {MARKS}" for code, text in value.items()})
        elif isinstance(value, Struct):
            changed[name] = marked(value)
        elif value.__class__ is tuple:
            changed[name] = tuple(marked(v) if isinstance(v, Struct) else v for v in value)
    return replace(record, **changed)


def test_no_text_of_an_author_is_run_by_anki(tmp_path: Path) -> None:
    whole = deck()
    notes = tuple(marked(note) for note in whole.notes)
    package = compile_deck(replace(whole, notes=notes), Stamps(T2)).package("bilingual")
    renderers = {each.name: Renderer(each) for each in package.note_types}
    shown, alts = 0, 0
    with anki.collection(tmp_path) as col:
        anki.import_package(col, write(package, tmp_path))
        for number in col.find_cards(""):
            card = col.get_card(number)
            output = card.render_output()
            assert output.question_av_tags == output.answer_av_tags == []
            preview = renderers[card.note_type()["name"]].sides(card.note().fields, card.ord)
            # Anki's own way of showing a card, LaTeX included, adds the style sheet and no more.
            for side, ours in ((card.question(), preview.front), (card.answer(), preview.back)):
                assert side.endswith(ours)
                found = Runs(ours)
                assert not [text for text in found.texts if "\\(" in text or "\\[" in text]
                text = "".join(found.texts)
                assert text.count("[sound:") == text.count(MARKS)
                shown += text.count(MARKS)
                alts += sum(alt.endswith(MARKS) for alt in found.alts)
    assert shown > 4 * len(package.notes)
    assert alts


def test_every_text_has_a_language(tmp_path: Path) -> None:
    with anki.collection(tmp_path) as col:
        anki.import_package(col, write(compiled().package("bilingual"), tmp_path))
        for number in col.find_cards(""):
            output = col.get_card(number).render_output()
            for side in (output.question_text, output.answer_text):
                outside = re.sub(
                    r"<(article|section)[^>]* lang=\"\w\w\".*?</\1>", "", side, flags=re.S
                )
                assert words(outside) == ""


def test_pictures_are_on_the_back_of_the_cards_where_they_teach(tmp_path: Path) -> None:
    with anki.collection(tmp_path) as col:
        package = compiled(SHIPPED).package("bilingual")
        anki.import_package(col, write(package, tmp_path))
        assert sorted(p.name for p in Path(col.media.dir()).iterdir()) == [
            media.name for media in package.media
        ]
        facts = Counter()
        for number in col.find_cards(""):
            card = col.get_card(number)
            output = card.render_output()
            assert "<img" not in output.question_text
            shown = re.findall(r'<img src="(.*?)" alt="(.*?)">', output.answer_text)
            assert len(shown) == output.answer_text.count("<img") <= 1
            for name, alt in shown:
                facts[card.note()["Key"].split("/")[2]] += 1
                assert (Path(col.media.dir()) / name).is_file()
                assert words(card.note()["Answer"]) not in words(alt)
        assert set(facts) == {"founded", "headquarters"}


def test_the_first_new_cards_come_from_twenty_notes(tmp_path: Path) -> None:
    made = compiled(SHIPPED)
    with anki.collection(tmp_path) as col:
        anki.import_package(col, write(made.package("bilingual"), tmp_path))
        for view in made.views.values():
            keys = anki.new_queue(col, view.deck.name, 20)
            assert len(keys) == len(set(keys)) == 20


# -- updates -------------------------------------------------------------------------


def reworded(whole: Deck) -> Deck:
    notes = tuple(
        replace(n, definition=Text(id="arti yang baru", en="a new meaning"))
        if isinstance(n, Term) and n.key == "ratification"
        else n
        for n in whole.notes
    )
    return replace(whole, notes=notes)


def study(col: Collection) -> dict[int, tuple[object, ...]]:
    """Answer, suspend and flag some cards; return the scheduling of all."""
    for number in range(12):
        card = col.sched.getCard()
        assert card is not None
        col.sched.answerCard(card, 4 if number % 2 else 3)
    cards = sorted(col.find_cards(""))
    col.sched.suspend_cards(cards[-3:])
    col.set_user_flag_for_cards(2, cards[:2])
    return scheduling(col)


def scheduling(col: Collection) -> dict[int, tuple[object, ...]]:
    query = "select id, type, queue, due, ivl, factor, reps, lapses, flags, did from cards"
    return {row[0]: tuple(row[1:]) for row in col.db.all(query)}


@pytest.mark.parametrize("first", ["id", "bilingual"])
def test_an_edited_note_alone_is_updated_and_scheduling_kept(first: str, tmp_path: Path) -> None:
    old = compiled().package(first)
    new = compile_deck(
        reworded(deck()), Stamps(T2, history(compiled().package("bilingual")))
    ).package("bilingual")
    changed = [note for note in new.notes if note.mod == T2 and "ratification" in note.fields[0]]
    shared = [note for note in changed if note.guid in {n.guid for n in old.notes}]
    with anki.collection(tmp_path) as col:
        anki.import_package(col, write(old, tmp_path))
        col.decks.select(col.decks.id_for_name("Contoh Dek"))
        learned = study(col)
        own = col.get_note(col.find_notes("Key:sample/asean/founded note:*(id)*")[0])
        own["Detail"] = "catatan saya"
        own.tags.append("milikku")
        col.update_note(own)
        log = anki.import_package(col, write(new, tmp_path))
        assert log.updated == len(shared)
        assert log.conflicting == 0
        assert log.new == len(new.notes) - len(old.notes)
        after = scheduling(col)
        assert {number: after[number] for number in learned} == learned
        kept = col.get_note(own.id)
        assert kept["Detail"] == "catatan saya"
        assert "milikku" in kept.tags
        for note in shared:
            assert anki.contents(col).fields[note.guid] == note.fields
        assert anki.contents(col).note_types == tuple(sorted(t.name for t in new.note_types))


def test_importing_the_same_release_again_changes_nothing(tmp_path: Path) -> None:
    path = write(compiled().package("bilingual"), tmp_path)
    with anki.collection(tmp_path) as col:
        anki.import_package(col, path)
        before = anki.contents(col)
        log = anki.import_package(col, path)
        assert (log.new, log.updated, log.conflicting) == (0, 0, 0)
        assert anki.contents(col) == before


# -- which cards a note has -----------------------------------------------------------


FIELDS = ["A", "B", "C"]
VALUES = ["", " ", "x", "<br>", "<div></div>", "<div>", "a<br>", "&nbsp;", "\n", "<b></b>"]


def random_template(generator: random.Random, depth: int = 0) -> str:
    parts = []
    for _ in range(generator.randrange(1, 4)):
        kind = generator.randrange(6)
        name = generator.choice(FIELDS)
        if kind == 0 and depth < 3:
            inner = random_template(generator, depth + 1)
            parts.append(f"{{{{{generator.choice('#^')}{name}}}}}{inner}{{{{/{name}}}}}")
        elif kind == 1:
            parts.append(f"{{{{{generator.choice(['text:', 'hint:', 'type:', ''])}{name}}}}}")
        elif kind == 2:
            parts.append(f"<!-- {{{{{name}}}}} -->")
        elif kind == 3:
            parts.append("text")
        elif kind == 4:
            parts.append(generator.choice(["{{Tags}}", "{{Card}}", "{{Deck}}", "{{Type}}"]))
        else:
            parts.append(f"{{{{{name}}}}}")
    return "".join(parts)


def test_cards_are_those_that_anki_itself_makes(tmp_path: Path) -> None:
    generator = random.Random(11)
    with anki.collection(tmp_path) as col:
        made = 0
        for number in range(60):
            fronts, note_type = valid_note_type(col, f"type {number}", generator)
            selector = CardSelector(FIELDS, fronts)
            for _ in range(12):
                note = col.new_note(note_type)
                note.fields = [generator.choice(VALUES) for _ in FIELDS]
                note.tags = generator.choice([[], ["t"]])
                col.add_note(note, 1)
                expected = sorted(card.ord for card in note.cards())
                assert expected == list(selector.ords(note.fields, has_tags=bool(note.tags))), (
                    fronts,
                    note.fields,
                    note.tags,
                )
                made += 1
        assert made == 720


def valid_note_type(col: Collection, name: str, generator: random.Random):  # type: ignore[no-untyped-def]
    while True:
        fronts = [f"{i}{random_template(generator)}" for i in range(3)]
        # Anki refuses a front without any field; those are not of interest here.
        with contextlib.suppress(CardTypeError):
            return fronts, new_note_type(col, name, fronts)


def new_note_type(col: Collection, name: str, fronts: list[str]):  # type: ignore[no-untyped-def]
    note_type = col.models.new(name)
    for field in FIELDS:
        col.models.add_field(note_type, col.models.new_field(field))
    for index, front in enumerate(fronts):
        template = col.models.new_template(f"card {index}")
        template["qfmt"], template["afmt"] = front, "back"
        col.models.add_template(note_type, template)
    return col.models.get(col.models.add_dict(note_type).id)


CLOZES = ["{{c1::a}}", "{{c2::b", "}}", "{{c3::x::hint}}", "text", "{{c0::z}}", "{{c1,4::y}}"]


def test_cloze_cards_are_those_that_anki_itself_makes(tmp_path: Path) -> None:
    generator = random.Random(5)
    with anki.collection(tmp_path) as col:
        note_type = col.models.by_name("Cloze")
        for _ in range(300):
            note = col.new_note(note_type)
            note.fields[0] = "".join(
                generator.choice(CLOZES) for _ in range(generator.randrange(1, 7))
            )
            col.add_note(note, 1)
            expected = sorted(card.ord for card in note.cards())
            assert expected == list(cloze_ords([note.fields[0]])), note.fields[0]
