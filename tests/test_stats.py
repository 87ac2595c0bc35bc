"""``ankigen stats``: what is counted, and exactly how it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from ankigen.dates import PartialDate
from ankigen.deck import stats
from ankigen.kinds.base.records import RetiredFacts, Retirement
from ankigen.kinds.base.text import Text
from ankigen.kinds.term import Term
from ankigen.report.stats import render
from tests.support.decks import SAMPLE, SHIPPED, VARIANTS, compiled, deck
from tests.test_cli import ankigen

TEXT_EN = """\
Sample (sample)

Kind                                     notes  id  en  id-en  cards
questions                                    4   6   6      0     12
organisations                                4  23  23     10     56
terms                                        3   6   6      4     16
total                                       11  35  35     14     84

Topic                                    notes  id  en  id-en  cards
treaties                                     1   2   2      2      6
(none)                                      10  33  33     12     78
total                                       11  35  35     14     84

Level                                    notes  id  en  id-en  cards
1                                            2  11  11      4     26
(none)                                       9  24  24     10     58
total                                       11  35  35     14     84

Coverage                                 have  of   %
texts in every language                    47  50  94
facts with a source                         9  27  33
facts with as_of                            4  27  14
terms and questions with an example         3   7  42
terms and names with a translation          6   7  85

Citations                                have  of   %
official                                    0   4   0
law                                         0   4   0
treaty                                      3   4  75
reference                                   0   4   0
press                                       0   4   0
other                                       1   4  25
official, law, treaty or reference          3   4  75
notes of level 1 that cite one of these     1   2  50

Oldest as_of                             fact                       file
1920                                     league-of-nations/members  FOLDER/organisations.yaml
2020                                     some-agreement/members     FOLDER/organisations.yaml
2025-10-26                               asean/members              FOLDER/organisations.yaml
2026-11                                  summit/definition          FOLDER/terms.yaml
"""

TEXT_ID_START = """\
Contoh (sample)

Jenis                                          catatan  id  en  id-en  kartu
tanya jawab                                          4   6   6      0     12
organisasi                                           4  23  23     10     56
istilah                                              3   6   6      4     16
jumlah                                              11  35  35     14     84
"""

MARKDOWN_EN = """\
# Sample (sample)

| Kind | notes | id | en | id-en | cards |
| --- | --: | --: | --: | --: | --: |
| questions | 4 | 6 | 6 | 0 | 12 |
| organisations | 4 | 23 | 23 | 10 | 56 |
| terms | 3 | 6 | 6 | 4 | 16 |
| total | 11 | 35 | 35 | 14 | 84 |

| Topic | notes | id | en | id-en | cards |
| --- | --: | --: | --: | --: | --: |
| treaties | 1 | 2 | 2 | 2 | 6 |
| (none) | 10 | 33 | 33 | 12 | 78 |
| total | 11 | 35 | 35 | 14 | 84 |

| Level | notes | id | en | id-en | cards |
| --- | --: | --: | --: | --: | --: |
| 1 | 2 | 11 | 11 | 4 | 26 |
| (none) | 9 | 24 | 24 | 10 | 58 |
| total | 11 | 35 | 35 | 14 | 84 |

| Coverage | have | of | % |
| --- | --: | --: | --: |
| texts in every language | 47 | 50 | 94 |
| facts with a source | 9 | 27 | 33 |
| facts with as_of | 4 | 27 | 14 |
| terms and questions with an example | 3 | 7 | 42 |
| terms and names with a translation | 6 | 7 | 85 |

| Citations | have | of | % |
| --- | --: | --: | --: |
| official | 0 | 4 | 0 |
| law | 0 | 4 | 0 |
| treaty | 3 | 4 | 75 |
| reference | 0 | 4 | 0 |
| press | 0 | 4 | 0 |
| other | 1 | 4 | 25 |
| official, law, treaty or reference | 3 | 4 | 75 |
| notes of level 1 that cite one of these | 1 | 2 | 50 |

| Oldest as_of | fact | file |
| --- | --- | --- |
| 1920 | league-of-nations/members | FOLDER/organisations.yaml |
| 2020 | some-agreement/members | FOLDER/organisations.yaml |
| 2025-10-26 | asean/members | FOLDER/organisations.yaml |
| 2026-11 | summit/definition | FOLDER/terms.yaml |
"""


def row(name: str | None, notes: int, *cards: int) -> dict[str, object]:
    return {
        "name": name,
        "notes": notes,
        "cards": dict(zip(("id", "en", "id-en"), cards, strict=True)),
    }


DATA = {
    "decks": [
        {
            "key": "sample",
            "title": {"id": "Contoh", "en": "Sample"},
            "notes": 11,
            "cards": {"id": 35, "en": 35, "id-en": 14},
            "by": {
                "kind": [
                    row("goal", 4, 6, 6, 0),
                    row("organisation", 4, 23, 23, 10),
                    row("term", 3, 6, 6, 4),
                ],
                "topic": [row("treaties", 1, 2, 2, 2), row(None, 10, 33, 33, 12)],
                "level": [row("1", 2, 11, 11, 4), row(None, 9, 24, 24, 10)],
            },
            "coverage": {
                "both-languages": {"have": 47, "of": 50},
                "sources": {"have": 9, "of": 27},
                "as-of": {"have": 4, "of": 27},
                "examples": {"have": 3, "of": 7},
                "translations": {"have": 6, "of": 7},
            },
            "citations": {
                "official": {"have": 0, "of": 4},
                "law": {"have": 0, "of": 4},
                "treaty": {"have": 3, "of": 4},
                "reference": {"have": 0, "of": 4},
                "press": {"have": 0, "of": 4},
                "other": {"have": 1, "of": 4},
                "good": {"have": 3, "of": 4},
                "core": {"have": 1, "of": 2},
            },
            "oldest_as_of": [
                {"as_of": as_of, "note": note, "fact": fact, "file": f"FOLDER/{file}.yaml"}
                for as_of, note, fact, file in (
                    ("1920", "league-of-nations", "members", "organisations"),
                    ("2020", "some-agreement", "members", "organisations"),
                    ("2025-10-26", "asean", "members", "organisations"),
                    ("2026-11", "summit", "definition", "terms"),
                )
            ],
        }
    ]
}


def written(form: str, language: str = "en") -> str:
    return render([stats.count(deck())], form, language).replace(SAMPLE.as_posix(), "FOLDER")


def test_text() -> None:
    assert written("text") == TEXT_EN
    assert written("text", "id").startswith(TEXT_ID_START)


def test_markdown() -> None:
    assert written("markdown") == MARKDOWN_EN


def test_json_is_the_same_in_both_languages() -> None:
    assert json.loads(written("json")) == DATA
    assert written("json") == written("json", "id")


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
def test_the_cards_counted_are_the_cards_built(folder: Path) -> None:
    counted = stats.count(deck(folder))
    for name, view in compiled(folder).views.items():
        assert counted.total.cards[name] == sum(len(note.cards) for note in view.notes)
    for rows in counted.groups.values():
        assert sum(each.notes for each in rows) == counted.total.notes
        for variant in VARIANTS:
            assert sum(each.cards[variant] for each in rows) == counted.total.cards[variant]


def test_what_is_retired_is_not_counted() -> None:
    retired = Retirement(why=Text(id="sudah berubah", en="has changed"))
    notes = tuple(
        replace(note, retired_facts=RetiredFacts(members=retired)) if note.key == "asean" else note
        for note in deck().notes
    )
    found = stats.count(replace(deck(), notes=notes))
    assert found.total.cards == {"id": 34, "en": 34, "id-en": 14}
    assert "asean" not in {aged.note for aged in found.oldest}


def test_the_ten_oldest_dates_come_oldest_first() -> None:
    text = Text(id="a", en="a")
    notes = tuple(
        Term(key=f"t{number:02}", term=text, definition=text, as_of=PartialDate(2000 + number))
        for number in reversed(range(12))
    )
    found = stats.count(replace(deck(), notes=notes)).oldest
    assert [aged.as_of.year for aged in found] == list(range(2000, 2010))


def test_a_deck_with_mistakes_is_not_counted(tmp_path: Path) -> None:
    folder = tmp_path / "decks" / "broken"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text("kind: deck\n", "utf-8")
    done = ankigen("stats", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[missing-key]" in done.stderr


def test_the_command_takes_decks_a_form_and_a_language() -> None:
    done = ankigen("stats", SAMPLE.as_posix(), "--format", "markdown", cwd=SAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.replace(SAMPLE.as_posix(), "FOLDER") == MARKDOWN_EN
    done = ankigen("stats", SAMPLE.as_posix(), "--lang", "id", cwd=SAMPLE)
    assert done.stdout.startswith(TEXT_ID_START)
