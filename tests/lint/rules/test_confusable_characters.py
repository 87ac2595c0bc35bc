"""confusable-characters: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from ankigen.edit.replace import apply, from_edits
from tests.lint.support import diagnose, places

CODE = "confusable-characters"


def test_letters_spaces_and_quotation_marks() -> None:
    notes = """
- key: a
  term:
    id: khatulistiwa
    en: equator
  definition:
    id: garis yang membagi dua b\u0435lahan
    en: the\u00a0line that halves the earth
  explanation:
    id: Disebut “ekuator" juga.
    en: It is written \uff12.

"""
    assert places(notes, CODE) == [
        "6: b\u0435lahan",
        "7: \u00a0",
        '9: “ekuator"',
        "10: \uff12",
    ]


def test_greek_letters_and_accents() -> None:
    notes = """
- key: a
  category: role
  question:
    id: Berapa nilai π?
    en: What is the value of π?
  answer:
    id: "3,14"
    en: "3.14"
  explanation:
    id: José menulis “π” di café.
    en: José writes “π”; it's Greek, as is α.
"""
    assert places(notes, CODE) == []


def mended(text: str) -> str:
    """A text as the certain edits leave it, or as it is where nothing is found; ? for a doubt."""
    notes = f"""
- key: a
  term:
    id: api
    en: fire
  definition:
    id: nyala
    en: {text}
"""
    found, loaded = diagnose(notes, CODE)
    edits = [edit for each in found for edit in each.edits]
    source = next(s for name, s in loaded.sources.items() if name.endswith("term.yaml")).text
    changed = apply(source, from_edits(source, edits))
    return changed.split("    en: ")[-1].strip() + "?" * (len(found) - len(edits))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Qur\u00b4an", "Qur’an"),
        ("Qur'an di Ka’bah", "Qur’an di Ka’bah"),
        ("\ufb01re", "fire"),
        ("at 25 \u00baC", "at 25 °C"),
        ("\uff21\uff33\uff25\uff21\uff2e", "ASEAN"),
        ("19\u0664\u0665", "1945"),
        ("anak\u2011anak", "anak-anak"),
        # Letters in a word of another script, either way.
        ("ra\u0442i\u0441o ra\u0441io", "ra\u0442i\u0441o racio"),
        ("kh\u0430tulistiw\u0430", "khatulistiwa"),
        ("\u0391SEAN", "ASEAN"),
        ("M\u043ec\u043a\u0432\u0430", "\u041c\u043e\u0441\u043a\u0432\u0430"),
        # Joiners between Latin letters, once more after an emoji that needs its own.
        ("ra\u200dti", "rati"),
        ("rati\u200c dan", "rati dan"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 fa\u200dmily",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
        ),
        ("one\u200e", "one"),
        ("satu\u00a0dua dan\u00a0tiga", "satu dua dan tiga"),
        # A doubt without a certain mend.
        ('“a” dan "b" itu', '“a” dan "b" itu?'),
        ('layar 5" itu “kecil”', 'layar 5" itu “kecil”?'),
    ],
)
def test_what_is_certain_is_mended(text: str, right: str) -> None:
    assert mended(text) == right


@pytest.mark.parametrize(
    "text",
    [
        "Sri Lanka \u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "\u0647\u0645\u06a9\u0627\u0631\u06cc\u200c\u0647\u0627",
        "PDF\u200c\u0647\u0627",
        "\u0915\u094d\u200d\u0937 and \u0d05\u0d35\u0d28\u0d4d\u200d",
        "love \u2764\ufe0f, 1\ufe0f\u20e3, \u00a9\ufe0f, \U0001f469\u200d\u2695\ufe0f nurse",
        "abc\u200e (\u0639\u0631\u0628\u064a)",
        "the year \u0661\u0669\u0664\u0665 and \u0967\u0968",
        "the \u0421\u041e\u0421 signal, \u043e\u0440\u0435",
        "\u041c\u043e\u0441\u043a\u0432\u0430",
        "SMS\u043a\u0430, IT\u0448\u043d\u0438\u043a",
        "\u03c1gh, \u03b1TEC, \u0394x, \u03bcm, \u03bdt",
        "\u65e5\u672c\u3000\u6771\u4eac\u3001\uff11\uff12\u3002",
        "1\u00ba de maio",
        "don't, \u00e9t\u00e9, stra\u00dfe, m\u00b2",
    ],
)
def test_what_a_script_or_an_emoji_needs_stays(text: str) -> None:
    assert mended(text) == text


def test_words_of_another_script() -> None:
    notes = """
- key: a
  term:
    id: teater
    en: theatre
  definition:
    id: "tempat bermain: театр"
    en: "in Greek θέατρον, in Russian театр; 25 °C at Rock ’n’ Roll"
"""
    assert places(notes, CODE) == []
