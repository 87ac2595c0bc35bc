"""Two cards that ask almost the same.

Dua kartu yang menanyakan hal yang hampir sama.

Two notes for one fact are learned twice and corrected once: sooner or later they disagree.
Two definitions that differ in a word or two are worse: nobody can tell which term is meant.
Fronts with the same answer are near when they share more than half of their telling words,
fronts with different answers when they share nearly all of a long text. Questions of one
pattern ("What is the capital of …?") differ in the word that matters and are no duplicates.

Dua catatan untuk satu fakta dipelajari dua kali dan diperbaiki sekali: cepat atau lambat
keduanya berselisih. Dua definisi yang hanya berbeda satu dua kata lebih buruk lagi, karena tidak
ada yang tahu istilah mana yang dimaksud. Pertanyaan sepola ("Apa ibu kota …?") berbeda justru
pada kata yang penting dan bukan kembaran.

Wrong:
- key: capital-of-west-java
  category: role
  question:
    id: Apa ibu kota Jawa Barat?
    en: What is the capital of West Java?
  answer:
    id: Bandung
    en: Bandung
- key: west-java-capital
  category: role
  question:
    id: Apa nama ibu kota Jawa Barat?
    en: What is the capital city of West Java called?
  answer:
    id: Bandung
    en: Bandung

Right:
- key: capital-of-west-java
  category: role
  question:
    id: Apa ibu kota Jawa Barat?
    en: What is the capital of West Java?
  answer:
    id: Bandung
    en: Bandung
- key: conference-city
  category: role
  question:
    id: Di kota mana Konferensi Asia-Afrika diadakan?
    en: In which city was the Asian-African Conference held?
  answer:
    id: Bandung
    en: Bandung
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ankigen.diagnostics import Severity
from ankigen.lint.base import Card, Finding, View
from ankigen.lint.language import content, core, tokens, word_set
from ankigen.lint.matching import alike, without_brackets

CODE = "near-duplicate"
SEVERITY = Severity.WARNING

_SAME_ANSWER = 0.6
_ANY_ANSWER = 0.8
_LONG = 8
_BLOCK = 60
"""More cards than this with one answer (a year, a city) are a pattern, not copies."""


@dataclass(frozen=True, slots=True)
class _Front:
    order: int
    card: Card
    answer: tuple[str, ...]

    @property
    def telling(self) -> frozenset[str]:
        """The words that say something, each as what its relatives have in common."""
        asks = self.card.asks
        return frozenset(core(word, asks) for word in content(self.card.front, asks))

    @property
    def words(self) -> frozenset[str]:
        """All words: "two" and "more than two" are idle, but not the same."""
        return word_set(self.card.front)


def check(view: View) -> Iterator[Finding]:
    """Yield the later of two notes that ask almost the same in any language."""
    reported: set[tuple[str, str]] = set()
    for variant in ("id", "en"):
        fronts = list(_fronts(view, variant))
        for one, other in _pairs(fronts):
            first, later = sorted((one, other), key=lambda front: front.order)
            pair = (first.card.note.key, later.card.note.key)
            if pair not in reported:
                reported.add(pair)
                yield Finding(
                    later.card.note,
                    later.card.path,
                    {"front": later.card.front, "other": first.card.note.key},
                )


def _fronts(view: View, variant: str) -> Iterator[_Front]:
    for order, card in enumerate(view.cards):
        if card.variant == variant and card.fact in _WRITTEN:
            answer = without_brackets(card.back)
            yield _Front(order, card, content(answer, card.answers) or tokens(answer))


# The fronts that an author wrote; the others are made from the phrasing table.
_WRITTEN = frozenset({"definition", "answer", "purpose"})


def _pairs(fronts: list[_Front]) -> Iterator[tuple[_Front, _Front]]:
    by_answer: dict[tuple[object, ...], list[_Front]] = {}
    for front in fronts:
        key = (front.card.fact, front.card.reverse, front.answer)
        by_answer.setdefault(key, []).append(front)
    yield from _alike(by_answer, lambda front: front.telling, _SAME_ANSWER)
    # Backwards the front is a definition, a purpose or an example: it must fit one thing only.
    rare = _by_rare_words([front for front in fronts if front.card.reverse])
    for one, other in _alike(rare, lambda front: front.words, _ANY_ANSWER):
        if not _one_pattern(one, other):
            yield one, other


def _alike(
    blocks: dict[tuple[object, ...], list[_Front]],
    words_of: Callable[[_Front], frozenset[str]],
    least: float,
) -> Iterator[tuple[_Front, _Front]]:
    for block in blocks.values():
        if 1 < len(block) <= _BLOCK:
            worded = [(front, words) for front in block if (words := words_of(front))]
            for (one, words), (other, other_words) in itertools.combinations(worded, 2):
                if alike(words, other_words) >= least and one.card.note is not other.card.note:
                    yield one, other


def _by_rare_words(fronts: list[_Front]) -> dict[tuple[object, ...], list[_Front]]:
    """Sort long fronts by their rarest words: two that are alike enough share one of those."""
    long = [front for front in fronts if len(front.words) >= _LONG]
    common = Counter(word for front in long for word in front.words)
    blocks: dict[tuple[object, ...], list[_Front]] = {}
    for front in long:
        count = len(front.words) - math.ceil(_ANY_ANSWER * len(front.words)) + 1
        for word in sorted(front.words, key=lambda word: (common[word], word))[:count]:
            blocks.setdefault((front.card.fact, front.card.reverse, word), []).append(front)
    return blocks


def _one_pattern(one: _Front, other: _Front) -> bool:
    """Whether two fronts that want different answers exchange as many words as each has of its own.

    "Which principle … first …?" and "… second …?" ask different things in one pattern.
    """
    if one.answer == other.answer:
        return False
    first, second = Counter(tokens(one.card.front)), Counter(tokens(other.card.front))
    return (first - second).total() == (second - first).total()
