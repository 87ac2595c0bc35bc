"""A question that does not say what it is about.

Pertanyaan yang tidak menyebut pokok bahasannya.

Anki shuffles: the card before may be from another chapter, and by tomorrow nobody knows which
"event" or whose "founder" was meant; "When founded?" names nothing at all. A card has to make
sense with no neighbour. Name the thing, or give the note a `heading`, which stands above the
question.

Anki mengacak kartu: kartu sebelumnya mungkin dari bab lain, dan esok tidak ada yang tahu
"peristiwa" mana atau "pendiri" siapa yang dimaksud; "Kapan terjadi?" tidak menyebut apa pun.
Setiap kartu harus dapat dipahami tanpa kartu lain. Sebutkan pokoknya, atau beri catatan itu
`heading`, yang tampil di atas pertanyaan.

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
from ankigen.kinds.goal import Goal
from ankigen.lint.base import Finding, View
from ankigen.lint.language import content

CODE = "question-without-subject"
SEVERITY = Severity.WARNING

_POINTS = {
    # Words that point at something said before; the noun before them is part of the match.
    "id": re.compile(
        r"\b(?P<noun>(?!(?:saat|hari|tahun|dewasa|dunia|bumi|abad|zaman|masa|bulan|minggu) ini"
        r"|(?:apa|apakah|siapa|siapakah) itu)\w+)"
        r" (?:ini|itu)\b"
        r"|\b(?:tersebut|di atas(?=\s*\?)|berikut ini)",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:this|that|these|those)"
        r" (?P<noun>(?!(?:day|week|month|year|century|age|world|planet)\b)\w+)\b"
        r"(?! (?:is|are|was|were)\b)",
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
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
# Nothing stands before such a pronoun that it could be, and it is none that only fills a place.
_FIRST = {
    "id": re.compile(
        r"(?:kapan|di mana|ke mana|mengapa|bagaimana|berapa)\b.*?\b(?P<it>ia|dia)\b", re.I
    ),
    "en": re.compile(
        r"(?:when|where|why|how|what|which|who)\b.*?"
        r"\b(?P<it>(?:did|does|was|is|has|had) (?:he|she)|(?:did|do|were|are|have) they"
        r"(?! call| say)|did it|(?:is|was|are|were) (?:his|her|its|their))\b"
        r"(?!.*\b(?:if|to|that|when)\b)",
        re.I,
    ),
}
# A question word and a verb, and nobody who does it or to whom it is done.
_VERB_ID = (
    r"(?:(?:di|ter|ber|me)[a-z]{3,}"
    r"|lahir|wafat|mulai|selesai|bubar|gugur|jatuh|runtuh|pecah|muncul)"
)
_BARE = {
    "id": re.compile(
        r"(?:(?:ber)?apa (?:lama|kali)|sejak kapan|kapan|bilamana|(?:di|ke|dari) mana|mengapa"
        r"|kenapa|bagaimana|(?:si)?apa(?:kah)? yang)(?:kah)?"
        r"(?: (?:akan|telah|sudah|pernah|dapat|bisa|harus|mulai|cara))*"
        rf" (?P<verb>{_VERB_ID})"
        rf"(?: (?:dan|atau) {_VERB_ID})?(?: (?:secara )?resmi| pertama kali)?\s*\?",
        re.I,
    ),
    "en": re.compile(
        r"(?:since when|when|where|why|how)(?: was| were| is| are| did| has been)?"
        r" (?P<verb>[a-z]+ed|held|born|begun|built|made|happen|happens|begin|end|occur|arise)"
        r"(?: first| officially)?\s*\?",
        re.I,
    ),
}
_DEFINES = re.compile(r"(?:apa|siapa)kah \w+ itu\s*\?", re.I)
_OBJECT = re.compile(r"(?:who|what|which \w+) \w+(?:ed|t|e|d) (?P<it>it|them|him)\b", re.I)


def check(view: View) -> Iterator[Finding]:
    """Yield each question that points at something outside itself, once per note."""
    for note in view.deck.notes:
        if not isinstance(note, Goal) or note.heading:
            continue
        for language in ("id", "en"):
            question = note.question.in_language(language)
            bare = _BARE[language].fullmatch(question.strip())
            words = bare["verb"] if bare else _pointer(question, language)
            if words:
                yield Finding(note, ("question", language), {"words": words}, words=words)
                break


def _pointer(question: str, language: str) -> str:
    """Return the words that point outside the question, or nothing."""
    # What an earlier sentence says may be pointed at.
    said = re.split(r"(?<=[.!:;])\s+", question)
    if len(said) > 1:
        return ""
    question = _QUOTED.sub("“”", question)
    for match in _POINTS[language].finditer(question):
        if _outside(match, question, language):
            return match.group()
    pronoun = _STANDS_FOR[language].search(question)
    if pronoun and pronoun.group().casefold() not in _NO_POINTER:
        telling = [w for w in content(question, language) if w != pronoun.group().casefold()]
        if len(telling) < _LEAST_WORDS:
            return pronoun.group()
    first = _FIRST[language].match(question)
    if first and not content(question[: first.start("it")], language):
        return first["it"]
    if language == "en" and (thing := _OBJECT.match(question)):
        return thing["it"]
    return ""


def _outside(match: re.Match[str], question: str, language: str) -> bool:
    noun = match.group("noun")
    if noun is None:
        return True
    before = question[: match.start()].casefold()
    if (noun[0].isupper() and before) or _DEFINES.match(question):
        # A name, or a word that is asked for, says itself what is meant.
        return False
    if language == "en" and match.group().casefold().startswith(("that", "those")):
        # "the body that decides": a relative clause, not a pointer.
        return False
    return noun.casefold() not in before.split() and not _named(before)


def _named(before: str) -> bool:
    """Tell whether enough was said before the pointer for it to have something to point at."""
    said = min(len(content(before, "id")), len(content(before, "en")))
    # A clause of its own ("if the ball goes out, …") names more than a few words do.
    return said > (1 if "," in before else 3)
