"""``review``: texts go out to a spreadsheet and come back; nothing is lost, nothing is guessed."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ankigen import cells
from ankigen.edit import sheets
from ankigen.edit.merging import Row, base_of, merged, restored
from ankigen.edit.retexting import retexted
from ankigen.edit.texts import Spot, texts_of
from ankigen.given import UnfitError
from ankigen.languages import messages
from tests import merges
from tests.support import workbooks
from tests.support.cli import ankigen
from tests.support.repo import Repo, new_repo

SHEETS = Path(__file__).parent / "sheets"
RISKY = {p.name: p.read_text("utf-8") for p in (SHEETS / "deck").iterdir()}
TEXTS = texts_of(RISKY, ("id", "en"))
ROWS = tuple(Row(spot, said.text, base_of(spot, said.text)) for spot, said in TEXTS.said.items())
SHEET = sheets.Sheet("risky", "-", len(ROWS), ROWS)


def table(form: str = "csv") -> list[list[str]]:
    """Return the cells of the sheet as a program sees them that opens its CSV."""
    text = sheets.written(SHEET, form).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


HINTS = {"key": "jangan diubah\nleave as it is", "text": "perbaiki di sini\nmend here"}


def opened() -> list[list[str]]:
    """Return the cells of the sheet as a program sees them that opens its xlsx."""
    book = openpyxl.load_workbook(io.BytesIO(sheets.written(SHEET, "xlsx", HINTS)))
    return [[cells.unescaped(cell.value or "") for cell in row] for row in book.worksheets[0]]


def as_csv(lines: list[list[str]], separator: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(lines)
    return out.getvalue()


def hows(content: bytes) -> Counter[str]:
    """Return what becomes of the rows of a sheet."""
    return Counter(each.how for each in merged(TEXTS, sheets.read(content).rows))


# -- opened and saved -----------------------------------------------------------------


@pytest.mark.parametrize("file", sorted((SHEETS / "libreoffice").iterdir()), ids=lambda p: p.name)
def test_what_libreoffice_opened_and_saved_is_no_change(file: Path) -> None:
    assert hows(file.read_bytes()) == {"unchanged": len(ROWS)}


# As the manuals of these programs have it, and as files of theirs look.
PROGRAMS: dict[str, Callable[[], bytes]] = {
    "ourselves, CSV": lambda: sheets.written(SHEET, "csv"),
    "ourselves, xlsx": lambda: sheets.written(SHEET, "xlsx"),
    "Google Sheets, which takes a quote for its own mark of a text": lambda: as_csv(
        [[cell.removeprefix("'") for cell in line] for line in table()]
    ).rstrip().encode(),
    "Google Sheets, from xlsx": lambda: as_csv(opened()).rstrip().encode(),
    "Google Sheets, xlsx": lambda: workbooks.google(opened()),
    "Excel, xlsx": lambda: workbooks.excel(opened()),
    "Excel, Strict Open XML": lambda: workbooks.excel(opened(), strict=True),
    "Excel, CSV UTF-8 from xlsx": lambda: as_csv(opened()).encode("utf-8-sig"),
    "Excel in Indonesia, CSV from xlsx": lambda: as_csv(opened(), ";").encode("cp1252", "replace"),
    "Excel, Unicode text from xlsx": lambda: as_csv(opened(), "\t").encode("utf-16"),
    "Excel, CSV UTF-8": lambda: as_csv(table()).encode("utf-8-sig"),
    "Excel in Indonesia, CSV": lambda: as_csv(table(), ";").encode("cp1252", "replace"),
    "Excel, Unicode text": lambda: as_csv(table(), "\t").encode("utf-16"),
    "a mark of the separator": lambda: b"sep=;\r\n" + as_csv(table(), ";").encode(),
    "UTF-8 that was taken for cp1252": lambda: as_csv(table())
    .encode("utf-8-sig").decode("latin-1").translate(
        {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(128, 160)}
    ).encode(),
}  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_saved_untouched_is_no_change(program: str) -> None:
    assert hows(PROGRAMS[program]()) == {"unchanged": len(ROWS)}


def test_no_cell_of_csv_is_split_where_libreoffice_splits_unasked() -> None:
    """Its dialog has comma, semicolon and tab ticked before anybody looks."""
    texts = ("satu; dua", "a\tb", 'kata "lama"', "x\ny", "a, b")
    lines = [("key", "path"), *((text, text) for text in texts)]
    written = cells.csv_text(lines)
    assert written.startswith("\ufeffkey,path\r\n")
    for each in "\t;":
        told = re.sub(f'"[^"]*"|({each})', lambda m: "," if m[1] else m[0], written)
        assert told == written
    assert list(cells.split(written[1:], ",")) == [list(line) for line in lines]


def test_what_openpyxl_opened_and_saved_is_no_change(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.written(SHEET, "xlsx")))
    (page,) = book.worksheets
    assert {cell.data_type for row in page for cell in row if cell.value} == {"s"}
    book.save(tmp_path / "saved.xlsx")
    assert hows((tmp_path / "saved.xlsx").read_bytes()) == {"unchanged": len(ROWS)}


def test_rows_and_columns_may_be_sorted_removed_and_added() -> None:
    head, *body = table()
    lines = [["mine", *head[:3], *head[4:]], *(["x", *b[:3], *b[4:]] for b in reversed(body[5:]))]
    lines = [[*line[2:], line[1]] for line in lines]
    assert hows(as_csv(lines[1:] + lines[:1]).encode()) == {"unchanged": len(body) - 5}


# -- what is no edit of a person's ----------------------------------------------------

CAME = {
    # A text of the deck, and what comes back: what becomes of it.
    ("=1+1", "=2+2"): "formula",
    ("-5 derajat", "#NAME?"): "formula",
    ("1/2", "01-Feb"): "converted",
    ("1.10", "1.1"): "converted",
    ("007", "7"): "converted",
    ("0001234567890123456789", "1.23457E+21"): "converted",
    ("Mei 1955", "Mei-55"): "converted",
    ("@un", ""): "emptied",
    ("@un", "  \u00a0 "): "emptied",
    ("@un", "@un\nand more"): "form",
    ("@un", "@un \u202e"): "form",
    ("@un", "@" * 301): "long",
    ("@un", "\u200b@un "): "unchanged",
    ("dua  spasi", "dua\u00a0spasi"): "marks",
    ("it’s “curly” – and — dashes…", 'it\'s "curly" -- and - dashes...'): "marks",
    ("東京 dan Kōbe", "?? dan K?be yang baru"): "lossy",
    ("#1", "#2"): "taken",
    ("Mei 1955", "awal 1955"): "taken",
}


@pytest.mark.parametrize(("was", "came"), CAME)
def test_what_a_spreadsheet_did_is_not_taken_for_an_edit(was: str, came: str) -> None:
    (row,) = (row for row in ROWS if row.text == was)
    (done,) = merged(TEXTS, [Row(row.spot, came, row.base)])
    assert done.how == CAME[was, came]
    assert done.text == (came if done.left or done.how == "taken" else was).strip("\u00a0 ")


def test_only_the_words_that_were_mended_change() -> None:
    now = "it’s “curly” – and\u00a0old"
    assert restored(now, 'it\'s "curly" - and new') == "it’s “curly” – and\u00a0new"


def test_cells_that_became_dates_numbers_and_formulas_are_left(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.written(SHEET, "xlsx")))
    (page,) = book.worksheets
    values = {
        "1955-04-18": datetime.datetime(1955, 4, 18), "1/2": datetime.datetime(2026, 2, 1),
        "007": 7, "TRUE": True, "=1+1": "=1+1", "@un": "=A1",
    }  # fmt: skip
    for row in page:
        if row[4].value in values:
            row[4].value = values[row[4].value]
    book.save(tmp_path / "typed.xlsx")
    done = merged(TEXTS, sheets.read((tmp_path / "typed.xlsx").read_bytes()).rows)
    left = {each.said.text: each.how for each in done if each.left and each.said}
    # What looks the same is the same, whatever the cell is.
    assert left == {"1/2": "converted", "007": "converted", "@un": "formula"}


def test_columns_that_were_sorted_alone_are_noticed() -> None:
    sound = [row for row in ROWS if row.spot.path == "definition"]
    texts = sorted((row.text for row in sound), reverse=True)
    mixed = [Row(row.spot, text, row.base) for row, text in zip(sound, texts, strict=True)]
    assert {e.how for e in merged(TEXTS, mixed)} <= {"shuffled", "unchanged"}
    keys = [Row(one.spot, one.text, two.base) for one, two in itertools.pairwise(ROWS)]
    assert {e.how for e in merged(TEXTS, keys)} == {"moved"}
    first = sound[0]
    twice = [Row(first.spot, text, first.base) for text in ("one thing", "another")]
    assert [e.how for e in merged(TEXTS, twice)] == ["twice", "twice"]
    assert merged(TEXTS, [Row(first.spot, "other", "")])[0].how == "baseless"
    assert merged(TEXTS, [Row(first.spot, first.text, "")])[0].how == "there"


def workbook(change: Callable[[Any], None]) -> bytes:
    """Return our sheet after somebody worked in its book."""
    book = openpyxl.load_workbook(io.BytesIO(sheets.written(SHEET, "xlsx")))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_was_written_into_a_copy_of_the_page_is_seen() -> None:
    def copied(book: Any) -> None:
        book.copy_worksheet(book.worksheets[0])["E5"] = "arti lain"

    assert hows(workbook(copied)) == {"unchanged": 2 * len(ROWS) - 1, "twice": 1}

    def of_two(book: Any) -> None:
        book.copy_worksheet(book.worksheets[0])["G1"] = "ankigen other@- 3"

    with pytest.raises(UnfitError):
        sheets.read(workbook(of_two))


@pytest.mark.parametrize("program", [workbooks.excel, workbooks.google])
def test_notes_on_cells_are_comments(program: Callable[..., bytes]) -> None:
    threaded = (
        "[Threaded comment]\n\nYour version of Excel …\n\nComment:\n    Sumbernya?\nReply:\n    Ya"
    )
    content = program(opened(), {"E5": "=Bagus", "B9": "kurang\n jelas\t-Siti", "E9": threaded})
    told = {row.number: row.comment for row in sheets.read(content).rows if row.comment}
    assert told == {5: "=Bagus", 9: "kurang jelas -Siti; Sumbernya? Reply: Ya"}
    assert hows(content) == {"unchanged": len(ROWS)}


def test_a_teacher_sees_at_once_where_to_write() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.written(SHEET, "xlsx", HINTS)))
    (page,) = book.worksheets
    assert [cell.value for cell in page[1]][:5] == [
        "key\njangan diubah\nleave as it is", "path", "language", "other",
        "text\nperbaiki di sini\nmend here",
    ]  # fmt: skip
    assert page.freeze_panes == "A2"
    # On 1280 points there is room for so many letters.
    widths = [page.column_dimensions[letter].width for letter in "ABCDEF"]
    assert sum(widths) < 134
    colours = [[cell.fill.fgColor.rgb for cell in row] for row in page]
    assert len({*colours[1][:4], colours[1][6]}) == len({*colours[1][4:6]}) == 1
    assert len({*colours[0], *colours[1]}) == 4
    # Long texts are seen to their end, and rows still grow as somebody writes.
    assert all(cell.alignment.wrap_text for row in page for cell in row[:6])
    rows = re.findall(
        r'<row r="(\d+)" ht="(\d+)">',
        part(sheets.written(SHEET, "xlsx"), "xl/worksheets/sheet1.xml"),
    )
    heights = {int(row): int(height) for row, height in rows}
    longest = max(page, key=lambda row: len(row[4].value or ""))
    assert heights.keys() == {row[0].row for row in page}
    assert heights[longest[0].row] == 30
    assert {min(heights.values()), max(heights.values())} == {15, 60}  # several lines


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_a_workbook_of_another_kind_is_told_from_a_broken_one() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    for content, kind in ((out.getvalue(), ".ods"), (b"\xd0\xcf\x11\xe0" + bytes(600), ".xls")):
        with pytest.raises(UnfitError) as caught:
            sheets.read(content)
        assert caught.value.params == {"reason": f"{kind} → .xlsx"}


def test_two_columns_of_texts_are_not_chosen_between() -> None:
    def doubled(book: Any) -> None:
        book.worksheets[0]["D1"] = "text"

    with pytest.raises(UnfitError) as caught:
        sheets.read(workbook(doubled))
    assert caught.value.params == {"columns": "text"}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_no_file_can_hold_does_not_break_the_sheet_of_what_is_left(form: str) -> None:
    odd = "a\x1bb_x0041_\ud800"
    rows = sheets.read(
        sheets.written(sheets.Sheet("d", "-", 1, (Row(ROWS[0].spot, odd, ""),)), form)
    )
    assert rows.rows[0].text == (odd if form == "xlsx" else odd.replace("\ud800", "\\ud800"))


def test_a_number_may_have_more_digits_than_python_reads() -> None:
    head = f"key,path,language,text,ankigen d@- {'9' * 5000}\n"
    with pytest.raises(UnfitError):
        sheets.read(head.encode())
    (row,) = (row for row in ROWS if row.text == "007")
    for came, how in (("9" * 5000, "long"), ("0007", "converted"), ("8", "taken")):
        assert [e.how for e in merged(TEXTS, [Row(row.spot, came, row.base)])] == [how]


def bomb() -> bytes:
    """Return a small file that unpacks to a large one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (65 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "review-columns"),
        (b"key,path,language,text\nx,y,id,z\n", "review-columns"),
        (b"PK\x03\x04 and no more", "table-unreadable"),
        (b'key,"' + b"x" * (1 << 21), "table-unreadable"),
        (b"\xff\xfe\x00", "table-unreadable"),
        (b"\x81\x8d", "review-columns"),
        (bomb(), "table-unreadable"),
    ],
    ids=range(7),
)
def test_what_is_no_sheet_is_told(content: bytes, code: str) -> None:
    with pytest.raises(UnfitError) as caught:
        sheets.read(content)
    assert caught.value.code == code


# -- merges ---------------------------------------------------------------------------


def test_in_random_reviews_nothing_is_lost_and_nothing_overwritten() -> None:
    found = Counter(each.how for number in range(500) for each in merges.run(number))
    assert {"taken", "conflict", "gone", "marks", "emptied", "there", "unchanged"} <= found.keys()


LAYOUTS = {
    # How a text is written, and how it is with other words.
    "plain": ("id: lama  # c\n", "kata baru", "id: kata baru  # c\n"),
    "plain no more": ("id: lama\n", "baru: #1", 'id: "baru: #1"\n'),
    "quotes": ("id: 'lama'\n", "baru", 'id: "baru"\n'),
    "a block": (
        "id: >-  # c\n        satu dua\n        tiga\n", "satu empat", "id: satu empat  # c\n"),
    "a block of one line": (
        "id: >-\n        satu: dua\n", "satu: tiga", "id: >-\n        satu: tiga\n"),
    "longer than a line": ("id: a # c\n", "kata " * 30 + "x", "id: >- # c\n"
        + f"        {'kata ' * 17}kata\n        {'kata ' * 12}x\n"),
    "several lines": ("id: a\n", "satu\n\n- dua", "id: |-\n        satu\n\n        - dua\n"),
    "nothing": ("id:  # later\n", "baru", "id: baru  # later\n"),
    "nothing in quotes": ('id: ""\n', "baru", 'id: "baru"\n'),
    "a line end of Windows": ("id: >-\r\n        a\r\n        b\r\n", "c", "id: c\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_is_written_as_its_author_did(layout: str) -> None:
    old, text, new = LAYOUTS[layout]
    head = "kind: term\nnotes:\n  - key: x\n    definition:\n      en: words\n      "
    texts = texts_of({"f.yaml": head + old + "    level: 1 # level\n"}, ("en", "id"))
    after = retexted(texts, {Spot("x", "definition", "id"): text})
    assert after == {"f.yaml": head + new + "    level: 1 # level\n"}


def test_a_missing_language_gets_its_line_where_it_belongs() -> None:
    head = "kind: term\nnotes:\n  - key: x\n    definition:\n"
    files = {"f.yaml": head + "      en: >-\n        some\n        words\n    term: {ms: a}\n"}
    files["f.yaml"] += "    explanation: {id: a, ms: b}\n"
    texts = texts_of(files, ("id", "en", "ms"))
    wanted = {s: "kata: #1" for s, said in texts.said.items() if not said.text}
    assert len(wanted) == 5
    assert retexted(texts, wanted)["f.yaml"] == head + (
        '      id: "kata: #1"\n      en: >-\n        some\n        words\n      ms: "kata: #1"\n'
        '    term: {id: "kata: #1", en: "kata: #1", ms: a}\n'
        '    explanation: {id: a, en: "kata: #1", ms: b}\n'
    )


def test_a_missing_language_is_put_behind_a_block_with_all_that_is_its_own() -> None:
    head = "kind: term\nnotes:\n  - key: x\n    definition:\n"
    for kept, end in (("id: |+\n        kata\n\n", "\n"), ("id: |\n        kata", "")):
        texts = texts_of({"f.yaml": f"{head}      {kept}{end}"}, ("id", "en"))
        after = retexted(texts, {Spot("x", "definition", "en"): "words"})["f.yaml"]
        assert after == f"{head}      {kept}\n      en: words{end}"


# -- the command ----------------------------------------------------------------------


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return new_repo(tmp_path)


def edited(path: Path, *edits: tuple[str, str]) -> None:
    """Change words in a sheet that went out as CSV."""
    text = path.read_text("utf-8-sig")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8-sig", newline="")


def test_a_sheet_goes_out_and_comes_back(repo: Repo) -> None:
    out = ankigen("review", "export", "decks/sample", cwd=repo.folder)
    assert (out.returncode, out.stderr) == (0, "")
    sheet = repo.folder / "sample.csv"
    commit = repo.git("rev-parse", "HEAD")[:12]
    assert f"ankigen sample@{commit} " in sheet.read_text("utf-8-sig").partition("\n")[0]
    done = ankigen("review", "import", "sample.csv", "--apply", cwd=repo.folder)
    assert (done.returncode, done.stderr, repo.git("status", "--short")) == (
        0,
        "",
        "?? sample.csv\n",
    )
    # Never over what somebody may have written in.
    assert ankigen("review", "export", "decks/sample", cwd=repo.folder).returncode == 2
    text = sheet.read_text("utf-8-sig").replace(",Jakarta,,", ",Jakarta Selatan,bagus?,")
    sheet.write_text(text, "utf-8-sig", newline="")
    edited(sheet, (",Mempererat persahabatan,", ',"Mempererat ""tali"" persahabatan",'))
    shown = ankigen("review", "import", "sample.csv", cwd=repo.folder)
    assert "  + Jakarta Selatan\n" in shown.stdout
    assert "comment: bagus?" in shown.stdout
    assert repo.git("diff") == ""
    repo.edit("goals.yaml", "Mempererat persahabatan", "Mempererat hubungan")
    done = ankigen("review", "import", "sample.csv", "--apply", cwd=repo.folder)
    assert done.returncode == 1
    assert "warning[review-left]: goal-friendship answer (id) stays as it is" in done.stderr
    assert "      id: Mempererat hubungan\n" in (repo.deck / "goals.yaml").read_text("utf-8")
    assert repo.git("diff", "--stat", "decks/sample/organisations.yaml")
    left = (repo.folder / "sample.left.csv").read_text("utf-8-sig")
    assert "Mempererat hubungan,,r" in left
    assert '"Mempererat ""tali"" persahabatan"' in left
    before = repo.git("diff")
    again = ankigen("review", "import", "sample.left.csv", "--apply", cwd=repo.folder)
    assert (again.returncode, repo.git("diff")) == (0, before)
    assert ankigen("fmt", "--check", "-q", cwd=repo.folder).returncode == 0


def test_a_text_that_the_deck_cannot_have_holds_no_other_up(repo: Repo) -> None:
    assert ankigen("review", "export", "decks/sample", cwd=repo.folder).returncode == 0
    edited(
        repo.folder / "sample.csv",
        (",Mempererat persahabatan,", ",TODO,"),
        (",Sumber daya alam,", ",Kekayaan alam,"),
    )
    done = ankigen("review", "import", "sample.csv", "--apply", cwd=repo.folder)
    assert "the deck would have a mistake with it" in done.stderr
    assert "error[translation-missing]" in done.stderr
    goals = (repo.deck / "goals.yaml").read_text("utf-8")
    assert "id: Mempererat persahabatan" in goals
    assert "id: Kekayaan alam" in goals


def test_of_two_notes_that_must_not_say_the_same_the_mended_one_is_left(repo: Repo) -> None:
    assert ankigen("review", "export", "decks/sample", cwd=repo.folder).returncode == 0
    # What is wrong is told of "summit", which stands below.
    edited(
        repo.folder / "sample.csv",
        ("term,en,ratifikasi,ratification,", "term,en,ratifikasi,summit,"),
        (",Sumber daya alam,", ",Kekayaan alam,"),
    )
    done = ankigen("review", "import", "sample.csv", "--apply", cwd=repo.folder)
    assert "ratification term (en) stays as it is" in done.stderr
    assert repo.git("diff", "--stat").count("|") == 1
    assert "id: Kekayaan alam" in (repo.deck / "goals.yaml").read_text("utf-8")


def test_a_deck_whose_key_is_a_way_elsewhere_gets_no_sheet(repo: Repo) -> None:
    repo.edit("deck.yaml", "key: sample", "key: ../evil")
    done = ankigen("review", "export", "decks/sample", cwd=repo.folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "bad-pattern" in done.stderr


def test_a_missing_translation_is_sent_out_and_filled_in(repo: Repo) -> None:
    repo.edit("goals.yaml", "      en: Closer friendship\n", "")
    repo.edit("goals.yaml", "en: Natural resources", "en: TODO")
    only = ("--only", "missing", "--format", "xlsx")
    assert ankigen("review", "export", "decks", *only, cwd=repo.folder).returncode == 0
    book = openpyxl.load_workbook(repo.folder / "sample.xlsx")
    _, one, two = book.worksheets[0]
    assert [cell.value for cell in one][:5] == [
        "goal-friendship", "answer", "en", "Mempererat persahabatan", None,
    ]  # fmt: skip
    assert two[4].value == "TODO"
    one[4].value, two[4].value = "Closer friendship", "Natural resources"
    book.save(repo.folder / "sample.xlsx")
    done = ankigen("review", "import", "sample.xlsx", "--apply", cwd=repo.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert repo.git("diff") == ""


def test_what_is_due_and_what_is_of_a_topic(repo: Repo) -> None:
    repo.edit("organisations.yaml", '"2025-10-26"', '"2009"')

    def keys(*only: str) -> set[str]:
        asked = [word for each in only for word in ("--only", each)]
        name = f"{len(list(repo.folder.iterdir()))}.csv"
        done = ankigen("review", "export", "decks", *asked, "--out", name, cwd=repo.folder)
        assert done.returncode == 0, done.stderr
        return {row.spot.key for row in sheets.read((repo.folder / name).read_bytes()).rows}

    assert keys("stale") == {"asean"}
    assert {"ratification"} <= keys("topic=treaties") < keys()
    assert keys("topic=treaties", "stale") == set()
    assert ankigen("review", "export", "decks", "--only", "x", cwd=repo.folder).returncode == 2


def test_a_sheet_of_another_deck_is_refused(repo: Repo) -> None:
    content = sheets.written(SHEET, "csv")
    (repo.folder / "risky.csv").write_bytes(content)
    for more in ((), ("--deck", "decks/sample")):
        done = ankigen("review", "import", "risky.csv", *more, cwd=repo.folder)
        assert done.returncode == 2
        assert "the sheet is of the deck risky" in done.stderr
    assert ankigen("review", "import", "none.csv", cwd=repo.folder).returncode == 2


def test_without_openpyxl_csv_still_works(repo: Repo) -> None:
    (repo.folder / "openpyxl.py").write_text("raise ImportError\n")
    way = {"PYTHONPATH": f"{repo.folder}:{Path(__file__).parents[1]}"}
    done = ankigen("review", "export", "decks", "--format", "xlsx", cwd=repo.folder, **way)
    assert done.returncode == 3
    assert "pipx inject ankigen openpyxl" in done.stderr
    assert ankigen("review", "export", "decks", cwd=repo.folder, **way).returncode == 0


def test_a_sheet_that_is_there_stays_and_the_message_says_what_to_do(repo: Repo) -> None:
    (repo.folder / "sample.csv").write_text("filled in")
    done = ankigen("review", "export", "decks", cwd=repo.folder)
    assert (done.returncode, (repo.folder / "sample.csv").read_text()) == (2, "filled in")
    assert "sample.csv exists already; put it away, or choose another name" in done.stderr


def test_every_reason_has_words() -> None:
    source = (Path(merged.__code__.co_filename)).read_text("utf-8")
    words = {k for k in messages.section("words", "en") if k.startswith("review-")}
    assert all(f'"{word.removeprefix("review-")}"' in source for word in words - {"review-fault"})


def test_a_deck_that_cannot_be_read_is_told(repo: Repo) -> None:
    shutil.copyfile(repo.deck / "goals.yaml", repo.deck / "more.yaml")
    (repo.deck / "goals.yaml").write_text("kind: goal\nnotes: [", "utf-8")
    done = ankigen("review", "export", "decks", cwd=repo.folder)
    assert done.returncode == 1
    assert "yaml-" in done.stderr
