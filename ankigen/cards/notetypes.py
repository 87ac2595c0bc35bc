"""The note types, one a variant: structure frozen for ever, text from the template files.

Count, order and names of fields and templates never change (rule I3 in
docs/identity.md): a reader's Anki would refuse every note. What grows is the number
of notes; the fields that nothing fills yet and the third template are insurance.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ankigen import identity, languages
from ankigen.anki.package import CardTemplate, Field, NoteType
from ankigen.diagnostics import Diagnostic, Hint, Location
from ankigen.kinds import Variant
from ankigen.kinds.base.cards import word
from ankigen.kinds.base.variants import every_variant

FIELDS = (
    "Key",
    "Title",
    "Subject",
    "Question",
    "Answer",
    "Reverse question",
    "Reverse answer",
    "Detail",
    "As of",
    "Source",
    "Picture",
    "Retired",
    # From here on folded in Anki's editor: what nobody reads there, and what is empty.
    "Report",
    "Kind",
    "Label",
    "Front picture",
    "Question audio",
    "Answer audio",
    "Extra 1",
    "Extra 2",
    "Extra 3",
    "Extra 4",
    "Extra 5",
    "Extra 6",
)
UNFILLED = FIELDS[FIELDS.index("Label") :]
"""Fields for what may come: every note has them empty, and the templates know most of them."""
SORT_FIELD = FIELDS.index("Title")

# name, front file, question field, answer field
_TEMPLATES = (
    ("Forward", "forward.front.html", "Question", "Answer"),
    ("Reverse", "reverse.front.html", "Reverse question", "Reverse answer"),
    ("Card 3", "card-3.front.html", "Extra 1", "Extra 2"),
)
TEMPLATES = tuple(name for name, *_ in _TEMPLATES)
LOCK_FILE = "notetypes.lock"
# importlib.resources would import zipfile and tempfile before anything is written.
_HERE = Path(__file__).parent
_LOCK = _HERE.parent / LOCK_FILE


def note_type(variant: Variant, now: int) -> NoteType:
    """Return a variant's note type.

    Its ``mod`` comes from the tool's lock while its text is as it was when the tool was
    released; a text changed since then gets a later one, so that readers receive it.
    """
    unstamped = _unstamped(variant)
    locked = read_lock().get(str(unstamped.id))
    if locked is None:
        mod = now
    elif locked["digest"] == unstamped.digest():
        mod = int(locked["mod"])
    else:
        mod = max(int(locked["mod"]) + 1, now)
    return NoteType(
        unstamped.id,
        unstamped.name,
        mod,
        unstamped.fields,
        unstamped.templates,
        unstamped.css,
        unstamped.sort_field,
    )


def unreleased() -> tuple[str, ...]:
    """Return the variants whose note type is not as the tool's lock has it."""
    locked = read_lock()
    return tuple(
        variant.name
        for variant in _variants().values()
        if locked.get(str((own := _unstamped(variant)).id), {}).get("digest") != own.digest()
    )


def check_structure() -> Iterator[Diagnostic]:
    """Yield what would make a reader's Anki refuse every note: structure is frozen."""
    for locked in read_lock().values():
        variant = _variants().get(locked["variant"])
        if variant is None:
            yield _broken("note-type-gone", locked["name"])
            continue
        own = _unstamped(variant)
        if (own.id, own.name) != (locked["id"], locked["name"]):
            yield _broken("note-type-identity", locked["name"])
        fields = {field.name: field.id for field in own.fields}
        templates = {template.name: template.id for template in own.templates}
        for what, now in (("fields", fields), ("templates", templates)):
            if list(now.items()) != list(locked[what].items()):
                was, is_now = ", ".join(locked[what]), ", ".join(now)
                yield _broken(f"note-type-{what}", locked["name"], was=was, now=is_now)


def _broken(code: str, name: str, **params: str) -> Diagnostic:
    hint = Hint("use-spare-field") if code in ("note-type-fields", "note-type-templates") else None
    hints = (hint or Hint("put-note-type-back"),)
    return Diagnostic(Location(f"ankigen/{LOCK_FILE}"), code, {"name": name, **params}, hints)


def _variants() -> dict[str, Variant]:
    """Return every variant that a deck can have: the tool's note types are for all of them."""
    return every_variant(languages.codes())


@functools.cache
def _unstamped(variant: Variant) -> NoteType:
    return NoteType(
        id=identity.note_type_id(variant.name),
        name=f"ankigen ({variant.name})",
        mod=0,
        fields=tuple(
            Field(name, identity.field_id(variant.name, slot), slot >= FIELDS.index("Report"))
            for slot, name in enumerate(FIELDS)
        ),
        templates=tuple(_template(variant, slot) for slot in range(len(_TEMPLATES))),
        css=_css(variant),
        sort_field=SORT_FIELD,
    )


def _template(variant: Variant, slot: int) -> CardTemplate:
    name, front_file, question, answer = _TEMPLATES[slot]
    # Backwards, the answer is in the language that forwards asks in.
    language, audio = variant.asks, ""
    if name == "Forward":
        language, audio = variant.answers, "{{#Answer audio}} {{Answer audio}}{{/Answer audio}}"
    back = _text("back.html").replace("[[answer-language]]", language)
    back = back.replace("[[answer]]", f"{{{{{answer}}}}}{audio}")
    return CardTemplate(
        name=name,
        id=identity.template_id(variant.name, slot),
        front=_filled(_text(front_file), variant),
        back=_filled(back, variant),
        browser_front=f"{{{{{question}}}}}",
        browser_back=f"{{{{{answer}}}}}",
    )


def _css(variant: Variant) -> str:
    looks = languages.read(variant.labels, "cards")["looks"]
    kinds = "\n".join(
        f'.{look} .kind:empty::before {{ content: "{label}"; }}' for look, label in looks.items()
    )
    return _filled(_text("style.css").replace("[[kinds]]", kinds), variant)


_PLACE = re.compile(r"\[\[([a-z:-]+)\]\]")


def _filled(text: str, variant: Variant) -> str:
    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name.startswith("label:"):
            return word("labels", name.removeprefix("label:"), variant.labels)
        return {"asks": variant.asks, "labels": variant.labels}[name]

    return _PLACE.sub(value, text)


@functools.cache
def _text(name: str) -> str:
    # Line ends are normalised: a checkout with CRLF must give the same bytes.
    content = (_HERE / "templates" / name).read_bytes()
    return content.decode("utf-8").replace("\r\n", "\n").strip()


@functools.cache
def read_lock() -> dict[str, dict[str, Any]]:
    """Return what the last release of the tool said of each note type, by id."""
    file = _LOCK
    if not file.is_file():
        return {}
    content = json.loads(file.read_text(encoding="utf-8"))
    return {str(entry["id"]): entry for entry in content["note types"]}


def released(now: int) -> str:
    """Return the text of the tool's lock if it is released now (seconds)."""
    return lock_text([(variant, note_type(variant, now)) for variant in _variants().values()])


def lock_text(note_types: list[tuple[Variant, NoteType]]) -> str:
    """Write note types, each with its variant, as ``notetypes.lock``."""
    entries = [
        {
            "name": each.name,
            "variant": variant.name,
            "id": each.id,
            "mod": each.mod,
            "digest": each.digest(),
            "fields": {field.name: field.id for field in each.fields},
            "templates": {template.name: template.id for template in each.templates},
        }
        for variant, each in note_types
    ]
    content = {"format": 1, "namespace": identity.NAMESPACE, "note types": entries}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
