"""An abbreviation that the deck never writes out.

Singkatan yang tidak pernah dijelaskan di dalam dek.

A student who meets "SROCC" on a card and finds it nowhere in the deck can only guess. Written
out once is enough: as the `abbreviation` of a note, or in the text as "Intergovernmental Panel
on Climate Change (IPCC)". Abbreviations that everybody knows (DNA, GPS, TV), Roman numerals,
and those listed under `abbreviations` in the configuration need no writing out. It is reported
once, where the abbreviation first occurs.

Pelajar yang menemukan "SROCC" di kartu tanpa penjelasan di mana pun hanya bisa menebak. Cukup
ditulis lengkap sekali: sebagai `abbreviation` sebuah catatan, atau dalam teks seperti "Badan
Riset dan Inovasi Nasional (BRIN)". Singkatan yang dikenal semua orang, angka Romawi, dan yang
terdaftar dalam `abbreviations` di konfigurasi tidak perlu dijelaskan. Yang dilaporkan hanya
kemunculan pertama.

Wrong:
- key: landslide
  term:
    id: tanah longsor
    en: landslide
  definition:
    id: gerakan massa batuan menuruni lereng
    en: the movement of a mass of rock down a slope
  explanation:
    id: Peta rawan longsor dibuat PVMBG.
    en: Maps of places at risk are made by the PVMBG.

Right:
- key: landslide
  term:
    id: tanah longsor
    en: landslide
  definition:
    id: gerakan massa batuan menuruni lereng
    en: the movement of a mass of rock down a slope
  explanation:
    id: Peta rawan longsor dibuat PVMBG (Pusat Vulkanologi dan Mitigasi Bencana Geologi).
    en: Maps of places at risk are made by the PVMBG (the national geological survey).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.base.text import Text
from ankigen.kinds.goal import Goal
from ankigen.lint.base import LANGUAGES, NAMES, Finding, Passage, View
from ankigen.lint.language import content, tokens, word_list
from ankigen.lint.rules.translation_missing import is_placeholder

CODE = "unexpanded-abbreviation"
SEVERITY = Severity.WARNING

_SHORT = re.compile(r"(?<![\w/-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w-])")
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_ELEMENTS = (
    "Ac|Ag|Al|Ar|As|Au|Ba|Be|Bi|Br|Ca|Cd|Cl|Co|Cr|Cs|Cu|Fe|Ga|Ge|He|Hg|In|Kr|Li|Mg|Mn|Na|Ne|Ni|Os"
    "|Pb|Pd|Pt|Pu|Ra|Rb|Rn|Se|Si|Sn|Sr|Ti|Xe|Zn|Zr|B|C|F|H|I|K|N|O|P|S|U|V|W"
)
_FORMULA = re.compile(rf"(?:{_ELEMENTS})+\Z")
_SURE = 3
"""Letters that do not stand in a row by chance."""

_NAMED = NAMES | {"term"}
_INSIDE = re.compile(r"\(([^()]*)\)")
_SIGNS = ("(", "berarti", "singkatan", "means", "stands for", "short for")
_EXPLAINED = re.compile(
    r"([A-Z][A-Za-z]*[A-Z][A-Za-z]*)s? "
    r"(?:\(|berarti |singkatan dari |ialah singkatan |means |stands for |is short for )"
)


def check(view: View) -> Iterator[Finding]:
    """Yield the first place of each abbreviation that is written out nowhere."""
    known = _explained(view)
    for passage in view.passages:
        if passage.role == "alt":
            continue
        for language, text in passage.sides:
            # An answer that is nothing but an abbreviation may be what is to be learnt.
            if text.isupper() or text.islower():
                continue
            for match in _SHORT.finditer(text):
                short = match.group().removesuffix("s")
                if short not in known and _is_abbreviation(short) and not is_placeholder(text):
                    known.add(short)
                    # "value added tax or VAT", in either language.
                    if len(short) >= _SURE and _spells(passage.text, short):
                        continue
                    yield Finding(
                        passage.note, (*passage.path, language), {"short": short}, words=short
                    )


_ASKS_SHORT = re.compile(
    r"\b(?:singkatan|disingkat|lambang|simbol|kode|huruf|golongan darah|rumus|nada|abbreviat\w+"
    r"|symbol|code|letters?|initials|blood (?:group|type)|formula|short for|acronym|written"
    r"|akronim|ditulis|perintah|command|keyword)\b",
    re.I,
)


def _asked_for(passage: Passage) -> bool:
    """Whether the question asks for a short form, or writes out what its answer is short for."""
    if passage.role != "answer" or not isinstance(passage.note, Goal):
        return False
    question = passage.note.question
    if _ASKS_SHORT.search(question.in_language("en")) or _ASKS_SHORT.search(
        question.in_language("id")
    ):
        return True
    return _spells(question, passage.text.in_language("id")) or _spells(
        question, passage.text.in_language("en")
    )


def _spells(text: Text, short: str) -> bool:
    """Whether words in a row have the letters of an abbreviation as their initials."""
    letters = short.casefold()
    return len(letters) > 1 and any(
        letters in row for language in LANGUAGES for row in _initials(text, language)
    )


def _initials(text: Text, language: str) -> Iterator[str]:
    """Yield the initials of all words of a text, and of those that say something."""
    words = text.in_language(language)
    yield "".join(word[0] for word in tokens(words))
    yield "".join(word[0] for word in content(words, language))


def _is_abbreviation(short: str) -> bool:
    capitals = sum(map(str.isupper, short))
    # McDonald and iPhone are names, HCl and NaOH formulas; UNHCR is neither.
    if capitals < len(short) and _FORMULA.match(short):
        return False
    return 2 * capitals > len(short) and not _ROMAN.match(short)


def _explained(view: View) -> set[str]:
    known = set(word_list("abbreviations.txt") | view.settings.abbreviations)
    for passage in view.passages:
        known.update(_in_passage(passage))
    return known


def _in_passage(passage: Passage) -> Iterator[str]:
    for language, text in passage.sides:
        if passage.role in ("abbreviation", "also") or (
            text.isupper() and (passage.role in _NAMED or _asked_for(passage))
        ):
            yield from (match.group() for match in _SHORT.finditer(text))
        if passage.role in ("term", "name") and " " in text:
            yield from (row.upper() for row in _initials(passage.text, language))
        if passage.role in NAMES and not text.isupper():
            # What an official name is made of needs no writing out: UNESCO Chair.
            continue
        if any(sign in text for sign in _SIGNS):
            yield from _EXPLAINED.findall(text)
        if "(" in text:
            for inside in _INSIDE.findall(text):
                yield from (match.group() for match in _SHORT.finditer(inside))
