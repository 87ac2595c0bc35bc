"""Does any card contradict another? What bodies' own facts say, held against every other text.

A *body* is an organisation note. Its names are its name, abbreviation, what it is
called, the title of its founding document and a few aliases. A text speaks of a body
if it stands in the body's note, in a goal ``of`` the body, or in a sentence with one of
its names. What such a text says (dates, numbers of members, cities, successors) must
agree with the facts of one of the bodies that it speaks of.

Agreement is judged mechanically, so a true sentence about something else can be found
as well; such sentences are listed with the reason in ``tests/test_content.py``.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from ankigen.dates import MONTHS, PartialDate
from ankigen.model import NO_TEXT, Deck, Goal, Note, Organisation, Source, Term, Text

LANGUAGES = ("id", "en")

ALIASES = {
    # What school texts call a body, where its note has no such name.
    "bandung-conference": (
        "Konferensi Bandung", "Dasasila Bandung", "Bandung Conference", "Ten Principles of Bandung",
    ),
    "tac": ("Traktat Persahabatan dan Kerja Sama", "Treaty of Amity and Cooperation"),
    "un": ("Piagam PBB", "UN Charter"),
    "eec": ("Masyarakat Eropa", "European Communities", "European Community"),
}  # fmt: skip

LANDMARKS = {
    # What is no body, yet told of in several notes: a pattern for its names, and its dates.
    r"Kontingen Garuda|Garuda Contingent": ("1957-01",),
    r"Djuanda": ("1957-12-13",),
    r"Hatta|di antara dua karang|between two reefs": ("1948-09-02",),
    r"(?i:batik)": ("2009",),
    r"\b3314\b|(?i:agresi|aggression)": ("1974-12-14",),
    r"Bogor Goals": ("1994", "2010", "2020"),
    r"Putrajaya": ("2020", "2040"),
    r"KTT pertama ASEAN|first ASEAN Summit": ("1976-02",),
    r"Komunitas|Community|(?i:tiga pilar|three pillars)": ("2015-12-31",),
    r"Dewan Perwalian|Trusteeship Council|Palau": ("1994-11-01",),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A text that disagrees with the facts of the bodies that it speaks of.

    ``rule``, ``note`` and ``said`` tell one finding from another; both languages of a
    text give the same one. ``sentence`` is for people.
    """

    rule: str
    note: str
    said: str
    sentence: str = dataclasses.field(compare=False, default="")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a note, with the bodies that it speaks of and the dates of landmarks."""

    note: Note
    language: str
    text: str
    bodies: tuple[Organisation, ...]
    landmarks: tuple[PartialDate, ...]


def contradictions(deck: Deck) -> set[Finding]:
    """Return everything that disagrees, in texts and between facts."""
    bodies = {note.key: note for note in deck.notes if isinstance(note, Organisation)}
    stated = {key: frozenset(facts_dates(body)) for key, body in bodies.items()}
    sentences = list(_sentences(deck, bodies))
    return {
        *_dates(sentences, stated),
        *_near_dates(sentences, stated),
        *_beginnings_and_ends(sentences),
        *_hints(deck, stated),
        *_counts(sentences),
        *_sums(bodies),
        *_cities(sentences, bodies),
        *_replacements(sentences, bodies),
        *_successions(bodies),
        *_asean(deck, bodies),
        *_sets(deck),
    }


# -- what a text says ------------------------------------------------------------------


def texts(part: object) -> Iterator[Text]:
    """Find every text in a note or a part of one; titles of sources are not ours."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif dataclasses.is_dataclass(part) and not isinstance(part, Source):
        for field in dataclasses.fields(part):
            yield from texts(getattr(part, field.name))


def _sentences(deck: Deck, bodies: dict[str, Organisation]) -> Iterator[Sentence]:
    patterns = {
        language: tuple((key, _pattern(body, language)) for key, body in bodies.items())
        for language in LANGUAGES
    }
    for note in deck.notes:
        home = [note] if isinstance(note, Organisation) else []
        if isinstance(note, Goal) and note.of:
            home.append(bodies[note.of])
        for text in texts(note):
            for language in LANGUAGES:
                # What a question or term is about, its answer and explanation are about too.
                head = _head(note).in_language(language)
                # The number of a law or resolution is no date, and its "No." ends no sentence.
                plain = _NUMBERED.sub("", text.in_language(language))
                for sentence in filter(None, re.split(r"(?<=[.!?])\s+", plain)):
                    where = f"{head} {sentence}"
                    named = [bodies[key] for key in _named(where, patterns[language])]
                    about = tuple({body.key: body for body in (*home, *named)}.values())
                    yield Sentence(note, language, sentence, about, _landmarks(where))


@functools.cache
def _named(text: str, patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[str, ...]:
    # A deck is read again for each contradiction that a test plants.
    return tuple(key for key, pattern in patterns if pattern.search(text))


def _head(note: Note) -> Text:
    if isinstance(note, Goal):
        return note.question
    return note.term if isinstance(note, Term) else NO_TEXT


def _landmarks(text: str) -> tuple[PartialDate, ...]:
    return tuple(
        PartialDate.parse(date)
        for pattern, dates in LANDMARKS.items()
        if re.search(pattern, text)
        for date in dates
    )


_NUMBERED = re.compile(r"(?:Nomor|No\.) \d+ (?:Tahun|of) \d{4}|\b\d+ \([IVXL]+\)")


def _pattern(body: Organisation, language: str) -> re.Pattern[str]:
    written = [body.name, body.abbreviation, body.called]
    if body.founding_document:
        written.append(body.founding_document.title)
    names = {text.in_language(language).removeprefix("the ") for text in written} - {""}
    names.update(ALIASES.get(body.key, ()))
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


_MONTH = {name: number for names in MONTHS.values() for number, name in enumerate(names, start=1)}
_DATE = re.compile(
    rf"(?:(?:(\d{{1,2}})(?:–\d{{1,2}})? )?({'|'.join(_MONTH)}) )?"
    r"\b(1[89]\d\d|20\d\d)(?:–(1[89]\d\d|20\d\d))?\b"
)


def dates_in(text: str) -> Iterator[PartialDate]:
    """Find dates as both languages write them: 8 Agustus 1967, August 1967, 1967, 1992–1995.

    Several days (1–6 September 1961) count as their first.
    """
    for day, month, year, until in _DATE.findall(text):
        yield PartialDate(int(year), _MONTH.get(month, 0), int(day or 0))
        if until:
            yield PartialDate(int(until))


def agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can be the same, whatever their unknown parts are."""
    precision = min(one.precision, other.precision, key=("year", "month", "day").index)
    return one.to(precision) == other.to(precision)


def known_among(said: PartialDate, dates: Iterable[PartialDate]) -> bool:
    """Whether a date agrees with one of these: with one as exact, where that year has any."""
    same_year = [date for date in dates if date.year == said.year]
    exactness = ("year", "month", "day").index
    exact = [date for date in same_year if exactness(date.precision) >= exactness(said.precision)]
    return any(agree(said, date) for date in exact or same_year)


def facts_dates(part: object) -> Iterator[PartialDate]:
    """Find the dates that a body's facts have as dates."""
    if isinstance(part, PartialDate):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from facts_dates(each)
    elif dataclasses.is_dataclass(part) and not isinstance(part, Source):
        for field in dataclasses.fields(part):
            yield from facts_dates(getattr(part, field.name))


# -- dates -----------------------------------------------------------------------------

Stated = Mapping[str, Set[PartialDate]]
"""By body: the dates that its facts have as dates."""


def _dates(sentences: list[Sentence], stated: Stated) -> Iterator[Finding]:
    """Find dates said of a body elsewhere that its own note does not know."""
    known = {key: set(dates) for key, dates in stated.items()}
    for sentence in sentences:
        if isinstance(sentence.note, Organisation):
            known[sentence.note.key].update(dates_in(sentence.text))
    for sentence in sentences:
        # In a body's own note, what it says of another is held against the other's note.
        others = [body for body in sentence.bodies if body is not sentence.note]
        own = stated.get(sentence.note.key, set())
        dates = {*sentence.landmarks, *own, *(d for body in others for d in known[body.key])}
        checked = others or (sentence.landmarks and sentence.note.key not in stated)
        for said in dates_in(sentence.text):
            if checked and not known_among(said, dates):
                yield _finding("date", sentence, said)


def _near_dates(sentences: list[Sentence], stated: Stated) -> Iterator[Finding]:
    """Find dates that miss a fact's date by a slip: another day or another year of the same."""
    for sentence in sentences:
        facts = (date for body in sentence.bodies for date in stated[body.key])
        exact = [date for date in (*sentence.landmarks, *facts) if date.day]
        for said in dates_in(sentence.text):
            if not said.day or any(agree(said, date) for date in exact):
                continue
            for date in exact:
                same_month = (said.year, said.month) == (date.year, date.month)
                if same_month or (said.month, said.day) == (date.month, date.day):
                    yield _finding("near-date", sentence, f"{said} for {date}")


_FOUNDING = re.compile(
    r"\b(didirikan|berdiri|dibentuk|terbentuk|lahir|melahirkan"
    r"|founded|established|set up|formed|created|began|born)\b"
)
_ENDING = re.compile(r"\b(bubar|dibubarkan|berakhir|dissolved|ended|wound up|disbanded)\b")


def _beginnings_and_ends(sentences: list[Sentence]) -> Iterator[Finding]:
    """Find dates beside a word of founding or ending that are not those of that event.

    A body's own note tells of other events too: there only the word of ending is taken.
    """
    for sentence in sentences:
        begins = not isinstance(sentence.note, Organisation) and _FOUNDING.search(sentence.text)
        ends = _ENDING.search(sentence.text)
        dates = [
            *(date for body in sentence.bodies if begins for date in _founding_dates(body)),
            *(b.status.date for b in sentence.bodies if ends and b.status and b.status.date),
        ]
        for said in dates_in(sentence.text):
            if dates and not any(agree(said, date) for date in (*dates, *sentence.landmarks)):
                yield _finding("ended" if ends else "founded", sentence, said)


def _founding_dates(body: Organisation) -> Iterator[PartialDate]:
    for fact in (body.founded, body.founding_document):
        if fact and fact.date:
            yield fact.date


def _hints(deck: Deck, stated: Stated) -> Iterator[Finding]:
    """Find dates in hints that no body has: a hint tells bodies apart by their facts."""
    every = set().union(*stated.values())
    for note in deck.notes:
        for language in LANGUAGES:
            for said in dates_in(note.hint.in_language(language)):
                if not any(agree(said, date) for date in every):
                    yield Finding("hint", note.key, str(said), note.hint.in_language(language))


# -- numbers ---------------------------------------------------------------------------

_WORDS = {
    "id": (
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas "
        "dua-belas tiga-belas empat-belas lima-belas enam-belas tujuh-belas delapan-belas "
        "sembilan-belas dua-puluh"
    ),
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    ),
}
_NUMBERS = {
    language: {
        word.replace("-", " "): number for number, word in enumerate(words.split()) if number > 2
    }
    for language, words in _WORDS.items()
}
_UNITS = {
    "id": "(?:negara|anggota|ekonomi|pihak)(?! pendiri| tetap| asosiasi| pemrakarsa)",
    "en": "(?:member )?(?:states|countries|members|economies|parties)",
}
# One and two are articles and pairs more often than counts.
_COUNTED = {
    language: re.compile(
        rf"(?<![\w-])(\d{{1,3}}|{'|'.join(sorted(words, key=len, reverse=True))}) "
        rf"{_UNITS[language]}\b",
        re.IGNORECASE,
    )
    for language, words in _NUMBERS.items()
}


PARTS = {
    # Numbers that a card may state beside the members, because together they make them.
    "bandung-conference": (23, 6),
    "east-asia-summit": (10, 8),
    "fao": (194, 1),
    "g20": (19, 2),
    "oas": (35, -1),
    "opec": (12, -1),
    "pif": (16, 2),
    "rcep": (1, 14),
    "unclos": (169, 1),
}


def _sums(bodies: dict[str, Organisation]) -> Iterator[Finding]:
    """Find bodies whose parts do not add up, and organs that differ from their whole."""
    for key, parts in PARTS.items():
        members = bodies[key].members
        if members is None or members.count != sum(parts):
            yield Finding("parts", key, str(members and members.count))
    whole, organ = bodies["un"].members, bodies["un-general-assembly"].members
    if (whole and whole.count) != (organ and organ.count):
        yield Finding("parts", "un-general-assembly", str(organ and organ.count))


def _counts(sentences: list[Sentence]) -> Iterator[Finding]:
    """Find numbers of members that differ from those of every body in the sentence."""
    for sentence in sentences:
        counts = {body.members.count for body in sentence.bodies if body.members}
        parts = {part for body in sentence.bodies for part in PARTS.get(body.key, ())}
        for match in _COUNTED[sentence.language].finditer(sentence.text):
            written = match[1].lower()
            number = _NUMBERS[sentence.language].get(written)
            said = int(written) if number is None else number
            if counts and said not in counts | parts:
                yield _finding("count", sentence, said)


# -- places ----------------------------------------------------------------------------


def _cities(sentences: list[Sentence], bodies: dict[str, Organisation]) -> Iterator[Finding]:
    """Find a city of one body's seat said of bodies that have no such seat or founding place."""
    seats = [
        body.headquarters.city
        for body in bodies.values()
        # Singapore is a state first.
        if body.headquarters and body.headquarters.city != body.headquarters.country
    ]
    cities = {language: {seat.in_language(language) for seat in seats} for language in LANGUAGES}
    patterns = {
        language: re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
        for language, names in cities.items()
    }
    for sentence in sentences:
        own = " ".join(
            text.in_language(sentence.language)
            for body in sentence.bodies
            for text in _places(body)
        )
        for city in patterns[sentence.language].findall(sentence.text):
            if sentence.bodies and city not in own:
                yield _finding("city", sentence, _english(city, seats))


def _places(body: Organisation) -> Iterator[Text]:
    if body.headquarters:
        yield body.headquarters.city
    if body.founding_document:
        yield from (body.founding_document.place, body.founding_document.title)
    yield from (body.name, body.called)


def _english(city: str, seats: list[Text]) -> str:
    return next((seat.en for seat in seats if city == seat.id), city)


# -- what came after -------------------------------------------------------------------

_REPLACING = re.compile(r"\b(digantikan|menggantikan|penggantinya|replaced|succeeded|took over)\b")


def _replacements(sentences: list[Sentence], bodies: dict[str, Organisation]) -> Iterator[Finding]:
    """Find a body said to be replaced by, or to replace, another than its successor."""
    successor = {key: b.status.successor for key, b in bodies.items() if b.status}
    pairs = {frozenset(pair) for pair in successor.items() if all(pair)}
    for sentence in sentences:
        keys = {body.key for body in sentence.bodies}
        concerned = len(keys) > 1 and any(keys & pair for pair in pairs)
        told = any(pair <= keys for pair in pairs)
        if concerned and not told and _REPLACING.search(sentence.text):
            yield _finding("successor", sentence, " ".join(sorted(keys)))


def _successions(bodies: dict[str, Organisation]) -> Iterator[Finding]:
    """Find former bodies whose dates and successor do not fit together."""
    for key, body in bodies.items():
        status, begun = body.status, _begun(body)
        if status is None or status.date is None:
            continue
        if begun and _surely_after(begun, status.date):
            yield Finding("ends-before-founding", key, str(status.date))
        if not status.successor:
            continue
        heir = bodies[status.successor]
        taken_over = _begun(heir)
        if taken_over and _surely_after(taken_over, status.date):
            yield Finding("heir-too-late", key, f"{taken_over} after {status.date}")
        if taken_over and begun and _surely_after(begun, taken_over):
            yield Finding("heir-too-early", key, f"{taken_over} before {begun}")
        for language in LANGUAGES:
            name = status.successor_name.in_language(language)
            if name and not _pattern(heir, language).search(name):
                yield Finding("heir-name", key, name)


def _begun(body: Organisation) -> PartialDate | None:
    """Return the founding as the card asks for it."""
    founded = body.founded
    return founded.date.to(founded.ask or founded.date.precision) if founded else None


def _surely_after(one: PartialDate, other: PartialDate) -> bool:
    precision = min(one.precision, other.precision, key=("year", "month", "day").index)
    return one.to(precision) > other.to(precision)


# -- wholes and parts ------------------------------------------------------------------

SETS = {
    # Notes that together make a set whose size another card states: size, pattern of keys.
    "the principles of Bandung": (10, r"dasasila-\d\d"),
    "the principal organs of the UN": (
        6, r"un-(general-assembly|security-council|trusteeship-council|secretariat)|ecosoc|icj",
    ),
    "the purposes in the UN Charter": (4, r"un-purpose-.+"),
    "the aims in the ASEAN Declaration": (7, r"asean-aim-.+"),
}  # fmt: skip


def _sets(deck: Deck) -> Iterator[Finding]:
    for what, (size, pattern) in SETS.items():
        found = sum(bool(re.fullmatch(pattern, note.key)) for note in deck.notes)
        if found != size:
            yield Finding("set", what, str(found))


def _asean(deck: Deck, bodies: dict[str, Organisation]) -> Iterator[Finding]:
    """Hold the notes on who joined ASEAN when against its founding and its members."""
    asean = bodies["asean"]
    members, founded = asean.members, asean.founded
    assert members and founded
    goals = {note.key: note for note in deck.notes if isinstance(note, Goal)}
    founders = re.split(r", | and ", goals["asean-founders"].answer.en)
    joined = {
        key: next(dates_in(goal.answer.en))
        for key, goal in goals.items()
        if key.startswith("asean-member-")
    }
    if len(founders) + len(joined) != members.count:
        said = f"{len(founders)} + {len(joined)} = {members.count}"
        yield Finding("asean-members", "asean", said)
    for key, date in joined.items():
        too_late = members.as_of is not None and _surely_after(date, members.as_of)
        if too_late or not _surely_after(date, founded.date):
            yield Finding("asean-joined", key, str(date))


def _finding(rule: str, sentence: Sentence, said: object) -> Finding:
    keys = ", ".join(body.key for body in sentence.bodies)
    return Finding(rule, sentence.note.key, str(said), f"[{keys}] {sentence.text}")
