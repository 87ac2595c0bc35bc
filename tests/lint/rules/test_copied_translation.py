"""copied-translation: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.lint import support
from tests.lint.support import diagnose, places

CODE = "copied-translation"


def test_in_either_direction() -> None:
    notes = """
- key: a
  term:
    id: penyerbukan
    en: penyerbukan
  definition:
    id: jatuhnya tepung sari ke putik
    en: the landing of pollen on the stigma
  explanation:
    id: Bees carry it from flower to flower.
    en: Bees carry it from flower to flower.
"""
    assert places(notes, CODE) == [
        "4: penyerbukan",
        "9: Bees carry it from flower to flower.",
    ]


def test_names_numbers_and_loanwords() -> None:
    notes = """
- key: a
  term:
    id: stupa
    en: stupa
  definition:
    id: bangunan berbentuk genta
    en: a building like a bell
- key: b
  category: role
  question:
    id: Apa ibu kota Jawa Barat?
    en: What is the capital of West Java?
  answer:
    id: Bandung
    en: Bandung
- key: c
  category: role
  question:
    id: Apa rumus air?
    en: What is the formula of water?
  answer:
    id: H₂O
    en: H₂O
"""
    assert places(notes, CODE) == []


def term(text: str) -> str:
    return f"""
- key: a
  term:
    id: {text}
    en: {text}
  definition:
    id: benda yang dipakai
    en: a thing in use
"""


@pytest.mark.parametrize(
    "text", ["legato", "a tempo", "meander", "Canis lupus", "bassoon", "terra incognita"]
)
def test_one_or_two_words_may_be_borrowed(text: str) -> None:
    assert places(term(text), CODE) == []


@pytest.mark.parametrize("text", ["acceleration", "rule of thumb", "pembekuan", "hak atas tanah"])
def test_the_form_of_one_language(text: str) -> None:
    shown = places(term(text), CODE)
    assert [each.partition(": ")[2] for each in shown] == [text]


def test_a_body_keeps_its_name() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Society of Bell Ringers
    en: Society of Bell Ringers
  purpose:
    answer:
      id: to teach the ringing of bells
      en: to teach the ringing of bells
"""
    assert places(notes, CODE) == ["8: to teach the ringing of bells"]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (("Kerja Sama Internasional", "Kerja Sama Internasional"), ["en"]),
        (("Sejarah Indonesia", "Sejarah Indonesia"), ["en"]),
        (("Pancasila", "Pancasila"), []),
        (("ASEAN", "ASEAN"), []),
        (("Kerja Sama", "Cooperation"), []),
    ],
)
def test_the_title_of_a_deck(
    title: tuple[str, str], found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = support.DECK.replace("  id: Uji\n", f"  id: {title[0]}\n")
    monkeypatch.setattr(support, "DECK", deck.replace("  en: Test\n", f"  en: {title[1]}\n"))
    notes = """
- key: a
  term:
    id: stupa
    en: stupa
  definition:
    id: bangunan berbentuk genta
    en: a building like a bell
"""
    there, loaded = diagnose(notes, CODE)
    lines = [loaded.sources[each.location.path].line(each.location.line) for each in there]
    assert [line.split(":")[0].strip() for line in lines] == found
    assert all(each.location.path.endswith("deck.yaml") for each in there)
