"""A picture file that is too big.

Berkas gambar yang terlalu besar.

Packages are passed on by phone and messenger; AnkiWeb limits what it keeps, and a picture is
shown at 40 % of a small screen. 500 kilobytes are plenty (`media-kilobytes` in the configuration
changes the limit). Save it smaller, or as SVG or WebP.

Paket dibagikan lewat ponsel dan aplikasi pesan; AnkiWeb membatasi simpanannya, dan gambar hanya
tampil setinggi 40 % layar kecil. Lima ratus kilobita sudah lebih dari cukup (`media-kilobytes`
dalam konfigurasi mengubah batasnya). Perkecil gambarnya, atau simpan sebagai SVG atau WebP.

Wrong:
- key: big-map
  term:
    id: peta buta
    en: outline map
  definition:
    id: gambar wilayah tanpa nama tempat
    en: a drawing of a region without names
  picture:
    file: big.svg
    alt:
      id: garis pantai sebuah pulau
      en: the coastline of an island
    licence: CC0-1.0
    source: Dibuat sendiri

Right:
- key: small-map
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
    licence: CC0-1.0
    source: Dibuat sendiri
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View, pictures_of

CODE = "media-too-big"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each picture whose file is bigger than the limit."""
    limit = view.settings.media_kilobytes
    for note in view.deck.notes:
        for _, path, picture in pictures_of(note):
            size = (view.media / picture.file).stat().st_size // 1000
            if size > limit:
                params = {"size": str(size), "limit": str(limit)}
                yield Finding(note, (*path, "file"), params)
