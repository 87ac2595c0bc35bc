"""The promise: a reader who imports a new release loses nothing and gets everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ankigen.anki.diff import compare
from ankigen.anki.oracle import ImportLog, Snapshot
from ankigen.anki.oracle_child import READER_TAG
from ankigen.anki.package import Field, NoteType, Package
from ankigen.anki.upgrade import Observed, judge, observe, plan
from ankigen.languages import messages
from tests.support.decks import T1, T2, compiled
from tests.support.extent import some
from tests.support.matrix import MATRIX, Edit
from tests.support.readers import costs_nothing, three_releases, upgraded
from tests.support.releases import Sources, release, with_note

T_FAR = 4_000_000_000
"""Later than anything that the reader of a test does."""


@pytest.mark.parametrize("edit", some(MATRIX, 3), ids=lambda edit: edit.name)
def test_an_edit_between_releases_costs_a_reader_nothing(edit: Edit, tmp_path: Path) -> None:
    costs_nothing(edit, tmp_path)


def test_three_releases_in_a_row(tmp_path: Path) -> None:
    three_releases(tmp_path)


def package() -> Package:
    return compiled().package("bilingual")


def first_note(changed: Package, **changes: object) -> Package:
    return with_note(changed, changed.notes[0].guid, **changes)


def retyped(package: Package, change: Callable[[NoteType], NoteType]) -> Package:
    """Change every note type, with a later mod."""
    return replace(
        package,
        note_types=tuple(replace(change(each), mod=each.mod + 1) for each in package.note_types),
    )


def one_field_more(package: Package) -> Package:
    more = retyped(package, lambda each: replace(each, fields=(*each.fields, Field("More", 77))))
    notes = (replace(note, mod=T2, fields=(*note.fields, "more")) for note in package.notes)
    return replace(more, notes=tuple(notes))


def renamed_template(note_type: NoteType) -> NoteType:
    first, *others = note_type.templates
    return replace(note_type, templates=(replace(first, name="Question"), *others))


def renamed_deck(package: Package) -> Package:
    first, *others = package.decks
    return replace(package, decks=(first, *(replace(d, name=f"New {d.name}") for d in others)))


# What other tools do to their readers: (change, seen in Anki, foretold by the diff).
BAD: dict[str, tuple[Callable[[Package], Package], set[str], set[str]]] = {
    "changed without a later mod": (
        lambda p: first_note(p, tags=("new",)),
        {"upgrade-not-updated"},
        {"conflict-mod"},
    ),
    "every note has the time of the build": (
        lambda p: replace(p, notes=tuple(replace(note, mod=T_FAR) for note in p.notes)),
        {"upgrade-reader-lost"},
        {"conflict-rewritten"},
    ),
    "a field added": (
        one_field_more,
        {"upgrade-conflicting", "upgrade-note-type", "upgrade-twin"},
        {"conflict-fields"},
    ),
    # What Anki refuses is told once, not also as a change that does not arrive.
    "a field added, and a note changed": (
        lambda p: first_note(one_field_more(p), tags=("new",), mod=T_FAR),
        {"upgrade-conflicting", "upgrade-note-type", "upgrade-twin"},
        {"conflict-fields"},
    ),
    "the text of a note type changed without a later mod": (
        lambda p: replace(p, note_types=tuple(replace(t, css="") for t in p.note_types)),
        {"upgrade-note-type"},
        {"conflict-note-type-mod"},
    ),
    "another guid for the same note": (
        lambda p: first_note(p, guid="another"),
        {"upgrade-unexpected"},
        {"conflict-doubled"},
    ),
    "a template renamed": (
        lambda p: retyped(p, renamed_template),
        set(),
        {"conflict-templates"},
    ),
    "decks renamed": (renamed_deck, set(), {"conflict-deck-name"}),
}


@pytest.mark.parametrize("name", BAD)
def test_what_costs_a_reader_something_is_found(name: str, tmp_path: Path) -> None:
    alter, seen, foretold = BAD[name]
    outcome = upgraded(package(), alter(package()), tmp_path)
    assert {finding.code for finding in outcome.seen} == seen
    assert {finding.code for finding in outcome.diff.conflicts} == foretold


@pytest.fixture(scope="module")
def seen_well(tmp_path_factory: pytest.TempPathFactory) -> tuple[Package, Package, Observed]:
    """What was seen of an update that costs nothing: a new note, and a reverse question."""
    sources = Sources(folder := tmp_path_factory.mktemp("seen"))
    old = sources.package(T1)
    for edit in MATRIX:
        if edit.name in ("reverse question added", "new note"):
            edit.sources(sources)
    new = sources.package(T2, old)
    study = plan(old, compare(old, new))
    files = [release(folder / name, package).files for name, package in (("a", old), ("b", new))]
    observed = observe(*files, study)
    assert isinstance(observed, Observed)
    return old, new, observed


def with_card(held: Snapshot, **changes: object) -> Snapshot:
    place, card = next(iter(held.cards.items()))
    changed = replace(card, **changes)  # type: ignore[arg-type]  # each test names a field
    return replace(held, cards={**held.cards, place: changed})


def without_card(held: Snapshot) -> Snapshot:
    return replace(held, cards=dict(list(held.cards.items())[1:]))


def with_twin(held: Snapshot) -> Snapshot:
    twin = replace(next(iter(held.note_types.values())), name="ankigen (id)+")
    return replace(held, note_types={**held.note_types, "1": twin})


def with_own_words_lost(observed: Observed) -> Observed:
    guid = next(g for g, n in observed.before.notes.items() if READER_TAG in n.tags)
    note = replace(observed.after.notes[guid], tags=())
    return replace(
        observed, after=replace(observed.after, notes={**observed.after.notes, guid: note})
    )


def without_new_notes(observed: Observed) -> Observed:
    kept = {g: n for g, n in observed.after.notes.items() if g in observed.before.notes}
    return replace(observed, after=replace(observed.after, notes=kept))


def with_a_note_of_nobody(observed: Observed) -> Observed:
    notes = {**observed.after.notes, "aaaa": next(iter(observed.after.notes.values()))}
    return replace(observed, after=replace(observed.after, notes=notes))


def without_new_cards(observed: Observed) -> Observed:
    kept = {p: c for p, c in observed.after.cards.items() if p in observed.before.cards}
    return replace(observed, after=replace(observed.after, cards=kept))


def after(change: Callable[[Snapshot], Snapshot]) -> Callable[[Observed], Observed]:
    return lambda observed: replace(observed, after=change(observed.after))


def check(**changes: object) -> Callable[[Observed], Observed]:
    return lambda observed: replace(
        observed,
        check=replace(observed.check, **changes),  # type: ignore[arg-type]  # as above
    )


PLACE = (("aaaa", 0),)
LOSSES: dict[str, Callable[[Observed], Observed]] = {
    "upgrade-conflicting": lambda o: replace(o, logs=(ImportLog(conflicting=("aaaa",)),)),
    "upgrade-not-updated": lambda o: replace(o, after=replace(o.before, cards=o.after.cards)),
    "upgrade-not-added": without_new_notes,
    "upgrade-unexpected": with_a_note_of_nobody,
    "upgrade-reader-lost": with_own_words_lost,
    "upgrade-card-lost": after(without_card),
    "upgrade-card-missing": without_new_cards,
    "upgrade-scheduling": after(lambda held: with_card(held, scheduling=(0,))),
    "upgrade-reviews": after(lambda held: replace(held, reviews=0)),
    "upgrade-twin": after(with_twin),
    "upgrade-full-sync": after(lambda held: replace(held, schema=1)),
    "upgrade-description": after(
        lambda held: replace(held, decks=dict.fromkeys(held.decks, "old"))
    ),
    "upgrade-note-type": after(lambda held: replace(held, note_types={})),
    "upgrade-database": check(problems=("Deck missing.",)),
    "upgrade-empty-card": check(empty_cards=PLACE),
    "upgrade-unmade-card": check(unmade_cards=PLACE),
    "upgrade-media": check(missing_media=("a.png",)),
}


def test_every_loss_that_has_words_is_tried() -> None:
    worded = {code for code in messages.section("findings", "en") if code.startswith("upgrade-")}
    assert worded == {*LOSSES, "upgrade-refused"}  # that one: tests/test_cli_compare.py


@pytest.mark.parametrize("code", LOSSES)
def test_each_loss_is_told_by_its_name(
    code: str, seen_well: tuple[Package, Package, Observed]
) -> None:
    old, new, observed = seen_well
    diff = compare(old, new)
    assert list(judge(old, new, diff, observed)) == []
    assert code in {f.code for f in judge(old, new, diff, LOSSES[code](observed))}


def test_a_flag_or_a_move_is_a_loss_too(seen_well: tuple[Package, Package, Observed]) -> None:
    old, new, observed = seen_well
    for changes in ({"flag": 7}, {"deck": "Default"}):
        lost = replace(observed, after=with_card(observed.after, **changes))
        found = {f.code for f in judge(old, new, compare(old, new), lost)}
        assert found == {"upgrade-scheduling"}
