"""Only blogs as sources, where an official page is known.

Sumbernya hanya blog, padahal ada laman resmi.

A blog repeats what somebody read elsewhere, and its errors with it. Where the body that a card
is about has an official site (`official_url`, of the note or of the body it is `of`), its own
page should be among the sources, or at least one that is no blog.

Blog mengulang apa yang dibaca orang di tempat lain, berikut kesalahannya. Bila badan yang dibahas
punya situs resmi (`official_url`, pada catatan itu atau pada badan dalam `of`), halamannya
sendiri, atau setidaknya satu halaman yang bukan blog, harus ada di antara sumbernya.

Wrong:
- key: library-union
  type: organisation
  name:
    id: Serikat Perpustakaan Desa
    en: Union of Village Libraries
  official_url: https://perpusdesa.example
  sources:
    - title: Mengenal Serikat Perpustakaan Desa
      url: https://dunia-buku.blogspot.com/2014/02/serikat.html

Right:
- key: library-union
  type: organisation
  name:
    id: Serikat Perpustakaan Desa
    en: Union of Village Libraries
  official_url: https://perpusdesa.example
  sources:
    - title: Tentang kami (Serikat Perpustakaan Desa)
      url: https://perpusdesa.example/tentang
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.hosts import host, known_as
from ankigen.model import Goal, Note, Organisation

CODE = "link-blog"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield the first source of each list of blogs where an official page is known."""
    for citation in view.citations:
        urls = [source.url for source in citation.sources]
        if not urls or not all(known_as(url) == "blog" for url in urls):
            continue
        official = _official(citation.note, view)
        if official:
            yield Finding(
                citation.note,
                (*citation.path, 0, "url"),
                {"host": host(urls[0]), "official": official},
            )


def _official(note: Note, view: View) -> str:
    body = view.notes.get(note.of) if isinstance(note, Goal) else note
    return body.official_url if isinstance(body, Organisation) else ""
