"""Texts that want to be more than texts, wherever they are shown as Markdown or in a log."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.anki.package import Stamps
from ankigen.cards import Compiled, compile_deck
from ankigen.deck import stats
from ankigen.languages import messages
from ankigen.markup import markdown, markdown_address, plain
from ankigen.release.notes import release_notes
from ankigen.release.plan import Changes
from ankigen.report.stats import render
from tests.support import anki
from tests.support.bad_decks import deck_with
from tests.support.decks import T1, read_deck

TEXTS = {
    "HTML": "<img src=x onerror=alert(1)> end",
    "an entity": "&lt;script&gt; &copy; &#60;b&#62;",
    "a comment": "<!-- the rest",
    "a mention": "@octocat (@ghost), a@b.example",
    "a link": "[x](javascript:alert(1))",
    "a picture": "![x](//evil.example/p.png)",
    "a reference": "[x][y] [z]: //evil.example",
    "an address of marks": "<https://evil.example/>",
    "marks": "*a* **b** _c_ __d__ ~~e~~ `f` ``` # g > h",
    "a cell": "a | b |-| \\| c",
    "a backslash": "\\<b> \\\\* \\",
    "a list": "- a",
    "a number": "1. a",
    "another number": "12) a",
    "a plus": "+ a",
    "a heading": "# a",
    "a quotation": "> a",
    "names with marks": "as_of snake_case a*b 5+3 1.5",
    "joined letters": "ශ්\u200dරී 👨\u200d👩\u200d👧",
}


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, _Page]:
    """Let Anki show each text, as Markdown of ours, in a heading."""
    with anki.collection(tmp_path_factory.mktemp("anki")) as col:
        return {n: _Page(col.render_markdown(f"# {markdown(t)}")) for n, t in TEXTS.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_markdown_shows_a_text_as_it_is(name: str, pages: dict[str, _Page]) -> None:
    page = pages[name]
    assert page.text.replace("\u200b", "").strip() == TEXTS[name]
    assert set(page.tags) == {"h1"}


def neutral(written: str) -> bool:
    """Whether nothing in Markdown is HTML, a link to a script or a mention."""
    return not re.search(r"<(?!https?://[^<>\s]*>)|(?<!\\)\]\(\s*(?!https?:)|(?<!\w)@\w", written)


@given(st.text(max_size=60))
def test_no_text_is_html_a_mention_or_a_line_in_markdown(text: str) -> None:
    written = markdown(text)
    assert neutral(written)
    assert len(written.splitlines()) <= 1


@given(st.text(max_size=60))
def test_no_text_is_a_command_or_steers_a_terminal(text: str) -> None:
    shown = messages.visible(text)
    assert all(c.isprintable() or c == "\xa0" for c in shown)
    assert not re.search(r"^\s*::|##\[", shown)


@pytest.mark.parametrize("text", ["::error::x", "  ::set-output::x", "a ##[error] b", "###[x"])
def test_no_text_is_a_command_of_a_job(text: str) -> None:
    assert not re.search(r"^\s*::|##\[", messages.visible(text))
    assert not re.search(r"^\s*::|##\[", messages.said("commands.build.written", "en", path=text,
                                                       notes=1, cards=1))  # fmt: skip


@given(st.text(max_size=60))
def test_nothing_ends_an_address_in_markdown(text: str) -> None:
    assert re.fullmatch(r"<[^<>|\s\\]*>", markdown_address(f"https://a.example/{text}"))


@given(st.text(alphabet="<>!-/abr p&;", max_size=40))
def test_no_tag_is_left_of_html_that_is_made_plain(text: str) -> None:
    assert not re.search(r"<[^>]*>", plain(text.replace("&", "")))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """Compile a deck that says all of the texts, wherever there is room for one."""
    everything = " ".join(text for text in TEXTS.values())[:390].replace("\\", "").replace('"', "'")
    notes = "".join(
        f"  - key: n{number}\n    term: {{id: '{said} x', en: '{said} y'}}\n"
        f"    definition: {{id: '{said} x', en: '{said} y'}}\n"
        for number, said in enumerate(text.replace("'", "") for text in TEXTS.values())
        if not set(said) & {"\u200d"}
    )
    folder = deck_with(
        tmp_path_factory.mktemp("texts") / "deck", f"kind: term\nnotes:\n{notes}".encode()
    )
    file = folder / "deck.yaml"
    text = file.read_text("utf-8").replace("CC0-1.0", "'@ghost <b>'")
    for old in ("id: Rusak", "en: Broken", "id: Dek untuk pengujian.", "en: A deck for tests."):
        text = text.replace(old, f'{old[:4]}"{everything[:150]}"')
    file.write_text(text, "utf-8")
    return compile_deck(read_deck(folder), Stamps(T1))


def test_release_notes_say_only_texts(hostile: Compiled) -> None:
    before = {fact.note.guid: fact.note for _variant, fact in hostile.facts}
    for language in ("id", "en"):
        changed = Changes(new=tuple(hostile.facts), changed=tuple(hostile.facts))
        for known in ({}, before):
            assert neutral(release_notes(hostile, "1.1.0", changed, known, language))
        news = "\n".join(f"{mark}{text}" for text in TEXTS.values() for mark in ("", "- ", "### "))
        assert neutral(release_notes(hostile, "1.0.0", Changes(), None, language, news))


def test_statistics_say_only_texts(hostile: Compiled) -> None:
    counted = [stats.count(hostile.deck)]
    assert neutral(render(counted, "markdown", "en"))
    assert all(c.isprintable() or c == "\n" for c in render(counted, "text", "en"))


def test_descriptions_say_only_texts(hostile: Compiled) -> None:
    """Anki before 2.1.50 shows them as HTML, later ones as Markdown: both must be tame."""
    for view in hostile.views.values():
        assert neutral(view.deck.description)
        assert _Page(view.deck.description).tags == []


def test_an_address_stays_in_its_cell() -> None:
    assert markdown_address("https://a.example/x|y z") == "<https://a.example/x%7Cy%20z>"
