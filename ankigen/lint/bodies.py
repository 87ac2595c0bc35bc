"""Where a text speaks of the bodies of a deck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ankigen.lint.base import LANGUAGES
from ankigen.model import Organisation

_SENTENCE = re.compile(r"[^.!?;]+(?:\.(?=\w)[^.!?;]*)*[.!?;]?")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a sentence: what stands before and after the name."""

    body: Organisation
    name: str
    before: str
    after: str


class Bodies:
    """The names of bodies, found by their first word: no text is searched for every name."""

    def __init__(self, bodies: Iterable[Organisation]) -> None:
        self._by_word: dict[str, dict[str, list[tuple[str, Organisation]]]] = {
            language: {} for language in LANGUAGES
        }
        for body in bodies:
            for language in LANGUAGES:
                for name in _names(body, language):
                    first = _WORD.search(name)
                    if first:
                        known = self._by_word[language].setdefault(first.group(), [])
                        known.append((name, body))
        for words in self._by_word.values():
            for known in words.values():
                # "ASEAN Regional Forum" before "ASEAN".
                known.sort(key=lambda each: -len(each[0]))

    def mentions(self, text: str, language: str) -> Iterator[Mention]:
        """Yield each mention in a text, sentence by sentence."""
        by_word = self._by_word[language]
        for sentence in sentences(text):
            end = 0
            for match in _WORD.finditer(sentence):
                if match.start() < end or match.group() not in by_word:
                    continue
                for name, body in by_word[match.group()]:
                    if _stands(sentence, match.start(), name):
                        end = match.start() + len(name)
                        yield Mention(body, name, sentence[: match.start()], sentence[end:])
                        break


def _stands(sentence: str, at: int, name: str) -> bool:
    after = sentence[at + len(name) : at + len(name) + 1]
    return sentence.startswith(name, at) and not (after.isalnum() or after == "-")


def _names(body: Organisation, language: str) -> set[str]:
    texts = (body.name, body.called, body.abbreviation)
    found = {text.in_language(language).removeprefix("the ") for text in texts}
    return {name for name in found if len(name) > 1}


def sentences(text: str) -> list[str]:
    """Split a text into sentences, roughly; "Washington, D.C." may be cut."""
    return [sentence.strip() for sentence in _SENTENCE.findall(text)]
