"""``rename``: another key in every place that names it, and nothing else; ``was`` for readers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck
from ankigen.edit.renaming import Renaming, renamed
from ankigen.kinds import kinds
from ankigen.kinds.base.shape import OUTSIDE, references
from ankigen.release import lock
from ankigen.release.plan import next_lock
from tests.support.cli import ankigen
from tests.support.decks import SAMPLE, SHIPPED, T1, compiled, read_deck
from tests.support.extent import some


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with a copy of the sample deck."""
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def release(root: Path, home: str = "") -> None:
    """Release the deck as it is, as 1.0.0."""
    folder = root / "decks" / "sample"
    if home:
        path = folder / "deck.yaml"
        path.write_text(path.read_text("utf-8").replace("\nfiles:", f"\nhome: {home}\nfiles:"))
    made = compile_deck(read_deck(folder), Stamps(T1))
    locked = next_lock(made, None, "1.0.0", "0.1.0", {})
    (folder / "ankigen.lock").write_text(lock.text(locked), encoding="utf-8")


def texts(root: Path) -> dict[str, str]:
    folder = root / "decks" / "sample"
    return {p.name: p.read_text("utf-8") for p in sorted(folder.iterdir()) if p.is_file()}


def test_a_note_is_renamed_wherever_it_is_named(root: Path) -> None:
    before = texts(root)
    done = ankigen("rename", "ratification", "ratifying", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].startswith("decks/sample/")
    after = texts(root)
    named = 0
    for name, text in before.items():
        for old, new in zip(text.split("\n"), after[name].split("\n"), strict=True):
            if old != new:
                assert new == old.replace("ratification", "ratifying")
                named += 1
    assert named == sum(int(line.split(": ")[-1]) for line in done.stdout.splitlines())
    assert "    related: [ratifying]\n" in after["terms.yaml"]
    # What says the word but is no key stays.
    assert "      en: ratification\n" in after["terms.yaml"]
    assert ankigen("validate", "-q", cwd=root).stdout == ""
    assert ankigen("fmt", "--check", "-q", cwd=root).stderr == ""


def test_the_way_back_gives_the_same_bytes(root: Path) -> None:
    before = texts(root)
    for old, new in (("asean", "south-east-asia"), ("south-east-asia", "asean")):
        assert ankigen("rename", old, new, cwd=root).returncode == 0
    assert texts(root) == before


@pytest.mark.parametrize(("cwd", "deck"), [("decks/sample", "."), (".", "decks/sample/deck.yaml")])
def test_a_deck_may_be_named_in_any_way(cwd: str, deck: str, root: Path) -> None:
    for path in (deck, str(root / "decks" / "sample")):
        done = ankigen("rename", "summit", "meeting", "--deck", path, cwd=root / cwd)
        assert (done.returncode, done.stderr) == (0, "")
        assert ankigen("rename", "meeting", "summit", "--deck", path, cwd=root / cwd).stderr == ""
        spoilt = texts(root)["terms.yaml"].replace("[ratification]", "[ratificatoin]")
        (root / "decks" / "sample" / "terms.yaml").write_text(spoilt, "utf-8")
        assert ankigen("validate", "--fix", path, cwd=root / cwd).returncode == 0


def test_a_note_that_readers_have_keeps_its_old_key(root: Path) -> None:
    release(root)
    before = {n.guid: n.fields[2:] for n in compiled(SAMPLE).package("bilingual").notes}
    for old, new in (("ratification", "ratifying"), ("ratifying", "confirmation")):
        done = ankigen("rename", old, new, cwd=root)
        assert done.returncode == 0, done.stderr
        assert f"readers have cards of {old}" in done.stdout
    text = texts(root)["terms.yaml"]
    assert "  - key: confirmation\n    was: [ratification, ratifying]\n    term:\n" in text
    assert ankigen("validate", "-q", cwd=root).stdout == ""
    assert ankigen("fmt", "--check", "-q", cwd=root).stderr == ""
    again = compile_deck(read_deck(root / "decks" / "sample"), Stamps(T1)).package("bilingual")
    assert {n.guid: n.fields[2:] for n in again.notes} == before


def test_a_note_that_came_after_the_release_keeps_none(root: Path) -> None:
    release(root)
    path = root / "decks" / "sample" / "terms.yaml"
    text = path.read_text("utf-8")
    fresh = (
        "\n  - key: free-trade\n    term:\n      id: perdagangan bebas\n      en: free trade\n"
        "    definition:\n      id: jual beli tanpa bea\n      en: trade without customs duties\n"
    )
    path.write_text(text + fresh)
    assert ankigen("rename", "free-trade", "open-trade", cwd=root).returncode == 0
    assert path.read_text("utf-8") == text + fresh.replace("free-trade", "open-trade")


SHAPES = {
    # A note with its key written in some way: as it is with another key and its old one.
    "a comment behind the key": (
        "- key: old # mine\n  term: x\n", "- key: new # mine\n  was: [old]\n  term: x\n"),
    "quotes": ("- key: 'old'\n  term: x\n", "- key: 'new'\n  was: [old]\n  term: x\n"),
    "a former key": (
        "- key: old\n  was: [older] # long ago\n", "- key: new\n  was: [older, old] # long ago\n"),
    "former keys on lines": (
        "- key: old\n  was:\n    - older # first\n  term: x\n",
        "- key: new\n  was:\n    - older # first\n    - old\n  term: x\n"),
    "braces": ("- {key: old, term: x}\n", "- {key: new, was: [old], term: x}\n"),
    "a folded text": ("- key: >-\n    old\n  term: x\n", "- key: new\n  was: [old]\n  term: x\n"),
    "the key last, without a line end": ("- term: x\n  key: old",
        "- term: x\n  key: new\n  was: [old]"),
    "line ends of Windows": ("- key: old\r\n  term: x\r\n",
        "- key: new\r\n  was: [old]\r\n  term: x\r\n"),
    "itself among others": ("- key: old\n  related: [a, old, old-one] # old\n",
        "- key: new\n  was: [old]\n  related: [a, new, old-one] # old\n"),
    "what replaces it": ("- key: a\n  retired_facts:\n    term: {use: old, why: old}\n",
        "- key: a\n  retired_facts:\n    term: {use: new, why: old}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_key_is_put_in_its_place_however_it_is_written(name: str) -> None:
    before, after = SHAPES[name]
    head = "kind: term\nnotes:\n"
    found = renamed({"x": head + before}, Renaming("old", "new", former=True))
    assert found["x"][0] == head + after


def test_a_key_that_is_no_word_to_yaml_is_quoted() -> None:
    text = "kind: term\nnotes:\n- key: old\n  related: [old]\n"
    (after, count) = renamed({"x": text}, Renaming("old", "null"))["x"]
    assert (after, count) == (text.replace("old", '"null"'), 2)


@pytest.mark.parametrize("kind", kinds())
def test_every_place_that_names_a_note_is_one_of_those(kind: str) -> None:
    """A key that is put at the end of every way of a kind's page is found there."""
    for way, wanted in references(kinds()[kind].record):
        value = "old"
        for step in reversed(way):
            value = (
                f"[{value}]"
                if step == "*" and way[0] != "retired_facts"
                else (f"{{{'term' if step == '*' else step}: {value}}}")
            )
        text = f"kind: {kind}\nnotes:\n- {value[:-1]}, key: b}}\n"
        for work in (False, True):
            is_meant = wanted == "sources" if work else wanted not in OUTSIDE
            found = renamed({"x": text}, Renaming("old", "new", work=work))
            assert ("x" in found) == is_meant, (way, work)


def test_a_work_is_renamed_wherever_it_is_cited(root: Path) -> None:
    release(root)
    before = texts(root)
    done = ankigen("rename", "--work", "vienna-convention", "law-of-treaties", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        texts(root)
        == {
            name: text.replace("vienna-convention:", "law-of-treaties:").replace(
                "work: vienna-convention", "work: law-of-treaties"
            )
            for name, text in before.items()
        }
        != before
    )
    assert ankigen("validate", "-q", cwd=root).stdout == ""


def test_the_page_of_a_work_that_readers_cards_lead_to_stays(root: Path) -> None:
    release(root, home="https://decks.example.org")
    before = texts(root)
    done = ankigen("rename", "--work", "vienna-convention", "law-of-treaties", cwd=root)
    assert done.returncode == 2
    assert "cards lead to the page of the work vienna-convention" in done.stderr
    assert texts(root) == before


USAGE = {
    "a used key": (["summit", "ratification"], "is used in decks/sample/terms.yaml (choose"),
    "its own key": (["summit", "summit"], "is used in decks/sample/terms.yaml (choose"),
    "a former key": (["summit", "sovereign"], "is a former key of the note sovereignty (choose"),
    "a bad form": (["summit", "Top_Meeting"], "must be lower-case English letters"),
    "no such note": (["sumit", "meeting"], 'has no note "sumit" (did you mean "summit"?)'),
    "a note like none": (["xyzzy", "meeting"], 'has no note "xyzzy" (each key stands'),
    "by its former key": (["sovereign", "a"], '(its key is now "sovereignty")'),
    "a work": (["vienna-convention", "a"], "ankigen rename --work vienna-convention NEW"),
    "no such work": (["--work", "viena-convention", "a"], '(did you mean "vienna-convention"?)'),
    "a work like none": (["--work", "xyzzy", "a"], "(sources.yaml has the keys"),
    "a used work": (["--work", "vienna-convention", "un-treaty-collection"],
        "is used in decks/sample/sources.yaml (choose"),
    "no deck": (["summit", "a", "--deck", "nowhere"], "there is no deck at nowhere"),
}  # fmt: skip


@pytest.mark.parametrize("name", USAGE)
def test_what_cannot_be_renamed_is_told_with_a_mend(name: str, root: Path) -> None:
    path = root / "decks" / "sample" / "terms.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text + "\n  - key: sovereignty\n    was: [sovereign]\n    term:\n      id: kedaulatan\n"
        "      en: sovereignty\n    definition:\n      id: hak memerintah diri sendiri\n"
        "      en: the right to govern oneself\n"
    )
    before = texts(root)
    arguments, reason = USAGE[name]
    done = ankigen("rename", *arguments, cwd=root)
    assert done.returncode == 2
    assert reason in done.stderr
    assert texts(root) == before


def test_a_deck_with_mistakes_is_left_alone(root: Path) -> None:
    path = root / "decks" / "sample" / "goals.yaml"
    path.write_text(path.read_text("utf-8").replace("category:", "categry:", 1))
    before = texts(root)
    done = ankigen("rename", "summit", "meeting", cwd=root)
    assert done.returncode == 1
    assert "goals.yaml:" in done.stderr
    assert "error[unknown-key]" in done.stderr
    assert texts(root) == before


def test_every_note_and_work_of_the_shipped_deck_can_be_renamed() -> None:
    """The proof inside holds for each: nothing but its places changes."""
    deck = read_deck(SHIPPED)
    files = {name: (SHIPPED / name).read_text("utf-8") for name in (*deck.files, "sources.yaml")}
    keys = some(((note.key, False) for note in deck.notes), 160)
    keys += some(((work, True) for work in deck.sources), 160)
    for key, work in keys:
        changed = renamed(files, Renaming(key, "quite-another-key", work, former=not work))
        assert changed, key
        back = Renaming("quite-another-key", key, work)
        assert renamed({n: t for n, (t, _) in changed.items()}, back).keys() == changed.keys()
