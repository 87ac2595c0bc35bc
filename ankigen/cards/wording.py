"""Source notes → facts in every variant, finished but for what depends on other notes.

No id, time or position is known here: notes may be worded in any groups and in any order.
"""

from __future__ import annotations

import functools
import itertools
import urllib.parse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ankigen import identity, kinds
from ankigen.anki.package import FIELD_SEPARATOR, FactRow, History, Released, row_tags
from ankigen.anki.render import CardSelector
from ankigen.cards import notetypes
from ankigen.cards.pictures import Pictures
from ankigen.folders import MEDIA_FOLDER
from ankigen.kinds import Asked, FactType, Kind, Variant
from ankigen.kinds.base.cards import date_words, word
from ankigen.kinds.base.records import Cited, Note, Retirement, Source
from ankigen.kinds.base.variants import CORE_LEVEL
from ankigen.kinds.deck import Deck
from ankigen.kinds.sources import work_of
from ankigen.markup import NOTHING, Html, attribute, escape, fill, join

FACT_STEP = 60
"""Places in the queue of new cards between two cards of one note: three days at 20 a day."""

RETIRED_PLACE = 900_000
"""First place of retired cards: after all others, below the million that Anki allows."""


class Worded(NamedTuple):
    """What was worded together in one variant: facts, and the files of pictures by their names.

    ``core`` are the names of the pictures that the deck's core shows.
    """

    facts: list[FactRow]
    pictures: dict[str, Path]
    core: set[str]


WordedNotes = tuple[int, list[Worded]]
"""How many notes were worded together, and what became of them in each variant."""

AT_ONCE = 500
"""Notes that are worded together: what is worded of more would take much memory."""


class Wording:
    """Words the notes of one deck in every variant, file by file; any process may do it.

    ``released`` is what an earlier release had: of a fact that was retired, nothing stays but
    what readers have, also where it was taken out of its note.
    """

    def __init__(self, deck: Deck, released: History) -> None:
        self._deck = deck
        self._released = released

    def __call__(self, notes: Iterable[Note]) -> Iterator[WordedNotes]:
        """Word notes in their order, some at a time; variants are in the deck's order."""
        left = iter(notes)
        while some := list(itertools.islice(left, AT_ONCE)):
            yield len(some), self._words(some)

    def _words(self, notes: Sequence[Note]) -> list[Worded]:
        worded = [Worded([], {}, set()) for _ in self._worders]
        for at, note in enumerate(notes):
            shared = _Shared(self._deck, note)
            for worder, into in zip(self._worders, worded, strict=True):
                worder.word(at, shared, into)
        return worded

    @functools.cached_property
    def _worders(self) -> list[_Worder]:
        pictures = Pictures(self._deck.folder / MEDIA_FOLDER, self._deck.languages)
        variants = self._deck.variants.values()
        return [_Worder(self._deck, each, pictures, self._released) for each in variants]


_REVERSE = notetypes.TEMPLATES.index("Reverse")
_UNFILLED = ("",) * len(notetypes.UNFILLED)


class _Fact(NamedTuple):
    """What a fact says in every variant: its key, where to report it, tags, and retirement."""

    key: str
    report: str
    tags: str
    retired: Retirement | None


class _Shared:
    """What the facts of a note have in common, each worked out once for all variants."""

    def __init__(self, deck: Deck, note: Note) -> None:
        self.note = note
        self.kind = kinds.kind_of(note)
        self.looks = " ".join(self.kind.looks(note))
        self._deck = deck
        self._tags = self._note_tags()
        self._facts: dict[str, _Fact] = {}
        # By identity, held so that it stays theirs: hashing all the texts would take longer.
        self._sources: dict[tuple[int, str], tuple[Cited, Html]] = {}

    def fact(self, name: str) -> _Fact:
        """Return what a fact says in every variant."""
        found = self._facts.get(name)
        if found is None:
            retired = self.note.retirement(name)
            found = self._facts[name] = _Fact(
                f"{self._deck.key}/{self.note.identity}/{name}",
                attribute(self._report(name)),
                _full_tags(self._deck.key, name, self._tags, retired is not None),
                retired,
            )
        return found

    def sources(self, sources: Cited, language: str) -> Html:
        """Return all sources of a fact, as a card in some language says them."""
        found = self._sources.get((id(sources), language))
        if found is None:
            said = [_source(self._deck, each, language) for each in sources]
            found = self._sources[id(sources), language] = sources, Html("".join(said))
        return found[1]

    def _report(self, fact: str) -> str:
        """Return where a mistake in a fact is reported."""
        key, deck = self.note.identity, self._deck
        if deck.home:
            return identity.card_address(deck.home, deck.key, key, fact)
        return deck.report.replace("{key}", f"{key}%2F{fact}")

    def _note_tags(self) -> tuple[str, ...]:
        """Return the tags of all facts: a reader's handle on kinds, fields, topics and levels."""
        note = self.note
        own = [f"kind::{self.kind.name}", *self.kind.tags(note)]
        if note.topic:
            own.append(f"topic::{note.topic}")
        if note.level:
            own.append(f"level::{note.level}")
        own += [f"subject::{subject}" for subject in note.subjects]
        own += [f"tag::{tag}" for tag in note.tags]
        return tuple(own)


class _Worder:
    """Words notes in one variant."""

    def __init__(
        self,
        deck: Deck,
        variant: Variant,
        pictures: Pictures,
        released: History,
    ) -> None:
        self.deck = deck
        self.variant = variant
        self.pictures = pictures
        self.released = released
        self._facts: dict[str, list[FactType]] = {}
        note_type = notetypes.note_type(variant, 0)
        self.selector = CardSelector(
            note_type.field_names, [template.front for template in note_type.templates]
        )

    def word(self, at: int, shared: _Shared, into: Worded) -> None:
        """Word every fact of a note that can be asked in the variant."""
        note = shared.note
        core = note.level == CORE_LEVEL
        asked = [
            (fact, found) for fact in self.facts(shared.kind) if (found := self.ask(fact, shared))
        ]
        # All facts forwards come before the first one backwards.
        step = FACT_STEP * len(asked)
        for index, (fact_type, each) in enumerate(asked):
            name = fact_type.name
            fact = shared.fact(name)
            picture = NOTHING
            if shown := self.pictures.of(fact_type, note, each.picture, self.variant.labels):
                file, alt = shown
                picture_name = self.pictures.name(file)
                into.pictures[picture_name] = file
                if core:
                    into.core.add(picture_name)
                picture = Html(f'<img src="{picture_name}" alt="{attribute(alt)}">')
            values = self.fields(shared, fact, each, picture)
            into.facts.append(
                (
                    len(into.facts),
                    at,
                    _bits(self.selector.ords(values)),
                    fact.retired is not None,
                    core,
                    at + FACT_STEP * index + (RETIRED_PLACE if fact.retired else 0),
                    step,
                    self.guid(note, name),
                    name,
                    fact.tags,
                    values[notetypes.SORT_FIELD],
                    FIELD_SEPARATOR.join(values),
                )
            )

    def facts(self, kind: Kind) -> list[FactType]:
        """Return what the variant asks of a kind."""
        facts = self._facts.get(kind.name)
        if facts is None:
            facts = [fact for fact in kind.facts if fact.asked_in(self.variant)]
            self._facts[kind.name] = facts
        return facts

    def ask(self, fact: FactType, shared: _Shared) -> Asked | None:
        """Return what a fact asks; None where there is none, or it was retired unreleased."""
        note = shared.note
        found = fact.ask(note, self.variant)
        if note.retirement(fact.name) is None:
            return found
        released = self.released.get(self.guid(note, fact.name))
        # Nobody has it: it would come to readers in a deck of retired cards.
        return (found or self.remains(shared, released)) if released else None

    def remains(self, shared: _Shared, released: Released) -> Asked:
        """Return what is left of a retired fact that was taken out of the note."""
        title = shared.kind.title(shared.note).in_language(self.variant.asks)
        # A card that a reader has must not go blank: "Empty Cards" would delete it.
        sides = (escape(title), escape(word("labels", "retired", self.variant.labels)))
        back = sides if _REVERSE in released.cards else (NOTHING, NOTHING)
        return Asked(
            title=title,
            question=sides[0],
            answer=sides[1],
            reverse_question=back[0],
            reverse_answer=back[1],
        )

    def guid(self, note: Note, fact: str) -> str:
        """Return the guid of a fact: from the key that the note had first."""
        return identity.guid(self.deck.uid, note.identity, fact, self.variant.name)

    def fields(self, shared: _Shared, fact: _Fact, asked: Asked, picture: Html) -> tuple[str, ...]:
        """Return the fields in the order of the note type (``notetypes.FIELDS``)."""
        labels = self.variant.labels
        return (
            fact.key,
            escape(asked.title),
            asked.subject,
            asked.question,
            asked.answer,
            asked.reverse_question,
            asked.reverse_answer,
            asked.detail,
            date_words(asked.as_of, labels) if asked.as_of else "",
            shared.sources(asked.sources, labels),
            picture,
            _retirement(fact.retired, labels) if fact.retired else "",
            fact.report,
            shared.looks,
            *_UNFILLED,
        )


@functools.cache
def _bits(ords: tuple[int, ...]) -> int:
    return sum(1 << ord_ for ord_ in ords)


def _retirement(retired: Retirement, language: str) -> Html:
    """Return the line on a retired card: that it is, why, and what to use instead."""
    use = word("labels", "retired-use", language)
    return join(
        word("labels", "retired", language),
        retired.why.in_language(language),
        fill(use, key=retired.use) if retired.use else NOTHING,
        by=" ",
    )


@functools.lru_cache(maxsize=4096)
def _full_tags(deck: str, fact: str, tags: tuple[str, ...], retired: bool) -> str:
    # Few notes have tags of their own: most share them with hundreds.
    own = [f"fact::{fact}", *tags, *(["retired"] if retired else [])]
    return row_tags(f"ankigen::{deck}::{tag}" for tag in own)


def _source(deck: Deck, cited: str | Source, language: str) -> str:
    """Return a work as HTML: its title, the place in it and its publisher.

    Where the deck has a home, the link to a work of its bibliography leads to a page there, so
    that an address that is mended touches no note.
    """
    work, at = work_of(cited, deck.sources)
    place, publisher = at.shown(language), work.publisher.shown(language)
    words = work.title.shown(language)
    if place:
        words += f", {place}"
    if publisher:
        words += f" ({publisher})"
    key = cited if isinstance(cited, str) else cited.work
    if key and deck.home:
        address = attribute(identity.work_address(deck.home, deck.key, key))
        return f'<div class="source"><a href="{address}">{escape(words)}</a></div>'
    if not work.url:
        return f'<div class="source">{escape(words)}</div>'
    address, host = _link(work.url)
    return (
        f'<div class="source"><a href="{address}">{escape(words)}</a>'
        f' <span class="host">{host}</span></div>'
    )


@functools.lru_cache(maxsize=4096)
def _link(url: str) -> tuple[Html, Html]:
    """Return an address and its host, as HTML; many facts have the same."""
    host = urllib.parse.urlsplit(url).hostname or ""
    return attribute(url), escape(host.removeprefix("www."))
