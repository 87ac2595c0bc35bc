"""Whether a text gives another away, and how alike two texts are."""

from __future__ import annotations

import functools
import re

from ankigen.lint.language import all_stems, core, related, stopwords, tokens, word_list

_BRACKETS = re.compile(r"\s*\([^()]*\)")


def without_brackets(text: str) -> str:
    """Return a text without what stands in round brackets."""
    return _BRACKETS.sub("", text).strip() if "(" in text else text


def gives_away(front: str, answer: str, language: str, *, name: bool = False) -> bool:
    """Whether every word of the answer that says something can be read off the front.

    Of the ``name`` of a body only the words that tell it from others count.
    """
    idle = _idle(language)
    wanted = tuple(word for word in tokens(without_brackets(answer)) if word not in idle)
    wanted = wanted or tokens(answer)
    if name:
        generic = word_list("generic.txt")
        wanted = tuple(word for word in wanted if word not in generic) or wanted
    if not wanted:
        return False
    there = tokens(front)
    spelt = " ".join(there)
    if not all(token in there or core(token, language) in spelt for token in wanted):
        return False
    stems_there = all_stems(front, language)
    return all(related(token, stems_there, language) for token in wanted)


@functools.cache
def _idle(language: str) -> frozenset[str]:
    """Return the words that an answer never hangs on."""
    return stopwords(language) - word_list("decisive.txt")


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the words of two sets that both have (Jaccard), 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if one or other else 0.0
