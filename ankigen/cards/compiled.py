"""A deck in every variant, and the packages that are made of its variants."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ankigen import identity
from ankigen.anki.package import (
    DeckEntry,
    History,
    Media,
    NoteRow,
    NoteType,
    Package,
    PackedNote,
    Stamps,
    row_digest,
)
from ankigen.cards import notetypes
from ankigen.cards.description import describe
from ankigen.cards.wording import WordedNotes, Wording
from ankigen.kinds import Variant
from ankigen.kinds.base.cards import word
from ankigen.kinds.base.records import Note
from ankigen.kinds.base.variants import is_core, subdeck
from ankigen.kinds.deck import Deck, Edition

if TYPE_CHECKING:
    from ankigen.anki.sheet import Sheet, SheetNotes, StampedFact

VARIANT_STEP = 20
"""Places between the same fact in two variants, for readers who study the parent deck."""

RETIRED_SUFFIX = " (ditarik)"
"""Ends the name of the deck that receives retired cards nobody has seen yet."""


@dataclass(frozen=True, slots=True)
class PackedFact:
    """A packed note, as a row, and what it was made from."""

    source: Note
    fact: str
    retired: bool
    row: NoteRow

    @property
    def note(self) -> PackedNote:
        """The note; made anew each time."""
        return self.row.note()

    @property
    def content(self) -> str:
        """The digest of what a reader gets."""
        return row_digest(self.row.fields, self.row.tags)


@dataclass(frozen=True, slots=True)
class DeckInVariant:
    """A deck in one variant: what every package with that variant holds of it.

    ``core`` are those of the notes that the package of a language's core holds.
    """

    variant: Variant
    note_type: NoteType
    deck: DeckEntry
    media: tuple[Media, ...]
    notes: SheetNotes
    core: SheetNotes
    sources: Sequence[Note]

    @property
    def facts(self) -> Iterator[PackedFact]:
        """The packed facts in curriculum order; made anew each time."""
        sources = enumerate(self.sources)
        number, source = next(sources, (-1, None))
        for fact in self.notes.facts():
            while number < fact.source:
                number, source = next(sources)
            assert source is not None
            yield PackedFact(source, fact.fact, fact.retired, fact.row)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A deck in every variant; packages are sets of views and share their rows.

    ``retired`` is the deck of retired cards, in the packages that have any.
    """

    deck: Deck
    time: int
    parent: DeckEntry
    retired: DeckEntry
    views: dict[str, DeckInVariant]
    filled: Filling
    stamp: int

    @property
    def pictures(self) -> set[Path]:
        """The files of all pictures that are shown."""
        return {file for shown in self.filled.pictures for file in shown.values()}

    def at(self, stamps: Stamps) -> Compiled:
        """Return the unreleased deck at another time, after the same release."""
        return _stamped(self.deck, self.filled, stamps, None)

    @property
    def facts(self) -> Iterator[tuple[str, PackedFact]]:
        """Every packed fact with the name of its variant."""
        for name, view in self.views.items():
            for fact in view.facts:
                yield name, fact

    def stamped(self) -> Iterator[StampedFact]:
        """Yield every fact with its id and time, without the note that it was made from."""
        for view in self.views.values():
            yield from view.notes.facts()

    def digest(self) -> str:
        """Digest of all that is built, times and places included: equal digests, equal bytes."""
        parts = [str(self.time), *self.packages, *_words(self.parent), *_words(self.retired)]
        digest = hashlib.sha256("\x1f".join(parts).encode())
        for view in self.views.values():
            parts = [view.note_type.digest(), str(view.note_type.mod), *_words(view.deck)]
            digest.update("\x1f".join(["", *parts]).encode())
            for _, _, _, row in view.notes.facts():
                content = row_digest(row.fields, row.tags)
                cards = (f"{ord_} {deck_id} {due}" for ord_, deck_id, due in row.cards)
                parts = [row.guid, content, str(row.id), str(row.mod), *cards]
                digest.update("\x1f".join(["", *parts]).encode())
        return digest.hexdigest()[:32]

    @property
    def packages(self) -> tuple[str, ...]:
        """The names of the deck's packages that are written.

        Those that have notes; of a language's core, that and not all notes of the language.
        """
        return tuple(name for name in self.deck.packages if self._is_written(name))

    def _is_written(self, name: str) -> bool:
        wanted = self.deck.packages[name]
        notes = sum(len(self.views[variant].notes) for variant in wanted)
        return 0 < len(self.views[wanted[0]].core) < notes if is_core(name) else notes > 0

    def package(self, name: str) -> Package:
        """Return one of the packages of the deck."""
        return self._package(name, self.deck.packages[name], core=is_core(name))

    def everything(self) -> Package:
        """Return all variants as one package: what a reader has who takes all there is."""
        return self._package("all", tuple(self.views), core=False)

    def _package(self, name: str, wanted: tuple[str, ...], *, core: bool) -> Package:
        views = [self.views[variant] for variant in wanted]
        numbers = [list(self.views).index(variant) for variant in wanted]
        shown = set().union(*(self.filled.core[number] for number in numbers))
        media = {
            media.name: media
            for view in views
            for media in view.media
            if not core or media.name in shown
        }
        notes = self.filled.sheet.notes(self.stamp, *numbers, core=core)
        retired = [self.retired] if notes.asked[0] < len(notes) else []
        return Package(
            name=f"{self.deck.key}.{name}",
            time=self.time,
            note_types=tuple(view.note_type for view in views),
            decks=(self.parent, *(view.deck for view in views), *retired),
            notes=notes,
            media=tuple(media[key] for key in sorted(media)),
        )


def _words(entry: DeckEntry) -> tuple[str, str, str]:
    return str(entry.id), entry.name, entry.description


def compile_deck(
    deck: Deck, stamps: Stamps, edition: Edition | None = None, filled: Filling | None = None
) -> Compiled:
    """Compile a deck in every variant; its descriptions name the edition that is released.

    ``filled`` has the notes worded already. Raises AnkigenError where there is no room for rows.
    """
    return _stamped(deck, filled or worded(deck, stamps.history), stamps, edition)


def worded(deck: Deck, history: History) -> Filling:
    """Word all notes of a deck. Raises AnkigenError where there is no room for rows."""
    filled = Filling(deck, history)
    for notes in filled.make(deck.notes):
        filled.take(notes)
    return filled


class Filling:
    """Fills a deck's sheet with what is worded of its files, in their order.

    ``make`` words the notes of a file, in any process; ``take`` puts that behind what is there.
    ``pictures`` are the files that each variant shows, by their names in a package, and ``core``
    the names of those that its core shows.
    """

    def __init__(self, deck: Deck, history: History) -> None:
        # It takes SQLite, which commands that only look at note types do without.
        from ankigen.anki.sheet import Column, Sheet

        names = list(deck.variants)
        types = [notetypes.note_type(v, 0) for v in deck.variants.values()]
        retired = identity.deck_id(deck.uid, "retired")
        decks = [identity.deck_id(deck.uid, name) for name in names]
        columns = [Column(t.id, own, retired) for t, own in zip(types, decks, strict=True)]
        self.sheet: Sheet = Sheet(columns, len(notetypes.TEMPLATES))
        self.make = Wording(deck, history)
        self.pictures: tuple[dict[str, Path], ...] = tuple({} for _ in names)
        self.core: tuple[set[str], ...] = tuple(set() for _ in names)
        self._start = 0

    def take(self, worded: WordedNotes) -> None:
        """Put what was worded behind what is there. Raises AnkigenError where there is no room."""
        count, variants = worded
        for number, own in enumerate(variants):
            due = self._start + number * VARIANT_STEP
            self.sheet.add(number, own.facts, source=self._start, due=due)
            self.pictures[number].update(own.pictures)
            self.core[number].update(own.core)
        self._start += count


def _stamped(deck: Deck, filled: Filling, stamps: Stamps, edition: Edition | None) -> Compiled:
    stamp = filled.sheet.stamp(stamps)
    views: dict[str, DeckInVariant] = {}
    for number, variant in enumerate(deck.variants.values()):
        notes, core = (filled.sheet.notes(stamp, number, core=core) for core in (False, True))
        views[variant.name] = DeckInVariant(
            variant,
            notetypes.note_type(variant, stamps.now),
            DeckEntry(
                identity.deck_id(deck.uid, variant.name),
                deck_names(deck)[variant.name],
                describe(deck, variant, notes.asked, core.asked, edition),
            ),
            tuple(Media(name, file) for name, file in sorted(filled.pictures[number].items())),
            notes,
            core,
            deck.notes,
        )
    parent = DeckEntry(identity.deck_id(deck.uid, "parent"), deck.anki_name)
    return Compiled(deck, stamps.now, parent, _retired_deck(deck), views, filled, stamp)


def deck_names(deck: Deck) -> dict[str, str]:
    """Return every name that a reader's Anki knows the deck by: readers keep them for ever."""
    subdecks = {v.name: f"{deck.anki_name}::{subdeck(v)}" for v in deck.variants.values()}
    return {"parent": deck.anki_name, "retired": deck.anki_name + RETIRED_SUFFIX, **subdecks}


def _retired_deck(deck: Deck) -> DeckEntry:
    return DeckEntry(
        identity.deck_id(deck.uid, "retired"),
        deck_names(deck)["retired"],
        " — ".join(word("labels", "retired-deck", code) for code in deck.languages[:2]),
    )
