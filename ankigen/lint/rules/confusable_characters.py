"""Characters that look like others.

Karakter yang mirip karakter lain.

A Cyrillic "е" in a Latin word, a space that does not break, two kinds of quotation marks in one
text: nobody sees them, but no search finds the word, a screen reader spells it out, and a typed
answer never matches. They come with texts copied from PDF files and web pages. `--fix` replaces
them where it is certain. Words, digits, joiners and marks that belong to another script, or to an
emoji, are left alone.

Huruf "е" Kiril di dalam kata Latin, spasi yang tidak dapat dipenggal, dua macam tanda kutip dalam
satu teks: tidak ada yang melihatnya, tetapi pencarian tidak menemukan katanya dan pembaca layar
mengejanya. Karakter seperti itu terbawa dari salinan PDF dan laman web. `--fix` menggantinya bila
pasti. Kata, angka, penyambung, dan tanda milik aksara lain atau emoji dibiarkan.

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

# Latin letters, and what looks like some of them in Cyrillic and Greek (α and ρ are symbols).
_L = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_TO_LATIN = str.maketrans(
    "аеорсухіјѕԁһӏгпАВЕКМНОРСТУХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhlrnABEKMHOPCTYXIJSoABEZHIKMNOPTYX",
)
_TO_CYRILLIC = str.maketrans("aeopcyxijskABEKMHOPCTYXIJS", "аеорсухіјѕкАВЕКМНОРСТУХІЈЅ")
_WORD = re.compile(r"\w+")
_LATIN = re.compile(f"[{_L}]")
_TWO_LATIN = re.compile(f"[{_L}]{{2}}")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff\d]+")
_NOT_LATIN = re.compile(rf"(?![{_L}])[^\W\d_]")
_FEWEST = 3
"""Latin letters in a mixed word, at least, that make it one of Latin: ρgh is a formula."""

_EAST_ASIAN = re.compile("[\u2e80-\u2fdf\u3040-\u31ff\u3400-\u9fff\uac00-\ud7af]")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = re.compile("[\u200c\u200d\ufe0f]+")
_DIRECTIONS = re.compile("[\u200e\u200f]+")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_WIDE = re.compile("[\u3000-\u3002\uff01-\uff5e]")
_APOSTROPHE = re.compile(f"(?<=[{_L}])'(?=[{_L}])")
# What looks like a mark of ours, between letters or after a number.
_MARKS = (
    (re.compile(f"(?<=[{_L}])\u00b4(?=[{_L}])"), "’"),
    (re.compile(f"(?<=[{_L}0-9])[\u2010\u2011](?=[{_L}0-9])"), "-"),
    (re.compile(r"(?<=[0-9 ])\u00ba(?= ?[CF]\b)"), "°"),
)

_Found = tuple[int, str, str | None]
"""Where in a text something wrong stands, what it is, and what it should be if that is certain."""


def check(view: View) -> Iterator[Finding]:
    """Yield each character that only looks like the right one."""
    for passage in view.texts:
        for language, text in passage.sides:
            if text.isascii():
                continue
            for at, wrong, right in _found(text):
                yield Finding(
                    passage.note,
                    (*passage.path, language),
                    {"char": _names(wrong, right or "")},
                    words=wrong,
                    instead=right,
                    nth=text.count(wrong, 0, at),
                )


def _found(text: str) -> Iterator[_Found]:
    yield from _hidden(text)
    for match in _SPACES.finditer(text):
        yield match.start(), match.group(), " "
    for match in _LIGATURES.finditer(text):
        yield match.start(), match.group(), unicodedata.normalize("NFKC", match.group())
    if not _EAST_ASIAN.search(text):
        for match in _WIDE.finditer(text):
            yield match.start(), match.group(), _narrow(match.group())
    for pattern, right in _MARKS:
        for match in pattern.finditer(text):
            yield match.start(), match.group(), right
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii() and (right := _in_one_script(word)) != word:
            yield match.start(), word, right
    yield from _quotation_marks(text)


def _hidden(text: str) -> Iterator[_Found]:
    """Yield what joins or turns letters where there are only Latin ones."""
    for match in _JOINERS.finditer(text):
        around = text[: match.start()][-1:], text[match.end() :][:1]
        if any(map(_LATIN.match, around)) and all(map(_ours, around)):
            yield match.start(), match.group(), ""
    if not _FROM_RIGHT.search(text):
        for match in _DIRECTIONS.finditer(text):
            yield match.start(), match.group(), ""


def _ours(char: str) -> bool:
    """Whether a character (or none) is a Latin letter or of no script at all, and no picture."""
    return char.isascii() or bool(_LATIN.match(char)) or unicodedata.category(char)[0] in "PZ"


def _narrow(char: str) -> str:
    return {"\u3000": " ", "\u3001": ",", "\u3002": "."}.get(
        char, unicodedata.normalize("NFKC", char)
    )


def _in_one_script(word: str) -> str:
    """Return a word with the letters and figures that its script has for those that look so."""
    latin = word.translate(_TO_LATIN)
    if not _NOT_LATIN.search(latin):
        if latin == word:
            # Figures of another script among our own letters or figures.
            return _own_digits(word) if re.search("[A-Za-z0-9]", word) else word
        letters = len(_LATIN.findall(word))
        return latin if letters >= max(_FEWEST, len(word) - letters) else word
    # Letters of its own make the word Cyrillic: then a lone Latin one is wrong. SMSка is none.
    cyrillic = word.translate(_TO_CYRILLIC)
    return cyrillic if _CYRILLIC_WORD.fullmatch(cyrillic) and not _TWO_LATIN.search(word) else word


def _own_digits(word: str) -> str:
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in word)


def _quotation_marks(text: str) -> Iterator[_Found]:
    """Yield straight marks where there are curly ones; certain is the one that a pair lacks."""
    if "’" in text:
        for match in _APOSTROPHE.finditer(text):
            yield match.start(), match.group(), "’"
    if "“" not in text or '"' not in text:
        return
    at, open_, close = text.find('"'), text.find("“"), text.find("”")
    lone = text.count('"') == 1 and text.count("“") + text.count("”") == 1
    if lone and close < 0 and open_ < at:
        yield open_, text[open_ : at + 1], f"{text[open_:at]}”"
    else:
        yield at, '"', None


def _names(wrong: str, right: str) -> str:
    """Name the characters that are meant, for somebody who cannot see them."""
    odd = [char for char in wrong if char not in right and not char.isascii()]
    return ", ".join(
        f"U+{ord(char):04X} {unicodedata.name(char, '?').lower()}"
        for char in dict.fromkeys(odd or wrong)
    )
