"""What was put on a shelf comes back, wherever it lies."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.cards.shelf import Shelf

CONTENTS = [b"one", b"", b"three" * 1000, os.urandom(70_000)]


@given(st.lists(st.binary(max_size=50)), st.integers(0, 300))
def test_everything_comes_back_in_any_order(contents: list[bytes], in_memory: int) -> None:
    shelf = Shelf(in_memory)
    stored = [shelf.put(content) for content in contents]
    assert [get() for get in reversed(stored)] == contents[::-1]
    assert [get() for get in stored] == contents


@pytest.mark.parametrize("name", ["pread", "none"])
def test_systems_with_and_without_pread(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "none":
        monkeypatch.delattr(os, "pread", raising=False)
    shelf = Shelf(0)
    stored = [shelf.put(content) for content in CONTENTS]
    assert [get() for get in stored[::-1]] == CONTENTS[::-1]


def test_a_few_bytes_need_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise AssertionError

    monkeypatch.setattr(tempfile, "TemporaryFile", fails)
    assert Shelf(10).put(b"0123456789")() == b"0123456789"


def test_without_room_on_the_disk_there_is_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    shelf = Shelf(0)
    assert [get() for get in [shelf.put(content) for content in CONTENTS]] == CONTENTS


def test_what_is_stored_outlives_the_shelf() -> None:
    stored = Shelf(0).put(b"still here")
    assert stored() == b"still here"
