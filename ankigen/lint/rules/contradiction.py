"""One note says something else than another.

Satu catatan berbeda dengan catatan lain.

A body is founded in 1971 by its own note and in 1977 by a remark on another: one of the two cards
teaches an error, and the reader cannot tell which. Sentences and questions that name a body of the
deck and say when it was founded or ended, how many members it has or in which city it sits, are
compared with that body's facts. Of all other things these are compared with each other: how many
parts a thing has ("a violin has five strings"), how high, long or deep it is, in which year
something was done, when somebody was born and died, and two answers to one question put in another
order of words, if it can have one answer only (the highest, when, how many). More than such plain
sentences is not understood: a contradiction in other words, in a subordinate clause or across two
sentences goes unnoticed, so a deck without findings is not proven.

Menurut catatannya sendiri suatu badan berdiri pada 1971, menurut penjelasan di catatan lain pada
1977: salah satu kartu mengajarkan kekeliruan, dan pembaca tidak tahu yang mana. Kalimat dan
pertanyaan yang menyebut badan dalam dek ini dan mengatakan kapan ia berdiri atau bubar, berapa
anggotanya, atau di kota mana kedudukannya, dibandingkan dengan fakta badan itu. Tentang hal lain
yang dibandingkan ialah jumlah bagian suatu benda ("biola bersenar lima"), tinggi, panjang, atau
dalamnya, tahun suatu peristiwa, tahun lahir dan wafat seseorang, serta dua jawaban atas satu
pertanyaan yang hanya berbeda susunan katanya, bila jawabannya pasti satu (yang tertinggi, kapan,
berapa). Yang dipahami hanya kalimat sederhana seperti itu: pertentangan dengan kata lain, dalam
anak kalimat, atau di antara dua kalimat tidak terlihat, jadi dek tanpa temuan belum tentu benar.

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

import functools
import itertools
import re
from collections.abc import Iterator

from ankigen.dates import PRECISIONS, PartialDate
from ankigen.diagnostics import Severity
from ankigen.lint.base import NAMES, Finding, Passage, View
from ankigen.lint.bodies import Bodies, Mention, sentences
from ankigen.lint.claims import Claim, claims
from ankigen.lint.language import content, stems, tokens
from ankigen.lint.numbers import figures, whole
from ankigen.model import Goal, Note, Organisation, Term, Text

CODE = "contradiction"
SEVERITY = Severity.ERROR

_GAP = r"[^,;:()0-9]{0,40}?"
_DAY = r"(?:(?:[0-9]{1,2} )?[^\W\d_]+ )?"
_FOUNDED = {
    "id": re.compile(rf"\W*(?:baru |sudah |resmi |telah )*"
                     rf"(?:didirikan|dibentuk|berdiri|lahir|ada){_GAP}"
                     rf"(?:pada |tahun |sejak )+{_DAY}([12][0-9]{{3}})"),
    "en": re.compile(rf"\W*(?:(?:was |were |has been |, )(?:formally |officially )?"
                     rf"(?:founded|established|formed|created|set up|born){_GAP}"
                     rf"(?:in|on|since) |(?:dates (?:back to|from)|goes back to|has existed since"
                     rf"|came into being in|has been (?:at work|active) since) )"
                     rf"{_DAY}([12][0-9]{{3}})"),
}  # fmt: skip
_FOUNDED_BEFORE = {
    "id": re.compile(rf"(?:Pada|Sejak) (?:tahun )?{_DAY}([12][0-9]{{3}}),? \Z"),
    "en": re.compile(rf"(?:\bIn|(?P<did>Founded|Established|Formed|Created|Set up) (?:in|on))"
                     rf" {_DAY}(?P<year>[12][0-9]{{3}}),? (?:the )?\Z"),
}  # fmt: skip
_WAS_FOUNDED = {
    "id": re.compile(r"\W*(?:resmi )?(?:didirikan|dibentuk|lahir)\b"),
    "en": re.compile(r"\W*was (?:formally )?(?:founded|established|formed|created|set up)\b"),
}
_ENDED = {
    "id": re.compile(rf"\W*(?:resmi )?(?:dibubarkan|bubar|berakhir){_GAP}"
                     rf"(?:pada |tahun )+{_DAY}([12][0-9]{{3}})"),
    "en": re.compile(rf"\W*(?:was |were )?(?:formally |officially )?(?:dissolved|disbanded|ended)"
                     rf"{_GAP}(?:in|on) {_DAY}([12][0-9]{{3}})"),
}  # fmt: skip
_COUNTED = "three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MEMBERS = {
    "id": re.compile(r"\W*(?:kini |sekarang |saat ini )?(?:beranggotakan|memiliki|mempunyai|punya"
                     r"|menghimpun|menyatukan|terdiri atas) ([0-9]+)"
                     r" (?:negara(?: anggota)?|anggota|pihak)\b"),
    "en": re.compile(rf"\W*(?:now |currently )?(?:has|with|unites|counts|brings together|comprises"
                     rf"|groups|consists of|is made up of) ([0-9]+|{_COUNTED})"
                     r" (?:members?|member (?:states|countries)|parties|states|countries)\b"),
}  # fmt: skip
_BELONG = re.compile(
    rf"\b([0-9]+|{_COUNTED}) (?:members|states|countries|parties)"
    r" (?:belong to|are (?:members|part) of|make up|form) (?:the )?\Z",
    re.I,
)
_CITY = r"([A-Z][\w. ]*[\w.])"
_SEAT = {
    "id": re.compile(r"\W*(?:yang )?(?:bermarkas|berkedudukan|berpusat|bermarkas besar"
                     rf"|berkantor(?: pusat)?)(?: besar)? di {_CITY}"),
    "en": re.compile(r"\W*(?:(?:which |that )?(?:is (?:headquartered|based|seated)|sits"
                     r"|has its (?:main )?(?:headquarters|seat|head office))"
                     r"|[’']s? (?:headquarters|seat|head office) (?:is|are|lies?)) in "
                     + _CITY),
}  # fmt: skip
_SEAT_BEFORE = {
    "id": re.compile(r"\b(?:kantor pusat|markas(?: besar)?) \Z", re.I),
    "en": re.compile(r"\b(?:headquarters|seat|head office) of (?:the )?\Z", re.I),
}
_SEAT_AFTER = {
    "id": re.compile(rf"\W*(?:ada |terletak |berada )?di {_CITY}"),
    "en": re.compile(rf"\W*(?:is|are|lies?)(?: in)? {_CITY}"),
}

# Questions about a body: the words that are left when its name is taken away.
_WHEN = re.compile(r"(?:when|(?:in|since) (?:which|what) year|what year)\b", re.I)
_IDLE = frozenset(
    {"first", "formally", "officially", "year", "come", "came", "being", "get", "work"}
)
_BEGAN = {
    "founded": frozenset({"founded", "established", "created", "formed", "set", "start", "started",
                          "begin", "begun", "born", "exist", "existence", "founding"}),
    "opened": frozenset({"open", "opened", "doors", "public", "visitors", "visitor", "let", "admit",
                         "receive", "welcome", "guests"}),
    "launched": frozenset({"launched", "start", "started", "begin", "begun"}),
    "signed": frozenset({"signed"}),
    "adopted": frozenset({"adopted"}),
    "in-force": frozenset({"force", "effect", "enter", "take"}),
    "first-meeting": frozenset({"meet", "met", "meeting", "time", "hold"}),
}  # fmt: skip
_WOUND_UP = frozenset({"dissolved", "disbanded", "wound", "abolished", "end", "ended", "closed"})
_JOINED = frozenset({"indonesia", "join", "joined", "become", "member", "enter", "party"})
_HOW_MANY = re.compile(
    r"\bhow many (?!founding|founder|original|first|permanent|full|associate)"
    r"(?:(?:\w+ ){1,3}(?:belong to|are (?:members of|in|part of)|make up|have joined)"
    r"|(?:member states|members|states|parties|member countries)"
    r" (?P<does>do|does|has|have)) (?:the )?\Z",
    re.I,
)
_WHERE = re.compile(
    r"\b(?:in (?:which|what) (?:city|town)|where) (?:(?P<be>is)|does)(?: the)? \Z"
    r"|\b(?:which|what) (?:city|town) (?:is|houses) the (?:seat|headquarters) of (?:the )?\Z",
    re.I,
)
_SITS = re.compile(
    r"\W*(?:based|headquartered|seated|have its (?:main )?(?:seat|headquarters))?\W*\Z"
)
_ITSELF = {
    "id": re.compile(
        r"(?:Badan|Lembaga|Organisasi|Perhimpunan|Dewan|Forum|Serikat|Uni) (?:ini|itu)\b"
    ),
    "en": re.compile(r"It\b(?= (?:was|were|has|is|sits))"),
}  # fmt: skip


def check(view: View) -> Iterator[Finding]:
    """Yield each text that says something else than another note, once for two notes."""
    reported: set[tuple[str, str]] = set()
    for finding in _about_bodies(view):
        reported.add((finding.note.key, finding.params["other"]))
        yield finding
    for finding in (*_about_things(view), *_questions(view)):
        pair = (finding.note.key, finding.params["other"])
        if pair not in reported:
            reported.add(pair)
            yield finding


def _about_bodies(view: View) -> Iterator[Finding]:
    bodies = Bodies(view.bodies)
    reported: set[tuple[str, str, str]] = set()
    for passage in view.passages:
        if passage.role in NAMES:
            continue
        asks = passage.role == "question"
        # Beside its founding, its document or its end "it" may be something else.
        own = isinstance(passage.note, Organisation) and passage.path[0] in _OF_ITSELF
        for language, text in passage.sides:
            if asks and (language == "id" or not isinstance(passage.note, Goal)):
                continue
            mentions = bodies.mentions(text, language)
            if own:
                mentions = itertools.chain(mentions, _itself(passage.note, text, language))
            for mention in mentions:
                if asks:
                    found = _answered(passage.note, mention)
                else:
                    found = _disagreements(mention, language, _as_of(passage.note))
                for said, known in found:
                    key = (passage.note.key, mention.body.key, known)
                    if key not in reported:
                        reported.add(key)
                        yield _finding(passage, language, mention.body, said, known)


_OF_ITSELF = frozenset({"purpose", "members", "field", "scope"})


def _itself(note: Note, text: str, language: str) -> Iterator[Mention]:
    """Yield the sentences of a body's own note that speak of it without its name."""
    for sentence in sentences(text):
        found = _ITSELF[language].match(sentence)
        if found and isinstance(note, Organisation):
            yield Mention(note, found.group(), "", sentence[found.end() :])


def _answered(note: Note, mention: Mention) -> Iterator[tuple[str, str]]:
    """Yield what a question with its answer says of a body and what its note says instead."""
    if not isinstance(note, Goal):
        return
    body, answer = mention.body, note.answer.en
    years = set(re.findall(r"\b[12][0-9]{3}\b", answer))
    if years and _WHEN.match(note.question.en):
        yield from _dated_otherwise(body, note.question.en, answer, years)
    count = whole(answer)
    how_many = _HOW_MANY.search(mention.before) if count and body.members else None
    if how_many and body.members and int(count) != body.members.count:
        ends = mention.after.strip(" ?") in (("have", "count", "") if how_many["does"] else ("",))
        if ends and _one_day(note.as_of, body.members.as_of):
            yield answer, str(body.members.count)
    where = _WHERE.search(mention.before) if body.headquarters else None
    if where and body.headquarters and _SITS.match(mention.after):
        city = body.headquarters.city
        if (
            answer.rpartition(" ")[2][:1].isupper()
            and not _same_place(answer, body)
            and city.en not in answer
        ):
            yield answer, city.en


def _dated_otherwise(
    body: Organisation, question: str, answer: str, years: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield the answer if the body began, ended or was joined in another year."""
    names = {
        token for text in (body.name, body.called, body.abbreviation) for token in tokens(text.en)
    }
    left = frozenset(content(question, "en")) - names - _IDLE
    began = _BEGAN.get(body.founded.event, frozenset()) if body.founded else frozenset()
    if body.founded and left and left <= began and years.isdisjoint(_years(body)):
        yield answer, str(body.founded.date.year)
    end = body.status.date if body.status else None
    if end and left and left <= _WOUND_UP and str(end.year) not in years:
        yield answer, str(end.year)
    since = body.indonesia.since if body.indonesia else None
    if since and len(left) > 1 and left <= _JOINED and str(since.year) not in years:
        yield answer, str(since.year)


def _one_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two notes speak of one time, as far as they say."""
    if one is None or other is None:
        return True
    precision = min(one.precision, other.precision, key=PRECISIONS.index)
    return one.to(precision) == other.to(precision)


def _about_things(view: View) -> Iterator[Finding]:
    """Yield each claim that another note's claim about the same thing contradicts."""
    first: dict[tuple[str, ...], Claim] = {}
    for claim in claims(view):
        other = first.setdefault(claim.about, claim)
        if other.passage.note is claim.passage.note or not claim.disagrees(other):
            continue
        if _one_day(_as_of(claim.passage.note), _as_of(other.passage.note)):
            answered = claim.passage.role == "question"
            path = (*claim.passage.path[:-1], "answer") if answered else claim.passage.path
            params = {"said": claim.words, "known": other.words, "other": other.passage.note.key}
            yield Finding(claim.passage.note, (*path, "en"), params, words=claim.words)


def _as_of(note: Note) -> PartialDate | None:
    return note.as_of if isinstance(note, (Goal, Term)) else None


_ASKS = {
    "id": re.compile(
        r"\b(?P<when>kapan|tahun berapa|tanggal berapa)\b|\b(?P<many>berapa)\b"
        r"|\bsiapa(?:kah)?(?: yang)? (?P<who>menulis|mengarang|menemukan|menciptakan|mendirikan"
        r"|merancang|menggubah|melukis|merumuskan|pencipta|penemu|pengarang|penulis|pendiri"
        r"|perancang|penggubah)\b"
        r"|\b(?P<most>paling \w+|terbesar|tertinggi|terpanjang|terdalam|terluas|terkecil|terberat"
        r"|terpendek|tercepat|tertua|terdekat|terjauh|terkeras|teringan|terendah)\b",
        re.I,
    ),
    "en": re.compile(
        r"\b(?P<when>when|(?:which|what) year)\b|\b(?P<many>how (?:many|high|long|deep|far|old))\b"
        r"|\bwho (?P<who>wrote|invented|discovered|composed|painted|designed|founded|formulated)\b"
        r"|\b(?P<most>most|least|\w{3,}est)\b(?<!west)(?<!forest)(?<!interest)(?<!harvest)(?<!guest)",
        re.I,
    ),
}
_SAME = {
    "tallest": "highest", "biggest": "largest", "greatest": "largest", "peak": "mountain",
    "summit": "mountain", "wrote": "writ", "author": "writ", "possess": "have", "contain": "have",
    "called": "name", "tertinggi": "tinggi", "terbesar": "besar", "terluas": "luas",
}  # fmt: skip


def _questions(view: View) -> Iterator[Finding]:
    """Yield each question in the words of another one, in another order, with another answer."""
    first: dict[tuple[str, str, frozenset[str]], Goal] = {}
    for note in view.deck.notes:
        if not isinstance(note, Goal):
            continue
        for language in ("en", "id"):
            question = note.question.in_language(language)
            kind = _asks(question, language)
            if not kind:
                continue
            asked = (note.subject.in_language(language), question)
            words = frozenset(
                _root(word, language) for text in asked for word in content(text, language)
            )
            if len(words) < _LEAST_WORDS:
                continue
            other = first.setdefault((language, kind, words), note)
            if other is note or _same_words(note.question, other.question):
                continue
            if _one_day(note.as_of, other.as_of) and _other_answer(kind, note, other):
                said, known = (each.answer.in_language(language) for each in (note, other))
                params = {"said": said, "known": known, "other": other.key}
                yield Finding(note, ("answer", language), params, words=said)
                break


_LEAST_WORDS = 2


@functools.lru_cache(1 << 14)
def _root(word: str, language: str) -> str:
    return _SAME.get(word) or min(stems(word, language), key=len)


def _asks(question: str, language: str) -> str:
    """Return what a question asks for if only one answer can be right."""
    found = _ASKS[language].search(question)
    return (found.lastgroup or "") if found else ""


def _same_words(one: Text, other: Text) -> bool:
    """Whether two questions are one front: that is same-front's."""
    return tokens(one.id) == tokens(other.id) or tokens(one.en) == tokens(other.en)


def _other_answer(kind: str, one: Goal, other: Goal) -> bool:
    """Whether the answers cannot both be right: a longer one may hold the shorter."""
    if kind in ("most", "who"):
        return all(
            set(tokens(one.answer.in_language(each))).isdisjoint(
                tokens(other.answer.in_language(each))
            )
            for each in ("id", "en")
        )
    numbers = [
        figures(each.answer.en, "en") or frozenset({whole(each.answer.en)}) for each in (one, other)
    ]
    units = [set(re.findall(r"[^\W\d]+", each.answer.en.casefold())) for each in (one, other)]
    if (
        kind == "many"
        and units[0] != units[1]
        and not all(map(whole, (one.answer.en, other.answer.en)))
    ):
        return False
    return "" not in numbers[0] | numbers[1] and numbers[0].isdisjoint(numbers[1])


def _finding(passage: Passage, language: str, body: Organisation, said: str, known: str) -> Finding:
    params = {"said": said, "known": known, "other": body.key}
    asked = passage.role == "question"
    path = (*passage.path[:-1], "answer") if asked else passage.path
    return Finding(passage.note, (*path, language), params, words=said)


def _disagreements(
    mention: Mention, language: str, as_of: PartialDate | None
) -> Iterator[tuple[str, str]]:
    """Yield what a sentence says of a body and what its note says instead."""
    body, after = mention.body, mention.after
    # Founded, signed, in force: each year that the note itself gives is right.
    year = _founded_in(mention, language) if body.founded else ""
    if year and body.founded and year not in _years(body):
        yield year, str(body.founded.date.year)
    ended = body.status.date if body.status else None
    said = _ENDED[language].match(after) if ended else None
    if said and ended and said[1] not in _years(body):
        yield said[1], str(ended.year)
    said = None
    if body.members and _one_day(as_of, body.members.as_of):
        said = _MEMBERS[language].match(after) or _BELONG.search(mention.before)
    if said and body.members and whole(said[1]) != str(body.members.count):
        yield said[1], str(body.members.count)
    said = None
    if body.headquarters:
        said = _SEAT[language].match(after)
        if said is None and _SEAT_BEFORE[language].search(mention.before):
            said = _SEAT_AFTER[language].match(after)
    if said and body.headquarters and not _same_place(said[1], body):
        yield said[1].rstrip("."), body.headquarters.city.in_language(language)


def _founded_in(mention: Mention, language: str) -> str:
    """Return the year in which a sentence says that a body was founded, or nothing."""
    said = _FOUNDED[language].match(mention.after)
    if said:
        return said[1]
    said = _FOUNDED_BEFORE[language].search(mention.before)
    if said is None:
        return ""
    if language == "en" and said["did"]:
        return said["year"]
    return said[said.lastindex or 1] if _WAS_FOUNDED[language].match(mention.after) else ""


def _same_place(said: str, body: Organisation) -> bool:
    """Whether a seat is in that city, or in that country."""
    seat = body.headquarters
    return seat is None or _same_city(said, seat.city) or _same_city(said, seat.country)


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
