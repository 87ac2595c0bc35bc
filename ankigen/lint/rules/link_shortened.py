"""An address behind a link shortener.

Alamat di balik pemendek tautan.

A short link hides where it leads, so nobody can judge the source before opening it, and when the
shortener closes every link behind it dies at once, as goo.gl's did in 2025. Write the address of
the page itself.

Tautan pendek menyembunyikan tujuannya, sehingga sumber tidak dapat dinilai sebelum dibuka, dan
ketika layanannya tutup semua tautan di baliknya mati serentak. Tulis alamat halaman aslinya.

Wrong:
- key: angklung
  term:
    id: angklung
    en: angklung
  definition:
    id: alat musik bambu yang digoyangkan
    en: an instrument of bamboo that is shaken
  sources:
    - title: Angklung
      url: https://bit.ly/3xYzAbc

Right:
- key: angklung
  term:
    id: angklung
    en: angklung
  definition:
    id: alat musik bambu yang digoyangkan
    en: an instrument of bamboo that is shaken
  sources:
    - title: Angklung (Museum Musik)
      url: https://museum-musik.example.org/angklung
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.hosts import host, known_as

CODE = "link-shortened"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each address of a known link shortener."""
    for told in view.works:
        url = told.work.url
        if url and "shortener" in known_as(url):
            yield Finding(told.note, (*told.path, "url"), {"host": host(url)})
