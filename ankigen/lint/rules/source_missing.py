"""Nothing says where it can be checked.

Tidak ada sumber yang dapat diperiksa.

A card is believed for years. With its source on the back a reader can check it and an editor can
correct it; without one nobody can tell a fact from a memory of one. A fact's own `sources` count,
and so do the note's. "General knowledge" or "internet" without an address is no source: nobody can
look there.

Kartu dipercaya bertahun-tahun. Dengan sumber di sisi belakang, pembaca dapat memeriksanya dan
penyunting dapat memperbaikinya; tanpa sumber tidak ada yang dapat membedakan fakta dari ingatan.
`sources` pada fakta itu sendiri dihitung, begitu pula pada catatannya. "Pengetahuan umum" atau
"internet" tanpa alamat bukan sumber: tidak ada yang dapat mencarinya di sana.

Wrong:
- key: estuary
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea

Right:
- key: estuary
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea
  sources:
    - title: Bentuk muka bumi (Ensiklopedia Pelajar)
      url: https://ensiklopedia.example.org/muara
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.base.records import Cited
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.sources import Works, work_of
from ankigen.lint.base import Finding, View, facts_of

CODE = "source-missing"
SEVERITY = Severity.WARNING

_NEEDS_NONE = "status"
"""The fact that an editor sorts rather than looks up."""


_NOWHERE = re.compile(
    r"\W*(?:(?:pengetahuan|wawasan) (?:umum|pribadi|sendiri)|ingatan(?: \w+)?|internet|google|web"
    r"|(?:catatan|buku) (?:pribadi|sendiri|kuliah|pelajaran|kelas|sekolah)"
    r"|(?:dari )?berbagai sumber|(?:\w+ )?(?:general|common|own|personal) knowledge"
    r"|(?:my|own|personal|class|school) notes"
    r"|(?:various|many|several) sources|memory|(?:from )?the internet|unknown|anonymous|none|n/a"
    r"|tidak (?:ada|diketahui)|sumber)?\W*\Z",
    re.I,
)


def _checkable(sources: Cited, works: Works) -> bool:
    """Whether any source is a place that somebody else can look at."""
    return any(
        work.url or not any(map(_NOWHERE.match, work.title.values()))
        for work, _ in (work_of(each, works) for each in sources)
    )


def check(view: View) -> Iterator[Finding]:
    """Yield each note, or fact of one, without a source."""
    works = view.deck.sources
    for note in view.deck.notes:
        if _checkable(note.sources, works):
            continue
        if not isinstance(note, Organisation):
            yield Finding(note, ())
            continue
        bare = [name for name, fact in facts_of(note) if not _checkable(fact.sources, works)]
        recorded = [name for name, _ in facts_of(note)]
        if bare == recorded:
            yield Finding(note, ())
            continue
        for name in bare:
            if name != _NEEDS_NONE:
                yield Finding(note, (name,))
