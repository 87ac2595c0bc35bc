"""The same source twice in one list.

Sumber yang sama dua kali dalam satu daftar.

The reader finds the same line twice on the back of the card. As a rule the second was copied to be
changed, and the change was forgotten.

Pembaca menemukan baris yang sama dua kali di sisi belakang kartu. Biasanya yang kedua disalin untuk
diubah, lalu perubahannya terlupa.

Wrong:
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
    - title: Bentuk muka bumi (Ensiklopedia Pelajar)
      url: https://ensiklopedia.example.org/muara

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
    - title: Sungai dan muara (Ensiklopedia Pelajar)
      url: https://ensiklopedia.example.org/sungai
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.base.records import Source
from ankigen.lint.base import Finding, View

CODE = "source-twice"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each source that stands in its list already."""
    for citation in view.citations:
        # The same work is cited twice with reason where the places in it differ.
        cited = [Source(work=each) if isinstance(each, str) else each for each in citation.cited]
        for index, source in enumerate(cited):
            if source in cited[:index]:
                first = str(cited.index(source) + 1)
                yield Finding(citation.note, (*citation.path, index), {"first": first})
