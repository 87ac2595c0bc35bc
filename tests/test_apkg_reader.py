from __future__ import annotations

import contextlib
import functools
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import genanki
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.anki import apkg
from ankigen.anki.apkg import modern, reader, tables
from ankigen.anki.package import Package
from ankigen.diagnostics import AnkigenError
from tests.support.apkg import database, members, write_with_genanki
from tests.support.decks import ROOT, compiled


def sample_package() -> Package:
    return compiled().package("bilingual")


def in_stored_order(package: Package) -> Package:
    return replace(
        package,
        note_types=tuple(sorted(package.note_types, key=lambda each: each.id)),
        decks=tuple(sorted(package.decks, key=lambda each: each.id)),
        notes=tuple(sorted(package.notes, key=lambda each: each.id)),
    )


def read(path: Path) -> Package:
    media = path.parent / f"{path.stem}.media"
    media.mkdir(exist_ok=True)
    return apkg.read(path, media)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "sample.bilingual.apkg"
    apkg.write(sample_package(), path)
    return path


def without_media(package: Package) -> Package:
    return replace(package, media=())


def test_what_we_write_is_what_we_read(written: Path) -> None:
    package, found = sample_package(), read(written)
    assert without_media(found) == without_media(in_stored_order(package))
    assert [(m.name, m.path.read_bytes()) for m in found.media] == [
        (m.name, m.path.read_bytes()) for m in package.media
    ]


def test_what_is_read_and_written_again_is_the_same_file(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.apkg"
    apkg.write(read(written), again)
    assert again.read_bytes() == written.read_bytes()


def test_a_package_of_genanki_itself(tmp_path: Path) -> None:
    model = genanki.Model(
        1607392319,
        "Simple",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
        css=".card {}",
    )
    deck = genanki.Deck(2059400110, "Cities", "Where they lie")
    deck.add_note(genanki.Note(model, ["Jakarta", "Java"], tags=["b", "a"], guid="g1"))
    path = tmp_path / "cities.apkg"
    write_with_genanki(deck, path)
    found = read(path)
    (note_type,), (entry,), (note,) = found.note_types, found.decks, found.notes
    assert found.name == "cities"
    assert (note_type.name, note_type.field_names, note_type.cloze) == (
        "Simple",
        ("Front", "Back"),
        False,
    )
    assert [(t.name, t.front, t.back) for t in note_type.templates] == [
        ("Card 1", "{{Front}}", "{{Back}}")
    ]
    assert (entry.id, entry.name, entry.description) == (2059400110, "Cities", "Where they lie")
    assert (note.guid, note.fields, note.tags) == ("g1", ("Jakarta", "Java"), ("a", "b"))
    assert [(card.ord, card.deck_id) for card in note.cards] == [(0, 2059400110)]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Package, Package, Package]:
    folder = tmp_path_factory.mktemp("exported")
    source, legacy, new = (folder / f"{name}.apkg" for name in ("source", "legacy", "modern"))
    apkg.write(sample_package(), source)
    subprocess.run(
        [sys.executable, "-m", "tests.support.anki_exports", source, legacy, new],
        check=True,
        cwd=ROOT,
    )
    return read(source), read(legacy), read(new)


def test_both_forms_that_anki_exports_say_the_same(
    exported: tuple[Package, Package, Package],
) -> None:
    _source, legacy, new = exported
    # Stock note types have random field ids that the two forms keep apart.
    ours = [[t for t in each.note_types if t.name.startswith("ankigen")] for each in (legacy, new)]
    assert ours[0] == ours[1]
    assert (legacy.notes, legacy.decks) == (new.notes, new.decks)
    assert [(m.name, m.path.read_bytes()) for m in legacy.media] == [
        (m.name, m.path.read_bytes()) for m in new.media
    ]


def test_what_anki_exports_again_is_what_we_shipped(
    exported: tuple[Package, Package, Package],
) -> None:
    source, _legacy, new = exported
    shipped = {note.guid: (note.id, note.mod, note.fields, note.tags) for note in source.notes}
    found = {note.guid: (note.id, note.mod, note.fields, note.tags) for note in new.notes}
    (cloze,) = set(found) - set(shipped)
    assert {guid: found[guid] for guid in shipped} == shipped
    assert [t.digest() for t in new.note_types if not t.cloze] == [
        t.digest() for t in source.note_types
    ]
    (cloze_note,) = (note for note in new.notes if note.guid == cloze)
    assert [card.ord for card in cloze_note.cards] == [0, 1]
    assert "cloze.svg" in [media.name for media in new.media]


def test_the_new_form_without_zstandard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "new.apkg"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("collection.anki21b", b"")
    monkeypatch.setattr(reader, "has_zstandard", lambda: False)
    with pytest.raises(AnkigenError) as caught:
        read(path)
    assert caught.value.code == "package-modern"


BROKEN = {
    "no zip": lambda path: path.write_bytes(b"not a zip"),
    "no file": lambda path: path.unlink(),
    "no collection": lambda path: rewrite(path, drop="collection.anki2"),
    "no database": lambda path: rewrite(path, change=("collection.anki2", b"x" * 200)),
    "media list": lambda path: rewrite(path, change=("media", b"{")),
    "media file": lambda path: rewrite(path, drop="0"),
    "note type": lambda path: sql(path, "UPDATE notes SET mid = 1"),
    "fields": lambda path: sql(path, "UPDATE notes SET flds = 'one'"),
    "deck": lambda path: sql(path, "UPDATE cards SET did = 7"),
    "template": lambda path: sql(path, "UPDATE cards SET ord = 3"),
    "media number": lambda path: rewrite(path, change=("media", b'{"../0": "a.png"}')),
}


def sql(path: Path, statement: str) -> None:
    with database(members(path)["collection.anki2"]) as connection:
        connection.execute(statement)
        connection.commit()
        rewrite(path, change=("collection.anki2", connection.serialize()))


def rewrite(path: Path, drop: str = "", change: tuple[str, bytes] = ("", b"")) -> None:
    parts = members(path)
    parts.pop(drop, None)
    parts.update([change] if change[0] else [])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_no_package_is_said_to_be_none(how: str, written: Path) -> None:
    BROKEN[how](written)
    with pytest.raises(AnkigenError) as caught:
        read(written)
    assert caught.value.code == "package-unreadable"
    assert caught.value.params["reason"]


class Watched(sqlite3.Connection):
    """A connection that says whether it was closed."""

    opened: ClassVar[list[Watched]] = []
    closed = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.opened.append(self)

    def close(self) -> None:
        super().close()
        self.closed = True


@pytest.mark.parametrize("how", ["whole", "no memory", *BROKEN])
def test_a_database_is_closed_whatever_is_in_it(
    how: str, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Python 3.13 and later a database that is left open is a warning."""
    BROKEN.get(how, lambda path: path)(written)
    monkeypatch.setattr(Watched, "opened", [])
    monkeypatch.setattr(sqlite3, "connect", Watched)
    if how == "no memory":
        monkeypatch.setattr(Watched, "create_collation", lambda *_: 1 // 0)
    with contextlib.suppress(AnkigenError, ZeroDivisionError):
        read(written)
    assert all(each.closed for each in Watched.opened)
    assert Watched.opened or how in ("no zip", "no file", "no collection")


def test_the_order_of_names_that_only_anki_knows(tmp_path: Path) -> None:
    """SQLite 3.53 reads no table that has it without it; of an order, every SQLite asks for it."""
    path = tmp_path / "collection"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE decks(name); INSERT INTO decks VALUES ('a'), ('B')")
    with tables.tables(path) as collection:
        assert collection.row("decks", "max(name COLLATE unicase)", (str,)) == ("B",)
    assert tables.unicase("É", "é") == 0
    assert tables.unicase("A", "b") == -tables.unicase("b", "A") == -1


def test_the_newest_form_of_a_package_counts(written: Path) -> None:
    """Anki puts a dummy ``collection.anki2`` beside the real collection."""
    with zipfile.ZipFile(written) as archive:
        real = archive.read("collection.anki2")
    rewrite(written, change=("collection.anki21", real))
    rewrite(written, change=("collection.anki2", b"dummy"))
    assert len(read(written).notes) == len(sample_package().notes)


@functools.cache
def sample_members() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sample.apkg")
        apkg.write(sample_package(), path)
        return members(path)


@given(
    member=st.sampled_from(["", "collection.anki2", "media"]),
    changes=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=20),
)
def test_a_damaged_package_is_read_or_refused_but_never_breaks_the_reader(
    member: str, changes: list[tuple[int, int]]
) -> None:
    """Change bytes of the collection, of the list of media, or of the archive itself."""

    def damaged(content: bytes) -> bytes:
        data = bytearray(content)
        for place, value in changes:
            data[place % len(data)] = value
        return bytes(data)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "damaged.apkg")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sample_members().items():
                archive.writestr(name, damaged(content) if name == member else content)
        if not member:
            path.write_bytes(damaged(path.read_bytes()))
        with contextlib.suppress(AnkigenError):
            assert isinstance(read(path), Package)


@given(st.binary(max_size=60))
def test_no_bytes_make_the_protocol_reader_do_anything_else(data: bytes) -> None:
    try:
        fields = list(modern.fields_of(data))
    except (ValueError, IndexError):
        return
    assert all(number >= 0 for number, _value in fields)


def test_cloze_is_part_of_a_note_types_digest() -> None:
    (note_type, *_) = sample_package().note_types
    assert replace(note_type, cloze=True).digest() != note_type.digest()
