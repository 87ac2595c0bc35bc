"""What a reader finds on the page of a subdeck, and what Anki makes of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from ankigen.anki import apkg
from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck
from ankigen.dates import PartialDate
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import Deck, Edition
from tests.support import anki
from tests.support.decks import SAMPLE, SHIPPED, T1, VARIANTS, compiled, deck

EDITION = Edition("1.2.0", PartialDate(2026, 11, 24))


def full(whole: Deck) -> Deck:
    return replace(
        whole,
        home="https://example.org/",
        changelog="https://example.org/changes",
        authors=("Siti Rahma", "Kelas XI_2"),
    )


def description(whole: Deck, variant: str, edition: Edition | None = None) -> str:
    return compile_deck(whole, Stamps(T1), edition).views[variant].deck.description


def test_before_a_release_and_with_what_the_deck_says() -> None:
    assert description(deck(), "id").splitlines() == [
        "**Contoh** — Dek kecil untuk pengujian.",
        "",
        "- 27 catatan, 35 kartu",
        "- Paket inti saja: 8 catatan, 11 kartu; paket lengkap boleh diimpor di atasnya",
        "- Versi: belum dirilis",
        "- Memperbarui: impor versi baru di atas yang lama; jadwal belajar tetap ada, dan tag "
        "serta suntingan Anda tetap ada pada catatan yang tidak dikoreksi",
        "- [Laporkan kesalahan](https://example.org/report?note=sample&deck=sample)",
        "- Lisensi: CC-BY-SA-4.0",
    ]


def test_of_a_release_with_every_line() -> None:
    assert description(full(deck()), "en", EDITION).splitlines() == [
        "**Sample** — A small deck for tests.",
        "",
        "- 27 notes, 35 cards",
        "- The core package alone: 8 notes, 11 cards; the full one can be imported over it",
        "- Version: 1.2.0 (24 November 2026)",
        "- To update, import a newer version over this one; your progress stays, and your tags and "
        "edits stay on every note that it does not correct",
        "- [Changelog](https://example.org/changes)",
        "- [Home page](https://example.org/)",
        "- Authors: Siti Rahma, Kelas XI_2",
        "- Licence: CC-BY-SA-4.0",
    ]


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_ten_lines_at_most_and_true_counts(folder: Path, variant: str) -> None:
    text = description(full(deck(folder)), variant, EDITION)
    assert len(text.splitlines()) <= 10
    view = compiled(folder).views[variant]
    notes, cards = len(view.notes), sum(len(note.cards) for note in view.notes)
    (line,) = re.findall(r"^- ([\d.,]+) \w+, ([\d.,]+) \w+$", text, re.M)
    written = [int(re.sub(r"\D", "", number)) for number in line]
    assert written == [notes, cards]
    assert compiled(folder).parent.description == ""


def test_only_descriptions_tell_the_edition() -> None:
    plain, released = (
        compile_deck(deck(), Stamps(T1), edition).package("bilingual")
        for edition in (None, EDITION)
    )
    assert plain.notes == released.notes
    assert plain.note_types == released.note_types
    assert plain.decks != released.decks


class Links(HTMLParser):
    """Collects the text, the links and the list items of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.links, self.tags = "", list[str | None](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("variant", VARIANTS)
def test_anki_shows_it_as_it_was_meant(variant: str, tmp_path: Path) -> None:
    whole = replace(
        full(deck()),
        title=Text(id="Contoh *1* [a](b)", en="Sample *1* [a](b)"),
        description=Text(
            id="Dek_kecil_\n# <b>ini</b> & `itu`", en="A_small_\n# <b>this</b> & `that`"
        ),
        changelog="https://example.org/a_(b)_c?d=*e*&f=[g]",
    )
    made = compile_deck(whole, Stamps(T1), EDITION)
    package = made.package("bilingual")
    path = tmp_path / "sample.apkg"
    apkg.write(package, path)
    entry = made.views[variant].deck
    with anki.collection(tmp_path) as col:
        anki.import_package(col, path)
        imported = col.decks.by_name(entry.name)
        assert imported is not None
        assert (imported["desc"], imported["md"]) == (entry.description, True)
        parent = col.decks.by_name(made.parent.name)
        assert parent is not None
        assert parent["desc"] == ""
        page = Links(col.render_markdown(entry.description))
    core = variant != "id-en"  # translations have none
    lines = ["li"] * (3 + core)
    assert page.tags == ["p", "strong", "ul", *lines, *["li", "a"] * 2, "li", "li"]
    assert page.links == [
        "https://example.org/a_%28b%29_c?d=*e*&f=%5Bg%5D",
        "https://example.org/",
    ]
    first = page.text.splitlines()[0]
    language = VARIANTS[variant].labels
    assert (
        first
        == {
            "id": "Contoh *1* [a](b) — Dek_kecil_ # <b>ini</b> & `itu`",
            "en": "Sample *1* [a](b) — A_small_ # <b>this</b> & `that`",
        }[language]
    )
    assert "1.2.0 (24 November 2026)" in page.text
