"""Indonesian and English words: tokens, stems, and which of the two a text is in.

Everything is rough on purpose: it serves questions such as "does the front contain the
words of the answer", whose measured precision is in ``docs/lint.md``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

_WORDS = Path(__file__).parent / "words"
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MARKS = re.compile("[\u0300-\u036f]")
_PLAIN_MARKS = str.maketrans("’‘“”–—…", "''\"\"--.")
_NO_PUNCTUATION = str.maketrans(dict.fromkeys(".,;:!?()[]“”\"'’‘–—-/…", " "))
_CACHE = 1 << 17
"""Texts kept: about what a deck of 10,000 notes has. Rules look at the same texts in turn."""


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a word list that are not comments."""
    for line in (_WORDS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word for line in lines(name) for word in line.split())


@functools.cache
def pairs(name: str) -> dict[str, str]:
    """Return a list of two columns."""
    return dict(line.split("\t") for line in lines(name))


def stopwords(language: str) -> frozenset[str]:
    """Return the words of a language that say little by themselves."""
    return word_list(f"{language}.stopwords.txt")


@functools.lru_cache(_CACHE)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, folded: no case, no diacritics, no hyphens."""
    if not text.isascii():
        text = text.translate(_PLAIN_MARKS)
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    found = _TOKEN.findall(text.casefold())
    if "'s" in text:
        return tuple(token.removesuffix("'s") for token in found)
    return tuple(found)


@functools.lru_cache(_CACHE)
def word_set(text: str) -> frozenset[str]:
    """Return the different words and numbers of a text in lower case: quicker than ``tokens``."""
    return frozenset(text.casefold().translate(_NO_PUNCTUATION).split())


@functools.lru_cache(_CACHE)
def content(text: str, language: str) -> tuple[str, ...]:
    """Return the tokens of a text that say something."""
    idle = stopwords(language)
    return tuple(token for token in tokens(text) if token not in idle)


@functools.lru_cache(_CACHE)
def stems(token: str, language: str) -> frozenset[str]:
    """Return what a word may come from: two words with a stem in common are relatives."""
    return frozenset(_english(token) if language == "en" else _indonesian(token)) | {token}


_ID_PARTICLES = ("nya", "lah", "kah", "pun")
_ID_SUFFIXES = ("kan", "an", "i")
# Before a vowel the nasal has swallowed a consonant: menulis from tulis, penyiar from siar.
_ID_NASALS = (
    ("meny", "s"), ("peny", "s"), ("meng", "k"), ("peng", "k"),
    ("mem", "p"), ("pem", "p"), ("men", "t"), ("pen", "t"),
)  # fmt: skip
_ID_PREFIXES = ("memper", "member", "keber", "penge", "menge")
_ID_SHORT_PREFIXES = ("ber", "per", "ter", "pe", "me", "di", "ke", "se")
_SHORTEST = 3


def _indonesian(word: str) -> Iterator[str]:
    bare = word
    for particle in _ID_PARTICLES:
        if bare.endswith(particle) and len(bare) > len(particle) + _SHORTEST:
            bare = bare[: -len(particle)]
            break
    for base in (bare, *_without_suffix(bare)):
        yield base
        yield from _without_prefix(base)


def _without_suffix(word: str) -> Iterator[str]:
    for suffix in _ID_SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + _SHORTEST:
            yield word[: -len(suffix)]


def _without_prefix(word: str) -> Iterator[str]:
    for prefix, swallowed in _ID_NASALS:
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            rest = word[len(prefix) :]
            yield rest
            if rest[0] in "aeiou":
                yield swallowed + rest
            return
    for prefix in (*_ID_PREFIXES, *_ID_SHORT_PREFIXES):
        if word.startswith(prefix) and len(word) > len(prefix) + _SHORTEST:
            yield word[len(prefix) :]
            return


_EN_SUFFIXES = (
    "isation", "ization", "ational", "ation", "ition", "ment", "ness", "ings", "ing", "ions", "ion",
    "ies", "ied", "ers", "er", "ors", "or", "ed", "es", "ely", "ly", "ity", "al", "s", "e", "y",
)  # fmt: skip
_EN_STEM = 4


def _english(word: str) -> Iterator[str]:
    for suffix in _EN_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _EN_STEM:
            yield word[: -len(suffix)]


@functools.lru_cache(_CACHE)
def core(token: str, language: str) -> str:
    """Return letters that every relative of a word has in it.

    Without its first letter, which a nasal may have swallowed.
    """
    return min(stems(token, language), key=len)[1:]


def related(token: str, others: frozenset[str], language: str) -> bool:
    """Whether a word, or a relative of it, is among the stems of other words."""
    return token in others or not stems(token, language).isdisjoint(others)


@functools.lru_cache(_CACHE)
def all_stems(text: str, language: str) -> frozenset[str]:
    """Return the stems of every word of a text."""
    found: set[str] = set()
    for token in tokens(text):
        found |= stems(token, language)
    return frozenset(found)


# Which language -------------------------------------------------------------------------

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]+")
_ID_ENDS = ("nya", "kan", "lah", "kah", "asi", "isme", "itas")
_ID_STARTS = ("meng", "meny", "mem", "men", "peng", "peny", "pem", "ber", "ter", "per", "ke", "di")
_EN_ENDS = (
    "tion", "sion", "ing", "ed", "ly", "ment", "ness", "ity", "ies", "ous", "ive", "able", "ism",
    "ship", "ful", "ance", "ence", "ght",
)  # fmt: skip
_EN_PIECES = re.compile(r"th|wh|ck|gh|oo|ee|ea|x|q|ll|ss|tt|ff|ph")


@functools.lru_cache(_CACHE)
def evidence(text: str) -> tuple[int, int, int]:
    """Weigh how Indonesian and how English a text is, and count its words.

    Quotations, brackets and names (capitals inside a sentence) count for nothing: they
    are in the language of whoever is quoted or named.
    """
    indonesian = english = count = 0
    id_idle, en_idle = stopwords("id"), stopwords("en")
    free = _QUOTED.sub(" ", text)
    for match in _WORD.finditer(free):
        word = match.group()
        if word[0].isupper():
            before = free[: match.start()].rstrip()
            if (before and before[-1] not in ".?!:") or word.isupper():
                continue
            word = word.lower()
        count += 1
        in_id, in_en = word in id_idle, word in en_idle
        if in_id != in_en:
            indonesian += 2 * in_id
            english += 2 * in_en
        elif not in_id:
            indonesian += looks_indonesian(word)
            english += looks_english(word)
    return indonesian, english, count


@functools.lru_cache(_CACHE)
def looks_indonesian(word: str) -> bool:
    """Whether a single word has an Indonesian ending or prefix and nothing English."""
    if len(word) < 6 or _EN_PIECES.search(word):
        return False
    return word.endswith(_ID_ENDS) or (word.startswith(_ID_STARTS) and word.endswith(("an", "i")))


@functools.lru_cache(_CACHE)
def looks_english(word: str) -> bool:
    """Whether a single word has an English ending or spelling and nothing Indonesian."""
    if len(word) < 5 or word.endswith(("nya", "kan")):
        return False
    return word.endswith(_EN_ENDS) or bool(_EN_PIECES.search(word))


def _plainly(text: str, language: str) -> bool:
    """Whether a text has idle words of its language and none of the other: no need to weigh it."""
    own, other = ("id", "en") if language == "id" else ("en", "id")
    found = word_set(text)
    return found.isdisjoint(_idle_only(other)) and not found.isdisjoint(_idle_only(own))


@functools.cache
def _idle_only(language: str) -> frozenset[str]:
    return stopwords(language) - stopwords("en" if language == "id" else "id")


def foreign(text: str, language: str) -> bool:
    """Whether a text is surely in the other of the two languages."""
    if _plainly(text, language):
        return False
    indonesian, english, count = evidence(text)
    own, other = (indonesian, english) if language == "id" else (english, indonesian)
    if count < 3:
        return False
    return other >= 4 and other >= 3 * own and 2 * other >= count
