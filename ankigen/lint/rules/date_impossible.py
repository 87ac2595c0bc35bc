"""Dates that cannot all be true.

Tanggal yang tidak mungkin semuanya benar.

A member before the founding, a founding document dated after the founding by it, an event after
the end, a source read tomorrow, a span of years that runs backwards ("1827–1745", "from 1844 until
1831"), a death before the birth, a day that no calendar has (31 June): one of two dates is a slip
of the pen. Years before Christ run backwards rightly. (`validate` already refuses an end before
the beginning.)

Menjadi anggota sebelum berdiri, dokumen pendirian yang lebih muda daripada pendiriannya, peristiwa
sesudah bubar, sumber yang dibaca besok, rentang tahun yang mundur ("1827–1745", "dari 1844 sampai
1831"), wafat sebelum lahir, tanggal yang tidak ada di kalender (31 Juni): salah satu tanggalnya
pasti salah tulis. Tahun sebelum Masehi memang mundur. (`validate` sudah menolak akhir yang
mendahului awal.)

Wrong:
- key: cable-association
  type: organisation
  name:
    id: Perhimpunan Kabel Laut
    en: Submarine Cable Association
  founded:
    date: "1912-05-04"
    event: founded
  indonesia:
    relation: member
    since: "1905"

Right:
- key: cable-association
  type: organisation
  name:
    id: Perhimpunan Kabel Laut
    en: Submarine Cable Association
  founded:
    date: "1912-05-04"
    event: founded
  indonesia:
    relation: member
    since: "1950"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.dates import PartialDate
from ankigen.diagnostics import Severity
from ankigen.kinds.base.records import Note
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.term import Term
from ankigen.lint.base import MONTHS, Finding, Passage, Path, View, facts_of
from ankigen.lint.bodies import ended_on, sentences

CODE = "date-impossible"
SEVERITY = Severity.ERROR

_YEAR = r"([1-9][0-9]{2}|[12][0-9]{3})"
_SPAN = re.compile(rf"(?<![\d.,/-]){_YEAR}\s*[–-]\s*{_YEAR}(?![\d.,/-])")
_FROM_TO = {
    "id": re.compile(
        rf"\b(?:dari|sejak|antara|mulai) (?:tahun )?{_YEAR} "
        rf"(?:sampai(?: dengan)?|hingga|dan|ke) (?:tahun )?{_YEAR}\b"
    ),
    "en": re.compile(rf"\b(?:from|between|since) {_YEAR} (?:to|until|till|and) {_YEAR}\b"),
}
_LIFE = {
    "id": re.compile(
        rf"\b(?:lahir|didirikan|dibuka|berdiri)\b[^0-9]*(?:[0-9]{{1,2}} \w+ )?{_YEAR}\b"
        r".*\b(?:meninggal|wafat|dibubarkan|bubar|ditutup)\b[^0-9]*"
        rf"(?:[0-9]{{1,2}} \w+ )?{_YEAR}\b",
        re.I,
    ),
    "en": re.compile(
        rf"\b(?:born|founded|opened)\b[^0-9]*(?:[0-9]{{1,2}} \w+ )?{_YEAR}\b"
        r".*\b(?:died|dissolved|closed|disbanded)\b[^0-9]*"
        rf"(?:[0-9]{{1,2}} \w+ )?{_YEAR}\b",
        re.I,
    ),
}
_BEFORE_CHRIST = re.compile(
    r"\b(?:SM|BCE?|sebelum Masehi|before Christ|before the (?:Common|Christian) Era)\b", re.I
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = {
    language: re.compile(rf"(?<![\d.,–-])([0-9]{{1,2}}) ({'|'.join(names)})\b")
    for language, names in MONTHS.items()
}
_MONTH_DAY = re.compile(rf"\b({'|'.join(MONTHS['en'])}) ([0-9]{{1,2}})(?!\d|[.:]\d)")
# What a body's own note says of its end or beginning, without its name.
_ITS_END = {
    "id": re.compile(
        r"(?:(?:Badan|Lembaga|Organisasi|\w+) (?:ini|itu) )?(?:[Rr]esmi )?(?:[Dd]ibubarkan|[Bb]ubar"
        rf"|[Dd]itutup) pada (?:tahun )?(?:[0-9]{{1,2}} )?(?:[A-Z]\w+ )?{_YEAR}\b"
    ),
    "en": re.compile(
        r"It (?:was |finally )*(?:formally )?(?:dissolved|disbanded|closed|wound up)(?: down)? in"
        rf" (?:[A-Z]\w+ )?{_YEAR}\b"
    ),
}
_BEGINS_BY_DOCUMENT = frozenset({"in-force", "opened"})


def check(view: View) -> Iterator[Finding]:
    """Yield each date that another one rules out."""
    for note in view.deck.notes:
        for path, date in _known_dates(note):
            if view.today.is_before(date):
                yield Finding(note, path, {"date": str(date), "other": str(view.today)})
        if isinstance(note, Organisation):
            yield from _history(note)
    for told in view.works:
        read = told.work.read
        if read and view.today.is_before(read):
            params = {"date": str(read), "other": str(view.today)}
            yield Finding(told.note, (*told.path, "read"), params)
    for passage in view.passages:
        yield from _in_text(passage)


def _in_text(passage: Passage) -> Iterator[Finding]:
    """Yield the dates of a text that rule each other out, once per language."""
    of_body = passage.role == "explanation" and isinstance(passage.note, Organisation)
    for language, text in passage.sides:
        found = _backwards(text, language) if _TWO_YEARS.search(text) else None
        if found is None and _DAYS.search(text):
            found = _no_such_day(text, language)
        if found is None and of_body:
            found = _before_founding(passage, text, language)
        if found:
            date, other, words = found
            params = {"date": date, "other": other}
            yield Finding(passage.note, (*passage.path, language), params, words=words)


_TWO_YEARS = re.compile("[0-9]{3}.*?[^0-9][0-9]{3}", re.S)
_DAYS = re.compile("[0-9] [A-Z]|[yhlter] [0-9]")


def _backwards(text: str, language: str) -> tuple[str, str, str] | None:
    patterns = [_FROM_TO[language]]
    if "–" in text or "-" in text:
        patterns.append(_SPAN)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if int(match[1]) > int(match[2]) and not _BEFORE_CHRIST.search(text):
                return match[2], match[1], match.group()
    for sentence in sentences(text):
        life = _LIFE[language].search(sentence)
        if life and int(life[1]) > int(life[2]) and not _BEFORE_CHRIST.search(text):
            return life[2], life[1], life[2]
    return None


def _no_such_day(text: str, language: str) -> tuple[str, str, str] | None:
    """Return a day that its month does not have, and the last that it has."""
    names = MONTHS[language]
    days = [(found, found[1], found[2]) for found in _DAY[language].finditer(text)]
    if language == "en":
        days += [(found, found[2], found[1]) for found in _MONTH_DAY.finditer(text)]
    for found, day, month in days:
        length = _LENGTHS[names.index(month)]
        if not 1 <= int(day) <= length:
            return found.group(), f"{length} {month}", found.group()
    return None


def _before_founding(passage: Passage, text: str, language: str) -> tuple[str, str, str] | None:
    """Return the year in which a body's own note lets it end before it began."""
    note = passage.note
    if not isinstance(note, Organisation) or not note.founded or passage.role != "explanation":
        return None
    for sentence in sentences(text):
        found = _ITS_END[language].match(sentence)
        if found and int(found[1]) < note.founded.date.year:
            return found[1], str(note.founded.date.year), found[1]
    return None


def _known_dates(note: Note) -> Iterator[tuple[Path, PartialDate]]:
    """Yield the dates that cannot lie ahead."""
    if isinstance(note, (Goal, Term)) and note.as_of:
        yield ("as_of",), note.as_of
    if not isinstance(note, Organisation):
        return
    for name, fact in facts_of(note):
        if fact.as_of:
            yield (name, "as_of"), fact.as_of
    if note.founded:
        yield ("founded", "date"), note.founded.date
    if note.indonesia and note.indonesia.since:
        yield ("indonesia", "since"), note.indonesia.since


def _history(note: Organisation) -> Iterator[Finding]:
    founded = note.founded.date if note.founded else None
    end = ended_on(note)
    since = note.indonesia.since if note.indonesia else None
    document = note.founding_document.date if note.founding_document else None
    if since and founded and since.is_before(founded):
        yield _finding(note, ("indonesia", "since"), since, founded)
    if since and end and end.is_before(since):
        yield _finding(note, ("indonesia", "since"), since, end)
    by_document = note.founded is not None and note.founded.event in _BEGINS_BY_DOCUMENT
    if document and founded and by_document and founded.is_before(document):
        yield _finding(note, ("founding_document", "date"), document, founded)
    if document and end and end.is_before(document):
        yield _finding(note, ("founding_document", "date"), document, end)
    if note.members and note.members.as_of and end and end.is_before(note.members.as_of):
        yield _finding(note, ("members", "as_of"), note.members.as_of, end)


def _finding(note: Organisation, path: Path, date: PartialDate, other: PartialDate) -> Finding:
    return Finding(note, path, {"date": str(date), "other": str(other)})
