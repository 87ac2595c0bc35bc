"""What holds for all rules: ignores, settings, severities, mends."""

from __future__ import annotations

from typing import Any

import pytest

from ankigen import lint
from ankigen.diagnostics import Severity
from ankigen.lint import Settings, SettingsError, parse
from ankigen.lint.fix import mended
from tests.lint.support import diagnose, places

BARE = """
- key: estuary
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: where a river meets the sea
"""
IGNORED = f"""{BARE}  lint:
    ignore:
      - source-missing
    because: A word of everyday language needs no source.
"""


def codes(notes: str, **options: Any) -> list[str]:
    found, _ = diagnose(notes, **options)
    return [each.code for each in found]


def test_an_ignore_silences_its_rule_on_its_note() -> None:
    assert codes(BARE) == ["source-missing"]
    assert codes(IGNORED) == []


def test_an_ignore_of_a_rule_that_does_not_run_is_not_called_unused() -> None:
    assert codes(IGNORED, settings=Settings(ignore=("source-missing",))) == []
    assert codes(IGNORED, settings=Settings(select=("unused-ignore",))) == []


def test_an_unknown_code_is_reported_with_what_was_meant() -> None:
    (found,), _ = diagnose(IGNORED.replace("source-missing", "source-mising"), "unused-ignore")
    assert [hint.params["name"] for hint in found.hints] == ["source-missing"]


def test_select_and_ignore_choose_rules() -> None:
    assert codes(BARE, settings=Settings(select=("answer-in-front",))) == []
    assert codes(BARE, settings=Settings(ignore=("source-missing",))) == []
    assert codes(BARE, settings=Settings(select=("source-missing",))) == ["source-missing"]


def test_severities_can_be_set_and_made_stricter() -> None:
    (found,), _ = diagnose(BARE)
    assert found.severity is Severity.WARNING
    assert lint.stricter([found])[0].severity is Severity.ERROR
    quiet = Settings(severity={"source-missing": Severity.INFO})
    (found,), _ = diagnose(BARE, settings=quiet)
    assert lint.stricter([found])[0].severity is Severity.INFO


def test_settings_reach_the_rules() -> None:
    notes = """
- key: cloud
  term:
    id: most-favoured nation
    en: most-favoured nation
  definition:
    id: aturan WMOX untuk awan
    en: a rule of the WMOX about clouds
  as_of: "2020-01"
  sources:
    - title: Awan
"""
    assert codes(notes) == ["copied-translation", "unexpanded-abbreviation", "stale-as-of"]
    settings = Settings(
        loanwords=frozenset({"most-favoured nation"}),
        abbreviations=frozenset({"WMOX"}),
        stale_months={"office": 12, "members": 36, "other": 120},
    )
    assert codes(notes, settings=settings) == []


def test_a_table_becomes_settings() -> None:
    table = {
        "select": ["same-front"],
        "ignore": ["link-blog"],
        "severity": {"near-duplicate": "error"},
        "loanwords": ["stupa"],
        "abbreviations": ["RT"],
        "stale-months": {"members": 72},
        "media-kilobytes": 100,
    }
    made = parse(table, lint.codes())
    assert made.select == ("same-front",)
    assert made.ignore == ("link-blog",)
    assert made.severity == {"near-duplicate": Severity.ERROR}
    assert (made.loanwords, made.abbreviations) == ({"stupa"}, {"RT"})
    assert made.stale_months == {"office": 12, "members": 72, "other": 60}
    assert made.media_kilobytes == 100


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ({"selekt": []}, "lint"),
        ({"select": ["no-such-rule"]}, "lint.select"),
        ({"select": "same-front"}, "lint.select"),
        ({"severity": {"same-front": "awful"}}, "lint.severity.same-front"),
        ({"severity": ["same-front"]}, "lint.severity"),
        ({"stale-months": {"ministers": 3}}, "lint.stale-months"),
        ({"stale-months": {"members": 0}}, "lint.stale-months"),
        ({"media-kilobytes": True}, "lint.media-kilobytes"),
    ],
)
def test_a_table_that_means_nothing_is_refused(table: dict[str, Any], where: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse(table, lint.codes())
    assert refused.value.where == where


FAULTY = """
- key: partnership
  term:
    id: kemitraan
    en: partnership
  definition:
    id: kerjasama dua usaha antar negara
    en: the\u00a0joint work of two firms
  explanation:
    id: >-
      Ijinnya mudah, tetapi
      resikonya ada dan Propinsi ikut menanggung
    en: It is easy, but there is a risk.
  sources:
    - title: Usaha
"""


def test_mends_change_the_words_and_nothing_else() -> None:
    found, loaded = diagnose(FAULTY)
    source = next(source for path, source in loaded.sources.items() if path.endswith("term.yaml"))
    after = mended(source, found)
    assert after == (
        source.text.replace("kerjasama", "kerja sama")
        .replace("antar negara", "antarnegara")
        .replace("\u00a0", " ")
        .replace("Propinsi", "Provinsi")
        .replace("menanggung", "menanggung.")
    )
    assert mended(source, []) == source.text


def test_an_edit_that_would_change_the_data_is_not_made() -> None:
    found, loaded = diagnose(FAULTY)
    source = next(source for path, source in loaded.sources.items() if path.endswith("term.yaml"))
    (written,) = [each for each in found if each.params.get("written") == "kerjasama"]
    (edit,) = written.edits
    harmful = type(edit)(edit.location, "kerja: sama")
    spoilt = type(written)(written.location, written.code, written.params, (), (harmful,))
    assert mended(source, [spoilt]) == source.text


def test_mended_decks_have_nothing_left_to_mend() -> None:
    mendable = ("non-standard-indonesian", "confusable-characters", "punctuation-differs")
    found, loaded = diagnose(FAULTY, *mendable)
    assert all(each.edits for each in found)
    text = next(s for p, s in loaded.sources.items() if p.endswith("term.yaml"))
    after = mended(text, found).split("notes:\n")[1]
    assert [places(after, code) for code in mendable] == [[], [], []]
