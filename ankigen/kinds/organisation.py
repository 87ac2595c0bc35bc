"""Organisations and their like: each fact that a source gives, asked on its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, ClassVar, Literal

import msgspec

from ankigen import languages
from ankigen.kinds.base.asking import Asked, FactType, Kind
from ankigen.kinds.base.cards import (
    date_words,
    phrase,
    same,
    translation,
    with_abbreviation,
    with_hint,
    within,
    without_article,
    word,
)
from ankigen.kinds.base.fields import (
    Abbreviation,
    Address,
    AsOf,
    Date,
    Key,
    Label,
    Maybe,
    ProperName,
    Prose,
    Record,
    When,
    about,
)
from ankigen.kinds.base.records import Cited, Fact, FactNames, Note
from ankigen.kinds.base.text import Label as LabelText
from ankigen.kinds.base.text import Name, ShortName
from ankigen.kinds.base.variant import Variant
from ankigen.kinds.base.vocabulary import Field
from ankigen.markup import (
    NOTHING,
    Html,
    capitalised,
    escape,
    fill,
    join,
    paragraph,
    spoken,
    strong,
)


class Purpose(Fact, frozen=True, kw_only=True):
    """The main purpose, as a verb phrase in lower case."""

    TITLE: ClassVar = "Purpose"
    ABOUT: ClassVar = "Tujuan utama. — Main purpose."

    answer: Annotated[
        Prose,
        about(
            "Tujuan utamanya, seperti orang mengatakannya: paling banyak dua belas kata. Bila"
            " memuat namanya atau cocok pula untuk badan lain, tulis no_reverse: [purpose]. — Its"
            " main purpose as one would say it, in a dozen words at most. If it has the name in"
            " it or fits another body, too, write no_reverse: [purpose]."
        ),
    ]


class Founded(Fact, frozen=True, kw_only=True):
    """When it came into being, by which event, and how exactly that is asked."""

    TITLE: ClassVar = "Founding"
    ABOUT: ClassVar = "Kapan berdiri. — When it was founded."

    date: Date
    event: Annotated[
        Literal[
            "founded", "signed", "adopted", "in-force", "opened", "launched", "announced",
            "first-meeting", "held",
        ],
        about(
            "Peristiwa pada tanggal itu: founded (didirikan), signed (ditandatangani), adopted"
            " (disahkan), in-force (mulai berlaku), opened (mulai bekerja), launched"
            " (diluncurkan), announced (diumumkan), first-meeting (pertemuan pertama), held"
            " (diselenggarakan). — What happened on that date.",
            title="Event",
            snippet="founded",
        ),
    ]  # fmt: skip
    ask: Annotated[
        Literal["year", "month", "day"],
        about(
            "Seteliti apa jawabannya: year, month atau day; tanpa ini seteliti tanggalnya. — How"
            " exact the answer is; without it, as exact as the date.",
            title="Precision asked",
        ),
    ] = ""  # type: ignore[assignment]  # nobody writes it: there is none


class FoundingDocument(Fact, frozen=True, kw_only=True):
    """The document that founded it."""

    TITLE: ClassVar = "Founding document"
    ABOUT: ClassVar = "Dokumen pendirian. — Founding document."

    title: Annotated[Label, about("Nama dokumennya. — Name of the document.")]
    place: Annotated[
        Label,
        about("Tempat ditandatangani atau disahkan. — Where it was signed or adopted."),
    ] = LabelText()
    date: Maybe[
        Annotated[Date, about("Tanggal dokumen. — Date of the document.", snippet=True)]
    ] = None


class Headquarters(Fact, frozen=True, kw_only=True):
    """Where it has its seat, and what sits there."""

    TITLE: ClassVar = "Headquarters"
    ABOUT: ClassVar = "Tempat kedudukan. — Where it has its seat."

    city: Annotated[ProperName, about("Kota. — City.")]
    country: Annotated[Label, about("Negara. — Country.")]
    seat: Annotated[
        Literal["headquarters", "secretariat", "court", "meetings"],
        about(
            "Apa yang berkedudukan di sana: headquarters (markas), secretariat (sekretariat), court"
            " (mahkamah), meetings (tempat sidang). — What sits there.",
            title="Seat",
        ),
    ] = "headquarters"


class Members(Fact, frozen=True, kw_only=True):
    """How many members it has on the ``as_of`` date, and what is counted."""

    TITLE: ClassVar = "Members"
    ABOUT: ClassVar = "Jumlah anggota; selalu dengan as_of. — Number of members; always with as_of."

    count: Annotated[
        int,
        about(
            "Jumlah anggota pada tanggal as_of. — Number of members on the as_of date.",
            title="Count",
            ge=1,
            le=500,
            examples=[193],
        ),
    ]
    unit: Annotated[
        Literal["states", "economies", "parties", "members"],
        about(
            "Apa yang dihitung: states (negara), economies (ekonomi), parties (pihak), members"
            " (anggota lain). — What is counted.",
            title="Unit",
        ),
    ] = "states"
    as_of: AsOf


class Status(Fact, frozen=True, kw_only=True):
    """Whether it still exists, since when not, and what came after it."""

    TITLE: ClassVar = "Status"
    ABOUT: ClassVar = "Masih aktif atau tidak. — Whether it still exists."
    WHEN: ClassVar = When(key="state", value="active", else_needs="date")

    state: Annotated[
        Literal["active", "suspended", "dissolved", "succeeded", "concluded"],
        about(
            "Keadaan: active (aktif), suspended (berhenti sementara), dissolved (bubar), succeeded"
            " (digantikan), concluded (selesai). — State.",
            title="State",
        ),
    ]
    date: Maybe[
        Annotated[
            Date,
            about("Kapan keadaan itu mulai. — When that state began.", snippet=True),
        ]
    ] = None
    successor: Annotated[
        Key,
        about(
            "Kunci penggantinya dalam dek ini. — Key of its successor in this deck.",
            refers="organisation",
        ),
    ] = ""
    successor_name: Annotated[
        Label,
        about("Nama penggantinya, untuk kartu. — Name of its successor, for the card."),
    ] = LabelText()

    def __post_init__(self) -> None:
        self.WHEN.check(self)


class Event(Record, frozen=True, kw_only=True):
    """A dated event."""

    TITLE: ClassVar = "Event"
    ABOUT: ClassVar = "Satu peristiwa. — One event."

    date: Date
    event: Annotated[Label, about("Apa yang terjadi. — What happened.")]


class Indonesia(Fact, frozen=True, kw_only=True):
    """How Indonesia stands to it."""

    TITLE: ClassVar = "Indonesia"
    ABOUT: ClassVar = "Hubungan Indonesia dengan badan ini. — How Indonesia stands to the body."
    WHEN: ClassVar = When(key="relation", value="other", needs="answer")

    relation: Annotated[
        Literal[
            "founding-member", "member", "elected-member", "associate-member", "observer",
            "former-member", "suspended-member", "not-member", "party", "original-signatory",
            "signatory", "not-party", "candidate", "applicant", "partner", "dialogue-partner",
            "host", "recipient", "programme-country", "other",
        ],
        about(
            "Hubungan Indonesia dengannya. — How Indonesia stands to it.",
            title="Relation",
            snippet="member",
        ),
    ]  # fmt: skip
    answer: Annotated[
        Label,
        about(
            "Jawaban sendiri bila label bawaan kurang pas. — An answer of your own where the"
            " standard label does not fit."
        ),
    ] = LabelText()
    since: Maybe[Annotated[Date, about("Sejak kapan. — Since when.", snippet=True)]] = None
    events: Annotated[
        tuple[Event, ...],
        about(
            "Peristiwa penting menurut waktu. — Important events in order of time.",
            title="Events",
            min_length=1,
        ),
    ] = ()

    def __post_init__(self) -> None:
        self.WHEN.check(self)


class Organisation(Note, frozen=True, kw_only=True):
    """An organisation, agreement, conference, forum or movement with its facts."""

    TITLE: ClassVar = "Organisation"
    ABOUT: ClassVar = (
        "Organisasi, perjanjian, konferensi, forum, atau gerakan dengan fakta-faktanya. — An"
        " organisation, agreement, conference, forum or movement with its facts."
    )
    FILE: ClassVar = (
        "Organisations",
        "Berkas organisasi internasional. — A file of international organisations.",
    )

    type: Annotated[
        Literal["organisation", "organ", "agreement", "conference", "forum", "movement"],
        about(
            "Jenis: organisation (organisasi), organ (organ sebuah organisasi), agreement"
            " (perjanjian), conference (konferensi), forum (forum), movement (gerakan). — Type of"
            " body.",
            title="Type",
            snippet="organisation",
            start="organisation",
        ),
    ]
    name: Annotated[Label, about("Nama resmi. — Official name.")]
    abbreviation: Abbreviation = ShortName()
    called: Annotated[
        ProperName,
        about(
            'Sebutan di tengah kalimat tanya, misalnya "PBB" / "the UN"; tanpa ini dipakai'
            " singkatan, lalu nama. — How a question calls it in mid-sentence, such as"
            ' "PBB" / "the UN"; without it the abbreviation is used, then the name.'
        ),
    ] = Name()
    skip: Annotated[
        FactNames,
        about(
            "Fakta yang dicatat tetapi tidak ditanyakan. — Facts that are recorded but not asked.",
            title="Facts not asked",
            examples=[["members"]],
        ),
    ] = FactNames()
    purpose: Maybe[Annotated[Purpose, about(snippet=True, start=True)]] = None
    founded: Maybe[Founded] = None
    founding_document: Maybe[FoundingDocument] = None
    headquarters: Maybe[Headquarters] = None
    scope: Annotated[
        Literal["global", "interregional", "regional", "bilateral-plus"],
        about(
            "Cakupannya: global, interregional (antarkawasan), regional, atau bilateral-plus;"
            " menjadi tag, tidak ditanyakan. — How far it reaches; it becomes a tag and is not"
            " asked.",
            title="Scope",
        ),
    ] = ""  # type: ignore[assignment]  # nobody writes it: there is none
    fields: Annotated[
        tuple[Field, ...],
        about(
            "Bidang kerja, yang utama lebih dahulu; menjadi tag, tidak ditanyakan. — Fields of"
            " work, the main one first; they become tags and are not asked.",
            title="Fields",
            min_length=1,
            max_length=5,
            unique=True,
            examples=[["economy", "trade"]],
        ),
    ] = ()
    members: Maybe[Members] = None
    status: Maybe[Status] = None
    indonesia: Maybe[Indonesia] = None
    website: Annotated[Address, about("Alamat laman resmi. — Address of the official site.")] = ""


MEMBERSHIPS = frozenset({"founding-member", "member", "associate-member", "observer", "party"})
"""Relations that one has *since* a date."""


def _called(note: Organisation, language: str) -> str:
    return (
        note.called.in_language(language)
        or note.abbreviation.in_language(language)
        or note.name.in_language(language)
    )


def _past(note: Organisation) -> str:
    return "past" if note.status and note.status.state != "active" else ""


def _full_name(note: Organisation, language: str) -> str:
    """The name with its abbreviation, if that is asked or is what questions call it."""
    short = note.abbreviation.in_language(language)
    called = without_article(_called(note, language), language)
    name = note.name.in_language(language)
    is_known = "abbreviation" not in note.skip or same(short, called)
    if not is_known or short in name.split():
        return name
    return with_abbreviation(note.name, note.abbreviation, language)


def _subject(note: Organisation, language: str, answer: str) -> Html:
    """The full name above a question that uses a shorter one, unless it gives the answer away."""
    full = _full_name(note, language)
    called = without_article(_called(note, language), language)
    if same(full, called) or within(answer, full):
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
    called = _called(note, language)
    return Asked(
        title=without_article(called, language),
        question=escape(own) if own else fill(question, c=strong(called), **(values or {})),
        answer=escape(capitalised(answer)),
        subject=_subject(note, language, answer) if subject else NOTHING,
        detail=join(detail, paragraph(fact.explanation.in_language(language))),
        as_of=fact.as_of,
        picture=fact.picture,
        sources=fact.sources or note.sources,
    )


def _abbreviation(note: Organisation, variant: Variant) -> Asked | None:
    language = variant.asks
    short = note.abbreviation.in_language(language)
    name = note.name.in_language(language)
    if not short or same(short, name):
        return None
    lender = _borrowed_from(note, language)
    condition = "borrowed" if lender else ""
    asked = fill(phrase("forward", language, "abbreviation", condition), c=strong(short))
    reverse = fill(phrase("reverse", language, "abbreviation"), answer=strong(name))
    read_off = _is_read_off(re.sub(r"\W", "", short), name)
    return Asked(
        title=short,
        question=with_hint(asked, note.hint, language),
        answer=escape(name),
        reverse_question=NOTHING if read_off else reverse,
        reverse_answer=NOTHING if read_off else escape(short),
        detail=paragraph(_name_there(note, language, lender)),
        sources=_naming_sources(note),
    )


def _is_read_off(short: str, name: str) -> bool:
    """Whether anybody spells it who reads the name's first letters, with or without small words."""
    spelt = {0}
    for first in re.findall(r"(\w)\w*", name):
        on = {at + 1 for at in spelt if same(short[at : at + 1], first)}
        spelt = on | (spelt if first.islower() else set())
        # More words may follow, as in the name of ANZUS.
        if len(short) in spelt:
            return True
    return False


def _borrowed_from(note: Organisation, language: str) -> str:
    """Return the language that an abbreviation is from, if its name there is another one."""
    lender = str(languages.read(language, "cards")["borrowed"].get("from", ""))
    short, name = note.abbreviation, note.name
    if not lender or not same(short.in_language(language), short.in_language(lender)):
        return ""
    return "" if same(name.in_language(language), name.in_language(lender)) else lender


def _name_there(note: Organisation, language: str, lender: str) -> Html:
    if not lender:
        return NOTHING
    name = spoken(note.name.in_language(lender), lender)
    return fill(word("borrowed", "name", language), name=name)


def _purpose(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.purpose
    if fact is None:
        return None
    language = variant.asks
    past = _past(note)
    question = phrase("forward", language, "purpose", past, note.type)
    purpose = fact.answer.in_language(language)
    reverse = fill(
        phrase("reverse", language, "purpose", past, note.type),
        type=word("types", note.type, language),
        answer=purpose,
    )
    # What is not asked backwards mostly has the full name in it, which would give it away here.
    told = "purpose" not in note.no_reverse
    return msgspec.structs.replace(
        _asked(note, variant, fact, question, purpose, subject=told),
        reverse_question=with_hint(reverse, note.hint, language),
        reverse_answer=escape(_full_name(note, language)),
    )


def _founded(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.founded
    if fact is None:
        return None
    language = variant.asks
    precision = fact.ask or fact.date.precision
    question = phrase("forward", language, f"founded/{fact.event}", note.type)
    answer = date_words(fact.date.to(precision), language)
    when = word("when", precision, language)
    return _asked(note, variant, fact, question, answer, values={"when": when})


def _founding_document(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.founding_document
    if fact is None:
        return None
    language = variant.asks
    question = phrase("forward", language, "founding-document")
    title = fact.title.in_language(language)
    where_and_when = paragraph(_place_and_date(fact, language))
    return _asked(note, variant, fact, question, title, detail=where_and_when)


def _place_and_date(fact: FoundingDocument, language: str) -> Html:
    place = fact.place.in_language(language)
    date = date_words(fact.date, language) if fact.date else ""
    if place and date:
        return fill(word("details", "founded-in-on", language), place=place, date=date)
    if place:
        return fill(word("details", "founded-in", language), place=place)
    return fill(word("details", "founded-on", language), date=date) if date else NOTHING


def _headquarters(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.headquarters
    if fact is None:
        return None
    language = variant.asks
    question = phrase("forward", language, f"headquarters/{fact.seat}", _past(note))
    return _asked(note, variant, fact, question, place(fact, language))


def place(fact: Headquarters, language: str) -> str:
    """Return where a seat is."""
    city, country = fact.city.in_language(language), fact.country.in_language(language)
    return city if same(city, country) else f"{city}, {country}"


def _members(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.members
    if fact is None:
        return None
    language = variant.asks
    question = phrase("forward", language, f"members/{fact.unit}", note.type, _past(note))
    answer = word("units", fact.unit, language).format(count=fact.count)
    return _asked(note, variant, fact, question, answer)


def _status(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.status
    if fact is None or fact.state == "active" or fact.date is None:
        return None
    language = variant.asks
    question = phrase("forward", language, f"status/{fact.state}", note.type)
    return _asked(note, variant, fact, question, date_words(fact.date, language))


def _successor(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.status
    if fact is None or not fact.successor_name:
        return None
    language = variant.asks
    question = phrase("forward", language, "successor")
    # The fact's own question and note are about the end, not about what came after it.
    plain = Fact(as_of=fact.as_of, sources=fact.sources)
    return _asked(note, variant, plain, question, fact.successor_name.in_language(language))


def _indonesia(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.indonesia
    if fact is None:
        return None
    language = variant.asks
    question = phrase("forward", language, "indonesia", _past(note), note.type)
    answer = fact.answer.in_language(language) or standing(fact, language)
    return _asked(note, variant, fact, question, answer, detail=_events(fact, language))


def standing(fact: Indonesia, language: str) -> str:
    """Return how Indonesia stands to a body: not what a question of the author's own asks."""
    own = fact.answer.in_language(language)
    if own and (fact.relation == "other" or not fact.question.in_language(language)):
        return own
    relation = word("relations", fact.relation, language)
    if fact.since and fact.relation in MEMBERSHIPS:
        since = str(languages.read(language, "cards")["since"])
        return since.format(relation=relation, date=date_words(fact.since, language))
    return relation


def _events(fact: Indonesia, language: str) -> Html:
    events = [
        f"<li>{date_words(each.date, language)}: {escape(each.event.in_language(language))}</li>"
        for each in fact.events
    ]
    return Html(f"<ul>{''.join(events)}</ul>") if events else NOTHING


def _translated_name(note: Organisation, variant: Variant) -> Asked | None:
    return translation("name", note.name, variant, sources=_naming_sources(note))


def _translated_abbreviation(note: Organisation, variant: Variant) -> Asked | None:
    return translation(
        "abbreviation", note.abbreviation, variant, hint=note.hint, sources=_naming_sources(note)
    )


def _naming_sources(note: Organisation) -> Cited:
    return note.sources or (note.purpose.sources if note.purpose else ())


def _fact(
    name: str,
    ask: Callable[[Organisation, Variant], Asked | None],
    *at: str,
    translation: bool = False,
    picture: str = "",
    reverse: bool = False,
) -> FactType:
    """Describe a fact that an author may leave unasked (``skip``)."""
    key = name.replace("-", "_")
    return FactType(name, partial(_ask, key, ask), (key, *at), translation, picture, reverse)


def _ask(
    key: str,
    ask: Callable[[Organisation, Variant], Asked | None],
    note: Organisation,
    variant: Variant,
) -> Asked | None:
    return None if key in note.skip else ask(note, variant)


def _tags(note: Organisation) -> tuple[str, ...]:
    tags = [f"type::{note.type}"]
    tags += [f"field::{name}" for name in note.fields]
    if note.scope:
        tags.append(f"scope::{note.scope}")
    if note.status:
        tags.append(f"status::{note.status.state}")
    return tuple(tags)


KIND = Kind(
    record=Organisation,
    title=lambda note: note.name,
    facts=(
        _fact("abbreviation", _abbreviation, reverse=True),
        _fact("purpose", _purpose, "answer", reverse=True),
        _fact("founded", _founded, "date", picture="year"),
        _fact("founding-document", _founding_document, "title"),
        _fact("headquarters", _headquarters, "city", picture="map"),
        _fact("members", _members, "count"),
        _fact("status", _status, "date"),
        FactType("successor", partial(_ask, "successor", _successor), ("status", "successor_name")),
        _fact("indonesia", _indonesia),
        _fact("name", _translated_name, translation=True),
        _fact("abbreviation", _translated_abbreviation, translation=True),
    ),
    looks=lambda note: tuple(dict.fromkeys(("organisation", note.type))),
    tags=_tags,
)
