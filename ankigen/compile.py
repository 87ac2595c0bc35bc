"""(Deck, Stamps) → packages. Pure: the same deck and stamps give the same rows.

One Anki note is one fact of a source note in one variant. No field depends on another
note, on counts, the version or the date, so a change to one note changes no other.
"""

from __future__ import annotations

import functools
import hashlib
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass

from ankigen import catalogue, identity, notetypes
from ankigen.catalogue import Asked, Kind, Variant
from ankigen.catalogue.labels import LABELS, RETIRED_DECK
from ankigen.description import describe
from ankigen.markup import NOTHING, Html, attribute, escape, fill, join
from ankigen.model import Deck, Edition, Note, Picture, Retirement, Source
from ankigen.package import (
    DeckEntry,
    Media,
    NoteType,
    Package,
    PackedCard,
    PackedNote,
    Stamps,
    content_digest,
)
from ankigen.render import CardSelector

FACT_STEP = 60
"""Places in the queue of new cards between two cards of one note: three days at 20 a day."""

VARIANT_STEP = 20
"""Places between the same fact in two variants, for readers who study the parent deck."""


RETIRED_PLACE = 900_000
"""First place of retired cards: after all others, below the million that Anki allows."""

RETIRED_SUFFIX = " (ditarik)"
"""Ends the name of the deck that receives retired cards nobody has seen yet."""


@dataclass(frozen=True, slots=True)
class PackedFact:
    """A packed note, the digest of its content, and what it was made from."""

    source: Note
    fact: str
    retired: bool
    content: str
    note: PackedNote


@dataclass(frozen=True, slots=True)
class View:
    """A deck in one variant: what every package with that variant holds of it."""

    variant: Variant
    note_type: NoteType
    deck: DeckEntry
    facts: tuple[PackedFact, ...]
    media: tuple[Media, ...]

    @property
    def notes(self) -> tuple[PackedNote, ...]:
        """The packed notes in curriculum order."""
        return tuple(fact.note for fact in self.facts)

    @property
    def retires(self) -> bool:
        """Whether a fact is retired."""
        return any(fact.retired for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A deck in every variant; packages are sets of views and share their rows.

    ``retired`` is the deck of retired cards, in the packages that have any.
    """

    deck: Deck
    time: int
    parent: DeckEntry
    retired: DeckEntry
    views: dict[str, View]

    @property
    def facts(self) -> Iterator[tuple[str, PackedFact]]:
        """Every packed fact with the name of its variant."""
        for name, view in self.views.items():
            for fact in view.facts:
                yield name, fact

    def digest(self) -> str:
        """Digest of all that is built, times and places included: equal digests, equal bytes."""
        parts = [str(self.time), *_words(self.parent), *_words(self.retired)]
        for view in self.views.values():
            parts += [view.note_type.digest(), str(view.note_type.mod), *_words(view.deck)]
            for fact in view.facts:
                note = fact.note
                cards = (f"{card.ord} {card.deck_id} {card.due}" for card in note.cards)
                parts += [note.guid, fact.content, str(note.id), str(note.mod), *cards]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]

    def package(self, name: str) -> Package:
        """Return one of ``catalogue.PACKAGES``."""
        views = [self.views[variant] for variant in catalogue.PACKAGES[name]]
        media = {media.name: media for view in views for media in view.media}
        retired = [self.retired] if any(view.retires for view in views) else []
        return Package(
            name=f"{self.deck.key}.{name}",
            time=self.time,
            note_types=tuple(view.note_type for view in views),
            decks=(self.parent, *(view.deck for view in views), *retired),
            notes=tuple(note for view in views for note in view.notes),
            media=tuple(media[key] for key in sorted(media)),
        )


def _words(entry: DeckEntry) -> tuple[str, str, str]:
    return str(entry.id), entry.name, entry.description


def compile_deck(deck: Deck, stamps: Stamps, edition: Edition | None = None) -> Compiled:
    """Compile a deck in every variant; its descriptions name the edition that is released."""
    views: dict[str, View] = {}
    retired = _retired_deck(deck)
    rank = 0
    sources = _Sources()
    for index, variant in enumerate(catalogue.VARIANTS.values()):
        note_type = notetypes.note_type(variant, deck.generation, stamps.now)
        deck_id = identity.deck_id(deck.uid, variant.name)
        decks = (deck_id, retired.id)
        offset = index * VARIANT_STEP
        packer = _Packer(deck, variant, note_type, decks, stamps, rank, offset, sources)
        facts = tuple(packer.facts())
        rank += len(facts)
        asked = [fact.note for fact in facts if not fact.retired]
        cards = sum(len(note.cards) for note in asked)
        entry = DeckEntry(
            deck_id,
            deck_names(deck)[variant.name],
            describe(deck, variant, len(asked), cards, edition),
        )
        views[variant.name] = View(variant, note_type, entry, facts, packer.media())
    parent = DeckEntry(identity.deck_id(deck.uid, "parent"), deck.anki_name)
    return Compiled(deck, stamps.now, parent, retired, views)


def deck_names(deck: Deck) -> dict[str, str]:
    """Return every name that a reader's Anki knows the deck by: readers keep them for ever."""
    subdecks = {v.name: f"{deck.anki_name}::{v.subdeck}" for v in catalogue.VARIANTS.values()}
    return {"parent": deck.anki_name, "retired": deck.anki_name + RETIRED_SUFFIX, **subdecks}


def _retired_deck(deck: Deck) -> DeckEntry:
    return DeckEntry(
        identity.deck_id(deck.uid, "retired"),
        deck_names(deck)["retired"],
        f"{RETIRED_DECK.id} — {RETIRED_DECK.en}",
    )


# Fields that nothing fills yet.
_SPARE = ("",) * sum(name.startswith("Extra") for name in notetypes.FIELDS)


class _Packer:
    """Packs the notes of one deck in one variant."""

    def __init__(
        self,
        deck: Deck,
        variant: Variant,
        note_type: NoteType,
        decks: tuple[int, int],
        stamps: Stamps,
        rank: int,
        offset: int,
        sources: _Sources,
    ) -> None:
        self.deck = deck
        self.variant = variant
        self.note_type = note_type
        self.deck_id, self.retired_id = decks
        self.stamps = stamps
        self.rank = rank
        self.offset = offset
        self.sources = sources
        self.selector = CardSelector(
            note_type.field_names, [template.front for template in note_type.templates]
        )
        self.pictures: dict[str, Picture] = {}

    def facts(self) -> Iterator[PackedFact]:
        """Pack every fact that can be asked in the variant, in curriculum order."""
        for position, note in enumerate(self.deck.notes):
            kind = catalogue.kind_of(note)
            facts = [
                (fact.name, asked)
                for fact in kind.facts
                if fact.asked_in(self.variant)
                and (asked := fact.ask(note, self.variant) or self.remains(note, kind, fact.name))
            ]
            for index, (name, asked) in enumerate(facts):
                yield self.pack(note, kind, name, asked, position, index, len(facts))

    def remains(self, note: Note, kind: Kind, fact: str) -> Asked | None:
        """Return what is left of a released fact that was retired and taken out of the note."""
        if note.retirement(fact) is None or self.guid(note, fact) not in self.stamps.history:
            return None
        title = kind.title(note).in_language(self.variant.asks)
        line = LABELS["retired"].in_language(self.variant.labels)
        return Asked(title=title, question=escape(title), answer=escape(line))

    def guid(self, note: Note, fact: str) -> str:
        """Return the guid of a fact: from the key that the note had first."""
        return identity.guid(self.deck.uid, note.identity, fact, self.variant.name)

    def pack(
        self,
        note: Note,
        kind: Kind,
        fact: str,
        asked: Asked,
        position: int,
        index: int,
        count: int,
    ) -> PackedFact:
        """Pack one fact. ``index`` of ``count`` facts asked of the note at ``position``."""
        guid = self.guid(note, fact)
        retired = note.retirement(fact)
        fields = self.fields(note, kind, fact, asked, retired)
        tags = self.tags(note, kind, fact, retired)
        digest = content_digest(fields, tags)
        rank, self.rank = self.rank, self.rank + 1
        place = position + self.offset + (RETIRED_PLACE if retired else 0)
        packed = PackedNote(
            id=self.stamps.note_id(guid, rank),
            guid=guid,
            note_type_id=self.note_type.id,
            mod=self.stamps.mod(guid, digest),
            fields=fields,
            tags=tags,
            cards=tuple(
                # All facts forwards come before the first one backwards.
                PackedCard(
                    ord_,
                    self.retired_id if retired else self.deck_id,
                    place + FACT_STEP * (index + count * ord_),
                )
                for ord_ in self.selector.ords(fields)
            ),
        )
        return PackedFact(note, fact, retired is not None, digest, packed)

    def fields(
        self, note: Note, kind: Kind, fact: str, asked: Asked, retired: Retirement | None
    ) -> tuple[str, ...]:
        """Return the fields in the order of the note type (``notetypes.FIELDS``)."""
        labels = self.variant.labels
        values = (
            f"{self.deck.key}/{note.identity}/{fact}",
            escape(asked.title),
            " ".join(kind.looks(note)),
            asked.subject,
            asked.question,
            asked.answer,
            asked.reverse_question,
            asked.reverse_answer,
            asked.detail,
            asked.as_of.words(labels) if asked.as_of else "",
            self.sources.html(asked.sources),
            self.picture(asked.picture),
            self.report(note, fact),
            self.retirement(retired),
            *_SPARE,
        )
        # Out of Html come plain strings, which every writer and digest takes without a look.
        return tuple(identity.SEPARATOR.join(values).split(identity.SEPARATOR))

    def retirement(self, retired: Retirement | None) -> Html:
        """Return the line on a retired card: that it is, why, and what to use instead."""
        if retired is None:
            return NOTHING
        language = self.variant.labels
        use = LABELS["retired-use"].in_language(language)
        return join(
            LABELS["retired"].in_language(language),
            retired.why.in_language(language),
            fill(use, key=retired.use) if retired.use else NOTHING,
            by=" ",
        )

    def picture(self, picture: Picture | None) -> Html:
        """Return a picture as HTML, and remember its file for the package."""
        if picture is None:
            return NOTHING
        self.pictures[picture.packed_name] = picture
        alt = attribute(picture.alt.in_language(self.variant.labels))
        return Html(f'<img src="{picture.packed_name}" alt="{alt}">')

    def report(self, note: Note, fact: str) -> Html:
        """Return the address for reporting a mistake on this note."""
        if not self.deck.report:
            return NOTHING
        key = urllib.parse.quote(f"{note.identity}/{fact}", safe="")
        return attribute(self.deck.report.replace("{key}", key))

    def tags(
        self, note: Note, kind: Kind, fact: str, retired: Retirement | None
    ) -> tuple[str, ...]:
        """Return the tags: a reader's handle on kinds, facts, fields, topics and levels."""
        own = [f"kind::{kind.name}", f"fact::{fact}", *kind.tags(note)]
        if retired:
            own.append("retired")
        if note.topic:
            own.append(f"topic::{note.topic}")
        if note.level:
            own.append(f"level::{note.level}")
        own += [f"subject::{subject}" for subject in note.subjects]
        own += [f"tag::{tag}" for tag in note.tags]
        return _full_tags(self.deck.key, *own)

    def media(self) -> tuple[Media, ...]:
        """Return the media files that the packed notes use."""
        return tuple(Media(name, picture.file) for name, picture in sorted(self.pictures.items()))


@functools.lru_cache(maxsize=4096)
def _full_tags(deck: str, *tags: str) -> tuple[str, ...]:
    # Few notes have tags of their own: most share them with hundreds.
    return tuple(sorted({f"ankigen::{deck}::{tag}" for tag in tags}))


class _Sources:
    """Sources as HTML, made once: a note's are the same in every variant."""

    def __init__(self) -> None:
        # By identity, held so that it stays theirs: hashing all the texts would take longer.
        self._known: dict[int, tuple[tuple[Source, ...], Html]] = {}

    def html(self, sources: tuple[Source, ...]) -> Html:
        """Return all sources of a fact."""
        found = self._known.get(id(sources))
        if found is None:
            found = sources, Html("".join([_source(source) for source in sources]))
            self._known[id(sources)] = found
        return found[1]


def _source(source: Source) -> str:
    title = escape(source.title)
    if not source.url:
        return f'<div class="source">{title}</div>'
    host = urllib.parse.urlsplit(source.url).hostname or ""
    return (
        f'<div class="source"><a href="{attribute(source.url)}">{title}</a>'
        f' <span class="host">{escape(host.removeprefix("www."))}</span></div>'
    )
