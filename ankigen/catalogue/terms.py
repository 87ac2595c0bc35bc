"""Terms: what they mean, and what they are called in the other language."""

from __future__ import annotations

from ankigen.catalogue import phrasings, wording
from ankigen.catalogue.base import Asked, FactType, Kind, Variant
from ankigen.markup import NOTHING, Html, capitalised, escape, fill, join, paragraph, spoken, strong
from ankigen.model import Term, Text


def _written(note: Term) -> Text:
    return Text(
        wording.with_abbreviation(note.term, note.abbreviation, "id"),
        wording.with_abbreviation(note.term, note.abbreviation, "en"),
    )


def _filled(template: str, name: str) -> Html:
    return fill(template, name=name) if name else NOTHING


def _definition(note: Term, variant: Variant) -> Asked:
    language = variant.asks
    term = note.term.in_language(language)
    definition = note.definition.in_language(language)
    asked = fill(
        phrasings.phrase(phrasings.FORWARD, language, "definition"),
        c=strong(_written(note).in_language(language)),
    )
    reverse = fill(phrasings.phrase(phrasings.REVERSE, language, "definition"), answer=definition)
    return Asked(
        title=term,
        question=wording.with_hint(asked, note.hint, language),
        answer=escape(capitalised(definition)),
        reverse_question=wording.with_hint(reverse, note.hint, language),
        reverse_answer=escape(capitalised(_written(note).in_language(language))),
        detail=join(
            paragraph(
                _filled(phrasings.OTHER_NAME.in_language(language), note.also.in_language(language))
            ),
            wording.detail(language, explanation=note.explanation, example=note.example),
        ),
        as_of=note.as_of,
        picture=note.picture,
        sources=note.sources,
    )


def _translation(note: Term, variant: Variant) -> Asked | None:
    other = join(
        paragraph(_filled(phrasings.OTHER_INDONESIAN, note.also.id)),
        paragraph(_filled(phrasings.OTHER_ENGLISH, spoken(note.also.en, "en"))),
    )
    return wording.translation(
        "term",
        note.term,
        variant,
        shown=_written(note),
        detail=other,
        picture=note.picture,
        sources=note.sources,
    )


TERM = Kind(
    name="term",
    model=Term,
    label=Text("istilah", "terms"),
    title=lambda note: note.term,
    facts=(FactType("definition", _definition), FactType("term", _translation, translation=True)),
    looks=lambda _note: ("term",),
    tags=lambda _note: (),
)
