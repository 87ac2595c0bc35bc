"""Characters that look like others.

Karakter yang mirip karakter lain.

A Cyrillic "е" in a Latin word, a space that does not break, two kinds of quotation marks in one
text: nobody sees them, but no search finds the word, a screen reader spells it out, and a typed
answer never matches. They come with texts copied from PDF files and web pages. `--fix` replaces
them.

Huruf "е" Kiril di dalam kata Latin, spasi yang tidak dapat dipenggal, dua macam tanda kutip dalam
satu teks: tidak ada yang melihatnya, tetapi pencarian tidak menemukan katanya dan pembaca layar
mengejanya. Karakter seperti itu terbawa dari salinan PDF dan laman web. `--fix` menggantinya.

Wrong:
- key: equator
  term:
    id: khatulistiwa
    en: equator
  definition:
    id: garis yang membagi bumi menjadi bеlahan utara dan selatan
    en: the line that halves the earth

Right:
- key: equator
  term:
    id: khatulistiwa
    en: equator
  definition:
    id: garis yang membagi bumi menjadi belahan utara dan selatan
    en: the line that halves the earth
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View

CODE = "confusable-characters"
SEVERITY = Severity.WARNING

# What looks like a Latin letter in Cyrillic and Greek.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏгпАВЕКМНОРСТУХІЈЅοαΑΒΕΖΗΙΚΜΝΟΡΤΥΧνρ",
    "aeopcyxijsdhlrnABEKMHOPCTYXIJSoaABEZHIKMNOPTYXvp",
)
_MIXED_WORD = re.compile(r"\w*[A-Za-z]\w*")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\u1680]")
_JOINERS = re.compile("[\u200c\u200d\u200e\u200f\ufe0f]")
# Wide letters, ligatures, and digits of other scripts.
_WIDE = re.compile("[\uff01-\uff5e]+|[\ufb00-\ufb06]|[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]+")
# What looks like a mark of ours, between letters or after a number.
_MARKS = (
    (re.compile("(?<=\\w)[\u00b4`\u2032](?=\\w)"), "’"),
    (re.compile("[\u2010\u2011](?=\\w)"), "-"),
    (re.compile("(?<=[0-9 ])\u00ba(?=[CF ]|\\W|\\Z)"), "°"),
    (re.compile("\u3001"), ","),
    (re.compile("\u3002"), "."),
)
_OTHER_WORD = re.compile("[\u0370-\u03ff\u0400-\u04ff]{2,}")


def check(view: View) -> Iterator[Finding]:
    """Yield each character that only looks like the right one."""
    for passage in view.passages:
        for language, text in passage.sides:
            if text.isascii():
                continue
            for wrong, right in _found(text):
                yield Finding(
                    passage.note,
                    (*passage.path, language),
                    {"char": _names(wrong, right)},
                    words=wrong,
                    instead=right,
                )


def _found(text: str) -> Iterator[tuple[str, str]]:
    for match in _SPACES.finditer(text):
        yield match.group(), " "
    for match in _JOINERS.finditer(text):
        yield match.group(), ""
    for match in _WIDE.finditer(text):
        yield match.group(), _plain(match.group())
    for pattern, right in _MARKS:
        for match in pattern.finditer(text):
            yield match.group(), right
    others = _OTHER_WORD.findall(text)
    # Words wholly of another script are meant to be, unless every letter of all of them misleads.
    if others and all(other.translate(_LOOKALIKES).isascii() for other in others):
        yield from ((each, each.translate(_LOOKALIKES)) for each in others if _alone(each, text))
    for match in _MIXED_WORD.finditer(text):
        word = match.group()
        latin = word.translate(_LOOKALIKES)
        if latin != word:
            yield word, latin
    if "“" in text and '"' in text:
        yield '"', "“" if text.find('"') < text.find("“") else "”"
    elif "’" in text and re.search(r"\w'\w", text):
        yield "'", "’"


def _plain(text: str) -> str:
    digits = [str(unicodedata.digit(char)) if char.isdecimal() else char for char in text]
    return unicodedata.normalize("NFKC", "".join(digits))


def _alone(word: str, text: str) -> bool:
    """Whether letters of another script make up a whole word; a mixed one is found otherwise."""
    at = text.find(word)
    return not (text[:at][-1:].isalnum() or text[at + len(word) :][:1].isalnum())


def _names(wrong: str, right: str) -> str:
    """Name the characters that are meant, for somebody who cannot see them."""
    odd = [char for char in wrong if char not in right] or list(wrong)
    return ", ".join(
        f"U+{ord(char):04X} {unicodedata.name(char, '?').lower()}" for char in dict.fromkeys(odd)
    )
