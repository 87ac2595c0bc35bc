"""Pieces of a card that kinds share."""

from __future__ import annotations

import functools
import unicodedata

from ankigen import languages
from ankigen.dates import PartialDate
from ankigen.kinds.base.asking import Asked
from ankigen.kinds.base.records import Cited, Picture
from ankigen.kinds.base.text import NO_TEXT, Text
from ankigen.kinds.base.variant import Variant
from ankigen.kinds.base.variants import pair
from ankigen.markup import NOTHING, Html, escape, fill, join, paragraph, spoken, strong


@functools.cache
def phrase(table: str, language: str, *conditions: str) -> str:
    """Return a language's phrasing for a fact and as many of its conditions as it knows.

    Conditions that the table does not tell apart are passed over, in order.
    """
    phrasings = languages.read(language, "cards")[table]
    key = conditions[0]
    for condition in conditions[1:]:
        if condition and f"{key}/{condition}" in phrasings:
            key = f"{key}/{condition}"
    return str(phrasings[key])


@functools.cache
def word(table: str, name: str, language: str) -> str:
    """Return a language's word of a table: a label, a type, a unit."""
    return str(languages.read(language, "cards")[table][name])


def without_article(name: str, language: str) -> str:
    """Return how a name stands by itself: without the article that it has in a sentence."""
    return name.removeprefix(str(languages.read(language, "cards")["article"]))


@functools.lru_cache(maxsize=4096)
def date_words(date: PartialDate, language: str) -> str:
    """Write a date: 8 Agustus 1967, August 1967, 1967."""
    return date.words(languages.months(language))


def with_hint(question: Html, hint: Text, language: str) -> Html:
    """Put a note's hint behind a question that could have another answer."""
    text = hint.in_language(language)
    if not text:
        return question
    return join(question, Html(f'<span class="hint">({escape(text)})</span>'), by=" ")


def with_abbreviation(name: Text, abbreviation: Text, language: str) -> str:
    """Write a name with its abbreviation in brackets, where it has one that differs."""
    full, short = name.in_language(language), abbreviation.in_language(language)
    return f"{full} ({short})" if short and short != full else full


def detail(language: str, *, explanation: Text = NO_TEXT, example: Text = NO_TEXT) -> Html:
    """Lay out an explanation and an example."""
    return join(
        paragraph(explanation.in_language(language)),
        paragraph(example.in_language(language), "example"),
    )


def other_name(template: str, name: str) -> Html:
    """Write a line about another name, nothing where there is none."""
    return paragraph(fill(template, name=name)) if name else NOTHING


def same(one: str, other: str) -> bool:
    """Whether two texts are equal to a reader, so that a translation card would ask nothing."""
    return _folded(one) == _folded(other)


def within(part: str, whole: str) -> bool:
    """Whether a reader would find one text in another, ignoring case and spacing."""
    return _folded(part) in _folded(whole)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def translation(
    fact: str,
    text: Text,
    variant: Variant,
    *,
    shown: Text | None = None,
    hint: Text = NO_TEXT,
    detail: Html = NOTHING,
    picture: Picture | None = None,
    sources: Cited = (),
) -> Asked | None:
    """Ask for a text in the other language, both ways; None where the two sides are equal.

    ``shown`` is how the answer is written, if not just as ``text``.
    """
    there, back = text.in_language(variant.asks), text.in_language(variant.answers)
    if not there or not back or same(there, back):
        return None
    shown = shown or text
    phrases = pair(variant.name)[fact]
    labels = variant.labels
    return Asked(
        title=there,
        question=with_hint(fill(phrases["there"], c=strong(there)), hint, labels),
        answer=escape(shown.in_language(variant.answers)),
        reverse_question=with_hint(
            fill(phrases["back"], c=strong(spoken(back, variant.answers))), hint, labels
        ),
        reverse_answer=escape(shown.in_language(variant.asks)),
        detail=detail,
        picture=picture,
        sources=sources,
    )
