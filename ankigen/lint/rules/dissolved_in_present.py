"""A body that has ended, in the present tense.

Badan yang sudah bubar, dalam bentuk masa kini.

"The League of Nations is a world organisation" sends a student to look for it. What ended is
told in the past: "was", "dahulu", "pernah". Sentences that name a dissolved or replaced body of
the deck and speak of it as of something that still works are found in every note.

"Liga Bangsa-Bangsa adalah organisasi dunia" membuat pelajar mencarinya. Yang sudah berakhir
diceritakan sebagai masa lalu: "dahulu", "pernah", "was". Kalimat yang menyebut badan yang sudah
bubar atau digantikan seakan-akan masih bekerja dicari di setiap catatan.

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
    note:
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
    note:
      id: Liga Kapal Udara dahulu mengadakan pameran setiap tahun.
      en: The Airship League used to hold a fair every year.
  status:
    state: dissolved
    date: "1938-02-11"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import NAMES, Finding, Passage, View
from ankigen.lint.bodies import Bodies, Mention

CODE = "dissolved-in-present"
SEVERITY = Severity.WARNING

_OVER = frozenset({"dissolved", "succeeded"})
_PRESENT = {
    "id": re.compile(
        r"(?:masih|tetap|terus) (?!dikenang|dikenal|diingat|dipakai|digunakan|berlaku)\w+"
        r"|(?:bermarkas|beranggotakan|berkedudukan|bertujuan)\b",
    ),
    "en": re.compile(
        r"(?:still |currently |now |also |today )*"
        r"(?:is (?!remembered|known|called|considered|regarded|seen|named|often|a former|an example"
        r"|in the|no longer|not)"
        r"|has (?!been|become|left|gone|given)|have (?!been)"
        r"|(?:publishes|holds|meets|works|aims|runs|sits|serves|helps|keeps|consists|supports"
        r"|promotes|provides)\b)",
    ),
}
_NOW = {
    "id": re.compile(r"\b(?:saat ini|sekarang|kini|dewasa ini)\s*,?\s*(?:\w+\s)?\Z", re.I),
    "en": re.compile(r"\b(?:today|currently|now|nowadays),?\s+(?:the\s+)?\Z", re.I),
}
_PAST = {
    "id": re.compile(r"\b(?:dahulu|dulu|pernah|bekas|sudah|telah|semasa|waktu itu|ketika)\b", re.I),
    "en": re.compile(r"\b(?:was|were|used to|once|former|formerly|had|did|ended|replaced|until)\b"),
}


def check(view: View) -> Iterator[Finding]:
    """Yield each sentence that speaks of an ended body as if it worked on, once per passage."""
    over = [body for body in view.bodies if body.status and body.status.state in _OVER]
    bodies = Bodies(over)
    if not over:
        return
    for passage in view.passages:
        if passage.role in NAMES or passage.role in ("question", "hint"):
            continue
        found = _present(passage, bodies)
        if found:
            language, mention = found
            yield Finding(
                passage.note,
                (*passage.path, language),
                {"name": mention.name, "other": mention.body.key},
                words=mention.name,
            )


def _present(passage: Passage, bodies: Bodies) -> tuple[str, Mention] | None:
    for language, text in passage.sides:
        for mention in bodies.mentions(text, language):
            if _PAST[language].search(mention.before + mention.after):
                continue
            after = mention.after.lstrip(" ,").removeprefix("yang ").removeprefix("which ")
            if _PRESENT[language].match(after) or _NOW[language].search(mention.before):
                return language, mention
    return None
