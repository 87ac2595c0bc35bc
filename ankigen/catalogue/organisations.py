"""Organisations and their like: each fact that a source gives, asked on its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ankigen.catalogue import phrasings, vocabulary, wording
from ankigen.catalogue.base import Asked, FactType, Kind, Variant
from ankigen.markup import (
    NOTHING,
    Html,
    capitalised,
    escape,
    fill,
    join,
    paragraph,
    strong,
)
from ankigen.model import NO_TEXT, Fact, FoundingDocument, Organisation, Source, Text


def _called(note: Organisation, language: str) -> str:
    return (
        note.called.in_language(language)
        or note.abbreviation.in_language(language)
        or note.name.in_language(language)
    )


def _past(note: Organisation) -> str:
    return "past" if note.status and note.status.state != "active" else ""


def _full_name(note: Organisation, language: str) -> str:
    """The name with its abbreviation, unless that is one that nobody is asked to know."""
    known = NO_TEXT if "abbreviation" in note.skip else note.abbreviation
    return wording.with_abbreviation(note.name, known, language)


def _subject(note: Organisation, language: str, answer: str) -> Html:
    """The full name above a question that uses a shorter one, unless it gives the answer away."""
    full = _full_name(note, language)
    called = _called(note, language).removeprefix("the ")
    if wording.same(full, called) or wording.within(answer, full):
        return NOTHING
    return escape(full)


def _asked(
    note: Organisation,
    variant: Variant,
    fact: Fact,
    question: str,
    answer: str,
    *,
    subject: bool = True,
    detail: Html = NOTHING,
    values: dict[str, str] | None = None,
) -> Asked:
    language = variant.asks
    own = fact.question.in_language(language)
    called = strong(_called(note, language))
    return Asked(
        title=_called(note, language).removeprefix("the "),
        question=escape(own) if own else fill(question, c=called, **(values or {})),
        answer=escape(capitalised(answer)),
        subject=_subject(note, language, answer) if subject else NOTHING,
        detail=join(detail, paragraph(fact.note.in_language(language))),
        as_of=fact.as_of,
        picture=fact.picture,
        sources=fact.sources or note.sources,
    )


def _abbreviation(note: Organisation, variant: Variant) -> Asked | None:
    language = variant.asks
    short = note.abbreviation.in_language(language)
    name = note.name.in_language(language)
    if not short or wording.same(short, name):
        return None
    foreign = wording.same(note.abbreviation.id, note.abbreviation.en)
    borrowed = "borrowed" if foreign and not wording.same(note.name.id, note.name.en) else ""
    asked = fill(
        phrasings.phrase(phrasings.FORWARD, language, "abbreviation", borrowed), c=strong(short)
    )
    reverse = fill(
        phrasings.phrase(phrasings.REVERSE, language, "abbreviation"), answer=strong(name)
    )
    english = (
        fill(phrasings.ENGLISH_NAME.id, name=Html(f'<span lang="en">{escape(note.name.en)}</span>'))
        if borrowed and language == "id"
        else NOTHING
    )
    return Asked(
        title=short,
        question=wording.with_hint(asked, note.hint, language),
        answer=escape(name),
        reverse_question=reverse,
        reverse_answer=escape(short),
        detail=paragraph(english),
        sources=_naming_sources(note),
    )


def _purpose(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.purpose
    if fact is None:
        return None
    language = variant.asks
    past = _past(note)
    question = phrasings.phrase(phrasings.FORWARD, language, "purpose", past, note.type)
    asked = _asked(note, variant, fact, question, fact.answer.in_language(language))
    reverse = fill(
        phrasings.phrase(phrasings.REVERSE, language, "purpose", past, note.type),
        type=vocabulary.TYPES[note.type].in_language(language),
        answer=fact.answer.in_language(language),
    )
    return Asked(
        title=asked.title,
        question=asked.question,
        answer=asked.answer,
        reverse_question=wording.with_hint(reverse, note.hint, language),
        reverse_answer=escape(_full_name(note, language)),
        subject=asked.subject,
        detail=asked.detail,
        as_of=asked.as_of,
        picture=asked.picture,
        sources=asked.sources,
    )


def _founded(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.founded
    if fact is None:
        return None
    language = variant.asks
    precision = fact.ask or fact.date.precision
    question = phrasings.phrase(phrasings.FORWARD, language, f"founded/{fact.event}", note.type)
    when = phrasings.WHEN[precision].in_language(language)
    answer = fact.date.to(precision).words(language)
    return _asked(note, variant, fact, question, answer, values={"when": when})


def _founding_document(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.founding_document
    if fact is None:
        return None
    language = variant.asks
    question = phrasings.phrase(phrasings.FORWARD, language, "founding-document")
    return _asked(
        note,
        variant,
        fact,
        question,
        fact.title.in_language(language),
        detail=paragraph(_place_and_date(fact, language)),
    )


def _place_and_date(fact: FoundingDocument, language: str) -> Html:
    place = fact.place.in_language(language)
    date = fact.date.words(language) if fact.date else ""
    if place and date:
        return fill(phrasings.FOUNDED_IN_ON.in_language(language), place=place, date=date)
    if place:
        return fill(phrasings.FOUNDED_IN.in_language(language), place=place)
    return fill(phrasings.FOUNDED_ON.in_language(language), date=date) if date else NOTHING


def _headquarters(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.headquarters
    if fact is None:
        return None
    language = variant.asks
    question = phrasings.phrase(
        phrasings.FORWARD, language, f"headquarters/{fact.seat}", _past(note)
    )
    city, country = fact.city.in_language(language), fact.country.in_language(language)
    answer = city if wording.same(city, country) else f"{city}, {country}"
    return _asked(note, variant, fact, question, answer)


def _scope(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.scope
    if fact is None:
        return None
    language = variant.asks
    question = phrasings.phrase(phrasings.FORWARD, language, "scope", _past(note))
    reach = vocabulary.REACHES[fact.reach].in_language(language)
    region = fact.region.in_language(language)
    answer = f"{reach}: {region}" if region else reach
    return _asked(note, variant, fact, question, answer, subject=False)


def _field(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.field
    if fact is None:
        return None
    language = variant.asks
    many = "many" if len(fact.fields) > 1 else ""
    question = phrasings.phrase(phrasings.FORWARD, language, "field", many, note.type, _past(note))
    words = [vocabulary.FIELDS[name].in_language(language) for name in fact.fields]
    return _asked(note, variant, fact, question, vocabulary.listed(words, language), subject=False)


def _members(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.members
    if fact is None:
        return None
    language = variant.asks
    question = phrasings.phrase(
        phrasings.FORWARD, language, f"members/{fact.of}", note.type, _past(note)
    )
    answer = vocabulary.UNITS[fact.of].in_language(language).format(count=fact.count)
    return _asked(note, variant, fact, question, answer)


def _status(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.status
    if fact is None or fact.state == "active" or fact.date is None:
        return None
    language = variant.asks
    question = phrasings.phrase(phrasings.FORWARD, language, f"status/{fact.state}", note.type)
    return _asked(note, variant, fact, question, fact.date.words(language))


def _successor(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.status
    if fact is None or not fact.successor_name:
        return None
    language = variant.asks
    question = phrasings.phrase(phrasings.FORWARD, language, "successor")
    # The fact's own question and note are about the end, not about what came after it.
    plain = Fact(as_of=fact.as_of, sources=fact.sources)
    return _asked(note, variant, plain, question, fact.successor_name.in_language(language))


def _indonesia(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.indonesia
    if fact is None:
        return None
    language = variant.asks
    own = fact.answer.in_language(language)
    if not own and fact.relation not in vocabulary.RELATIONS:
        return None
    question = phrasings.phrase(phrasings.FORWARD, language, "indonesia", _past(note), note.type)
    answer = own or vocabulary.RELATIONS[fact.relation].in_language(language)
    if fact.since and not own and fact.relation in vocabulary.MEMBERSHIPS:
        answer = vocabulary.SINCE.in_language(language).format(
            relation=answer, date=fact.since.words(language)
        )
    events = [
        Html(f"<li>{escape(e.date.words(language))}: {escape(e.event.in_language(language))}</li>")
        for e in fact.events
    ]
    listing = Html(f"<ul>{''.join(events)}</ul>") if events else NOTHING
    return _asked(note, variant, fact, question, answer, detail=listing)


def _translated_name(note: Organisation, variant: Variant) -> Asked | None:
    return wording.translation("name", note.name, variant, sources=_naming_sources(note))


def _translated_abbreviation(note: Organisation, variant: Variant) -> Asked | None:
    return wording.translation(
        "abbreviation", note.abbreviation, variant, hint=note.hint, sources=_naming_sources(note)
    )


def _naming_sources(note: Organisation) -> tuple[Source, ...]:
    return note.sources or (note.purpose.sources if note.purpose else ())


def _unless_skipped(
    name: str, ask: Callable[[Organisation, Variant], Asked | None]
) -> Callable[[Organisation, Variant], Asked | None]:
    return partial(_ask, name.replace("-", "_"), ask)


def _ask(
    name: str,
    ask: Callable[[Organisation, Variant], Asked | None],
    note: Organisation,
    variant: Variant,
) -> Asked | None:
    return None if name in note.skip else ask(note, variant)


def _fact(
    name: str,
    ask: Callable[[Organisation, Variant], Asked | None],
    *,
    translation: bool = False,
) -> FactType:
    return FactType(name, _unless_skipped(name, ask), translation)


def _tags(note: Organisation) -> tuple[str, ...]:
    tags = [f"type::{note.type}"]
    tags += [f"field::{name}" for name in (note.field.fields if note.field else ())]
    if note.scope:
        tags.append(f"scope::{note.scope.reach}")
    if note.status:
        tags.append(f"status::{note.status.state}")
    return tuple(tags)


ORGANISATION = Kind(
    name="organisation",
    model=Organisation,
    label=Text("organisasi", "organisations"),
    title=lambda note: note.name,
    facts=(
        _fact("abbreviation", _abbreviation),
        _fact("purpose", _purpose),
        _fact("founded", _founded),
        _fact("founding-document", _founding_document),
        _fact("headquarters", _headquarters),
        _fact("scope", _scope),
        _fact("field", _field),
        _fact("members", _members),
        _fact("status", _status),
        _fact("successor", _successor),
        _fact("indonesia", _indonesia),
        FactType("name", _translated_name, translation=True),
        _fact("abbreviation", _translated_abbreviation, translation=True),
    ),
    looks=lambda note: tuple(dict.fromkeys(("organisation", note.type))),
    tags=_tags,
)
