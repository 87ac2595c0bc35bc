"""``.ci/run`` tries the last commit in a place of its own, and leaves the developer's alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.decks import ROOT

# In place of the real lines: they make tools that say what they were asked.
README = """\
<!-- build -->
```sh
mkdir -p .venv/bin dist && touch dist/built .cache/installed && cp tool .venv/bin/ankigen
```

<!-- test -->
```sh
cp tool .venv/bin/ruff && cp tool .venv/bin/mypy && cat answer && echo 3 passed
```
"""
TOOL = '#!/bin/sh\necho "$(basename "$0") $*"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "a project"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci" / "run")
    shutil.copy(ROOT / ".gitignore", folder / ".gitignore")
    (folder / "README.md").write_text(README)
    (folder / "answer").write_text("committed\n")
    (folder / "tool").write_text(TOOL)
    (folder / "tool").chmod(0o755)
    git = ["git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], check=True)
    for name in (".venv", "dist"):
        (folder / name).mkdir()
        (folder / name / "mine").write_text("mine")
    return folder


def run(project: Path) -> subprocess.CompletedProcess[str]:
    temporary, programs = project.parent / "temporary", project.parent / "programs"
    for folder in (temporary, programs):
        folder.mkdir(exist_ok=True)
    for name in ("npm", "chromium"):
        # Here or not: nothing is to be installed for this test.
        shutil.copy(project / "tool", programs / name)
    return subprocess.run(
        ["bash", str(project / ".ci" / "run")],
        cwd=project.parent,
        env={
            **os.environ,
            "TMPDIR": str(temporary),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_environment_and_the_packages_of_the_developer_stay(project: Path) -> None:
    done = run(project)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("committed\n3 passed\nruff format --check .\n")
    assert "\nankigen lint --strict --today 2" in done.stdout
    for name in (".venv", "dist"):
        assert [each.name for each in (project / name).iterdir()] == ["mine"]
    assert not list((project.parent / "temporary").iterdir())
    assert done.stderr == ""


def test_what_the_tests_install_once_is_kept(project: Path) -> None:
    run(project)
    assert (project / ".cache" / "installed").is_file()


def test_what_is_not_committed_is_not_tried_and_that_is_said(project: Path) -> None:
    (project / "answer").write_text("edited\n")
    done = run(project)
    assert done.stdout.startswith("committed\n")
    assert "Only what is committed is tried" in done.stderr


def test_a_failure_fails_and_leaves_nothing_behind(project: Path) -> None:
    (project / "tool").write_text(TOOL + "exit 3\n")
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qam", "y"],
        cwd=project,
        check=True,
    )
    assert run(project).returncode == 3
    assert not list((project.parent / "temporary").iterdir())


def test_a_commit_on_no_branch_is_tried_as_quietly(project: Path) -> None:
    """So a service checks out what somebody asks to be merged."""
    subprocess.run(["git", "checkout", "-q", "--detach"], cwd=project, check=True)
    done = run(project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("committed\n")
