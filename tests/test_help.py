"""Help as somebody reads it who looks for a command, and what the shell completes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ankigen.cli import COMMANDS, GROUPS
from tests.support.cli import ankigen
from tests.support.decks import ROOT, SAMPLE
from tests.support.lines import complaint


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample deck under decks/."""
    folder = tmp_path_factory.mktemp("help")
    shutil.copytree(SAMPLE, folder / "decks" / "sample")
    return folder


def test_every_command_stands_in_one_group() -> None:
    named = [name for group in GROUPS.values() for name in group]
    assert sorted(named) == sorted(set(named)) == sorted(COMMANDS)
    files = {path.stem.replace("_", "-") for path in (ROOT / "ankigen" / "cli").glob("*.py")}
    commands = re.compile(r'^@click\.(?:command|group)\(\s*"([a-z-]+)"', re.M)
    sources = [path.read_text("utf-8") for path in (ROOT / "ankigen" / "cli").glob("*.py")]
    assert sorted(name for text in sources for name in commands.findall(text)) == sorted(named)
    # Python keeps the word "import" to itself.
    assert {"bring" if name == "import" else name for name in named} < files


def test_the_groups_are_shown_with_their_commands_below_them(here: Path) -> None:
    text = ankigen("--help", cwd=here).stdout
    shown = re.findall(r"^(\w+):$|^  ([a-z-]+)  ", text, re.M)
    ours = [title or name for title, name in shown if title != "Options"]
    wanted = [each for title, group in GROUPS.items() for each in (title, *group)]
    assert ours[: len(wanted)] == wanted
    # All descriptions begin in one column.
    columns = {len(name) for name in re.findall(r"^  [a-z][a-z-]* +(?=[A-Z])", text, re.M)}
    assert len(columns) == 1


def examples(name: str) -> list[str]:
    from ankigen.cli import cli

    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    lines = (command.epilog or "").partition("Examples:\n")[2].splitlines()
    return [line.strip() for line in lines if line.startswith("  ")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_that_it_takes(name: str) -> None:
    lines = [line for line in examples(name) if line.startswith("ankigen ")]
    assert lines
    assert all(line.split()[1] == name for line in lines)
    assert {line: complaint(line) for line in lines} == dict.fromkeys(lines, "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ankigen bild", "No such command 'bild'. Did you mean 'build'?"),
        ("ankigen build --pakage id", "No such option"),
        ("ankigen lint --color sometimes", "'sometimes' is not one of"),
        ("ankigen explain one two", "too many words"),
    ],
)
def test_an_example_that_no_command_takes_is_seen(line: str, said: str) -> None:
    assert said in complaint(line)


def test_rules_may_be_named_with_commas_or_one_by_one(here: Path) -> None:
    commas = ankigen("lint", "--select", "same-front,source-missing", cwd=here)
    apart = ankigen("lint", "--select", "same-front", "--select", "source-missing", cwd=here)
    assert (commas.returncode, commas.stdout) == (apart.returncode, apart.stdout)
    assert "warning[" in commas.stdout
    wrong = ankigen("lint", "--select", "same-front,sourse-missing", cwd=here)
    assert wrong.returncode == 2
    assert "source-missing" in wrong.stderr


def test_short_options_are_those_of_git_and_ruff(here: Path) -> None:
    done = ankigen("build", "-q", "-o", "made", "--package", "id", cwd=here)
    assert done.returncode == 0
    assert (here / "made" / "sample.id.apkg").is_file()
    done = ankigen("validate", "--output-format", "json", cwd=here)
    assert done.stdout.startswith("{")
    assert "-n, --dry-run" in ankigen("release", "--help", cwd=here).stdout


COMPLETED = {
    "ankigen re": ["rename", "review", "release"],
    "ankigen explain yaml-ta": ["yaml-tab", "yaml-tag"],
    "ankigen lint --select numbers-": ["numbers-differ"],
    "ankigen build --package ": ["id.core", "id", "en.core", "en", "translation", "bilingual"],
    "ankigen build decks/sample --package e": ["en.core", "en"],
    "ankigen preview --note asean": ["asean-aim", "asean"],
    "ankigen rename --work un-": ["un-treaty-collection"],
    "ankigen rename rat": ["ratification"],
    "ankigen build decks/nothing --package ": [],
}


@pytest.mark.parametrize("line", COMPLETED)
def test_the_shell_completes_keys_codes_and_packages(line: str, here: Path) -> None:
    words = line.split(" ")
    script = "import sys; sys.argv[0] = 'ankigen'; from ankigen.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=here,
        env={
            "PYTHONPATH": str(ROOT),
            "_ANKIGEN_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    offered = [each.partition(",")[2] for each in done.stdout.splitlines()]
    assert list(filter(None, offered)) == COMPLETED[line]
