"""Release notes for readers, in their words: what is new, what changed, how to update."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ankigen import languages
from ankigen.anki.package import PackedNote
from ankigen.cards import Compiled, PackedFact, notetypes
from ankigen.dates import PartialDate
from ankigen.kinds.base.text import Text, both
from ankigen.release.plan import Changes

_LISTED = 40
"""So many changes of a sort are listed; the rest is counted."""

_HEADINGS = {
    "new": both("Yang baru", "New"),
    "changed": both("Yang diperbaiki", "Corrected"),
    "retired": both("Yang ditarik", "Retired"),
    "wording": both("Kalimat yang diperbarui", "Reworded"),
}
_COUNTS = {
    "new": both("{count} pertanyaan baru.", "{count} new questions."),
    "changed": both("{count} pertanyaan berubah.", "{count} questions changed."),
    "retired": both(
        "{count} pertanyaan ditarik: kartunya tetap ada dan memuat keterangannya.",
        "{count} questions retired: their cards stay and say why.",
    ),
    "wording": both(
        "{count} pertanyaan hanya berubah kalimatnya.",
        "{count} questions changed in their wording only.",
    ),
}
_FIRST = both(
    "Rilis pertama: {notes} catatan, {cards} kartu.", "First release: {notes} notes, {cards} cards."
)
_NOTHING = both(
    "Isi kartu tidak berubah.", "The cards are as they were: there is nothing new in them."
)
_MORE = both("dan {count} lainnya", "and {count} more")
_TRANSLATION = both("terjemahan", "translation")
_GUIDE = both("Cara memperbarui", "How to update")
_CHECK = both("Kartu untuk diperiksa", "The card to check")
_CHECK_CHANGED = both(
    'Di **Telusur** (Browse), cari `"Key:{key}"`. Kartunya harus bertanya “{question}” '
    "dan menjawab “{answer}”.",
    'In **Browse**, search for `"Key:{key}"`. The card must ask “{question}” '
    "and answer “{answer}”.",
)
_FIELDS = {
    # Fields of a card in the order in which a reader meets them.
    "Question": both("pertanyaan", "question"),
    "Answer": both("jawaban", "answer"),
    "Reverse question": both("pertanyaan balik", "reverse question"),
    "Reverse answer": both("jawaban balik", "reverse answer"),
    "Subject": both("pokok bahasan", "subject"),
    "Detail": both("penjelasan", "explanation"),
    "As of": both("keadaan per", "as of"),
    "Source": both("sumber", "source"),
    "Picture": both("gambar", "picture"),
    "Extra 1": both("kartu tambahan", "further card"),
}
_SHORT = frozenset({"Question", "Answer", "Reverse question", "Reverse answer", "As of"})
_REVERSE_ADDED = both("kini juga ditanyakan balik", "is now also asked backwards")

UPDATE_GUIDE = {
    "id": (
        "Cadangkan dahulu: **File › Buat Cadangan** (Create Backup).",
        "Impor paket ini: **File › Impor** (Import). Jangan menghapus dek yang lama.",
        "Biarkan **Perbarui catatan** (Update notes) dan **Perbarui tipe catatan** (Update note "
        "types) pada **Jika lebih baru** (If newer).",
        "Baca catatan impor: yang berubah tercatat sebagai diperbarui, yang baru sebagai "
        "ditambahkan.",
        "Periksa satu kartu yang disebut di bawah.",
    ),
    "en": (
        "Back up first: **File › Create Backup**.",
        "Import the package: **File › Import**. Do not delete the old deck.",
        "Leave **Update notes** and **Update note types** at **If newer**.",
        "Read the import log: what changed is listed as updated, what is new as added.",
        "Check the one card that is named below.",
    ),
}
"""Five steps, with the labels of Anki's own windows in the reader's language."""

_MERGE = both(
    "Rilis besar: di jendela impor, centang juga **Gabung jenis catatan** (Merge note types).",
    "A major release: in the import window also tick **Merge note types**.",
)


@dataclass(frozen=True, slots=True)
class _Writer:
    compiled: Compiled
    changes: Changes
    before: Mapping[str, PackedNote]
    language: str

    def say(self, text: Text, **values: object) -> str:
        return text.in_language(self.language).format(**values)

    def item(self, variant: str, fact: PackedFact) -> str:
        note = fact.note
        question = _plain(_value(note, "Question"))
        what = f"{question} ({self.say(_TRANSLATION)})" if variant == "id-en" else question
        old = self.before.get(note.guid)
        if fact.retired:
            said = _plain(_value(note, "Retired"))
        elif old is None:
            said = ""
        else:
            said = "; ".join(self.differences(old, note))
        return f"- {what} — {said}" if said else f"- {what}"

    def differences(self, old: PackedNote, new: PackedNote) -> Iterator[str]:
        for name, label in _FIELDS.items():
            was, now = _value(old, name), _value(new, name)
            if was == now:
                continue
            if name == "Reverse question" and not was:
                yield self.say(_REVERSE_ADDED)
            elif name in _SHORT and was and now and _plain(was) != _plain(now):
                yield f"{self.say(label)} “{_plain(was)}” → “{_plain(now)}”"
            elif not (name == "Reverse answer" and not was):
                yield self.say(label)

    def part(self, name: str) -> Iterator[str]:
        facts: tuple[tuple[str, PackedFact], ...] = getattr(self.changes, name)
        if not facts:
            return
        yield f"## {self.say(_HEADINGS[name])}"
        yield ""
        yield self.say(_COUNTS[name], count=len(facts))
        yield ""
        for variant, fact in facts[:_LISTED]:
            yield self.item(variant, fact)
        if len(facts) > _LISTED:
            yield f"- … {self.say(_MORE, count=len(facts) - _LISTED)}"
        yield ""

    def check(self) -> Iterator[str]:
        told = [*self.changes.changed, *self.changes.new, *self.changes.retired]
        own = [fact for variant, fact in told if variant == self.language] or [
            fact for _, fact in told
        ]
        if own:
            note = own[0].note
            yield f"## {self.say(_CHECK)}"
            yield ""
            yield self.say(
                _CHECK_CHANGED,
                key=note.fields[0],
                question=_plain(_value(note, "Question")),
                answer=_plain(_value(note, "Answer")),
            )
            yield ""


def release_notes(
    compiled: Compiled,
    version: str,
    changes: Changes,
    before: Mapping[str, PackedNote],
    language: str,
    *,
    first: bool = False,
    merge: bool = False,
) -> str:
    """Write the notes of a release in ``id`` or ``en`` as Markdown.

    ``before`` are the notes as they were, by guid, as far as they are known; ``merge``
    says that the release has note types of a new generation.
    """
    own = changes.of_variants(language, "id-en")
    writer = _Writer(compiled, own, before, language)
    lines = [
        f"# {compiled.deck.title.in_language(language)} {version}",
        "",
        _date(compiled.time).words(languages.months(language)),
        "",
    ]
    if first:
        package = compiled.package("bilingual")
        counts = {"notes": len(package.notes), "cards": package.card_count}
        lines += [writer.say(_FIRST, **counts), ""]
    else:
        parts = [line for name in _HEADINGS for line in writer.part(name)]
        lines += parts or [writer.say(_NOTHING), ""]
        lines += [f"## {writer.say(_GUIDE)}", ""]
        lines += [f"{number}. {step}" for number, step in enumerate(UPDATE_GUIDE[language], 1)]
        lines += ["", writer.say(_MERGE)] if merge else []
        lines += ["", *writer.check()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _date(seconds: int) -> PartialDate:
    moment = time.gmtime(seconds)
    return PartialDate(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _value(note: PackedNote, field: str) -> str:
    return note.fields[notetypes.FIELDS.index(field)]


_BREAKS = re.compile(r"</?(?:br|div|li|ol|p|ul)\b[^>]*>")
_TAGS = re.compile(r"<[^>]*>")


def _plain(value: str) -> str:
    text = _TAGS.sub("", _BREAKS.sub(" ", value))
    return " ".join(html.unescape(text).split())
