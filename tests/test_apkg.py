"""Package → bytes: the same every time, nothing half-written, and what genanki would mean."""

from __future__ import annotations

import contextlib
import errno
import itertools
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import genanki
import pytest

from ankigen.anki import apkg
from ankigen.anki.apkg.image import PAGE_SIZE, canonical_chunks
from ankigen.files import beside, replace_file, staged, written
from tests.support.apkg import as_text, database, members, rows, write_with_genanki
from tests.support.decks import ROOT, SAMPLE, compiled

EPOCH = "1700000000"


def build(folder: Path, out: Path, **environment: str) -> bytes:
    """Build the sample deck's bilingual package in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", "build", ".", "--no-cache", "--out", str(out), "-q"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return (out / "sample.bilingual.apkg").read_bytes()


def copy(source: Path, target: Path) -> Path:
    """Copy a deck file by file, in another order."""
    for path in sorted(source.rglob("*"), reverse=True):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    return target


def test_the_same_bytes_in_any_folder_process_zone_and_umask(tmp_path: Path) -> None:
    first = build(SAMPLE, tmp_path / "one", PYTHONHASHSEED="1", TZ="Asia/Jakarta")
    old_umask = os.umask(0o077)
    try:
        elsewhere = copy(SAMPLE, tmp_path / "a deck" / "elsewhere")
        second = build(elsewhere, tmp_path / "two", PYTHONHASHSEED="2", TZ="America/New_York")
    finally:
        os.umask(old_umask)
    assert first == second


def test_without_a_timestamp_in_the_environment_the_commit_decides(tmp_path: Path) -> None:
    repository = copy(SAMPLE, tmp_path / "repository" / "decks" / "sample").parents[1]
    git = ["git", "-C", str(repository), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    stamp = {"GIT_COMMITTER_DATE": f"{EPOCH} +0700", "GIT_AUTHOR_DATE": f"{EPOCH} +0700"}
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], check=True, env={**os.environ, **stamp})
    environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            # A tool with uncommitted changes would make every build irreproducible: install it
            # outside git for this test.
            [sys.executable, "-m", "ankigen", "build", "--out", "out", "--package", "id"],
            cwd=repository,
            env={**environment, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=True,
        )

    installed = tmp_path / "installed"
    copy(ROOT / "ankigen", installed / "ankigen")
    copy(ROOT / "schema", installed / "schema")
    assert "cannot be rebuilt" not in run().stderr
    package = repository / "out" / "sample.id.apkg"
    assert rows(package, "select mod from col") == [(int(EPOCH) * 1000,)]
    terms = repository / "decks" / "sample" / "terms.yaml"
    terms.write_text(terms.read_text("utf-8") + "# edited\n", "utf-8")
    assert "cannot be rebuilt" in run().stderr


def test_zip_members_are_pinned(tmp_path: Path) -> None:
    path = tmp_path / "sample.apkg"
    apkg.write(compiled().package("id"), path)
    text = as_text(path)
    assert text.startswith("member collection.anki2 (1980, 1, 1, 0, 0, 0) 2175008768 ")
    assert list(members(path)) == ["collection.anki2", "media", "0", "1"]


def test_media_are_named_by_content(tmp_path: Path) -> None:
    path = tmp_path / "sample.apkg"
    apkg.write(compiled().package("id"), path)
    content = members(path)
    assert json.loads(content["media"]) == {
        "0": "ankigen-1d7ffba305115de4b5c9.svg",
        "1": "ankigen-851c43dab4a2668ec092.svg",
    }
    assert content["0"] == (SAMPLE / "media" / "dot.svg").read_bytes()
    fields = rows(path, "select flds from notes where flds like '%<img%'")
    shown = sorted(re.findall('src="(.*?)"', row) for (row,) in fields)
    assert shown == [["ankigen-1d7ffba305115de4b5c9.svg"], ["ankigen-851c43dab4a2668ec092.svg"]]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "sample.apkg"
    path.write_bytes(b"old")
    broken = compiled().package("id")
    media = broken.media[0]
    missing = type(media)(media.name, tmp_path / "missing.svg")
    with pytest.raises(FileNotFoundError):
        apkg.write(type(broken)(**{**fields_of(broken), "media": (missing,)}), path)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["sample.apkg"]


def fields_of(package: object) -> dict[str, object]:
    return {name: getattr(package, name) for name in package.__slots__}  # type: ignore[attr-defined]


def test_packages_written_together_are_as_those_written_alone(tmp_path: Path) -> None:
    packages = [compiled().package(name) for name in ("id", "en", "translation", "bilingual")]
    together, alone = tmp_path / "together", tmp_path / "alone"
    together.mkdir()
    alone.mkdir()
    wanted = ((package, together / package.name) for package in packages)
    assert list(apkg.Writer().write_all(wanted)) == packages
    for package in packages:
        apkg.write(package, alone / package.name)
        assert (together / package.name).read_bytes() == (alone / package.name).read_bytes()
    assert len(list(together.iterdir())) == 4


def test_writing_together_stops_at_what_cannot_be_written(tmp_path: Path) -> None:
    package = compiled().package("id")
    (tmp_path / "folder").mkdir()
    paths = [tmp_path / "one", tmp_path / "folder", tmp_path / "three"]
    with pytest.raises(OSError, match="folder"):
        list(apkg.Writer().write_all((package, path) for path in paths))
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_what_sqlite_cannot_write_is_an_error_of_the_outside_world(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open database file"):
        apkg.write(compiled().package("id"), tmp_path / "no folder" / "x.apkg")


def test_several_files_appear_together_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out).mkdir()
    (out / "a").write_text("old")
    with pytest.raises(RuntimeError), staged(out) as stage:
        stage.path("a").write_text("new")
        stage.path("b").write_text("new")
        raise RuntimeError
    assert (out / "a").read_text() == "old"
    assert [p.name for p in out.iterdir()] == ["a"]


@pytest.mark.parametrize("names", [["a", "b", "c"], ["c", "b", "a"]])
@pytest.mark.parametrize("fails", [None, 0, 1, 2, 3, 4])
def test_there_are_never_files_of_two_sets(
    names: list[str], fails: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, replace, steps, seen = tmp_path / "out", Path.replace, itertools.count(), []
    out.mkdir()
    for name in ("a", "b"):
        (out / name).write_text("old")

    def there() -> set[str]:
        return {path.read_text() for path in out.iterdir() if path.is_file()}

    def step(self: Path, to: Path) -> Path:
        seen.append(there())
        if next(steps) == fails:
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, to)

    def write() -> None:
        with staged(out) as stage:
            for name in names:
                stage.path(name).write_text("new")
            monkeypatch.setattr(Path, "replace", step)

    if fails is None:
        write()
    else:
        with pytest.raises(OSError, match="Input/output"):
            write()
    assert there() == ({"new"} if fails is None else {"old"})
    assert {path.name for path in out.iterdir()} == (
        {"a", "b", "c"} if fails is None else {"a", "b"}
    )
    # Whoever is killed at any step leaves one of these.
    assert {"old", "new"} not in seen


def test_what_a_killed_run_left_long_ago_goes_away(tmp_path: Path) -> None:
    forsaken, young = tmp_path / ".ankigen-1.tmp", tmp_path / ".ankigen-2.tmp"
    for folder in (forsaken, young):
        folder.mkdir()
        (folder / "half.apkg").write_text("half")
    os.utime(forsaken, (1, 1))
    with staged(tmp_path) as stage:
        stage.path("whole").write_text("whole")
    assert sorted(p.name for p in tmp_path.iterdir()) == [young.name, "whole"]


def test_a_killed_run_with_the_same_process_id_is_in_nobodys_way(tmp_path: Path) -> None:
    with staged(tmp_path):
        (left,) = tmp_path.iterdir()
        again = tmp_path / "again"
        (again / left.name).mkdir(parents=True)
        (again / f".ankigen-{os.getpid()}.tmp").mkdir()
    with staged(again) as stage:
        stage.path("x.apkg").write_bytes(b"x")
    assert (again / "x.apkg").read_bytes() == b"x"


def test_a_file_that_another_run_is_writing_is_left_to_it(tmp_path: Path) -> None:
    target = tmp_path / "page"
    forsaken = beside(target)
    forsaken.write_text("half")
    os.utime(forsaken, (1, 1))
    with written(target) as place:
        place.write_text("whole")
        replace_file(target, b"mine")
    assert target.read_text() == "whole"
    assert [path.name for path in tmp_path.iterdir()] == ["page"]


def test_the_canonical_image_keeps_every_row(tmp_path: Path) -> None:
    database_file = tmp_path / "rows"
    generator = random.Random(3)
    made = [(i, "x" * generator.randrange(9000)) for i in range(300)]
    with contextlib.closing(sqlite3.connect(database_file)) as connection:
        connection.execute(f"pragma page_size={PAGE_SIZE}")
        connection.execute("create table t(a integer primary key, b text)")
        connection.executemany("insert into t values(?,?)", made)
        connection.execute("delete from t where a % 3 = 0")
        connection.commit()
    image = b"".join(canonical_chunks(database_file))
    with database(image) as copied:
        assert copied.execute("select * from t").fetchall() == [r for r in made if r[0] % 3]
        assert copied.execute("pragma integrity_check").fetchone() == ("ok",)
    database_file.write_bytes(image)
    assert b"".join(canonical_chunks(database_file)) == image


# -- genanki ------------------------------------------------------------------------


def genanki_decks(count: int = 40) -> list[genanki.Deck]:
    """Decks as a genanki user writes them, of templates whose cards genanki selects rightly."""
    model = genanki.Model(
        1607392319,
        "Plain",
        fields=[{"name": "Q"}, {"name": "A"}, {"name": "Extra"}],
        templates=[
            {"name": "One", "qfmt": "{{Q}}", "afmt": "{{FrontSide}}<hr id=answer>{{A}}"},
            {"name": "Two", "qfmt": "{{#Extra}}{{Extra}}{{/Extra}}", "afmt": "{{A}}"},
        ],
    )
    cloze = genanki.Model(
        1607392320,
        "Gaps",
        model_type=genanki.Model.CLOZE,
        fields=[{"name": "Text"}, {"name": "Back"}],
        templates=[{"name": "Gap", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}{{Back}}"}],
    )
    decks = [genanki.Deck(2059400110, "One"), genanki.Deck(2059400111, "Two::Sub")]
    for number in range(count):
        fields = [f"q{number}", f"a{number}", "more" if number % 3 else ""]
        decks[number % 2].add_note(genanki.Note(model, fields, tags=["t", f"n{number % 5}"]))
    decks[0].add_note(genanki.Note(cloze, ["{{c1::a}} {{c3::b}}", "back"]))
    return decks


def test_fast_package_is_a_drop_in_for_genanki(tmp_path: Path) -> None:
    """Same notes, fields, tags, cards, decks and note types as stock genanki writes."""
    stock, ours = tmp_path / "stock.apkg", tmp_path / "ours.apkg"
    write_with_genanki(genanki_decks(), stock, timestamp=1_700_000_000.0)
    apkg.FastPackage(genanki_decks()).write_to_file(str(ours), timestamp=1_700_000_000.0)
    assert content(ours) == content(stock)
    assert ours.stat().st_size < stock.stat().st_size / 2


def content(path: Path) -> tuple[list[object], list[object]]:
    notes = rows(path, "select guid, mid, mod, trim(tags), flds, sfld from notes")
    cards = rows(
        path,
        "select n.guid, c.did, c.ord, c.type, c.queue from cards c join notes n on n.id = c.nid",
    )
    sorted_tags = [(*n[:3], sorted(n[3].split()), *n[4:]) for n in notes]
    return sorted(sorted_tags, key=str), sorted(cards)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda decks: decks[0].add_note(decks[0].notes[0]), "have the guid"),
        (lambda decks: decks[0].notes[0].fields.pop(), "2 fields, but the note type has 3"),
        (lambda decks: setattr(decks[0].notes[-1].model, "model_id", 1607392319), "the same id"),
    ],
)
def test_what_would_cost_a_reader_notes_is_refused(spoil, said: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    decks = genanki_decks()
    spoil(decks)
    with pytest.raises(ValueError, match=said):
        apkg.FastPackage(decks).write_to_file(str(tmp_path / "x.apkg"), timestamp=1.7e9)
