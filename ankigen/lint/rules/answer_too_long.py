"""An answer too long to be recalled whole.

Jawaban yang terlalu panjang untuk diingat utuh.

Memory keeps what is small: with a long answer one never knows whether one knew it, and grading
becomes a mood (Wozniak's "minimum information principle"). A definition or purpose may have 25
words, a term 12, any other answer 14. What does not fit belongs into the explanation, or into
a second note.

Yang kecil lebih mudah diingat: pada jawaban panjang orang tidak pernah yakin apakah ia sudah
tahu, lalu menilai diri menurut suasana hati ("minimum information principle" dari Wozniak).
Definisi atau tujuan paling banyak 25 kata, istilah 12, jawaban lain 14. Selebihnya pindahkan ke
penjelasan atau ke catatan kedua.

Wrong:
- key: condensation-stage
  category: role
  question:
    id: Apa yang terjadi pada tahap kondensasi?
    en: What happens in the stage of condensation?
  answer:
    id: >-
      Uap air yang naik menjadi dingin lalu berubah menjadi titik-titik air yang berkumpul
      membentuk awan sebelum turun lagi
    en: Rising vapour cools and turns into drops

Right:
- key: condensation-stage
  category: role
  question:
    id: Apa yang terjadi pada tahap kondensasi?
    en: What happens in the stage of condensation?
  answer:
    id: Uap air mendingin menjadi titik-titik air
    en: Rising vapour cools and turns into drops
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View

CODE = "answer-too-long"
SEVERITY = Severity.WARNING

LIMITS: dict[tuple[str | int, ...], int] = {
    ("term",): 12,
    ("definition",): 25,
    ("answer",): 14,
    ("purpose", "answer"): 25,
    ("indonesia", "answer"): 14,
}
"""Words in an answer, by the way to it."""


def check(view: View) -> Iterator[Finding]:
    """Yield each answer with more words than its place allows."""
    for passage in view.passages:
        limit = LIMITS.get(passage.path)
        if limit is None:
            continue
        for language, text in passage.sides:
            count = len(text.split())
            if count > limit:
                yield Finding(
                    passage.note,
                    (*passage.path, language),
                    {"count": str(count), "limit": str(limit)},
                )
