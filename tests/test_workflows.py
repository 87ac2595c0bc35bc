"""The workflows cannot run here; what can be known of them without running is tested."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

import ankigen
from ankigen.cli import COMMANDS, LazyGroup, cli
from tests.support.decks import ROOT, SAMPLE
from tests.support.repo import Repo, new_repo

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# What `ankigen new deck` writes: the repository of somebody who has only the tool.
NEW_DECKS = [
    ROOT / "ankigen" / "edit" / "skeletons" / name for name in ("check.yml", "release.yml")
]
ACTION = ROOT / "action.yml"
FILES = [*WORKFLOWS, *NEW_DECKS, ACTION]
# What a workflow may change; all others only read.
WRITES = {
    "release.yml": {"contents"},
    "links.yml": {"issues"},
    "site.yml": {"pages", "id-token"},
    "publish.yml": {"id-token", "attestations"},
}
PINNED = re.compile(r"uses: (?:\./|[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)")


def content(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> Iterator[dict[str, Any]]:
    data = content(path)
    jobs = data["jobs"].values() if "jobs" in data else [data["runs"]]
    for job in jobs:
        yield from job["steps"]


def ankigen_calls() -> Iterator[list[str]]:
    """Yield the words of every call of ankigen; what comes from a variable is a word."""
    for path in FILES:
        for step in steps(path):
            for line in step.get("run", "").replace("\\\n", " ").splitlines():
                words = shlex.split(line.partition(">")[0])
                if "ankigen" in words:
                    yield words[words.index("ankigen") + 1 :]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_fits_its_published_schema(path: Path) -> None:
    schema = "github-actions" if path == ACTION else "github-workflows"
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit(path: Path) -> None:
    used = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.search(line)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_from_outside_is_pasted_into_a_shell(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", [*WORKFLOWS, *NEW_DECKS], ids=lambda path: path.name)
def test_jobs_end_and_may_do_only_what_they_must(path: Path) -> None:
    data = content(path)
    jobs = data["jobs"].values()
    assert all(job["timeout-minutes"] <= 60 for job in jobs)
    assert data["permissions"]["contents"] == "read"
    asked = [data["permissions"], *(job.get("permissions", {}) for job in jobs)]
    writes = {name for each in asked for name, level in each.items() if level == "write"}
    assert writes == WRITES.get(path.name, set())


def test_one_version_of_each_action_is_used() -> None:
    used = {step["uses"] for path in FILES for step in steps(path) if "@" in step.get("uses", "")}
    assert len({each.partition("@")[0] for each in used}) == len(used)


@pytest.mark.parametrize("words", list(ankigen_calls()), ids=" ".join)
def test_every_call_of_ankigen_is_one_that_it_knows(words: list[str]) -> None:
    name, *arguments = words
    if name.startswith("$"):
        name = "validate"
    assert isinstance(cli, LazyGroup)
    assert name in COMMANDS
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in arguments if word.startswith("--")} <= known


def test_the_steps_name_what_the_repository_has() -> None:
    run = "\n".join(step.get("run", "") for path in FILES for step in steps(path))
    named = {".ci/run", "constraints.txt", "tests/old_anki", "tests/old_anki/every_version.py"}
    assert {word for word in re.findall(r"[\w.-]*[/.][\w./-]+", run) if word in named} == named
    assert all((ROOT / name).exists() for name in named)


def test_a_new_deck_is_released_as_those_here_are() -> None:
    """By the same steps, which are run below, but with an ankigen from where it is published."""
    ours, theirs = (
        (folder / "release.yml").read_text("utf-8").splitlines()
        for folder in (WORKFLOWS[0].parent, NEW_DECKS[0].parent)
    )
    # The second finds the ankigen of the first, also where that one is not from the index.
    install = "python -m pip install -r requirements.txt"
    anki = 'python -m pip install "ankigen[anki]"'
    differ = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    assert differ == [
        (
            '      - run: python -m pip install -c constraints.txt ".[anki]"',
            f"      - run: {install} && {anki}",
        )
    ]


def test_the_site_fills_in_a_form_that_is_there() -> None:
    run = "\n".join(step.get("run", "") for step in steps(ROOT / ".github/workflows/site.yml"))
    template, fields = re.findall(r"issues/new\?template=([\w.-]+)((?:&\w+=\{\w+\})*)", run)[0]
    form = content(ROOT / ".github" / "ISSUE_TEMPLATE" / template)
    known = {part["id"] for part in form["body"]}
    assert set(re.findall(r"&(\w+)=", fields)) == {"key", "says", "right"} < known


def test_the_weekly_and_release_runs_see_the_whole_history() -> None:
    for name in ("release.yml", "weekly.yml"):
        checkouts = [
            step for step in steps(ROOT / ".github" / "workflows" / name)
            if step.get("uses", "").startswith("actions/checkout")
        ]  # fmt: skip
        assert checkouts[0]["with"]["fetch-depth"] == 0


def test_every_python_and_system_that_is_promised_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = [
        each.rpartition(" ")[2] for each in project["classifiers"] if "Language :: Python" in each
    ]
    tried = content(WORKFLOWS[0].parent / "check.yml")["jobs"]["systems"]["strategy"]["matrix"]
    assert tried["python"] == promised
    assert project["requires-python"] == f">={promised[0]}"
    assert [each.partition("-")[0] for each in tried["os"]] == ["ubuntu", "macos", "windows"]


def test_the_steps_for_every_system_work_here(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    job = content(WORKFLOWS[0].parent / "check.yml")["jobs"]["systems"]
    runner = Runner(tmp_path, "", "systems")
    for step in job["steps"]:
        runner.run(step)
    made = {path.name for path in tmp_path.rglob("*.apkg")}
    assert {"sample.bilingual.apkg", "my-deck.id.apkg"} <= made


def test_the_tool_is_published_as_its_tag_says() -> None:
    tags = content(WORKFLOWS[0].parent / "publish.yml")[True]["push"]["tags"]
    # By the rules of the host: [0-9]+ is one digit or more, and nothing else is a pattern here.
    forms = [re.compile(tag.replace(".", r"\.")) for tag in tags]
    assert any(form.fullmatch(f"v{ankigen.__version__}") for form in forms)
    assert not any(form.fullmatch(f"sample-v{ankigen.__version__}") for form in forms)


class Runner:
    """Runs the steps of a job in a clone, as the service does; ``gh`` only notes its arguments."""

    def __init__(self, folder: Path, sha: str, tag: str) -> None:
        self.folder = folder
        self.variables = {"GITHUB_SHA": sha, "TAG": tag}
        self.file = folder.parent / f"{tag}.env"
        tools = folder.parent / f"{tag}.bin"
        tools.mkdir()
        self.path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        # As installed from the tag: whoever runs these tests may be changing the tool.
        script = (
            f"#!/bin/sh\nexport PYTHONPATH={ROOT}\n"
            f'exec {sys.executable} -m tests.support.maintainer "$@"\n'
        )
        for name, content in (("ankigen", script), ("gh", '#!/bin/sh\necho "$@" > published\n')):
            (tools / name).write_text(content)
            (tools / name).chmod(0o755)

    def run(self, step: dict[str, Any]) -> None:
        name = re.fullmatch(r"env\.(\w+) != ''", step.get("if", "env.TAG != ''"))
        assert name is not None, step["if"]
        if not self.variables.get(name[1]) or "pip install" in step.get("run", "pip install"):
            return
        self.file.write_text("")
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.folder,
            env={
                **os.environ,
                **self.variables,
                "PATH": self.path,
                "GITHUB_ENV": os.fspath(self.file),
                "LC_ALL": "C.UTF-8",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (step["run"], done.stdout, done.stderr)
        lines = self.file.read_text().splitlines()
        self.variables |= dict(line.split("=", 1) for line in lines)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Return a repository with two releases of a deck."""
    repo = new_repo(tmp_path_factory.mktemp("released") / "repository")
    repo.release("1.0.0")
    repo.edit("terms.yaml", "id: Tanpa langkah ini", "id: Tanpa pengesahan ini")
    repo.release("1.1.0")
    return repo


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_the_release_workflow_publishes_what_was_released(
    version: str, released: Repo, tmp_path: Path
) -> None:
    tag, clone = f"sample-v{version}", tmp_path / "clone"
    released.git("clone", "--quiet", ".", os.fspath(clone))
    sha = released.git("rev-parse", f"{tag}^{{commit}}").strip()
    subprocess.run(["git", "checkout", "--quiet", sha], cwd=clone, check=True)
    runner = Runner(clone, sha, tag)
    for step in steps(ROOT / ".github" / "workflows" / "release.yml"):
        runner.run(step)
    assert runner.variables["BEFORE"] == ("" if version == "1.0.0" else "sample-v1.0.0")
    made, given = (folder / "dist" / "sample" / version for folder in (released.folder, clone))
    assert {path.name: path.read_bytes() for path in given.iterdir()} == {
        path.name: path.read_bytes() for path in made.iterdir()
    }
    published = (clone / "published").read_text().split()
    assert published[:3] == ["release", "create", tag]
    assert set(published) >= {f"dist/sample/{version}/{path.name}" for path in made.iterdir()}


def test_whatever_ankigen_says_in_a_workflow_is_in_a_language_that_was_chosen() -> None:
    for path in FILES:
        everywhere = content(path).get("env", {})
        for step in steps(path):
            if re.search(r"(^|xargs .*)\bankigen ", step.get("run", ""), re.M):
                assert "ANKIGEN_LANG" in {**everywhere, **step.get("env", {})}, (path.name, step)
            if step.get("uses") == "./":
                assert step["with"]["lang"] == "id"
