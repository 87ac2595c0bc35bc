"""A deck against what was released: each fault that would cost readers, with place and mend."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

import pytest

from ankigen import languages
from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck
from ankigen.deck import Loaded, load
from ankigen.diagnostics import Diagnostic
from ankigen.kinds.base.variants import moved_variants
from ankigen.languages import messages
from ankigen.release import lock, standing
from ankigen.release.plan import next_lock
from ankigen.release.standing import standings
from tests.support.decks import SAMPLE, T1, deck

DAY = 86_400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the sample deck that was released as 1.0.0."""
    copy = tmp_path / "sample"
    shutil.copytree(SAMPLE, copy)
    released = next_lock(compile_deck(deck(), Stamps(T1)), None, "1.0.0", "0.1.0", {})
    (copy / "ankigen.lock").write_text(lock.text(released), encoding="utf-8")
    return copy


def check(folder: Path, now: int | None = None) -> tuple[Loaded, list[Diagnostic]]:
    loaded = load([folder])
    assert not loaded.has_errors, [d.code for d in loaded.diagnostics]
    (standing,) = standings(loaded, now)
    return loaded, sorted(standing.diagnostics, key=lambda d: d.order)


def said(found: list[Diagnostic], folder: Path, language: str = "en") -> list[str]:
    lines = []
    for each in found:
        hints = "; ".join(messages.hint(h.code, h.params, language) for h in each.hints)
        text = messages.message(each.code, each.params, language)
        place = str(each.location).removeprefix(f"{folder.as_posix()}/")
        lines.append(f"{place}: {each.code}: {text} ({hints})")
    return lines


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(old, text)) == 1, old
    path.write_text(re.sub(old, lambda _: new, text), encoding="utf-8")


def apply(found: list[Diagnostic]) -> None:
    """Make every edit that the diagnostics offer."""
    for each in found:
        for change in each.edits:
            path = Path(change.location.path)
            lines = path.read_text(encoding="utf-8").split("\n")
            line = lines[change.location.line - 1]
            start, end = change.location.column - 1, change.location.end_column - 1
            lines[change.location.line - 1] = line[:start] + change.text + line[end:]
            path.write_text("\n".join(lines), encoding="utf-8")


def test_a_deck_as_it_was_released_is_fine(folder: Path) -> None:
    assert check(folder)[1] == []
    (standing,) = standings(load([folder]))
    assert standing.lock
    assert standing.compiled


def test_a_deck_without_a_lock_is_fine(folder: Path) -> None:
    (folder / "ankigen.lock").unlink()
    assert check(folder)[1] == []


# file, what is replaced (a regular expression), by what, what is said
NOTE_MODUS = r"(?s)  # Equal in both languages.*?      - un-treaty-collection\n\n"
FAULTS = [
    (
        "deck.yaml", "uid: aaaabbbbccccdddd", "uid: aaaabbbbccccddde",
        ["deck.yaml:5:6: lock-uid: the uid of the deck differs from the released one "
         '(aaaabbbbccccdddd) (put it back to "aaaabbbbccccdddd"; a copy (fork) with a uid of its '
         "own starts without an ankigen.lock: delete that file)"],
    ),
    (
        "deck.yaml", "anki_name: Contoh Dek", "anki_name: Contoh Dek 2",
        ['deck.yaml:6:12: lock-name: the deck was released as "Contoh Dek"; readers would get a '
         'second deck (put it back to "Contoh Dek")'],
    ),
    (
        "deck.yaml", "key: sample", "key: samples",
        ['deck.yaml:4:6: lock-deck-key: the key of the deck was released as "sample" '
         '(put it back to "sample")'],
    ),
    (
        "deck.yaml", "  law:\n    id: Hukum\n    en: Law\n", "",
        ["deck.yaml:19:1: lock-tag: law is gone from topics, but released cards have its tag (put "
         "it back under topics: in deck.yaml; its title may change)"],
    ),
    (
        "deck.yaml", "  - id: Lanjutan\n    en: Extended\n", "",
        ["deck.yaml:26:1: lock-tag: 2 is gone from levels, but released cards have its tag (put "
         "it back under levels: in deck.yaml; its title may change)"],
    ),
    (
        "terms.yaml", NOTE_MODUS, "",
        ['ankigen.lock:47:1: lock-note-gone: the note "modus-vivendi" was released (1.0.0), but is '
         "gone (put the note back and retire it with  retired: {why: {id: …, en: …}}; if its key "
         'was changed, add  was: ["modus-vivendi"]  to the note with the new key)'],
    ),
    (
        "terms.yaml", "key: modus-vivendi", "key: interim-deal",
        ['terms.yaml:23:10: lock-key-changed: this note was released under the key "modus-vivendi" '
         '(if its key was changed, add  was: ["modus-vivendi"]  to the note with the new key)'],
    ),
    (
        "terms.yaml", "key: modus-vivendi\n",
        "key: interim-deal\n    was:\n      - interim\n      - modus-vivendi\n",
        ["terms.yaml:24:5: lock-was-order: this note was released under the key "
         '"modus-vivendi", so that is its first key (write "modus-vivendi" first in was:)'],
    ),
    (
        "organisations.yaml",
        r'    members:\n      count: 11\n      unit: states\n      as_of: "2025-10-26"\n', "",
        ['organisations.yaml:4:10: lock-fact-gone: the fact members of "asean" was released '
         "(1.0.0), but is no longer asked (put it back, or retire it with  "
         "retired_facts: {members: {why: {id: …, en: …}}})"],
    ),
    (
        "goals.yaml",
        r"    example:\n      id: Arab Saudi menjual.*?\n      en: Saudi Arabia sells.*?\n", "",
        ['goals.yaml:33:10: lock-card-gone: the card Reverse for answer of "factor-resources" was '
         "released, but is gone (put its text back; where it must not be asked any more, retire "
         "this fact with its text)"],
    ),
    (
        "goals.yaml", "  - key: benefit-economy\n",
        "  - key: ratified\n    category: goal\n    question:\n      id: A?\n      en: A?\n"
        "    answer:\n      id: B\n      en: B\n\n  - key: benefit-economy\n    was:\n"
        "      - benefit-of-economy\n",
        ["goals.yaml:33:5: lock-was-order: this note was released under the key "
         '"benefit-economy", so that is its first key (delete was: because the keys in it were '
         "never released)"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), FAULTS)
def test_what_would_cost_readers(
    file: str, old: str, new: str, expected: list[str], folder: Path
) -> None:
    edit(folder, file, old, new)
    assert said(check(folder)[1], folder) == expected


@pytest.mark.parametrize("row", [0, 1, 2, 6])
def test_the_offered_edit_mends_it(row: int, folder: Path) -> None:
    file, old, new, _ = FAULTS[row]
    edit(folder, file, old, new)
    apply(check(folder)[1])
    assert check(folder)[1] == []


def test_the_mends_that_are_named_do_mend(folder: Path) -> None:
    why = "why:\n{0}  id: Alasan.\n{0}  en: Reason.\n"
    retired = "    retired:\n      " + why.format("      ")
    edit(folder, "terms.yaml", "  - key: modus-vivendi\n", f"  - key: modus-vivendi\n{retired}")
    fact = "    retired_facts:\n      members:\n        " + why.format("        ")
    members = r'    members:\n      count: 11\n      unit: states\n      as_of: "2025-10-26"\n'
    edit(folder, "organisations.yaml", members, fact)
    assert check(folder)[1] == []


def test_a_note_of_another_kind_under_a_released_key(folder: Path) -> None:
    edit(folder, "terms.yaml", NOTE_MODUS, "")
    edit(
        folder, "goals.yaml", "  - key: benefit-economy\n",
        "  - key: modus-vivendi\n    category: goal\n    question:\n      id: A?\n      en: A?\n"
        "    answer:\n      id: B\n      en: B\n\n  - key: benefit-economy\n",
    )  # fmt: skip
    assert said(check(folder)[1], folder) == [
        'goals.yaml:23:10: lock-kind-changed: the note "modus-vivendi" was released as another '
        "kind: the kind goal has no facts definition (give the new note another key, put the old "
        "one back and retire it with retired:)"
    ]


@pytest.mark.parametrize(("now", "expected"), [(T1, []), (T1 - DAY, []), (None, [])])
def test_a_lock_of_this_day(now: int | None, expected: list[str], folder: Path) -> None:
    assert check(folder, now)[1] == expected


def test_a_lock_from_the_future(folder: Path) -> None:
    assert said(check(folder, T1 - DAY - 1)[1], folder) == [
        "ankigen.lock:1:1: lock-future: the lock has the time 2023-11-14 22:13:20 UTC, more than a "
        "day ahead of this machine's clock (check this machine's clock; if it is right, restore "
        "the lock from git)"
    ]


DAMAGE = [
    # a change of the text, the code
    (lambda text: text.replace("1.0.0 1.0.0 0 live", "1.0.0 1.0.0 1 live", 1), "lock-damaged"),
    (lambda text: text[: len(text) // 2], "lock-damaged"),
    (lambda text: "".join(text.splitlines(keepends=True)[:20]), "lock-incomplete"),
    (lambda text: "".join(text.splitlines(keepends=True)[:1]), "lock-missing"),
    (lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n", "lock-conflict"),
    (lambda text: "", "lock-unknown"),
]


@pytest.mark.parametrize(("change", "code"), DAMAGE)
def test_a_damaged_lock(change: object, code: str, folder: Path) -> None:
    path = folder / "ankigen.lock"
    assert callable(change)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    _, found = check(folder)
    assert {each.code for each in found} == {code}
    for language in languages.codes():
        assert said(found, folder, language)


def test_a_lock_that_cannot_be_read(folder: Path) -> None:
    (folder / "ankigen.lock").unlink()
    (folder / "ankigen.lock").mkdir()
    assert [each.code for each in check(folder)[1]] == ["file-not-regular"]


def test_a_language_that_was_released_stays(folder: Path) -> None:
    released = lock.parse("ankigen.lock", (folder / "ankigen.lock").read_bytes()).lock
    assert released is not None
    names = {**released.names, "ms": "Contoh Dek::Bahasa Melayu", "id-ms": "Contoh Dek::Melayu"}
    forged = dataclasses.replace(released, names=names)
    (folder / "ankigen.lock").write_text(lock.text(forged), encoding="utf-8")
    # Its notes are gone as well, but that is one cause.
    assert said(check(folder)[1], folder) == [
        "deck.yaml:1:1: lock-language: id-ms was released, but is gone; readers would get no more "
        "updates of its notes (put id-ms back under translations; once released, languages may "
        "only be added)",
        "deck.yaml:1:1: lock-language: ms was released, but is gone; readers would get no more "
        "updates of its notes (put ms back under languages; once released, languages may only be "
        "added)",
    ]


@pytest.mark.parametrize(
    ("released", "now", "moved"),
    [
        (["ms", "jv"], ["id", "ms", "en", "jv"], []),
        (["ms", "jv"], ["id", "en", "jv", "ms"], ["ms", "jv"]),
        (["en", "id", "ms"], ["id", "en", "ms", "jv"], []),
        (["en-id", "id-en", "id-ms"], ["id-en", "id-ms", "en-id"], ["en-id", "id-ms"]),
        (["ms", "jv"], ["jv"], []),
    ],
)
def test_the_order_of_further_languages_stays(
    released: list[str], now: list[str], moved: list[str]
) -> None:
    assert moved_variants(released, now) == moved


def test_moved_languages_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "moved_variants", lambda was, _: was if "id" in was else [])
    assert said(check(folder)[1], folder) == [
        "deck.yaml:1:1: lock-language-order: the languages were released in the order id, en; the "
        'next new cards would come in another (put it back to "id, en")'
    ]
