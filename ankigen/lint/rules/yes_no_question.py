"""A question that is answered by yes or no.

Pertanyaan yang dijawab ya atau tidak.

A coin answers it right half the time, and after a few reviews the first word of the question
recalls the answer without any thought of the matter. Ask for what makes it so: "Which class of
animals does the Komodo dragon belong to?"

Undian koin pun benar separuh waktu, dan setelah beberapa kali ulangan kata pertama pertanyaan
sudah mengingatkan jawabannya tanpa berpikir. Tanyakan isinya: "Komodo termasuk golongan hewan
apa?"

Wrong:
- key: komodo
  category: role
  question:
    id: Apakah komodo termasuk reptil?
    en: Is the Komodo dragon a reptile?
  answer:
    id: "Ya"
    en: "Yes"

Right:
- key: komodo
  category: role
  question:
    id: Komodo termasuk golongan hewan apa?
    en: Which class of animals does the Komodo dragon belong to?
  answer:
    id: Reptil
    en: Reptiles
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.goal import Goal
from ankigen.lint.base import Finding, Passage, View

CODE = "yes-no-question"
SEVERITY = Severity.WARNING

_SENTENCE = re.compile(r"[^.?!]*\?")
_ASKS = {
    "id": re.compile(
        r"\s*(?:benarkah|betulkah|bolehkah|bisakah|dapatkah|adakah|haruskah|pernahkah|perlukah"
        r"|mungkinkah|sudahkah|masihkah|termasukkah|samakah|apa benar|apa betul)\b"
        r"|.*,\s*(?:bukan|kan|ya)\?",
        re.I,
    ),
    "en": re.compile(
        r"\s*(?:is|are|was|were|do|does|did|can|could|has|have|had|will|would|should|must|may|might)"
        r"\s|.*,\s*(?:isn't|aren't|wasn't|doesn't|didn't|don't|is|does|did) (?:it|they|he|she)\?",
        re.I,
    ),
}
_ANSWERS = re.compile(r"(?:ya|tidak|benar|salah|betul|bukan|dapat|bisa|boleh|pernah)\b", re.I)
_APAKAH = re.compile(r"\s*apakah\b", re.I)
_CHOICE = {"id": re.compile(r"\batau\b"), "en": re.compile(r"\bor\b")}


def check(view: View) -> Iterator[Finding]:
    """Yield each question that yes or no would answer, in the first language where it shows."""
    for passage in view.passages:
        if passage.role != "question":
            continue
        for language, text in passage.sides:
            question = _SENTENCE.findall(text)
            if question and _yes_or_no(question[-1], passage, language):
                yield Finding(passage.note, (*passage.path, language))
                break


def _yes_or_no(question: str, passage: Passage, language: str) -> bool:
    if _CHOICE[language].search(question):
        return False
    if _ASKS[language].match(question):
        return True
    note = passage.note
    answer = note.answer.in_language(language) if isinstance(note, Goal) else ""
    return bool(language == "id" and _APAKAH.match(question) and _ANSWERS.match(answer))
