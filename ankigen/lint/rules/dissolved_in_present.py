"""A body that has ended, in the present tense.

Badan yang sudah bubar, dalam bentuk masa kini.

"The League of Nations is a world organisation" sends a student to look for it. What ended is told
in the past: "was", "dahulu", "pernah". Sentences that name a dissolved or replaced body of the
deck and speak of it as of something that still works are found in every note, questions too ("What
does the League do?"). In the body's own note "it" is enough, where the sentence cannot be about a
building, a document or a successor. What outlives a body (its archive, its fame) may be told in
the present.

"Liga Bangsa-Bangsa adalah organisasi dunia" membuat pelajar mencarinya. Yang sudah berakhir
diceritakan sebagai masa lalu: "dahulu", "pernah", "was". Kalimat yang menyebut badan yang sudah
bubar atau digantikan seakan-akan masih bekerja dicari di setiap catatan, juga di pertanyaan ("Apa
kegiatan Liga itu sekarang?"). Dalam catatannya sendiri cukup "lembaga ini masih". Peninggalannya
(arsip, nama baik) boleh diceritakan sebagai masa kini.

Wrong:
- key: airship-league
  type: organisation
  name:
    id: Liga Kapal Udara
    en: Airship League
  purpose:
    answer:
      id: mempromosikan perjalanan dengan balon
      en: to promote travel by balloon
    explanation:
      id: Liga Kapal Udara masih mengadakan pameran setiap tahun.
      en: The Airship League still holds a fair every year.
  status:
    state: dissolved
    date: "1938-02-11"

Right:
- key: airship-league
  type: organisation
  name:
    id: Liga Kapal Udara
    en: Airship League
  purpose:
    answer:
      id: mempromosikan perjalanan dengan balon
      en: to promote travel by balloon
    explanation:
      id: Liga Kapal Udara dahulu mengadakan pameran setiap tahun.
      en: The Airship League used to hold a fair every year.
  status:
    state: dissolved
    date: "1938-02-11"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ankigen.diagnostics import Severity
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import Organisation
from ankigen.lint.base import NAMES, Finding, Passage, View
from ankigen.lint.bodies import Bodies, Mention, has_ended, sentences

CODE = "dissolved-in-present"
SEVERITY = Severity.WARNING

_REMEMBERED = (
    r"(?:dikenang|dikenal|diingat|dipakai|digunakan|berlaku|menjadi|disimpan|diperdebatkan)"
)
_VERBS = (
    r"(?:publishes|holds|meets|works|aims|runs|sits|serves|helps|keeps|consists|supports|promotes"
    r"|provides|organi[sz]es|manages|owns|offers|awards|issues|oversees|advises|represents|unites"
    r"|trains|teaches|collects|maintains|operates|includes|leads|employs|sells|makes|regulates"
    r"|coordinates|gives|funds|monitors|protects|sends|lends|pays|plays|performs|produces"
    r"|researches|studies|hosts|shows|brings|sets|settles|decides|invites|elects|controls|tests)\b"
)
_IS = (
    r"is (?!remembered|known|called|considered|regarded|seen|named|often|said|thought|credited"
    r"|a (?:former|forerunner|predecessor)|an example|in the|no longer|not"
    r"|the (?:first|only|oldest|earliest|forerunner|predecessor|ancestor|basis|root|model))"
)
_HAS = r"has (?!been|become|left|gone|given|had|ceased|no|an? (?:successor|heir))|have (?!been|had)"
_PRESENT = {
    "id": re.compile(
        rf"(?:masih|tetap|terus) (?!{_REMEMBERED})\w+"
        r"|(?:bermarkas|beranggotakan|berkedudukan|bertujuan)\b",
    ),
    "en": re.compile(rf"(?:still |currently |now |also |today )*(?:{_IS}|{_HAS}|{_VERBS})"),
}
_NOW = {
    "id": re.compile(r"\b(?:saat ini|sekarang|kini|dewasa ini)\s*,?\s*(?:\w+\s)?\Z", re.I),
    "en": re.compile(r"\b(?:today|currently|now|nowadays),?\s+(?:the\s+)?\Z", re.I),
}
_PAST = {
    "id": re.compile(r"\b(?:dahulu|dulu|pernah|bekas|sudah|telah|semasa|waktu itu|ketika)\b", re.I),
    "en": re.compile(r"\b(?:was|were|used to|once|former|formerly|had|did|ended|replaced|until)\b"),
}

# A question asks for what the body does, or what it is made of, today.
_ASKED_BEFORE = re.compile(
    r"\b(?:(?P<does>does|do)|(?P<be>is|are)"
    r"|(?:what|where|which|who) (?:is|are) the (?:\w+ )?(?:seat|aims?|goals?|purpose|tasks?|work"
    r"|headquarters|members?|function|role|motto|president|head|leader|director) of"
    r"|leads|heads|chairs|belongs? to|(?:is|are) (?:an? )?members? of) (?:the )?\Z",
    re.I,
)
_DIFFERENT = re.compile(r"\W*(?:differ|mean|matter|owe|live on|stand for|remain)\b")
_BE = re.compile(
    r"\W*(?:still |now |currently )?(?:based|headquartered|located|seated|found|led|run|funded"
    r"|chaired|headed|made up|divided|organi[sz]ed|active|in charge|responsible|working)\b"
)
_ASKED_NOW = re.compile(
    r"(?:\s+\w+){0,2}\s+(?:sekarang|saat ini|kini|masih)\b(?! dikenang| dikenal)"
)
_LEFT_BEHIND = re.compile(
    r"\b(?:arsip|koleksi|gedung|bekas|peninggalan|penerus|pengganti|tugas|peran|nama|dokumen)\b",
    re.I,
)

# What stands for the body in its own note.
_KINDS = {
    "id": (
        r"(?:badan|lembaga|organisasi|perhimpunan|perkumpulan|perserikatan|serikat|liga|uni|dewan"
        r"|forum|kelompok|asosiasi|klub|persatuan|institut|bank|museum|orkes|akademi|komisi|komite"
        r"|federasi|gerakan|perusahaan|partai|jaringan|yayasan|mahkamah|kantor|sekolah|masyarakat)"
    ),
    "en": (
        r"(?:body|organi[sz]ation|society|association|union|league|council|forum|group|club"
        r"|institut(?:e|ion)|bank|museum|orchestra|academy|commission|committee|federation|movement"
        r"|company|party|network|foundation|court|office|school|agency|bureau|guild|alliance|fund)"
    ),
}
_ITSELF = {
    "id": re.compile(
        rf"(?:{_KINDS['id']} (?:ini|itu|tersebut)|ia|dia)\s+"
        r"(?:hingga kini |sampai (?:kini|sekarang) )?"
        rf"(?:(?:masih|tetap|terus) (?!{_REMEMBERED})\w"
        r"|(?:kini|sekarang|saat ini) (?!di|menjadi)\w)",
        re.I,
    ),
    "en": re.compile(
        rf"(?P<it>It|(?:The|This) {_KINDS['en']})\s+"
        rf"(?P<still>(?:still |currently |now |also |today )*)(?:{_IS}|{_HAS}|{_VERBS})"
        r"|Its (?:headquarters|seat|members|president|director|chair\w*|secretary\w*|staff|budget)"
        r" (?:is|are|lies?|sits?|meets?|has|have) "
    ),
}
_OF_OTHERS = frozenset({"status", "headquarters", "founding_document"})
"""Facts beside which "it" may be a successor, a building or a document."""


@dataclass(frozen=True, slots=True)
class _Told:
    language: str
    body: Organisation
    name: str
    words: str


def check(view: View) -> Iterator[Finding]:
    """Yield each sentence that speaks of an ended body as if it worked on, once per passage."""
    over = [body for body in view.bodies if has_ended(body)]
    bodies = Bodies(over)
    if not over:
        return
    for passage in view.passages:
        if passage.role in NAMES or passage.role == "hint":
            continue
        asks = passage.role == "question"
        found = _asked(passage, bodies) if asks else _present(passage, bodies)
        found = found or (None if asks else _itself(passage, view))
        if found:
            yield Finding(
                passage.note,
                (*passage.path, found.language),
                {"name": found.name, "other": found.body.key},
                words=found.words,
            )


def _present(passage: Passage, bodies: Bodies) -> _Told | None:
    for language, text in passage.sides:
        for mention in bodies.mentions(text, language):
            if _PAST[language].search(mention.before + mention.after):
                continue
            after = mention.after.lstrip(" ,").removeprefix("yang ").removeprefix("which ")
            if _PRESENT[language].match(after) or _NOW[language].search(mention.before):
                return _Told(language, mention.body, mention.name, mention.name)
    return None


def _asked(passage: Passage, bodies: Bodies) -> _Told | None:
    """Return the body that a question speaks of as if it were still there."""
    for language, text in passage.sides:
        for mention in bodies.mentions(text, language):
            if not _PAST[language].search(mention.before + mention.after) and _in_question(
                mention, language
            ):
                return _Told(language, mention.body, mention.name, mention.name)
    return None


def _in_question(mention: Mention, language: str) -> bool:
    if language == "id":
        return bool(_ASKED_NOW.match(mention.after)) and not _LEFT_BEHIND.search(mention.before)
    before = _ASKED_BEFORE.search(mention.before)
    if before is None:
        return False
    if before["does"]:
        return not _DIFFERENT.match(mention.after)
    return bool(_BE.match(mention.after)) if before["be"] else True


def _itself(passage: Passage, view: View) -> _Told | None:
    """Return the words that stand for an ended body in its own note, in the present."""
    note = passage.note
    body = view.notes.get(note.organisation) if isinstance(note, Goal) else note
    if not isinstance(body, Organisation) or not has_ended(body) or passage.role == "answer":
        return None
    for language, text in passage.sides:
        for index, sentence in enumerate(sentences(text)):
            found = _ITSELF[language].match(sentence)
            if found is None or _PAST[language].search(sentence):
                continue
            alone = language == "en" and not found["still"] and found["it"] in ("It", None)
            # "It" and "its" may be of another thing that was named before.
            if alone and (index or body is not note or passage.path[0] in _OF_OTHERS):
                continue
            name = body.name.in_language(language)
            return _Told(language, body, name, " ".join(found.group().split()[:2]))
    return None
