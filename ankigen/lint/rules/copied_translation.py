"""One language's text copied into the other.

Teks satu bahasa disalin ke bahasa lain.

Both sides are letter for letter the same, and the words are those of one language. Names of
bodies, numbers and loanwords ("stupa", "allegro") may be equal: one or two words are doubted only
if their form is surely that of one language ("acceleration" in Indonesian, "penyerbukan" in
English); the title of a deck if it has several words. What is equal all the same can be listed
under `loanwords` in the configuration.

Kedua sisinya sama persis, padahal kata-katanya milik satu bahasa. Nama badan, angka, dan kata
serapan ("stupa", "allegro") boleh sama: satu atau dua kata diragukan hanya bila bentuknya pasti
milik satu bahasa ("acceleration" dalam bahasa Indonesia, "penyerbukan" dalam bahasa Inggris); judul
dek bila terdiri atas beberapa kata. Yang memang sama dapat didaftarkan dalam `loanwords` di
konfigurasi.

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
from ankigen.lint.base import Finding, View
from ankigen.lint.language import looks_english, looks_indonesian, stopwords, word_list

CODE = "copied-translation"
SEVERITY = Severity.WARNING

_LOWER_WORD = re.compile(r"(?<![\w-])[a-zà-ž]{2,}")
_SMALL = re.compile(r"[^\W\d_]*[a-zà-ž][^\W\d_]*")
_NAMES = frozenset({"name", "abbreviation", "called", "also", "city", "country", "successor_name"})
_TELLING = 4
_FEW = 2
# Endings that become others when Indonesian borrows a word: -si, -itas, -isme, -if, -ans, -ensi.
_SURELY_ENGLISH = re.compile(r"\w{3,}(?:tion|sion|ness|ship|ful|ght|ity|ism|ous|ive|ance|ence)s?\Z")
_IN_MANY_LANGUAGES = frozenset({"a", "an", "in", "do", "me", "no", "per", "so", "are", "as"})
"""Idle words that are English, and Italian or Latin as well: a cappella."""


def check(view: View) -> Iterator[Finding]:
    """Yield each text whose sides are equal though one of the languages would say otherwise."""
    allowed = word_list("loanwords.txt") | view.settings.loanwords
    for passage in view.texts:
        text = passage.text
        if (
            text.in_language("id") == text.in_language("en")
            and passage.role not in _NAMES
            and text.in_language("id") not in allowed
        ):
            # A title has capitals as names have; of several words, it is hardly one in both.
            of_deck = passage.path == ("title",)
            title = of_deck and len(_SMALL.findall(text.in_language("id"))) > 1
            language = _copied(text.in_language("id"), allowed) or ("en" if title else "")
            if language:
                yield Finding(passage.note, (*passage.path, language))


def _copied(text: str, allowed: frozenset[str]) -> str:
    """Return the language into which the text was copied, or nothing."""
    words = [word for word in _LOWER_WORD.findall(text) if word not in allowed]
    if not words:
        return ""
    only_id, only_en = stopwords("id") - stopwords("en"), stopwords("en") - stopwords("id")
    if len(words) <= _FEW:
        english = only_en - _IN_MANY_LANGUAGES
        id_form = any(word in only_id or looks_indonesian(word) for word in words)
        en_form = any(word in english or _SURELY_ENGLISH.match(word) for word in words)
        return "" if id_form == en_form else "en" if id_form else "id"
    in_id = sum(word in only_id for word in words) + sum(map(looks_indonesian, words))
    in_en = sum(word in only_en for word in words) + sum(map(looks_english, words))
    if in_id == in_en == 0 and len(words) < _TELLING:
        return ""
    return "en" if in_id >= in_en else "id"
