"""The preview page as data and as a command; tests/browser shows it to a browser."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from ankigen import markup
from ankigen import site as preview
from ankigen.anki.render import Renderer
from ankigen.deck import load
from ankigen.diagnostics import Diagnostic, Location, Severity
from ankigen.languages import messages
from tests.support.cli import ankigen
from tests.support.decks import PACKAGES, ROOT, SAMPLE, SHIPPED, compiled

FOLDER = resources.files("ankigen.site").joinpath("templates")


def contents(folder: Path = SAMPLE, **options: Any) -> preview.Contents:
    linker = preview.Linker(ROOT, Path("dist"))
    return preview.contents([compiled(folder)], load([folder]).sources, linker, "en", **options)


def data_of(text: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    return json.loads(found.group(1))


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
@pytest.mark.parametrize("package", [*PACKAGES, "id.core"])
def test_every_card_of_a_package_is_on_the_page(folder: Path, package: str) -> None:
    packed = compiled(folder).package(package)
    renderers = {each.id: Renderer(each) for each in packed.note_types}
    names = {view.note_type.id: name for name, view in compiled(folder).views.items()}
    expected = {}
    for note in packed.notes:
        for card in note.cards:
            sides = renderers[note.note_type_id].sides(note.fields, card.ord)
            address = f"{note.fields[0]}/{names[note.note_type_id]}/{card.ord + 1}"
            expected[address] = (sides.front, sides.back)
    data = data_of(preview.page(contents(folder, packages=[package]), "en"))
    shown = {card["address"]: (card["front"], card["back"]) for card in data["cards"]}
    assert shown == expected
    assert len(data["cards"]) == packed.card_count
    # The page is for what is in the package.
    notes = {address.split("/")[1] for address in expected}
    core = package.endswith(".core")
    assert not core or {note["key"] for note in data["notes"]} == notes


def test_a_core_and_a_whole_package_share_the_page() -> None:
    expected = {"id": 11, "en": 35}
    shown = Counter(card.variant for card in contents(packages=["id.core", "en"]).cards)
    assert shown == expected
    shown = Counter(card.variant for card in contents(packages=["id.core", "id", "en"]).cards)
    assert shown == {"id": 35, "en": 35}


def test_the_search_knows_both_languages_whatever_is_shown() -> None:
    notes = {note.key: note for note in contents(packages=["id"]).notes}
    for word in ("ratifikasi", "ratification", "A state's confirmation", "sample/ratification"):
        assert word in notes["ratification"].words


def test_one_note_alone() -> None:
    shown = contents(keys=["asean"])
    assert [note.key for note in shown.notes] == ["asean"]
    assert {card.address.split("/")[1] for card in shown.cards} == {"asean"}


def test_every_note_knows_its_line() -> None:
    for note in contents(SHIPPED).notes:
        file, line = note.place.rsplit(":", 1)
        text = Path(file).read_text("utf-8").split("\n")[int(line) - 1]
        assert text.strip() == f"- key: {note.key}"


def test_links_are_relative_to_the_page_or_as_asked() -> None:
    root = Path("/home/me")
    path = "decks/a b/terms.yaml"
    link = "../decks/a%20b/terms.yaml#L7"
    assert preview.Linker(root, Path("dist")).link(path, 7) == link
    assert preview.Linker(root, Path("/home/me/dist")).link(path, 7) == link
    assert preview.Linker(root, Path()).link(path, 7) == "decks/a%20b/terms.yaml#L7"
    assert preview.Linker(root, Path("dist")).link("../x.yaml", 7) == "../../x.yaml#L7"
    editor = preview.Linker(root, Path("dist"), "vscode://file/{file}:{line}")
    assert editor.link(path, 7) == "vscode://file/home/me/decks/a%20b/terms.yaml:7"
    site = preview.Linker(root, Path("dist"), "https://example.org/blob/main/{path}#L{line}")
    assert site.link(path, 7) == "https://example.org/blob/main/decks/a%20b/terms.yaml#L7"


def test_diagnostics_go_to_the_note_in_whose_lines_they_stand() -> None:
    places = {note.key: note.place for note in contents().notes}
    path, start = places["summit"].rsplit(":", 1)

    def at(line: int) -> Diagnostic:
        return Diagnostic(
            Location(path, line, 3, line, 9), "file-unlisted", severity=Severity.WARNING
        )

    shown = contents(diagnostics=[at(int(start)), at(int(start) + 1), at(1)])
    found = {note.key: len(note.findings) for note in shown.notes if note.findings}
    assert found == {"summit": 2}
    (first, _) = next(note.findings for note in shown.notes if note.findings)
    assert (first.code, first.severity) == ("file-unlisted", "warning")
    assert first.message == "the file is not listed under files: in deck.yaml, so it is not built"
    assert first.place == f"{path}:{start}:3"


def test_the_page_loads_nothing() -> None:
    text = preview.page(contents(), "en")
    outside = re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.S)
    assert not re.search(r"https?:|//[a-z]|<link|<img|@import|url\(", outside)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy.group(1).startswith("default-src 'none'; img-src data:;")
    assert "unsafe-eval" not in policy.group(1)


def test_text_cannot_end_the_data() -> None:
    shown = contents()
    title = "</script><!--<script> \u2028"
    card = dataclasses.replace(shown.cards[0], title=title)
    text = preview.page(dataclasses.replace(shown, cards=(card,)), "en")
    assert text.count("</script>") == 2
    assert data_of(text)["cards"][0]["title"] == title


def test_the_same_decks_give_the_same_page() -> None:
    assert preview.page(contents(), "en") == preview.page(contents(), "en")


def test_pictures_are_in_the_page() -> None:
    media = contents().media
    assert list(media) == [name for name in media if name.startswith("ankigen-")]
    assert all(each.startswith("data:image/svg+xml;base64,") for each in media.values())


@pytest.mark.parametrize("name", messages.section("preview", "en"))
def test_every_word_is_used(name: str) -> None:
    script = FOLDER.joinpath("page.js").read_text("utf-8")
    page = FOLDER.joinpath("page.html").read_text("utf-8")
    used = f"[[word:{name}]]" in page or f'words["{name}"]' in script
    direction = name.startswith("direction-") and "words[`direction-${" in script
    assert used or direction or re.search(rf"words\.{name}\b", script)


def test_plain_is_what_a_reader_sees() -> None:
    text = (
        'Apa <strong>ASEAN</strong>?<br>a &lt; b<p>c</p><ul><li>d</li></ul><span lang="en">e</span>'
    )
    assert markup.plain(text) == "Apa ASEAN? a < b c d e"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with the sample deck under decks/."""
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def test_preview_writes_one_page(here: Path) -> None:
    done = ankigen("preview", cwd=here)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "dist/preview.html: 84 cards\n"
    assert [each.name for each in (here / "dist").iterdir()] == ["preview.html"]
    page = (here / "dist" / "preview.html").read_text("utf-8")
    assert data_of(page)["notes"][0]["link"] == "../decks/sample/terms.yaml#L4"


def test_preview_takes_notes_packages_a_file_and_a_language(here: Path) -> None:
    done = ankigen(
        "preview", "decks/sample", "--note", "asean", "--package", "en", "--out", "a/b.html",
        "--link", "edit:{path}:{line}", "--lang", "id", cwd=here,
    )  # fmt: skip
    assert done.stdout == "a/b.html: 9 kartu\n"
    page = (here / "a" / "b.html").read_text("utf-8")
    assert '<html lang="id">' in page
    data = data_of(page)
    assert {card["variant"] for card in data["cards"]} == {"en"}
    assert data["notes"][0]["link"] == "edit:decks/sample/organisations.yaml:4"


def test_preview_without_words(here: Path) -> None:
    done = ankigen("preview", "-q", cwd=here)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_preview_of_a_note_that_is_not_there(here: Path) -> None:
    done = ankigen("preview", "--note", "ratificaton", cwd=here)
    assert done.returncode == 2
    assert "there is no note ratificaton" in done.stderr
    assert "ratification" in done.stderr.replace("ratificaton", "")
    assert not (here / "dist").exists()


def test_preview_of_a_wrong_deck_writes_nothing(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    terms.write_text(terms.read_text("utf-8").replace("definition:", "definitoin:", 1), "utf-8")
    done = ankigen("preview", cwd=here)
    assert done.returncode == 1
    assert "decks/sample/terms.yaml:" in done.stderr
    assert not (here / "dist").exists()


def test_preview_that_cannot_be_written(here: Path) -> None:
    (here / "dist").write_text("in the way")
    done = ankigen("preview", cwd=here)
    assert done.returncode == 3
    assert "dist/preview.html" in done.stderr
    assert "Traceback" not in done.stderr
