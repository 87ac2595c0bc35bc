"""People: when they were born, and what they are known for."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ankigen.kinds.base.asking import Asked, FactType, Kind
from ankigen.kinds.base.cards import date_words, phrase, with_hint, word
from ankigen.kinds.base.fields import Date, Label, Maybe, Prose, about
from ankigen.kinds.base.records import Fact, Note
from ankigen.kinds.base.variants import Variant
from ankigen.markup import capitalised, escape, fill, strong


class Born(Fact, frozen=True, kw_only=True):
    """When somebody was born."""

    TITLE: ClassVar = "Birth"
    ABOUT: ClassVar = "Kapan lahir. — When somebody was born."

    date: Date


class KnownFor(Fact, frozen=True, kw_only=True):
    """What somebody is known for, as a verb phrase in lower case."""

    TITLE: ClassVar = "Known for"
    ABOUT: ClassVar = "Dikenal karena apa. — What somebody is known for."

    answer: Annotated[
        Prose,
        about("Dikenal karena apa, tanpa namanya. — What for, without the name."),
    ]


class Person(Note, frozen=True, kw_only=True):
    """A person of history."""

    TITLE: ClassVar = "Person"
    ABOUT: ClassVar = "Seorang tokoh. — A person of history."
    FILE: ClassVar = ("People", "Berkas tokoh. — A file of people.")

    name: Annotated[Label, about("Namanya. — The name.")]
    born: Maybe[Born] = None
    known_for: KnownFor


def _born(note: Person, variant: Variant) -> Asked | None:
    fact = note.born
    if fact is None:
        return None
    language = variant.asks
    name = note.name.in_language(language)
    when = word("when", fact.date.precision, language)
    return Asked(
        title=name,
        question=fill(phrase("forward", language, "born"), c=strong(name), when=when),
        answer=escape(date_words(fact.date, language)),
        picture=fact.picture,
        sources=fact.sources or note.sources,
    )


def _known_for(note: Person, variant: Variant) -> Asked:
    language = variant.asks
    fact, name = note.known_for, note.name.in_language(language)
    answer = fact.answer.in_language(language)
    reverse = fill(phrase("reverse", language, "known-for"), answer=answer)
    return Asked(
        title=name,
        question=fill(phrase("forward", language, "known-for"), c=strong(name)),
        answer=escape(capitalised(answer)),
        reverse_question=with_hint(reverse, note.hint, language),
        reverse_answer=escape(name),
        sources=fact.sources or note.sources,
    )


KIND = Kind(
    record=Person,
    title=lambda note: note.name,
    facts=(
        FactType("born", _born, ("born", "date"), picture="year"),
        FactType("known-for", _known_for, ("known_for", "answer"), reverse=True),
    ),
    looks=lambda _note: ("person",),
)
