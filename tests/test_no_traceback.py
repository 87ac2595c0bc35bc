"""Whatever the system lacks or refuses ends in a line and an exit code, never in a traceback."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import SETTLED, ankigen
from tests.support.decks import SAMPLE
from tests.support.extent import some

COMMANDS = [
    "validate", "lint --select link-blog", "build --no-cache --out out", "build --out out",
    "fmt --check", "stats", "links", "preview --out page.html", "lock", "validate --format json",
    "validate --format sarif", "explain unquoted", "new term another-term --file terms.yaml",
    "schema --out schemas",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the sample deck."""
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def run(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a shell does, with whatever it makes of the output."""
    root = str(Path(__file__).parents[1])
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("ankigen", f'"{sys.executable}" -m ankigen')],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": root, **SETTLED, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


# Every third: each command with one or two of them.
@pytest.mark.parametrize(
    ("command", "after"),
    some(itertools.product(COMMANDS, [">&-", ">&- 2>&-", "| true", ">/dev/full"]), 3),
)
def test_an_output_that_nobody_takes(command: str, after: str, project: Path) -> None:
    done = run(f"ankigen {command} {after}", project)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert done.returncode == 0 or after == ">/dev/full"


def test_a_reader_who_has_enough_is_no_mistake_in_a_deck(project: Path) -> None:
    run("(ankigen links 2>said; echo $? >code) | true", project)
    assert (project / "said").read_text() == ""
    assert (project / "code").read_text() == "3\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_whose_name_is_no_utf8(command: str, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/d\xff\xe9k"
    shutil.copytree(SAMPLE, os.fsdecode(folder + b"/decks/b\xffd"))
    done = ankigen(*command.split(), cwd=Path(os.fsdecode(folder)))
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    # A mistake in it is told, in every form.
    terms = Path(os.fsdecode(folder + b"/decks/b\xffd/terms.yaml"))
    terms.write_text(terms.read_text(encoding="utf-8").replace("definition:", "defnition:", 1))
    done = ankigen(*command.split(), cwd=Path(os.fsdecode(folder)))
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["validate", "build --no-cache", "explain unquoted"])
@pytest.mark.parametrize(
    ("language", "said"),
    [("id", "PyYAML di sini dibuat tanpa libyaml"), ("en", "PyYAML was built without libyaml")],
)
def test_without_libyaml(command: str, language: str, said: str, project: Path) -> None:
    without = project / "without"
    without.mkdir()
    (without / "sitecustomize.py").write_text(
        "import sys\n\n\nclass Missing:\n    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'yaml._yaml':\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n\n\n"
        "sys.meta_path.insert(0, Missing())\n"
    )
    root = str(Path(__file__).parents[1])
    paths = os.pathsep.join([str(without), root])
    done = run(f"ankigen {command}", project, PYTHONPATH=paths, ANKIGEN_LANG=language)
    assert done.returncode == 3
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"ankigen: {said}")
    assert "pip install" in line


def test_what_no_command_words_is_a_line(project: Path) -> None:
    """As where a folder may not be written to: here something stands in its place."""
    (project / "cache").write_text("a file\n")
    done = ankigen("pictures", "decks", "--cache-dir", "cache/below", cwd=project)
    assert done.returncode == 3
    assert done.stderr.startswith("ankigen: error[")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["ankigen.toml", "pyproject.toml"])
def test_a_configuration_with_a_byte_order_mark(name: str, project: Path) -> None:
    table = "lint" if name == "ankigen.toml" else "tool.ankigen.lint"
    text = f'[{table}]\nselect = ["link-blog"]\nignore = ["link-blog"]\n'
    (project / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = ankigen("lint", cwd=project)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "6 files, 0 errors, 0 warnings")


def test_a_deck_that_may_not_be_read_is_not_passed_over(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ankigen.folders import find_decks

    shutil.copytree(SAMPLE, project / "decks" / "locked")
    asked = Path.stat

    def refuse(path: Path, **how: bool) -> os.stat_result:
        if path.parent.name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return asked(path, **how)

    monkeypatch.setattr(Path, "stat", refuse)
    found, _ = find_decks([project / "decks"])
    assert [each.name for each in found] == ["locked", "sample"]


def test_no_folder_is_passed_over_in_laying_out(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ankigen.edit.rewritten import deck_files

    (project / "decks" / ".hidden").mkdir()
    (project / "decks" / ".hidden" / "a.yaml").touch()
    names = [each.name for each in deck_files([project / "decks"])]
    assert names == [
        "deck.yaml", "goals.yaml", "organisations.yaml", "places.yaml", "sources.yaml",
        "terms.yaml",
    ]  # fmt: skip
    listed = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "sample":
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        deck_files([project / "decks"])
