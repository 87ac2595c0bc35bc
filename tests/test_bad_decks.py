"""Every bad deck gives exactly the diagnostics that it states, and every edit mends one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ankigen import report
from ankigen.deck import check
from tests.support.bad_decks import applied, bad_decks, copied, described, expected, found, meant
from tests.support.decks import ROOT, SAMPLE

GOOD = sorted(SAMPLE.parent.iterdir())


@pytest.mark.parametrize("bad", bad_decks(), ids=lambda path: path.stem)
def test_a_bad_deck_is_told_its_mistakes(bad: Path, tmp_path: Path) -> None:
    folder = copied(bad, tmp_path / "deck")
    loaded, codes = found(folder)
    stated = expected(bad)
    assert stated, f"{bad} states no diagnostics"
    assert codes == stated
    for language in ("id", "en"):
        for form in ("full", "concise", "json", "github", "sarif"):
            assert report.render(form, loaded.diagnostics, loaded.sources, language)
    # Every edit makes its mistake disappear.
    for number, diagnostic in enumerate(loaded.diagnostics):
        if not diagnostic.edits:
            continue
        mended = copied(bad, tmp_path / str(number))
        name = Path(diagnostic.location.path).relative_to(folder)
        text = loaded.sources[diagnostic.location.path].text
        (mended / name).write_text(applied(text, diagnostic.edits), encoding="utf-8", newline="")
        codes = Counter(d.code for d in check([mended]).diagnostics)
        old = Counter(d.code for d in loaded.diagnostics)
        assert codes[diagnostic.code] < old[diagnostic.code], described(diagnostic, folder)
        new_syntax = {code for code in codes - old if code.startswith("yaml-")}
        assert not new_syntax, described(diagnostic, folder)


@pytest.mark.parametrize("bad", [b for b in bad_decks() if meant(b)], ids=lambda path: path.stem)
def test_with_all_edits_a_deck_says_what_was_meant(bad: Path, tmp_path: Path) -> None:
    folder = copied(bad, tmp_path / "deck")
    loaded, _ = found(folder)
    name = (folder / bad.name).as_posix()
    edits = tuple(edit for diagnostic in loaded.diagnostics for edit in diagnostic.edits)
    text = applied(loaded.sources[name].text, edits)
    (folder / bad.name).write_text(text, encoding="utf-8", newline="")
    assert check([folder]).diagnostics == ()
    assert set(meant(bad)) <= set(text.split("\n"))


def test_most_mistakes_come_with_an_edit(tmp_path: Path) -> None:
    """The bad decks stay a fair sample: edits are tested by many, not by a few."""
    diagnostics = [
        diagnostic
        for bad in bad_decks()
        for diagnostic in check([copied(bad, tmp_path / bad.stem)]).diagnostics
    ]
    assert len(bad_decks()) >= 60
    assert sum(bool(d.edits) for d in diagnostics) >= len(diagnostics) // 2


def test_ten_mistakes_in_five_files_are_ten_errors(tmp_path: Path) -> None:
    (bad,) = [path for path in bad_decks() if path.name == "ten-mistakes-in-five-files"]
    folder = copied(bad, tmp_path / "deck")
    loaded = check([folder])
    assert len(loaded.diagnostics) == 10
    assert {d.severity.value for d in loaded.diagnostics} == {"error"}
    assert len({d.location.path for d in loaded.diagnostics}) == 5
    assert len({(d.location, d.code) for d in loaded.diagnostics}) == 10


@pytest.mark.parametrize("good", GOOD, ids=lambda path: path.name)
def test_a_good_deck_is_fine(good: Path) -> None:
    assert check([good]).diagnostics == ()


def test_the_shipped_decks_are_fine() -> None:
    folders = sorted(path.parent for path in (ROOT / "decks").glob("*/deck.yaml"))
    assert folders
    assert check(folders).diagnostics == ()
