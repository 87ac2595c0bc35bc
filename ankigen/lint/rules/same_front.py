"""Two cards with one front and different answers.

Dua kartu bersisi depan sama dengan jawaban berbeda.

Whoever meets the front cannot know which answer is wanted, fails one card or the other every
time, and learns to distrust the deck. Anki itself never tells. A hint on the note, or a subject
in the question, parts them. Fronts are compared in each variant, so two Indonesian terms for
one English word are found as well.

Siapa pun yang melihat sisi depan itu tidak tahu jawaban mana yang diminta, selalu gagal pada
salah satu kartu, lalu tidak lagi percaya pada deknya. Anki sendiri tidak memberi tahu. Petunjuk
(hint) pada catatan, atau pokok bahasan di dalam pertanyaan, memisahkan keduanya. Sisi depan
dibandingkan dalam setiap varian.

Wrong:
- key: first-highest
  category: role
  question:
    id: Apa gunung tertinggi di Jawa?
    en: What is the highest mountain on Java?
  answer:
    id: Semeru
    en: Semeru
- key: second-highest
  category: role
  question:
    id: Apa gunung tertinggi di Jawa?
    en: What is the highest mountain on Java?
  answer:
    id: Slamet
    en: Slamet

Right:
- key: first-highest
  category: role
  question:
    id: Apa gunung tertinggi di Jawa?
    en: What is the highest mountain on Java?
  answer:
    id: Semeru
    en: Semeru
- key: second-highest
  category: role
  question:
    id: Apa gunung tertinggi di Jawa Tengah?
    en: What is the highest mountain in Central Java?
  answer:
    id: Slamet
    en: Slamet
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Card, Finding, View
from ankigen.lint.language import tokens
from ankigen.lint.rules.translation_missing import is_placeholder

CODE = "same-front"
SEVERITY = Severity.ERROR


def check(view: View) -> Iterator[Finding]:
    """Yield the later of two cards that ask the same and want something else."""
    first: dict[tuple[object, ...], Card] = {}
    seen: set[tuple[str, str]] = set()
    for card in view.cards:
        # Abbreviations with two meanings are ambiguous-abbreviation's, what is not written yet is
        # translation-missing's.
        if card.fact == "abbreviation" or is_placeholder(card.front):
            continue
        key = (card.variant, card.reverse, tokens(card.subject), tokens(card.front))
        other = first.setdefault(key, card)
        if other.note is card.note or tokens(other.back) == tokens(card.back):
            continue
        if (card.note.key, other.note.key) not in seen:
            seen.add((card.note.key, other.note.key))
            yield Finding(card.note, card.path, {"front": card.front, "other": other.note.key})
