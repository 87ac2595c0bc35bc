"""Notes in, findings out: what a rule says of a text, with the words it points at."""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ankigen import lint
from ankigen.deck import Loaded, load
from ankigen.diagnostics import Diagnostic
from ankigen.lint import DEFAULT, Settings

TODAY = datetime.date(2026, 11, 24)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
DECK = """\
kind: deck
key: test
uid: aaaaaaaaaaaaaaaa
anki_name: Test
title:
  id: Uji
  en: Test
description:
  id: Dek uji.
  en: A test deck.
licence: CC0-1.0
levels:
  - {id: Satu, en: One}
  - {id: Dua, en: Two}
  - {id: Tiga, en: Three}
files:
"""
_KINDS = {"definition": "term", "category": "goal", "type": "organisation"}


def kind_of(note: str) -> str:
    """Tell the kind of a note from the key that only this kind has."""
    return next(kind for key, kind in _KINDS.items() if re.search(rf"^  {key}:", note, re.M))


def deck_of(notes: str, folder: Path, *, big: int = 0) -> Loaded:
    """Load a list of notes, each of any kind, as a deck; lines keep their numbers."""
    blocks = re.split(r"(?m)^(?=- key:)", notes.strip("\n") + "\n")
    files = {}
    for kind in dict.fromkeys(kind_of(block) for block in blocks if block):
        lines = [f"kind: {kind}", "notes:"]
        # Notes of other kinds leave empty lines, so that places are those of the text.
        for block in blocks:
            mine = block and kind_of(block) == kind
            lines += [line if mine else "" for line in block.splitlines()]
        files[f"{kind}.yaml"] = "\n".join(lines) + "\n"
    (folder / "deck.yaml").write_text(DECK + "".join(f"  - {name}\n" for name in files))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in re.findall(r"file: (\S+\.svg)", notes):
        (folder / "media").mkdir(exist_ok=True)
        size = big * 1000 if name.startswith("big") else 0
        (folder / "media" / name).write_text(PICTURE + " " * size)
    return load([folder])


def diagnose(
    notes: str,
    *codes: str,
    settings: Settings = DEFAULT,
    today: datetime.date = TODAY,
    big: int = 0,
) -> tuple[Sequence[Diagnostic], Loaded]:
    """Lint a list of notes; only these rules are listened to, if any are named."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = deck_of(notes, Path(folder), big=big)
        assert not loaded.diagnostics, loaded.diagnostics
        found = lint.lint(loaded, today, settings)
    return [each for each in found if not codes or each.code in codes], loaded


def places(notes: str, code: str, **options: object) -> list[str]:
    """Return what a rule points at: the line in the text and the words there."""
    found, loaded = diagnose(notes, code, **options)  # type: ignore[arg-type]
    shown = []
    for each in found:
        place = each.location
        words = loaded.sources[place.path].line(place.line)[place.column - 1 : place.end_column - 1]
        # Two lines stand above the notes in the file.
        shown.append(f"{place.line - 2}: {words}")
    return sorted(shown, key=lambda each: (int(each.partition(":")[0]), each))
