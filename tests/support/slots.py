"""What nobody has written yet: each field that waits for it, put to use in a later release."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ankigen import identity
from ankigen.anki.package import CardTemplate, Field, Media, NoteType, Package, PackedCard
from tests.support.decks import SAMPLE
from tests.support.releases import guid_of, with_note

ID = "ankigen (id)"
USED = "sample/asean/members"
"""The note whose empty fields are filled; it is asked forwards only."""

# Anki looks at the names of media files only.
_FILE = SAMPLE / "media" / "dot.svg"
_PICTURE, _ASKED, _ANSWERED = (
    identity.media_name(part, suffix)
    for part, suffix in ((b"flag", ".svg"), (b"asked", ".mp3"), (b"answered", ".mp3"))
)


@dataclass(frozen=True)
class Slot:
    """A need, the fields that serve it, and what else the release brings."""

    need: str
    fields: Mapping[str, str]
    media: tuple[str, ...] = ()
    card: int | None = None
    template: Callable[[CardTemplate], CardTemplate] | None = field(default=None, compare=False)


def _shows_extra_6(template: CardTemplate) -> CardTemplate:
    return replace(template, back=template.back + "\n{{#Extra 6}}<p>{{Extra 6}}</p>{{/Extra 6}}")


SLOTS = (
    Slot("the name of a new kind", {"Label": "Tokoh"}),
    Slot("a picture asked", {"Front picture": f'<img src="{_PICTURE}" alt="?">'}, (_PICTURE,)),
    Slot(
        "sound",
        {"Question audio": f"[sound:{_ASKED}]", "Answer audio": f"[sound:{_ANSWERED}]"},
        (_ASKED, _ANSWERED),
    ),
    Slot("a third card", {"Extra 1": "Apa lagi?", "Extra 2": "Ini"}, card=2),
    Slot("a hint", {"Extra 3": "<details><summary>Petunjuk</summary>Sepuluh lebih</details>"}),
    Slot("a third language", {"Extra 4": '<span lang="ms">ahli ASEAN</span>'}),
    Slot("a link back", {"Extra 5": '<a href="https://example.org/c/asean">Situs</a>'}),
    Slot("what nobody thought of", {"Extra 6": "Lain-lain"}, template=_shows_extra_6),
)
EVERYTHING = Slot(
    "all of that at once",
    {name: value for slot in SLOTS for name, value in slot.fields.items()},
    tuple(name for slot in SLOTS for name in slot.media),
    2,
    _shows_extra_6,
)


def put_to_use(slot: Slot, package: Package, now: int) -> Package:
    """Fill the fields of one note in Indonesian, as a later release would."""
    guid = guid_of(package, USED, ID)
    (note,) = (note for note in package.notes if note.guid == guid)
    values = dict(zip(package.note_types[0].field_names, note.fields, strict=True)) | slot.fields
    cards = note.cards
    if slot.card is not None:
        last = cards[-1]
        cards = (*cards, PackedCard(slot.card, last.deck_id, last.due + 60))
    used = with_note(package, guid, fields=tuple(values.values()), cards=cards, mod=now)
    used = replace(used, media=(*used.media, *(Media(name, _FILE) for name in slot.media)))
    return with_templates(used, now, slot.template) if slot.template else used


def with_templates(
    package: Package, now: int, change: Callable[[CardTemplate], CardTemplate]
) -> Package:
    """Change every template of a package, as a release of the tool would."""
    note_types = tuple(
        # The tool's own release, which the mod tells, may be later than the deck's.
        replace(each, templates=tuple(map(change, each.templates)), mod=max(each.mod + 1, now))
        for each in package.note_types
    )
    return replace(package, note_types=note_types)


def with_cloze(package: Package, now: int) -> Package:
    """Add what needs a note type of its own: a text with a gap, in Indonesian."""
    variant = "id-cloze"
    front, back = "{{cloze:Text}}", '{{cloze:Text}}<p class="key">{{Key}}</p>'
    note_type = NoteType(
        identity.note_type_id(variant),
        "ankigen (id, cloze)",
        now,
        tuple(
            Field(name, identity.field_id(variant, slot))
            for slot, name in enumerate(("Key", "Title", "Text"))
        ),
        (CardTemplate("Cloze", identity.template_id(variant, 0), front, back, front, back),),
        package.note_types[0].css,
        1,
        cloze=True,
    )
    guid = guid_of(package, USED, ID)
    (near,) = (note for note in package.notes if note.guid == guid)
    note = replace(
        near,
        id=max(each.id for each in package.notes) + 8,
        guid=identity.guid("aaaabbbbccccdddd", "asean", "sentence", variant),
        note_type_id=note_type.id,
        mod=now,
        fields=("sample/asean/sentence", "ASEAN", "ASEAN lahir di {{c1::Bangkok}}."),
        cards=near.cards[:1],
    )
    note_types = (*package.note_types, note_type)
    return replace(package, note_types=note_types, notes=(*package.notes, note))
