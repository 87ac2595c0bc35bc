"""Where a text speaks of the bodies of a deck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ankigen.dates import PartialDate
from ankigen.kinds.base.records import Note
from ankigen.kinds.organisation import Organisation
from ankigen.lint.base import LANGUAGES

_SENTENCE = re.compile(r"[^.!?;]+(?:\.(?=\w)[^.!?;]*)*[.!?;]?")
_WORD = re.compile(r"\w+")
_OVER = frozenset({"dissolved", "succeeded"})


def has_ended(note: Note | None) -> bool:
    """Whether a note is of a body that is no more; a concluded conference is told of as it was."""
    return isinstance(note, Organisation) and note.status is not None and note.status.state in _OVER


def ended_on(body: Organisation) -> PartialDate | None:
    """Return when a body ended, or when a conference was concluded, if it did."""
    over = body.status is not None and body.status.state in (*_OVER, "concluded")
    return body.status.date if body.status and over else None


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a sentence: what stands before and after the name."""

    body: Organisation
    name: str
    before: str
    after: str


class Bodies:
    """The names of bodies by their words: a text is searched once, not once for every name."""

    def __init__(self, bodies: Iterable[Organisation]) -> None:
        self._named: dict[str, dict[tuple[str, ...], tuple[str, Organisation]]] = {}
        # First word: how many words the names that begin with it have, the longest first.
        self._lengths: dict[str, dict[str, list[int]]] = {}
        for language in LANGUAGES:
            named = self._named[language] = {}
            for body in bodies:
                for name in _names(body, language):
                    named.setdefault(tuple(_WORD.findall(name)), (name, body))
            lengths: dict[str, set[int]] = {}
            for words in named:
                lengths.setdefault(words[0], set()).add(len(words))
            self._lengths[language] = {
                word: sorted(found, reverse=True) for word, found in lengths.items()
            }

        # Where every name has a capital, a text without one names nobody.
        self._capital = not any(word.islower() for each in self._lengths.values() for word in each)

    def mentions(self, text: str, language: str) -> Iterator[Mention]:
        """Yield each mention in a text, sentence by sentence; of nested names the longest."""
        lengths = self._lengths[language]
        if not lengths or (self._capital and text.islower()):
            return
        if lengths.keys().isdisjoint(_WORD.findall(text)):
            return
        for sentence in sentences(text):
            matches = list(_WORD.finditer(sentence))
            words = tuple(match.group() for match in matches)
            index = 0
            while index < len(words):
                step = 1
                for length in lengths.get(words[index], ()):
                    found = self._named[language].get(words[index : index + length])
                    start = matches[index].start()
                    if found and _stands(sentence, start, found[0]):
                        end = start + len(found[0])
                        yield Mention(found[1], found[0], sentence[:start], sentence[end:])
                        step = length
                        break
                index += step


def _stands(sentence: str, at: int, name: str) -> bool:
    after = sentence[at + len(name) : at + len(name) + 1]
    return sentence.startswith(name, at) and not (after.isalnum() or after == "-")


def _names(body: Organisation, language: str) -> set[str]:
    texts = (body.name, body.called, body.abbreviation)
    found = {text.in_language(language).removeprefix("the ") for text in texts}
    return {name for name in found if len(name) > 1 and _WORD.search(name)}


def sentences(text: str) -> list[str]:
    """Split a text into sentences, roughly; "Washington, D.C." may be cut."""
    return [sentence.strip() for sentence in _SENTENCE.findall(text)]
