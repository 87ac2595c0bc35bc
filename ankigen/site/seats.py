"""Where bodies are: a map of the world, whose marks have the numbers of places in a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ankigen.markup import NOTHING, Html
from ankigen.site.templating import Speaker, asset, together
from ankigen.site.world import SIDE, WHOLE, Frame, Spot, apart, crowds

_PART, _WHOLE = 24, 108
"""How far apart marks are on a larger part and on the whole map, in units of the map."""
_LETTERS = "ABCDEFGHI"
"""Of the larger parts; what crowds beyond them stays on the whole map."""


class Seat(NamedTuple):
    """A body in a place; ``spot`` is None where nobody knows where that lies."""

    body: str
    address: str
    place: str
    spot: Spot | None


_Mark = tuple[int, Seat, Spot]
"""A seat and where it is, with the number of its place."""


def seats(speaker: Speaker, found: Iterable[Seat]) -> Html:
    """Return the list, the place with most bodies first, below the map of what is known."""
    places: dict[str, list[Seat]] = defaultdict(list)
    for seat in found:
        places[seat.place].append(seat)
    listed = sorted(places, key=lambda place: (-len(places[place]), place))
    marks = [
        (number, seat, seat.spot)
        for number, place in enumerate(listed, 1)
        for seat in places[place]
        if seat.spot
    ]
    rows = (
        speaker.part(
            "seat",
            number=str(number),
            place=place,
            bodies=together(
                speaker.part(
                    "item", content=speaker.inline("link", address=each.address, text=each.body)
                )
                for each in places[place]
            ),
        )
        for number, place in enumerate(listed, 1)
    )
    return speaker.part(
        "seats", world=_world(speaker, marks) if marks else NOTHING, rows=together(rows)
    )


def _world(speaker: Speaker, marks: Sequence[_Mark]) -> Html:
    """Return the map of the world, with every mark once: on a larger part, or on the whole."""
    frames, parts, alone = [], [], list(marks)
    for letter, (frame, crowd) in zip(_LETTERS, crowds(at for *_, at in marks), strict=False):
        among = [mark for mark in alone if mark[2] in crowd]
        alone = [mark for mark in alone if mark[2] not in crowd]
        corner = {"letter": letter, "x": str(frame.x), "y": str(frame.y), "side": str(SIDE)}
        dots = (speaker.part("dot", x=str(x), y=str(y)) for x, y in crowd)
        frames.append(speaker.part("frame", **corner, dots=together(dots)))
        parts.append(speaker.part("larger", **corner, marks=_marks(speaker, among, _PART, frame)))
    return speaker.part(
        "world",
        land=Html(asset("land.svg")),
        view=f"0 0 {WHOLE.width} {WHOLE.height}",
        frames=together(frames),
        marks=_marks(speaker, alone, _WHOLE, WHOLE),
        parts=together(parts),
    )


def _marks(speaker: Speaker, marks: Sequence[_Mark], room: int, frame: Frame) -> Html:
    """Return links, each with a line to its place, which other marks cover."""
    at = list(apart([spot for *_, spot in marks], room, frame))
    links = (
        speaker.part(
            "mark",
            address=seat.address,
            title=f"{seat.body} – {seat.place}",
            number=str(number),
            x=str(x),
            y=str(y),
        )
        for (number, seat, _), (x, y) in zip(marks, at, strict=True)
    )
    lines = (
        f"M{spot[0]} {spot[1]}L{x} {y}"
        for (*_, spot), (x, y) in zip(marks, at, strict=True)
        if spot != (x, y)
    )
    return speaker.part("marks", lines="".join(lines), links=together(links))
