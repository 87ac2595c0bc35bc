"""Cards in a browser: nothing sticks out, axe-core finds nothing, day and night."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from ankigen import languages
from ankigen.anki.package import PackedNote
from ankigen.anki.render import Renderer, Sides
from ankigen.cards import notetypes
from tests.support.browser import DESKTOP, OVERFLOW, PHONE, opened, overflow, violations
from tests.support.decks import SAMPLE, SHIPPED, T1, VARIANTS, compiled
from tests.support.extent import some

NOTE_TYPES = {name: notetypes.note_type(variant, T1) for name, variant in VARIANTS.items()}
LOOKS = languages.read("id", "cards")["looks"]
SLOT = {name: slot for slot, name in enumerate(notetypes.FIELDS)}
WORD = "kemempertanggungjawabkanketidakberperikemanusiaannyalahkahxy"
URL = "https://example.org/" + "a-very-long-path-without-any-break_" * 4 + "?q=" + "x" * 60
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def shell(css: str, body: str, night: bool, large: bool, language: str) -> str:
    """A page around a card. Anki's own has no language, title, landmark and heading."""
    classes = "card card1" + (" nightMode night_mode" if night else "")
    size = ' style="font-size: 200%"' if large else ""
    return (
        f'<!doctype html><html lang="{language}"{size}><meta charset="utf-8"><title>card</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style>'
        f'<body class="{classes}"><header><h1>card</h1></header><main>{body}</main>'
    )


def show(page: Page, variant: str, body: str, *, night: bool = False, large: bool = False) -> None:
    language = VARIANTS[variant].labels
    page.set_content(shell(NOTE_TYPES[variant].css, body, night, large, language))


def sides_of(variant: str, note: PackedNote) -> Iterator[Sides]:
    renderer = Renderer(NOTE_TYPES[variant])
    for card in note.cards:
        yield renderer.sides(note.fields, card.ord)


def one_of_each_look(variant: str) -> list[PackedNote]:
    """For each set of looks that occurs, the note that says most."""
    found: dict[str, PackedNote] = {}
    for folder in (SHIPPED, SAMPLE):
        notes = compiled(folder).views[variant].notes
        for note in sorted(notes, key=lambda each: -sum(map(len, each.fields))):
            found.setdefault(note.fields[SLOT["Kind"]], note)
    return list(found.values())


def test_every_look_that_occurs_is_tried() -> None:
    looks = {look for note in one_of_each_look("id") for look in note.fields[SLOT["Kind"]].split()}
    assert looks == set(LOOKS)


def report(variant: str) -> PackedNote:
    """A note with all that a card can show: retired, pictured, with a report address."""
    note = next(n for n in compiled(SAMPLE).views[variant].notes if len(n.cards) == 2)
    fields = list(note.fields)
    for name, value in {
        "Retired": "Tidak ditanyakan lagi.",
        "Detail": '<p>…</p><ul><li>…</li></ul><p class="example">…</p>',
        "As of": "2025",
        "Picture": f'<img src="{PIXEL}" alt="titik">',
        "Report": "https://example.org/report",
        "Label": "Tokoh",
        "Front picture": f'<img src="{PIXEL}" alt="bendera">',
        "Extra 3": "<details ><summary>Petunjuk</summary>…</details>",
        "Extra 4": '<span lang="ms">…</span>',
        "Extra 5": '<a href="https://example.org/c">Situs</a>',
    }.items():
        fields[SLOT[name]] = value
    return PackedNote(
        note.id, note.guid, note.note_type_id, note.mod, tuple(fields), note.tags, note.cards
    )


@pytest.mark.parametrize(
    ("size", "night"), some(itertools.product([PHONE, DESKTOP], [False, True]), 3)
)
@pytest.mark.parametrize("variant", NOTE_TYPES)
def test_axe_finds_nothing_on_cards(
    browser: Browser, variant: str, size: tuple[int, int], night: bool
) -> None:
    notes = [report(variant), *one_of_each_look(variant)]
    if size == DESKTOP:  # the same elements in the same colours: one of each kind will do
        notes = list({note.fields[SLOT["Kind"]].split()[0]: note for note in notes}.values())
    with opened(browser, size, night=night) as page:
        for note in notes:
            for sides in sides_of(variant, note):
                opened_back = sides.back.replace("<details ", "<details open ")
                show(page, variant, opened_back, night=night)
                assert violations(page) == [], note.fields[0]
        show(page, variant, sides.front, night=night)
        assert violations(page) == []


@pytest.mark.parametrize("variant", NOTE_TYPES)
@pytest.mark.parametrize("large", [False, True], ids=["100", "200"])
def test_no_card_of_the_decks_is_wider_than_a_phone(
    browser: Browser, variant: str, large: bool
) -> None:
    backs = [
        sides.back.replace("<details ", "<details open ")
        for note in compiled(SHIPPED).views[variant].notes
        for sides in sides_of(variant, note)
    ]
    with opened(browser, PHONE) as page:
        show(page, variant, "", large=large)
        wide = page.evaluate(
            f"""(backs) => backs.map((back) => {{
                document.querySelector("main").innerHTML = back;
                return ({OVERFLOW})();
            }}).flat()""",
            backs,
        )
        assert wide == []


@pytest.mark.parametrize("ord_", [0, 1, 2])
@pytest.mark.parametrize("large", [False, True], ids=["100", "200"])
def test_a_long_word_and_a_long_address_do_not_break_a_phone(
    browser: Browser, ord_: int, large: bool
) -> None:
    assert len(WORD) == 60
    values = dict.fromkeys(notetypes.FIELDS, f"{WORD} <strong>{WORD}</strong>")
    values |= {
        "Key": f"deck/{WORD.lower()}/answer",
        "Kind": "organisation",
        "Detail": f'<p>{WORD} {URL}</p><ul><li>{WORD}</li></ul><p class="example">{URL}</p>',
        "Source": f'<div class="source"><a href="{URL}">{URL}</a> '
        f'<span class="host">{WORD}.example.org</span></div>',
        "Report": html.escape(URL),
    }
    fields = [values[name] for name in notetypes.FIELDS]
    sides = Renderer(NOTE_TYPES["id"]).sides(fields, ord_)
    with opened(browser, PHONE) as page:
        show(page, "id", sides.back.replace("<details ", "<details open "), large=large)
        assert overflow(page.main_frame) == []


def test_details_are_closed_until_asked_for(browser: Browser) -> None:
    note = next(n for n in compiled(SAMPLE).views["id"].notes if n.fields[SLOT["Source"]])
    with opened(browser, PHONE) as page:
        show(page, "id", next(sides_of("id", note)).back)
        source = page.locator(".source").first
        assert not source.is_visible()
        page.locator("summary").click()
        assert source.is_visible()
