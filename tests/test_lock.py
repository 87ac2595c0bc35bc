"""The text of a lock: what is written is read back, and no damage goes unseen."""

from __future__ import annotations

import dataclasses
import functools
import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ankigen import languages
from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck
from ankigen.kinds.deck import Deck
from ankigen.languages import messages
from ankigen.release import lock
from ankigen.release.lock import Lock
from ankigen.release.plan import next_lock
from tests.support.decks import T1, T2, compiled, deck

PATH = "decks/sample/ankigen.lock"
DIGESTS = {"id": "1" * 64, "en": "2" * 64}


@functools.cache
def first() -> Lock:
    return next_lock(compiled(), None, "1.0.0", "0.1.0", DIGESTS)


def later(of: Deck, before: Lock, version: str, now: int = T2) -> Lock:
    return next_lock(
        compile_deck(of, Stamps(now, before.history)), before, version, "0.1.0", DIGESTS
    )


def without(*keys: str, tag: str = "meetings") -> Deck:
    """Return the sample deck without some notes and with a tag on the note summit."""
    of = retagged("summit", tag)
    return replace(of, notes=tuple(n for n in of.notes if n.key not in keys))


def retagged(key: str, tag: str) -> Deck:
    notes = tuple(replace(note, tags=(tag,)) if note.key == key else note for note in deck().notes)
    return replace(deck(), notes=notes)


def codes(content: str | bytes) -> list[str]:
    data = content.encode() if isinstance(content, str) else content
    return [found.code for found in lock.parse(PATH, data).diagnostics]


def test_what_is_written_is_read_back() -> None:
    read = lock.parse(PATH, lock.text(first()).encode())
    assert read.diagnostics == ()
    assert read.lock == first()


def test_the_lock_keeps_what_a_build_needs() -> None:
    history = first().history
    for _, fact in compiled().facts:
        released = history[fact.note.guid]
        assert (released.digest, released.mod, released.note_id) == (
            fact.content, fact.note.mod, fact.note.id,
        )  # fmt: skip


def test_one_line_per_note_sorted_by_key() -> None:
    rows = [line for line in lock.text(first()).splitlines() if line.startswith("note ")]
    assert len(rows) == len(first().notes) == 61
    keys = [row.split(" ")[1:3] for row in rows]
    assert keys == sorted(keys, key=lambda row: (row[0].split("/"), row[1]))


def test_a_release_that_changes_nothing_changes_no_line_of_a_note() -> None:
    second = later(deck(), first(), "1.1.0")
    assert second.notes == first().notes


def test_a_release_touches_the_lines_of_what_it_changes() -> None:
    second = later(retagged("summit", "new"), first(), "1.1.0")
    changed = {note.key for guid, note in second.notes.items() if note != first().notes[guid]}
    assert changed == {"summit"}
    note = next(note for note in second.notes.values() if note.key == "summit")
    assert (note.since, note.changed, note.mod) == ("1.0.0", "1.1.0", T2)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_changed_character_is_found(data: st.DataObject) -> None:
    text = lock.text(first())
    at = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(st.characters(exclude_characters=text[at], exclude_categories=["Cs"]))
    changed = text[:at] + new + text[at + 1 :]
    comment = text[text.rfind("\n", 0, at) + 1] == "#"
    assert comment or codes(changed)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(lock.text(first()).encode()) - 2))
def test_every_truncation_is_found(length: int) -> None:
    assert codes(lock.text(first()).encode()[:length])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60))
def test_every_lost_note_is_found(index: int) -> None:
    lines = lock.text(first()).splitlines(keepends=True)
    notes = [line for line in lines if line.startswith("note ")]
    assert codes("".join(line for line in lines if line != notes[index])) == ["lock-incomplete"]


def test_order_and_line_ends_do_not_matter() -> None:
    lines = lock.text(first()).splitlines()
    head, rest = lines[:1], lines[1:]
    random.Random(1).shuffle(rest)
    read = lock.parse(PATH, "\r\n".join([*head, *rest, ""]).encode())
    assert read.lock == first()


REFUSED = [
    ("", "lock-unknown"),
    ("kind: deck\n", "lock-unknown"),
    ("ankigen-lock 2 28f9e783\n", "lock-newer"),
    ("<<<<<<< HEAD\nankigen-lock 1 45b0d693\n", "lock-conflict"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_is_no_lock_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_a_guid_that_belongs_to_another_key_is_found() -> None:
    guid, note = next(iter(first().notes.items()))
    forged = {**first().notes, guid: dataclasses.replace(note, key="another")}
    assert codes(lock.text(dataclasses.replace(first(), notes=forged))) == ["lock-foreign-guid"]


def test_the_lines_of_a_note_are_known_by_place() -> None:
    read = lock.parse(PATH, lock.text(first()).encode())
    lines = lock.text(first()).splitlines()
    for guid, place in read.lines.items():
        assert f" {guid} " in lines[place.line - 1]


def test_all_that_is_said_of_a_lock_is_worded() -> None:
    text = lock.text(first()).replace(" live ", " alive ")
    for found in lock.parse(PATH, text.encode()).diagnostics:
        for language in languages.codes():
            assert messages.message(found.code, found.params, language)
            assert [messages.hint(h.code, h.params, language) for h in found.hints]


# Two branches that both released


def branches() -> tuple[Lock, Lock]:
    """Both change the note summit, and each adds another note."""
    ours = later(without("goal-friendship", tag="ours"), base(), "1.1.0", T2)
    theirs = later(without("modus-vivendi", tag="theirs"), base(), "1.2.0", T2 + 5)
    return ours, theirs


@functools.cache
def base() -> Lock:
    of = without("modus-vivendi", "goal-friendship")
    return next_lock(compile_deck(of, Stamps(T1)), None, "1.0.0", "0.1.0", DIGESTS)


def merged(ours: str, theirs: str, old: str, tmp_path: Path, *options: str) -> str:
    for name, text in (("ours", ours), ("base", old), ("theirs", theirs)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return subprocess.run(
        ["git", "merge-file", "-p", *options, "ours", "base", "theirs"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    ).stdout  # fmt: skip


@pytest.mark.parametrize("options", [("--union",), (), ("--diff3",)])
def test_a_merge_that_keeps_all_lines_gives_a_lock(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    ours, theirs = branches()
    text = merged(*(lock.text(each) for each in (ours, theirs, base())), tmp_path, *options)
    if options != ("--union",):
        assert codes(text) == ["lock-conflict"]
        markers = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
        text = "".join(
            line for line in text.splitlines(keepends=True) if not line.startswith(markers)
        )
    read = lock.parse(PATH, text.encode())
    assert read.diagnostics == ()
    assert read.lock is not None
    assert read.lock.latest.version == "1.2.0"
    assert set(read.lock.notes) == set(ours.notes) | set(theirs.notes)
    for guid, note in read.lock.notes.items():
        sides = [side.notes[guid] for side in (ours, theirs) if guid in side.notes]
        assert note.mod == max(side.mod for side in sides)
    # The next release writes it whole again.
    after = later(deck(), read.lock, "1.3.0", T2 + 100)
    assert codes(lock.text(after)) == []


def test_two_releases_under_one_version_contradict_each_other() -> None:
    ours = later(retagged("summit", "ours"), first(), "1.1.0")
    theirs = later(retagged("summit", "theirs"), first(), "1.1.0", T2 + 1)
    union = lock.text(ours) + lock.text(theirs)
    assert set(codes(union)) == {"lock-contradiction"}
