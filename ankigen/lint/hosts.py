"""What the address of a source tells."""

from __future__ import annotations

import urllib.parse

from ankigen.lint.language import pairs


def host(url: str) -> str:
    """Return the host of an address, without ``www.``."""
    return (urllib.parse.urlsplit(url).hostname or "").removeprefix("www.")


def known_as(url: str) -> str:
    """Return ``shortener``, ``blog``, ``https`` or nothing: what the host is known to be."""
    known = pairs("hosts.tsv")
    name = host(url)
    while name:
        if name in known:
            return known[name]
        name = name.partition(".")[2]
    return ""
