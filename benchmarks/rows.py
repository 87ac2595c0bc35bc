"""The finished fields of a deck's packages, for programs that do not word questions.

``python -m benchmarks.rows DECK OUT`` — in a process of its own: the memory that a parent
holds counts as its children's.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

from ankigen import catalogue
from ankigen.compile import compile_deck
from ankigen.load import load
from ankigen.package import Package, Stamps

EPOCH = 1_700_000_000


def main(deck: Path, out: Path) -> None:
    (loaded,) = load([deck]).decks
    compiled = compile_deck(loaded, Stamps(EPOCH))
    packages = [compiled.package(name) for name in catalogue.PACKAGES]
    # A text that is in several packages is one text, as in a program that has made it once.
    texts: dict[str, str] = {}
    contents = {package.name: content(package, texts) for package in packages}
    out.write_bytes(marshal.dumps(contents))


def content(package: Package, texts: dict[str, str]) -> dict[str, object]:
    return {
        "note types": [
            (
                each.id,
                each.name,
                [{"name": field.name} for field in each.fields],
                [{"name": t.name, "qfmt": t.front, "afmt": t.back} for t in each.templates],
                each.css,
            )
            for each in package.note_types
        ],
        "decks": [(entry.id, entry.name) for entry in package.decks],
        "notes": [
            (
                n.note_type_id,
                n.cards[0].deck_id,
                texts.setdefault(n.guid, n.guid),
                [texts.setdefault(field, field) for field in n.fields],
                [texts.setdefault(tag, tag) for tag in n.tags],
            )
            for n in package.notes
        ],
        "cards": [len(n.cards) for n in package.notes],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
