"""Source notes → facts in every variant, finished but for what depends on other notes.

No id, time or position is known here: notes may be worded in any groups and in any order.
"""

from __future__ import annotations

import functools
import itertools
import urllib.parse
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ankigen import identity, kinds
from ankigen.anki.package import FIELD_SEPARATOR, FactRow, row_tags
from ankigen.anki.render import CardSelector
from ankigen.cards import notetypes
from ankigen.folders import MEDIA_FOLDER
from ankigen.kinds import Asked, Kind, Variant
from ankigen.kinds.base.cards import date_words, word
from ankigen.kinds.base.records import Note, Picture, Retirement, Source
from ankigen.kinds.deck import DeckFile
from ankigen.markup import NOTHING, Html, attribute, escape, fill, join

FACT_STEP = 60
"""Places in the queue of new cards between two cards of one note: three days at 20 a day."""

RETIRED_PLACE = 900_000
"""First place of retired cards: after all others, below the million that Anki allows."""


class Worded(NamedTuple):
    """What was worded together in one variant: facts, and the files of pictures by their names."""

    facts: list[FactRow]
    pictures: dict[str, Path]


WordedNotes = tuple[int, list[Worded]]
"""How many notes were worded together, and what became of them in each variant."""

AT_ONCE = 500
"""Notes that are worded together: what is worded of more would take much memory."""


class Wording:
    """Words the notes of one deck in every variant, file by file; any process may do it.

    ``released`` are the guids of an earlier release: of a fact that was retired and taken
    out of its note, something stays only if it was ever released.
    """

    def __init__(self, deck: DeckFile, folder: Path, released: Container[str]) -> None:
        self._deck = deck
        self._folder = folder
        self._released = released

    def __call__(self, notes: Iterable[Note]) -> Iterator[WordedNotes]:
        """Word notes in their order, some at a time; variants are in the deck's order."""
        left = iter(notes)
        while some := list(itertools.islice(left, AT_ONCE)):
            yield len(some), [worder.words(some) for worder in self._worders]

    @functools.cached_property
    def _worders(self) -> list[_Worder]:
        sources = _Sources()
        media = self._folder / MEDIA_FOLDER
        return [
            _Worder(self._deck, variant, media, self._released, sources)
            for variant in self._deck.variants.values()
        ]


@functools.cache
def packed_name(file: Path) -> str:
    """Return what a picture is called in a package: told by its content, not by its name."""
    # A missing file has its diagnostic, and such a deck becomes no package.
    content = file.read_bytes() if file.is_file() else b""
    return identity.media_name(content, file.suffix.lower())


# Fields that nothing fills yet.
_SPARE = ("",) * sum(name.startswith("Extra") for name in notetypes.FIELDS)


class _Worder:
    """Words notes in one variant; the pictures that they show collect in ``pictures``."""

    def __init__(
        self,
        deck: DeckFile,
        variant: Variant,
        media: Path,
        released: Container[str],
        sources: _Sources,
    ) -> None:
        self.deck = deck
        self.variant = variant
        self.media = media
        self.released = released
        self.sources = sources
        note_type = notetypes.note_type(variant, deck.generation, 0)
        self.selector = CardSelector(
            note_type.field_names, [template.front for template in note_type.templates]
        )
        self.pictures: dict[str, Path] = {}

    def words(self, notes: Sequence[Note]) -> Worded:
        """Word notes."""
        facts: list[FactRow] = []
        self.pictures = {}
        for at, note in enumerate(notes):
            facts += self.facts(len(facts), at, note)
        return Worded(facts, self.pictures)

    def facts(self, number: int, at: int, note: Note) -> Iterator[FactRow]:
        """Word every fact of a note that can be asked in the variant."""
        kind = kinds.kind_of(note)
        facts = [
            (fact.name, asked)
            for fact in kind.facts
            if fact.asked_in(self.variant)
            and (asked := fact.ask(note, self.variant) or self.remains(note, kind, fact.name))
        ]
        for index, (name, asked) in enumerate(facts):
            retired = note.retirement(name)
            values = self.fields(note, kind, name, asked, retired)
            yield (
                number + index,
                at,
                sum(1 << ord_ for ord_ in self.selector.ords(values)),
                retired is not None,
                at + FACT_STEP * index + (RETIRED_PLACE if retired else 0),
                # All facts forwards come before the first one backwards.
                FACT_STEP * len(facts),
                self.guid(note, name),
                name,
                self.tags(note, kind, name, retired),
                values[notetypes.SORT_FIELD],
                FIELD_SEPARATOR.join(values),
            )

    def remains(self, note: Note, kind: Kind, fact: str) -> Asked | None:
        """Return what is left of a released fact that was retired and taken out of the note."""
        if note.retirement(fact) is None or self.guid(note, fact) not in self.released:
            return None
        title = kind.title(note).in_language(self.variant.asks)
        line = word("labels", "retired", self.variant.labels)
        return Asked(title=title, question=escape(title), answer=escape(line))

    def guid(self, note: Note, fact: str) -> str:
        """Return the guid of a fact: from the key that the note had first."""
        return identity.guid(self.deck.uid, note.identity, fact, self.variant.name)

    def fields(
        self, note: Note, kind: Kind, fact: str, asked: Asked, retired: Retirement | None
    ) -> tuple[str, ...]:
        """Return the fields in the order of the note type (``notetypes.FIELDS``)."""
        labels = self.variant.labels
        return (
            f"{self.deck.key}/{note.identity}/{fact}",
            escape(asked.title),
            " ".join(kind.looks(note)),
            asked.subject,
            asked.question,
            asked.answer,
            asked.reverse_question,
            asked.reverse_answer,
            asked.detail,
            date_words(asked.as_of, labels) if asked.as_of else "",
            self.sources.html(asked.sources),
            self.picture(asked.picture),
            self.report(note, fact),
            self.retirement(retired),
            *_SPARE,
        )

    def retirement(self, retired: Retirement | None) -> Html:
        """Return the line on a retired card: that it is, why, and what to use instead."""
        if retired is None:
            return NOTHING
        language = self.variant.labels
        use = word("labels", "retired-use", language)
        return join(
            word("labels", "retired", language),
            retired.why.in_language(language),
            fill(use, key=retired.use) if retired.use else NOTHING,
            by=" ",
        )

    def picture(self, picture: Picture | None) -> Html:
        """Return a picture as HTML, and remember its file for the package."""
        if picture is None:
            return NOTHING
        file = self.media / picture.file
        name = packed_name(file)
        self.pictures[name] = file
        alt = attribute(picture.alt.in_language(self.variant.labels))
        return Html(f'<img src="{name}" alt="{alt}">')

    def report(self, note: Note, fact: str) -> Html:
        """Return the address for reporting a mistake on this note."""
        if not self.deck.report:
            return NOTHING
        key = urllib.parse.quote(f"{note.identity}/{fact}", safe="")
        return attribute(self.deck.report.replace("{key}", key))

    def tags(self, note: Note, kind: Kind, fact: str, retired: Retirement | None) -> str:
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


@functools.lru_cache(maxsize=4096)
def _full_tags(deck: str, *tags: str) -> str:
    # Few notes have tags of their own: most share them with hundreds.
    return row_tags(f"ankigen::{deck}::{tag}" for tag in tags)


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
    title = escape(source.title.strip())
    if not source.url:
        return f'<div class="source">{title}</div>'
    host = urllib.parse.urlsplit(source.url).hostname or ""
    return (
        f'<div class="source"><a href="{attribute(source.url)}">{title}</a>'
        f' <span class="host">{escape(host.removeprefix("www."))}</span></div>'
    )
