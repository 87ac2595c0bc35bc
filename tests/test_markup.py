"""Texts become HTML once, whatever they hold."""

from __future__ import annotations

import html
import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.diagnostics import AnkigenError
from ankigen.markup import NOTHING, Html, attribute, capitalised, escape, fill, join, plain

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x1f"), max_size=30)


@given(TEXTS)
def test_a_text_is_escaped_in_nfc_with_the_breaks_of_its_author(text: str) -> None:
    expected = html.escape(unicodedata.normalize("NFC", text), quote=False).replace("\n", "<br>")
    expected = re.sub(r"\\(?=[(\[])", r"\\<span></span>", expected).replace("[", "&#91;")
    assert escape(text) == expected
    assert escape(escape(text)) == expected


@given(TEXTS)
def test_no_bracket_and_no_mathjax_is_left_to_anki(text: str) -> None:
    for marked in (f"[{text}", f"\\({text}\\)", f"\\[{text}", f"\\\\({text}", f"[\\({text}"):
        assert "[" not in escape(marked) + attribute(marked)
        assert "\\(" not in escape(marked)
        assert plain(escape(marked)) == plain(html.escape(unicodedata.normalize("NFC", marked)))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("perdamaian", "Perdamaian"),
        ("a charge on goods", "A charge on goods"),
        ("anak-anak", "Anak-anak"),
        ("allies’ promise", "Allies’ promise"),
        ("tarif, bea, dan cukai", "Tarif, bea, dan cukai"),
        ("di Jakarta", "Di Jakarta"),
        ("in the city", "In the city"),
        ("état", "État"),
        ("straße", "Straße"),
        ("žena", "Žena"),
    ],
)
def test_a_plain_word_begins_with_a_capital(written: str, shown: str) -> None:
    assert capitalised(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "iPhone",
        "e-ASEAN",
        "pH",
        "mRNA",
        "ß",
        "ǆez",
        "ŉ",
        "საქართველო",
        "αβγ",
        "ﬁsik",
        "std::variant",
        "index.html",
        "print()",
        "snake_case",
        "/etc/hosts",
        "https://example.org",
        "p53",
        "ASEAN",
        "km",
        "kg",
        "mol",
        "ha",
        "m/s",
        "x",
        "c",
        "e-commerce",
        "n-heksana",
        "pH 7",
        "eBay (perusahaan)",
        "mm air raksa",
        "x + y",
        "van Gogh",
        "bin Laden",
        "1 juta",
        "",
    ],
)
def test_what_is_written_small_on_purpose_stays(text: str) -> None:
    assert capitalised(text) == text


@pytest.mark.parametrize("separator", ["\x00", "\x1f"])
def test_separators_are_refused(separator: str) -> None:
    with pytest.raises(ValueError, match="separator"):
        escape(f"a{separator}b")


@given(TEXTS, TEXTS, TEXTS)
def test_a_template_is_filled_with_escaped_values(literal: str, one: str, two: str) -> None:
    literal = literal.replace("{", "(").replace("}", ")")
    for template in ("{a}", f"{literal}{{a}}", f"{{b}} {literal} {{a}}%{{b}}", f"{literal}%s%%"):
        parts = string.Formatter().parse(template)
        values = {"a": one, "b": two}
        expected = "".join(
            escape(text) + (escape(values[name]) if name else "") for text, name, *_ in parts
        )
        assert fill(template, **values) == expected
    assert fill("{a}", a=Html("<b>")) == "<b>"


def test_a_place_without_a_value_is_named() -> None:
    with pytest.raises(AnkigenError) as caught:
        fill("What does {d} stand for?", c="ASEAN")
    assert caught.value.code == "language-place"
    assert caught.value.params == {
        "text": "What does {d} stand for?",
        "place": "{d}",
        "places": "{c}",
    }


def test_nothing_is_joined_to_nothing() -> None:
    assert join() is join("", NOTHING, by=" ") is NOTHING
    assert join("a<", "", Html("<b>"), by=" & ") == "a&lt; &amp; <b>"
    assert join("", "<", by="-") == "&lt;"
