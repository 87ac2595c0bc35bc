"""``ankigen fmt --cite``: works move from notes into sources.yaml; notes say what they said."""

from __future__ import annotations

from pathlib import Path

import pytest

from ankigen.deck import load
from ankigen.edit.citing import move_works, new_key
from ankigen.kinds.sources import work_of
from tests.support.cli import ankigen

NOTES = """kind: term
notes:
  - key: ratification
    term: {id: ratifikasi, en: ratification}
    definition: {id: pengesahan, en: confirmation}
    sources:
      - title: "Piagam: pasal demi pasal"
        publisher:
          id: PBB
          en: UN
        url: https://example.net/charter
        read: "2026-11-24"
        at: Pasal 2
      - title: >-
          A very long title of a book, which its author has put on
          two lines
  - key: treaty
    term: {id: traktat, en: treaty}
    definition: {id: perjanjian, en: agreement}
    sources:
      - {title: "Piagam: pasal demi pasal", publisher: {id: PBB, en: UN}, at: {id: a, en: b},
         url: https://example.net/charter, read: "2026-11-24"}
      # Why this one stays here.
      - title: Buku
"""
MOVED = """kind: term
notes:
  - key: ratification
    term: {id: ratifikasi, en: ratification}
    definition: {id: pengesahan, en: confirmation}
    sources:
      - work: piagam-pasal-demi-pasal
        at: Pasal 2
      - a-very-long-title-of-a
  - key: treaty
    term: {id: traktat, en: treaty}
    definition: {id: perjanjian, en: agreement}
    sources:
      - {work: piagam-pasal-demi-pasal, at: {id: a, en: b}}
      # Why this one stays here.
      - buku
"""
WORKS = """kind: sources
sources:
  piagam-pasal-demi-pasal:
    title: "Piagam: pasal demi pasal"
    publisher:
      id: PBB
      en: UN
    url: https://example.net/charter
    read: "2026-11-24"
  a-very-long-title-of-a:
    title: >-
      A very long title of a book, which its author has put on
      two lines
  buku:
    title: Buku
"""


def test_works_move_with_their_words_and_their_places() -> None:
    moved = move_works({"terms.yaml": NOTES}, "")
    assert moved.notes == {"terms.yaml": MOVED}
    assert moved.bibliography == WORKS
    assert moved.left == ()


def test_what_is_there_already_is_cited_and_new_works_go_behind_it() -> None:
    there = "kind: sources\nsources:\n  own:\n    title: Buku\n\n# the end\n"
    moved = move_works({"terms.yaml": NOTES}, there)
    assert "      - own\n" in moved.notes["terms.yaml"]
    behind = WORKS.split("sources:\n")[1].partition("  buku:")[0]
    assert moved.bibliography == there.replace("Buku\n", f"Buku\n{behind}")
    assert move_works(moved.notes, moved.bibliography) == moved


@pytest.mark.parametrize(
    "other",
    ["title: Charter", '"title": "Piagam: pasal demi pasal"\n    read: "2020"'],
)
def test_another_work_at_the_same_address_keeps_its_words(other: str) -> None:
    there = f"kind: sources\nsources:\n  own:\n    url: https://example.net/charter\n    {other}\n"
    moved = move_works({"terms.yaml": NOTES}, there)
    assert moved.left == (("terms.yaml", 7, "own"), ("terms.yaml", 21, "own"))
    assert "pasal demi pasal" in moved.notes["terms.yaml"]
    assert "buku" in moved.bibliography


def test_a_comment_inside_a_work_keeps_it_where_it_is() -> None:
    text = NOTES.replace("title: Buku", "title: Buku  # lent to me")
    assert "lent to me" in move_works({"terms.yaml": text}, "").notes["terms.yaml"]


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("The ASEAN Declaration", (), "the-asean-declaration"),
        ("Één  boek: d’accord!", (), "een-boek-daccord"),
        ("Buku", ("buku", "buku-2"), "buku-3"),
        ("日本", (), "work"),
        ("x" * 90, (), "x" * 40),
        ("one two three four five six seven", (), "one-two-three-four-five-six"),
    ],
)
def test_a_key_is_made_of_the_title(title: str, taken: tuple[str, ...], key: str) -> None:
    assert new_key({"title": title}, taken) == key
    assert new_key({"title": {"id": title, "en": "other"}}, taken) == key


def test_the_command_moves_and_says_the_same(tmp_path: Path) -> None:
    deck = tmp_path / "decks" / "a"
    assert ankigen("new", "deck", "a", cwd=tmp_path).returncode == 0
    (deck / "terms.yaml").write_text(NOTES, "utf-8")
    before = told(deck)
    checked = ankigen("fmt", "--cite", "--check", cwd=tmp_path)
    assert (checked.returncode, (deck / "sources.yaml").exists()) == (1, False)
    assert ankigen("fmt", "--cite", cwd=tmp_path).returncode == 0
    assert told(deck) == before
    first = "# yaml-language-server: $schema=../../schema/sources.schema.json\n"
    assert (deck / "sources.yaml").read_text("utf-8") == first + WORKS
    assert ankigen("fmt", "--cite", "--check", cwd=tmp_path).returncode == 0


def told(folder: Path) -> list[object]:
    loaded = load([folder])
    assert not loaded.diagnostics
    (deck,) = loaded.decks
    cited = [work_of(each, deck.sources) for note in deck.notes for each in note.sources]
    return [(work.title, work.publisher, work.url, work.read, at) for work, at in cited]


def test_files_with_mistakes_are_left_alone(tmp_path: Path) -> None:
    deck = tmp_path / "decks" / "a"
    assert ankigen("new", "deck", "a", cwd=tmp_path).returncode == 0
    (deck / "terms.yaml").write_text(NOTES, "utf-8")
    (deck / "sources.yaml").write_text("kind: sources\nsources: [\n", "utf-8")
    done = ankigen("fmt", "--cite", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert "decks/a/sources.yaml:" in done.stderr
    assert "- title: Buku\n" in (deck / "terms.yaml").read_text("utf-8")


def test_another_title_at_one_address_is_told_with_its_place(tmp_path: Path) -> None:
    deck = tmp_path / "decks" / "a"
    assert ankigen("new", "deck", "a", cwd=tmp_path).returncode == 0
    (deck / "terms.yaml").write_text(NOTES, "utf-8")
    there = "kind: sources\nsources:\n  own:\n    title: X\n    url: https://example.net/charter\n"
    (deck / "sources.yaml").write_text(there, "utf-8")
    done = ankigen("fmt", "--cite", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert "decks/a/terms.yaml:7:1: error[work-differs]" in done.stderr
