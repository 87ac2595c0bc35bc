"""Makes the packages that Anki itself exports; run in a process of its own.

python -m tests.support.anki_exports PACKAGE LEGACY_OUT MODERN_OUT
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import anki.lang
from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageRequest


def main(package: str, legacy_out: str, modern_out: str) -> None:
    """Import a package, add a cloze note with a picture, and export both forms."""
    anki.lang.set_lang("en")
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(f"{folder}/collection.anki2")
        options = collection._backend.get_import_anki_package_presets()
        request = ImportAnkiPackageRequest(package_path=package, options=options)
        collection.import_anki_package(request)
        Path(collection.media.dir(), "cloze.svg").write_text("<svg/>")
        note = collection.new_note(collection.models.by_name("Cloze"))
        note["Text"] = '{{c1::Jakarta}} {{c2::Manila}} <img src="cloze.svg">'
        collection.add_note(note, 1)
        for out, legacy in ((legacy_out, True), (modern_out, False)):
            collection.export_anki_package(
                out_path=out,
                limit=None,
                options=ExportAnkiPackageOptions(
                    with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
                ),
            )
        collection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
