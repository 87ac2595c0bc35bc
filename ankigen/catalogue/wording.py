"""Pieces of a card that kinds share."""

from __future__ import annotations

import unicodedata

from ankigen.catalogue import phrasings
from ankigen.catalogue.base import Asked, Variant
from ankigen.markup import NOTHING, Html, escape, fill, join, paragraph, spoken, strong
from ankigen.model import NO_TEXT, Picture, Source, Text


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
    sources: tuple[Source, ...] = (),
) -> Asked | None:
    """Ask for a text in the other language, both ways; None where the two sides are equal.

    ``shown`` is how the answer is written, if not just as ``text``.
    """
    there, back = text.in_language(variant.asks), text.in_language(variant.answers)
    if not there or not back or same(there, back):
        return None
    shown = shown or text
    phrases = phrasings.TRANSLATE[fact]
    labels = variant.labels
    return Asked(
        title=there,
        question=with_hint(fill(phrases.id, c=strong(there)), hint, labels),
        answer=escape(shown.in_language(variant.answers)),
        reverse_question=with_hint(
            fill(phrases.en, c=strong(spoken(back, variant.answers))), hint, labels
        ),
        reverse_answer=escape(shown.in_language(variant.asks)),
        detail=detail,
        picture=picture,
        sources=sources,
    )
