"""What columns are called: the part that each plays in a note, and its language."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CODES = {"id": r"id|ind|indonesian?|bahasa(?: indonesia)?", "en": r"en|eng|english|inggris"}
# In English, or of no language, and in Indonesian.
_ROLES = {
    "question": ("front|question|prompt|country|expression|kanji|japanese|vocab(?:ulary)?",
                 "pertanyaan|soal|negara|jepang"),
    "answer": ("back|answer|capital|translation", "jawaban|ibu ?kota|terjemahan"),
    "term": ("term|word", "istilah|kata"),
    "definition": ("definition|meaning", "definisi|arti|makna"),
    "example": ("example|sentence", "contoh(?: kalimat)?"),
    "hint": ("hint", "petunjuk"),
    "explanation": ("explanation|extra|notes?|info|reading|kana|furigana|romaji|remarks?"
                    "|capital info|country info", "penjelasan|keterangan|catatan|bacaan"),
    "sources": ("source|reference|url", "sumber"),
    "tags": ("tags?|anki tags", "tag"),
    "key": ("key|guid|id|slug", "kunci"),
}  # fmt: skip


def language_of(name: str, codes: Iterable[str] = tuple(_CODES)) -> str:
    """Return the language that a column's name begins or ends with, or ''."""
    return next((code for code in codes if _without(code, _spelt(name)) != _spelt(name)), "")


def role_of(name: str, codes: Iterable[str] = tuple(_CODES)) -> tuple[str, str]:
    """Return the part that a column plays by its name, and the language of the word for it."""
    bare = _spelt(name)
    for code in codes:
        bare = _without(code, bare).strip() or bare
    for role, (english, indonesian) in _ROLES.items():
        for code, words in (("en", english), ("id", indonesian)):
            if re.fullmatch(words, bare):
                return role, code
    return "", ""


def _without(code: str, spelt: str) -> str:
    said = _CODES.get(code, code)
    return re.sub(rf"^(?:{said})(?: |$)| (?:{said})$", "", spelt)


def _spelt(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()))
