"""A picture text that says nothing, or gives the answer away.

Keterangan gambar yang tidak berkata apa-apa, atau membocorkan jawaban.

Whoever cannot see the picture hears its `alt`. "Picture" or a file name tells them nothing; say
what is to be seen. Do not name the answer: where the picture is shown early or read aloud, the
card is spoilt.

Orang yang tidak dapat melihat gambar mendengar `alt`-nya. "Gambar" atau nama berkas tidak memberi
tahu apa pun; katakan apa yang terlihat. Jangan menyebut jawabannya.

Wrong:
- key: salak
  category: role
  question:
    id: Buah apa yang kulitnya bersisik?
    en: Which fruit has a skin of scales?
  answer:
    id: Salak
    en: Snake fruit
  picture:
    file: map.svg
    alt:
      id: gambar
      en: picture
    licence: CC0-1.0
    source: Dibuat sendiri

Right:
- key: salak
  category: role
  question:
    id: Buah apa yang kulitnya bersisik?
    en: Which fruit has a skin of scales?
  answer:
    id: Salak
    en: Snake fruit
  picture:
    file: map.svg
    alt:
      id: buah lonjong cokelat, terbelah dua
      en: a brown oval fruit, cut in two
    licence: CC0-1.0
    source: Dibuat sendiri
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.kinds.base.cards import date_words
from ankigen.kinds.base.records import Note
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import Founded, Headquarters
from ankigen.kinds.term import Term
from ankigen.lint.base import LANGUAGES, Finding, View, pictures_of
from ankigen.lint.matching import gives_away

CODE = "media-alt"
SEVERITY = Severity.WARNING

_SAYS_NOTHING = re.compile(
    r"\W*(?:an? |the |sebuah |suatu )?(?:gambar|foto|ilustrasi|ikon|logo|peta|bagan|diagram|picture"
    r"|photo|photograph|image|illustration|icon|logo|map|chart|pic|img|alt)?\W*[0-9]*\W*\Z"
    r"|\S+\.(?:svg|png|jpe?g|webp|gif)\Z",
    re.I,
)


def check(view: View) -> Iterator[Finding]:
    """Yield each picture text that describes nothing or names the answer, once per picture."""
    for note in view.deck.notes:
        for fact, path, picture in pictures_of(note):
            for language in LANGUAGES:
                if language not in picture.alt:
                    continue
                alt = picture.alt.in_language(language)
                answer = _answer(note, fact, language)
                if _SAYS_NOTHING.match(alt) or (answer and gives_away(alt, answer, language)):
                    yield Finding(note, (*path, "alt", language), {"text": alt})
                    break


def _answer(note: Note, fact: str, language: str) -> str:
    """Return what a picture text must not name.

    The name of a body is on every card about it; only its purpose backwards asks for it.
    """
    if isinstance(note, Goal):
        return note.answer.in_language(language)
    if isinstance(note, Term):
        return note.term.in_language(language)
    recorded = getattr(note, fact, None)
    if isinstance(recorded, Headquarters):
        return recorded.city.in_language(language)
    return date_words(recorded.date, language) if isinstance(recorded, Founded) else ""
