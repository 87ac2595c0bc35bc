"""``ankigen diff`` and ``ankigen upgrade-test`` as their users meet them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ankigen.anki import apkg
from tests.support.decks import T1, T2, compiled
from tests.support.releases import Sources, release
from tests.test_cli import ankigen

OLD_TEXT, NEW_TEXT = "id: Tanpa langkah ini", "id: Tanpa pengesahan ini"


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """Return a folder with two releases in the folders old/ and new/."""
    sources = Sources(tmp_path)
    first = sources.package(T1)
    sources.change("terms.yaml", OLD_TEXT, NEW_TEXT)
    release(tmp_path / "old", first)
    release(tmp_path / "new", sources.package(T2, first))
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{what}": "test@example.org" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}  # fmt: skip
    dates = {"GIT_AUTHOR_DATE": f"{T1} +0000", "GIT_COMMITTER_DATE": f"{T1} +0000"}
    config = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **who, **dates, **config},
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with two tagged states of a deck, the second with one edit."""
    folder = tmp_path / "repository"
    (folder / "decks").mkdir(parents=True)
    sources = Sources(folder / "decks")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "One")
    git(folder, "tag", "deck-v1.0.0")
    sources.change("terms.yaml", OLD_TEXT, NEW_TEXT)
    git(folder, "commit", "--quiet", "--all", "--message", "Two")
    return folder


@pytest.mark.parametrize("place", ["{}", "{}/sample.bilingual.apkg"])
def test_diff_of_packages_and_folders(place: str, releases: Path) -> None:
    done = ankigen("diff", place.format("old"), place.format("new"), cwd=releases)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "Notes changed: 1",
        "  ~ sample/ratification/definition · ratifikasi [ankigen (id)]",
    ]
    assert "[-langkah-]{+pengesahan+}" in done.stdout


def test_diff_says_by_its_exit_code_whether_anything_differs(releases: Path) -> None:
    assert ankigen("diff", "old", "new", "--exit-code", cwd=releases).returncode == 1
    done = ankigen("diff", "old", "old", "--exit-code", "--lang", "id", cwd=releases)
    assert (done.returncode, done.stdout) == (0, "Tidak ada perbedaan.\n")


def test_diff_as_json_and_markdown(releases: Path) -> None:
    done = ankigen("diff", "old", "new", "--format", "json", cwd=releases)
    assert json.loads(done.stdout)["counts"]["changed"] == 1
    done = ankigen("diff", "old", "new", "--format", "markdown", "--lang", "id", cwd=releases)
    assert done.stdout.startswith("### Catatan berubah: 1\n")


def test_a_variable_that_is_empty_is_not_set(releases: Path) -> None:
    plain = ankigen("diff", "old", "new", cwd=releases, NO_COLOR="", FORCE_COLOR="")
    assert "\x1b[" not in plain.stdout
    done = ankigen("diff", "old", "new", cwd=releases, NO_COLOR="", FORCE_COLOR="1")
    assert "\x1b[" in done.stdout


def test_diff_of_revisions_shows_only_what_the_edit_changed(repository: Path) -> None:
    done = ankigen("diff", "deck-v1.0.0", "HEAD", "--format", "json", cwd=repository)
    assert (done.returncode, done.stderr) == (0, "")
    content = json.loads(done.stdout)
    assert {name: count for name, count in content["counts"].items() if count} == {"changed": 1}


def test_diff_of_revisions_leaves_the_repository_as_it_was(repository: Path) -> None:
    def state() -> list[str]:
        return sorted(path.relative_to(repository).as_posix() for path in repository.rglob("*"))

    hook = repository / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch hooked\n")
    hook.chmod(0o755)
    before = state()
    (repository / "decks" / "elsewhere").mkdir()
    done = ankigen("diff", "HEAD", "HEAD", "--decks", "..", cwd=repository / "decks" / "elsewhere")
    (repository / "decks" / "elsewhere").rmdir()
    assert (done.returncode, done.stdout) == (0, "No difference.\n")
    assert state() == before


def test_a_revision_whose_decks_are_wrong_is_shown_as_such(repository: Path) -> None:
    (repository / "decks" / "deck" / "terms.yaml").write_text("kind: term\n")
    git(repository, "commit", "--quiet", "--all", "--message", "Three")
    done = ankigen("diff", "HEAD~1", "HEAD", cwd=repository)
    assert done.returncode == 1
    assert done.stderr.startswith("HEAD:decks/deck/terms.yaml:1:1: error[missing-key]")


@pytest.mark.parametrize(
    ("argument", "code"), [("nothing", "packages-missing"), ("broken.apkg", "package-unreadable")]
)
def test_what_is_no_release(argument: str, code: str, releases: Path) -> None:
    (releases / "broken.apkg").write_bytes(b"broken")
    for command in ("diff", "upgrade-test"):
        done = ankigen(command, "old", argument, cwd=releases)
        assert done.returncode == 3
        assert done.stderr.startswith(f"ankigen: error[{code}]: {argument} ")


def test_an_update_that_costs_nothing(releases: Path) -> None:
    done = ankigen("upgrade-test", "old", "new", cwd=releases)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Anki 2")
    assert "1 notes updated, 0 new; 84 cards checked, problems: 0" in done.stdout


def test_an_update_of_revisions(repository: Path) -> None:
    done = ankigen("upgrade-test", "deck-v1.0.0", "HEAD", cwd=repository)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_update_that_never_arrives(releases: Path) -> None:
    package = compiled().package("bilingual")
    stale = replace(package.notes[0], tags=("never-seen",))
    bad = replace(package, notes=(stale, *package.notes[1:]))
    apkg.write(bad, releases / "bad.apkg")
    done = ankigen("upgrade-test", "old", "bad.apkg", cwd=releases)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "! changed notes whose mod is not later: readers never get the change",
        "      sample/ratification/definition · ratifikasi [ankigen (id)]",
        "! changes of notes do not reach the reader",
        "      sample/ratification/definition · ratifikasi [ankigen (id)]",
    ]
    assert "; 0 notes updated, 0 new; " in done.stdout
    assert done.stdout.rstrip().endswith("problems: 2")


def test_upgrade_test_without_anki_says_how_to_get_it(releases: Path) -> None:
    venv.create(releases / "bare", with_pip=False)
    python = next((releases / "bare").glob("[bS]*/python*"))
    done = ankigen("upgrade-test", "old", "new", "--python", str(python), cwd=releases)
    assert done.returncode == 3
    assert done.stderr == (
        "ankigen: error[anki-missing]: this needs Anki itself: "
        "pipx inject ankigen anki (without pipx: pip install anki)\n"
    )


def test_upgrade_test_where_anki_breaks(releases: Path) -> None:
    broken = releases / "broken"
    broken.write_text("#!/bin/sh\necho it broke >&2\nexit 5\n")
    broken.chmod(0o755)
    done = ankigen("upgrade-test", "old", "new", "--python", str(broken), cwd=releases)
    assert (done.returncode, done.stderr) == (
        3,
        "ankigen: error[anki-failed]: Anki failed: it broke\n",
    )
    assert sys.executable not in done.stderr


def test_a_package_that_anki_refuses(releases: Path) -> None:
    with zipfile.ZipFile(releases / "new" / "sample.bilingual.apkg", "a") as package:
        package.writestr("meta", b"\x08\x63")  # a format of the future
    done = ankigen("upgrade-test", "old", "new", cwd=releases)
    assert done.returncode == 1
    assert done.stderr.startswith("! Anki refuses a package: ")
