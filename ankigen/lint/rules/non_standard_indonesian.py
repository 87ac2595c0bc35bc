"""Indonesian that is not spelt as in KBBI.

Bahasa Indonesia yang ejaannya tidak menurut KBBI.

A learner copies what a card shows. The table behind this rule holds forms that are often
written and the form of Kamus Besar Bahasa Indonesia under the spelling rules of 2022 (EYD V):
"kerjasama" for "kerja sama", "ijin" for "izin", "antar negara" for "antarnegara". `--fix` puts
the standard form. Quotations and names are left alone.

Pelajar meniru apa yang tampil di kartu. Tabel di balik aturan ini memuat bentuk yang sering
ditulis dan bentuk menurut Kamus Besar Bahasa Indonesia dengan EYD V (2022): "kerjasama" menjadi
"kerja sama", "ijin" menjadi "izin", "antar negara" menjadi "antarnegara". `--fix` menggantinya
dengan bentuk baku. Kutipan dan nama tidak disentuh.

Wrong:
- key: driving-licence
  category: legal-basis
  question:
    id: Siapa yang mengeluarkan ijin mengemudi?
    en: Who issues driving licences?
  answer:
    id: Kepolisian
    en: The police

Right:
- key: driving-licence
  category: legal-basis
  question:
    id: Siapa yang mengeluarkan izin mengemudi?
    en: Who issues driving licences?
  answer:
    id: Kepolisian
    en: The police
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.language import pairs, word_set

CODE = "non-standard-indonesian"
SEVERITY = Severity.WARNING

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_AS_NAMED = frozenset({"abbreviation", "also"})
_WORD = re.compile(r"[\w'-]+")


def check(view: View) -> Iterator[Finding]:
    """Yield each non-standard form in an Indonesian text."""
    table, beginnings = _table(), _beginnings()
    for passage in view.texts:
        text = passage.text.in_language("id")
        if passage.role in _AS_NAMED or word_set(text).isdisjoint(beginnings):
            continue
        if "“" in text or '"' in text:
            text = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)
        for written, standard in _found(text, table):
            yield Finding(
                passage.note,
                (*passage.path, "id"),
                {"written": written, "standard": standard},
                words=written,
                instead=standard,
            )


def _found(text: str, table: dict[str, str]) -> Iterator[tuple[str, str]]:
    words = list(_WORD.finditer(text))
    folded = [word.group().casefold() for word in words]
    index = 0
    while index < len(words):
        single = folded[index]
        double = f"{single} {folded[index + 1]}" if index + 1 < len(words) else ""
        if double in table and text[words[index].end() : words[index + 1].start()] == " ":
            written = text[words[index].start() : words[index + 1].end()]
            yield written, _in_case(written, table[double])
            index += 2
            continue
        if single in table:
            yield words[index].group(), _in_case(words[index].group(), table[single])
        index += 1


def _in_case(written: str, standard: str) -> str:
    if written.isupper() and len(written) > 1:
        return standard.upper()
    return standard[0].upper() + standard[1:] if written[0].isupper() else standard


@functools.cache
def _table() -> dict[str, str]:
    return {written.casefold(): right for written, right in pairs("id.nonstandard.tsv").items()}


@functools.cache
def _beginnings() -> frozenset[str]:
    """Return the first words of all forms: a text without any of them needs no closer look."""
    return frozenset(re.split(r"[\W_]", written)[0] for written in _table())
