"""One note says something else than another.

Satu catatan berbeda dengan catatan lain.

A body is founded in 1971 by its own note and in 1977 by a remark on another: one of the two
cards teaches an error, and the reader cannot tell which. Sentences that name a body of the deck
and say when it was founded or ended, how many members it has or in which city it sits, are
compared with that body's facts.

Menurut catatannya sendiri suatu badan berdiri pada 1971, menurut penjelasan di catatan lain pada
1977: salah satu kartu mengajarkan kekeliruan, dan pembaca tidak tahu yang mana. Kalimat yang
menyebut badan dalam dek ini dan mengatakan kapan ia berdiri atau bubar, berapa anggotanya, atau
di kota mana kedudukannya, dibandingkan dengan fakta badan itu.

Wrong:
- key: ferry-council
  type: organisation
  name:
    id: Dewan Feri Selat
    en: Straits Ferry Council
  founded:
    date: "1971-04-12"
    event: founded
    note:
      id: Perlu setahun perundingan.
      en: It took a year of talks.
- key: ferry-rules
  type: agreement
  name:
    id: Aturan Kapal Selat
    en: Straits Shipping Rules
  purpose:
    answer:
      id: mencegah tabrakan di perairan sempit
      en: to prevent collisions in narrow waters
    note:
      id: Dewan Feri Selat didirikan pada tahun 1977.
      en: The Straits Ferry Council was founded in 1977.

Right:
- key: ferry-council
  type: organisation
  name:
    id: Dewan Feri Selat
    en: Straits Ferry Council
  founded:
    date: "1971-04-12"
    event: founded
- key: ferry-rules
  type: agreement
  name:
    id: Aturan Kapal Selat
    en: Straits Shipping Rules
  purpose:
    answer:
      id: mencegah tabrakan di perairan sempit
      en: to prevent collisions in narrow waters
    note:
      id: Dewan Feri Selat didirikan pada tahun 1971.
      en: The Straits Ferry Council was founded in 1971.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import NAMES, Finding, Passage, View
from ankigen.lint.bodies import Bodies, Mention
from ankigen.model import Organisation, Text

CODE = "contradiction"
SEVERITY = Severity.ERROR

_GAP = r"[^,;:()0-9]{0,40}?"
_DAY = r"(?:(?:[0-9]{1,2} )?[^\W\d_]+ )?"
_FOUNDED = {
    "id": re.compile(rf"\W*(?:baru |sudah |resmi |telah )*"
                     rf"(?:didirikan|dibentuk|berdiri|lahir){_GAP}"
                     rf"(?:pada |tahun |sejak )+{_DAY}([12][0-9]{{3}})"),
    "en": re.compile(rf"\W*(?:was |were |has been |, )(?:formally |officially )?"
                     rf"(?:founded|established|formed|created|set up|born){_GAP}"
                     rf"(?:in|on|since) {_DAY}([12][0-9]{{3}})"),
}  # fmt: skip
_ENDED = {
    "id": re.compile(rf"\W*(?:resmi )?(?:dibubarkan|bubar|berakhir){_GAP}"
                     rf"(?:pada |tahun )+{_DAY}([12][0-9]{{3}})"),
    "en": re.compile(rf"\W*(?:was |were )?(?:formally |officially )?(?:dissolved|disbanded|ended)"
                     rf"{_GAP}(?:in|on) {_DAY}([12][0-9]{{3}})"),
}  # fmt: skip
_MEMBERS = {
    "id": re.compile(r"\W*(?:kini |sekarang |saat ini )?(?:beranggotakan|memiliki|mempunyai|punya)"
                     r" ([0-9]+) (?:negara(?: anggota)?|anggota|pihak)\b"),
    "en": re.compile(r"\W*(?:now |currently )?(?:has|with) ([0-9]+)"
                     r" (?:members?|member states|parties|states)\b"),
}  # fmt: skip
_SEAT = {
    "id": re.compile(r"\W*(?:yang )?(?:bermarkas|berkedudukan|berpusat|bermarkas besar)"
                     r"(?: besar)? di ([A-Z][\w. ]*[\w.])"),
    "en": re.compile(r"\W*(?:which |that )?(?:is (?:headquartered|based|seated)|sits"
                     r"|has its (?:headquarters|seat)) in ([A-Z][\w. ]*[\w.])"),
}  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    """Yield each sentence that says something else of a body than the body's own note."""
    bodies = Bodies(view.bodies)
    reported: set[tuple[str, str, str]] = set()
    for passage in view.passages:
        if passage.role in NAMES or passage.role == "question":
            continue
        for language, text in passage.sides:
            for mention in bodies.mentions(text, language):
                for said, known in _disagreements(mention, language):
                    key = (passage.note.key, mention.body.key, known)
                    if key not in reported:
                        reported.add(key)
                        yield _finding(passage, language, mention.body, said, known)


def _finding(passage: Passage, language: str, body: Organisation, said: str, known: str) -> Finding:
    params = {"said": said, "known": known, "other": body.key}
    return Finding(passage.note, (*passage.path, language), params, words=said)


def _disagreements(mention: Mention, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a sentence says of a body and what its note says instead."""
    body, after = mention.body, mention.after
    # Founded, signed, in force: each year that the note itself gives is right.
    said = _FOUNDED[language].match(after) if body.founded else None
    if said and body.founded and said[1] not in _years(body):
        yield said[1], str(body.founded.date.year)
    ended = body.status.date if body.status else None
    said = _ENDED[language].match(after) if ended else None
    if said and ended and said[1] not in _years(body):
        yield said[1], str(ended.year)
    said = _MEMBERS[language].match(after) if body.members else None
    if said and body.members and int(said[1]) != body.members.count:
        yield said[1], str(body.members.count)
    said = _SEAT[language].match(after) if body.headquarters else None
    if said and body.headquarters and not _same_city(said[1], body.headquarters.city):
        yield said[1], body.headquarters.city.in_language(language)


def _same_city(said: str, city: Text) -> bool:
    return any(said.startswith(name) or name.startswith(said) for name in (city.id, city.en))


def _years(body: Organisation) -> set[str]:
    dates = [body.founded.date if body.founded else None]
    dates.append(body.status.date if body.status else None)
    dates.append(body.founding_document.date if body.founding_document else None)
    years = {str(date.year) for date in dates if date}
    note = body.founded.note if body.founded else None
    if note:
        years |= set(re.findall(r"[12][0-9]{3}", f"{note.id} {note.en}"))
    return years
