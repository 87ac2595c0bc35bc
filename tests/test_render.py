"""Our renderer against real Anki: every card of the decks, and any template of our subset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.template import TemplateRenderOutput
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ankigen.anki import apkg
from ankigen.anki.package import CardTemplate, Field, NoteType
from ankigen.anki.render import Renderer, Sides, TemplateError
from tests.support import anki
from tests.support.decks import SAMPLE, SHIPPED, compiled
from tests.support.extent import rounds


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
def test_every_card_of_the_decks_is_as_anki_shows_it(folder: Path, tmp_path: Path) -> None:
    package = compiled(folder).package("bilingual")
    renderers = {note_type.id: Renderer(note_type) for note_type in package.note_types}
    ours, our_columns = {}, {}
    for note in package.notes:
        renderer = renderers[note.note_type_id]
        for card in note.cards:
            ours[note.guid, card.ord] = renderer.sides(note.fields, card.ord)
            our_columns[note.guid, card.ord] = renderer.columns(note.fields, card.ord)
    apkg.write(package, tmp_path / "package.apkg")
    with anki.collection(tmp_path) as col:
        anki.import_package(col, tmp_path / "package.apkg")
        theirs, their_columns = {}, {}
        for number in col.find_cards(""):
            found = col.get_card(number)
            place = (found.note().guid, found.ord)
            theirs[place] = sides_of(found.render_output())
            their_columns[place] = sides_of(found.render_output(reload=True, browser=True))
    assert len(ours) == package.card_count
    assert ours == theirs
    assert our_columns == their_columns


def sides_of(output: TemplateRenderOutput) -> Sides:
    return Sides(output.question_text, output.answer_text)


FIELDS = ("A", "B b", "Ç", "Always")


def note_type(front: str, back: str) -> NoteType:
    fields = tuple(Field(name, slot) for slot, name in enumerate(FIELDS))
    return NoteType(1, "fuzzed", 1, fields, (CardTemplate("one", 1, front, back, "", ""),), "", 0)


@pytest.fixture(scope="module")
def col(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with anki.collection(tmp_path_factory.mktemp("render")) as opened:
        theirs = opened.models.new("fuzzed")
        for name in FIELDS:
            opened.models.add_field(theirs, opened.models.new_field(name))
        template = opened.models.new_template("one")
        template["qfmt"] = "{{A}}"
        opened.models.add_template(theirs, template)
        opened.models.add(theirs)
        yield opened


def as_anki_shows_it(col: Collection, front: str, back: str, values: tuple[str, ...]) -> Sides:
    theirs = col.models.by_name("fuzzed")
    assert theirs is not None
    note = col.new_note(theirs)
    note.fields = list(values)
    template = {**theirs["tmpls"][0], "qfmt": front, "afmt": back}
    card = note.ephemeral_card(custom_note_type=theirs, custom_template=template)
    return sides_of(card.render_output())


# Text that could be taken for a tag, a comment or markup, but for none of Anki's own marks.
TEXT = st.sampled_from(
    ["", " ", "\n", "é", "<p class='x'>", "</p>", "&amp;", "}}", "}", "{", "<!-- {{A}} -->",
     "<!-- {{#A}} -->", "<!--", "-->", "<hr id=answer>", "\\1", "%s", "\u2028"]
)  # fmt: skip
NAME = st.sampled_from(["A", "B b", "Ç", " A ", "\nB b\t"])


def sections(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda sign, name, body: f"{{{{{sign}{name}}}}}{body}{{{{/{name}}}}}",
        st.sampled_from("#^"),
        NAME,
        st.lists(inner, max_size=3).map("".join),
    )


REPLACEMENT = NAME.map(lambda name: f"{{{{{name}}}}}")
FRONT = st.lists(st.recursive(TEXT | REPLACEMENT, sections, max_leaves=8), max_size=5).map("".join)
BACK = st.lists(
    st.recursive(TEXT | REPLACEMENT | st.just("{{FrontSide}}"), sections, max_leaves=8), max_size=5
).map("".join)
VALUES = st.tuples(
    *[st.sampled_from(["", " ", "<br>", "<div></div>", "x", "<b>é</b>", "{{A}}", "-->", "0"])] * 3
)


@settings(
    max_examples=rounds(400, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(front=FRONT, back=BACK, values=VALUES)
@example(front="<!-- {{#A}} -->", back="{{FrontSide}}{{^A}}{{/A}}", values=("x", "", ""))
@example(front="<!-- {{B b}}", back="{{#A}}{{FrontSide}}{{/A}}", values=("x", "y", ""))
def test_any_template_of_our_subset_is_as_anki_shows_it(
    col: Collection, front: str, back: str, values: tuple[str, ...]
) -> None:
    front = "{{Always}}" + front  # to a front that shows nothing Anki adds a message
    theirs = as_anki_shows_it(col, front, back, (*values, "there"))
    try:
        ours = Renderer(note_type(front, back)).sides((*values, "there"), 0)
    except TemplateError:
        assert "template has a problem" in theirs.front
    else:
        assert ours == theirs


@pytest.mark.parametrize(
    "template",
    ["{{#A}}", "{{/A}}", "{{#A}}{{#B b}}{{/A}}{{/B b}}", "{{a}}", "{{#Z}}{{/Z}}", "{{}}"],
)
def test_what_anki_refuses_is_refused(col: Collection, template: str) -> None:
    for front, back in ((template, "{{A}}"), ("{{A}}", template)):
        assert "has a problem" in as_anki_shows_it(col, front, back, ("x", "y", "z", "")).back
        with pytest.raises(TemplateError):
            Renderer(note_type(front, back))


@pytest.mark.parametrize("template", ["{{text:A}}", "{{type:A}}", "{{Tags}}", "{{#Tags}}{{/Tags}}"])
def test_what_is_outside_the_subset_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        Renderer(note_type(template, "{{A}}"))
