"""How diagnostics are shown: to people in a terminal, to GitHub, to programs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ankigen import report
from ankigen.diagnostics import Diagnostic, Severity
from ankigen.report.colour import ansi
from ankigen.report.frame import visible, width
from ankigen.report.machine import Sources
from ankigen.schema.faults import check
from ankigen.source import parse_text
from tests.support.cli import ankigen
from tests.support.decks import SAMPLE

TEXT = """kind: term
notes:
  - key: treaty
    term:
      id: 東京: perjanjian
      en: no
    defintion:
      id: kesepakatan antarnegara
      en: an agreement of states #1
"""

FULL_EN = """\
terms.yaml:5:11: error[yaml-colon-in-text]: this text has ": " in it, so it must be in quotes
  |
4 |     term:
5 |       id: 東京: perjanjian
  |           ^^^^^^^^^^^^^^^^
5 +       id: "東京: perjanjian"
  = hint: put the text in quotes

terms.yaml:6:11: error[unquoted]: no is read as a boolean (true/false), but en is text
  |
5 |       id: 東京: perjanjian
6 |       en: no
  |           ^^
6 +       en: "no"
  = hint: put the text in quotes
  = schema: English (British spelling).

terms.yaml:7:5: error[unknown-key]: "defintion" is not a known key here
  |
6 |       en: no
7 |     defintion:
  |     ^^^^^^^^^
7 +     definition:
  = hint: did you mean "definition"?
  = schema: What the term means in one short sentence (under 25 words), without the term itself.

terms.yaml:9:34: warning[yaml-comment]: #1 is taken for a comment, so the text loses it
  |
8 |       id: kesepakatan antarnegara
9 |       en: an agreement of states #1
  |                                  ^^
9 +       en: "an agreement of states #1"
  = hint: put the text in quotes; if a comment is meant, put a space after the #

1 file, 3 errors, 1 warning
meaning and examples: ankigen explain yaml-colon-in-text"""

FULL_ID = """\
terms.yaml:6:11: galat[unquoted]: no terbaca sebagai ya/tidak (true/false), padahal en adalah teks
  |
5 |       id: 東京: perjanjian
6 |       en: no
  |           ^^
6 +       en: "no"
  = saran: apit teksnya dengan tanda kutip
  = skema: Bahasa Inggris (ejaan Britania).
"""


def diagnostics(text: str = TEXT) -> tuple[list[Diagnostic], Sources]:
    source = parse_text("terms.yaml", text)
    found = [*source.diagnostics, *check(source)]
    return sorted(found, key=lambda d: d.order), {"terms.yaml": source}


def test_full_shows_the_line_the_span_and_the_mend() -> None:
    assert report.render("full", *diagnostics(), "en") == FULL_EN
    assert FULL_ID in report.render("full", *diagnostics(), "id")


def test_concise_is_a_line_each() -> None:
    lines = report.render("concise", *diagnostics(), "en").splitlines()
    assert len(lines) == 5
    assert lines[1] == (
        "terms.yaml:6:11: error[unquoted]: no is read as a boolean (true/false), "
        "but en is text (put the text in quotes)"
    )


def test_the_worst_comes_first() -> None:
    found, _ = diagnostics()
    assert [d.severity for d in found] == [Severity.ERROR] * 3 + [Severity.WARNING]


def test_colour_adds_nothing_but_colour() -> None:
    painted = report.render("full", *diagnostics(), "en", ansi)
    assert "\x1b[1;31merror[unquoted]\x1b[0m" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == FULL_EN


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("東京", 4), ("e\u0301", 1), ("ｱ", 1), ("ｗ", 2), ("“”", 2)]
)
def test_width_is_that_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_frame_shows_nothing_that_steers_the_terminal() -> None:
    assert visible("a\tb\x1b[2J\u202e\u200b\xa0") == "a    b\ufffd[2J\ufffd\ufffd\xa0"
    found, sources = diagnostics("kind: term\nnotes: \x1b[2J\n")
    assert "\x1b" not in report.render("full", found, sources, "en")


def test_a_long_line_is_cut_around_the_span() -> None:
    text = TEXT.replace("en: no", f"en: {'x' * 400}\n      ex: y")
    found, sources = diagnostics(text)
    shown = report.render("full", found, sources, "en")
    assert max(len(line) for line in shown.splitlines()) < 200
    assert "…" in shown


def test_json_has_everything() -> None:
    data = json.loads(report.render("json", *diagnostics(), "en"))
    assert data["summary"] == {"files": 1, "errors": 3, "warnings": 1}
    assert data["diagnostics"][1] == {
        "path": "terms.yaml", "line": 6, "column": 11, "endLine": 6, "endColumn": 13,
        "severity": "error", "code": "unquoted",
        "message": "no is read as a boolean (true/false), but en is text",
        "hints": ["put the text in quotes"],
        "edits": [{"path": "terms.yaml", "line": 6, "column": 11, "endLine": 6, "endColumn": 13,
                   "text": '"no"'}],
        "description": "English (British spelling).",
    }  # fmt: skip


def test_github_gets_annotations_and_a_summary() -> None:
    lines = report.render("github", *diagnostics(), "en").splitlines()
    assert lines[1] == (
        "::error file=terms.yaml,line=6,col=11,endLine=6,endColumn=13,title=ankigen unquoted::"
        "no is read as a boolean (true/false), but en is text%0Aput the text in quotes"
        '%0Awrite: en: "no"%0AEnglish (British spelling).'
    )
    assert lines[3].startswith("::warning file=terms.yaml,line=9,")
    assert lines[-1] == "1 file, 3 errors, 1 warning"


def test_github_says_that_it_shows_only_ten() -> None:
    text = "kind: term\nnotes:\n" + "  - key: Bad\n" * 11
    assert "GitHub shows only 10" in report.render("github", *diagnostics(text), "en")
    assert "GitHub shows only 10" not in report.render("github", *diagnostics(), "en")


def test_sarif_is_what_code_scanning_reads() -> None:
    log = json.loads(report.render("sarif", *diagnostics(), "en"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(rules)
    result = run["results"][1]
    region = {"startLine": 6, "startColumn": 11, "endLine": 6, "endColumn": 13}
    assert rules[result["ruleIndex"]] == result["ruleId"] == "unquoted"
    assert (result["level"], run["results"][3]["level"]) == ("error", "warning")
    assert place(result) == {"artifactLocation": {"uri": "terms.yaml"}, "region": region}
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": '"no"'}}
    ]


def place(result: dict[str, Any]) -> Any:
    (location,) = result["locations"]
    return location["physicalLocation"]


# -- the command line -----------------------------------------------------------------


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a folder with a deck that has one error."""
    deck = tmp_path / "decks" / "sample"
    deck.mkdir(parents=True)
    for file in SAMPLE.glob("*.yaml"):
        text = file.read_text("utf-8").replace("id: ratifikasi", "id: no")
        (deck / file.name).write_text(text.replace("file: dot.svg", "file: gone.svg"), "utf-8")
    return tmp_path


def test_the_format_is_chosen_by_option_and_by_github_actions(broken: Path) -> None:
    default = ankigen("validate", cwd=broken).stdout
    assert "  |\n" in default
    actions = ankigen("validate", cwd=broken, GITHUB_ACTIONS="true").stdout
    assert actions.startswith("::error file=decks/sample/")
    full = ankigen("validate", "--format", "full", cwd=broken, GITHUB_ACTIONS="true").stdout
    assert full == default
    for form in ("json", "sarif"):
        assert json.loads(ankigen("validate", "--format", form, cwd=broken).stdout)
    assert ankigen("validate", "--format", "xml", cwd=broken).returncode == 2


@pytest.mark.parametrize(
    ("option", "environment", "coloured"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_follows_option_and_environment(
    broken: Path, option: str, environment: dict[str, str], coloured: bool
) -> None:
    done = ankigen("validate", "--color", option, cwd=broken, **environment)
    assert ("\x1b[" in done.stdout) is coloured


def test_machine_formats_are_whole_where_nothing_is_wrong(tmp_path: Path) -> None:
    done = ankigen("validate", str(SAMPLE), "--format", "json", "-q", cwd=tmp_path)
    assert json.loads(done.stdout)["diagnostics"] == []
    assert ankigen("validate", str(SAMPLE), "-q", cwd=tmp_path).stdout == ""


def test_explain_prints_the_page_of_a_code(tmp_path: Path) -> None:
    english = ankigen("explain", "unquoted", cwd=tmp_path)
    assert english.stdout.startswith("unquoted: {raw} is read as {what}, but {name} is text\n")
    assert 'Right:\n  term:\n    id: ratifikasi\n    en: "no"' in english.stdout
    assert "Benar:" in ankigen("explain", "unquoted", "--lang", "id", cwd=tmp_path).stdout
    assert "unquoted" in ankigen("explain", cwd=tmp_path).stdout
    unknown = ankigen("explain", "unqoted", cwd=tmp_path)
    assert unknown.returncode == 2
    assert "unquoted?" in unknown.stderr
