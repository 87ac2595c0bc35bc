"""Goals, benefits, principles and the like: a question, and perhaps an example backwards."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ankigen.kinds.base.asking import Asked, FactType, Kind
from ankigen.kinds.base.cards import detail, phrase, with_hint, without_article
from ankigen.kinds.base.fields import AsOf, Key, Label, Maybe, Prose, When, about
from ankigen.kinds.base.records import Note, Picture
from ankigen.kinds.base.text import Label as LabelText
from ankigen.kinds.base.text import Prose as ProseText
from ankigen.kinds.base.variant import Variant
from ankigen.kinds.base.vocabulary import Field
from ankigen.markup import NOTHING, capitalised, escape, fill


class Goal(Note, frozen=True, kw_only=True):
    """A question with a short answer: a goal, benefit, principle, factor, basis, form or role."""

    TITLE: ClassVar = "Goal"
    ABOUT: ClassVar = (
        "Tanya jawab pendek: tujuan, manfaat, prinsip, faktor, dasar hukum, bentuk, peran, atau"
        " fakta apa pun. — A question with a short answer: a goal, benefit, principle, factor,"
        " legal basis, form, role, or any fact."
    )
    FILE: ClassVar = (
        "Goals",
        "Berkas tanya jawab: tujuan, manfaat, prinsip, fakta, dan sejenisnya. — A file of"
        " questions: goals, benefits, principles, facts and the like.",
    )
    # Of a factor one says whether it drives or hinders, of nothing else.
    WHEN: ClassVar = When(key="category", value="factor", needs="effect", else_forbids="effect")

    category: Annotated[
        Literal[
            "goal", "benefit", "principle", "factor", "legal-basis", "form", "role", "charter",
            "membership", "fact",
        ],
        about(
            "Golongan: goal (tujuan), benefit (manfaat), principle (prinsip), factor (faktor),"
            " legal-basis (dasar hukum), form (bentuk), role (peran), charter (piagam), membership"
            " (keanggotaan), fact (fakta lain). Di kartu, form ialah bentuk kerja sama dan role"
            " peran Indonesia. — Category: what the answer is. On the card form is a form of"
            " cooperation and role Indonesia's role.",
            title="Category",
            start="goal",
        ),
    ]  # fmt: skip
    effect: Annotated[
        Literal["driving", "hindering"],
        about(
            "Untuk factor: driving (pendorong) atau hindering (penghambat). — For a factor: driving"
            " or hindering.",
            title="Effect",
        ),
    ] = ""  # type: ignore[assignment]  # nobody writes it: the note has none
    organisation: Annotated[
        Key,
        about(
            "Kunci organisasi yang dibahas. — Key of the organisation that the note is about.",
            refers="organisation",
        ),
    ] = ""
    heading: Annotated[
        Label,
        about(
            "Nama pokok bahasan di atas pertanyaan, bila perlu; tidak boleh membocorkan jawaban."
            " — The subject shown above the question, where needed; it must not give the answer"
            " away."
        ),
    ] = LabelText()
    field: Field = ""  # type: ignore[assignment]  # as above
    question: Annotated[
        Prose,
        about(
            "Pertanyaan utuh yang dapat dijawab tanpa kartu lain. — A whole question that can be"
            " answered without any other card."
        ),
    ]
    answer: Annotated[Prose, about("Jawaban pendek. — A short answer.")]
    explanation: Annotated[
        Prose,
        about(
            "Penjelasan yang membuat jawaban mudah diingat. — An explanation that makes the answer"
            " stick.",
            start=True,
        ),
    ] = ProseText()
    example: Annotated[
        Prose,
        about(
            "Contoh yang dapat ditanyakan balik: contoh ini menggambarkan yang mana? Jangan memuat"
            " jawabannya. — An example that is asked backwards: which one does it show? It must not"
            " contain the answer."
        ),
    ] = ProseText()
    as_of: Maybe[AsOf] = None
    picture: Maybe[Picture] = None

    def __post_init__(self) -> None:
        self.WHEN.check(self)


def _answer(note: Goal, variant: Variant) -> Asked:
    language = variant.asks
    question = note.question.in_language(language)
    answer = escape(capitalised(note.answer.in_language(language)))
    example = note.example.in_language(language)
    subject = note.heading.in_language(language)
    backwards = phrase(
        "reverse", language, note.effect or note.category, "subject" if subject else ""
    )
    return Asked(
        title=question,
        question=with_hint(escape(question), note.hint, language),
        answer=answer,
        reverse_question=(
            fill(backwards, example=example, subject=subject) if example else NOTHING
        ),
        reverse_answer=answer if example else NOTHING,
        subject=escape(capitalised(without_article(subject, language))),
        detail=detail(language, explanation=note.explanation, example=note.example),
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
    if note.organisation:
        tags.append(f"about::{note.organisation}")
    return tuple(tags)


KIND = Kind(
    record=Goal,
    title=lambda note: note.question,
    facts=(FactType("answer", _answer, ("answer",)),),
    looks=_looks,
    tags=_tags,
)
