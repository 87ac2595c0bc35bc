"""An example that was to be replaced.

Contoh yang seharusnya diganti.

`ankigen new` and the examples for contributors have words that only show where something goes. On
a card they are nonsense, a source that nobody has read proves nothing, and the description of a
deck stands in Anki and in the notes of each release.

`ankigen new` dan contoh bagi penyumbang memuat kata-kata yang hanya menunjukkan tempat sesuatu. Di
kartu kata-kata itu tidak ada artinya, sumber yang tidak dibaca tidak membuktikan apa pun, dan
uraian dek tampil di Anki dan dalam catatan setiap rilis.

Wrong:
- key: estuary
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea
  sources:
    - title: Judul halaman
      publisher: Penerbit
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
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ankigen import languages
from ankigen.diagnostics import Severity
from ankigen.edit import skeletons
from ankigen.folders import DECK_FILE
from ankigen.kinds.base.records import Source
from ankigen.kinds.base.shape import fields_of
from ankigen.kinds.base.text import Text
from ankigen.lint.base import BESIDE_NOTES, Finding, View
from ankigen.source import parse_text

CODE = "example-left"
SEVERITY = Severity.ERROR

_FOR_CONTRIBUTORS = ("Judul halaman", "Penerbit")
"""What the examples of CONTRIBUTING.md have; their address is none, which validate says."""


@functools.cache
def examples() -> frozenset[str]:
    """Return what new notes and the examples for contributors have for sources."""
    started = (field.extra.get("start") for field in fields_of(Source))
    return frozenset({*_FOR_CONTRIBUTORS, *(each for each in started if isinstance(each, str))})


@functools.cache
def descriptions() -> frozenset[str]:
    """Return what a new deck has for its description, in each language."""
    text = skeletons.deck_text("new", "new", "schema", ())
    return frozenset(parse_text(DECK_FILE, text).data["description"].values())


def check(view: View) -> Iterator[Finding]:
    """Yield each text and each source that is still an example."""
    for told in view.works:
        for name in told.work.__struct_fields__:
            if said := _example_in(getattr(told.work, name)):
                yield Finding(told.note, (*told.path, name), {"text": said}, words=said)
                break
    for passage in view.texts:
        of_deck = passage.note.origin.index == BESIDE_NOTES
        for language, text in passage.sides:
            words = passage.note.key.replace("-", " ")
            left = descriptions() if of_deck else _texts(language, words, passage.role)
            if text in left:
                path = (*passage.path, language)
                yield Finding(passage.note, path, {"text": text}, words=text)


def _example_in(value: object) -> str:
    """Return the example that a value is or has in some language, else ''."""
    said = value.values() if isinstance(value, Text) else (value,)
    return next((each for each in said if isinstance(each, str) and each in examples()), "")


def _texts(language: str, words: str, key: str) -> Iterator[str]:
    """Yield what a new note has for a text in a language."""
    said = languages.read(language, "cards")["language"]
    for name in ("named", "placeholder"):
        yield said[name].format(words=words, key=key)
