"""Goals, benefits, principles and the like: a question, and perhaps an example backwards."""

from __future__ import annotations

from ankigen.catalogue import phrasings, wording
from ankigen.catalogue.base import Asked, FactType, Kind, Variant
from ankigen.markup import NOTHING, capitalised, escape, fill
from ankigen.model import Goal, Text


def _answer(note: Goal, variant: Variant) -> Asked:
    language = variant.asks
    question = note.question.in_language(language)
    answer = escape(capitalised(note.answer.in_language(language)))
    example = note.example.in_language(language)
    subject = note.subject.in_language(language)
    backwards = phrasings.phrase(
        phrasings.REVERSE,
        language,
        note.effect or note.category,
        "subject" if subject else "",
    )
    return Asked(
        title=question,
        question=wording.with_hint(escape(question), note.hint, language),
        answer=answer,
        reverse_question=(
            fill(backwards, example=example, subject=subject) if example else NOTHING
        ),
        reverse_answer=answer if example else NOTHING,
        subject=escape(capitalised(subject.removeprefix("the "))),
        detail=wording.detail(language, explanation=note.explanation, example=note.example),
        as_of=note.as_of,
        picture=note.picture,
        sources=note.sources,
    )


def _looks(note: Goal) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("goal", note.category, *([note.effect] if note.effect else ()))))


def _tags(note: Goal) -> tuple[str, ...]:
    tags = [f"category::{note.category}"]
    if note.effect:
        tags.append(f"effect::{note.effect}")
    if note.field:
        tags.append(f"field::{note.field}")
    if note.of:
        tags.append(f"about::{note.of}")
    return tuple(tags)


GOAL = Kind(
    name="goal",
    model=Goal,
    label=Text("tanya jawab", "questions"),
    title=lambda note: note.question,
    facts=(FactType("answer", _answer),),
    looks=_looks,
    tags=_tags,
)
