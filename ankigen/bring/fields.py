"""A field of somebody's, HTML or not → the plain text that it says, and what a text cannot hold."""

from __future__ import annotations

import functools
import html
import re
import urllib.parse
from typing import NamedTuple

from ankigen.source.characters import without_hidden

_TAG = re.compile(r"(<!--[^<>]{0,4000}-->|</?[A-Za-z][^<>]{0,4000}>)")
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_SOURCE = re.compile(r"\b(?:src|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.I)
_SOUND = re.compile(r"\[sound:([^\[\]\n]{0,300})\]")
_LATEX = re.compile(r"\\[(\[]|\[latex\]|\[\$|\{\{c\d")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff\u00ad]")
_BLOCKS = {"br", "p", "div", "hr", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote",
           "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
_SILENT = {"tbody", "thead", "ruby", "rb", "rp", "html", "body", "sup", "sub"}
_CODE = ("style", "script")
_MARKS = {("li", True): "\n• ", ("rt", True): "(", ("rt", False): ")"}
_RAISED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}


class Said(NamedTuple):
    """What a field says: its text, the files of pictures in it, and pairs of what is lost and why.

    ``latex`` among the whys is a text that stays, but that Anki will show as it is written.
    """

    text: str
    pictures: tuple[str, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()


@functools.lru_cache(maxsize=1024)
def said(value: str, is_html: bool) -> Said:
    """Return what a field says."""
    lost: list[tuple[str, str]] = []
    pictures: list[str] = []

    def silenced(found: re.Match[str]) -> str:
        lost.append(("sound", found[1]))
        return ""

    value = _SOUND.sub(silenced, value)
    if is_html:
        value = _without_tags(value, pictures, lost)
    lost += [("latex", found) for found in dict.fromkeys(_LATEX.findall(value))]
    text = re.sub(" {2,}", " ", without_hidden(_ZERO_WIDTH.sub("", value)).replace("\t", " "))
    text = "\n".join(map(str.strip, text.split("\n")))
    return Said(re.sub(r"\n{3,}", "\n\n", text).strip(), tuple(pictures), tuple(lost))


def _without_tags(value: str, pictures: list[str], lost: list[tuple[str, str]]) -> str:
    parts: list[str] = []
    inside, raised = "", ""
    for number, piece in enumerate(_TAG.split(value)):
        if number % 2 == 0:
            parts.append("" if inside in _CODE else _plain(piece, raised, lost))
            continue
        opens, name = _named(piece)
        if inside in _CODE and (opens or name != inside):
            continue
        if name in _CODE:
            inside = name if opens else ""
        elif name in _RAISED:
            raised = name if opens else ""
        parts.append(_MARKS.get((name, opens), "\n" if name in _BLOCKS else ""))
        if opens and (what := _kept(name, piece, pictures)):
            lost.append(what)
    return "".join(parts)


@functools.lru_cache(maxsize=1024)
def _named(tag: str) -> tuple[bool, str]:
    """Return whether a tag opens, and the name of what, '' for a comment."""
    found = _NAME.match(tag)
    return (not found[1], found[2].lower()) if found else (False, "")


def _plain(piece: str, raised: str, lost: list[tuple[str, str]]) -> str:
    """Return the text between two tags, in raised or lowered letters where there are some."""
    text = html.unescape(piece.replace("\n", " ")).replace("\xa0", " ")
    if raised and any(ord(letter) not in _RAISED[raised] for letter in text):
        lost.append(("formatting", f"<{raised}>"))
    elif raised:
        return text.translate(_RAISED[raised])
    return text


def _kept(name: str, tag: str, pictures: list[str]) -> tuple[str, str] | None:
    """Keep the file of a picture; return what is lost with any other tag, and why."""
    if name == "img":
        pictures.append(_address(tag))
    elif name == "a":
        return "link", _address(tag)
    elif not (name in _BLOCKS or name in _SILENT or (name in ("rt", "span") and "=" not in tag)):
        return "formatting", f"<{name}>"
    return None


def _address(tag: str) -> str:
    found = _SOURCE.search(tag)
    said = html.unescape(next(filter(None, found.groups()), "")) if found else ""
    # Anki writes the names of media as addresses.
    return urllib.parse.unquote(said)
