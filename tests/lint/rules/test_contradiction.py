"""contradiction: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.lint.support import diagnose, places

CODE = "contradiction"

UNION = """
- key: union
  type: organisation
  name:
    id: Serikat Lentera
    en: Lantern Union
  abbreviation:
    id: SL
    en: LU
  founded:
    date: "1931-05-02"
    event: founded
  members:
    count: 12
    unit: states
    as_of: "2020-03-01"
  status:
    state: dissolved
    date: "2021"
"""

GUILD = """
- key: guild
  type: organisation
  name:
    id: Serikat Lentera
    en: Lantern Union
  abbreviation:
    id: SL
    en: LU
"""

AGAIN = {
    # what the guild's note says of the union, and the words that are pointed at
    'founded: {date: "1913", event: founded}': '"1913"',
    'founded: {date: "1931-06", event: founded}': '"1931-06"',
    'members: {count: 14, unit: states, as_of: "2020-03-01"}': "14",
    'status: {state: dissolved, date: "2001-04"}': '"2001-04"',
    "status: {state: active}": "active",
}

AGREED = [
    'founded: {date: "1931", event: founded}',
    'founded: {date: "1930", event: signed}',
    'members: {count: 14, unit: members, as_of: "2020-03-01"}',
    'members: {count: 14, unit: states, as_of: "2020-03-02"}',
    'members: {count: 14, unit: states, as_of: "2020"}',
    'status: {state: dissolved, date: "2021-04"}',
    'status: {state: succeeded, date: "2001"}',
    'status: {state: active, as_of: "2019-01-01"}',
    'status: {state: suspended, date: "2001"}',
]


def body(key: str, name: str, status: str = "state: active") -> str:
    return f"""
- key: {key}
  type: organisation
  name:
    id: {name} itu
    en: {name}
  abbreviation:
    id: {key.upper()}
    en: {key.upper()}
  status: {{{status}}}
"""


DISSOLVED = 'state: dissolved, date: "1945"'


def ended(date: str, heir: str, state: str = "succeeded") -> str:
    return f'state: {state}, date: "{date}", successor: {heir}'


def without(fact: str) -> str:
    return f"  retired_facts:\n    {fact}:\n      why:\n        id: usang\n        en: old\n"


def called(id_: str, en: str) -> str:
    return f"{ended('1946', 'b')}, successor_name: {{id: {id_}, en: {en}}}"


def found(notes: str) -> list[str]:
    """Return the words that are pointed at."""
    return [place.partition(": ")[2] for place in places(notes, CODE)]


@pytest.mark.parametrize("fact", AGAIN)
def test_two_notes_of_one_body_disagree(fact: str) -> None:
    assert found(f"{UNION}{GUILD}  {fact}\n") == [AGAIN[fact]]


@pytest.mark.parametrize("fact", AGREED)
def test_two_notes_of_one_body_may_both_be_right(fact: str) -> None:
    assert found(f"{UNION}{GUILD}  {fact}\n") == []


BUILT = '  founded: {date: "1913", event: founded}\n'
SAME_BODY = [
    # what is changed in the guild's note
    ("Serikat Lentera", "Perserikatan Lentera"),
    ("  abbreviation:\n    id: SL\n    en: LU\n", ""),
    ("Lantern Union", "LANTERN-UNION"),
]
OTHER_BODY = [
    ("Lantern Union", "Lantern Guild"),
    ("en: LU", "en: LanU"),
    ("Serikat Lentera\n    en: Lantern Union\n  abbreviation:\n    id: SL\n    en: LU",
     "Perserikatan Lentera\n    en: Lantern Union"),
    ("type: organisation", "type: agreement"),
    ("  abbreviation", "  hint:\n    id: di Malta\n    en: in Malta\n  abbreviation"),
    ("  abbreviation", "  retired:\n    why:\n      id: usang\n      en: old\n  abbreviation"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SAME_BODY)
def test_one_body_under_two_keys(old: str, new: str) -> None:
    assert old in GUILD
    assert found(f"{UNION}{GUILD.replace(old, new)}{BUILT}") == ['"1913"']


@pytest.mark.parametrize(("old", "new"), OTHER_BODY)
def test_namesakes_and_retired_notes(old: str, new: str) -> None:
    assert old in GUILD
    assert found(f"{UNION}{GUILD.replace(old, new)}{BUILT}") == []


def test_a_retired_fact_contradicts_nothing() -> None:
    assert found(f"{UNION}{GUILD}{BUILT}{without('founded')}") == []
    league, union = body("a", "League", ended("1946", "b")), body("b", "Union", DISSOLVED)
    assert found(league + union) == ['"1946"']
    assert found(league + without("status") + union) == []
    assert found(league + without("successor") + union) == []
    assert found(league + union + without("status")) == []


@pytest.mark.parametrize("as_of", ["2021", "2021-02"])
def test_much_may_change_in_a_month(as_of: str) -> None:
    then = f'as_of: "{as_of}"'
    notes = f"""{GUILD.replace("guild", "union")}
  members: {{count: 12, unit: states, {then}}}
  status: {{state: dissolved, date: "2021", {then}}}
{GUILD}
  members: {{count: 14, unit: states, {then}}}
  status: {{state: active, {then}}}
"""
    assert found(notes) == []
    assert found(notes.replace(as_of, "2021-02-03")) == ["14", "active"]


@pytest.mark.parametrize("state", ["dissolved", "succeeded", "concluded"])
def test_a_successor_that_ended_first(state: str) -> None:
    league = body("a", "League", ended("1946-04", "b", state))
    assert found(league + body("b", "Union", DISSOLVED)) == ['"1946-04"']
    for sound in ('state: dissolved, date: "1946"', 'state: suspended, date: "1945"'):
        assert found(league + body("b", "Union", sound)) == []


def test_successors_in_a_circle() -> None:
    """Reported once, at one of them."""
    one, two = body("a", "League", ended("1946", "b")), body("b", "Union", ended("1946", "c"))
    assert found(one + two + body("c", "Guild", ended("1946", "a"))) == ["b"]
    assert found(one + two + body("c", "Guild")) == []
    assert found(body("a", "League", ended("1946", "a"))) == ["a"]
    (finding,), _ = diagnose(one + two + body("c", "Guild", ended("1946", "a")), CODE)
    assert finding.params == {"key": "a", "said": "b", "known": "a", "other": "c"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (called("Guild itu", "Guild"), ["Guild itu"]),
        (called("Union itu (B)", "Guild (C)"), ["Guild (C)"]),
        (called("Union itu", "Union (B)"), []),
        (called("Persatuan", "Community then Union"), []),
    ],
)
def test_a_successor_with_the_name_of_another_note(name: str, words: list[str]) -> None:
    league = body("a", "League", name) + body("b", "Union")
    assert found(league + body("c", "Guild")) == words
    retired = "  retired:\n    why:\n      id: usang\n      en: old\n"
    assert found(league + body("c", "Guild") + retired) == []


def test_what_is_said_names_both_values_and_the_other_note() -> None:
    (finding,), _ = diagnose(f"{UNION}{GUILD}{BUILT}", CODE)
    params = {"key": "guild", "said": "1913", "known": "1931-05-02", "other": "union"}
    assert finding.params == params


def test_sentences_are_not_read() -> None:
    term = """
- key: lamp
  term:
    id: lampu
    en: lamp
  definition:
    id: benda yang menyala
    en: a thing that shines
  explanation:
    id: Serikat Lentera didirikan pada 1913.
    en: The Lantern Union was founded in 1913.
"""
    assert found(UNION + term) == []
