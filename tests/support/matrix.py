"""The edits that a deck sees between two releases, and what each must mean for a reader."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ankigen.anki.package import Package
from tests.support.decks import T1
from tests.support.releases import Sources
from tests.support.slots import EVERYTHING, SLOTS, Slot, put_to_use, with_cloze, with_templates


@dataclass(frozen=True)
class Effect:
    """What a reader gets: notes updated, new and retired, new cards of notes they have."""

    updated: int = 0
    added: int = 0
    retired: int = 0
    cards_added: int = 0
    note_types: int = 0
    decks: int = 0


def _nothing(sources: Sources) -> None:
    """Leave the sources as they are."""


def _same(package: Package, now: int) -> Package:
    return package


@dataclass(frozen=True)
class Edit:
    """A change of the sources, or of the finished package where no source says it."""

    name: str
    effect: Effect
    sources: Callable[[Sources], None] = _nothing
    package: Callable[[Package, int], Package] = _same


def _new_note(sources: Sources) -> None:
    sources.write(
        "terms.yaml",
        sources.text("terms.yaml").rstrip("\n")
        + """

  - key: treaty
    term:
      id: traktat
      en: treaty
    definition:
      id: perjanjian resmi yang mengikat antarnegara
      en: a formal agreement that binds states
""",
    )


def _new_kind_of_file(sources: Sources) -> None:
    sources.write(
        "more.yaml",
        """kind: organisation
notes:
  - key: new-forum
    type: forum
    name:
      id: Forum Baru
      en: New Forum
    founded:
      date: "1999"
      event: founded
""",
    )
    sources.change("deck.yaml", "  - organisations.yaml", "  - organisations.yaml\n  - more.yaml")


def _reorder_notes(sources: Sources) -> None:
    cut = sources.cut("terms.yaml", "modus-vivendi").rstrip("\n")
    sources.write("terms.yaml", sources.text("terms.yaml").rstrip("\n") + "\n" + cut + "\n")


def _reorder_files(sources: Sources) -> None:
    sources.change("deck.yaml", "  - terms.yaml\n  - goals.yaml", "  - goals.yaml\n  - terms.yaml")


def _rename_file(sources: Sources) -> None:
    Path(sources.folder, "terms.yaml").rename(sources.folder / "words.yaml")
    sources.change("deck.yaml", "terms.yaml", "words.yaml")


def _move_note(sources: Sources) -> None:
    cut = sources.cut("terms.yaml", "summit")
    sources.write("words.yaml", "kind: term\nnotes:" + cut)
    sources.change("deck.yaml", "  - terms.yaml", "  - terms.yaml\n  - words.yaml")


def _new_fact(sources: Sources) -> None:
    sources.change(
        "organisations.yaml",
        "        en: Its Charter took effect that day.\n",
        "        en: Its Charter took effect that day.\n"
        '    members:\n      count: 193\n      unit: states\n      as_of: "2025"\n',
    )


def _reverse(sources: Sources) -> None:
    sources.change(
        "goals.yaml",
        "      en: Welfare grows through trade\n",
        "      en: Welfare grows through trade\n    example:\n"
        "      id: Petani menjual kopinya ke luar negeri.\n"
        "      en: Farmers sell their coffee abroad.\n",
    )


def _css(package: Package, now: int) -> Package:
    note_types = tuple(
        replace(each, css=each.css + "\n.new { top: 0 }", mod=max(each.mod + 1, now))
        for each in package.note_types
    )
    return replace(package, note_types=note_types)


def _template_text(package: Package, now: int) -> Package:
    return with_templates(
        package, now, lambda each: replace(each, back=each.back + "<footer>new</footer>")
    )


def _slot(slot: Slot) -> Edit:
    """Put to use what waits for a need: a change of one note, unless a template must show it."""
    effect = Effect(
        updated=1,
        cards_added=int(slot.card is not None),
        note_types=3 if slot.template else 0,
    )
    return Edit(slot.need, effect, package=functools.partial(put_to_use, slot))


def _retire(sources: Sources) -> None:
    sources.change(
        "terms.yaml",
        "    level: 1\n    topic: treaties",
        "    retired:\n      why:\n        id: Sudah usang.\n        en: Out of use.\n"
        "      use: summit\n    level: 1\n    topic: treaties",
    )


def _retire_fact(sources: Sources) -> None:
    sources.change(
        "organisations.yaml",
        "    founding_document:\n",
        "    retired_facts:\n      members:\n        why:\n"
        "          id: Sudah usang.\n          en: Out of use.\n    founding_document:\n",
    )


def _take_fact_out(sources: Sources) -> None:
    text = sources.text("organisations.yaml")
    start = text.index("    purpose:\n")
    end = text.index("    founded:\n", start)
    retired = (
        "    retired_facts:\n      purpose:\n        why:\n"
        "          id: Sudah usang.\n          en: Out of use.\n"
    )
    sources.write("organisations.yaml", text[:start] + retired + text[end:])


def _rename_key(sources: Sources) -> None:
    sources.change(
        "terms.yaml",
        "  - key: modus-vivendi\n",
        "  - key: modus-vivendi-term\n    was:\n      - modus-vivendi\n",
    )


NOTHING = Edit("nothing at all", Effect())
MATRIX = (
    NOTHING,
    Edit(
        "text in one language",
        Effect(updated=1),
        lambda s: s.change("terms.yaml", "id: Tanpa langkah ini", "id: Tanpa pengesahan ini"),
    ),
    Edit(
        "text in both languages",
        Effect(updated=3),
        lambda s: s.change(
            "terms.yaml",
            "id: ratifikasi\n      en: ratification",
            "id: ratifikasi (pengesahan)\n      en: ratification (consent)",
        ),
    ),
    Edit(
        "tag",
        Effect(updated=3),
        lambda s: s.change("terms.yaml", "tags: [meetings]", "tags: [meetings, diplomacy]"),
    ),
    Edit(
        "level and topic",
        Effect(updated=3, decks=2),
        lambda s: s.change(
            "terms.yaml", "level: 1\n    topic: treaties", "level: 2\n    topic: law"
        ),
    ),
    Edit(
        "source",
        Effect(updated=5),
        lambda s: s.change("sources.yaml", "treaties.un.org/", "treaties.un.org/new"),
    ),
    Edit(
        "corrected count",
        Effect(updated=2),
        lambda s: s.change(
            "organisations.yaml",
            'count: 3\n      unit: parties\n      as_of: "2020"',
            'count: 4\n      unit: parties\n      as_of: "2021"',
        ),
    ),
    Edit("new note", Effect(added=3, decks=3), _new_note),
    Edit("new file", Effect(added=3, decks=3), _new_kind_of_file),
    Edit("new fact on an organisation", Effect(added=2, decks=2), _new_fact),
    Edit("reverse question added", Effect(updated=2, cards_added=2, decks=2), _reverse),
    Edit("notes in another order", Effect(), _reorder_notes),
    Edit("files in another order", Effect(), _reorder_files),
    Edit("file renamed", Effect(), _rename_file),
    Edit("note moved between files", Effect(), _move_note),
    Edit(
        "media replaced under the same name",
        Effect(updated=2),
        lambda s: s.change("media/dot.svg", "#2c6e3f", "#333333"),
    ),
    Edit(
        "deck description",
        Effect(decks=2),
        lambda s: s.change("deck.yaml", "id: Dek kecil untuk", "id: Dek kecil yang baru untuk"),
    ),
    Edit("style sheet", Effect(note_types=3), package=_css),
    Edit("template text", Effect(note_types=3), package=_template_text),
    *map(_slot, (*SLOTS, EVERYTHING)),
    Edit("a cloze", Effect(added=1, note_types=1), package=with_cloze),
    Edit("note retired", Effect(retired=3, decks=4), _retire),
    Edit("fact retired", Effect(retired=2, decks=3), _retire_fact),
    Edit("fact retired and taken out", Effect(retired=2, decks=3), _take_fact_out),
    Edit("key renamed", Effect(), _rename_key),
)


def released(folder: Path, edit: Edit, now: int) -> tuple[Package, Package]:
    """Build the first release, and the one after an edit."""
    sources = Sources(folder)
    first = sources.package(T1)
    edit.sources(sources)
    return first, edit.package(sources.package(now, first), now)
