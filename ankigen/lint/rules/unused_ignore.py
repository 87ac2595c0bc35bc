"""An ignore that ignores nothing.

Pengecualian yang tidak mengecualikan apa pun.

`lint: {ignore: […], because: …}` on a note silences a rule for that note. When the fault is
gone, or the rule has learnt better, the ignore stays behind and would hide the next fault. An
unknown code is reported as well.

`lint: {ignore: […], because: …}` pada catatan membungkam sebuah aturan untuk catatan itu. Bila
kesalahannya sudah tidak ada, pengecualian yang tertinggal akan menyembunyikan kesalahan berikutnya.
Kode yang tidak dikenal juga dilaporkan.

Wrong:
- key: estuary
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea
  lint:
    ignore:
      - yes-no-question
    because: The question is fine.

Right:
- key: estuary
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View

CODE = "unused-ignore"
SEVERITY = Severity.WARNING


def check(_view: View) -> Iterator[Finding]:
    """Yield nothing: only `ankigen.lint.run` knows which ignores were used."""
    return iter(())
