"""What the address of a source tells, and which sources a teacher would sign."""

from __future__ import annotations

import functools
import re
import urllib.parse

from ankigen.kinds.base.records import Work
from ankigen.lint.language import pairs

_BLOG = re.compile(r"https?://[^/]*blog")
_CALLED_BLOG = re.compile(r"\b(?:we)?blog\b", re.I)

REFUSED = frozenset(
    {"answers", "forum", "gateway", "mirror", "party", "sharing", "shop", "staging"}
)
"""The kinds of site that no card sends its readers to; what was read there is a ``copy``."""

_AT_HOME = {"official": {"official"}, "law": {"official", "law"}, "treaty": {"official", "treaty"}}
"""What a host must be known as, by the type of the work that lives there."""

_STANDARD_REFERENCE = re.compile(
    r"\b(?:UNTS|LNTS|ISBN|ISSN|Lembaran Negara|State (?:Gazette|Papers)|Official Journal)\b"
    r"|\b[A-Z]{1,5}/(?=[A-Z/.]*\d)[A-Z\d/.]+"  # the symbol of a document: A/RES/3314, WT/DS406/R
)


@functools.lru_cache(1 << 16)
def host(url: str) -> str:
    """Return the host of an address, without ``www.``."""
    return (urllib.parse.urlsplit(url).hostname or "").removeprefix("www.")


def known_as(url: str) -> frozenset[str]:
    """Return what the host, or a host above it, is known as: the words of ``hosts.tsv``."""
    return _known(host(url))


@functools.lru_cache(1 << 12)
def _known(name: str) -> frozenset[str]:
    known = pairs("hosts.tsv")
    words: set[str] = set()
    while name:
        words.update(known.get(name, "").split())
        name = name.partition(".")[2]
    return frozenset(words)


def is_blog(work: Work) -> bool:
    """Whether a work is a blog by its address, or by what its title and publisher say."""
    if "blog" in known_as(work.url) or _BLOG.match(work.url):
        return True
    return any(map(_CALLED_BLOG.search, (*work.title.values(), *work.publisher.values())))


def is_refused(url: str) -> bool:
    """Whether an address is on a site that no card sends its readers to."""
    return not REFUSED.isdisjoint(known_as(url))


def is_sound(work: Work) -> bool:
    """Whether a work is official, a law, a treaty or a reference work, and can be found.

    An official work, a law and a treaty live at a host that is known for such. A work without an
    address needs a copy, or the reference that libraries find it by.
    """
    if work.type in ("press", "other"):
        return False
    if not work.url:
        said = (*work.title.values(), *work.publisher.values())
        return bool(work.copy) or any(map(_STANDARD_REFERENCE.search, said))
    if work.type == "reference":
        return not is_refused(work.url) and not is_blog(work)
    return not _AT_HOME[work.type].isdisjoint(known_as(work.url))


def same_site(url: str, other: str) -> bool:
    """Whether an address is on the site of another, or below it."""
    one, two = host(url), host(other)
    return one == two or one.endswith(f".{two}")
