"""The shipped decks: complete, sourced, and of one mind (docs/content.md has the rules)."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ankigen import catalogue
from ankigen.catalogue import Asked
from ankigen.deck import load
from ankigen.model import Deck, Goal, Note, Organisation, Source, Term
from tests.support.consistency import Finding, contradictions, dates_in
from tests.support.decks import ROOT, SAMPLE, SHIPPED, deck, read_deck

CONTENT = (ROOT / "docs" / "content.md").read_text("utf-8")


@pytest.fixture(scope="module")
def shipped() -> Deck:
    return deck(SHIPPED)


def asked(shipped: Deck) -> Iterator[tuple[Note, str, Asked]]:
    for note in shipped.notes:
        for variant in catalogue.VARIANTS.values():
            for fact in catalogue.kind_of(note).facts:
                if fact.asked_in(variant) and (found := fact.ask(note, variant)):
                    yield note, fact.name, found


def organisations(shipped: Deck) -> list[Organisation]:
    return [note for note in shipped.notes if isinstance(note, Organisation)]


def every_source(part: object) -> Iterator[Source]:
    if isinstance(part, Source):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from every_source(each)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from every_source(getattr(part, name))


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


def test_every_fact_on_a_card_has_a_source(shipped: Deck) -> None:
    assert [f"{note.key}/{fact}" for note, fact, it in asked(shipped) if not it.sources] == []


def test_a_source_is_a_page_that_somebody_read(shipped: Deck) -> None:
    homes = {note.official_url for note in organisations(shipped)}
    unread = [
        f"{note.key}: {source.url}"
        for note in shipped.notes
        for source in every_source(note)
        if source.read is None and source.url not in homes
    ]
    assert unread == []


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
    now = [n for n in shipped.notes if isinstance(n, Goal) and n.of in VOLATILE and n.as_of is None]
    still_moving = [n.key for n in now if n.category == "membership" and not told_by_date(n)]
    assert still_moving == []


def told_by_date(goal: Goal) -> bool:
    """Whether the answer is a date: when something happened does not change."""
    return bool(list(dates_in(goal.answer.en)))


def test_what_has_ended_says_when(shipped: Deck) -> None:
    ended = [n for n in organisations(shipped) if n.status and n.status.state != "active"]
    assert len(ended) >= 9
    assert [note.key for note in ended if note.status and not note.status.date] == []


# -- sources ---------------------------------------------------------------------------


def addresses(shipped: Deck) -> set[str]:
    cited = {source.url for note in shipped.notes for source in every_source(note)}
    return cited | {note.official_url for note in organisations(shipped)} - {""}


def test_every_plain_http_address_is_listed_with_its_reason(shipped: Deck) -> None:
    plain = {url for url in addresses(shipped) if not url.startswith("https://")}
    assert plain == set(re.findall(r"<(http://[^>]+)>", CONTENT))


def test_one_address_has_one_title(shipped: Deck) -> None:
    titles: dict[str, set[str]] = {}
    for note in shipped.notes:
        for source in every_source(note):
            titles.setdefault(source.url, set()).add(source.title)
    assert {url: found for url, found in titles.items() if len(found) > 1} == {}


def test_the_page_on_content_names_notes_that_exist(shipped: Deck) -> None:
    keys = {note.key for note in shipped.notes}
    named = set(re.findall(r"^\| `([a-z0-9-]+)`", CONTENT, re.MULTILINE))
    assert len(named) >= 20
    assert named <= keys, named - keys


def test_the_examples_for_contributors_are_sound(tmp_path: Path) -> None:
    """Both examples of whole notes in CONTRIBUTING.md, pasted into a deck, load without a fault."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    notes = [b for b in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "- key: " in b]
    names = {"term": "terms.yaml", "organisation": "organisations.yaml"}
    for (kind, name), note in zip(names.items(), notes, strict=True):
        text = f"kind: {kind}\nnotes:\n{note.replace('https://…', 'https://example.org/')}"
        (tmp_path / name).write_text(text, "utf-8")
    head, _files = (SAMPLE / "deck.yaml").read_text("utf-8").split("files:\n")
    listed = "".join(f"  - {name}\n" for name in names.values())
    (tmp_path / "deck.yaml").write_text(f"{head}files:\n{listed}", "utf-8")
    loaded = load([tmp_path])
    assert loaded.diagnostics == ()
    assert [note.key for note in loaded.decks[0].notes] == [
        "soft-power",
        "indian-ocean-tuna-commission",
    ]


# -- no fact contradicts another -------------------------------------------------------

ALLOWED: dict[str, set[tuple[str, str, str]]] = {
    # reason: what the check finds (rule, note, what is said) although nothing is wrong
    "an event in the life of a body that its own note does not tell": {
        ("date", "accession", "1989"),
        ("date", "apec-pillars", "1995"),
        ("date", "benefit-politics", "1982"),
        ("date", "nato-article-5-invoked", "2001-09-11"),
        ("date", "oic-origin", "1969-08-21"),
    },
    "a part of the UN that is no body of the deck": {
        ("date", "south-south-cooperation", "1974"),
        ("founded", "south-south-cooperation", "1974"),
    },
    "the note of one body tells when it met, joined or replaced another": {
        ("date", "eec", "1980"),
        ("date", "eec", "2009-12-01"),
        ("date", "ilo", "1946"),
        ("date", "itu", "1934"),
        ("date", "itu", "1947"),
        ("date", "rcep", "2011"),
        ("date", "unctad", "2024"),
        ("date", "unep", "1972-06"),
        ("date", "usmca", "2018-11-30"),
        ("date", "wipo", "1974"),
    },
    "the hint names the year of a predecessor that is no body of the deck": {
        ("hint", "african-union", "1963"),
    },
    "a number at another time, said to be so": {
        ("count", "asean-eleventh", "10"),
        ("count", "asean-member-cambodia", "10"),
        ("count", "g7", "6"),
        ("count", "g77", "77"),
        ("count", "gatt", "23"),
        ("count", "rcep", "10"),
    },
    "a number of something else than the members": {
        ("count", "asean-founders", "5"),
        ("count", "d8", "8"),
        ("count", "ilo-tripartite", "3"),
        ("count", "un-veto", "5"),
    },
    "the place of a meeting or signature, not of a seat": {
        ("city", "arf", "Bangkok"),
        ("city", "cgi", "Paris"),
        ("city", "d8", "Jakarta"),
        ("city", "efta", "Jakarta"),
        ("city", "ilo", "Paris"),
        ("city", "interpol", "Vienna"),
        ("city", "itu", "Paris"),
        ("city", "nam", "Jakarta"),
        ("city", "role-nam-chair-summit", "Jakarta"),
        ("city", "un-general-assembly", "London"),
        ("city", "unesco", "London"),
    },
    "a city that stands for a government or a region": {
        ("city", "african-union", "Cairo"),
        ("city", "cgi", "Jakarta"),
    },
    "a second office": {
        ("city", "permanent-mission", "Geneva"),
    },
}


def told(findings: set[Finding]) -> set[tuple[str, str, str]]:
    return {(finding.rule, finding.note, finding.said) for finding in findings}


def test_no_fact_contradicts_another(shipped: Deck) -> None:
    """Fails for a contradiction, and for an allowance that nothing needs any more."""
    allowed = set().union(*ALLOWED.values())
    assert sum(map(len, ALLOWED.values())) == len(allowed)
    found = contradictions(shipped)
    new = [finding for finding in found if told({finding}).isdisjoint(allowed)]
    assert new == []
    assert allowed - told(found) == set()


PLANTED = {
    # what is wrong: file, note, text, its replacement (everywhere in the note), rule
    "a date on a question": (
        "legal-basis", "role-un-60-date", "28 September 1950", "27 September 1950", "date"),
    "the same date on the organisation": (
        "un-system", "un", "1950-09-28", "1950-09-29", "date"),
    "a date in one language only": (
        "aims-of-organisations", "warsaw-vs-nato", "pada 14 Mei 1955", "pada 15 Mei 1955",
        "near-date"),
    "the end of a body": (
        "aims-of-organisations", "warsaw-vs-nato", "1 July 1991", "1 July 1990", "ended"),
    "a year of joining": (
        "asean-aims", "asean-member-laos", '"1997"', '"1998"', "date"),
    "when Indonesia joined": (
        "economic-bodies", "brics", "2025-01-06", "2025-01-07", "date"),
    "a number of members": (
        "regional-bodies", "asean", "count: 11", "count: 10", "asean-members"),
    "a number in words": (
        "aims-of-organisations", "g20-regional-members", "19 negara", "18 negara", "count"),
    "an organ with other members than the whole": (
        "un-system", "un-general-assembly", "count: 193", "count: 192", "parts"),
    "parts that do not add up": (
        "economic-bodies", "g20", "count: 21", "count: 20", "parts"),
    "a seat": (
        "un-system", "un", "New York", "Nairobi", "city"),
    "a successor that came too late": (
        "former-bodies", "league-of-nations", '1946-04', '1944-04', "heir-too-late"),
    "the name of a successor": (
        "former-bodies", "gatt", "Organisasi Perdagangan Dunia (WTO)", "Bank Dunia", "heir-name"),
    "what was replaced": (
        "economic-bodies", "usmca", "menggantikan NAFTA", "menggantikan GATT", "successor"),
    "a hint": (
        "defence-bodies", "aukus", "dari 1951", "dari 1953", "hint"),
    "a principle gone": (
        "bandung-principles", "dasasila-10", "key: dasasila-10", "key: dasasila-x", "set"),
    "a landmark told in several notes": (
        "goals-and-benefits", "goal-peace", "1957", "1956", "date"),
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path_factory.mktemp("planted") / "deck"))


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_contradiction_is_found(name: str, copy: Path) -> None:
    file, key, old, new, rule = PLANTED[name]
    path = copy / f"{file}.yaml"
    before = path.read_text("utf-8")
    start = before.index(f"  - key: {key}\n")
    end = before.find("\n  - key: ", start + 1)
    note = before[start : end if end > 0 else len(before)]
    assert old in note
    path.write_text(before.replace(note, note.replace(old, new)), "utf-8")
    try:
        found = told(contradictions(read_deck(copy)))
    finally:
        path.write_text(before, "utf-8")
    assert rule in {rule for rule, *_ in found - set().union(*ALLOWED.values())}
