"""The map of the world: its coast, where places are on it, where they crowd, where marks fit."""

from __future__ import annotations

import itertools
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.site.world import SIDE, WHOLE, Frame, Spot, apart, crowds, spot
from tests.support import land

SPOTS = st.lists(
    st.builds(spot, st.floats(-180, 180), st.floats(-90, 90))
    | st.sampled_from([spot(6.15, 46.2), spot(2.35, 48.85), spot(4.35, 50.85)]),
    max_size=40,
)


def test_the_coast_is_as_it_is_drawn_now() -> None:
    assert land.LAND.read_text("utf-8") == land.land(land.atlas())


def test_places_are_where_the_coast_has_them() -> None:
    assert spot(-180, 78) == (0, 0)
    assert spot(180, -56) == (WHOLE.width, WHOLE.height)
    assert spot(0, 90) == (WHOLE.width // 2, 0)
    assert spot(0, -90) == (WHOLE.width // 2, WHOLE.height)
    assert spot(106.85, -6.21) == (2295, 842)


def far(one: Spot, other: Spot) -> float:
    return float((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


@settings(max_examples=60, deadline=None)
@given(SPOTS)
def test_what_crowds_is_in_one_larger_part(spots: list[Spot]) -> None:
    found = list(crowds(spots))
    crowded = [each for _, crowd in found for each in crowd]
    assert len(crowded) == len(set(crowded))
    for frame, crowd in found:
        assert all(frame.has(each) for each in crowd)
        assert 0 <= frame.x <= WHOLE.width - SIDE
        assert 0 <= frame.y <= WHOLE.height - SIDE
        assert sum(spots.count(each) for each in crowd) >= 4


@settings(max_examples=60, deadline=None)
@given(SPOTS)
def test_marks_are_apart_and_in_the_frame(spots: list[Spot]) -> None:
    marks = list(apart(spots, 108, WHOLE))
    assert len(marks) == len(spots)
    assert all(WHOLE.has(mark, 54) for mark in marks)
    assert all(far(one, other) >= 108 for one, other in itertools.combinations(marks, 2))
    assert marks == list(apart(spots, 108, WHOLE))


def test_a_mark_is_on_its_place_where_there_is_room() -> None:
    jakarta, manila = spot(106.85, -6.21), spot(120.98, 14.6)
    assert list(apart([jakarta, manila], 108, WHOLE)) == [jakarta, manila]
    first, second = apart([jakarta, jakarta], 24, Frame(2200, 700))
    assert first == jakarta
    assert 24 <= far(first, second) <= 36


def test_a_city_with_more_bodies_than_its_part_has_room_for() -> None:
    spots = [spot(6.15, 46.2)] * 3000
    ((frame, crowd),) = crowds(spots)
    assert crowd == spots[:1]
    started = time.monotonic()
    marks = list(apart(spots, 24, frame))
    assert time.monotonic() - started < 5
    assert len(marks) == len(spots)
    assert len(set(marks)) > 100
    assert marks[-1] == spots[-1]
