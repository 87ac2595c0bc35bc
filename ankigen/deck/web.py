"""Addresses → whether the web still answers there."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ankigen.deck.reach import Reach, ascii_address

WORKERS = 8
"""How many hosts are asked at once; one host is never asked twice at the same time."""

_REFUSALS = frozenset({401, 403, 405, 406, 429, 451, 999})
_PERMANENT = frozenset({301, 308})
_LONGEST = 200
"""So much of a reason is told: a server may give a whole page as one."""

_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})


class Verdict(Enum):
    """What became of an address; only a broken one has to be mended."""

    FINE = "fine"
    MOVED = "moved"
    REFUSED = "refused"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: ``said`` is the new address if it moved, else the reason."""

    url: str
    verdict: Verdict
    said: str = ""


def check(
    urls: Iterable[str], *, agent: str, timeout: float, tries: int, pause: float
) -> Iterator[Answer]:
    """Ask every address, and yield the answers as they come.

    ``agent`` is how we introduce ourselves; ``timeout`` is in seconds, for one answer however
    slowly it comes; what may be better the next time is asked up to ``tries`` times, ``pause``
    seconds apart and twice as long after each try. Many sites refuse programs (403 and the
    like): that says nothing of what a reader meets, so it has a verdict of its own.
    """
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(_host(url), []).append(url)

    def ask_host(of_one_host: list[str]) -> list[Answer]:
        return [_ask(url, agent, timeout, tries, pause) for url in of_one_host]

    with ThreadPoolExecutor(WORKERS) as pool:
        for done in as_completed([pool.submit(ask_host, group) for group in hosts.values()]):
            yield from done.result()


def _host(url: str) -> str:
    try:
        return urllib.parse.urlsplit(url).netloc
    except ValueError:
        return url  # no address at all: asking it will say so


def _ask(url: str, agent: str, timeout: float, tries: int, pause: float) -> Answer:
    for left in reversed(range(tries)):
        answer, final = _ask_once(url, agent, timeout)
        if final or not left:
            break
        time.sleep(pause)
        pause *= 2
    return answer


def _ask_once(url: str, agent: str, timeout: float) -> tuple[Answer, bool]:
    """Return an answer, and whether asking again would give no better one."""
    try:
        address = ascii_address(url)
    except ValueError as error:
        return Answer(url, Verdict.BROKEN, str(error)), True
    redirects = _Redirects()
    with Reach(address, timeout) as reach:
        try:
            request = urllib.request.Request(
                address, headers={"User-Agent": agent, "Accept": "*/*"}
            )
            with reach.opener(redirects).open(request, timeout=timeout) as response:
                came_to = response.url
        except urllib.error.HTTPError as error:
            error.close()
            said = f"{error.code} {error.reason}".strip()
            verdict = Verdict.REFUSED if error.code in _REFUSALS else Verdict.BROKEN
            return Answer(url, verdict, _one_line(said)), error.code not in _RETRIED
        except (OSError, http.client.HTTPException, ValueError, OverflowError) as error:
            # A URLError is an OSError that says why it is one.
            why = getattr(error, "reason", error)
            said = reach.stopped or _one_line(str(why)) or type(why).__name__
            return Answer(url, Verdict.BROKEN, said), reach.is_private
    if reach.stopped:  # when there was a status, but no end of what follows it
        return Answer(url, Verdict.BROKEN, reach.stopped), False
    if redirects.permanent and _bare(came_to) != _bare(address):
        return Answer(url, Verdict.MOVED, came_to), True
    return Answer(url, Verdict.FINE), True


def _one_line(said: str) -> str:
    return " ".join(said.split())[:_LONGEST]


def _bare(url: str) -> str:
    return urllib.parse.urldefrag(url).url.rstrip("/")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, and notes whether every one of them was meant to last."""

    def __init__(self) -> None:
        self.permanent = True

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        self.permanent = self.permanent and code in _PERMANENT
        fp.close()  # or urllib would read the page first, however long
        return super().redirect_request(req, fp, code, msg, headers, newurl)
