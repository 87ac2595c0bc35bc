"""``ankigen export``: cards as rows for other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ankigen.bring.tables import read_text
from ankigen.cells import csv_text
from ankigen.cli import cli
from ankigen.report.exported import render, rows
from tests.support.decks import SAMPLE, compiled

KEY = "sample/ratification/definition"


def export(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", str(SAMPLE), *arguments, "--lang", "en"])


def written(tmp_path: Path, form: str, *more: str) -> str:
    out = tmp_path / "out"
    done = export("--format", form, "--out", str(out), *more)
    assert (done.exit_code, done.stderr) == (0, "")
    return out.read_text(encoding="utf-8-sig")


def test_csv_has_a_row_for_each_card_with_its_key(tmp_path: Path) -> None:
    found = list(csv.DictReader(io.StringIO(written(tmp_path, "csv"))))
    package = compiled().everything()
    asked = sum(len(n.cards) for n in package.notes if not any("retired" in t for t in n.tags))
    assert len(found) == asked
    (row,) = (r for r in found if (r["key"], r["variant"], r["card"]) == (KEY, "en", "forward"))
    assert "ratification" in row["question"]
    assert row["answer"]
    assert "ankigen::sample::kind::term" in row["tags"]


def test_one_package_is_that_package(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path, "json", "--package", "translation"))["cards"]
    assert {row["variant"] for row in found} == {"id-en"}
    done = export("--format", "csv", "--out", str(tmp_path / "x"), "--package", "no")
    assert done.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_the_core_is_what_its_package_asks(tmp_path: Path) -> None:
    """Of the level of beginners, unless the whole package is wanted as well."""
    core, both, whole = (
        {row["key"] for row in rows(compiled(), packages, "csv")}
        for packages in (["en.core"], ["en.core", "en"], ["en"])
    )
    fields = (note.fields for note in compiled().package("en.core").notes)
    assert core == {value for each in fields for value in each if value in whole}
    assert core < both == whole


def test_quizlet_gets_each_fact_once_with_its_key(tmp_path: Path) -> None:
    lines = written(tmp_path, "quizlet", "--package", "en").splitlines()
    pairs = [line.split("\t") for line in lines]
    assert {len(pair) for pair in pairs} == {2}
    keys = [answer.rpartition("[")[2].rstrip("]") for _, answer in pairs]
    assert KEY in keys
    assert len(set(keys)) == len(keys) == len(list(rows(compiled(), ["en"], "quizlet")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "-kan", "'=1"])
def test_no_spreadsheet_calculates_a_text(text: str) -> None:
    row = dict.fromkeys(("key", "variant", "card", "subject", "question", "answer", "detail"), text)
    out = csv_text([tuple(row), tuple(row.values())])
    assert f"'{text}" in out
    # What goes out so comes in again as it was.
    assert set(read_text(out.encode(), None).tables[0].rows[0]) == {text}
    assert f'"question": {json.dumps(text)}' in render([row], "json")
