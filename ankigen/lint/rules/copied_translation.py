"""One language's text copied into the other.

Teks satu bahasa disalin ke bahasa lain.

Both sides are letter for letter the same, and the words are those of one language. Names,
numbers and loanwords ("stupa", "delta") may be equal; more can be listed under `loanwords` in
the configuration.

Kedua sisinya sama persis, padahal kata-katanya milik satu bahasa. Nama, angka, dan kata serapan
("stupa", "delta") boleh sama; yang lain dapat didaftarkan dalam `loanwords` di konfigurasi.

Wrong:
- key: evaporation
  term:
    id: penguapan
    en: evaporation
  definition:
    id: perubahan zat cair menjadi gas
    en: perubahan zat cair menjadi gas

Right:
- key: evaporation
  term:
    id: penguapan
    en: evaporation
  definition:
    id: perubahan zat cair menjadi gas
    en: the change of a liquid into a gas
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, Passage, View
from ankigen.lint.language import looks_english, looks_indonesian, stopwords, word_list

CODE = "copied-translation"
SEVERITY = Severity.WARNING

_LOWER_WORD = re.compile(r"(?<![\w-])[a-zà-ž]{2,}")
_SENTENCE_START = re.compile(r"[A-Z][a-z]+")
_NAMES = frozenset({"abbreviation", "called", "also", "city", "country"})
_TELLING = 4


def check(view: View) -> Iterator[Finding]:
    """Yield each text whose sides are equal though one of the languages would say otherwise."""
    allowed = word_list("loanwords.txt") | view.settings.loanwords
    for passage in view.passages:
        text = passage.text
        if text.id == text.en and passage.role not in _NAMES and text.id not in allowed:
            language = _copied(passage, allowed)
            if language:
                yield Finding(passage.note, (*passage.path, language))


def _copied(passage: Passage, allowed: frozenset[str]) -> str:
    """Return the language into which the text was copied, or nothing."""
    text = passage.text.id
    words = [word for word in _LOWER_WORD.findall(text) if word not in allowed]
    in_id = sum(w in stopwords("id") and w not in stopwords("en") for w in words)
    in_en = sum(w in stopwords("en") and w not in stopwords("id") for w in words)
    in_id += sum(map(looks_indonesian, words))
    in_en += sum(map(looks_english, words))
    if in_id == in_en == 0 and len(words) < _TELLING:
        return ""
    if not words:
        return ""
    return "en" if in_id >= in_en else "id"
