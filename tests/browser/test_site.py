"""The pages of a site as their readers use them: on a phone, by keyboard, without a script."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from ankigen import site
from ankigen.kinds.base.records import Retirement
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import Deck
from tests.support.browser import DESKTOP, PHONE, opened, overflow, violations
from tests.support.decks import SHIPPED, deck
from tests.support.extent import WHOLE

Open = Callable[..., AbstractContextManager[Page]]

RETIRED = "c/kerja-sama-internasional/globalisation/"
KINDS = {
    "front": "",
    "English front": "en/",
    "topics": "browse/",
    "subjects": "en/browse/subject/",
    "glossary": "glossary/",
    "memberships": "indonesia/",
    "seats": "seats/",
    "English seats": "en/seats/",
    "time line": "en/timeline/",
    "cards": "turn/",
    "editors": "editors/",
    "organisation": "c/kerja-sama-internasional/asean/",
    "retired": RETIRED,
    "work": "s/kerja-sama-internasional/*/",
}


def shown() -> Deck:
    """Return the shipped deck with a retired note, so that every sort of page is there."""
    key = RETIRED.split("/")[2]
    gone = Retirement(why=Text(id="Terlalu umum.", en="Too general."), use="asean")
    notes = [replace(n, retired=gone) if n.key == key else n for n in deck(SHIPPED).notes]
    return replace(deck(SHIPPED), notes=tuple(notes), report="https://example.org/?note={key}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the site of the shipped deck."""
    out = tmp_path_factory.mktemp("site")
    edition = site.Edition(shown())
    names = {name: f"p/{edition.deck.key}.{name}.apkg" for name in edition.deck.packages}
    offers = [site.Download(name, file, 1_234_567, 10, 20) for name, file in names.items()]
    past = {(note.identity, ""): site.Past("1.0.0", "1.2.0") for note in edition.deck.notes}
    files = dict(site.site([dataclasses.replace(edition, downloads=offers, past=past)]))
    for name, content in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    return out


@pytest.fixture
def show(browser: Browser, folder: Path) -> Open:
    @contextmanager
    def opener(path: str, **options: Any) -> Iterator[Page]:
        asked: list[str] = []
        with opened(browser, **options) as page:
            page.on("request", lambda request: asked.append(request.url))
            page.goto(min(folder.glob(f"{path}index.html")).as_uri())
            yield page
        outside = [url for url in asked if not url.startswith((f"{folder.as_uri()}/", "data:"))]
        assert outside == []

    return opener


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


# By night only colours differ: these pages have nearly all of them.
NIGHT = KINDS if WHOLE else ("front", "time line", "editors")


@pytest.mark.parametrize(
    ("kind", "night"),
    [
        *((kind, False) for kind in KINDS),
        *((kind, True) for kind in NIGHT),
    ],
    ids=lambda each: each if isinstance(each, str) else ("day", "night")[each],
)
def test_axe_finds_nothing(show: Open, kind: str, night: bool) -> None:
    with show(KINDS[kind], size=PHONE if night else DESKTOP, night=night) as page:
        assert violations(page) == []
        if kind in ("front", "cards", "organisation", "retired"):
            unfold(page)
            assert violations(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_sticks_out_on_a_phone(show: Open, kind: str) -> None:
    with show(KINDS[kind], size=PHONE) as page:
        unfold(page)
        for size in ("100%", "200%"):
            page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
            assert overflow(page.main_frame) == [], size


def test_no_note_is_wider_than_a_phone(browser: Browser, folder: Path) -> None:
    with opened(browser, PHONE) as page:
        for path in sorted((folder / "c").glob("*/*/index.html"))[::20]:
            page.goto(path.as_uri())
            unfold(page)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert overflow(page.main_frame) == [], path


def test_a_note_is_read_without_a_script(show: Open) -> None:
    with show(KINDS["organisation"], java_script_enabled=False) as page:
        fact = page.locator("#founded")
        assert not fact.get_by_text("8 Agustus 1967").first.is_visible()
        fact.locator("summary").first.click()
        assert fact.get_by_text("8 Agustus 1967").first.is_visible()
        assert fact.locator("img").first.is_visible()


def test_lists_and_cards_are_there_without_a_script(show: Open) -> None:
    with show("browse/", java_script_enabled=False) as page:
        assert page.locator(".group li").first.is_visible()
        assert not page.locator("#search").is_visible()
    with show("turn/", java_script_enabled=False) as page:
        assert page.locator("#cards li").nth(5).is_visible()
        page.locator("#cards summary").nth(5).click()
        assert page.locator("#cards .answer").nth(5).is_visible()
        assert not page.locator("#turning").is_visible()


def test_the_card_of_the_front_page_turns_by_keyboard(show: Open) -> None:
    with show("") as page:
        page.locator("details.card summary").press("Enter")
        assert page.locator("details.card .answer").is_visible()


@pytest.mark.parametrize("sought", ["perhimpunan asean", "ASSOCIATION Southeast"])
def test_a_search_finds_notes_in_both_languages(show: Open, sought: str) -> None:
    with show("browse/") as page:
        page.fill("#search input", sought)
        found = page.locator(".group li:visible")
        assert found.count() == 1
        assert "(ASEAN)" in found.inner_text()
        assert page.locator(".group:visible").count() == 1
        page.fill("#search input", "qqqq")
        assert page.locator("#none").inner_text() == "Tidak ada yang cocok."


def visible(page: Page) -> str:
    return str(page.locator("#cards li:visible").inner_text())


def test_cards_are_turned_by_keys_and_buttons(show: Open) -> None:
    with show("turn/") as page:
        assert page.locator("#cards li:visible").count() == 1
        first = visible(page)
        page.keyboard.press("Space")
        assert page.locator("#cards .answer:visible").count() == 1
        page.keyboard.press("ArrowRight")
        assert page.locator("#cards .answer:visible").count() == 0
        assert visible(page) != first
        page.click("#previous")
        assert visible(page) == first
        page.keyboard.press("ArrowLeft")
        assert visible(page) != first
        page.click("#next")
        page.locator("#cards li:visible summary").press("Space")
        assert page.locator("#cards .answer:visible").count() == 1


def test_cards_are_chosen_by_topic_and_level_and_nothing_is_remembered(show: Open) -> None:
    with show("turn/") as page:
        everything = page.locator("#position").inner_text()
        page.select_option("select[data-of=topic]", "kerja-sama-internasional.trade")
        page.select_option("select[data-of=level]", "kerja-sama-internasional.1")
        assert page.locator("#position").inner_text() != everything
        of = page.locator("#cards li:visible")
        assert of.get_attribute("data-topic") == "kerja-sama-internasional.trade"
        assert of.get_attribute("data-level") == "kerja-sama-internasional.1"
        page.select_option("select[data-of=level]", "kerja-sama-internasional.3")
        kept = "() => [document.cookie, localStorage.length, sessionStorage.length].join()"
        assert page.evaluate(kept) == ",0,0"


def test_a_finger_turns_a_card(show: Open) -> None:
    with show("turn/", size=PHONE, has_touch=True) as page:
        page.locator("#cards li:visible summary").tap()
        assert page.locator("#cards .answer:visible").count() == 1


def test_the_switch_leads_to_the_same_page_in_english(show: Open) -> None:
    with show("browse/level/") as page:
        page.click("a.switch")
        assert page.url.endswith("/en/browse/level/index.html")
        page.click("a.switch")
        assert page.url.endswith("/browse/level/index.html")
        assert "/en/" not in page.url


def test_a_card_or_an_answer_leads_to_a_fact_and_there_to_a_correction(show: Open) -> None:
    with show(KINDS["organisation"]) as page:
        assert page.locator(".correct:visible").count() == 1
        page.locator("#members summary").first.click()
        assert page.locator("#members .correct").is_visible()
        page.goto(f"{page.url}#founded")
        assert page.locator("#founded .correct").is_visible()


def test_a_teacher_prints_a_worksheet_with_its_key(show: Open) -> None:
    with show("turn/") as page:
        page.select_option("select[data-of=topic]", "kerja-sama-internasional.trade")
        count = int(page.locator("#position").inner_text().split(" / ")[1])
        page.evaluate("window.print = () => window.dispatchEvent(new Event('beforeprint'))")
        page.click("#print")
        page.emulate_media(media="print")
        assert page.locator("#cards summary:visible").count() == count
        assert page.locator("#cards .answer:visible").count() == 0
        assert page.locator("#key li:visible").count() == count
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        assert page.locator("#cards summary:visible").count() == 1
        assert not page.locator("#key").is_visible()


def test_a_note_is_printed_with_its_answers(show: Open) -> None:
    with show(KINDS["organisation"]) as page:
        answer = page.locator("#founded .answer").first
        height = "(answer) => answer.getBoundingClientRect().height"
        assert answer.evaluate(height) == 0
        page.emulate_media(media="print")
        assert answer.evaluate(height) > 0


def test_a_mark_on_the_map_leads_to_its_body(show: Open) -> None:
    with show("seats/") as page:
        mark = page.locator(".world a", has_text="(ASEAN)")
        assert "Jakarta, Indonesia" in mark.locator("title").inner_html()
        mark.locator("circle").click()
        assert page.url.endswith("/c/kerja-sama-internasional/asean/index.html#headquarters")


def test_marks_of_larger_parts_can_be_met_with_a_finger(show: Open) -> None:
    with show("seats/", size=PHONE) as page:
        boxes = [each.bounding_box() for each in page.locator(".world div circle").all()]
        found = [(box["x"], box["y"], box["width"]) for box in boxes if box]
        assert len(found) > 20
        assert all(width >= 20 for _, _, width in found)
        for x, y, _ in found:
            near = [1 for a, b, _ in found if (a - x) ** 2 + (b - y) ** 2 < 24**2]
            assert len(near) == 1


def test_keys_go_from_the_head_of_the_page_to_the_list_below_the_map(show: Open) -> None:
    with show("seats/") as page:
        page.locator("header a").last.focus()
        page.keyboard.press("Tab")
        here = "document.activeElement === document.querySelector('.seats a')"
        assert page.evaluate(here)


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_the_map_is_told_apart_from_the_page_by_day_and_by_night(show: Open, night: bool) -> None:
    colour = "(each) => getComputedStyle(each).fill"
    with show("seats/", night=night) as page:
        land = page.locator("#land").evaluate(colour)
        mark = page.locator(".world a circle").first.evaluate(colour)
        number = page.locator(".world a text").first.evaluate(colour)
        page.emulate_media(media="print", color_scheme="light")
        assert page.locator(".world").is_visible()
        assert page.locator(".world a circle").first.evaluate(colour) == "rgb(0, 0, 0)"
    assert contrast(mark, land) >= 3
    assert contrast(mark, number) >= 4.5


def contrast(one: str, other: str) -> float:
    """How far two colours differ, by WCAG."""
    low, high = sorted(luminance(map(int, re.findall(r"\d+", each))) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Iterable[int]) -> float:
    parts = (part / 255 for part in colour)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_has_no_use_on_paper_is_not_printed(show: Open) -> None:
    with show("glossary/") as page:
        page.emulate_media(media="print")
        assert not page.locator("header").is_visible()
        assert page.locator("dl").is_visible()
