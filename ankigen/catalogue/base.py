"""What a kind, a fact and a variant are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ankigen.dates import PartialDate
from ankigen.markup import NOTHING, Html
from ankigen.model import Picture, Source, Text


@dataclass(frozen=True, slots=True)
class Variant:
    """A language view of the notes, with a note type and a subdeck of its own.

    ``asks`` and ``answers`` are languages; ``labels`` is the language of everything on
    the card that is not content.
    """

    name: str
    asks: str
    answers: str
    labels: str
    subdeck: str

    @property
    def translates(self) -> bool:
        """Whether the variant asks for the other language."""
        return self.asks != self.answers


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact in one variant: what becomes the fields of one Anki note.

    Reverse question and answer are empty where the fact makes no sense backwards.
    """

    title: str
    question: Html
    answer: Html
    reverse_question: Html = NOTHING
    reverse_answer: Html = NOTHING
    subject: Html = NOTHING
    detail: Html = NOTHING
    as_of: PartialDate | None = None
    picture: Picture | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class FactType:
    """Something that can be asked about a note.

    ``name`` is part of every guid: it can never change. ``ask`` returns None where the
    note does not have the fact. ``translation`` facts belong to translating variants only.
    """

    name: str
    ask: Callable[..., Asked | None]
    translation: bool = False

    def asked_in(self, variant: Variant) -> bool:
        """Whether the variant asks facts of this type."""
        return self.translation == variant.translates


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of note: its facts in the order of learning, its look and its tags.

    ``title`` is what a person calls a note of the kind.
    """

    name: str
    model: type
    label: Text
    title: Callable[..., Text]
    facts: tuple[FactType, ...]
    looks: Callable[..., tuple[str, ...]]
    tags: Callable[..., tuple[str, ...]]
