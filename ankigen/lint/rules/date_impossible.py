"""Dates that cannot all be true.

Tanggal yang tidak mungkin semuanya benar.

A member before the founding, a founding document dated after the founding by it, an event after
the end, a source read tomorrow, a span of years that runs backwards: one of two dates is a slip
of the pen. (`validate` already refuses an end before the beginning.)

Menjadi anggota sebelum berdiri, dokumen pendirian yang lebih muda daripada pendiriannya, peristiwa
sesudah bubar, sumber yang dibaca besok, rentang tahun yang mundur: salah satu tanggalnya pasti
salah tulis. (`validate` sudah menolak akhir yang mendahului awal.)

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

from ankigen.dates import PRECISIONS, PartialDate
from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, Path, View, facts_of
from ankigen.model import Goal, Note, Organisation, Term

CODE = "date-impossible"
SEVERITY = Severity.ERROR

_YEAR = r"([1-9][0-9]{2}|[12][0-9]{3})"
_SPAN = re.compile(rf"(?<![\d.,/-]){_YEAR}\s*[–-]\s*{_YEAR}(?![\d.,/-])")
_BEFORE_CHRIST = re.compile(r"\b(?:SM|BCE?)\b")
_OVER = frozenset({"dissolved", "succeeded", "concluded"})
_BEGINS_BY_DOCUMENT = frozenset({"in-force", "opened"})


def check(view: View) -> Iterator[Finding]:
    """Yield each date that another one rules out."""
    for note in view.deck.notes:
        for path, date in _known_dates(note):
            if _surely_before(view.today, date):
                yield Finding(note, path, {"date": str(date), "other": str(view.today)})
        if isinstance(note, Organisation):
            yield from _history(note)
    for citation in view.citations:
        for index, source in enumerate(citation.sources):
            if source.read and _surely_before(view.today, source.read):
                path = (*citation.path, index, "read")
                params = {"date": str(source.read), "other": str(view.today)}
                yield Finding(citation.note, path, params)
    for passage in view.passages:
        for language, text in passage.sides:
            for match in _SPAN.finditer(text) if "–" in text or "-" in text else ():
                if int(match[1]) > int(match[2]) and not _BEFORE_CHRIST.search(text):
                    yield Finding(
                        passage.note,
                        (*passage.path, language),
                        {"date": match[2], "other": match[1]},
                        words=match.group(),
                    )


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
    over = note.status is not None and note.status.state in _OVER
    end = note.status.date if note.status and over else None
    since = note.indonesia.since if note.indonesia else None
    document = note.founding_document.date if note.founding_document else None
    if since and founded and _surely_before(since, founded):
        yield _finding(note, ("indonesia", "since"), since, founded)
    if since and end and _surely_before(end, since):
        yield _finding(note, ("indonesia", "since"), since, end)
    by_document = note.founded is not None and note.founded.event in _BEGINS_BY_DOCUMENT
    if document and founded and by_document and _surely_before(founded, document):
        yield _finding(note, ("founding_document", "date"), document, founded)
    if document and end and _surely_before(end, document):
        yield _finding(note, ("founding_document", "date"), document, end)
    if note.members and note.members.as_of and end and _surely_before(end, note.members.as_of):
        yield _finding(note, ("members", "as_of"), note.members.as_of, end)


def _finding(note: Organisation, path: Path, date: PartialDate, other: PartialDate) -> Finding:
    return Finding(note, path, {"date": str(date), "other": str(other)})


def _surely_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether one date is before another, whatever their unknown parts are."""
    precision = min(one.precision, other.precision, key=PRECISIONS.index)
    return one.to(precision) < other.to(precision)
