"""What the address of a source tells."""

from __future__ import annotations

import functools
import re
import urllib.parse

from ankigen.kinds.base.records import Work
from ankigen.lint.language import pairs

_BLOG = re.compile(r"https?://[^/]*blog")
_CALLED_BLOG = re.compile(r"\b(?:we)?blog\b", re.I)


@functools.lru_cache(1 << 16)
def host(url: str) -> str:
    """Return the host of an address, without ``www.``."""
    return (urllib.parse.urlsplit(url).hostname or "").removeprefix("www.")


def known_as(url: str) -> str:
    """Return ``shortener``, ``blog``, ``https`` or nothing: what the host is known to be."""
    return _known(host(url))


@functools.lru_cache(1 << 12)
def _known(name: str) -> str:
    known = pairs("hosts.tsv")
    while name:
        if name in known:
            return known[name]
        name = name.partition(".")[2]
    return ""


def is_blog(work: Work) -> bool:
    """Whether a work is a blog by its address, or by what its title and publisher say."""
    if known_as(work.url) == "blog" or _BLOG.match(work.url):
        return True
    return any(map(_CALLED_BLOG.search, (*work.title.values(), *work.publisher.values())))


def same_site(url: str, other: str) -> bool:
    """Whether an address is on the site of another, or below it."""
    one, two = host(url), host(other)
    return one == two or one.endswith(f".{two}")
