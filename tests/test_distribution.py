"""What is installed works without the checkout: from a wheel and from an sdist."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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
    assert "67 notes, 92 cards" in run(*build, cwd=tmp_path, **python_path)
    schemas = [sys.executable, "-m", "ankigen", "schema", "--out", "schema"]
    run(*schemas, cwd=tmp_path, **python_path)
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "schema").iterdir()}
    assert written == schema.texts(("id", "en"))
    explain = [sys.executable, "-m", "ankigen", "explain", "unquoted", "--lang", "id"]
    assert 'en: "no"' in run(*explain, cwd=tmp_path, **python_path)
