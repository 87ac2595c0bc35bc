"""Packed data are the same data."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.packed import PIECE, Packed, pack, unpack

PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def packed(data: Any) -> Packed:
    found = pack(data, "notes")
    assert found is not None
    return unpack(found.to_bytes())


@given(PLAIN)
def test_any_plain_data_come_back(data: Any) -> None:
    assert packed(data).data() == data


@given(st.dictionaries(st.sampled_from(["kind", "notes", "more"]), PLAIN))
def test_the_keys_keep_their_order(data: dict[str, Any]) -> None:
    assert list(packed(data).data()) == list(data)


@pytest.mark.parametrize("count", [0, 1, PIECE, PIECE + 1, 3 * PIECE - 1])
def test_a_long_list_lies_in_pieces(count: int) -> None:
    notes = [{"key": str(number)} for number in range(count)]
    data = {"kind": "term", "notes": notes, "end": 1}
    found = packed(data)
    assert found.data() == data
    assert [len(found[number]) for number in range(len(found.pieces))] == [
        min(PIECE, count - start) for start in range(0, count, PIECE)
    ]
    # The data that were packed are as they were.
    assert data["notes"] is notes


@pytest.mark.parametrize("stray", [datetime.date(2026, 11, 24), object()])
def test_what_is_not_plain_is_not_packed(stray: object) -> None:
    assert pack({"day": stray}, "notes") is None
    assert pack({"notes": [{"day": stray}]}, "notes") is None
