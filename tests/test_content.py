"""The shipped deck: what only holds of this one, since people have decided it (docs/content.md).

What holds of every deck is found by ``validate`` and ``lint``, which contributors run as well:
nothing here may say no to a note that they say yes to, unless it breaks a decision about this
deck (how much it has, how it is sorted, sets that are whole, bodies that are in motion).
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from ankigen import kinds
from ankigen.dates import PartialDate
from ankigen.deck import stats
from ankigen.kinds import Asked
from ankigen.kinds.base.records import Note
from ankigen.kinds.deck import Deck
from ankigen.kinds.goal import Goal
from ankigen.kinds.organisation import Organisation, Status
from ankigen.kinds.term import Term
from ankigen.lint import DEFAULT
from ankigen.lint.base import Finding, View
from ankigen.lint.hosts import is_blog, is_refused, is_sound
from ankigen.lint.rules import contradiction
from tests.support.decks import ROOT, SHIPPED, VARIANTS, deck

CONTENT = (ROOT / "docs" / "content.md").read_text("utf-8")


@pytest.fixture(scope="module")
def shipped() -> Deck:
    return deck(SHIPPED)


def asked(shipped: Deck) -> Iterator[tuple[Note, str, Asked]]:
    for note in shipped.notes:
        for variant in VARIANTS.values():
            for fact in kinds.kind_of(note).facts:
                if fact.asked_in(variant) and (found := fact.ask(note, variant)):
                    yield note, fact.name, found


def organisations(shipped: Deck) -> list[Organisation]:
    return [note for note in shipped.notes if isinstance(note, Organisation)]


# -- what must be there ----------------------------------------------------------------


def test_the_whole_subject_is_here(shipped: Deck) -> None:
    kinds = Counter(type(note) for note in shipped.notes)
    assert kinds[Term] >= 130
    assert kinds[Goal] >= 110
    assert kinds[Organisation] >= 75


def test_every_file_can_be_reviewed_by_a_person(shipped: Deck) -> None:
    sizes = Counter(note.origin.path for note in shipped.notes)
    assert max(sizes.values()) <= 150, sizes.most_common(3)


def test_the_core_curriculum_is_a_third_to_a_half(shipped: Deck) -> None:
    levels = Counter(note.level for note in shipped.notes)
    assert set(levels) == {1, 2, 3}
    assert 1 / 3 <= levels[1] / levels.total() <= 1 / 2


VOLATILE = ("brics", "g20", "opec", "unesco", "who")
"""Bodies whose membership is in motion."""

PASSING = frozenset({"candidate", "applicant", "suspended-member"})
"""Relations that are meant to end."""


def test_what_can_change_says_when_it_was_so(shipped: Deck) -> None:
    bodies = organisations(shipped)
    assert [note.key for note in bodies if note.members and not note.members.as_of] == []
    dateless = [
        f"{note.key}/{fact}"
        for note, fact, it in asked(shipped)
        if isinstance(note, Organisation)
        and fact == "indonesia"
        and note.indonesia
        and not it.as_of
        and not it.answer.startswith(("Anggota sejak", "Member since"))
        and (note.key in VOLATILE or note.indonesia.relation in PASSING)
    ]
    assert dateless == []
    now = [
        n
        for n in shipped.notes
        if isinstance(n, Goal) and n.organisation in VOLATILE and n.as_of is None
    ]
    still_moving = [n.key for n in now if n.category == "membership" and not told_by_date(n)]
    assert still_moving == []


def told_by_date(goal: Goal) -> bool:
    """Whether the answer is a date: when something happened does not change."""
    return bool(re.search(r"\b(?:1[89]|20)\d\d\b", goal.answer["en"]))


def test_what_has_ended_says_when(shipped: Deck) -> None:
    ended = [n for n in organisations(shipped) if n.status and n.status.state != "active"]
    assert len(ended) >= 9
    assert [note.key for note in ended if note.status and not note.status.date] == []


# -- sources ---------------------------------------------------------------------------


def test_most_citations_are_of_works_that_a_teacher_would_sign(shipped: Deck) -> None:
    shares = {each.name: each for each in stats.count(shipped).citations}
    assert shares["good"].have >= 0.8 * shares["good"].of
    assert shares["core"].have == shares["core"].of > 150


def test_a_work_is_of_the_type_that_its_address_tells(shipped: Deck) -> None:
    good = [key for key, work in shipped.sources.items() if work.type in stats.GOOD]
    assert [key for key in good if not is_sound(shipped.sources[key])] == []


def test_no_card_sends_its_reader_to_a_refused_site_or_a_blog(shipped: Deck) -> None:
    works = shipped.sources.items()
    assert [key for key, work in works if is_refused(work.url) or is_blog(work)] == []


def addresses(shipped: Deck) -> set[str]:
    works = {work.url for work in shipped.sources.values()}
    return (works | {note.website for note in organisations(shipped)}) - {""}


def test_every_plain_http_address_is_listed_with_its_reason(shipped: Deck) -> None:
    plain = {url for url in addresses(shipped) if not url.startswith("https://")}
    assert plain == set(re.findall(r"<(http://[^>]+)>", CONTENT))


def test_the_page_on_content_names_notes_that_exist(shipped: Deck) -> None:
    keys = {note.key for note in shipped.notes}
    named = set(re.findall(r"^\| `([a-z0-9-]+)`", CONTENT, re.MULTILINE))
    assert len(named) >= 20
    assert named <= keys, named - keys


# -- no fact contradicts another -------------------------------------------------------


def contradictions(deck: Deck) -> list[Finding]:
    return list(contradiction.check(View(deck, datetime.date(2026, 11, 24), DEFAULT)))


def test_no_fact_contradicts_another(shipped: Deck) -> None:
    assert contradictions(shipped) == []


def test_every_founding_told_twice_and_otherwise_is_found(shipped: Deck) -> None:
    """The rule has something to compare: a second note on any body, founded the year before."""
    twins = [
        replace(note, key=f"{note.key}-again", founded=replace(note.founded, date=earlier))
        for note in organisations(shipped)
        if note.founded and (earlier := PartialDate(note.founded.date.year - 1))
    ]
    assert len(twins) >= 75
    found = contradictions(replace(shipped, notes=(*shipped.notes, *twins)))
    assert [(each.note, each.path) for each in found] == [(t, ("founded", "date")) for t in twins]


def test_every_successor_that_ended_too_early_is_found(shipped: Deck) -> None:
    bodies = {note.key: note for note in organisations(shipped)}
    ended = [note for note in bodies.values() if note.status and note.status.successor]
    assert len(ended) >= 5
    for note in ended:
        heir = bodies[note.status.successor] if note.status else note
        over = replace(heir, status=Status(state="dissolved", date=PartialDate(1900)))
        deck = replace(shipped, notes=tuple(over if n is heir else n for n in shipped.notes))
        assert [(f.note, f.params["other"]) for f in contradictions(deck)] == [(note, heir.key)]


SETS = {
    # Notes that together make a set whose size another card states: size, pattern of keys.
    "the principles of Bandung": (10, r"dasasila-\d\d"),
    "the principal organs of the UN": (
        6, r"un-(general-assembly|security-council|trusteeship-council|secretariat)|ecosoc|icj",
    ),
    "the purposes in the UN Charter": (4, r"un-purpose-.+"),
    "the aims in the ASEAN Declaration": (7, r"asean-aim-.+"),
}  # fmt: skip


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_whole(name: str, shipped: Deck) -> None:
    size, pattern = SETS[name]
    assert sum(bool(re.fullmatch(pattern, note.key)) for note in shipped.notes) == size
