"""Two typed facts that cannot both be true.

Dua fakta yang tidak mungkin sama-sama benar.

Notes of one body (same type, hint and name, no other abbreviation) must agree on the date of one
founding event or kind of end (1971 agrees with 1971-04-12), on whether the body still exists, and
on its members on one day. A successor neither ends before what it succeeds nor precedes itself, and
does not bear another note's name. What sentences say of a body is not compared: people must do it.

Catatan tentang satu badan (jenis, petunjuk, dan nama sama, singkatan tidak berbeda) harus cocok
tentang tanggal satu peristiwa pendirian atau macam akhir (1971 cocok dengan 1971-04-12), masih ada
tidaknya badan itu, dan anggotanya pada satu hari. Pengganti tidak berakhir sebelum yang diganti,
tidak mendahului dirinya sendiri, dan tidak bernama catatan lain. Isi kalimat dibandingkan orang.

Wrong:
- key: ferry-council
  type: organisation
  name:
    id: Dewan Feri Selat
    en: Straits Ferry Council
  founded:
    date: "1971-04-12"
    event: founded
- key: straits-ferries
  type: organisation
  name:
    id: Dewan Feri Selat
    en: Straits Ferry Council
  founded:
    date: "1977"
    event: founded

Right:
- key: ferry-council
  type: organisation
  name:
    id: Dewan Feri Selat
    en: Straits Ferry Council
  founded:
    date: "1971-04-12"
    event: founded
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ankigen.dates import PartialDate
from ankigen.diagnostics import Severity
from ankigen.kinds.organisation import Founded, Members, Organisation, Status
from ankigen.lint.base import Finding, Path, View, facts_of
from ankigen.lint.bodies import ended_on
from ankigen.lint.language import tokens

CODE = "contradiction"
SEVERITY = Severity.ERROR

_Words = tuple[str, ...]
_Notes = list[Organisation]
_Value = PartialDate | str


def check(view: View) -> Iterator[Finding]:
    """Yield values that rule each other out: of two notes of one body, the later one's."""
    # What is retired may be wrong: that may be why.
    bodies = {body.key: body for body in view.bodies if not body.retired}
    namesakes: defaultdict[_Words, _Notes] = defaultdict(list)
    codes = _by_renown(view.deck.languages)
    for body in bodies.values():
        name = tokens(body.name.in_language(codes[0]))
        for other in namesakes[name]:
            known = {what: value for what, _, value in _values(other)}
            for what, path, value in _values(body) if _one_body(body, other, codes) else ():
                if what in known and not _agree(value, known[what]):
                    yield _finding(body, path, value, other.key, known[what])
        namesakes[name].append(body)
    names = {name for body in bodies.values() for name in _names(body)}
    for body in bodies.values():
        if heirs := _heirs(body, bodies):
            yield from _succession(body, heirs, names)


def _by_renown(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of a deck, first the one whose names tell bodies apart best."""
    return tuple(sorted(codes, key=lambda code: code != "en"))


def _one_body(one: Organisation, other: Organisation, codes: tuple[str, ...]) -> bool:
    """Whether two notes with one name in the first language are of one body.

    A hint parts namesakes.
    """
    if (one.type, one.hint) != (other.type, other.hint):
        return False
    shorts = (one.abbreviation.in_language(codes[0]), other.abbreviation.in_language(codes[0]))
    if all(shorts):
        return shorts[0] == shorts[1]
    return all(
        tokens(one.name.in_language(code)) == tokens(other.name.in_language(code))
        for code in codes[1:]
    )


def _values(body: Organisation) -> Iterator[tuple[_Words, Path, _Value]]:
    """Yield what a body has one of, by what it is."""
    end = ended_on(body)
    for name, fact in facts_of(body):
        # What changes is of a day, or of today without as_of: a year is time enough to change.
        day = str(fact.as_of or "today") if not fact.as_of or fact.as_of.day else ""
        match fact:
            case _ if body.retirement(name):
                pass
            case Founded():
                yield (name, fact.event), (name, "date"), fact.date
            case Members() if day:
                yield (name, fact.unit, day), (name, "count"), str(fact.count)
            case Status():
                if end:
                    yield (name, fact.state), (name, "date"), end
                if day and fact.state != "suspended":
                    yield (name, day), (name, "state"), "ended" if end else "active"


def _agree(one: _Value, other: _Value) -> bool:
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.agrees_with(other)
    return one == other


def _names(body: Organisation) -> Iterator[_Words]:
    for each, name in body.name.items():
        short = body.abbreviation.in_language(each)
        yield from (tokens(name), tokens(f"{name} {short}"))


def _heirs(body: Organisation, bodies: Mapping[str, Organisation]) -> _Notes:
    """Return what came after a body, one after the other, until one comes again."""
    heirs: dict[str, Organisation] = {}
    while body.status and not body.retirement("successor"):
        key = body.status.successor
        if key in heirs or key not in bodies:
            break
        body = heirs[key] = bodies[key]
    return list(heirs.values())


def _succession(body: Organisation, heirs: _Notes, names: set[_Words]) -> Iterator[Finding]:
    heir, end, its_end = heirs[0], ended_on(body), ended_on(heirs[0])
    retired = body.retirement("status") or heir.retirement("status")
    if body.key == min(each.key for each in heirs):
        before = (body, *heirs)[-2]
        yield _finding(body, ("status", "successor"), heir.key, before.key, body.key)
    elif end and its_end and its_end.is_before(end) and not retired:
        yield _finding(body, ("status", "date"), end, heir.key, its_end)
    for each, said in body.status.successor_name.items() if body.status else ():
        if tokens(said) in names and tokens(said) not in _names(heir):
            path, known = ("status", "successor_name", each), heir.name.in_language(each)
            yield _finding(body, path, said, heir.key, known)
            return


def _finding(body: Organisation, path: Path, said: object, other: str, known: object) -> Finding:
    return Finding(body, path, {"said": str(said), "known": str(known), "other": other})
