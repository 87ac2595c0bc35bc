"""A closing mark that one language lacks, or a bracket that is not closed.

Tanda akhir yang hanya ada di satu bahasa, atau kurung yang tidak ditutup.

A sentence that ends in a full stop in one language ends in one in the other; a question has its
question mark in both; brackets and quotation marks come in pairs; a title in quotation marks has
them in both languages. Slips like these are the trace of a line cut off in copying. A missing
mark at the end is added by `--fix`.

Kalimat yang berakhir dengan titik di satu bahasa berakhir dengan titik pula di bahasa lain;
pertanyaan bertanda tanya di keduanya; kurung dan tanda kutip selalu berpasangan; judul yang
diapit tanda kutip mendapatkannya di kedua bahasa. Kesalahan seperti ini bekas baris yang terpotong
saat disalin. Tanda akhir yang kurang ditambahkan oleh `--fix`.

Wrong:
- key: cloves
  category: role
  question:
    id: Dari kepulauan mana cengkih berasal?
    en: Which islands do cloves come from
  answer:
    id: Maluku
    en: The Moluccas

Right:
- key: cloves
  category: role
  question:
    id: Dari kepulauan mana cengkih berasal?
    en: Which islands do cloves come from?
  answer:
    id: Maluku
    en: The Moluccas
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import LANGUAGES, NAMES, Finding, Passage, View
from ankigen.lint.language import looks_english, looks_indonesian
from ankigen.lint.rules.translation_missing import is_placeholder

CODE = "punctuation-differs"
SEVERITY = Severity.WARNING

_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))
_CLOSERS = "”\"')’"
_LAST_WORD = re.compile(r"[\w”\"')’]+\Z")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_ANY_QUOTE = re.compile(r"[“”\"«»„‘]|(?<!\w)'\w")
_MARKS = ".?!"
_SHORT_END = re.compile(r"(?:\b[A-Z]|\b(?:dll|dsb|dst|dkk|etc|Ltd|Inc|Jr|Sr|Tbk|Co))\.\Z")


def check(view: View) -> Iterator[Finding]:
    """Yield each text with an open bracket, or with a closing mark on one side only."""
    for passage in view.passages:
        if any(is_placeholder(text) for _, text in passage.sides):
            continue
        unpaired = False
        for language, text in passage.sides:
            for opening, closing in _PAIRS:
                # A straight mark in place of a curly one is confusable-characters'.
                straight = opening == "“" and '"' in text
                if text.count(opening) != text.count(closing) and not straight:
                    unpaired = True
                    yield Finding(
                        passage.note, (*passage.path, language), {"mark": opening + closing}
                    )
        if not unpaired and passage.role not in NAMES and len(passage.sides) == len(LANGUAGES):
            yield from _closing(passage)
            if any("“" in text or '"' in text for _, text in passage.sides):
                yield from _quoted(passage)


def _quoted(passage: Passage) -> Iterator[Finding]:
    """Yield a text that lacks the quotation marks of a title that the other language has.

    What is quoted for its language ("in Indonesian it is called …") needs them in one only.
    """
    for language, other in (("id", "en"), ("en", "id")):
        bare, marked = (passage.text.in_language(each) for each in (language, other))
        if _ANY_QUOTE.search(bare):
            continue
        whole = _QUOTED.fullmatch(marked)
        if whole and whole[1][0].isalnum():
            # Marks around all of a text are those of YAML, from a word processor.
            path = (*passage.path, other)
            yield Finding(passage.note, path, {"mark": "“”"}, words=marked, instead=whole[1])
            return
        for match in _QUOTED.finditer(marked):
            title = match[1].rstrip(".,;:!?")
            words = [word.casefold() for word in title.split()]
            of_one = any(looks_indonesian(word) or looks_english(word) for word in words)
            if title and (
                match.start() == 0 or (title in bare and title[0].isupper() and not of_one)
            ):
                where = title if title in bare else ""
                yield Finding(passage.note, (*passage.path, language), {"mark": "“”"}, words=where)
                return


def _closing(passage: Passage) -> Iterator[Finding]:
    marks = {language: _mark(text) for language, text in passage.sides}
    # The dot of an abbreviation can be that of the sentence, too.
    dotted = all(text.rstrip(_CLOSERS).endswith(".") for _, text in passage.sides)
    if marks["id"] == marks["en"] or dotted:
        return
    for language, other in (("id", "en"), ("en", "id")):
        text = passage.text.in_language(language)
        if not marks[language] and marks[other]:
            last = _LAST_WORD.search(text)
            yield Finding(
                passage.note,
                (*passage.path, language),
                {"mark": marks[other]},
                words=last.group() if last else "",
                instead=last.group() + marks[other] if last else None,
                at_end=True,
            )
            return
    yield Finding(passage.note, (*passage.path, "en"), {"mark": marks["id"]})


def _mark(text: str) -> str:
    """Return the mark that closes a text, but for the dot of an abbreviation."""
    bare = text.rstrip(_CLOSERS)
    if bare.endswith("…"):
        return "…"
    if not bare or bare[-1] not in _MARKS or _SHORT_END.search(bare):
        return ""
    return bare[-1]
