"""A picture without a licence that lets it be shared.

Gambar tanpa lisensi yang membolehkannya disebarkan.

A deck is copied by everybody who studies it, so each picture in it is published. Found "on
Google" is not a licence. Name one that allows it (CC0, CC BY, CC BY-SA, public domain, …) and
say who made the picture.

Dek disalin oleh setiap orang yang belajar dengannya, jadi setiap gambar di dalamnya diterbitkan.
Ditemukan "di Google" bukan lisensi. Sebutkan lisensi yang membolehkannya (CC0, CC BY, CC BY-SA,
domain publik, …) dan siapa pembuatnya.

Wrong:
- key: outline-map
  term:
    id: peta buta
    en: outline map
  definition:
    id: gambar wilayah tanpa nama tempat
    en: a drawing of a region without names
  picture:
    file: map.svg
    alt:
      id: garis pantai sebuah pulau
      en: the coastline of an island
    licence: unknown
    source: internet

Right:
- key: outline-map
  term:
    id: peta buta
    en: outline map
  definition:
    id: gambar wilayah tanpa nama tempat
    en: a drawing of a region without names
  picture:
    file: map.svg
    alt:
      id: garis pantai sebuah pulau
      en: the coastline of an island
    licence: CC-BY-SA-4.0
    source: Badan Informasi Geospasial, 2020
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View, pictures_of

CODE = "media-unlicensed"
SEVERITY = Severity.ERROR

_LICENCE = re.compile(
    r"\bCC[ -]?(?:0|BY|SA)|\bcreative commons|public domain|domain publik|\bPDM?\b|\bMIT\b|\bGFDL"
    r"|\bGPL|\bOFL|\bBSD|\bApache|\bUnlicense|\b0BSD|\bfree art|\bArt Libre|\bOGL|\bODbL|\bGODL"
    r"|dibuat sendiri|own work|karya sendiri",
    re.I,
)
_NOT_SHAREABLE = re.compile(r"\bND\b|all rights reserved|hak cipta dilindungi", re.I)
_NO_SOURCE = re.compile(
    r"\W*(?:internet|google(?: images)?|unknown|tidak (?:di)?ketahui|entah|anonim|web|pinterest"
    r"|n/?a|none|foto orang lain|\?+|-+)?\W*\Z",
    re.I,
)


def check(view: View) -> Iterator[Finding]:
    """Yield each picture whose licence or origin does not allow it to be passed on."""
    for note in view.deck.notes:
        for _, path, picture in pictures_of(note):
            if not _LICENCE.search(picture.licence) or _NOT_SHAREABLE.search(picture.licence):
                yield Finding(note, (*path, "licence"), {"value": picture.licence})
            elif _NO_SOURCE.match(picture.source):
                yield Finding(note, (*path, "source"), {"value": picture.source})
