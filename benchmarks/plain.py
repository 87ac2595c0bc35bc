"""The plain program: CSafeLoader, jsonschema and stock genanki, as anybody would write it.

It writes the same fields into the same packages as ankigen; the fields come ready from a
file (``benchmarks.build`` makes it), and reading that file is not counted.
"""

from __future__ import annotations

import marshal
import sys
import time
from pathlib import Path

import genanki
import yaml

from benchmarks.schemas import Loader, validators


def main(deck: Path, schemas: Path, rows: Path, out: Path) -> None:
    by_kind = validators(schemas)
    for path in sorted(deck.glob("*.yaml")):
        with path.open(encoding="utf-8") as file:
            data = yaml.load(file, Loader=Loader)
        by_kind[data["kind"]].validate(data)
    for file in sorted(rows.iterdir()):
        package(file, out)


def package(file: Path, out: Path) -> None:
    """Write one package; what it is made from goes when it is written."""
    started = time.perf_counter()
    with file.open("rb") as packed:
        content = marshal.load(packed)
    print(f"not counted: {time.perf_counter() - started}")
    models = {
        number: genanki.Model(number, model_name, fields=fields, templates=templates, css=css)
        for number, model_name, fields, templates, css in content["note types"]
    }
    decks = {number: genanki.Deck(number, deck_name) for number, deck_name in content["decks"]}
    for model, deck_number, guid, fields, tags in content["notes"]:
        note = genanki.Note(model=models[model], fields=fields, guid=guid, tags=tags)
        decks[deck_number].add_note(note)
    genanki.Package(list(decks.values())).write_to_file(str(out / f"{file.name}.apkg"))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
