"""Only blogs as sources, where an official page is known.

Sumbernya hanya blog, padahal ada laman resmi.

A blog repeats what somebody read elsewhere, and its errors with it. Where the body that a card
is about has an official site (`website`, of the note, of the body in `organisation`, or of the one
that its question names), its own page should be among the sources, or at least one that is no
blog. A blog is known by its host, or by its title; the body's own blog is its own page.

Blog mengulang apa yang dibaca orang di tempat lain, berikut kesalahannya. Bila badan yang dibahas
punya situs resmi (`website`, pada catatan itu, pada badan dalam `organisation`, atau pada badan
yang disebut pertanyaannya), halamannya sendiri, atau setidaknya satu halaman yang bukan blog, harus
ada di antara sumbernya. Blog dikenali dari alamat atau judulnya; blog milik badan itu sendiri
termasuk halamannya sendiri.

Wrong:
- key: library-union
  type: organisation
  name:
    id: Serikat Perpustakaan Desa
    en: Union of Village Libraries
  website: https://perpusdesa.example
  sources:
    - title: Mengenal Serikat Perpustakaan Desa
      url: https://dunia-buku.blogspot.com/2014/02/serikat.html

Right:
- key: library-union
  type: organisation
  name:
    id: Serikat Perpustakaan Desa
    en: Union of Village Libraries
  website: https://perpusdesa.example
  sources:
    - title: Tentang kami (Serikat Perpustakaan Desa)
      url: https://perpusdesa.example/tentang
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.base.records import Note
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import Organisation
from ankigen.lint.base import Finding, View
from ankigen.lint.bodies import Bodies
from ankigen.lint.hosts import host, is_blog, same_site

CODE = "link-blog"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield the first source of each list of blogs where an official page is known."""
    bodies: Bodies | None = None
    for citation in view.citations:
        sources = citation.sources
        if not sources or not all(map(is_blog, sources)):
            continue
        if bodies is None:
            bodies = Bodies([body for body in view.bodies if body.website])
        official = _official(citation.note, view, bodies)
        if official and not any(same_site(source.url, official) for source in sources):
            yield Finding(
                citation.note,
                (*citation.path, 0, "url"),
                {"host": host(sources[0].url), "official": official},
            )


def _official(note: Note, view: View, bodies: Bodies) -> str:
    body = view.notes.get(note.organisation) if isinstance(note, Goal) else note
    if body is None and isinstance(note, Goal):
        language = "en" if "en" in note.question else "id"
        question = note.question.in_language(language)
        named = {each.body.key: each.body for each in bodies.mentions(question, language)}
        body = next(iter(named.values())) if len(named) == 1 else None
    return body.website if isinstance(body, Organisation) else ""
