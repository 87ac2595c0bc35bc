"""A note of the core without one good source.

Catatan inti tanpa satu pun sumber yang baik.

Level 1 is what a teacher hands out without reading it first, so each of its notes names at least
one source that the teacher would sign: an `official` page, a `law`, a `treaty` or a `reference`
work, as its `type` says. An official page, a law and a treaty count at a host that is known for
such (a state's, a body's own, a collection of treaties); a work without an address counts with a
`copy`, or with the reference that libraries find it by (`UNTS 500, No. 7310`, `Lembaran Negara RI
Tahun 2000 Nomor 185`, `A/RES/3314 (XXIX)`, an ISBN). Press and other works may stand beside it.
The rule asks nothing of a deck that gives none of its works a type.

Tingkat 1 dibagikan guru tanpa dibaca dahulu, maka setiap catatannya menyebut sedikitnya satu
sumber yang berani ditandatangani guru: laman resmi (`official`), peraturan (`law`), perjanjian
(`treaty`), atau karya rujukan (`reference`), menurut `type`-nya. Laman resmi, peraturan, dan
perjanjian dihitung bila berada di situs yang dikenal untuk itu (milik negara, milik badannya,
atau himpunan perjanjian); karya tanpa alamat dihitung bila punya `copy`, atau rujukan yang
dipakai perpustakaan (`UNTS 500, No. 7310`, `Lembaran Negara RI Tahun 2000 Nomor 185`, `A/RES/3314
(XXIX)`, ISBN). Berita dan karya lain boleh mendampinginya. Dek yang tidak memberi `type` pada
satu karya pun tidak diperiksa.

Wrong:
- key: estuary
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea
  level: 1
  sources:
    - title: Banjir rob di muara
      publisher: Kabar Pesisir
      type: press
      url: https://kabar-pesisir.example.org/rob

Right:
- key: estuary
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea
  level: 1
  sources:
    - title: Muara
      publisher: Ensiklopedia Pelajar
      type: reference
      url: https://ensiklopedia.example.org/muara
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.hosts import is_sound

CODE = "core-unsound"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each note of level 1 that cites no sound work, in decks that tell their types."""
    if all(told.work.type == "other" for told in view.works):
        return
    sound = {
        citation.note.key for citation in view.citations if any(map(is_sound, citation.sources))
    }
    for note in view.deck.notes:
        if note.level == 1 and note.key not in sound:
            yield Finding(note, ())
