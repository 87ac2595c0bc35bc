"""An answer that lists more than five things.

Jawaban yang menyebut lebih dari lima hal.

Lists are the hardest thing to learn by cards: one forgotten item fails all the others, and which
one was forgotten is soon lost (Wozniak, rules 9 and 10: avoid sets and enumerations). Ask for
the number, for one item by its trait, or make a note for each.

Daftar adalah hal tersulit untuk dipelajari lewat kartu: satu butir yang lupa menggagalkan semua
butir lain (Wozniak, aturan 9 dan 10: hindari himpunan dan daftar). Tanyakan jumlahnya, satu butir
menurut cirinya, atau buat satu catatan untuk setiap butir.

Wrong:
- key: planets
  category: role
  question:
    id: Apa saja planet batuan dan planet gas terdekat?
    en: What are the rocky planets and the nearest giants?
  answer:
    id: Merkurius, Venus, Bumi, Mars, Jupiter, dan Saturnus
    en: Mercury, Venus, Earth, Mars, Jupiter and Saturn

Right:
- key: planets
  category: role
  question:
    id: Apa saja planet batuan?
    en: What are the rocky planets?
  answer:
    id: Merkurius, Venus, Bumi, dan Mars
    en: Mercury, Venus, Earth and Mars
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.matching import without_brackets
from ankigen.lint.rules.answer_too_long import LIMITS

CODE = "long-enumeration"
SEVERITY = Severity.WARNING

_MOST = 5
_SEPARATOR = re.compile(r"\s*[;\n]\s*|,\s+")
_LAST = re.compile(r"\b(?:dan|serta|atau|and|or)\b")
_ITEM_WORDS = 6


def check(view: View) -> Iterator[Finding]:
    """Yield each answer that lists more than five things, in whichever language does."""
    for passage in view.passages:
        if passage.path not in LIMITS:
            continue
        for language, text in passage.sides:
            count = _items(without_brackets(text)) if "," in text or ";" in text else 0
            if count > _MOST:
                yield Finding(passage.note, (*passage.path, language), {"count": str(count)})
                break


def _items(text: str) -> int:
    """Return the length of the longest list in a text: "a, b and c" has three items."""
    longest, run = 1, 0
    for part in _SEPARATOR.split(text):
        ends = _LAST.split(part, maxsplit=1)
        if run and len(part.split()) > _ITEM_WORDS and len(ends) == 1:
            run = 0
        run += 1
        if len(ends) == 2:
            # "…, and c" is one item; "b and c" are two. What follows may begin another list.
            longest = max(longest, run + bool(ends[0].strip()))
            run = 1
        longest = max(longest, run)
    return longest
