"""Something that changes, without the date of its source.

Hal yang dapat berubah, tanpa tanggal sumbernya.

How many members a body has, who leads it, what is "now" the largest: such an answer is right
only on a day. Without `as_of` the card cannot say when it was true, and nobody can tell when to
look it up again. Office holders, counts of people, members and provinces, and whatever the text
says is so "now" need the date; what is fixed in history ("the first president") does not.

Berapa jumlah anggotanya, siapa pemimpinnya, apa yang "kini" terbesar: jawaban seperti itu benar
hanya pada suatu hari. Tanpa `as_of` kartu tidak dapat menyebut kapan isinya benar, dan tidak ada
yang tahu kapan harus diperiksa lagi. Pejabat, jumlah penduduk, anggota, atau provinsi, dan apa
pun yang disebut berlaku "saat ini" memerlukan tanggal; yang sudah tetap dalam sejarah tidak.

Wrong:
- key: provinces
  category: role
  question:
    id: Berapa jumlah provinsi di Indonesia?
    en: How many provinces does Indonesia have?
  answer:
    id: "38"
    en: "38"

Right:
- key: provinces
  category: role
  question:
    id: Berapa jumlah provinsi di Indonesia?
    en: How many provinces does Indonesia have?
  answer:
    id: "38"
    en: "38"
  as_of: "2025-08"
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import LANGUAGES, Finding, Path, View
from ankigen.lint.wording import COUNT, NOW, OFFICE, ONCE
from ankigen.model import Goal, Note, Term, Text

CODE = "volatile-without-as-of"
SEVERITY = Severity.ERROR


def check(view: View) -> Iterator[Finding]:
    """Yield each note without `as_of` that asks for something that changes, once per note."""
    for note in view.deck.notes:
        if not isinstance(note, (Goal, Term)) or note.as_of is not None:
            continue
        for path, text in _asked(note):
            found = _volatile(text, asks=path == ("question",))
            if found:
                language, words = found
                yield Finding(note, (*path, language), {"words": words}, words=words)
                break


def _asked(note: Goal | Term) -> Iterator[tuple[Path, Text]]:
    """Yield what a note asks and answers: what is only told beside it may grow old."""
    if isinstance(note, Goal):
        yield ("question",), note.question
        yield ("answer",), note.answer
    else:
        yield ("definition",), note.definition


def _volatile(text: Text, *, asks: bool) -> tuple[str, str] | None:
    for language in LANGUAGES:
        words = text.in_language(language)
        now = NOW[language].search(words)
        if now and (asks or now.group().casefold() not in ("now", "kini", "today")):
            return language, now.group()
    if asks:
        for patterns in (OFFICE, COUNT):
            # Both languages have to agree: a question about the past shows it in one of them.
            found = [
                patterns[language].search(text.in_language(language)) for language in LANGUAGES
            ]
            past = [ONCE[language].search(text.in_language(language)) for language in LANGUAGES]
            if found[0] and found[1] and not any(past):
                return LANGUAGES[0], found[0].group()
    return None


def asks_for_office(note: Note) -> bool:
    """Whether a note asks who holds an office."""
    return isinstance(note, Goal) and any(
        OFFICE[language].search(note.question.in_language(language)) for language in LANGUAGES
    )


def asks_for_members(note: Note) -> bool:
    """Whether a note asks for a count of members or people."""
    return isinstance(note, Goal) and any(
        COUNT[language].search(note.question.in_language(language)) for language in LANGUAGES
    )
