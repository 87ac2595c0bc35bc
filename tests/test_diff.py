"""What a diff says of two packages, and of what a reader's Anki would refuse."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.anki.diff import Change, Diff, compare, merged
from ankigen.anki.package import DeckEntry, Media, Package, PackedNote
from ankigen.cards import notetypes
from ankigen.languages import messages
from ankigen.report import diff as report
from tests.support.decks import T1, T2, compiled
from tests.support.matrix import MATRIX, Edit, released
from tests.support.releases import Sources, guid_of, with_note
from tests.support.slots import ID
from tests.test_upgrade import BAD


def package(name: str = "bilingual") -> Package:
    return compiled().package(name)


def with_field(note: PackedNote, name: str, value: str) -> tuple[str, ...]:
    values = dict(zip(notetypes.FIELDS, note.fields, strict=True))
    return tuple((values | {name: value}).values())


def edited(folder: Path, file: str, old: str, new: str) -> tuple[Package, Package]:
    sources = Sources(folder)
    first = sources.package(T1)
    sources.change(file, old, new)
    return first, sources.package(T2, first)


def test_equal_packages_do_not_differ() -> None:
    assert not compare(package(), package())


def test_a_changed_field_is_given_old_and_new(tmp_path: Path) -> None:
    diff = compare(
        *edited(tmp_path, "terms.yaml", "id: Tanpa langkah ini", "id: Tanpa pengesahan ini")
    )
    (changed,) = diff.changed
    assert (changed.note.note_type, changed.note.key) == (ID, "sample/ratification/definition")
    assert changed.note.title == "ratifikasi"
    assert [change.name for change in changed.fields] == ["Detail"]
    assert "langkah" in changed.fields[0].old
    assert "pengesahan" in changed.fields[0].new
    assert changed.mod == (T1, T2)
    assert replace(diff, changed=()) == Diff()


def test_changed_tags_are_given_apart(tmp_path: Path) -> None:
    diff = compare(*edited(tmp_path, "terms.yaml", "level: 1", "level: 2"))
    assert {(c.tags_added, c.tags_removed, c.fields) for c in diff.changed} == {
        (("ankigen::sample::level::2",), ("ankigen::sample::level::1",), ())
    }


def test_fields_are_compared_by_name_where_a_note_type_moved_them() -> None:
    old = package()
    names = old.note_types[0].field_names
    last = len(names) - 1
    backwards = replace(
        old,
        note_types=tuple(
            replace(t, fields=t.fields[::-1], sort_field=last - t.sort_field)
            for t in old.note_types
        ),
        notes=tuple(replace(note, fields=note.fields[::-1]) for note in old.notes),
    )
    diff = compare(old, backwards)
    assert diff.changed == ()
    assert {change.parts[0] for change in diff.note_types} == {
        Change("fields", ", ".join(names), ", ".join(names[::-1]))
    }


LEFT_OUT = st.frozensets(st.integers(0, 66), max_size=8)


@given(LEFT_OUT, LEFT_OUT)
def test_what_one_way_is_added_is_the_other_way_gone(
    from_old: frozenset[int], from_new: frozenset[int]
) -> None:
    whole = package()
    old, new = (
        replace(whole, notes=tuple(n for i, n in enumerate(whole.notes) if i not in left_out))
        for left_out in (from_old, from_new)
    )
    there, back = compare(old, new), compare(new, old)
    assert [each.note for each in there.added] == list(back.gone)
    assert [each.note for each in back.added] == list(there.gone)
    assert (there.changed, there.cards_added, there.conflicts) == ((), (), ())
    guids = {note.guid for note in old.notes} ^ {note.guid for note in new.notes}
    assert len(there.added) + len(there.gone) == len(guids)


def test_packages_of_one_release_are_one() -> None:
    parts = [package(name) for name in ("id", "en", "translation")]
    assert not compare(package(), merged([package(), *parts]))
    assert not compare(package(), merged(parts))


def moved_deck(whole: Package) -> Package:
    note = whole.notes[0]
    deck = DeckEntry(7, "Elsewhere")
    cards = tuple(replace(card, deck_id=deck.id) for card in note.cards)
    return replace(with_note(whole, note.guid, cards=cards), decks=(*whole.decks, deck))


def other_type(whole: Package) -> Package:
    first, second, _ = whole.note_types
    note = next(note for note in whole.notes if note.note_type_id == first.id)
    return with_note(whole, note.guid, note_type_id=second.id, mod=T2)


def twin(whole: Package) -> Package:
    first, *others = whole.note_types
    notes = (
        replace(note, guid=f"new-{note.guid}", note_type_id=8)
        for note in whole.notes
        if note.note_type_id == first.id
    )
    kept = (note for note in whole.notes if note.note_type_id != first.id)
    return replace(whole, note_types=(replace(first, id=8), *others), notes=(*notes, *kept))


def doubled_guid(whole: Package) -> Package:
    return replace(whole, notes=(*whole.notes, replace(whole.notes[0], id=5)))


# What tests/test_upgrade.py does not try in Anki itself, or Anki has no word for.
CONFLICTS = {
    "conflict-note-type": other_type,
    "conflict-moved": moved_deck,
    "conflict-twin": twin,
    "conflict-guid-twice": doubled_guid,
    "conflict-cardless": lambda p: with_note(p, p.notes[0].guid, cards=()),
    "conflict-cloze": lambda p: replace(
        p, note_types=tuple(replace(t, cloze=True, mod=t.mod + 1) for t in p.note_types)
    ),
}


def test_every_conflict_that_has_words_is_tried() -> None:
    here = {*CONFLICTS, "conflict-media", "conflict-media-mod"}
    in_anki = {code for _alter, _seen, foretold in BAD.values() for code in foretold}
    worded = messages.section("findings", "en")
    assert here | in_anki == {code for code in worded if code.startswith("conflict-")}


@pytest.mark.parametrize("code", CONFLICTS)
def test_a_conflict_is_named(code: str) -> None:
    found = {finding.code for finding in compare(package(), CONFLICTS[code](package())).conflicts}
    assert code in found


def unused(whole: Package) -> Package:
    """Add a note type and a deck that no note and no card uses."""
    left = replace(whole.note_types[0], id=77, name="Basic")
    return replace(
        whole,
        note_types=(*whole.note_types, left),
        decks=(*whole.decks, DeckEntry(77, "Leftover")),
    )


@pytest.mark.parametrize(
    "change", [{"id": 78}, {"name": "Other"}, {"templates": ()}, {"css": "new"}, {"cloze": True}]
)
def test_what_no_note_uses_is_no_conflict(change: dict[str, Any]) -> None:
    old = unused(package())
    *others, left = old.note_types
    decks = (*old.decks[:-1], DeckEntry(77, "Renamed"))
    new = replace(old, note_types=(*others, replace(left, **change)), decks=decks)
    found = compare(old, new)
    assert [(each.name, each.what) for each in found.decks] == [
        ("Renamed", "added"),
        ("Leftover", "gone"),
    ]
    assert found.conflicts == ()


def test_a_note_type_that_only_one_release_uses_is_no_twin() -> None:
    """The old release never brought it: there is nothing beside which it could be one."""
    old = unused(package())
    note = replace(old.notes[0], id=5, guid="new", note_type_id=78)
    basic = replace(old.note_types[-1], id=78)
    new = replace(old, note_types=(*old.note_types[:-1], basic), notes=(*old.notes, note))
    assert compare(old, new).conflicts == ()


def with_media(name: str, path: Path, content: str, mod: int) -> Package:
    path.write_text(content)
    whole = package()
    note = whole.notes[0]
    fields = with_field(note, "Detail", f'<img src="{name}">')
    return replace(with_note(whole, note.guid, fields=fields, mod=mod), media=(Media(name, path),))


@pytest.mark.parametrize(
    ("name", "mod", "codes"),
    [
        ("a.svg", T2, {"conflict-rewritten"}),
        ("a.svg", T1, {"conflict-media-mod"}),
        ("_a.svg", T2, {"conflict-rewritten", "conflict-media"}),
    ],
)
def test_media_replaced_under_one_name(
    name: str, mod: int, codes: set[str], tmp_path: Path
) -> None:
    old = with_media(name, tmp_path / "old", "<svg>1</svg>", T1)
    new = with_media(name, tmp_path / "new", "<svg>2</svg>", mod)
    diff = compare(old, new)
    assert [(part.name, part.what) for part in diff.media] == [(name, "changed")]
    assert {finding.code for finding in diff.conflicts} == codes


TEXT = """\
Notes changed: 1
  ~ sample/ratification/definition · ratifikasi [ankigen (id)]
      Detail: Tanpa [-langkah-]{+pengesahan+} ini, perjanjian belum mengikat. \
Indonesia mengesahkan UNCLOS pada 1985."""


def test_text_marks_the_words_that_differ(tmp_path: Path) -> None:
    diff = compare(
        *edited(tmp_path, "terms.yaml", "id: Tanpa langkah ini", "id: Tanpa pengesahan ini")
    )
    assert report.text(diff, "en") == TEXT
    coloured = report.text(diff, "en", colour=True)
    assert "Tanpa \x1b[31mlangkah\x1b[0m\x1b[32mpengesahan\x1b[0m ini" in coloured
    assert "~~langkah~~**pengesahan**" in report.markdown(diff, "en")


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("satu dua tiga", "satu lima tiga", "satu [-dua-]{+lima+} tiga"),
        ("satu dua tiga", "satu lima enam", "satu [-dua tiga-]{+lima enam+}"),
        ("satu", "satu dua", "satu{+ dua+}"),
        ("satu dua", "dua", "[-satu -]dua"),
        ("8 Agustus 1968", "8 Agustus 1967", "8 Agustus [-1968-]{+1967+}"),
        ("", "baru", "{+baru+}"),
        ("jangan", "Jangan.", "[-jangan-]{+Jangan.+}"),
    ],
)
def test_words_are_marked_whole(old: str, new: str, marked: str) -> None:
    whole = package()
    note = whole.notes[0]
    first, second = (
        with_note(whole, note.guid, mod=mod, fields=with_field(note, "Question", text))
        for text, mod in ((old, T1), (new, T2))
    )
    assert f"      Question: {marked}" in report.text(compare(first, second), "en").splitlines()


def test_where_people_read_the_same_the_markup_is_shown() -> None:
    old = package()
    note = old.notes[0]
    question = note.fields[notetypes.FIELDS.index("Question")]
    fields = with_field(note, "Question", f"<b>{question}</b>")
    text = report.text(compare(old, with_note(old, note.guid, fields=fields, mod=T2)), "en")
    assert "{+<b>+}" in text


def test_nothing_from_a_package_reaches_the_terminal_unseen() -> None:
    old = package()
    note = old.notes[0]
    bad = with_field(note, "Question", "\x1b]0;title\x07 <i>\x9b31m</i>")
    text = report.text(compare(old, with_note(old, note.guid, fields=bad, mod=T2)), "en")
    assert all(character.isprintable() or character == "\n" for character in text)


def test_markdown_escapes_what_a_field_holds() -> None:
    old = package()
    note = old.notes[0]
    fields = with_field(note, "Question", "a *b* [c](d) &lt;e&gt;")
    text = report.markdown(compare(old, with_note(old, note.guid, fields=fields, mod=T2)), "en")
    assert r"a \*b\* \[c\](d) &lt;e&gt;" in text


@pytest.mark.parametrize("edit", MATRIX, ids=lambda edit: edit.name)
def test_every_format_says_something_of_every_edit(edit: Edit, tmp_path: Path) -> None:
    diff = compare(*released(tmp_path, edit, T2))
    content = json.loads(report.to_json(diff))
    assert any(content["counts"].values()) == bool(diff)
    for language in ("id", "en"):
        for written in (report.text(diff, language), report.markdown(diff, language)):
            assert written.strip()
            assert "\n\n\n" not in written


def test_json_gives_the_whole_diff(tmp_path: Path) -> None:
    content = json.loads(
        report.to_json(compare(*edited(tmp_path, "terms.yaml", "level: 1", "level: 2")))
    )
    assert content["counts"]["changed"] == 3
    assert content["changed"][0] == {
        "note": {
            "note_type": "ankigen (en)",
            "key": "sample/ratification/definition",
            "title": "ratification",
            "guid": guid_of(package(), "sample/ratification/definition", "ankigen (en)"),
        },
        "fields": [],
        "tags_added": ["ankigen::sample::level::2"],
        "tags_removed": ["ankigen::sample::level::1"],
        "mod": [T1, T2],
    }


def test_a_finding_of_many_notes_names_a_few() -> None:
    old = package()
    new = replace(old, notes=tuple(replace(note, mod=T2) for note in old.notes))
    (finding,) = compare(old, new).conflicts
    assert len(finding.notes) == len(old.notes)
    *_, last = report.finding(finding, "en").splitlines()
    assert last.strip() == f"… and {len(old.notes) - 5} more"
