"""A question that does not say what it is about.

Pertanyaan yang tidak menyebut pokok bahasannya.

Anki shuffles: the card before may be from another chapter, and by tomorrow nobody knows which
"event" or whose "founder" was meant. A card has to make sense with no neighbour. Name the thing,
or give the note a `subject`, which stands above the question.

Anki mengacak kartu: kartu sebelumnya mungkin dari bab lain, dan esok tidak ada yang tahu
"peristiwa" mana atau "pendiri" siapa yang dimaksud. Setiap kartu harus dapat dipahami tanpa
kartu lain. Sebutkan pokoknya, atau beri catatan itu `subject`, yang tampil di atas pertanyaan.

Wrong:
- key: founder
  category: role
  question:
    id: Siapa pendirinya?
    en: Who founded it?
  answer:
    id: Ki Hajar Dewantara
    en: Ki Hajar Dewantara

Right:
- key: founder
  category: role
  question:
    id: Siapa pendiri Taman Siswa?
    en: Who founded Taman Siswa?
  answer:
    id: Ki Hajar Dewantara
    en: Ki Hajar Dewantara
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.language import content
from ankigen.model import Goal

CODE = "question-without-subject"
SEVERITY = Severity.WARNING

_POINTS = {
    # Words that point at something said before; the noun before them is part of the match.
    "id": re.compile(
        r"(?P<noun>\w+) (?:ini|itu)\b(?<!saat ini)(?<!hari ini)(?<!tahun ini)(?<!dewasa ini)"
        r"|\b(?:tersebut|di atas(?=\s*\?)|berikut ini)",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:this|that|these|those) (?P<noun>(?!day\b|year\b)\w+)\b(?! (?:is|are|was|were)\b)",
        re.I,
    ),
}
_STANDS_FOR = {
    "id": re.compile(r"\w{3,}nya\b|\b(?:mereka|ia|dia)\b", re.I),
    "en": re.compile(r"\b(?:it|its|they|them|their|he|she|his|her)\b", re.I),
}
_LEAST_WORDS = 2
_NO_POINTER = frozenset(
    {"biasanya", "misalnya", "sebenarnya", "umumnya", "hanya", "tanya", "punya"}
)
_RELATIVE = re.compile(r"\bthat (?:\w+)", re.I)


def check(view: View) -> Iterator[Finding]:
    """Yield each question that points at something outside itself, once per note."""
    for note in view.deck.notes:
        if not isinstance(note, Goal) or note.subject:
            continue
        for language in ("id", "en"):
            words = _pointer(note.question.in_language(language), language)
            if words:
                yield Finding(note, ("question", language), {"words": words}, words=words)
                break


def _pointer(question: str, language: str) -> str:
    """Return the words that point outside the question, or nothing."""
    # What an earlier sentence says may be pointed at.
    said = re.split(r"(?<=[.!:;])\s+", question)
    if len(said) > 1:
        return ""
    for match in _POINTS[language].finditer(question):
        if _outside(match, question, language):
            return match.group()
    pronoun = _STANDS_FOR[language].search(question)
    if pronoun and pronoun.group().casefold() not in _NO_POINTER:
        telling = [w for w in content(question, language) if w != pronoun.group().casefold()]
        if len(telling) < _LEAST_WORDS:
            return pronoun.group()
    return ""


def _outside(match: re.Match[str], question: str, language: str) -> bool:
    noun = match.group("noun")
    if noun is None:
        return True
    before = question[: match.start()].casefold()
    if language == "en" and match.group().casefold().startswith(("that", "those")):
        # "the body that decides": a relative clause, not a pointer.
        return False
    return noun.casefold() not in before.split() and not _named(before)


def _named(before: str) -> bool:
    """Tell whether enough was said before the pointer for it to have something to point at."""
    return len(content(before, "id")) > 3 and len(content(before, "en")) > 3
