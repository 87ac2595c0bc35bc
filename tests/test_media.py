"""Pictures that are none, and names that no picture may have: each with the true reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ankigen import report
from ankigen.deck import check
from ankigen.diagnostics import Diagnostic
from tests.support.bad_decks import deck_with
from tests.support.cli import ankigen
from tests.support.decks import SAMPLE

NOTE = """kind: term
notes:
  - key: dot
    term:
      id: titik
      en: dot
    definition:
      id: tanda kecil
      en: a small mark
    picture:
      file: "{name}"
      alt:
        id: bulatan
        en: something round
      licence: CC0-1.0
      source: Own work
"""
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF"
GIF = b"GIF89a\1\0\1\0"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:55\nsize 4321\n"
HTML = b"\n<!DOCTYPE html><html><body>404 Not Found</body></html>"


def svg(inside: str = "", *, before: str = "", root: str = "") -> bytes:
    """An SVG with something in it, before it or on its root."""
    namespace = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {namespace} {root}>\n{inside}<circle r='4'/></svg>".encode()


def judged(folder: Path, name: str, content: bytes | None, on_disk: str = "") -> list[Diagnostic]:
    """What is said of a deck whose only note has a picture of this name and content."""
    deck = deck_with(folder / "deck", NOTE.format(name=name).encode())
    (deck / "media").mkdir()
    if content is not None:
        (deck / "media" / (on_disk or name)).write_bytes(content)
    return list(check([deck]).diagnostics)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", PNG),
        ("a.jpg", JPEG),
        ("a.jpeg", JPEG),
        ("a.gif", GIF),
        ("a.webp", WEBP),
        ("A_b-1.0.svg", svg()),
        ("a.svg", b"\xef\xbb\xbf" + svg(before='<?xml version="1.0"?><!-- dot -->')),
        ("a.svg", svg(before='<!DOCTYPE svg [<!ENTITY ns_ai "http://ns.adobe.com/">]>')),
        ("a.svg", svg('<a href="https://example.org/"><path/></a><use xlink:href="#x"/>')),
        (
            "a.svg",
            svg('<style>path { fill: url(#g) }</style><image href="data:image/png;base64,"/>'),
        ),
        ("a.svg", svg('<path style="fill:url(\'#g\')" fill="url(#h)"/>')),
    ],
)
def test_a_picture_is_fine(name: str, content: bytes, tmp_path: Path) -> None:
    assert judged(tmp_path, name, content) == []


FORMATS = ["png", "jpg", "jpeg", "gif", "webp", "svg"]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "media-empty"),
        (POINTER, "media-pointer"),
        (HTML, "media-other"),
        (b"<html>\n<p>No such page</html>", "media-other"),
        (b"Not found\n", "media-other"),
        (b"<?xml version='1.0'?><feed/>", "media-other"),
        (b"BM\0\0\0\0\0\0\0\0", "media-other"),
    ],
)
def test_what_is_no_picture(ending: str, content: bytes, code: str, tmp_path: Path) -> None:
    (found,) = judged(tmp_path, f"map.{ending}", content)
    assert (found.code, Path(found.location.path).name) == (code, f"map.{ending}")


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_of_another_format(ending: str, tmp_path: Path) -> None:
    of = {"png": PNG, "jpg": JPEG, "jpeg": JPEG, "gif": GIF, "webp": WEBP, "svg": svg()}
    for other, content in of.items():
        found = judged(tmp_path / other, f"map.{ending}", content)
        assert [each.code for each in found] == ["media-other"] * (content != of[ending])


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (svg("\n<script>alert(1)</script>"), 3, "<script>"),
        (svg(root='onload="alert(1)"'), 1, "onload="),
        (svg('<image xlink:href="https://example.org/a.png"/>'), 2, "https://example.org/a.png"),
        (svg('<use href="other.svg#x"/>'), 2, "other.svg#x"),
        (svg('<a href="javascript:alert(1)"><path/></a>'), 2, "javascript:alert(1)"),
        (svg('<path style="fill: url(//example.org/a.svg)"/>'), 2, "//example.org/a.svg"),
        (
            svg("<style>@import 'https://example.org/a.css';</style>"),
            2,
            "https://example.org/a.css",
        ),
        (svg("<style>@font-face { src: url(f.woff) }</style>"), 2, "f.woff"),
        (svg(before='<?xml-stylesheet href="a.css"?>'), 1, 'href="a.css"'),
    ],
)
def test_an_svg_that_acts(content: bytes, line: int, what: str, tmp_path: Path) -> None:
    (found,) = judged(tmp_path, "map.svg", content)
    assert (found.code, found.location.line, found.params) == ("media-active", line, {"what": what})


@pytest.mark.parametrize(
    "content", [svg()[:-3], svg("<path>"), svg('<use foo:href="#x"/>'), svg("&nbsp;")]
)
def test_an_svg_that_is_damaged(content: bytes, tmp_path: Path) -> None:
    (found,) = judged(tmp_path, "map.svg", content)
    assert found.code == "media-broken"
    assert found.location.line > 1


def test_a_file_is_looked_into_once_however_often_it_is_shown(tmp_path: Path) -> None:
    notes = NOTE.format(name="a.png")
    notes += "\n" + notes.partition("notes:\n")[2].replace("key: dot", "key: spot")
    deck = deck_with(tmp_path / "deck", notes.encode())
    (deck / "media").mkdir()
    (deck / "media" / "a.png").write_bytes(b"")
    assert [each.code for each in check([deck]).diagnostics] == ["media-empty"]


def test_a_picture_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *how: Any, **more: Any) -> Any:
        if path.suffix == ".png" and how == ("rb",):
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", refuse)
    deck = deck_with(tmp_path / "deck", NOTE.format(name="a.png").encode())
    (deck / "media").mkdir()
    (deck / "media" / "a.png").write_bytes(PNG)
    (found,) = check([deck]).diagnostics
    assert (found.code, found.params) == ("file-unreadable", {"reason": "Permission denied"})


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("map.JPG", "ending in small letters"),
        ("foto 1.jpg", "no space"),
        ("peta-é.png", "no accented letter"),
        ("maps/a.png", "no folder"),
        ("map.tiff", ".svg, .png, .jpg, .jpeg, .webp or .gif"),
    ],
)
def test_a_name_is_refused_with_the_rule(name: str, reason: str, tmp_path: Path) -> None:
    (found,) = judged(tmp_path, name, None)
    assert found.code == "bad-pattern"
    assert reason in " ".join(report.render("full", [found], {}, "en").split())


def test_a_file_that_needs_another_name_is_no_meant_one(tmp_path: Path) -> None:
    found = judged(tmp_path, "map.jpg", JPEG, on_disk="map.JPG")
    assert [(each.code, each.edits) for each in found] == [("media-missing", ())]
    assert found[0].hints[0].code == "rename-media"
    found = judged(tmp_path / "other", "Big.png", PNG, on_disk="big.png")
    assert [edit.text for edit in found[0].edits] == ["big.png"]


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_it_is_told_in_every_form(form: str, tmp_path: Path) -> None:
    deck = deck_with(tmp_path / "deck", NOTE.format(name="a.svg").encode())
    (deck / "media").mkdir()
    (deck / "media" / "a.svg").write_bytes(svg("<script/>"))
    done = ankigen("validate", "deck", "--format", form, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "media-active" in done.stdout


def test_the_sample_deck_is_fine() -> None:
    assert check([SAMPLE]).diagnostics == ()
