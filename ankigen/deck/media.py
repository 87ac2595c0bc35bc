"""Whether the file of a picture is one: what its ending promises, whole and at rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from ankigen.diagnostics import Diagnostic, Hint, Location, Word

_SIGNATURES = {
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WebP": re.compile(rb"RIFF....WEBP", re.S),
}
_FORMATS = {
    ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WebP", ".svg": "SVG",
}  # fmt: skip
_POINTER = b"version https://git-lfs.github.com/spec/"
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html)", re.I)
_HEAD = 512
_SVG = "http://www.w3.org/2000/svg"
_SCRIPTED = frozenset({"script", "handler", "listener"})
_ADDRESS = re.compile(r"""url\(\s*["']?(?!["'#]|data:)([^)"']*)|@import\s+["']([^"']*)""", re.I)
_AT_HAND = ("#", "data:")


def unfit(file: Path, shown: str) -> Iterator[Diagnostic]:
    """Yield why a file cannot be shown as the picture that its name promises, once at most."""
    wanted = _FORMATS.get(file.suffix.lower())
    if wanted is None or not file.is_file():
        return
    try:
        with file.open("rb") as opened:
            content = opened.read(None if wanted == "SVG" else _HEAD)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Diagnostic(Location(shown), "file-unreadable", {"reason": reason})
        return
    if not content:
        yield Diagnostic(Location(shown), "media-empty", hints=(Hint("save-picture-again"),))
    elif content.startswith(_POINTER):
        yield Diagnostic(Location(shown), "media-pointer", hints=(Hint("pull-lfs"),))
    elif wanted == "SVG" and b"\0" not in content[:_HEAD] and not _PAGE.match(content):
        yield from _unfit_svg(content, shown)
    elif (found := _format(content)) != wanted:
        yield _other(shown, wanted, found)


def _format(content: bytes) -> str:
    """Return what a content is by its first bytes: a format, or a code of the word table."""
    for name, signature in _SIGNATURES.items():
        if signature.match(content):
            return name
    return Word("html-page" if _PAGE.match(content) else "unknown-content")


def _other(shown: str, wanted: str, found: str) -> Diagnostic:
    params = {"wanted": wanted, "found": found}
    return Diagnostic(Location(shown), "media-other", params, (Hint("save-picture-again"),))


def _unfit_svg(content: bytes, shown: str) -> Iterator[Diagnostic]:
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        if reader.root and reader.is_svg:
            params = {"reason": expat.ErrorString(error.code)}
            yield Diagnostic(_line(shown, error.lineno), "media-broken", params)
        else:
            yield _other(shown, "SVG", _format(content))
        return
    if not reader.is_svg:
        yield _other(shown, "SVG", _format(content))
    elif reader.active:
        line, what = reader.active
        yield Diagnostic(_line(shown, line), "media-active", {"what": what})


def _line(shown: str, line: int) -> Location:
    return Location(shown, line, 1, line, 1)


class _Reader:
    """Reads an SVG: its root, and the first thing in it that acts or asks for another file."""

    def __init__(self) -> None:
        self.root = ""
        self.active: tuple[int, str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self._in_style = False

    @property
    def is_svg(self) -> bool:
        """Whether a browser would take it for a picture: not without its namespace."""
        return self.root == f"{_SVG} svg"

    def _found(self, what: str) -> None:
        self.active = self.active or (self.parser.CurrentLineNumber, what)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        local = name.rpartition(" ")[2]
        self._in_style = local == "style"
        if local in _SCRIPTED:
            self._found(f"<{local}>")
        for key, value in attributes.items():
            attribute = key.rpartition(" ")[2]
            if attribute.startswith("on"):
                self._found(f"{attribute}=")
            elif attribute in ("href", "src") and not value.strip().startswith(_AT_HAND):
                # A link waits to be clicked, and nobody can click in a picture.
                if local != "a" or value.strip().casefold().startswith("javascript:"):
                    self._found(value.strip()[:80])
            elif address := _ADDRESS.search(value):
                self._found((address[1] or address[2] or "")[:80])

    def _text(self, text: str) -> None:
        if self._in_style and (address := _ADDRESS.search(text)):
            self._found((address[1] or address[2] or "")[:80])

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self._found(data[:80])
