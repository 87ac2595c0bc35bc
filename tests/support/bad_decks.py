"""Decks that are wrong: each says in its first lines what must be found, and nothing else may be.

A file of ``tests/decks/bad`` is the only note file of a deck; a folder is a whole deck. Lines
``# expect: [in FILE: ][warning ]CODE LINE:COLUMN-LINE:COLUMN`` name the diagnostics, for the
file that they stand in or for another one of the folder (which cannot say so itself).
Lines ``# meant: LINE`` are lines of the file as it is to be with the edits made.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

from ankigen.deck import Loaded, check
from ankigen.diagnostics import Diagnostic, Edit

BAD = Path(__file__).parents[1] / "decks" / "bad"
_EXPECT = re.compile(r"# expect: (?:in (?P<file>\S+): )?(?P<what>(?:warning )?[a-z0-9-]+ [\d:-]+)")

_DECK = """kind: deck
key: bad
uid: aaaabbbbccccdddd
anki_name: Dek Rusak
title:
  id: Rusak
  en: Broken
description:
  id: Dek untuk pengujian.
  en: A deck for tests.
licence: CC0-1.0
subjects:
  ppkn: {{id: PPKn, en: Civics}}
  ips: {{id: IPS, en: Social studies}}
levels:
  - {{id: Satu, en: One}}
  - {{id: Dua, en: Two}}
  - {{id: Tiga, en: Three}}
files:
  - {name}
"""


def deck_with(folder: Path, content: bytes, name: str = "x.yaml") -> Path:
    """Make a deck with one note file; a name that cannot be a file's is only listed."""
    folder.mkdir(parents=True)
    deck = _DECK.format(name=json.dumps(name))
    (folder / "deck.yaml").write_text(deck, encoding="utf-8")
    if name == "x.yaml":
        (folder / name).write_bytes(content)
    return folder


def bad_decks() -> list[Path]:
    return sorted(BAD.iterdir())


def copied(bad: Path, folder: Path) -> Path:
    """Make a deck of a bad file or folder, to be read and changed at will."""
    if bad.is_dir():
        shutil.copytree(bad, folder, dirs_exist_ok=True)
    else:
        folder.mkdir(exist_ok=True)
        (folder / "deck.yaml").write_text(_DECK.format(name=bad.name), encoding="utf-8")
        shutil.copy(bad, folder)
    return folder


def expected(bad: Path) -> Counter[str]:
    """Return the diagnostics that a bad deck states, as ``FILE: WHAT``."""
    found: Counter[str] = Counter()
    for path in sorted(bad.rglob("*.yaml")) if bad.is_dir() else [bad]:
        here = path.relative_to(bad if bad.is_dir() else bad.parent).as_posix()
        for line in path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
            match = _EXPECT.fullmatch(line)
            if match:
                found[f"{match['file'] or here}: {match['what']}"] += 1
            elif line.startswith("# expect"):
                raise ValueError(f"{path}: {line}")
            elif not line.startswith("#"):
                break
    return found


def meant(bad: Path) -> list[str]:
    """Return the lines that the edits of a bad deck must write."""
    text = "" if bad.is_dir() else bad.read_text(encoding="utf-8-sig", errors="replace")
    return re.findall(r"^# meant: (.*)$", text, re.M)


def described(diagnostic: Diagnostic, folder: Path) -> str:
    """Write a diagnostic as the bad decks state them."""
    place = diagnostic.location
    here = Path(place.path).relative_to(folder).as_posix()
    warning = "warning " if diagnostic.severity.value == "warning" else ""
    span = f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"
    return f"{here}: {warning}{diagnostic.code} {span}"


def found(folder: Path) -> tuple[Loaded, Counter[str]]:
    loaded = check([folder])
    return loaded, Counter(described(d, folder) for d in loaded.diagnostics)


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    """Apply edits to a text."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda e: e.location, reverse=True):
        place = edit.location
        assert place.line == place.end_line
        line = lines[place.line - 1]
        assert place.end_column <= len(line) + 1
        lines[place.line - 1] = line[: place.column - 1] + edit.text + line[place.end_column - 1 :]
    return "\n".join(lines)
