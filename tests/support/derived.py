"""Files that are made of the kinds and languages: ``python -m tests.support.derived`` writes them.

They are committed for those who read them without running anything; a test holds that they
are as made.
"""

from __future__ import annotations

from pathlib import Path

from ankigen import kinds, schema
from ankigen.kinds.base.variants import DEFAULT_LANGUAGES
from ankigen.schema.reference import reference
from tests.support.decks import ROOT

FORMAT = """# Format sumber — The source format

<!-- Made from the kinds (ankigen/kinds): python -m tests.support.derived -->

Setiap berkas dek menyebut jenisnya di `kind`; di bawah ini semua kuncinya. Penyunting melengkapi
dan memeriksanya selagi Anda mengetik ([docs/editors.md](editors.md)). — Every file of a deck names
its `kind`; here are all keys. Editors complete and check them as you type.

Teks tampil persis seperti ditulis: HTML, `[sound:…]`, `[latex]`, atau `\\(…\\)` tidak dijalankan
Anki. Hanya kata biasa yang mengawali jawaban mendapat huruf besar; *iPhone*, *pH*, dan *km* tetap.
— A text is shown as written: Anki runs no HTML, `[sound:…]`, `[latex]` or `\\(…\\)` in it. Only a
plain word that begins an answer gets a capital; *iPhone*, *pH* and *km* stay.

"""


def files() -> dict[Path, str]:
    """Return what is derived, by its place."""
    made = {ROOT / "schema" / name: text for name, text in schema.texts(DEFAULT_LANGUAGES).items()}
    made[ROOT / "docs" / "format.md"] = FORMAT + reference()
    made[ROOT / "tests" / "golden" / "fact_names.txt"] = fact_names()
    return made


def fact_names() -> str:
    """Return the names of all facts: they are part of every guid, so they never change."""
    return "".join(
        f"{kind.name}/{fact.name}{'/translation' if fact.translation else ''}\n"
        for kind in kinds.kinds().values()
        for fact in kind.facts
    )


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
