"""A deck's drawings: which its facts imply, what of them is missing or old, and their content."""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ankigen import kinds
from ankigen.deck.checks import NodeFault, located
from ankigen.deck.pictures.atlas import Atlas
from ankigen.deck.pictures.timeline import draw_year
from ankigen.deck.pictures.worldmap import draw_map
from ankigen.deck.places import can_be_drawn, country_meant, seat_of
from ankigen.diagnostics import Diagnostic, Hint, Location, Severity
from ankigen.folders import MEDIA_FOLDER, shown
from ankigen.kinds.base.drawings import FIRST, LAST, Drawing, drawing_of
from ankigen.kinds.deck import Deck
from ankigen.schema.meant import NOTES
from ankigen.source import Path, SourceFile

_SHOWN = 5
"""Names of files that one message has at most."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A drawing, and the place of the first fact that implies it."""

    drawing: Drawing
    source: SourceFile
    path: Path


@dataclass(frozen=True, slots=True)
class Survey:
    """The drawings of a deck that can be drawn, each once; ``doubts`` are about the others."""

    deck: Deck
    drawings: tuple[Planned, ...]
    doubts: tuple[Diagnostic, ...]

    def file(self, planned: Planned) -> pathlib.Path:
        """Return where a drawing belongs."""
        return self.deck.folder / MEDIA_FOLDER / planned.drawing.file


def survey(deck: Deck, sources: Mapping[str, SourceFile]) -> Survey:
    """Find what a deck's facts imply; ``sources`` are the files that it was read from."""
    planned: dict[str, Planned] = {}
    for note in deck.notes:
        for fact in kinds.kind_of(note).facts:
            drawing = drawing_of(fact, note, deck.languages)
            if drawing is not None:
                at: Path = (NOTES, note.origin.index, fact.key)
                planned.setdefault(drawing.file, Planned(drawing, sources[note.origin.path], at))
    doubts = located(each for one in planned.values() for each in _doubts(one, deck))
    return Survey(
        deck,
        tuple(p for p in planned.values() if can_be_drawn(p.drawing, deck.places)),
        tuple(dataclasses.replace(doubt, severity=Severity.WARNING) for doubt in doubts),
    )


def _doubts(planned: Planned, deck: Deck) -> Iterator[NodeFault]:
    """Find what keeps a drawing, or the dot on a map, from being drawn."""
    drawing, source = planned.drawing, planned.source
    if drawing.sort == "year":
        if not can_be_drawn(drawing, deck.places):
            params = {"year": drawing.of, "first": str(FIRST), "last": str(LAST)}
            yield NodeFault(source, (*planned.path, "date"), "picture-year", params)
        return
    if drawing.of in deck.places:
        return
    hints = [Hint("add-place", {"place": drawing.of})]
    if seat_of(drawing, deck.places) is None and (meant := country_meant(drawing.country)):
        hints.insert(0, Hint("did-you-mean", {"name": meant}))
    params = {"place": drawing.of}
    yield NodeFault(source, (*planned.path, "city"), "picture-place", params, hints=tuple(hints))


def findings(found: Survey, atlas: Callable[[], Atlas | None]) -> Iterator[Diagnostic]:
    """Yield what is missing, and what would be drawn otherwise now.

    ``atlas`` is asked for only where there is a map; without one, maps are not compared.
    """
    missing = [each for each in found.drawings if not found.file(each).is_file()]
    for each in missing:
        hints = (Hint("draw-pictures"),)
        params = {"file": each.drawing.file}
        place = each.source.value_at(each.path)
        yield Diagnostic(place, "picture-missing", params, hints)
    there = [each for each in found.drawings if each not in missing]
    old = [each.drawing.file for each in _outdated(found, there, atlas)]
    if old:
        # A warning: what readers have is drawn anew only when somebody wants it.
        yield Diagnostic(
            Location(shown(found.deck.folder / MEDIA_FOLDER)),
            "picture-outdated",
            {
                "count": str(len(old)),
                "files": ", ".join(old[:_SHOWN]) + ", …" * (len(old) > _SHOWN),
            },
            (Hint("redraw-pictures"),),
            severity=Severity.WARNING,
        )


def _outdated(
    found: Survey, there: Iterable[Planned], atlas: Callable[[], Atlas | None]
) -> Iterator[Planned]:
    for each in there:
        if each.drawing.sort == "map" and atlas() is None:
            continue
        if not holds(found.file(each), drawn(found, each, atlas)):
            yield each


def holds(file: pathlib.Path, drawing: str) -> bool:
    """Whether a file is there and has a drawing."""
    try:
        return file.read_bytes() == drawing.encode("utf-8")
    except OSError:
        return False


def drawn(found: Survey, planned: Planned, atlas: Callable[[], Atlas | None]) -> str:
    """Draw; ``atlas`` is asked for a map, and must have one then."""
    drawing = planned.drawing
    if drawing.sort == "year":
        return draw_year(int(drawing.of), found.deck.landmarks)
    outlines, seat = atlas(), seat_of(drawing, found.deck.places)
    assert outlines is not None, drawing.file
    assert seat is not None, drawing.file
    return draw_map(outlines, seat)
