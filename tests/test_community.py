"""What people look for around a project: whom to tell, how to cite, what is updated by whom."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest
import yaml

import ankigen
from tests.support.decks import ROOT, SHIPPED

GITHUB = ROOT / ".github"


@pytest.mark.parametrize(
    ("file", "schema"),
    [("CITATION.cff", "citation-file-format"), (".github/dependabot.yml", "dependabot")],
)
def test_a_file_fits_its_published_schema(file: str, schema: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_one_version_is_named_everywhere() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert cited["version"] == project["version"] == ankigen.__version__
    assert cited["license"] == project["license"]


def test_a_new_deck_is_kept_up_to_date_as_this_project_is() -> None:
    theirs = ROOT / "ankigen" / "edit" / "skeletons" / "dependabot.yml"
    assert (GITHUB / "dependabot.yml").read_text("utf-8") == theirs.read_text("utf-8")


def test_the_changelog_of_the_tool_leads_to_that_of_each_deck() -> None:
    page = (ROOT / "CHANGELOG.md").read_text("utf-8")
    for deck in sorted(SHIPPED.parent.glob("*/deck.yaml")):
        name = f"decks/{deck.parent.name}/CHANGELOG.md"
        assert (ROOT / name).is_file()
        assert f"]({name})" in page


@pytest.mark.parametrize("name", ["SECURITY", "CODE_OF_CONDUCT", "PULL_REQUEST_TEMPLATE"])
def test_what_people_are_asked_stands_in_both_languages(name: str) -> None:
    text = (GITHUB / f"{name}.md").read_text("utf-8")
    assert {"yang", "the"} <= set(text.split())


def test_the_top_level_is_small() -> None:
    """What can live in .github/ or docs/ does; the host reads these here and nowhere else."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = listed.stdout.splitlines()
    assert {name for name in names if "/" not in name and not name.startswith(".")} <= {
        "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "README.md", "action.yml",
        "ankigen.toml", "constraints.txt", "mkdocs.yml", "pyproject.toml",
    }  # fmt: skip
