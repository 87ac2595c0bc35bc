"""Addresses that would crash, hang or mislead: each is refused at its place, or asked rightly."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankigen.deck import check, web
from ankigen.deck.reach import Reach, ascii_address
from ankigen.deck.web import Answer, Verdict
from ankigen.kinds.base.fields import PAGE
from tests.support.bad_decks import deck_with
from tests.support.cli import ankigen

LONG = "a" * 64

REFUSED = (
    "https://[x]/",
    "https://…",
    "https://[::1]/",
    "https://[",
    "https://]/",
    "https://[::1",
    "https://a]b/",
    "https://[v1.x]/",
    "https://",
    "https:///path",
    "https://?q",
    "https://#a",
    "https://:80/",
    "https://a:port/",
    "https://a:-1/",
    "https://a:123456/",
    "https://a:80:80/",
    "https://user@a.example/",
    "https://asean.org@evil.example/",
    "https://user:word@a.example/",
    "https://a..example/",
    "https://.example/",
    "https://...",
    f"https://{LONG}.example/",
    "https://a b.example/",
    "https://a.example\\@evil.example/",
    "https://a%2eexample/",
    "https://℀.example/",
    "https://a／b.example/",
    "https://a：80/",
    "https://a＠evil.example/",
    "https://a？b/",
    "https://a＃b/",
    "https://a\u00a0b/",
    "https://a\u2003b/",
    "https://{key}.example/",
    "https://<b>/",
    "https://a.example/<script>",
    'https://a.example/"onclick="x',
    "https://a.example/a b",
    "https://a.example/\t",
    "http://",
    "javascript:alert(1)",
    "java\u200bscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://a.example/",
    "//a.example/",
    "HTTPS://a.example/",
    " https://a.example/x y",
    "https:/a.example/",
    "https:a.example",
)
"""Each is no address of a page: where it stands there is an error."""

ASKED = {
    "https://a.example": "https://a.example",
    "https://a.example/": "https://a.example/",
    "https://a.example./": "https://a.example./",
    "https://a.example:8080/x": "https://a.example:8080/x",
    "https://a.example:99999/x": "",
    "https://a.example?q": "https://a.example?q",
    "https://a.example#top": "https://a.example",
    "https://a.example/x#top": "https://a.example/x",
    "https://a.example/wiki/Zürich": "https://a.example/wiki/Z%C3%BCrich",
    "https://a.example/wiki/سفر": "https://a.example/wiki/%D8%B3%D9%81%D8%B1",
    "https://a.example/find?q=café&x=1": "https://a.example/find?q=caf%C3%A9&x=1",
    "https://a.example/a%20b/c%C3%A9": "https://a.example/a%20b/c%C3%A9",
    "https://a.example/100%": "https://a.example/100%25",
    "https://a.example/%zz%41": "https://a.example/%25zz%41",
    "https://a.example/%": "https://a.example/%25",
    "https://a.example/(x)[y];z=1,2!$'*+@:~": "https://a.example/(x)[y];z=1,2!$'*+@:~",
    "https://a.example/a|b`c^d{e}": "https://a.example/a%7Cb%60c%5Ed%7Be%7D",
    "https://a.example/a\\b": "https://a.example/a%5Cb",
    "https://a.example//../..": "https://a.example//../..",
    "https://a.example/😀": "https://a.example/%F0%9F%98%80",
    "https://bücher.example/": "https://xn--bcher-kva.example/",
    "https://Bücher.example/Ü": "https://xn--bcher-kva.example/%C3%9C",
    "https://例え.example/": "https://xn--r8jz45g.example/",
    "https://xn--bcher-kva.example/": "https://xn--bcher-kva.example/",
    "https://" + "ü" * 63 + ".example/": "",
    "https://" + ".".join(["ü"] * 200) + "/": "",
    "https://a_b.example/": "https://a_b.example/",
    "https://-a.example/": "https://-a.example/",
    "https://127.0.0.1/": "https://127.0.0.1/",
    "https://1/": "https://1/",
    "https://a.example/" + "x" * 5000: "https://a.example/" + "x" * 5000,
    "https://a.example/::error::x##[error]y": "https://a.example/::error::x",
    "https://a.example/@octocat|[x](javascript:alert(1))": (
        "https://a.example/@octocat%7C[x](javascript:alert(1))"
    ),
}
"""What the schema lets pass, and how it is asked for; nothing where it cannot be."""


def term(number: int, url: str) -> str:
    return (
        f"  - key: t{number}\n    term: {{id: kata {number}, en: word {number}}}\n"
        f"    definition: {{id: sebuah arti {number}, en: a meaning {number}}}\n"
        f"    sources: [{{title: Page {number}, url: {json.dumps(url)}}}]\n"
    )


def deck(folder: Path, urls: tuple[str, ...]) -> Path:
    notes = "".join(term(number, url) for number, url in enumerate(urls))
    return deck_with(folder, f"kind: term\nnotes:\n{notes}".encode())


def test_what_is_no_address_is_told_at_its_place(tmp_path: Path) -> None:
    loaded = check([deck(tmp_path / "deck", REFUSED)])
    lines = {d.location.line for d in loaded.diagnostics}
    told = {number for number in range(len(REFUSED)) if 6 + 4 * number in lines}
    assert [url for number, url in enumerate(REFUSED) if number not in told] == []


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_no_address_has_not_its_form(url: str) -> None:
    assert not re.search(rf"^{PAGE}$(?!\n)", url)
    (answer,) = web.check([url], agent="test", timeout=1, tries=1, pause=0)
    assert answer.verdict is Verdict.BROKEN


@pytest.mark.parametrize("url", ASKED)
def test_an_address_is_asked_for_as_browsers_do_it(url: str) -> None:
    assert re.search(rf"^{PAGE}$(?!\n)", url)
    assert urllib.parse.urlsplit(url).hostname
    with contextlib.suppress(ValueError):
        assert ascii_address(url) == ASKED[url]
        return
    assert not ASKED[url]


@given(st.from_regex(rf"\A{PAGE}\Z"))
def test_nothing_that_has_the_form_of_an_address_breaks_what_takes_it_apart(url: str) -> None:
    assert urllib.parse.urlsplit(url).hostname
    with contextlib.suppress(ValueError):
        assert ascii_address(url).isascii()


def test_a_deck_of_them_passes_every_command(tmp_path: Path) -> None:
    deck(tmp_path / "decks" / "d", tuple(ASKED))
    for command in (
        ("validate",),
        ("lint",),
        ("build",),
        ("preview",),
        ("stats",),
        ("links",),
        ("links", "--format", "markdown"),
        ("links", "--format", "json"),
    ):
        done = ankigen(*command, cwd=tmp_path)
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1), done.stderr
        lines = (done.stdout + done.stderr).splitlines()
        assert not [line for line in lines if line.lstrip().startswith("::")]
    listed = ankigen("links", "--format", "markdown", cwd=tmp_path).stdout
    assert all(re.match(r"- <[^ <>|]+>: ", line) for line in listed.splitlines())


# --- how far a request goes -----------------------------------------------------------------
Serve = Callable[[Callable[[socket.socket], None]], str]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Return what serves a behaviour on this machine, past any proxy."""
    monkeypatch.setenv("no_proxy", "*")
    with contextlib.ExitStack() as stack:

        def start(behave: Callable[[socket.socket], None]) -> str:
            listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))

            def accept() -> None:
                with contextlib.suppress(OSError):
                    while True:
                        connected, _ = listening.accept()
                        threading.Thread(target=behaved, args=(connected,), daemon=True).start()

            def behaved(connected: socket.socket) -> None:
                with contextlib.suppress(OSError), connected:
                    connected.recv(1 << 16)
                    behave(connected)

            threading.Thread(target=accept, daemon=True).start()
            return f"http://127.0.0.1:{listening.getsockname()[1]}"

        yield start


def ask(url: str, timeout: float = 0.5) -> Answer:
    (answer,) = web.check([url], agent="test", timeout=timeout, tries=1, pause=0)
    return answer


def dripping(first: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def drip(connected: socket.socket) -> None:
        connected.sendall(first)
        while True:
            connected.sendall(drop)
            time.sleep(0.05)

    return drip


OK = b"HTTP/1.1 200 OK\r\n"
DRIPS = {
    "the status": (b"", b"H"),
    "what goes before": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a header": (OK + b"X-A: ", b"a"),
    "headers": (OK, b"X-A: a\r\n"),
    "nothing": (b"HTTP/1.1", b""),
}


@pytest.mark.parametrize("what", DRIPS)
def test_a_server_that_drips_is_left_in_time(what: str, serve: Serve) -> None:
    started = time.monotonic()
    answer = ask(serve(dripping(*DRIPS[what])))
    assert time.monotonic() - started < 5
    assert answer.verdict is Verdict.BROKEN
    assert answer.said


def test_a_page_without_end_is_not_waited_for(serve: Serve) -> None:
    assert ask(serve(dripping(OK + b"\r\n", b"x")), 10).verdict is Verdict.FINE
    moved = b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"
    started = time.monotonic()
    assert ask(serve(dripping(moved, b"x")), 10).verdict is Verdict.BROKEN  # moved for ever
    assert time.monotonic() - started < 5


def redirecting(address: str) -> Callable[[socket.socket], None]:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0\r\n\r\n"
    return lambda connected: connected.sendall(answer.encode())


PRIVATE = (
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[2002:0a00:0001::1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[::]/",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_nobody_is_led_to_a_private_host(address: str, serve: Serve) -> None:
    said = {ask(serve(redirecting(address))).said, ask(address).said}
    assert all(each.endswith("is no public host") for each in said)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://a/"])
def test_nobody_is_led_to_anything_but_a_page(address: str, serve: Serve) -> None:
    assert ask(serve(redirecting(address))).verdict is Verdict.BROKEN


@pytest.mark.parametrize("number", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "192.168.0.1"])
def test_no_name_leads_to_this_machine_or_its_neighbours(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even one that is told otherwise a second time: what is connected to is looked at."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", (number, 0))]
    )
    assert ask("http://public.example/").said == f"{number} is no public host"


def test_a_name_that_nobody_looks_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")

    def slow(*_: object, **__: object) -> list[object]:
        time.sleep(20)
        return []

    # It ends during some later test, which must not be told of it.
    monkeypatch.setattr(socket, "getaddrinfo", slow)
    started = time.monotonic()
    assert "timed out" in ask("http://slow.example/").said
    assert time.monotonic() - started < 5


def test_a_proxy_may_be_private_but_is_sent_to_no_private_host(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = serve(lambda connected: connected.sendall(OK + b"Content-Length: 0\r\n\r\n"))
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", proxy)
    assert ask("http://a.example/", 5).verdict is Verdict.FINE
    assert ask("http://10.0.0.1/", 5).said == "10.0.0.1 is no public host"


@pytest.mark.parametrize("number", ["8.8.8.8", "2001:4860:4860::8888"])
def test_a_public_host_may_be_asked(number: str) -> None:
    Reach("https://a.example/", 1).visit(number)


@pytest.mark.parametrize("reason", ["x" * 5000, "a\x1b[31mb", "::error::c"])
def test_a_reason_is_one_short_line(reason: str, serve: Serve) -> None:
    status = f"HTTP/1.1 404 {reason}\r\nContent-Length: 0\r\n\r\n".encode()
    said = ask(serve(lambda connected: connected.sendall(status))).said
    assert "\n" not in said
    assert len(said) <= 200
