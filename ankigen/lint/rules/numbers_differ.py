"""Numbers, years or months that differ between the languages.

Angka, tahun, atau bulan yang berbeda di antara kedua bahasa.

One of the two sides is wrong, and whoever studies in that language learns it so. Figures are
compared by value (1.143 and 1,143 are one number, 2,5 and 2.5 too, 1,5 juta and 1,500,000), dates,
times of day and shortened ranges (1945–49) as what they mean, with number words of the other side
("dua", "second", "XX") taken into account, and months by their place in the year.

Salah satu sisinya keliru, dan pelajar dalam bahasa itu menghafal yang keliru. Angka dibandingkan
menurut nilainya (1.143 dan 1,143 sama, begitu pula 2,5 dan 2.5, 1,5 juta dan 1,500,000), tanggal,
jam, dan rentang yang disingkat (1945–49) menurut artinya, termasuk angka yang ditulis dengan kata
("dua", "second", "XX"), dan bulan menurut urutannya.

Wrong:
- key: kartini
  category: role
  question:
    id: Kapan Raden Ajeng Kartini lahir?
    en: When was Raden Ajeng Kartini born?
  answer:
    id: 21 April 1879
    en: 21 August 1879

Right:
- key: kartini
  category: role
  question:
    id: Kapan Raden Ajeng Kartini lahir?
    en: When was Raden Ajeng Kartini born?
  answer:
    id: 21 April 1879
    en: 21 April 1879
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.base.text import Text
from ankigen.lint.base import MONTHS, NAMES, Finding, View
from ankigen.lint.numbers import figures, months, readings, spelled, words
from ankigen.lint.rules.translation_missing import is_placeholder

CODE = "numbers-differ"
SEVERITY = Severity.ERROR


def check(view: View) -> Iterator[Finding]:
    """Yield each text whose sides name different numbers or months."""
    for passage in view.texts:
        if (
            not passage.text.in_language("id")
            or not passage.text.in_language("en")
            or passage.role in NAMES - {"title", "name"}
        ):
            continue
        if is_placeholder(passage.text.in_language("id")) or is_placeholder(
            passage.text.in_language("en")
        ):
            continue
        found = _difference(passage.text)
        if found:
            language, number = found
            yield Finding(passage.note, (*passage.path, language), {"number": number})


# The year is part of the constitution's name, which English texts shorten.
_NAMED_BY_YEAR = {
    "id": re.compile(r"\b(?:UUD|Undang-Undang Dasar)[A-Za-z ]* 1945"),
    "en": re.compile(r"\b1945 Constitution"),
}


def _difference(text: Text) -> tuple[str, str] | None:
    """Return a number that only one side has, and that side; none if any reading has none."""
    if "1945" in text.in_language("id") or "1945" in text.in_language("en"):
        text = Text(
            (language, named.sub("", text.in_language(language)))
            for language, named in _NAMED_BY_YEAR.items()
        )
    found = [
        _between(in_id, in_en)
        for in_id in readings(text.in_language("id"), "id")
        for in_en in readings(text.in_language("en"), "en")
    ]
    return found[0] if all(found) else None


def _between(in_id: str, in_en: str) -> tuple[str, str] | None:
    figures_id, figures_en = figures(in_id, "id"), figures(in_en, "en")
    if figures_id != figures_en:
        only_id = figures_id - figures_en - words(in_en, "en")
        only_en = figures_en - figures_id - words(in_id, "id")
        if only_id or only_en:
            return ("id", min(only_id)) if only_id else ("en", min(only_en))
    months_id = months(in_id, "id")
    months_en = months(in_en, "en") if months_id else months_id
    if months_id != months_en and months_en:
        side, number = next(
            ("id", n) if n in months_id else ("en", n) for n in sorted(months_id ^ months_en)
        )
        return side, MONTHS[side][number - 1]
    counted_id = spelled(in_id, "id")
    counted_en = spelled(in_en, "en") if counted_id else counted_id
    if counted_en and counted_id.isdisjoint(counted_en | figures_en):
        return "id", min(counted_id)
    return None
