"""``validate --fix``: certain edits are made and proven, all others are left to people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.diagnostics import Diagnostic, Edit, Location
from ankigen.edit import CERTAIN, Fixed, fix
from ankigen.edit.fix_files import fix_file
from tests.support.decks import SAMPLE
from tests.support.extent import rounds

TERMS = (SAMPLE / "terms.yaml").read_text("utf-8")
NFD = unicodedata.normalize("NFD", "Pérsétujuan")


def fixed(path: Path, content: bytes) -> tuple[bytes, list[str], list[str]]:
    """Mend a file; return its new content, the codes of what was mended and of what refused."""
    path.write_bytes(content)
    done = fix_file(path, path.name)
    done.write()
    return path.read_bytes(), [d.code for d in done.fixed], [d.code for d in done.problems]


Case = tuple[Callable[[str], str], list[str], str, str]

MENDED: dict[str, Case] = {
    "a coerced word": (lambda t: t.replace("id: ratifikasi", "id: no"), ["unquoted"],
        "id: ratifikasi", 'id: "no"'),
    "a bare date": (lambda t: t.replace("id: ratifikasi", "id: 1945-10-24"), ["unquoted"],
        "id: ratifikasi", 'id: "1945-10-24"'),
    "a sexagesimal": (lambda t: t.replace("id: ratifikasi", "id: 12:30 # noon"), ["unquoted"],
        "id: ratifikasi", 'id: "12:30" # noon'),
    "a misspelt key": (lambda t: t.replace("    definition:", "    defintion:", 1),
        ["unknown-key"], "", ""),
    "a coerced word under a misspelt key": (
        lambda t: t.replace("    term:\n      id: ratifikasi", "    tern:\n      id: off"),
        ["unknown-key", "unquoted"], "id: ratifikasi", 'id: "off"'),
    "two mistakes in two notes": (
        lambda t: t.replace("id: ratifikasi", "id: yes").replace("key: summit", "kay: summit"),
        ["unknown-key", "unquoted"], "id: ratifikasi", 'id: "yes"'),
    "a hidden character": (lambda t: t.replace("ratifikasi", "rati\u200bfi\u00adkasi", 1),
        ["text-hidden-char", "text-hidden-char"], "", ""),
    "a hidden character, then a mistake that it hid": (
        lambda t: t.replace("id: ratifikasi", "id: \u202ano"), ["text-hidden-char", "unquoted"],
        "id: ratifikasi", 'id: "no"'),
    "decomposed letters": (lambda t: t.replace("id: ratifikasi", f"id: {NFD}"),
        ["text-not-nfc"], "id: ratifikasi", f"id: {unicodedata.normalize('NFC', NFD)}"),
    "a byte-order mark": (lambda t: f"\ufeff{t}", ["encoding-bom"], "", ""),
    "line ends of Windows": (lambda t: t.replace("id: ratifikasi", "id: no"), ["unquoted"],
        "id: ratifikasi", 'id: "no"'),
}  # fmt: skip


@pytest.mark.parametrize("name", MENDED)
def test_a_certain_edit_is_made_and_nothing_else_changes(name: str, tmp_path: Path) -> None:
    spoil, codes, old, new = MENDED[name]
    assert old in TERMS
    ends = "\r\n" if "Windows" in name else "\n"
    spoilt = spoil(TERMS).replace("\n", ends)
    assert spoilt != TERMS
    content, mended, refused = fixed(tmp_path / "terms.yaml", spoilt.encode("utf-8"))
    expected = TERMS.replace(old, new, 1).replace("\n", ends) if old else TERMS
    assert content.decode("utf-8") == expected
    assert (sorted(mended), refused) == (codes, [])


LEFT: dict[str, Callable[[str], bytes]] = {
    "a misspelt value": lambda t: t.replace("level: 1", "level: one").encode(),
    "an unknown key like no other": lambda t: t.replace("    level:", "    xyzzy:", 1).encode(),
    "a misspelt key beside the right one": lambda t: t.replace(
        "    definition:", "    defintion:\n      id: a\n      en: b\n    definition:", 1
    ).encode(),
    "a missing language": lambda t: t.replace("      en: ratification\n", "").encode(),
    "a line separator": lambda t: t.replace("ratifikasi", "rati\u2028fikasi", 1).encode(),
    "a lone carriage return": lambda t: t.replace("ratifikasi", "rati\rfikasi", 1).encode(),
    "Latin-1": lambda t: t.replace("ratifikasi", "ratifié", 1).encode("latin-1"),
    "UTF-16": lambda t: t.encode("utf-16"),
    "an open quote": lambda t: t.replace("id: ratifikasi", 'id: "ratifikasi').encode(),
    "nothing": lambda t: b"",
    "no mistake": lambda t: t.encode(),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_needs_a_decision_is_left_alone(name: str, tmp_path: Path) -> None:
    spoilt = LEFT[name](TERMS)
    path = tmp_path / "terms.yaml"
    path.write_bytes(spoilt)
    before = path.stat().st_ino
    content, mended, _ = fixed(path, spoilt)
    assert (content, mended) == (spoilt, [])
    assert path.stat().st_ino == before


def test_a_mark_and_a_hidden_line_end_are_told_apart(tmp_path: Path) -> None:
    """Found while writing: text read for people has spaces where a file has line separators."""
    spoilt = "\ufeff" + TERMS.replace("ratifikasi", "rati\u2028fikasi", 1)
    content, mended, _ = fixed(tmp_path / "terms.yaml", spoilt.encode("utf-8"))
    assert (content.decode("utf-8"), mended) == (spoilt[1:], ["encoding-bom"])


def test_nesting_without_end_ends(tmp_path: Path) -> None:
    deep = "[" * 25_000
    content, mended, _ = fixed(tmp_path / "terms.yaml", f"a: \u200b{deep}".encode())
    assert (content.decode(), mended) == (f"a: {deep}", ["text-hidden-char"])
    found = proposing((1, 5, 6), '"a"', "unquoted", rest=deep)
    assert found.refused == ""


# -- the proof ----------------------------------------------------------------------------


def proposing(
    place: tuple[int, int, int], text: str, code: str, again: bool = False, rest: str = ""
) -> Fixed:
    """Mend ``id: a`` / ``en: b`` by an edit that is proposed once, or again and again."""
    asked: list[str] = []
    line, column, end = place
    location = Location("x", line, column, line, end)

    def diagnose(given: str) -> list[Diagnostic]:
        asked.append(given)
        if len(asked) > 1 and not again:
            return []
        return [Diagnostic(location, code, {"key": "id"}, edits=(Edit(location, text),))]

    return fix(f"id: a\nen: b\n{rest}", diagnose)


def test_an_edit_is_refused_unless_it_changes_only_what_it_mends() -> None:
    before = "id: a\nen: b\n"
    assert proposing((1, 5, 6), '"a"', "unquoted").text == 'id: "a"\nen: b\n'
    assert proposing((1, 1, 3), "ie", "unknown-key").text == "ie: a\nen: b\n"
    assert proposing((1, 5, 6), '"c"', "unquoted") == Fixed(before, refused="fix-data")
    assert proposing((1, 5, 6), '"a', "unquoted") == Fixed(before, refused="fix-data")
    assert proposing((2, 1, 3), "ie", "unknown-key") == Fixed(before, refused="fix-data")
    assert proposing((1, 5, 6), '"a"', "unquoted", again=True) == Fixed(
        before, refused="fix-remains"
    )
    assert proposing((1, 5, 6), '"a"', "bad-choice") == Fixed(before)
    assert proposing((1, 5, 6), "á", "text-not-nfc") == Fixed(before, refused="fix-data")


@st.composite
def spoilt_decks(draw: st.DrawFn) -> str:
    """Put several mistakes of the certain kinds (and a few others) into a deck."""
    text = TERMS
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["word", "key", "hidden", "nfd", "syntax"]))
        if kind == "word":
            values = [m.start() for m in re.finditer(r"(?<=(?:id|en): )\w", text)]
            word = draw(st.sampled_from(["no", "1945", "2020-01-01", "~", "010", "1:30", "on"]))
            at = draw(st.sampled_from(values))
            text = text[:at] + word + text[text.index("\n", at) :]
        elif kind == "key":
            keys = [m.start() for m in re.finditer(r"(?m)(?<=^    )[a-z_]{4,}(?=:)", text)]
            at = draw(st.sampled_from(keys)) + draw(st.integers(1, 3))
            text = text[:at] + text[at + 1 :]
        elif kind == "syntax":
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(st.sampled_from(['"', ": ", "\t", "{", "- "])) + text[at:]
        else:
            at = draw(st.integers(0, len(text)))
            added = "\u200b" if kind == "hidden" else "e\u0301"
            text = text[:at] + added + text[at:]
    return text


@settings(max_examples=rounds(200, 25), deadline=None)
@given(spoilt_decks())
def test_a_mended_deck_says_what_it_said(text: str) -> None:
    from ankigen.edit.fix_files import _diagnose

    result = fix(text, lambda changed: _diagnose("terms.yaml", changed))
    left = [d for d in _diagnose("terms.yaml", result.text) if d.code in CERTAIN and d.edits]
    assert result.refused or not left
    assert words(result.text) == words(text)


def words(text: str) -> str:
    """Return a text without what mending may change: quotes, hidden characters, names of keys."""
    seen = unicodedata.normalize("NFC", re.sub('["\u200b]', "", text))
    return re.sub(r"[^\n:]+:*(?=:)", "", seen)  # a key may have been misspelt with a colon
