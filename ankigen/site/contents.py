"""Compiled decks and their sources → what the page holds, as plain records.

The records become the page's JSON as they are; ``page.js`` reads them by these names.
"""

from __future__ import annotations

import base64
import bisect
import mimetypes
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ankigen import kinds
from ankigen.anki.package import PackedNote
from ankigen.anki.render import Renderer
from ankigen.cards import Compiled, DeckInVariant, notetypes
from ankigen.diagnostics import Diagnostic
from ankigen.kinds import Variant
from ankigen.kinds.base.cards import word
from ankigen.kinds.base.records import Note
from ankigen.kinds.base.variants import CORE_LEVEL, chosen, subdeck
from ankigen.languages import messages
from ankigen.markup import plain
from ankigen.site.links import Linker, lines
from ankigen.source import SourceFile

_SLOT = {name: slot for slot, name in enumerate(notetypes.FIELDS)}
_SEARCHED = [
    _SLOT[name]
    for name in (
        "Key",
        "Title",
        "Subject",
        "Question",
        "Answer",
        "Reverse question",
        "Reverse answer",
        "Detail",
    )
]


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt or fault about a note, worded; ``link`` leads to its line."""

    code: str
    severity: str
    message: str
    place: str
    link: str


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A note as its author wrote it; ``words`` is its text in both languages, for the search."""

    deck: str
    key: str
    kind: str
    place: str
    link: str
    words: str
    findings: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A card: ``note`` is the index of its source note, ``address`` its own deep link.

    ``front`` and ``back`` are the HTML of its sides, ``asks`` and ``answers`` what they
    come down to, as text; ``ord`` tells its template.
    """

    note: int
    address: str
    variant: str
    ord: int
    title: str
    asks: str
    answers: str
    front: str
    back: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A variant on the page: what it is called, its languages and its note type's CSS."""

    label: str
    asks: str
    answers: str
    labels: str
    css: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a page shows. ``media`` holds the pictures as ``data:`` addresses."""

    decks: Mapping[str, str]
    kinds: Mapping[str, str]
    variants: Mapping[str, Look]
    notes: tuple[SourceNote, ...]
    cards: tuple[Card, ...]
    media: Mapping[str, str]


def contents(
    decks: Iterable[Compiled],
    sources: Mapping[str, SourceFile],
    linker: Linker,
    language: str,
    *,
    packages: Collection[str] = (),
    keys: Collection[str] = (),
    diagnostics: Iterable[Diagnostic] = (),
) -> Contents:
    """Gather what a page in ``language`` shows of some decks.

    ``packages`` and ``keys`` choose what is shown (default: every package, every note).
    ``diagnostics`` are attached to the notes in whose lines they stand.
    """
    decks = tuple(decks)
    offered = {name: each for one in decks for name, each in one.deck.packages.items()}
    wanted = chosen(offered, packages)
    variants = {
        name: variant
        for one in decks
        for name, variant in one.deck.variants.items()
        if name in wanted
    }
    places = _Places(sources, linker, language, diagnostics)
    notes: list[SourceNote] = []
    cards: list[Card] = []
    for compiled in decks:
        packed = _by_key(compiled)
        own = [name for name in variants if name in compiled.views]
        renderers = {name: Renderer(compiled.views[name].note_type) for name in own}
        for note in places.with_lines(compiled.deck.notes):
            shown = [name for name in own if wanted[name] or note.level == CORE_LEVEL]
            if not shown or (keys and note.key not in keys):
                continue
            here = packed.get(note.key, {})
            notes.append(_source_note(compiled, note, here, places))
            for name in shown:
                for each in here.get(name, ()):
                    cards.extend(_cards(len(notes) - 1, compiled, name, each, renderers[name]))
    return Contents(
        decks={each.deck.key: each.deck.title.shown(language) for each in decks},
        kinds={name: word("kinds", name, language) for name in kinds.kinds()},
        variants={name: _look(each, decks) for name, each in variants.items()},
        notes=tuple(notes),
        cards=tuple(cards),
        media=dict(_media(view for each in decks for view in each.views.values())),
    )


class _Places:
    """Knows the lines of notes and what was found in them."""

    def __init__(
        self,
        sources: Mapping[str, SourceFile],
        linker: Linker,
        language: str,
        diagnostics: Iterable[Diagnostic],
    ) -> None:
        self.sources = sources
        self.linker = linker
        self.language = language
        self.diagnostics: dict[str, list[Diagnostic]] = {}
        for each in diagnostics:
            self.diagnostics.setdefault(each.location.path, []).append(each)
        self.lines: dict[tuple[str, int], int] = {}
        self.found: dict[tuple[str, int], list[Diagnostic]] = {}

    def with_lines(self, notes: Sequence[Note]) -> Sequence[Note]:
        """Find the lines of notes, file by file; return the notes."""
        for path, found in lines(notes, self.sources).items():
            self.lines |= {(path, index): line for index, line in found.items()}
            self._share_out(path, {line: index for index, line in found.items()})
        return notes

    def _share_out(self, path: str, starts: dict[int, int]) -> None:
        lines = sorted(starts)
        for each in self.diagnostics.get(path, ()):
            before = bisect.bisect_right(lines, each.location.line)
            if before:
                owner = (path, starts[lines[before - 1]])
                self.found.setdefault(owner, []).append(each)

    def place(self, note: Note) -> tuple[str, str]:
        """Return a note's place as people are shown it, and its address."""
        path, line = note.origin.path, self.lines[note.origin.path, note.origin.index]
        return f"{path}:{line}", self.linker.link(path, line)

    def findings(self, note: Note) -> Iterator[Remark]:
        """Word what was found in a note."""
        for each in self.found.get((note.origin.path, note.origin.index), ()):
            yield Remark(
                code=each.code,
                severity=messages.word(each.severity.value, self.language),
                message=messages.message(each.code, each.params, self.language),
                place=str(each.location),
                link=self.linker.link(each.location.path, each.location.line),
            )


def _by_key(compiled: Compiled) -> dict[str, dict[str, list[PackedNote]]]:
    """Sort the packed notes of a deck by the source note they come from, then by variant."""
    found: dict[str, dict[str, list[PackedNote]]] = {}
    for name, view in compiled.views.items():
        for fact in view.facts:
            found.setdefault(fact.source.key, {}).setdefault(name, []).append(fact.note)
    return found


def _source_note(
    compiled: Compiled, note: Note, packed: dict[str, list[PackedNote]], places: _Places
) -> SourceNote:
    values = (
        each.fields[slot] for notes in packed.values() for each in notes for slot in _SEARCHED
    )
    place, link = places.place(note)
    return SourceNote(
        deck=compiled.deck.key,
        key=note.key,
        kind=kinds.kind_of(note).name,
        place=place,
        link=link,
        words="\n".join(plain(value) for value in dict.fromkeys(values)),
        findings=tuple(places.findings(note)),
    )


def _cards(
    index: int, compiled: Compiled, variant: str, note: PackedNote, renderer: Renderer
) -> Iterator[Card]:
    start = len(f"ankigen::{compiled.deck.key}::")
    key = note.fields[_SLOT["Key"]]
    for card in note.cards:
        sides = renderer.sides(note.fields, card.ord)
        columns = renderer.columns(note.fields, card.ord)
        yield Card(
            note=index,
            address=f"{key}/{variant}/{card.ord + 1}",
            variant=variant,
            ord=card.ord,
            title=note.fields[_SLOT["Title"]],
            asks=plain(columns.front),
            answers=plain(columns.back),
            front=sides.front,
            back=sides.back,
            tags=tuple(tag[start:] for tag in note.tags),
        )


def _look(variant: Variant, decks: tuple[Compiled, ...]) -> Look:
    css = next(one.views[variant.name] for one in decks if variant.name in one.views).note_type.css
    return Look(subdeck(variant), variant.asks, variant.answers, variant.labels, css)


def _media(views: Iterable[DeckInVariant]) -> Iterator[tuple[str, str]]:
    files = {media.name: media.path for view in views for media in view.media}
    for name, path in sorted(files.items()):
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        yield name, f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
