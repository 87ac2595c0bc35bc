"""Something that changes, without the date of its source.

Hal yang dapat berubah, tanpa tanggal sumbernya.

How many members a body has, who leads it, what is "now" the largest: such an answer is right only
on a day. Without `as_of` the card cannot say when it was true, and nobody can tell when to look it
up again. Office holders, records, prices, counts of people, members and living things, and
whatever the text says is so "now" need the date; what is fixed in history ("the first president")
does not. An explanation or a note counts too, where it tells of a number or a holder as of today
("now only 40 are left"), unless it names the year itself.

Berapa jumlah anggotanya, siapa pemimpinnya, apa yang "kini" terbesar: jawaban seperti itu benar
hanya pada suatu hari. Tanpa `as_of` kartu tidak dapat menyebut kapan isinya benar, dan tidak ada
yang tahu kapan harus diperiksa lagi. Pejabat, rekor, harga, jumlah penduduk, anggota, atau satwa,
dan apa pun yang disebut berlaku "saat ini" memerlukan tanggal; yang sudah tetap dalam sejarah
tidak. Penjelasan dan keterangan pun ikut dihitung bila menyebut angka atau pemegang jabatan yang
berlaku hari ini ("kini tinggal 40 ekor"), kecuali bila tahunnya disebut.

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

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.base.records import Note
from ankigen.kinds.base.text import Text
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.term import Term
from ankigen.lint.base import LANGUAGES, Finding, Path, View, facts_of
from ankigen.lint.bodies import has_ended, sentences
from ankigen.lint.language import word_set
from ankigen.lint.wording import (
    ALIVE,
    COUNT,
    DATED,
    HELD,
    HOLDER_NOW,
    NEWEST,
    NOW,
    NOW_IN_PASSING,
    NUMBERED,
    OFFICE,
    ONCE,
    OVER,
    PERSON,
    RECORD,
    TOLD,
)

CODE = "volatile-without-as-of"
SEVERITY = Severity.ERROR


def check(view: View) -> Iterator[Finding]:
    """Yield each note that tells of something that changes, and not when, once per note."""
    for note in view.deck.notes:
        if isinstance(note, Goal) and has_ended(view.notes.get(note.organisation)):
            continue
        for path, text in _undated(note):
            found = _volatile(note, path, text)
            if found:
                language, words = found
                yield Finding(note, (*path, language), {"words": words}, words=words)
                break


def _undated(note: Note) -> Iterator[tuple[Path, Text]]:
    """Yield the texts that no ``as_of`` dates."""
    if isinstance(note, Organisation):
        if not has_ended(note):
            for name, fact in facts_of(note):
                if fact.as_of is None and fact.explanation:
                    yield (name, "explanation"), fact.explanation
        return
    if not isinstance(note, (Goal, Term)) or note.as_of is not None:
        return
    if isinstance(note, Goal):
        yield ("question",), note.question
        yield ("answer",), note.answer
    else:
        yield ("definition",), note.definition
    yield ("explanation",), note.explanation
    yield ("example",), note.example


def _volatile(note: Note, path: Path, text: Text) -> tuple[str, str] | None:
    if path[-1] in ("explanation", "example"):
        return _told(text)
    asks = path == ("question",)
    for language in LANGUAGES:
        words = text.in_language(language)
        if word_set(words).isdisjoint(_TELLS_NOW[language]):
            continue
        now = NOW[language].search(words)
        if now and (asks or now.group().casefold() not in NOW_IN_PASSING):
            return language, now.group()
        if asks and (newest := NEWEST[language].search(words)):
            return language, newest.group()
        if language == "en" and (holder := HOLDER_NOW.search(words)):
            return language, holder.group()
    return _asked(note, text) if isinstance(note, Goal) and asks else None


def _asked(note: Goal, question: Text) -> tuple[str, str] | None:
    """Return the words of a question whose answer changes.

    Both languages have to agree: a question about the past shows it in one of them.
    """
    classes = [(RECORD, OVER), (ALIVE, OVER)]
    if _is_name(note.answer.in_language("en")):
        classes.append((OFFICE, ONCE))
    if _names_one(question.in_language("en")):
        classes.append((COUNT, ONCE))
    for patterns, over in classes:
        found = patterns["en"].search(question.in_language("en")) and patterns["id"].search(
            question.in_language("id")
        )
        if found and not any(over[each].search(question.in_language(each)) for each in LANGUAGES):
            return "id", found.group()
    return None


def _is_name(answer: str) -> bool:
    """Whether an answer names somebody: "The conductor" leads every orchestra."""
    return answer.rpartition(" ")[2][:1].isupper()


def _names_one(question: str) -> bool:
    """Whether a question is about one thing with a name: a jury always has as many members."""
    return any(word[:1].isupper() or word == "world" for word in question.split()[1:])


_TELLS_NOW = {
    "id": frozenset(
        {"saat", "sekarang", "kini", "dewasa", "hari", "tahun", "sudah", "telah", "terbaru"}
        | {"terkini", "terbarunya"}
    ),
    "en": frozenset(
        {
            "currently",
            "present",
            "presently",
            "nowadays",
            "days",
            "now",
            "today",
            "moment",
            "record",
        }
        | {"current", "incumbent", "reigning", "sitting", "latest", "newest", "year", "far", "date"}
    ),
}


_FIGURE = re.compile("[0-9]| (?:three|four|five|six|seven|eight|nine|ten|twenty|a hundred) ")


def _may_change(text: str, language: str) -> bool:
    """Whether a text is worth looking at closely: it says "now", or has a number or a name."""
    if not word_set(text).isdisjoint(_TELLS_NOW[language]):
        return True
    return bool(PERSON.search(text) or (language == "en" and _FIGURE.search(text)))


def _told(text: Text) -> tuple[str, str] | None:
    """Return the words of a sentence that tells of a number or a holder as of today."""
    for language in LANGUAGES:
        whole = text.in_language(language)
        if not _may_change(whole, language):
            continue
        for sentence in sentences(whole):
            if DATED.search(sentence):
                continue
            found = TOLD[language].search(sentence)
            if found is None and language == "en":
                found = HOLDER_NOW.search(sentence)
            if found is None:
                found = NOW[language].search(sentence)
                if found and not (
                    NUMBERED[language].search(sentence)
                    or (HELD[language].search(sentence) and PERSON.search(sentence))
                ):
                    found = None
            if found:
                return language, found.group()
    return None
