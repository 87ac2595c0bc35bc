"""What is installed works without the checkout: from a wheel and from an sdist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import ankigen
from ankigen import languages, lint, schema
from ankigen.languages import messages
from tests.support.decks import ROOT, SAMPLE


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both archives once, with the build backend of the test extra."""
    out = tmp_path_factory.mktemp("archives")
    run(sys.executable, "-m", "hatchling", "build", "-d", str(out), cwd=ROOT)
    return out


def run(*command: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=environment or None, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_the_words_and_templates(archives: Path) -> None:
    (wheel,) = archives.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        names = set(content.namelist())
    assert {f"ankigen/languages/{code}/cards.yaml" for code in languages.codes()} <= names
    assert {f"ankigen/languages/{code}/messages.yaml" for code in languages.codes()} <= names
    with_files = set(messages.codes()) - set(lint.codes())
    assert {f"ankigen/report/codes/{code}.md" for code in with_files} <= names
    lists = Path(lint.__file__).parent / "words"
    assert {f"ankigen/lint/words/{path.name}" for path in lists.iterdir()} <= names
    assert {
        "ankigen/notetypes.lock",
        "ankigen/py.typed",
        "ankigen/cards/templates/style.css",
    } <= names
    assert {
        f"ankigen/languages/{code}/{file}.yaml"
        for code in languages.codes()
        for file in ("cards", "messages")
    } <= names
    page = {f"ankigen/site/templates/page.{suffix}" for suffix in ("html", "css", "js")}
    assert page <= names
    assert not any(name.startswith(("tests/", "benchmarks/", "decks/")) for name in names)


def test_the_archives_hold_what_they_are_for(archives: Path) -> None:
    (wheel,) = archives.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        names = content.namelist()
        (metadata,) = (content.read(name) for name in names if name.endswith("/METADATA"))
    stem = f"ankigen-{ankigen.__version__}"
    assert {name.partition("/")[0] for name in names} == {"ankigen", f"{stem}.dist-info"}
    left = [name for name in names if name.endswith((".pyc", ".apkg")) or "/." in name]
    assert left == []
    # The page of the package index shows no link that leads nowhere there.
    page = metadata.decode("utf-8").partition("\n\n")[2]
    assert page == (ROOT / "docs" / "package.md").read_text("utf-8")
    assert not re.findall(r"\]\((?!https:)|<img", page)
    (sdist,) = archives.glob("*.tar.gz")
    with tarfile.open(sdist) as content:
        packed = {name.removeprefix(f"{stem}/") for name in content.getnames()}
    known = run(
        "git", "-c", "core.quotePath=off", "ls-files", "-co", "--exclude-standard", cwd=ROOT
    ).splitlines()
    assert packed == {*filter(lambda name: (ROOT / name).is_file(), known), "PKG-INFO"}


def test_it_is_installed_from_a_git_repository(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    source = f"git+{ROOT.as_uri()}"
    run(*pip, "--disable-pip-version-check", "--target", str(tmp_path), source, cwd=tmp_path)
    where = "import ankigen; print(ankigen.__file__)"
    said = run(sys.executable, "-c", where, cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert said.startswith(str(tmp_path))


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"], ids=["wheel", "sdist"])
def test_an_installed_ankigen_builds_a_deck(archives: Path, pattern: str, tmp_path: Path) -> None:
    (archive,) = archives.glob(pattern)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    target = tmp_path / "site"
    run(*pip, "--disable-pip-version-check", "--target", str(target), str(archive), cwd=tmp_path)
    where = "import ankigen; print(ankigen.__file__)"
    python_path = {"PYTHONPATH": str(target), "SOURCE_DATE_EPOCH": "1700000000", "PATH": ""}
    assert run(sys.executable, "-c", where, cwd=tmp_path, **python_path).startswith(str(target))
    build = [sys.executable, "-m", "ankigen", "build", str(SAMPLE), "--out", "out"]
    assert "61 notes, 84 cards" in run(*build, cwd=tmp_path, **python_path)
    schemas = [sys.executable, "-m", "ankigen", "schema", "--out", "schema"]
    run(*schemas, cwd=tmp_path, **python_path)
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "schema").iterdir()}
    assert written == schema.texts(("id", "en"))
    explain = [sys.executable, "-m", "ankigen", "explain", "unquoted", "--lang", "id"]
    assert 'en: "no"' in run(*explain, cwd=tmp_path, **python_path)


# A deck of somebody who has the tool and nothing else


@pytest.fixture(scope="module")
def released_tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which an ankigen is installed whose note types are recorded."""
    source = tmp_path_factory.mktemp("tool") / "source"
    names = ("ankigen", "docs/codes", "docs/package.md", "pyproject.toml", "LICENSE")
    for name in names:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, source / name)
    (source / "ankigen" / "notetypes.lock").unlink()
    own = {**SURROUNDINGS, "PYTHONPATH": str(source)}
    note_types = [sys.executable, "-m", "ankigen", "note-types"]
    unrecorded = subprocess.run(note_types, cwd=source, env=own, capture_output=True, check=False)
    assert unrecorded.returncode == 1
    run(*note_types, "--write", cwd=source, **own)
    assert "as they were released" in run(*note_types, cwd=source, **own)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out", cwd=source)
    (wheel,) = (source / "out").iterdir()
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    site = source.with_name("site")
    run(*pip, "--disable-pip-version-check", "--target", str(site), str(wheel), cwd=source)
    shutil.rmtree(source)
    return site


ROLES, WHO = ("AUTHOR", "COMMITTER"), ("NAME", "EMAIL")
SURROUNDINGS = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "ANKIGEN_LANG": "en"}
NOTES = """\
kind: term
notes:
  - key: rock
    term: {id: batuan, en: rock}
    definition: {id: campuran mineral yang padat, en: a solid mixture of minerals}
  - key: magma
    term: {id: magma, en: magma}
    definition: {id: lelehan di bawah permukaan bumi, en: molten matter below the surface}
  - key: lava
    term: {id: lava, en: lava}
    definition: {id: magma yang keluar ke permukaan, en: magma that came to the surface}
"""


def test_a_stranger_releases_a_deck(released_tool: Path, tmp_path: Path) -> None:
    who = ("-c", "user.name=S", "-c", "user.email=s@example.org")
    python_path = {**SURROUNDINGS, "PYTHONPATH": str(released_tool)}
    deck = tmp_path / "decks" / "earth"

    def ankigen(*arguments: str) -> str:
        return run(sys.executable, "-m", "ankigen", *arguments, cwd=tmp_path, **python_path)

    def commit(message: str) -> None:
        run("git", "add", "-A", cwd=tmp_path)
        run("git", *who, "commit", "-q", "-m", message, cwd=tmp_path)

    def released_as_the_readme_says() -> None:
        """Run the block of commands under the last heading, as they stand there."""
        readme = (tmp_path / "README.md").read_text(encoding="utf-8")
        block = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)[-1]
        tools = tmp_path.with_name(f"{tmp_path.name}.bin")
        tools.mkdir()
        (tools / "ankigen").write_text(f'#!/bin/sh\nexec {sys.executable} -m ankigen "$@"\n')
        (tools / "ankigen").chmod(0o755)
        author = {f"GIT_{who}_{what}": "s@example.org" for who in ROLES for what in WHO}
        surroundings = {**python_path, **author, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        run("bash", "-euc", block, cwd=tmp_path, **surroundings)

    def release(version: str, news: str) -> str:
        changelog = deck / "CHANGELOG.md"
        before = changelog.read_text(encoding="utf-8") if changelog.exists() else ""
        changelog.write_text(f"## {version}\n\n{news}\n\n{before}", encoding="utf-8")
        commit(f"Prepare {version}")
        said = ankigen("release", "decks/earth", version)
        commit(f"Release {version}")
        run("git", "tag", f"earth-v{version}", cwd=tmp_path)
        return said

    elsewhere = f"{tmp_path}.git"
    run("git", "init", "-q", "--bare", elsewhere, cwd=tmp_path)
    run("git", "init", "-q", "-b", "main", cwd=tmp_path)
    run("git", "remote", "add", "origin", elsewhere, cwd=tmp_path)
    ankigen("new", "deck", "earth")
    (deck / "terms.yaml").write_text(NOTES, encoding="utf-8")
    commit("The first rocks")
    released_as_the_readme_says()
    notes = (tmp_path / "dist" / "earth" / "1.0.0" / "RELEASE-NOTES.en.md").read_text("utf-8")
    assert "The first release." in notes
    assert "earth-v1.0.0" in run("git", "ls-remote", elsewhere, cwd=tmp_path)
    notes = NOTES.replace("lelehan di bawah permukaan bumi", "batuan cair di bawah permukaan bumi")
    (deck / "terms.yaml").write_text(notes, encoding="utf-8")
    assert "0 new, 1 changed" in release("1.1.0", "A better answer.")
    for version in ("1.0.0", "1.1.0"):
        written = {path.name for path in (tmp_path / "dist" / "earth" / version).iterdir()}
        assert written >= {"earth.id.apkg", "RELEASE-NOTES.en.md", "SHA256SUMS"}
        ankigen("verify", f"earth-v{version}")
    said = ankigen("upgrade-test", "earth-v1.0.0", "earth-v1.1.0", "--decks", "decks/earth")
    assert "1 notes updated, 0 new" in said
    assert "problems: 0" in said
