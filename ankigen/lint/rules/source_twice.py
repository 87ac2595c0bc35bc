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
from ankigen.lint.base import Finding, View

CODE = "source-twice"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each source that stands in its list already."""
    for citation in view.citations:
        for index, source in enumerate(citation.sources):
            if source in citation.sources[:index]:
                first = str(citation.sources.index(source) + 1)
                yield Finding(citation.note, (*citation.path, index), {"first": first})
