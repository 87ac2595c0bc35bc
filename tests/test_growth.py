"""What may grow between two releases, proved in real Anki: a reader loses nothing, gets all.

Each test imports release 1, studies, imports release 2 with the default options.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from ankigen import kinds
from ankigen.anki import apkg
from ankigen.anki.oracle import ImportLog, Reader, Snapshot
from ankigen.anki.package import Package, Stamps
from ankigen.cards import Compiled, compile_deck, notetypes
from ankigen.kinds import Asked, FactType, Kind
from ankigen.kinds.base.fields import Label
from ankigen.kinds.base.records import Note, Retirement
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import Deck
from ankigen.markup import Html, escape
from ankigen.release.plan import changes, next_lock
from ankigen.release.standing import Standing
from tests.support import anki
from tests.support.decks import ROOT, SAMPLE, T2, compiled, deck, read_deck
from tests.support.slots import EVERYTHING, SLOTS, USED, Slot, put_to_use, with_cloze

FIELD = {name: slot for slot, name in enumerate(notetypes.FIELDS)}


@dataclass(frozen=True)
class Update:
    """What an update did: the log of the second import, and the collection before and after."""

    log: ImportLog
    before: Snapshot
    after: Snapshot

    def notes(self, path: str) -> list[str]:
        """Return the guids of a source note and fact, such as ``asean/members``."""
        return [g for g, n in self.after.notes.items() if n.fields[0] == f"sample/{path}"]


def update(old: Package, new: Package, folder: Path) -> Update:
    """Let a reader study one package and import another; check what holds for all updates."""
    paths = []
    for number, package in enumerate((old, new)):
        paths.append(folder / f"{number}.apkg")
        apkg.write(package, paths[-1])
    places = [(note.guid, card.ord) for note in old.notes for card in note.cards]
    reader = Reader().imports(paths[0]).studies(answer=places[::2], suspend=places[1::6])
    results = reader.snapshot().imports(paths[1]).snapshot().check().run().results
    _, _, before, log, after, check = results
    assert log.conflicting == ()
    assert after.schema == before.schema, "Anki would ask for a full synchronisation"
    assert after.reviews == before.reviews
    assert {each.name for each in after.note_types.values()} == {
        each.name for each in before.note_types.values()
    } | {each.name for each in new.note_types}
    for place, card in before.cards.items():
        assert after.cards[place].scheduling == card.scheduling
        assert (after.cards[place].id, after.cards[place].deck) == (card.id, card.deck)
    for note in new.notes:
        assert after.notes[note.guid].fields == note.fields
        assert after.notes[note.guid].tags == note.tags
        assert {ord_ for guid, ord_ in after.cards if guid == note.guid} >= {
            card.ord for card in note.cards
        }
    assert (check.problems, check.empty_cards, check.unmade_cards, check.cardless) == (
        (), (), (), (),
    )  # fmt: skip
    return Update(log, before, after)


def second(of: Deck | None = None) -> Compiled:
    """Compile a deck as the release after that of the sample deck."""
    released = next_lock(compiled(), None, "1.0.0", "0.1.0", {})
    return compile_deck(of or deck(), Stamps(T2, released.history))


def replaced(of: str, /, **values: object) -> Deck:
    notes = tuple(replace(note, **values) if note.key == of else note for note in deck().notes)
    return replace(deck(), notes=notes)


@pytest.fixture
def with_kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Return a function that puts a kind among the others for the time of a test."""

    def put(kind: Kind) -> None:
        monkeypatch.setitem(kinds._by_record(), kind.record, kind)

    yield put


def asked(question: str, answer: str, *, reverse: bool = False) -> Asked:
    forwards = Asked(title=question, question=escape(question), answer=escape(answer))
    if not reverse:
        return forwards
    return replace(forwards, reverse_question=Html(f"{answer}?"), reverse_answer=escape(question))


def test_nothing_changed(tmp_path: Path) -> None:
    done = update(compiled().package("id"), second().package("id"), tmp_path)
    assert (done.log.new, done.log.updated) == ((), ())
    assert len(done.log.duplicate) == 27


def test_a_drawing_that_is_made_later(tmp_path: Path) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "sample")
    (folder / "media" / "year-1967.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    after = second(read_deck(folder))
    done = update(compiled().package("id"), after.package("id"), tmp_path)
    assert (list(done.log.updated), done.log.new) == (done.notes("asean/founded"), ())
    (guid,) = done.log.updated
    assert 'alt="Garis waktu' in done.after.notes[guid].fields[FIELD["Picture"]]


def test_a_new_fact_on_an_existing_kind(with_kind: object, tmp_path: Path) -> None:
    term = next(kind for kind in kinds.kinds().values() if kind.name == "term")
    example = FactType("example", lambda n, v: asked(f"E {n.key}", "A", reverse=True), ("example",))
    assert callable(with_kind)
    with_kind(replace(term, facts=(*term.facts, example)))
    done = update(compiled().package("id"), second().package("id"), tmp_path)
    assert sorted(done.log.new) == sorted(
        guid
        for key in ("ratification", "modus-vivendi", "summit")
        for guid in done.notes(f"{key}/example")
    )
    assert done.log.updated == ()


class Person(Note, frozen=True, kw_only=True):
    """A kind of note that there is no page of yet."""

    name: Label


PERSON = Kind(
    record=Person,
    title=lambda note: note.name,
    facts=(
        FactType(
            "role", lambda n, v: asked(f"{n.name.in_language(v.asks)}?", "Menteri"), ("role",)
        ),
        FactType("born", lambda n, v: asked(f"When was {n.name['en']} born?", "1917"), ("born",)),
    ),
    looks=lambda _note: ("person",),
)


def test_a_new_kind(with_kind: object, tmp_path: Path) -> None:
    assert callable(with_kind)
    with_kind(PERSON)
    notes = (*deck().notes, Person(key="adam-malik", name=Text(id="Adam Malik", en="Adam Malik")))
    done = update(
        compiled().package("bilingual"),
        second(replace(deck(), notes=notes)).package("bilingual"),
        tmp_path,
    )
    assert len(done.log.new) == 4
    assert done.log.updated == ()


def test_a_reverse_added_to_a_fact(with_kind: object, tmp_path: Path) -> None:
    kind = next(kind for kind in kinds.kinds().values() if kind.name == "organisation")

    def with_reverse(note: Note, variant: kinds.Variant) -> Asked | None:
        found = founded.ask(note, variant)
        if found is None:
            return None
        return replace(
            found, reverse_question=Html(f"R {note.key}"), reverse_answer=escape(found.title)
        )

    founded = next(fact for fact in kind.facts if fact.name == "founded")
    facts = tuple(
        replace(fact, asks=with_reverse) if fact is founded else fact for fact in kind.facts
    )
    assert callable(with_kind)
    with_kind(replace(kind, facts=facts))
    old, new = compiled().package("id"), second().package("id")
    done = update(old, new, tmp_path)
    changed = [note.guid for note in new.notes if note.fields[0].endswith("/founded")]
    assert (done.log.new, sorted(done.log.updated)) == ((), sorted(changed))
    added = set(done.after.cards) - set(done.before.cards)
    assert added == {(guid, 1) for guid in changed}


@pytest.mark.parametrize("slot", [*SLOTS, EVERYTHING], ids=lambda slot: slot.need)
def test_a_field_that_waited_is_put_to_use(slot: Slot, tmp_path: Path) -> None:
    old = compiled().package("id")
    new = put_to_use(slot, second().package("id"), T2)
    done = update(old, new, tmp_path)
    (guid,) = done.notes(USED.removeprefix("sample/"))
    assert (done.log.new, done.log.updated) == ((), (guid,))
    added = set(done.after.cards) - set(done.before.cards)
    assert added == ({(guid, slot.card)} if slot.card else set())
    # Only what no template shows yet costs readers their own templates and CSS.
    assert (done.before.note_types == done.after.note_types) == (slot.template is None)
    assert set(slot.media) <= set(done.after.media)


def test_every_field_that_nothing_fills_is_tried_and_has_its_row_in_the_table() -> None:
    assert set(EVERYTHING.fields) == set(notetypes.UNFILLED)
    table = (ROOT / "docs" / "identity.md").read_text("utf-8").split("\n## What may still come")[1]
    rows = re.findall(r"^\| [^|]+ \|([^|]+)\|", table.split("\n## ")[0], re.M)
    assert set(re.findall(r"`([A-Z][^`]*)`", "".join(rows))) >= set(notetypes.UNFILLED)


def test_what_anki_shows_and_plays_of_it(tmp_path: Path) -> None:
    package = put_to_use(EVERYTHING, compiled().package("id"), T2)
    filled = {name: value for name, value in EVERYTHING.fields.items() if "audio" not in name}
    apkg.write(package, tmp_path / "new.apkg")
    with anki.collection(tmp_path) as col:
        anki.import_package(col, tmp_path / "new.apkg")
        (forward,) = col.find_cards(f"Key:{USED} card:1")
        shown = col.get_card(forward).render_output()
    asked, answered = (
        EVERYTHING.fields[name].removeprefix("[sound:").removesuffix("]")
        for name in ("Question audio", "Answer audio")
    )
    assert [tag.filename for tag in shown.question_av_tags] == [asked]
    assert [tag.filename for tag in shown.answer_av_tags] == [answered]
    fronts = {"Label", "Front picture", "Extra 3"}
    assert {name for name, value in filled.items() if value in shown.question_text} == fronts
    backs = fronts | {"Extra 4", "Extra 5"}
    assert {name for name, value in filled.items() if value in shown.answer_text} == backs | {
        "Extra 6"
    }


def test_a_cloze_is_a_note_type_more(tmp_path: Path) -> None:
    old, new = compiled().package("id"), with_cloze(second().package("id"), T2)
    done = update(old, new, tmp_path)
    (guid,) = done.notes("asean/sentence")
    assert (done.log.new, done.log.updated) == ((guid,), ())
    assert [card.deck for (of, _), card in done.after.cards.items() if of == guid] == [
        "Contoh Dek::Bahasa Indonesia"
    ]


WHY = Retirement(why=Text(id="Alasan.", en="Reason."), use="summit")


def test_a_retired_note_stays_with_who_has_it(tmp_path: Path) -> None:
    of = replaced("ratification", retired=WHY)
    old, new = compiled().package("id"), second(of).package("id")
    done = update(old, new, tmp_path)
    (guid,) = done.notes("ratification/definition")
    assert (done.log.new, done.log.updated) == ((), (guid,))
    assert "Alasan." in done.after.notes[guid].fields[FIELD["Retired"]]
    assert {card.deck for (of_guid, _), card in done.after.cards.items() if of_guid == guid} == {
        "Contoh Dek::Bahasa Indonesia"
    }


def test_a_retired_note_is_not_asked_of_who_is_new(tmp_path: Path) -> None:
    new = second(replaced("ratification", retired=WHY)).package("id")
    apkg.write(new, tmp_path / "new.apkg")
    _, held = Reader().imports(tmp_path / "new.apkg").snapshot().run().results
    retired = {
        held.notes[guid].fields[0]
        for (guid, _), card in held.cards.items()
        if card.deck == "Contoh Dek (ditarik)"
    }
    assert retired == {"sample/ratification/definition"}


def test_a_renamed_note_is_not_even_updated(tmp_path: Path) -> None:
    of = replaced("ratification", key="confirmation", was=("ratification",))
    done = update(compiled().package("id"), second(of).package("id"), tmp_path)
    assert (done.log.new, done.log.updated) == ((), ())


def test_whoever_has_one_package_may_take_all(tmp_path: Path) -> None:
    of = replaced("summit", tags=("changed",))
    done = update(compiled().package("id"), second(of).package("bilingual"), tmp_path)
    assert len(done.log.new) == 61 - 27
    assert [done.after.notes[guid].fields[0] for guid in done.log.updated] == [
        "sample/summit/definition"
    ]


def test_what_the_lock_calls_changed_is_what_anki_updates(tmp_path: Path) -> None:
    """The plan of a release says the same as Anki's own log of the import."""
    released = next_lock(compiled(), None, "1.0.0", "0.1.0", {})
    of = replaced("summit", hint=Text(id="petunjuk", en="a hint"), retired=WHY)
    extra = replace(of.notes[0], key="ratification-2", level=2)
    of = replace(of, notes=(*of.notes, extra))
    new = compile_deck(of, Stamps(T2, released.history))
    told = changes(new, released)
    done = update(compiled().package("bilingual"), new.package("bilingual"), tmp_path)
    assert {fact.note.guid for _, fact in told.new} == set(done.log.new)
    updated = (*told.changed, *told.retired, *told.wording)
    assert {fact.note.guid for _, fact in updated} == set(done.log.updated)
    after = next_lock(new, released, "1.1.0", "0.1.0", {})
    assert Standing(of, after, compile_deck(of, Stamps(T2, after.history))).released is not None
    assert after.latest.time == T2
