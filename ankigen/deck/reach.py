"""How far a request may go: for how long, and to whose hosts. The only module that connects."""

from __future__ import annotations

import contextlib
import functools
import http.client
import ipaddress
import queue
import re
import socket
import threading
import time
import urllib.parse
import urllib.request
from types import TracebackType
from typing import Any, Self

# What may stand in an address as it is; the rest is percent-encoded, as browsers do it.
_PLAIN = "/:?#[]@!$&'()*+,;=~"
_STRAY = re.compile("%(?![0-9A-Fa-f]{2})")
_LONGEST_HOST = 253


def ascii_address(url: str) -> str:
    """Write an address as it is asked for: what is not ASCII encoded, what is encoded as it was.

    Raises ValueError for what is no address of a page.
    """
    parts = urllib.parse.urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise ValueError("no address of a page")
    if not host.isascii():
        if len(host) > _LONGEST_HOST:
            raise ValueError("the name of the host is too long")
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    netloc = host if parts.port is None else f"{host}:{parts.port}"
    path, query = (
        urllib.parse.quote(_STRAY.sub("%25", part), safe=f"{_PLAIN}%")
        for part in (parts.path, parts.query)
    )
    return urllib.parse.urlunsplit((parts.scheme, netloc, path, query, ""))


class Reach:
    """One request, its redirects and all its connections: within a time, and on public hosts.

    A host of this machine is reached where the address itself names it, by no other way.
    """

    def __init__(self, url: str, timeout: float) -> None:
        self.stopped = ""
        self.is_private = False
        self._seconds = timeout
        self._end = time.monotonic() + timeout
        self._local = _is_local(urllib.parse.urlsplit(url).hostname or "")
        self._open = contextlib.ExitStack()
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._alarm = threading.Timer(timeout, self._stop)
        self._alarm.daemon = True

    def __enter__(self) -> Self:
        self._alarm.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._alarm.cancel()
        with self._lock:
            self._open.close()

    def opener(
        self, redirects: urllib.request.HTTPRedirectHandler
    ) -> urllib.request.OpenerDirector:
        """Return what opens the address: by HTTP, and by nothing else that urllib knows."""
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            _Handler(self),
            redirects,
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.UnknownHandler(),
        ):
            opener.add_handler(handler)
        return opener

    def connect(self, address: tuple[str, int], *_: Any, by_proxy: bool = False) -> socket.socket:
        """Connect to a host, if it is one that may be asked. Raises OSError."""
        error: OSError = TimeoutError("timed out")
        for number in self._numbers(address[0]):
            if not by_proxy:
                self.visit(number)
            try:
                return self._kept(socket.create_connection((number, address[1]), self._left()))
            except OSError as failed:
                error = failed
        raise error

    def visit(self, number: str) -> None:
        """Raise OSError for the number of a host that is not to be asked."""
        address = _inner(ipaddress.ip_address(number.partition("%")[0]))
        is_public = address.is_global and not address.is_multicast
        if not (self._local if address.is_loopback else is_public):
            self.is_private = True
            self.stopped = self.stopped or f"{number} is no public host"
            raise OSError(self.stopped)

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left

    def _numbers(self, host: str) -> list[str]:
        """Look a host up; where that takes too long, nobody waits for its end."""
        found: queue.SimpleQueue[list[str] | OSError | ValueError] = queue.SimpleQueue()

        def look_up() -> None:
            try:
                rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
                found.put([str(row[4][0]) for row in rows])
            except (OSError, ValueError) as error:
                found.put(error)

        threading.Thread(target=look_up, daemon=True).start()
        try:
            answer = found.get(timeout=self._left())
        except queue.Empty:
            raise TimeoutError("timed out") from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _kept(self, connected: socket.socket) -> socket.socket:
        """Keep a second handle: TLS takes the first one over."""
        with self._lock:
            self._sockets.append(self._open.enter_context(connected.dup()))
        return connected

    def _stop(self) -> None:
        with self._lock:
            self.stopped = self.stopped or f"timed out: no answer within {self._seconds:g} s"
            for each in self._sockets:
                # It may be closed already, on either side.
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)


class _Handler(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Opens connections that a Reach has a hold of."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._held(http.client.HTTPConnection, req), req)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._held(http.client.HTTPSConnection, req), req)

    def _held(self, kind: type[http.client.HTTPConnection], req: urllib.request.Request) -> Any:
        asked = urllib.parse.urlsplit(req.full_url)
        by_proxy = req.host != asked.netloc
        if by_proxy and _is_number(asked.hostname or ""):
            self._reach.visit(asked.hostname or "")
        connect = functools.partial(self._reach.connect, by_proxy=by_proxy)

        def held(host: str, **options: Any) -> http.client.HTTPConnection:
            connection = kind(host, **options)
            # The only place where a connection can be given its socket before TLS begins.
            connection._create_connection = connect  # type: ignore[attr-defined]
            return connection

        return held


_Number = ipaddress.IPv4Address | ipaddress.IPv6Address


def _inner(address: _Number) -> _Number:
    """Return the address of the fourth version that one of the sixth leads to, if it does."""
    if isinstance(address, ipaddress.IPv6Address):
        for inner in (address.ipv4_mapped, address.sixtofour, _translated(address)):
            if inner is not None:
                return inner
    return address


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _is_local(host: str) -> bool:
    return host == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def _is_number(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False
