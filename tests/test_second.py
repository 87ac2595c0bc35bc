"""The second process saves time and changes nothing, whatever becomes of it."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ankigen import second as module
from ankigen.second import KEY_BYTES, second

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="there is none elsewhere")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a second process also where there is one processor."""
    if sys.platform == "linux":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def key(number: int) -> bytes:
    return number.to_bytes(KEY_BYTES, "big")


def squares() -> Iterator[tuple[bytes, bytes]]:
    for number in range(100):
        yield key(number), str(number**2).encode() * number


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()


@needs_fork
def test_it_hands_over_what_it_makes() -> None:
    with second(squares) as other:
        assert other is not None
        for number in (99, 0, 50):
            assert other.wait(key(number)) == str(number**2).encode() * number
        assert other.take(key(50)) is None, "each result is given once"
        assert other.wait(key(1000)) is None
    assert children() == []


@needs_fork
def test_with_one_processor_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    with second(squares) as other:
        assert other is None


@needs_fork
def test_large_results_arrive_whole() -> None:
    large = os.urandom(20 << 20)
    with second(lambda: [(key(1), large), (key(2), b"")]) as other:
        assert other is not None
        assert other.wait(key(1)) == large
        assert other.wait(key(2)) == b""


@needs_fork
def test_nobody_waits_for_a_work_that_failed() -> None:
    def fails() -> Iterator[tuple[bytes, bytes]]:
        yield key(1), b"one"
        raise MemoryError

    with second(fails) as other:
        assert other is not None
        assert other.wait(key(2)) is None
        assert other.wait(key(1)) == b"one"


@needs_fork
def test_leaving_ends_it_at_once() -> None:
    def sleeps() -> Iterator[tuple[bytes, bytes]]:
        yield key(1), b""
        time.sleep(600)

    started = time.monotonic()
    with pytest.raises(ValueError, match="ours"), second(sleeps) as other:
        assert other is not None
        other.wait(key(1))
        raise ValueError("ours")
    assert time.monotonic() - started < 60
    assert children() == []


def test_where_there_is_none_the_work_is_left_to_us(monkeypatch: pytest.MonkeyPatch) -> None:
    with second(squares, worth=False) as other:
        assert other is None

    def no_more(**_: object) -> int:
        raise BlockingIOError

    for owner, name in ((os, "fork"), (os, "pipe"), (tempfile, "TemporaryFile")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, no_more)
            with second(squares) as other:
                assert other is None


def test_a_process_with_threads_or_on_another_system_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert not module._can_fork()
    finally:
        ended.set()
        thread.join()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not module._can_fork()
