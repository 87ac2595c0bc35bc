"""The lines of docs/speech-and-typing.md, pasted as a student would, in real Anki."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.import_export_pb2 import (
    IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_NEVER as NEVER,
)
from anki.sound import TTSTag

from ankigen.anki import apkg
from ankigen.anki.package import Package
from tests.support import anki
from tests.support.decks import ROOT, T2, compiled

PAGE = ROOT / "docs" / "speech-and-typing.md"
SIDES = {"depan": "qfmt", "belakang": "afmt"}

Line = tuple[str, str, str, str]
"""Note type, card, side and what is pasted there."""


def lines(section: str) -> list[Line]:
    text = PAGE.read_text("utf-8").split(f"### {section}\n")[1].split("\n### ")[0]
    found = re.findall(r"^\| (ankigen \S+) \| (\w+) \| (\w+) \| `(.+)` \|$", text, re.M)
    return [(note_type, card, SIDES[side], line) for note_type, card, side, line in found]


SPEECH = lines("Suara")
TYPING = lines("Jawaban ketik")


def paste(col: Collection, pasted: list[Line]) -> None:
    for name, card, side, line in pasted:
        note_type = col.models.by_name(name)
        assert note_type is not None
        (template,) = (t for t in note_type["tmpls"] if t["name"] == card)
        template[side] += f"\n{line}"
        col.models.update_dict(note_type)


def templates(col: Collection, name: str = "ankigen (id-en)") -> str:
    note_type = col.models.by_name(name)
    assert note_type is not None
    return "\n".join(t["qfmt"] + t["afmt"] for t in note_type["tmpls"])


def written(package: Package, folder: Path) -> Path:
    path = folder / f"{package.name}-{package.time}.apkg"
    apkg.write(package, path)
    return path


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Collection]:
    with anki.collection(tmp_path) as col:
        anki.import_package(col, written(compiled().package("bilingual"), tmp_path))
        yield col


def test_there_are_lines_for_every_note_type() -> None:
    assert {name for name, *_ in SPEECH} == {"ankigen (id)", "ankigen (en)", "ankigen (id-en)"}
    assert len(SPEECH) == 10
    assert [(name, card) for name, card, *_ in TYPING] == [
        ("ankigen (id-en)", "Forward"),
        ("ankigen (id-en)", "Reverse"),
    ]


def test_every_card_speaks_in_its_languages(reader: Collection) -> None:
    paste(reader, SPEECH)
    asks = {"ankigen (id)": "id_ID", "ankigen (en)": "en_GB", "ankigen (id-en)": ""}
    answers = {"ankigen (id)": ("id_ID",) * 2, "ankigen (en)": ("en_GB",) * 2,
               "ankigen (id-en)": ("en_GB", "id_ID")}  # fmt: skip
    for number in reader.find_cards(""):
        card = reader.get_card(number)
        name = card.note_type()["name"]
        output = card.render_output()
        question, answer = spoken(output.question_av_tags), spoken(output.answer_av_tags)
        prefix = "Reverse " if card.ord else ""
        fields = {key.lower(): value for key, value in card.note().items()}
        assert answer == [(answers[name][card.ord], plain(fields[f"{prefix}answer".lower()]))]
        if asks[name]:
            assert question == [(asks[name], plain(fields[f"{prefix}question".lower()]))]
        else:
            assert question == []


def spoken(tags: list[object]) -> list[tuple[str, str]]:
    assert all(isinstance(tag, TTSTag) for tag in tags)
    return [(tag.lang, tag.field_text) for tag in tags if isinstance(tag, TTSTag)]


def plain(html: str) -> str:
    text = re.sub(r"<[^>]+>", "", html)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_translations_are_typed(reader: Collection) -> None:
    paste(reader, TYPING)
    for number in reader.find_cards('"note:ankigen (id-en)"'):
        card = reader.get_card(number)
        output = card.render_output()
        box = f"[[type:{('Answer', 'Reverse answer')[card.ord]}]]"
        # Anki shows the box in the one place and the comparison in the other.
        assert (output.question_text.count(box), output.answer_text.count(box)) == (1, 1)
        assert output.question_text.count("[[") == 1
    good = reader.compare_answer("ratification", "ratification")
    assert "typeBad" not in good and "typeMissed" not in good
    assert "typeBad" in reader.compare_answer("ratification", "Ratification")


def test_pasting_adds_and_loses_no_card_and_needs_no_full_sync(reader: Collection) -> None:
    before = anki.contents(reader)
    (schema,) = reader.db.first("select scm from col")
    paste(reader, [*SPEECH, *TYPING])
    assert anki.unmade_cards(reader) == 0
    assert anki.empty_cards(reader) == []
    assert anki.contents(reader) == before
    assert reader.db.first("select scm from col") == [schema]


# -- what a release does to them -------------------------------------------------------


def release(look_changed: int = 0) -> Package:
    """Return a later release with one note changed, and perhaps, at a time, the look of cards."""
    package = compiled().package("bilingual")
    first = package.notes[0]
    changed = dataclasses.replace(
        first, mod=T2, fields=(*first.fields[:5], "Jawaban baru", *first.fields[6:])
    )
    types = tuple(
        dataclasses.replace(each, mod=look_changed, css=f"{each.css}\n/* new */")
        if look_changed
        else each
        for each in package.note_types
    )
    return dataclasses.replace(
        package, time=T2, notes=(changed, *package.notes[1:]), note_types=types
    )


def pasted(col: Collection) -> int:
    """Paste the lines for typing, and return when that was."""
    paste(col, TYPING)
    when: int = col.db.scalar("select max(mtime_secs) from notetypes")
    return when


def test_a_release_that_leaves_the_look_alone_leaves_the_lines(
    reader: Collection, tmp_path: Path
) -> None:
    pasted(reader)
    log = anki.import_package(reader, written(release(), tmp_path))
    assert (log.updated, log.conflicting) == (1, 0)
    assert all(line in templates(reader) for *_, line in TYPING)


def test_a_release_with_a_look_older_than_the_lines_leaves_them(
    reader: Collection, tmp_path: Path
) -> None:
    path = written(release(look_changed=pasted(reader) - 1), tmp_path)
    assert anki.import_package(reader, path).updated == 1
    assert all(line in templates(reader) for *_, line in TYPING)


def test_a_release_with_a_new_look_replaces_them_and_nothing_else(
    reader: Collection, tmp_path: Path
) -> None:
    path = written(release(look_changed=pasted(reader) + 60), tmp_path)
    cards = reader.db.all("select id, ord, did, due from cards order by id")
    log = anki.import_package(reader, path)
    assert (log.new, log.updated, log.conflicting) == (0, 1, 0)
    assert "type:" not in templates(reader)
    assert reader.db.all("select id, ord, did, due from cards order by id") == cards
    paste(reader, TYPING)
    assert all(line in templates(reader) for *_, line in TYPING)


def test_who_updates_no_note_types_keeps_the_lines(reader: Collection, tmp_path: Path) -> None:
    path = written(release(look_changed=pasted(reader) + 60), tmp_path)
    options = ImportAnkiPackageOptions(update_notetypes=NEVER)
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    assert len(reader.import_anki_package(request).log.updated) == 1
    assert all(line in templates(reader) for *_, line in TYPING)
