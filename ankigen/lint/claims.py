"""What the texts of a deck claim of things, so that two claims about one thing can be compared.

A claim is a thing, what is said of it, and a value: ("has", "violin", "string") is 4. Only
English is read, whose sentences are simpler to take apart; numbers that differ between the
two languages of one text are another rule's. What is hedged ("at least", "up to", "once")
claims nothing, and neither does a sentence whose subject is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ankigen.lint.base import Passage, View
from ankigen.lint.bodies import sentences
from ankigen.lint.language import stems, tokens, word_set
from ankigen.lint.numbers import figures, whole
from ankigen.model import Goal, Note, Term

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says of a thing; ``words`` are those in the text that give the value."""

    passage: Passage
    about: Key
    value: str
    words: str
    rough: bool = False
    loose: bool = False
    """Whether it is said of "the building", which may be another one in each note."""

    def disagrees(self, other: Claim) -> bool:
        """Whether both cannot be true: not if one is the other, rounded or said more fully."""
        if self.value == other.value or (self.loose and other.loose):
            return False
        if self.about[0] in ("who", "the"):
            return set(tokens(self.value)).isdisjoint(tokens(other.value))
        if self.about[0] != "size":
            return True
        one, two = float(self.value), float(other.value)
        if self.rough or other.rough:
            return abs(one - two) > _ROUGH * max(one, two)
        coarse, fine = sorted((self.value, other.value), key=_exactness)
        return _rounded(fine, _exactness(coarse)) != float(coarse)


_ROUGH = 0.1


def _exactness(number: str) -> int:
    """Count the figures of a number that say something: two of 3,800."""
    return len(number.replace(".", "").strip("0")) or 1


def _rounded(number: str, figures_kept: int) -> float:
    return float(f"{float(number):.{figures_kept}g}")


# The pieces of sentences ----------------------------------------------------------------

_THE = r"(?:(?:the|a|an|each|every|one|any) )?"
_NAME = r"(?P<subject>[\w’'&-]+(?: [\w’'&-]+){0,5}?)"
_NUMBER = (
    r"(?P<number>[0-9][0-9.,]*[0-9]|[0-9]|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)"
)
_UNIT = (
    r"(?P<unit>km²|km(?!/)|(?:kilo)?met(?:re|er)s?(?! per)|m(?!/)|cm|mm|kg|°C|degrees(?: Celsius)?"
    r"|tonnes?|grams?|g|litres?|ml|years|months|weeks|days|hours|minutes|seconds|per cent|percent|%"
    r"|km/h|km/s|m/s|kilomet(?:re|er)s per (?:second|hour)|met(?:re|er)s per second)(?![\w/])"
)
_ABOUT = r"(?:(?:about|roughly|around|some|approximately|exactly) )?"
_SIZES = {
    "high": "high", "tall": "high", "height": "high", "altitude": "high", "elevation": "high",
    "top": "high", "summit": "high", "peak": "high", "long": "long", "length": "long",
    "deep": "deep", "depth": "deep", "wide": "wide", "width": "wide", "thick": "thick",
    "heavy": "heavy", "weight": "heavy", "boiling point": "boil", "boils": "boil",
    "melting point": "melt", "melts": "melt", "freezing point": "freeze", "freezes": "freeze",
    "lasts": "last", "takes": "last",
}  # fmt: skip
_SIZE = "high|tall|height|altitude|elevation|long|length|deep|depth|wide|width|thick|heavy|weight"
_TIMES = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years"})
_UNITS = {
    "metre": "m", "metres": "m", "meter": "m", "meters": "m", "kilometre": "km",
    "kilometres": "km", "kilometer": "km", "kilometers": "km", "tonne": "t", "tonnes": "t",
    "kilometres per second": "km/s", "kilometers per second": "km/s", "gram": "g", "grams": "g",
    "kilometres per hour": "km/h", "kilometers per hour": "km/h", "metres per second": "m/s",
    "meters per second": "m/s", "litre": "l", "litres": "l", "degrees": "°c",
    "degrees celsius": "°c", "percent": "%", "per cent": "%",
}  # fmt: skip
_PART = r"(?P<part>[a-z]+(?: [a-z]+)?)"
_PLURALS = frozenset({"people", "men", "women", "children", "feet", "teeth", "mice", "geese"})
_YEAR = r"(?:[0-9]{1,2} )?(?:[A-Z][a-z]+ )?(?P<year>1[0-9]{3}|20[0-9]{2})\b"
_PERSON = r"(?P<person>[A-Z][\w.’-]+(?: (?:[A-Z][\w.’-]*|van|von|de|al|bin|ibn|der|da))*)"
# What is done to a thing once only: elected, held and amended it may be again and again.
_DONE_ONCE = [
    "founded",
    "established",
    "created",
    "formed",
    "built",
    "completed",
    "finished",
    "opened",
    "signed",
    "adopted",
    "ratified",
    "enacted",
    "published",
    "written",
    "composed",
    "painted",
    "invented",
    "discovered",
    "patented",
    "born",
    "launched",
    "introduced",
    "abolished",
    "dissolved",
    "proclaimed",
    "declared",
    "destroyed",
    "unveiled",
    "released",
    "designed",
    "developed",
    "formulated",
    "proposed",
    "isolated",
    "proved",
    "coined",
]
_MAKE = [
    "found",
    "founded",
    "create",
    "created",
    "build",
    "built",
    "write",
    "wrote",
    "compose",
    "composed",
    "paint",
    "painted",
    "invent",
    "invented",
    "discover",
    "discovered",
    "patent",
    "patented",
    "introduce",
    "introduced",
    "design",
    "designed",
    "develop",
    "developed",
    "formulate",
    "formulated",
    "propose",
    "proposed",
    "isolate",
    "isolated",
    "prove",
    "proved",
    "coin",
    "coined",
    "publish",
    "published",
]
_HAPPEN = ["died", "opened", "began", "ended", "started"]
_NOUNS = [
    "capital",
    "currency",
    "symbol",
    "unit",
    "formula",
    "author",
    "inventor",
    "discoverer",
    "founder",
    "composer",
]
_DONE = rf"(?P<verb>{'|'.join(_DONE_ONCE)})"
_DID = rf"(?P<verb>{'|'.join(_MAKE)})"
_HAPPENED = rf"(?P<verb>{'|'.join(_HAPPEN)}|broke out)"
_ROLES = rf"(?P<noun>(?:chemical |SI )?(?:{'|'.join(_NOUNS)})(?: city)?)"
_TELLING = frozenset({*_DONE_ONCE, *_MAKE, *_HAPPEN, *_NOUNS, "broke"})

# Questions with their answers -----------------------------------------------------------

_HOW_MANY = re.compile(
    rf"how many {_PART} (?:do(?:es)?|has|have|are there (?:in|on)|(?:make|makes)(?: up)?|are in"
    rf"|are on|play in|belong to) {_THE}{_NAME}"
    r"(?: have| has| contain| consist of| need| use| last| take)?\?\Z",
    re.I,
)
_HOW_LARGE = re.compile(
    rf"how (?P<size>{_SIZE}) (?:is|are) {_THE}{_NAME}\?\Z"
    rf"|what is the (?P<noun>[a-z]+(?: [a-z]+)?) of {_THE}(?P<other>.+?)\?\Z"
    r"|at (?:what|which) temperature does (?P<matter>.+?) (?P<turns>boil|melt|freeze)\?\Z"
    rf"|how long does {_THE}(?P<event>.+?) (?:last|take)\?\Z",
    re.I,
)
_WHEN = re.compile(
    rf"(?:when|in (?:which|what) year) (?:was|were) {_THE}{_NAME} (?:first )?{_DONE}\?\Z"
    rf"|(?:when|in (?:which|what) year) did {_THE}(?P<it>[\w’'&. -]+?)"
    r" (?P<verb_of_it>die|open|begin|end|start|break out)\?\Z",
    re.I,
)
_WHEN_DID = re.compile(
    rf"(?:[Ww]hen|[Ii]n (?:which|what) year) did (?:[A-Z][\w.’-]+ )+(?:first )?{_DID}"
    rf" {_THE}{_NAME}\?\Z"
)
_WHO = re.compile(rf"who (?:first )?{_DID} {_THE}{_NAME}\?\Z", re.I)
_WHAT = re.compile(rf"(?:what|who|which city) (?:is|was) the {_ROLES} of {_THE}{_NAME}\?\Z", re.I)
_MEASURE = re.compile(rf"{_ABOUT}{_NUMBER}(?: ?{_UNIT})?\.?\Z", re.I)
_ONE_YEAR = re.compile(rf"(?:in )?{_YEAR}\.?\Z", re.I)

# Sentences ------------------------------------------------------------------------------

_HAS = re.compile(
    rf"{_THE}{_NAME} (?:has|have|consists? of|is made up of|contains?|is|is played by) {_NUMBER}"
    rf" {_PART}(?=(?P<end>\W*))",
    re.I,
)
_THERE_ARE = re.compile(
    rf"there are {_NUMBER} {_PART} (?:in|on|to) {_THE}{_NAME}\W*\Z"
    rf"|(?P<number_2>{_NUMBER.replace('number', 'inner')}) (?P<part_2>[a-z]+(?: [a-z]+)?)"
    rf" (?:make|form)(?: up)? (?:a|an|one|the) (?P<subject_2>[\w’'&-]+(?: [\w’'&-]+)?)\W*\Z",
    re.I,
)
_WITH = re.compile(rf"\bwith {_NUMBER} {_PART}", re.I)
_MEASURES = re.compile(
    rf"{_THE}{_NAME} (?:is|are|measures) {_ABOUT}{_NUMBER} ?{_UNIT}"
    rf"(?: (?P<size>{_SIZE})\b|[.,;]|\Z)"
    rf"|{_THE}(?P<subject_2>[\w’'& -]+?) (?P<verb>boils|melts|freezes) at {_ABOUT}"
    rf"{_NUMBER.replace('number', 'number_2')} ?{_UNIT.replace('unit', 'unit_2')}"
    rf"|{_THE}(?P<subject_3>[\w’'& -]+?) (?P<verb_3>lasts|takes) {_ABOUT}"
    rf"{_NUMBER.replace('number', 'number_3')} {_UNIT.replace('unit', 'unit_3')}",
    re.I,
)
_REACHES = re.compile(
    r"(?:its|the) (?P<size>[a-z]+(?: [a-z]+)?)(?: of (?P<of>.+?))?"
    rf" (?:is|reaches|rises to|lies at|measures) {_ABOUT}{_NUMBER}(?: ?{_UNIT}|[.,;]|\Z)",
    re.I,
)
_WAS = re.compile(
    rf"{_THE}{_NAME} (?:was|were) (?:first )?{_DONE}(?: by [^,;()0-9]{{2,40}})? (?:in|on) {_YEAR}",
    re.I,
)
_IT_DID = re.compile(rf"{_THE}{_NAME} {_HAPPENED} (?:in|on) {_YEAR}", re.I)
_DID_IT = re.compile(
    rf"{_PERSON} (?:first )?{_DID} {_THE}{_NAME}"
    rf"(?:(?: in {_YEAR})|[.,;]|\Z)"
)
_DONE_BY = re.compile(rf"(?i:{_THE}){_NAME} was (?:first )?{_DONE}(?: in [0-9]{{4}})? by {_PERSON}")
_ROLE = re.compile(
    rf"(?i:the {_ROLES}) of (?i:{_THE}){_NAME} (?:is|was) (?:the )?(?P<value>[\w’. -]+)"
)
_LIFE = re.compile(
    r"(?P<subject>[A-Z][\w.’-]+(?: (?:[A-Z][\w.’-]*|van|von|de|al|bin|ibn)){1,4})"
    r" \((?P<born>1[0-9]{3})\s*[–-]\s*(?P<died>1[0-9]{3}|20[0-9]{2})\)"
)
_HEDGE = re.compile(
    r"\b(?:at least|up to|more|less than|fewer than|over|under|usually|often|may|can|once|most"
    r"|originally|had|if|between|some|other|another|as|first|now)\b|[0-9]{4}",
    re.I,
)
_THOUSANDS = re.compile(r"[0-9]+,[0-9]{3}")
_SHORT = 40
"""An answer that is longer than this many letters is no plain value."""

_VERBS = {
    "died": "die", "opened": "open", "began": "begin", "ended": "end", "started": "begin",
    "start": "begin", "created": "found", "established": "found", "founded": "found",
    "formed": "found", "finished": "complete", "completed": "complete", "broke out": "begin",
    "break out": "begin",
    "wrote": "write", "written": "write", "built": "build",
    "discovered": "discover",
    "author": "write", "inventor": "invent", "invented": "invent", "discoverer": "discover",
    "founder": "found", "composer": "compose", "composed": "compose",
}  # fmt: skip


def claims(view: View) -> Iterator[Claim]:
    """Yield what questions with their answers, and sentences beside them, say of things."""
    for claim in _read(view):
        name = claim.about[2 if claim.about[0] == "who" else 1]
        if name and not name.startswith(_OF_ANOTHER):
            yield claim


_OF_ANOTHER = ("its ", "his ", "her ", "their ", "this ", "that ", "these ", "such ", "no ")


def _read(view: View) -> Iterator[Claim]:
    for passage in view.passages:
        text = passage.text.en
        if not text:
            continue
        if passage.role == "question":
            yield from _answered(passage)
        elif passage.role == "definition":
            yield from _defined(passage)
        elif passage.role in ("explanation", "example", "note"):
            counts = bool(_FIGURE.search(text)) or not word_set(text).isdisjoint(_FIGURES)
            happened = "(" in text or not word_set(text).isdisjoint(_TELLING)
            for sentence in sentences(text) if counts or happened else ():
                if counts:
                    yield from _counted(passage, sentence)
                if happened:
                    yield from _happened(passage, sentence)


_FIGURE = re.compile("[0-9]")
_FIGURES = frozenset(_NUMBER[_NUMBER.index("two") : -1].split("|"))


def _answered(passage: Passage) -> Iterator[Claim]:
    note = passage.note
    if not isinstance(note, Goal) or len(note.answer.en) > _SHORT:
        return
    question, answer = passage.text.en, note.answer.en
    first = question.partition(" ")[0].casefold()
    if first in ("how", "what", "at"):
        found = _HOW_MANY.match(question)
        if found and (number := whole(answer)):
            if found["part"].casefold() in _TIMES:
                yield _measured(passage, found["subject"], "lasts", number, found["part"], "")
            else:
                yield Claim(passage, _part(found["subject"], found["part"]), number, answer)
        found, measure = _HOW_LARGE.match(question), _MEASURE.match(answer)
        if found and measure:
            size = found["size"] or found["noun"] or f"{found['turns'] or 'last'}s"
            name = found["subject"] or found["other"] or found["matter"] or found["event"]
            yield _measured(passage, name, size, measure["number"], measure["unit"], answer)
    if first in ("when", "in"):
        found, year = _WHEN.match(question) or _WHEN_DID.match(question), _ONE_YEAR.match(answer)
        if found and year:
            named = found.groupdict()
            name, verb = named["subject"] or named["it"], named["verb"] or named["verb_of_it"]
            yield Claim(passage, _event(name, verb), year["year"], answer)
    if first in ("who", "what", "which") and answer[:1].isupper():
        found = _WHO.match(question)
        if found:
            yield Claim(passage, ("who", *_event(found["subject"], found["verb"])), answer, answer)
        found = _WHAT.match(question)
        if found:
            yield _role(passage, found["noun"], found["subject"], answer)


def _defined(passage: Passage) -> Iterator[Claim]:
    """Yield what a definition gives its term: "a shape with five sides"."""
    note, text = passage.note, passage.text.en
    found = _WITH.search(text)
    if (
        found
        and isinstance(note, Term)
        and not _hedged(text)
        and (number := whole(found["number"]))
    ):
        yield Claim(passage, _part(note.term.en, found["part"]), number, found["number"])


def _counted(passage: Passage, sentence: str) -> Iterator[Claim]:
    """Yield the numbers and sizes of a sentence."""
    if _hedged(sentence):
        return
    found = _HAS.match(sentence)
    if found and (subject := _subject(found["subject"], passage.note)):
        number = whole(found["number"])
        if number and _is_part(found["part"]):
            about, loose = _part(subject, found["part"]), _is_loose(sentence, subject)
            yield Claim(passage, about, number, found["number"], loose=loose)
    found = _THERE_ARE.match(sentence)
    if found and (number := whole(found["number"] or found["number_2"])):
        name, part = found["subject"] or found["subject_2"], found["part"] or found["part_2"]
        words = found["number"] or found["number_2"]
        yield Claim(passage, _part(name, part), number, words)
    found = _MEASURES.match(sentence)
    if found:
        size = found["size"] or found["verb"] or found["verb_3"] or _by_unit(found["unit"])
        name = found["subject"] or found["subject_2"] or found["subject_3"]
        number = found["number"] or found["number_2"] or found["number_3"]
        unit = found["unit"] or found["unit_2"] or found["unit_3"]
        if size and (subject := _subject(name, passage.note)):
            yield _measured(passage, subject, size, number, unit, found.group())
    found = _REACHES.match(sentence)
    if found and (subject := found["of"] or _own_name(passage.note)):
        size, number = found["size"], found["number"]
        yield _measured(passage, subject, size, number, found["unit"], found.group())


def _happened(passage: Passage, sentence: str) -> Iterator[Claim]:
    """Yield what a sentence says was done, when and by whom."""
    found = _WAS.match(sentence) or _IT_DID.match(sentence)
    if found and (subject := _subject(found["subject"], passage.note)):
        about, loose = _event(subject, found["verb"]), _is_loose(sentence, subject)
        yield Claim(passage, about, found["year"], found["year"], loose=loose)
    found = _DID_IT.match(sentence)
    if found:
        event = _event(found["subject"], found["verb"])
        yield Claim(passage, ("who", *event), found["person"], found["person"].rstrip("."))
        if found["year"]:
            yield Claim(passage, event, found["year"], found["year"])
    found = _DONE_BY.match(sentence)
    if found and (subject := _subject(found["subject"], passage.note)):
        event = _event(subject, found["verb"])
        yield Claim(passage, ("who", *event), found["person"], found["person"].rstrip("."))
    found = _ROLE.match(sentence)
    if found:
        yield _role(passage, found["noun"], found["subject"], found["value"])
    for found in _LIFE.finditer(sentence) if "(" in sentence else ():
        yield Claim(passage, _event(found["subject"], "born"), found["born"], found["born"])
        yield Claim(passage, _event(found["subject"], "died"), found["died"], found["died"])


def _hedged(sentence: str) -> bool:
    return bool(_HEDGE.search(_THOUSANDS.sub("0", sentence)))


def _own_name(note: Note) -> str:
    """Return what "it" stands for in a note: the term, or the answer if that is a name."""
    if isinstance(note, Term):
        return note.term.en
    if isinstance(note, Goal) and note.answer.en[:1].isupper() and note.answer.en.count(" ") < 4:
        return note.answer.en
    return ""


_PRONOUNS = frozenset({"they", "this", "that", "there", "these", "both"})


def _subject(said: str, note: Note) -> str:
    """Return the name of what a sentence is about: "it", or "instrument" beside a violin."""
    lowered = said.casefold().removeprefix("the ").removeprefix("this ")
    if lowered in ("it", "he", "she"):
        person = isinstance(note, Goal) and note.question.en.casefold().startswith("who")
        return _own_name(note) if person == (lowered != "it") else ""
    if isinstance(note, Term) and lowered in tokens(note.definition.en):
        return note.term.en
    return "" if lowered in _PRONOUNS else said


def _is_loose(sentence: str, subject: str) -> bool:
    return sentence.startswith("The ") and subject.islower() and subject in sentence


# The keys by which claims are compared ---------------------------------------------------


def _thing(name: str) -> str:
    """Return a name as it is compared: no article, no case, no plural, no word for its kind."""
    words = [w for w in tokens(name) if w not in ("the", "a", "an", "mount", "river", "lake")]
    return " ".join((*words[:-1], _singular(words[-1]))) if words else ""


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _is_part(part: str) -> bool:
    """Whether the words after a number are things: "has two sides", not "is two feet long"."""
    first, _, second = part.partition(" ")
    return (first.endswith("s") or first in _PLURALS or second.endswith("s")) and (
        second.casefold() not in {*_SIZE.split("|"), "old", "ago", "later", "away", "of"}
    )


def _part(subject: str, part: str) -> Key:
    """Return the key of how many parts a thing has; a plural ends the name of the part."""
    first, _, second = part.partition(" ")
    plain = first if first.endswith("s") or first in _PLURALS or not second.endswith("s") else part
    return ("has", _thing(subject), _thing(plain))


def _verb(word: str) -> str:
    lowered = word.casefold()
    return _VERBS.get(lowered) or min(stems(lowered, "en"), key=len)


def _event(subject: str, verb: str) -> Key:
    return ("when", _thing(subject), _verb(verb))


def _role(passage: Passage, noun: str, subject: str, value: str) -> Claim:
    plain = noun.casefold().removesuffix(" city").rpartition(" ")[2]
    value = value.rstrip(".")
    return Claim(passage, ("the", _thing(subject), plain), value, value)


def _by_unit(unit: str) -> str:
    """Return what a size is of that only its unit tells: a marathon is 42 km."""
    if unit in ("km", "m", "cm", "mm"):
        return "long"
    return "lasts" if unit in _TIMES else ""


def _measured(
    passage: Passage, name: str, size: str, number: str, unit: str | None, words: str
) -> Claim:  # fmt: skip
    lowered = (unit or "").casefold()
    if lowered in _TIMES and size.casefold() in ("long", "length"):
        size = "lasts"
    kind = _SIZES.get(size.casefold()) or _thing(size)
    value = whole(number) or next(iter(figures(number, "en")), "0")
    about = ("size", _thing(name), kind, _UNITS.get(lowered, lowered))
    return Claim(passage, about, value, number, rough=bool(_SOME.search(words)))


_SOME = re.compile(r"\b(?:about|roughly|around|some|approximately)\b", re.I)
