"""The sheet gives back what was put on it, with the ids and times that stamps give."""

from __future__ import annotations

import dataclasses
import gc
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.anki import apkg, sheet
from ankigen.anki.package import FactRow, NoteRow, Package, Released, Stamps, content_digest
from ankigen.anki.sheet import Column, Sheet
from ankigen.cards import compile_deck
from ankigen.diagnostics import AnkigenError
from tests.support.decks import SHIPPED, T1, T2, compiled, deck, history

COLUMNS = [Column(100, 1, 9), Column(200, 2, 9), Column(300, 3, 9)]


def row(
    number: int, name: str, *, cards: int = 1, retired: bool = False, core: bool = False
) -> FactRow:
    return (
        number,
        number,
        cards,
        retired,
        core,
        number,
        60,
        name,
        "fact",
        " tag ",
        "shown",
        f"{name}\x1f",
    )


def rows(*names: str) -> list[FactRow]:
    return [row(number, name) for number, name in enumerate(names)]


def filled(*variants: list[FactRow]) -> Sheet:
    made = Sheet(COLUMNS, 3)
    for variant, facts in enumerate(variants):
        made.add(variant, facts, source=0, due=0)
    return made


def stamped(made: Sheet, stamps: Stamps) -> list[tuple[str, int, int]]:
    """Return guid, id and time of every note."""
    notes = made.notes(made.stamp(stamps), 0, 1, 2)
    return [(note.guid, note.id, note.mod) for note in notes]


def digest_of(name: str) -> str:
    return content_digest((name, ""), ("tag",))


def test_new_notes_get_ids_that_count_back_from_now() -> None:
    found = stamped(filled(rows("a", "b"), rows("c"), []), Stamps(T1))
    top = T1 * 1000
    assert found == [("a", top - 8, T1), ("b", top - 16, T1), ("c", top - 24, T1)]


def test_soon_after_a_release_they_count_on_from_its_last_id() -> None:
    past = {"b": Released("other", T1, T1 * 1000)}
    found = stamped(filled(rows("a", "b"), rows("c")), Stamps(T1 + 86_400, past))
    last = T1 * 1000
    # The rank of a fact counts those that were released before it, too.
    assert [(guid, number) for guid, number, _ in found] == [
        ("a", last + 8), ("b", last), ("c", last + 24),
    ]  # fmt: skip
    later = stamped(filled(rows("a")), Stamps(T1 + 86_401, past))
    assert later == [("a", (T1 + 86_401) * 1000 - 8, T1 + 86_401)]


@pytest.mark.parametrize(
    ("digest", "now", "mod"),
    [
        (digest_of("a"), T2, T1),  # nothing changed
        ("another", T2, T2),
        ("another", T1, T1 + 1),  # the clock stands still
        ("another", T1 - 100, T1 + 1),  # or goes back
        (digest_of("a"), T1 - 100, T1),
    ],
)
def test_a_time_rises_with_the_content_only(digest: str, now: int, mod: int) -> None:
    past = {"a": Released(digest, T1, 4711), "gone": Released("x", T1, 4712)}
    assert stamped(filled(rows("a")), Stamps(now, past)) == [("a", 4711, mod)]


def test_one_sheet_may_have_several_stamps() -> None:
    made = filled(rows("a", "b"))
    first, second = made.stamp(Stamps(T1)), made.stamp(Stamps(T2))
    assert {note.mod for note in made.notes(first, 0)} == {T1}
    assert {note.mod for note in made.notes(second, 0)} == {T2}
    assert len(made.notes(second, 0)) == 2


def test_places_count_from_where_the_notes_are() -> None:
    made = Sheet(COLUMNS, 3)
    made.add(1, [row(0, "a", cards=0b101), row(1, "b", cards=0b10, retired=True)], source=0, due=20)
    made.add(1, [row(0, "c")], source=500, due=520)
    notes = made.notes(made.stamp(Stamps(T1)), 1)
    assert [(f.source, f.fact, f.retired, f.row.guid, f.row.cards) for f in notes.facts()] == [
        (0, "fact", False, "a", ((0, 2, 20), (2, 2, 140))),
        (1, "fact", True, "b", ((1, 9, 81),)),
        (500, "fact", False, "c", ((0, 2, 520),)),
    ]
    assert notes.card_count == 4
    assert notes.asked == (2, 3)


def test_notes_are_a_sequence_like_any_other() -> None:
    made = filled(rows("a", "b", "c"), [], rows("d"))
    notes = made.notes(made.stamp(Stamps(T1)), 0, 1, 2)
    listed = list(notes)
    assert [note.guid for note in listed] == ["a", "b", "c", "d"]
    assert [notes[0], notes[2], notes[3], notes[-1]] == [listed[0], listed[2], listed[3], listed[3]]
    assert notes[1:3] == tuple(listed[1:3])
    assert notes == listed and notes == tuple(listed) and hash(notes) == hash(tuple(listed))
    for index in (4, -5):
        with pytest.raises(IndexError):
            notes[index]


def test_the_core_is_a_sequence_of_its_own() -> None:
    made = Sheet(COLUMNS, 3)
    made.add(0, [row(0, "a"), row(1, "b", cards=0b11, core=True)], source=0, due=0)
    made.add(0, [row(0, "c", retired=True, core=True), row(1, "d")], source=2, due=2)
    stamp = made.stamp(Stamps(T1))
    whole, core = made.notes(stamp, 0), made.notes(stamp, 0, core=True)
    assert [note.guid for note in core] == ["b", "c"]
    assert list(core) == [whole[1], whole[2]] == [core[0], core[-1]]
    assert (len(core), core.card_count, core.asked) == (2, 3, (1, 2))
    assert (len(whole), whole.card_count, whole.asked) == (4, 5, (3, 4))
    with pytest.raises(IndexError):
        core[2]


def plain(package: Package) -> Package:
    """Return the package with its notes as objects: they are written one by one."""
    return dataclasses.replace(package, notes=tuple(package.notes))


def written(package: Package, path: Path) -> bytes:
    apkg.write(package, path)
    return path.read_bytes()


@pytest.mark.parametrize("now", [T1, T1 + 60, T2])
@pytest.mark.parametrize("name", ["id", "en.core", "translation", "bilingual"])
def test_copied_rows_are_those_that_are_written_one_by_one(
    name: str, now: int, tmp_path: Path
) -> None:
    past = history(compiled(SHIPPED).package("bilingual"))
    # Some were never released, and some changed since; a third was released later, in no order.
    past = {
        guid: Released(
            each.digest if number % 5 else "other", each.mod, each.note_id + 10**6 * (number % 3)
        )
        for number, (guid, each) in enumerate(sorted(past.items()))
        if number % 7
    }
    package = compile_deck(deck(SHIPPED), Stamps(now, past)).package(name)
    assert written(package, tmp_path / "a") == written(plain(package), tmp_path / "b")


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x1f"), max_size=20)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.integers(1, 7)), max_size=6))
def test_any_text_comes_back(facts: list[tuple[str, str, int]]) -> None:
    given_rows = [
        (
            n,
            n,
            cards,
            False,
            False,
            n,
            60,
            f"guid {n}",
            "fact",
            " tag ",
            shown,
            f"{shown}\x1f{text}",
        )
        for n, (shown, text, cards) in enumerate(facts)
    ]
    made = filled([], given_rows)
    found = [fact.row for fact in made.notes(made.stamp(Stamps(T1)), 1).facts()]
    assert found == [
        NoteRow(
            T1 * 1000 - 8 * (n + 1), f"guid {n}", 200, T1, " tag ", f"{shown}\x1f{text}",
            tuple((ord_, 2, n + 60 * ord_) for ord_ in range(3) if cards >> ord_ & 1),
        )
        for n, (shown, text, cards) in enumerate(facts)
    ]  # fmt: skip


def test_a_package_is_written_while_notes_are_read(tmp_path: Path) -> None:
    package = compiled().package("bilingual")
    reading: Iterator[object] = iter(package.notes)
    first = next(reading)
    alone = written(plain(package), tmp_path / "alone")
    assert written(package, tmp_path / "package") == alone
    assert [first, *reading] == list(package.notes)


def test_a_doubled_guid_is_refused(tmp_path: Path) -> None:
    whole = deck()
    twice = msgspec.structs.replace(whole, notes=(*whole.notes, whole.notes[0]))
    package = compile_deck(twice, Stamps(T1)).package("id")
    for each in (package, plain(package)):
        with pytest.raises(ValueError, match="two notes have the guid"):
            apkg.write(each, tmp_path / "package")
    assert not list(tmp_path.iterdir())


# -- where there is no room ---------------------------------------------------------------


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Return the connections of the sheets that are made from now on."""
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def kept(*arguments: object, **options: object) -> sqlite3.Connection:
        made.append(connect(*arguments, **options))  # type: ignore[call-overload]
        return made[-1]

    monkeypatch.setattr(sheet.sqlite3, "connect", kept)
    return made


def test_a_sheet_without_room_is_an_error_of_the_world(
    connections: list[sqlite3.Connection],
) -> None:
    made = filled(rows("a"))
    connections[0].execute("PRAGMA max_page_count=10").fetchall()
    many = [row(number, str(number) * 100) for number in range(10_000)]
    with pytest.raises(AnkigenError) as caught:
        made.add(0, many, source=1, due=1)
    assert (caught.value.code, caught.value.params["path"]) == ("output", "TMPDIR")


def test_a_package_without_room_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = compile_deck(deck(SHIPPED), Stamps(T1)).package("bilingual")
    alone = written(package, tmp_path / "before")
    with monkeypatch.context() as patch:
        patch.setattr(sheet, "_PRAGMAS", (*sheet._PRAGMAS, "max_page_count=20"))
        with pytest.raises(OSError, match="full"):
            apkg.write(package, tmp_path / "package")
    assert [path.name for path in tmp_path.iterdir()] == ["before"]
    # The sheet itself is as it was.
    assert written(package, tmp_path / "package") == alone


def test_a_sheet_is_closed_with_its_last_package(connections: list[sqlite3.Connection]) -> None:
    package = compile_deck(deck(), Stamps(T1)).package("id")
    assert len(package.notes)
    connections[0].execute("SELECT 1").fetchall()
    del package
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connections[0].execute("SELECT 1")
