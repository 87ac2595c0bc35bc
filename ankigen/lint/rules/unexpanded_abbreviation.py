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
from ankigen.lint.base import NAMES, Finding, Passage, View
from ankigen.lint.language import word_list

CODE = "unexpanded-abbreviation"
SEVERITY = Severity.WARNING

_SHORT = re.compile(r"(?<![\w/-])[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?![\w-])")
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
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
            if text.isupper() or text.islower():
                continue
            for match in _SHORT.finditer(text):
                short = match.group().removesuffix("s")
                if short not in known and _is_abbreviation(short):
                    known.add(short)
                    yield Finding(
                        passage.note, (*passage.path, language), {"short": short}, words=short
                    )


def _is_abbreviation(short: str) -> bool:
    capitals = sum(map(str.isupper, short))
    if short in ("TODO", "FIXME"):
        return False
    # McDonald and iPhone are names; CO and UNHCR are not.
    return 2 * capitals > len(short) and not _ROMAN.match(short)


def _explained(view: View) -> set[str]:
    known = set(word_list("abbreviations.txt") | view.settings.abbreviations)
    for passage in view.passages:
        known.update(_in_passage(passage))
    return known


def _in_passage(passage: Passage) -> Iterator[str]:
    for _, text in passage.sides:
        if passage.role in ("abbreviation", "also") or text.isupper():
            yield from (match.group() for match in _SHORT.finditer(text))
        elif passage.role in NAMES:
            # What an official name is made of needs no writing out: UNESCO Chair.
            continue
        if any(sign in text for sign in _SIGNS):
            yield from _EXPLAINED.findall(text)
        if "(" in text:
            for inside in _INSIDE.findall(text):
                yield from (match.group() for match in _SHORT.finditer(inside))
