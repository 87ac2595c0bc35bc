"""A placeholder where a language should be.

Pengisi tempat di bagian yang seharusnya diterjemahkan.

The schema asks for both languages, so a text that is not translated yet gets a "TODO" or "…" to
pass, and one day that is on a card. Leave an optional text out until both sides exist.

Skema meminta kedua bahasa, sehingga teks yang belum diterjemahkan diisi "TODO" atau "…" supaya
lolos, lalu suatu hari tampil di kartu. Teks yang tidak wajib lebih baik dihapus dulu sampai kedua
sisinya ada.

Wrong:
- key: tributary
  term:
    id: anak sungai
    en: tributary
  definition:
    id: sungai kecil yang mengalir ke sungai besar
    en: TODO

Right:
- key: tributary
  term:
    id: anak sungai
    en: tributary
  definition:
    id: sungai kecil yang mengalir ke sungai besar
    en: a small river that runs into a larger one
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View

CODE = "translation-missing"
SEVERITY = Severity.ERROR

_PLACEHOLDER = re.compile(
    r"[\W_]*\Z"
    r"|\W*(?:todo|tbd|tba|fixme|xxx+|n/a|idem|ditto|lorem ipsum|id\.|en\.)\b.*\Z"
    r"|\W*(?:(?:masih )?belum (?:ada|tersedia)"
    r"|(?:masih |akan )?(?:belum|perlu|harus|segera|menunggu)"
    r" (?:di)?(?:terjemah\w*|isi|lengkapi)(?: nanti)?"
    r"|(?:terjemahan|teks|isi)(?:nya)? (?:menyusul|belum ada|nanti)"
    r"|menyusul|isi nanti|terjemahkan|diisi nanti|akan diterjemahkan)\W*\Z"
    r"|\W*(?:(?:not (?:yet )?|(?:still |needs )?to be )translated(?: later)?|translate (?:me|this)"
    r"|(?:\w+ )?(?:translation|text|english|indonesian|version)(?: is)?"
    r" (?:missing|needed|pending|to follow|to come|follows|coming soon|later|here)"
    r"|to follow|coming soon|same (?:as|in) (?:indonesian|english)|untranslated)\W*\Z",
    re.I | re.S,
)
_ANYWHERE = re.compile(r"\bTODO\b|\bFIXME\b|\[(?:\.\.\.|…|id|en|translate|terjemahkan)[^\]]*\]")


def is_placeholder(text: str) -> bool:
    """Whether a text only keeps a place."""
    # Most texts begin with a letter and are longer than any placeholder.
    if len(text) < 40 and _PLACEHOLDER.match(text):
        return True
    return ("TODO" in text or "FIXME" in text or "[" in text) and bool(_ANYWHERE.search(text))


def check(view: View) -> Iterator[Finding]:
    """Yield each side of a text that only keeps its place."""
    for passage in view.texts:
        for language, text in passage.sides:
            if is_placeholder(text):
                yield Finding(passage.note, (*passage.path, language), {"text": text[:40]})
