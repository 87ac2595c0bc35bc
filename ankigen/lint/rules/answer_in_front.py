"""The front gives the answer away.

Sisi depan membocorkan jawabannya.

A card whose front holds the words of its answer is answered by reading, not by remembering.
It feels easy, so nobody notices, and it teaches nothing (P. Wozniak, "Twenty rules of
formulating knowledge", 1999, rules 4 and 12: the answer must come from memory). Every card is
looked at, backwards too: a definition that contains its term gives the term away when it is
the question. Relatives of a word count ("menguap" in a definition of "penguapan"), and of a
body's name only the words that tell it from others. A question that offers a choice ("… or …")
may name its answer.

Kartu yang sisi depannya memuat kata-kata jawaban dijawab dengan membaca, bukan mengingat.
Kartu itu terasa mudah, jadi tidak ada yang curiga, padahal tidak mengajarkan apa-apa
(P. Wozniak, "Twenty rules of formulating knowledge", 1999). Setiap kartu diperiksa, juga yang
dibalik: definisi yang memuat istilahnya membocorkan istilah itu ketika menjadi pertanyaan.
Kata seturunan ikut dihitung, dan dari nama badan hanya kata yang membedakannya. Pertanyaan
pilihan ("… atau …") boleh menyebut jawabannya.

Wrong:
- key: central-bank
  term:
    id: bank sentral
    en: central bank
  definition:
    id: bank sentral suatu negara yang mengatur peredaran uang
    en: the institution that controls the money supply

Right:
- key: central-bank
  term:
    id: bank sentral
    en: central bank
  definition:
    id: lembaga negara yang mengatur peredaran uang
    en: the institution that controls the money supply
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Card, Finding, View
from ankigen.lint.matching import gives_away

CODE = "answer-in-front"
SEVERITY = Severity.ERROR

_CHOICE = re.compile(r"\b(?:atau|or)\b")
# Such an answer is yes-no-question's.
_YES_NO = re.compile(r"(?:ya|tidak|benar|bukan|yes|no|true)\b", re.I)
_BODY_FACTS = frozenset({"purpose", "successor"})


def check(view: View) -> Iterator[Finding]:
    """Yield each value whose card can be answered from its front, once per language."""
    seen: set[tuple[str, str, str]] = set()
    for card in view.cards:
        if card.asks != card.answers or not _leaks(card):
            continue
        where = (card.note.key, card.fact, card.asks)
        if where not in seen:
            seen.add(where)
            yield Finding(card.note, _path(card), {"answer": card.back})


def _leaks(card: Card) -> bool:
    own_question = card.fact == "answer" and not card.reverse
    if _YES_NO.match(card.back) or (own_question and _CHOICE.search(card.front)):
        return False
    name = card.reverse and card.fact in _BODY_FACTS
    back = card.back.partition(",")[0] if card.fact == "headquarters" else card.back
    front = card.front
    if card.reverse and card.fact == "definition":
        # "Which term means “…”?" gives no term away; what it quotes may.
        front = front[front.find("“") :]
    front = f"{card.subject} {front}"
    return gives_away(front, back, card.asks, name=name)


def _path(card: Card) -> tuple[str | int, ...]:
    at = card.path
    if card.reverse and card.fact == "answer":
        at = ("example",)
    elif card.reverse and card.fact == "purpose":
        at = ("purpose", "answer")
    return (*at, card.asks)
