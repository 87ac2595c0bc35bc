"""An abbreviation that stands for two things in one deck.

Singkatan yang mewakili dua hal dalam satu dek.

"What does IPC stand for?" has two right answers if two notes of the deck have that
abbreviation. A `hint` on each of them ("not the committee for disabled athletes") makes the
question one that can be answered. The hint stands on the card in both directions, so it must
name neither.

"Apa kepanjangan IPC?" punya dua jawaban benar bila dua catatan dalam dek memakai singkatan itu.
Petunjuk (`hint`) pada masing-masing membuat pertanyaannya dapat dijawab. Petunjuk itu tampil di
kartu pada kedua arah, jadi jangan menyebut salah satunya.

Wrong:
- key: pepper-community
  type: organisation
  name:
    id: Komunitas Lada Internasional
    en: International Pepper Community
  abbreviation:
    id: IPC
    en: IPC
- key: paralympic-committee
  type: organisation
  name:
    id: Komite Paralimpiade Internasional
    en: International Paralympic Committee
  abbreviation:
    id: IPC
    en: IPC

Right:
- key: pepper-community
  type: organisation
  name:
    id: Komunitas Lada Internasional
    en: International Pepper Community
  abbreviation:
    id: IPC
    en: IPC
  hint:
    id: perkumpulan negara penghasil rempah
    en: a grouping of spice-growing countries
- key: paralympic-committee
  type: organisation
  name:
    id: Komite Paralimpiade Internasional
    en: International Paralympic Committee
  abbreviation:
    id: IPC
    en: IPC
  hint:
    id: penyelenggara pesta olahraga
    en: the organiser of a sports festival
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.base.records import Note
from ankigen.kinds.base.text import Text
from ankigen.kinds.organisation import Organisation
from ankigen.kinds.term import Term
from ankigen.lint.base import LANGUAGES, Finding, View
from ankigen.lint.language import tokens

CODE = "ambiguous-abbreviation"
SEVERITY = Severity.ERROR


def check(view: View) -> Iterator[Finding]:
    """Yield each note without a hint whose abbreviation another note has for something else."""
    reported: set[str] = set()
    for language in LANGUAGES:
        holders: dict[str, list[tuple[Note, str]]] = {}
        for note in view.deck.notes:
            if note.retired:
                continue
            if isinstance(note, Organisation):
                _add(holders, note, note.abbreviation, note.name, language)
            elif isinstance(note, Term):
                _add(holders, note, note.abbreviation, note.term, language)
        for short, notes in holders.items():
            if len({tokens(full) for _, full in notes}) < 2:
                continue
            bare = [note for note, _ in notes if not note.hint.in_language(language)]
            # Where none has a hint, the first may stay without one for now.
            for note in bare[1:] if len(bare) == len(notes) else bare:
                if note.key not in reported:
                    reported.add(note.key)
                    other = next(each.key for each, _ in notes if each is not note)
                    yield Finding(
                        note, ("abbreviation", language), {"short": short, "other": other}
                    )


def _add(
    holders: dict[str, list[tuple[Note, str]]], note: Note, short: Text, full: Text, language: str
) -> None:
    if text := short.in_language(language):
        holders.setdefault(text, []).append((note, full.in_language(language)))
