"""Terms: what they mean, and what they are called in the other language."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ankigen.kinds.base.asking import Asked, FactType, Kind
from ankigen.kinds.base.cards import (
    detail,
    other_name,
    phrase,
    translation,
    with_abbreviation,
    with_hint,
    word,
)
from ankigen.kinds.base.fields import (
    Abbreviation,
    AsOf,
    Label,
    Maybe,
    OtherName,
    Prose,
    about,
)
from ankigen.kinds.base.records import Note, Picture
from ankigen.kinds.base.text import Prose as ProseText
from ankigen.kinds.base.text import ShortName, Synonym, Text
from ankigen.kinds.base.variant import Variant
from ankigen.kinds.base.variants import pair
from ankigen.markup import capitalised, escape, fill, join, spoken, strong


class Term(Note, frozen=True, kw_only=True):
    """A term and its meaning."""

    TITLE: ClassVar = "Term"
    ABOUT: ClassVar = "Istilah dan artinya. — A term and its meaning."
    FILE: ClassVar = ("Terms", "Berkas istilah. — A file of terms.")

    term: Annotated[Label, about("Istilahnya. — The term itself.")]
    abbreviation: Abbreviation = ShortName()
    also: OtherName = Synonym()
    definition: Annotated[
        Prose,
        about(
            "Arti istilah dalam satu kalimat pendek (di bawah 25 kata), tanpa memakai istilah itu."
            " — What the term means in one short sentence (under 25 words), without the term"
            " itself."
        ),
    ]
    explanation: Annotated[
        Prose,
        about(
            "Penjelasan yang membuat arti mudah diingat. — An explanation that makes the meaning"
            " stick."
        ),
    ] = ProseText()
    example: Annotated[
        Prose,
        about(
            "Contoh nyata, sebaiknya dari Indonesia. — A real example, from Indonesia if possible."
        ),
    ] = ProseText()
    as_of: Maybe[AsOf] = None
    picture: Maybe[Picture] = None


def _written(note: Term, language: str) -> str:
    return with_abbreviation(note.term, note.abbreviation, language)


def _definition(note: Term, variant: Variant) -> Asked:
    language = variant.asks
    definition = note.definition.in_language(language)
    written = _written(note, language)
    asked = fill(phrase("forward", language, "definition"), c=strong(written))
    reverse = fill(phrase("reverse", language, "definition"), answer=definition)
    also = other_name(word("details", "other-name", language), note.also.in_language(language))
    return Asked(
        title=note.term.in_language(language),
        question=with_hint(asked, note.hint, language),
        answer=escape(capitalised(definition)),
        reverse_question=with_hint(reverse, note.hint, language),
        reverse_answer=escape(capitalised(written)),
        detail=join(also, detail(language, explanation=note.explanation, example=note.example)),
        as_of=note.as_of,
        picture=note.picture,
        sources=note.sources,
    )


def _translation(note: Term, variant: Variant) -> Asked | None:
    asks, answers = variant.asks, variant.answers
    also = pair(variant.name)["also"]
    other = spoken(note.also.in_language(answers), answers)
    return translation(
        "term",
        note.term,
        variant,
        shown=Text({language: _written(note, language) for language in note.term}),
        detail=join(
            other_name(also["asks"], note.also.in_language(asks)),
            other_name(also["answers"], other),
        ),
        picture=note.picture,
        sources=note.sources,
    )


KIND = Kind(
    record=Term,
    title=lambda note: note.term,
    facts=(
        FactType("definition", _definition, ("definition",), reverse=True),
        FactType("term", _translation, ("term",), translation=True),
    ),
    looks=lambda _note: ("term",),
)
