"""What a kind is, and what can be asked about its notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ankigen.dates import PartialDate
from ankigen.kinds.base.records import Cited, OwnPicture
from ankigen.kinds.base.text import Text
from ankigen.kinds.base.variant import Variant
from ankigen.markup import NOTHING, Html


class Asked(Struct, frozen=True, kw_only=True):
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
    picture: OwnPicture | None = None
    sources: Cited = ()


class FactType(Struct, frozen=True):
    """Something that can be asked about a note.

    ``name`` is part of every guid: it can never change. ``asks`` returns None where the note
    does not have the fact. ``at`` is the way to the value that is asked for. ``translation``
    facts belong to translating variants only. ``picture`` names the drawing that the
    fact implies (``ankigen.kinds.base.drawings``): a ``map`` of its city and country, or the
    ``year`` of its date. ``reverse`` facts can be asked backwards, too.
    """

    name: str
    asks: Callable[[Any, Variant], Asked | None]
    at: tuple[str, ...]
    translation: bool = False
    picture: str = ""
    reverse: bool = False

    @property
    def key(self) -> str:
        """The name as it is written in files."""
        return self.name.replace("-", "_")

    def ask(self, note: Any, variant: Variant) -> Asked | None:
        """Ask the fact of a note; forwards only where its author says so (``no_reverse``)."""
        found = self.asks(note, variant)
        if found is None or not (self.reverse and self.key in note.no_reverse):
            return found
        return replace(found, reverse_question=NOTHING, reverse_answer=NOTHING)

    def asked_in(self, variant: Variant) -> bool:
        """Whether the variant asks facts of this type."""
        return self.translation == variant.translates


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of note: its facts in the order of learning, its look and its tags.

    ``record`` is the class of its notes. ``title`` is what a person calls one. ``looks``
    are CSS classes of its cards, the most specific last; ``tags`` come without the deck's.
    """

    record: Any
    title: Callable[[Any], Text]
    facts: tuple[FactType, ...]
    looks: Callable[[Any], tuple[str, ...]]
    tags: Callable[[Any], tuple[str, ...]] = lambda _note: ()

    @property
    def name(self) -> str:
        """The kind as files write it: the name of its page."""
        return str(self.record.__module__).rpartition(".")[2]

    @property
    def reverse_keys(self) -> tuple[str, ...]:
        """The facts that can be asked backwards, too, by their names in files."""
        return tuple(fact.key for fact in self.facts if fact.reverse)

    @property
    def fact_keys(self) -> tuple[str, ...]:
        """The facts by their names in files, each once."""
        return tuple(dict.fromkeys(fact.key for fact in self.facts))
