"""A text in the wrong language.

Teks dalam bahasa yang keliru.

English under `id` or Indonesian under `en`: usually two lines that changed places. The language
is judged by a small scorer that knows only these two, from idle words and from how words begin
and end; quotations, brackets and names count for nothing, and texts of less than three words
are not judged.

Bahasa Inggris di bawah `id` atau bahasa Indonesia di bawah `en`: biasanya dua baris yang tertukar.
Bahasanya dinilai dari kata tugas serta awalan dan akhiran; kutipan, isi kurung, dan nama tidak
dihitung, dan teks yang kurang dari tiga kata tidak dinilai.

Wrong:
- key: delta
  term:
    id: delta
    en: delta
  definition:
    id: the land that a river builds up at its mouth
    en: a fan of mud at the mouth of a river

Right:
- key: delta
  term:
    id: delta
    en: delta
  definition:
    id: daratan dari endapan di muara sungai
    en: a fan of mud at the mouth of a river
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import NAMES, Finding, View
from ankigen.lint.language import foreign

CODE = "wrong-language"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each side of a text that is surely in the other language."""
    for passage in view.texts:
        # Equal sides are copied-translation's; names may be in any language.
        if passage.role in NAMES or passage.text.in_language("id") == passage.text.in_language(
            "en"
        ):
            continue
        for language, text in passage.sides:
            if foreign(text, language):
                yield Finding(passage.note, (*passage.path, language))
