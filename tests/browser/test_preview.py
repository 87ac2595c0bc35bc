"""The preview page as its readers use it."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page

from ankigen import site as preview
from ankigen.deck import load
from ankigen.diagnostics import Diagnostic, Location, Severity
from tests.support.browser import DESKTOP, PHONE, opened, overflow, violations
from tests.support.decks import ROOT, SAMPLE, SHIPPED, compiled
from tests.support.extent import some

Open = Callable[..., AbstractContextManager[Page]]


def finding() -> Diagnostic:
    """A doubt about the sample deck's term *ratification*, a line below its key."""
    place = (SAMPLE / "terms.yaml").as_posix()
    text = (SAMPLE / "terms.yaml").read_text("utf-8").split("\n")
    line = next(n for n, each in enumerate(text, 1) if "key: ratification" in each) + 1
    return Diagnostic(Location(place, line, 5, line, 9), "file-unlisted", severity=Severity.WARNING)


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a page of the sample deck, and one of the shipped deck."""
    out = tmp_path_factory.mktemp("preview")
    for deck, language in ((SAMPLE, "en"), (SAMPLE, "id"), (SHIPPED, "en")):
        shown = preview.contents(
            [compiled(deck)],
            load([deck]).sources,
            preview.Linker(ROOT, out),
            language,
            diagnostics=[finding()],
        )
        name = f"{deck.name}.{language}.html"
        (out / name).write_text(preview.page(shown, language), "utf-8")
    return out


@pytest.fixture
def show(browser: Browser, folder: Path) -> Open:
    @contextmanager
    def opener(address: str = "", name: str = "sample.en.html", **options: Any) -> Iterator[Page]:
        with opened(browser, **options) as page:
            page.goto((folder / name).as_uri() + address)
            page.wait_for_selector("#list li", state="attached")
            yield page

    return opener


def card(page: Page) -> Frame:
    return page.frames[1]


def text(page: Page) -> str:
    return card(page).locator("#sides").inner_text()


def listed(page: Page) -> list[str]:
    """Return the addresses of the cards that are listed."""
    links = page.locator("#list li:not([hidden]) a")
    return [str(each).split("#")[1] for each in links.evaluate_all("e => e.map((a) => a.href)")]


def test_the_first_card_is_shown_with_its_question_only(show: Open) -> None:
    with show() as page:
        assert "Apa yang dimaksud dengan ratifikasi?" in text(page)
        assert "Pengesahan" not in text(page)
        assert page.locator("#flip").inner_text() == "Show the answer"
        assert (
            page.locator("#about").inner_text() == "Bahasa Indonesia · terms · forwards · 1 of 84"
        )


FLIPS: dict[str, Callable[[Page], object]] = {
    "button": lambda page: page.click("#flip"),
    "click": lambda page: card(page).locator(".question").click(),
    "space": lambda page: page.keyboard.press("Space"),
    "space on the card": lambda page: card(page).locator("body").press("Space"),
    "space on the button": lambda page: page.locator("#flip").press("Space"),
    "space on a link of the list": lambda page: page.locator("#list a").first.press("Space"),
}


@pytest.mark.parametrize("how", some(FLIPS, 2))
def test_flip_there_and_back(show: Open, how: str) -> None:
    with show() as page:
        FLIPS[how](page)
        assert "Pengesahan perjanjian" in text(page)
        assert page.locator("#flip").inner_text() == "Show the question"
        said = page.locator("#said")
        assert said.get_attribute("aria-live") == "polite"
        assert said.text_content() == (
            "Back: Pengesahan perjanjian oleh negara yang telah menandatanganinya"
        )
        FLIPS[how](page)
        assert "Pengesahan perjanjian" not in text(page)
        assert said.text_content() == "Front: Apa yang dimaksud dengan ratifikasi?"


def test_what_has_a_use_of_its_own_does_not_flip(show: Open) -> None:
    with show() as page:
        page.click("#flip")
        card(page).locator("summary").click()
        assert card(page).locator(".source").first.is_visible()
        card(page).locator("summary").press("Space")
        assert not card(page).locator(".source").first.is_visible()
        page.locator("#search").press("Space")
        assert page.locator("#flip").inner_text() == "Show the question"


def test_next_and_previous(show: Open) -> None:
    with show() as page:
        page.click("#next")
        assert page.url.endswith("#sample/ratification/definition/id/2")
        page.keyboard.press("ArrowRight")
        assert page.url.endswith("#sample/ratification/definition/en/1")
        page.keyboard.press("ArrowLeft")
        page.click("#previous")
        page.click("#previous")
        assert "84 of 84" in page.locator("#about").inner_text()


@pytest.mark.parametrize("sought", ["ratification", "RÀTIFIKASI", "menandatangani signed"])
def test_search_in_both_languages_without_case_and_accents(show: Open, sought: str) -> None:
    with show("#sample/asean") as page:
        page.fill("#search", sought)
        found = listed(page)
        assert {each.split("/")[1] for each in found} >= {"ratification"}
        assert {each.split("/")[3] for each in found if "/ratification/" in each} == {
            "id",
            "en",
            "id-en",
        }
        assert not any("/asean-aim/" in each for each in found)
        assert page.locator("#count").inner_text() == f"{len(found)} of 84 cards"
        assert page.url.split("#")[1] in found


def test_search_that_finds_nothing_says_so(show: Open) -> None:
    with show() as page:
        page.fill("#search", "qqqq")
        assert listed(page) == []
        assert page.locator("#count").inner_text() == "No card matches."
        page.click("#next")
        assert "not in the list" in page.locator("#about").inner_text()


FILTERS = {
    ("kind", "goal"): lambda address: address.split("/")[1].startswith(
        ("goal", "benefit", "factor", "asean-aim")
    ),
    ("variant", "en"): lambda address: address.split("/")[3] == "en",
    ("tag", "fact::founded"): lambda address: address.split("/")[2] == "founded",
    ("finding", "file-unlisted"): lambda address: address.split("/")[1] == "ratification",
    ("finding", "*"): lambda address: address.split("/")[1] == "ratification",
}


@pytest.mark.parametrize(("name", "value"), FILTERS)
def test_filters(show: Open, name: str, value: str) -> None:
    with show() as page:
        everything = listed(page)
        page.select_option(f"#{name}", value)
        assert listed(page) == [each for each in everything if FILTERS[name, value](each)]
        assert 0 < len(listed(page)) < len(everything)
        page.select_option("#variant", "id-en")
        assert all(each.split("/")[3] == "id-en" for each in listed(page))
        page.select_option(f"#{name}", "")
        page.select_option("#variant", "")
        assert listed(page) == everything


def test_filters_without_a_choice_are_not_offered(show: Open) -> None:
    with show() as page:
        assert not page.locator("#deck").is_visible()
        assert page.locator("#finding").is_visible()
    with show(name="kerja-sama-internasional.en.html") as page:
        assert not page.locator("#finding").is_visible()


def test_findings_stand_with_their_note(show: Open) -> None:
    with show() as page:
        said = page.locator("#findings").inner_text()
        assert "warning[file-unlisted]: the file is not listed under files:" in said
        page.goto(page.url.split("#")[0] + "#sample/asean")
        assert page.locator("#findings").inner_text() == ""


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("#sample/asean", "sample/asean/abbreviation/id/1"),
        ("#sample/asean/founded", "sample/asean/founded/id/1"),
        ("#sample/asean/founded/en/1", "sample/asean/founded/en/1"),
        ("#sample/nowhere", "sample/ratification/definition/id/1"),
    ],
)
def test_deep_links(show: Open, address: str, shown: str) -> None:
    with show(address) as page:
        assert page.url.split("#")[1] == shown
        assert page.locator("#list a[aria-current]").get_attribute("href") == f"#{shown}"
        page.click("#flip")
        card(page).locator("details.sources summary").click()
        assert card(page).locator(".key span").inner_text() == shown.rsplit("/", 2)[0]


def test_links_of_the_list_and_to_the_note(show: Open) -> None:
    with show() as page:
        page.locator("#list a", has_text="When was ASEAN founded?").click()
        assert text(page).endswith("When was ASEAN founded?")
        assert page.locator("#address").get_attribute("href") == "#sample/asean"


def test_link_to_file_and_line(show: Open) -> None:
    with show("#sample/asean") as page:
        link = page.locator("#place")
        address = urlsplit(str(link.evaluate("(a) => a.href")))
        line = int(link.inner_text().rsplit(":", 1)[1])
        assert address.fragment == f"L{line}"
        source = Path(unquote(address.path))
        assert source == SAMPLE / "organisations.yaml"
        assert source.read_text("utf-8").split("\n")[line - 1].strip() == "- key: asean"


def background(page: Page) -> str:
    return str(card(page).evaluate("() => getComputedStyle(document.body).backgroundColor"))


def test_night(show: Open) -> None:
    with show() as page:
        assert background(page) == "rgb(251, 250, 247)"
        page.click("#night")
        assert page.locator("#night").get_attribute("aria-pressed") == "true"
        assert background(page) == "rgb(28, 31, 35)"
        page.reload()
        page.wait_for_selector("#list li", state="attached")
        assert background(page) == "rgb(28, 31, 35)"
        page.click("#night")
        assert background(page) == "rgb(251, 250, 247)"
    with show(night=True) as page:
        assert background(page) == "rgb(28, 31, 35)"


def test_phone_width_and_large_text(show: Open) -> None:
    size = "() => [innerWidth, getComputedStyle(document.documentElement).fontSize]"
    with show("#sample/asean") as page:
        assert card(page).evaluate(size)[0] > 500
        page.click("#phone")
        page.click("#large")
        assert card(page).evaluate(size) == [360, "32px"]
        page.click("#flip")
        assert overflow(card(page)) == []
        page.click("#phone")
        page.click("#large")
        assert card(page).evaluate(size)[1] == "16px"


def test_a_reload_keeps_card_search_and_filters(show: Open) -> None:
    with show() as page:
        page.fill("#search", "asean")
        page.select_option("#variant", "en")
        page.click("#next")
        before = (page.url, listed(page))
        page.reload()
        page.wait_for_selector("#list li", state="attached")
        assert (page.url, listed(page)) == before


def test_print_is_a_glossary_in_two_columns_of_what_is_listed(show: Open) -> None:
    with show() as page:
        page.select_option("#variant", "id")
        page.select_option("#kind", "term")
        page.emulate_media(media="print")
        glossary = page.locator("#glossary")
        glossary.wait_for()
        assert glossary.evaluate("(e) => getComputedStyle(e).columnCount") == "2"
        assert not page.locator("header").is_visible()
        assert not page.locator("main").is_visible()
        assert glossary.locator("h2").all_inner_texts() == ["Bahasa Indonesia"]
        terms = glossary.locator("dt").all_inner_texts()
        assert terms == sorted(terms)
        assert "ratifikasi" in terms
        answers = glossary.locator("dd").all_inner_texts()
        assert "Pengesahan perjanjian oleh negara yang telah menandatanganinya" in answers
        assert re.match(rb"%PDF-", page.pdf())


def test_a_body_with_several_facts_is_printed_with_its_questions(show: Open) -> None:
    with show() as page:
        page.fill("#search", "sample/asean/")
        page.select_option("#variant", "en")
        page.emulate_media(media="print")
        page.locator("#glossary").wait_for()
        facts = page.locator("#glossary dd").all_inner_texts()
        assert "When was ASEAN founded? 8 August 1967" in facts


def test_motion_only_where_it_is_wanted(show: Open) -> None:
    name = "(e) => getComputedStyle(e).animationName"
    for motion, expected in (("reduce", "none"), ("no-preference", "turn")):
        with show(reduced_motion=motion) as page:
            page.click("#flip")
            assert page.locator("#card").evaluate(name) == expected


def test_focus_goes_through_the_page_in_order(show: Open) -> None:
    with show() as page:
        met = []
        for _ in range(12):
            page.keyboard.press("Tab")
            met.append(page.evaluate("() => document.activeElement.id"))
        # Within the card's frame focus has no element of this page but the frame.
        order = ["search", "kind", "variant", "tag", "finding", "night", "phone", "large", "print"]
        assert met[:9] == order
        assert met[9:] in (["card", "previous", "flip"], ["previous", "flip", "next"])


def test_the_page_speaks_indonesian(show: Open) -> None:
    with show(name="sample.id.html") as page:
        assert page.locator("html").get_attribute("lang") == "id"
        assert page.locator("#flip").inner_text() == "Tampilkan jawaban"
        assert page.locator("#count").inner_text() == "84 dari 84 kartu"
        page.click("#flip")
        assert str(page.locator("#said").text_content()).startswith("Belakang: ")


@pytest.mark.parametrize(
    ("size", "night"), some(itertools.product([PHONE, DESKTOP], [False, True]), 3)
)
def test_axe_finds_nothing_on_the_page(show: Open, size: tuple[int, int], night: bool) -> None:
    with show("#sample/goal-friendship", size=size, night=night) as page:
        assert violations(page) == []
        page.click("#flip")
        page.click("#phone")
        page.evaluate("() => document.getAnimations().forEach((each) => each.finish())")
        assert violations(page) == []


@pytest.mark.parametrize("large", [False, True], ids=["100", "200"])
def test_the_page_is_not_wider_than_a_phone(show: Open, large: bool) -> None:
    with show(size=PHONE, name="kerja-sama-internasional.en.html") as page:
        if large:
            page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        page.click("#flip")
        assert overflow(page.main_frame) == []
        page.click("#phone")
        assert overflow(page.main_frame) == []


def test_the_pictures_are_inside_the_page(show: Open) -> None:
    with show("#sample/goal-friendship") as page:
        page.click("#flip")
        picture = card(page).locator("img")
        assert str(picture.get_attribute("src")).startswith("data:image/svg+xml;base64,")
        assert picture.evaluate("(i) => i.decode().then(() => i.naturalWidth)") > 0


HOSTILE = "</script><script>document.title = 'run'</script><img src=x onerror=alert(1)><!--"


def test_text_of_a_deck_never_runs(browser: Browser, folder: Path) -> None:
    """Not even text that no one escaped: the page's policy knows one script only."""
    linker = preview.Linker(ROOT, folder)
    shown = preview.contents([compiled(SAMPLE)], load([SAMPLE]).sources, linker, "en")
    hostile = dict.fromkeys(("title", "asks", "answers", "front", "back"), HOSTILE)
    cards = tuple(dataclasses.replace(each, **hostile) for each in shown.cards)
    notes = tuple(dataclasses.replace(each, place=HOSTILE, words=HOSTILE) for each in shown.notes)
    shown = dataclasses.replace(shown, decks={"sample": HOSTILE}, cards=cards, notes=notes)
    (folder / "hostile.html").write_text(preview.page(shown, "en"), "utf-8")
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto((folder / "hostile.html").as_uri())
    page.click("#flip")
    card(page).wait_for_selector("img", state="attached")
    page.emulate_media(media="print")
    assert page.title() == f"Card preview: {HOSTILE}"
    assert dialogs == []
    context.close()
