"""``ankigen import``: decks by others come in, whole, and what does not is told."""

from __future__ import annotations

import contextlib
import re
import time
import zipfile
from pathlib import Path

import genanki
import openpyxl
import pytest
from anki.collection import ExportAnkiPackageOptions
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.cell import WriteOnlyCell

from ankigen import cells
from ankigen.anki import apkg
from ankigen.anki.package import Stamps
from ankigen.bring import fields, maps, notes, tables, writing
from ankigen.bring.fields import said
from ankigen.bring.packages import read_package
from ankigen.bring.tables import Found, Loss, Reading, read_text, read_workbook
from ankigen.cards import compile_deck
from ankigen.cards.notetypes import FIELDS
from ankigen.cli import cli
from ankigen.deck import load
from ankigen.diagnostics import AnkigenError
from ankigen.edit import skeletons
from ankigen.edit.layout import Layout, lay_out
from ankigen.edit.new_files import new_deck
from ankigen.given import UnfitError
from ankigen.lint.rules.translation_missing import is_placeholder
from ankigen.markup import plain
from ankigen.source import parse_text
from tests.support import anki, hostile_packages, workbooks
from tests.support.apkg import write_with_genanki
from tests.support.decks import ROOT, read_deck

JAPANESE = """\
Expression,Reading,Meaning,Sentence,JLPT,Tags
猫,ねこ,cat,猫がいる。,N5,animals Noun
"水, 湯",みず,"water; hot ""tea"" water",,N5,nature
=1+1,x,a formula,,,
猫,ねこ,cat,again,N5,animals
空,そら,,空が青い。,N5,
"""
QUIZLET = (
    'photosynthesis\tthe way in which plants make "sugar" of light\n"ion\tan atom with a charge\n'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--lang", "en"])


def csv(folder: Path, text: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def found_in(text: str | bytes, reading: Reading | None = None) -> Found:
    return read_text(text.encode() if isinstance(text, str) else text, reading)


def geography(folder: Path) -> Path:
    """A small look-alike of the decks of countries that many have, with a note of blanks."""
    names = ["Country", "Country info", "Capital", "Capital hint", "Flag", "Map"]
    country = genanki.Model(
        1607392319,
        "Geography",
        fields=[{"name": name} for name in names],
        templates=[{"name": "Capital", "qfmt": "{{Country}}", "afmt": "{{Capital}}"}],
    )
    cloze = genanki.Model(
        1607392320,
        "Blanks",
        model_type=1,
        fields=[{"name": "Text"}, {"name": "Extra"}],
        templates=[{"name": "C", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}],
    )
    deck = genanki.Deck(2059400110, "World::Europe")
    rows: list[tuple[genanki.Model, list[str], list[str]]] = [
        (country, ["France", "In <b>Europe</b><br>&amp; beyond", "Paris", "",
                   '<img src="flag france.png">', '<img src="map.svg">'],
         ["UG::Europe", "leech"]),
        (country, ["Åland", "", "Mariehamn[sound:m.mp3]", "", '<img src="evil.svg">',
                   '<img src="gone.png">'], []),
        (country, ["Antarctica", "no capital", "", "", "", ""], []),
        (cloze, ["{{c1::Tokyo::city}} is in {{c2::Japan}}, H<sub>2</sub>O", "x<sup>2</sup>"], []),
    ]  # fmt: skip
    for model, texts, tags in rows:
        deck.add_note(genanki.Note(model=model, fields=texts, tags=tags))
    media = {
        "flag france.png": PNG,
        "map.svg": SVG,
        "evil.svg": SVG.replace(b"/>", b"><script/></svg>"),
        "m.mp3": b"ID3",
    }
    for name, content in media.items():
        (folder / name).write_bytes(content)
    package = folder / "geo.apkg"
    write_with_genanki(deck, package, media=[folder / name for name in media])
    return package


def modern(package: Path, folder: Path) -> Path:
    """The same, as today's Anki exports it."""
    with anki.collection(folder) as col:
        anki.import_package(col, package)
        options = ExportAnkiPackageOptions(with_media=True, legacy=False)
        out = folder / "modern.apkg"
        col.export_anki_package(out_path=str(out), limit=None, options=options)
    return out


def brought(found: Found, folder: Path, mapped: maps.Map | None = None) -> notes.Brought:
    """Bring what was found into the deck ``here``, which is made if need be."""
    into = writing.Into(folder / "decks" / "here", "a" * 16, "2026-12-01")
    there = writing.there(into)
    mapped = mapped or maps.propose(found, there.codes, "notes.yaml")
    done = notes.bring(found, mapped, there, "origin.apkg")
    place = folder / f"scratch{time.monotonic_ns()}"
    place.mkdir()
    _, faults = writing.write(into, done, place)
    assert faults == []
    assert not load([into.folder]).diagnostics
    return done


def unaccounted(found: Found, done: notes.Brought) -> list[str]:
    """Return the cells whose texts are in no note and that no loss tells."""
    written = skeletons.notes_text(note for each in done.notes.values() for note in each)
    told = " ".join(each.value for each in done.lost)
    whole = re.sub(r"\s+", " ", f"{written} {told}".replace('\\"', '"'))
    return [
        cell
        for table in found.tables
        for row in table.rows
        for cell in row
        if cell not in whole
        and not all(part in whole for part in said(cell, table.html).text.split())
    ]


def texts_in_anki(folder: Path, tmp_path: Path) -> set[tuple[str, str]]:
    """Build the English package of a deck, import it into real Anki: questions and answers."""
    deck = read_deck(folder)
    package = compile_deck(deck, Stamps(1_600_000_000)).package("en")
    out = tmp_path / "en.apkg"
    apkg.write(package, out)
    (tmp_path / "anki").mkdir()
    with anki.collection(tmp_path / "anki") as col:
        log = anki.import_package(col, out)
        assert log == anki.ImportLog(len(package.notes), 0, 0, 0)
        held = anki.contents(col).fields.values()
    question, answer = FIELDS.index("Question"), FIELDS.index("Answer")
    return {(plain(each[question]), plain(each[answer])) for each in held}


def test_a_japanese_vocabulary(tmp_path: Path) -> None:
    found = found_in(JAPANESE)
    done = brought(found, tmp_path)
    (table,) = done.notes.values()
    assert [note["key"] for note in table] == ["cat", "water-hot-tea-water", "a-formula"]
    assert table[0] == {
        "key": "cat",
        "term": {"id": "猫", "en": "猫"},
        "definition": {"id": "TODO", "en": "cat"},
        "explanation": {"id": "ねこ", "en": "ねこ"},
        "example": {"id": "猫がいる。", "en": "猫がいる。"},
        "tags": ["animals", "noun"],
    }
    assert unaccounted(found, done) == []
    assert [loss.why for loss in done.lost if loss.why in ("double", "no-text")] == [
        "double", "no-text",
    ]  # fmt: skip
    texts = texts_in_anki(tmp_path / "decks" / "here", tmp_path)
    assert {answer for _, answer in texts} == {"Cat", 'Water; hot "tea" water', "A formula"}


@pytest.mark.parametrize("form", ["legacy", "modern"])
def test_a_geography_deck_with_media(form: str, tmp_path: Path) -> None:
    package = geography(tmp_path)
    if form == "modern":
        (tmp_path / "export").mkdir()
        package = modern(package, tmp_path / "export")
    (tmp_path / "unpacked").mkdir()
    found = read_package(package, tmp_path / "unpacked")
    done = brought(found, tmp_path)
    assert unaccounted(found, done) == []
    folder = tmp_path / "decks" / "here"
    assert {p.name: p.read_bytes() for p in (folder / "media").iterdir()} == {
        "flag-france.png": PNG
    }
    told = {(each.why, each.value) for each in done.lost}
    assert {
        ("picture", "evil.svg"), ("sound", "m.mp3"), ("media", "map.svg"),
        ("formatting", "<b>"), ("tag-written", "UG::Europe → ug-europe"),
        ("column", '<img src="gone.png">'),
    } <= told  # fmt: skip
    # Anki itself leaves a reader's tags out.
    assert (("tag", "leech") in told) == (form == "legacy")
    (france,) = [n for each in done.notes.values() for n in each if n["key"] == "france"]
    assert france["picture"]["licence"] == "unknown"
    assert is_placeholder(france["picture"]["alt"]["en"])
    assert texts_in_anki(folder, tmp_path) == {
        ("France", "Paris"), ("Åland", "Mariehamn"),
        ("[city] is in Japan, H₂O", "Tokyo"), ("Tokyo is in […], H₂O", "Japan"),
    }  # fmt: skip


def test_a_list_of_quizlets(tmp_path: Path) -> None:
    found = found_in(QUIZLET)
    assert found.reading == Reading(separator="\t", quotes=False, header=False)
    done = brought(found, tmp_path)
    assert unaccounted(found, done) == []
    assert texts_in_anki(tmp_path / "decks" / "here", tmp_path) == {
        ("photosynthesis", 'The way in which plants make "sugar" of light'),
        ('"ion', "An atom with a charge"),
    }


@pytest.mark.parametrize(
    ("text", "separator", "rows"),
    [
        ("dog - anjing; hitam\ncat - kucing\n", " - ", "\n"),
        ("dog,anjing;cat,kucing;cow,sapi", ",", ";"),
        ("dog\tanjing\nliar\n\ncat\tkucing\nrumah\n\ncow\tsapi\nperah", "\t", "\n\n"),
        ("dog;anjing\ncat;kucing", ";", "\n"),
        ("#separator:Semicolon\n#html:true\ndog;<b>anjing</b>", ";", "\n"),
    ],
)
def test_separators_are_found(text: str, separator: str, rows: str, tmp_path: Path) -> None:
    found = found_in(text)
    assert found.reading is not None
    assert (found.reading.separator, found.reading.rows) == (separator, rows)
    assert all(row[0] in ("dog", "cat", "cow") for row in found.tables[0].rows if any(row))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    found = found_in("front,back\r\ncafé,kafé\r\n".encode(encoding))
    assert found.tables[0].rows == (("café", "kafé"),)


def test_an_encoding_that_the_map_tells(tmp_path: Path) -> None:
    content = "猫,cat\n".encode("cp932")
    told = Reading("cp932", header=False)
    assert found_in(content, told).tables[0].rows == (("猫", "cat"),)
    for wrong in ("zip", "ascii", "no such"):
        with pytest.raises(UnfitError):
            found_in(content, Reading(wrong, header=False))


def test_what_anki_exports_as_text_knows_its_tags(tmp_path: Path) -> None:
    text = "#separator:tab\n#html:true\n#tags column:3\nq\ta<br>b\tx::y z\n"
    found = found_in(text)
    (note,) = brought(found, tmp_path).notes["goal", "notes.yaml"]
    assert (note["answer"]["en"], note["tags"]) == ("a\nb", ["x-y", "z"])


def workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Question", "Answer", "Year"],
        ["Which?", "This", 1945.0],
        ["How many?", "=1+1", 2],
    ):
        sheet.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_a_workbook(tmp_path: Path) -> None:
    found = read_workbook(workbook(tmp_path).read_bytes(), None)
    assert found.tables[0].rows == (("Which?", "This", "1945"), ("How many?", "", "2"))
    assert [(each.why, each.row, each.value) for each in found.lost] == [("formula", 3, "=1+1")]


@pytest.mark.parametrize("strict", [False, True])
def test_a_workbook_of_excel(strict: bool) -> None:
    lines = [["Question", "Answer"], ["Which\r\none?", "This one"], ["漢字", "kanji"]]
    found = read_workbook(workbooks.excel(lines, {"B2": "Sure?"}, strict=strict), None)
    assert [table.rows for table in found.tables] == [
        (("Which\none?", "This one"), ("漢字", "kanji"))
    ]
    assert found.lost == (Loss("note", "ankigen", 2, "", "Sure?"),)


def test_a_workbook_that_is_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"xl/{number}.xml", bytes(1 << 20))
    with pytest.raises(UnfitError, match="table-unreadable"):
        read_workbook(path.read_bytes(), None)
    # Cells that are only coloured.
    monkeypatch.setattr(cells, "_MOST_CELLS", 199)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    coloured = WriteOnlyCell(sheet)
    coloured.number_format = "@"
    sheet.append([coloured] * 200)
    book.save(path)
    with pytest.raises(UnfitError, match="table-unreadable"):
        read_workbook(path.read_bytes(), None)
    with pytest.raises(UnfitError):
        read_workbook(b"no archive", None)


@pytest.mark.parametrize(
    "content", [b"a," * 300, b"a,b\n" * 100_002, b'"' + b"a" * 200_000, b"\x00" * 50]
)
def test_a_table_that_is_none(content: bytes, tmp_path: Path) -> None:
    try:
        found = found_in(content)
    except UnfitError as error:
        assert error.code == "table-unreadable"
    else:
        assert len(found.tables[0].columns) <= cells.MOST_COLUMNS
        assert len(found.tables[0].rows) <= 20_000


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.booleans())
@example("<b", True)
@example("<img src=%00>[sound:", True)
def test_any_field_has_a_text(value: str, html: bool) -> None:
    found = said(value, html)
    assert found.text == said(found.text, False).text
    assert "\u202e" not in found.text


@pytest.mark.parametrize("piece", ["<a", "<!--", "[sound:", "{{c1::", "&", "<sup>", "<style>"])
def test_a_long_field_takes_no_long_time(piece: str) -> None:
    start = time.monotonic()
    fields.said(piece * 50_000, True)
    assert time.monotonic() - start < 5


BLANKS = "".join(f"{{{{c{number}::x}}}}" for number in range(1, 1000))
HEAVY = {
    # Fields, tags and how many notes of them; whether what they would become is too much.
    "a thousand blanks in 5 MB": ((BLANKS + "y" * 5_000_000, "z"), "", 1, True),
    "a thousand notes of blanks": ((BLANKS, "z"), "", 1000, True),
    "a blank that does not end": (("{{c1::" + "::" * 200_000, "z"), "", 1, False),
    "brackets that do not end": (("\\(" * 500_000, "z"), "", 1, False),
    "half a million tags": (("x", "y"), " ".join(map(str, range(500_000))), 1, False),
    "more notes than anybody reads": (("x", "y"), "", 20_001, True),
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_package_that_would_become_too_much(name: str, tmp_path: Path) -> None:
    texts, tags, count, refused = HEAVY[name]
    rows = [(n + 1, f"g{n}", 1, 5, "\x1f".join(texts), tags) for n in range(count)]
    cloze = {"1": hostile_packages.note_type(type=int("{{c" in texts[0]))}
    package = hostile_packages.Made(models=cloze, notes=rows, cards=()).package()
    (tmp_path / "heavy.apkg").write_bytes(package)
    start = time.process_time()
    with pytest.raises(UnfitError) if refused else contextlib.nullcontext():
        found = read_package(tmp_path / "heavy.apkg", tmp_path)
        there = notes.There(("id", "en"))
        notes.bring(found, maps.propose(found, there.codes, "x.yaml"), there, "x")
    assert time.process_time() - start < 10


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "en"]), st.text(max_size=40).map(
    lambda text: said(text, False).text).filter(bool), min_size=1))  # fmt: skip
@example({"en": "yes"})
@example({"en": "a: b # c"})
@example({"en": '"quoted" \\n'})
@example({"en": "- one\n\n- two"})
@example({"en": "1945"})
@example({"en": "é\n#x"})
def test_whatever_is_written_reads_back(texts: dict[str, str]) -> None:
    note = {"key": "null", "term": texts, "tags": ["on", "a"], "sources": [{"title": texts}]}
    text = "notes:\n" + skeletons.notes_text([note, note])
    source = parse_text("x.yaml", text)
    assert source.data == {"notes": [note, note]}
    assert lay_out(text, (), "") == Layout(text)


def test_a_row_may_become_several_notes(tmp_path: Path) -> None:
    text = "notes:\n" + skeletons.notes_text(
        [
            {"from": "table", "kind": "goal", "file": "a/capitals.yaml", "key": "capital-{Land}",
             "fields": {"category": "fact", "level": 2, "answer.*": "{Stadt}",
                        "question.en": "What is the capital of {Land}?",
                        "sources": "https://example.net/{Land}"}},
            {"from": "table", "kind": "organisation", "file": "b.yaml",
             "fields": {"type": "forum", "name.en": "The {Land} Forum",
                        "headquarters.city.en": "{Stadt}", "headquarters.country.en": "{Land}"}},
        ]
    )  # fmt: skip
    path = csv(tmp_path, text, "map.yaml")
    found = found_in("Land,Stadt\nPeru,Lima\nMali,Bamako\nNauru,\n", Reading())
    done = brought(found, tmp_path, maps.read_map(path))
    goals, bodies = done.notes.values()
    assert [note["key"] for note in goals] == ["capital-peru", "capital-mali"]
    assert goals[0]["question"] == {"id": "TODO", "en": "What is the capital of Peru?"}
    assert goals[0]["sources"] == [{"title": "example.net", "url": "https://example.net/Peru"}]
    assert bodies[0]["headquarters"]["country"] == {"id": "TODO", "en": "Peru"}
    assert [(each.why, each.row) for each in done.lost] == [("no-text", 4)]


@pytest.mark.parametrize(
    "change",
    ["question: {Q}", "question.en: '{Qu}'", "answer.xx: '{A}'", "answer: '{A}'",
     "nothing.en: '{A}'", "picture.file: x", "answer.en.en: x"],
)  # fmt: skip
def test_a_map_that_means_nothing(change: str, here: Path) -> None:
    csv(here, "Q,A\nq,a\n")
    text = (
        f"notes:\n  - from: table\n    kind: goal\n    file: a.yaml\n    fields:\n      {change}\n"
    )
    csv(here, text, "map.yaml")
    done = run("import", "table.csv", "--into", "new", "--map", "map.yaml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "map.yaml is no map" in done.stderr
    assert not (here / "decks").exists()


def test_a_key_that_a_map_does_not_know_is_named_with_those_that_it_does(here: Path) -> None:
    csv(here, "Q,A\nq,a\n")
    csv(here, "notes:\n  - {from: table, kind: goal, topic: '{Q}'}\n", "map.yaml")
    done = run("import", "table.csv", "--into", "new", "--map", "map.yaml")
    assert "map.yaml is no map: topic (from, kind, file, fields, key, tags)" in done.stderr


def test_headings_part_two_columns_of_one_sort() -> None:
    text = "Istilah;Term;Arti;Meaning\nunsur;element;zat yang tunggal;a substance of one sort\n"
    found = found_in(text)
    assert maps.propose(found, ("id", "en"), "a.yaml").notes[0].fields == {
        "term.id": "{Istilah}",
        "term.en": "{Term}",
        "definition.id": "{Arti}",
        "definition.en": "{Meaning}",
    }


def test_an_empty_row_is_nothing_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    found = found_in("front,back\n\nq,a\n , \nq2,\n")
    done = brought(found, tmp_path)
    assert [(loss.why, loss.row) for loss in done.lost] == [("no-text", 5)]


def test_the_map_of_the_page_is_one(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    found = maps.read_map(csv(tmp_path, page.split("```yaml\n")[1].split("```")[0], "map.yaml"))
    assert found.notes[0].columns == {"Country", "Tags", "Capital", "Country info", "Flag"}


def test_both_steps_as_a_person_takes_them(here: Path) -> None:
    csv(here, JAPANESE, "words.csv")
    done = run("import", "words.csv", "--into", "words")
    assert done.exit_code == 0, done.stderr
    assert "  - key: cat\n" in done.stdout
    assert sorted(path.name for path in here.iterdir()) == ["map.yaml", "words.csv"]
    again = run("import", "words.csv", "--into", "words")
    assert again.exit_code == 2
    assert "map.yaml is there already" in again.stderr
    with_map = ["import", "words.csv", "--into", "words", "--map", "map.yaml"]
    done = run(*with_map, "--report", "lost.csv")
    assert done.exit_code == 0, done.stderr
    assert "      4  not kept: table / JLPT" in done.stdout
    assert "column,table,2,JLPT,N5\n" in (here / "lost.csv").read_text("utf-8-sig")
    assert run("fmt", "--check").exit_code == 0
    before = {path: path.read_bytes() for path in here.rglob("decks/*/*")}
    # Once more: what is there already stays as it is.
    done = run(*with_map)
    assert done.exit_code == 1
    assert {path: path.read_bytes() for path in here.rglob("decks/*/*")} == before
    # More rows go behind the others.
    csv(here, JAPANESE + "木,き,tree,,,\n", "words.csv")
    assert run(*with_map).exit_code == 0
    (deck,) = load([here / "decks" / "words"]).decks
    assert [note.key for note in deck.notes] == [
        "cat", "water-hot-tea-water", "a-formula", "tree",
    ]  # fmt: skip


def test_a_deck_that_would_not_be_sound_stays_as_it_is(here: Path) -> None:
    csv(here, "Front,Back\nq,a\n")
    run("new", "deck", "old")
    before = {path: path.read_bytes() for path in here.rglob("decks/*/*")}
    values = {"category": "fact", "organisation": "nowhere", "question.en": "{Front}"}
    spec = {"from": "table", "kind": "goal", "file": "a.yaml", "fields": values}
    csv(here, "notes:\n" + skeletons.notes_text([spec]), "map.yaml")
    done = run("import", "table.csv", "--into", "old", "--map", "map.yaml")
    assert done.exit_code == 1
    assert "nowhere" in done.stderr
    assert {path: path.read_bytes() for path in here.rglob("decks/*/*")} == before


def test_no_note_goes_through_a_link_out_of_the_deck(here: Path) -> None:
    csv(here, "Question,Answer\ncat?,kucing\n")
    new_deck(here, "x", "a" * 16, "2026-12-01")
    (here / "elsewhere").mkdir()
    (here / "decks" / "x" / "sub").symlink_to(here / "elsewhere")
    (here / "map.yaml").write_text(
        "notes:\n  - from: table\n    kind: goal\n    file: sub/a.yaml\n    fields:\n"
        '      {category: fact, question.en: "{Question}", answer.en: "{Answer}"}\n'
    )
    done = run("import", "table.csv", "--into", "decks/x", "--map", "map.yaml")
    assert isinstance(done.exception, AnkigenError)
    assert not list((here / "elsewhere").iterdir())
    assert "sub/" not in (here / "decks" / "x" / "deck.yaml").read_text("utf-8")


def test_a_text_beside_a_picture_is_kept_or_told(tmp_path: Path) -> None:
    (tmp_path / "1").write_bytes(PNG)
    media = {"a.png": tmp_path / "1"}
    rows = (('<img src="a.png"> What is it?', "A dot"), ('<img src="a.png">And this?', "A dot"))
    found = Found(
        (tables.table("t", ["Question", "Answer"], rows, html=True, first=1),), None, media
    )
    done = brought(found, tmp_path)
    told = [note["question"]["en"] for each in done.notes.values() for note in each]
    assert told == ["What is it?", "And this?"]
    spec = maps.Spec("t", "goal", "a.yaml", {
        "category": "fact", "question.en": "Which?", "answer.en": "{Answer}",
        "picture": "{Question}",
    })  # fmt: skip
    done = brought(found, tmp_path, maps.Map([spec]))
    assert [loss.value for loss in done.lost if loss.why == "column"] == [
        "What is it?",
        "And this?",
    ]


def test_a_picture_of_a_row_that_is_not_brought_is_not_brought(tmp_path: Path) -> None:
    media = {}
    for number, name in enumerate(("a.png", "b.png")):
        media[name] = tmp_path / str(number)
        media[name].write_bytes(PNG + bytes(number))
    rows = [("Which?", f"A dot <img src={name}>") for name in media]
    found = Found(
        (tables.table("t", ["Question", "Answer"], rows, html=True, first=1),), None, media
    )
    done = brought(found, tmp_path)
    assert (done.count, list(done.media)) == (1, ["a.png"])
    assert [(each.why, each.value) for each in done.lost if each.why == "media"] == [
        ("media", "b.png")
    ]


def test_a_picture_never_takes_the_place_of_another(tmp_path: Path) -> None:
    media = tmp_path / "decks" / "here" / "media"
    brought(found_in("front,back\nq,a\n"), tmp_path)
    media.mkdir()
    (media / "flag-france.png").write_bytes(PNG + b"other")
    (tmp_path / "unpacked").mkdir()
    found = read_package(geography(tmp_path), tmp_path / "unpacked")
    into = writing.Into(tmp_path / "decks" / "here", "", "")
    done = notes.bring(found, maps.propose(found, ("id", "en"), "g.yaml"), writing.there(into), "x")
    assert list(done.media) == ["flag-france-2.png"]
