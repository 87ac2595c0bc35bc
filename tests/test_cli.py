"""The command line as its users meet it: what it prints, writes and returns."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ankigen import __version__
from ankigen.cli import cli
from ankigen.languages import messages
from tests.support.cli import SETTLED, ankigen
from tests.support.decks import ROOT, SAMPLE


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with the sample deck under decks/."""
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def test_build_makes_every_package_of_every_deck(here: Path) -> None:
    done = ankigen("build", cwd=here)
    unreleased = messages.said("commands.build.unreleased", "en", deck="decks/sample")
    assert (done.returncode, done.stderr) == (0, f"{unreleased}\n")
    assert done.stdout.splitlines() == [
        "dist/sample.id.core.apkg: 8 notes, 11 cards",
        "dist/sample.id.apkg: 27 notes, 35 cards",
        "dist/sample.en.core.apkg: 8 notes, 11 cards",
        "dist/sample.en.apkg: 27 notes, 35 cards",
        "dist/sample.translation.apkg: 7 notes, 14 cards",
        "dist/sample.bilingual.apkg: 61 notes, 84 cards",
    ]
    assert sorted(p.name for p in (here / "dist").iterdir()) == [
        "sample.bilingual.apkg",
        "sample.en.apkg",
        "sample.en.core.apkg",
        "sample.id.apkg",
        "sample.id.core.apkg",
        "sample.translation.apkg",
    ]


def test_a_package_without_a_note_is_not_written(tmp_path: Path) -> None:
    assert ankigen("new", "deck", "small", cwd=tmp_path).returncode == 0
    terms = tmp_path / "decks" / "small" / "terms.yaml"
    text = "kind: term\nnotes:\n  - key: a\n    term: {id: modus, en: modus}\n"
    terms.write_text(text + "    definition: {id: cara, en: way}\n", "utf-8")
    done = ankigen("build", cwd=tmp_path)
    assert done.returncode == 0
    said = "small.translation.apkg: not written, since no note has a card in it"
    assert said in done.stderr.splitlines()
    files = sorted(path.name for path in (tmp_path / "dist").iterdir())
    assert files == ["small.bilingual.apkg", "small.en.apkg", "small.id.apkg"]
    done = ankigen("build", "--package", "translation", "--out", "other", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    # A core that nobody asked for by name is not missed; not one note is of a level here.
    assert "core" not in done.stderr
    done = ankigen("build", "--package", "en.core", "--out", "other", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert messages.said("commands.build.no-core", "en", file="small.en.core.apkg") in done.stderr


def test_build_takes_decks_a_folder_and_packages(here: Path) -> None:
    done = ankigen(
        "build", "decks/sample", "--package", "en", "--package", "id", "--package", "id.core",
        "--out", "a/b", cwd=here,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "a/b/sample.id.core.apkg: 8 notes, 11 cards",
        "a/b/sample.id.apkg: 27 notes, 35 cards",
        "a/b/sample.en.apkg: 27 notes, 35 cards",
    ]


def test_quiet_says_nothing(here: Path) -> None:
    done = ankigen("build", "-q", cwd=here)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_indonesian_by_option_and_by_locale(here: Path) -> None:
    expected = "dist/sample.id.apkg: 27 catatan, 35 kartu"
    for environment, arguments in (({}, ["--lang", "id"]), ({"LC_ALL": "id_ID.UTF-8"}, [])):
        done = ankigen("build", "--package", "id", *arguments, cwd=here, **environment)
        assert done.stdout.strip() == expected


def test_version_and_help(tmp_path: Path) -> None:
    assert ankigen("--version", cwd=tmp_path).stdout == f"ankigen {__version__}\n"
    text = ankigen("--help", cwd=tmp_path).stdout
    assert "Examples:" in text
    for command in ("build", "validate"):
        assert command in text
        help_text = ankigen(command, "--help", cwd=tmp_path).stdout
        assert "Examples:" in help_text
        assert "--quiet" in help_text


def test_wrong_usage_is_2(here: Path) -> None:
    assert ankigen("build", "--package", "french", cwd=here).returncode == 2
    assert ankigen("bild", cwd=here).returncode == 2


def test_no_decks_is_3(tmp_path: Path) -> None:
    done = ankigen("build", cwd=tmp_path)
    assert done.returncode == 3
    said = "ankigen: error[no-decks]: there is no deck at decks/"
    assert done.stderr == f"{said} (a new one: ankigen new deck KEY)\n"


def test_output_that_cannot_be_written_is_3(here: Path) -> None:
    (here / "dist").write_text("a file, not a folder")
    done = ankigen("build", "--out", "dist/x", cwd=here)
    assert done.returncode == 3
    assert done.stderr.startswith("ankigen: error[output]: cannot write dist/x:")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("epoch", "code"), [("tomorrow", "clock-epoch"), ("4102444800", "clock-future")]
)
def test_a_time_that_cannot_be_is_3(here: Path, epoch: str, code: str) -> None:
    done = ankigen("build", cwd=here, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 3
    assert f"error[{code}]" in done.stderr


EMPTY = (
    "SOURCE_DATE_EPOCH", "ANKIGEN_LANG", "ANKIGEN_CACHE_DIR", "XDG_CACHE_HOME", "HOME", "LC_ALL",
    "LC_MESSAGES", "LANG", "LANGUAGE", "TMPDIR", "TERM", "GIT_DIR", "GIT_WORK_TREE",
    "GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR",
)  # fmt: skip


def test_a_variable_that_is_empty_is_as_if_it_were_not_set(here: Path) -> None:
    done = ankigen("build", cwd=here, **dict.fromkeys(EMPTY, ""))
    assert done.returncode == 0
    # No repository, and no time given: the present one, with its reason.
    assert "warning[git-none]" in done.stderr
    assert done.stdout.count("dist/sample.") == 6
    assert not (here / ".cache").exists()


def test_a_narrow_terminal_encoding_never_raises(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    terms.write_text(terms.read_text("utf-8").replace("key: summit", "kéy: summit"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", "validate"],
        cwd=here,
        env={**os.environ, **SETTLED, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert b"unknown-key" in done.stdout
    assert done.stderr == b""


# -- broken decks ---------------------------------------------------------------------

Spoil = Callable[[Path], None]


def edit(name: str, old: str, new: str, count: int = 1) -> Spoil:
    def spoil(deck: Path) -> None:
        path = deck / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, count), "utf-8")

    return spoil


BROKEN: dict[str, tuple[Spoil, list[str]]] = {
    "missing language": (
        edit("terms.yaml", "      en: ratification\n", ""),
        ['terms.yaml:5:5: error[missing-key]: "en" is missing (add  en: …)'],
    ),
    "unknown key": (
        edit("terms.yaml", "    definition:", "    defintion:"),
        ['terms.yaml:8:5: error[unknown-key]: "defintion" is not a known key here '
         '(did you mean "definition"?)'],
    ),
    "duplicate key": (
        edit("terms.yaml", "    level: 1\n", "    level: 1\n    level: 2\n"),
        ['terms.yaml:18:5: error[yaml-duplicate-key]: the key "level" is already on line 17 of '
         "the same mapping (delete one of them)"],
    ),
    "duplicate note key": (
        edit("goals.yaml", "key: goal-friendship", "key: ratification"),
        ['goals.yaml:4:10: error[duplicate-note-key]: the key "ratification" is already used at '
         "decks/sample/terms.yaml:4:10 (choose another key; keys are unique in the whole deck)"],
    ),
    "wrong type": (
        edit("terms.yaml", "level: 1", "level: high"),
        ["terms.yaml:17:12: error[wrong-type]: level must be a whole number, not text"],
    ),
    "coerced value": (
        edit("terms.yaml", "id: ratifikasi", "id: no"),
        ['terms.yaml:6:11: error[unquoted]: no is read as a boolean (true/false), but id is text '
         "(put the text in quotes)"],
    ),
    "unknown reference": (
        edit("goals.yaml", "organisation: asean", "organisation: asian"),
        ['goals.yaml:48:19: error[unknown-reference]: organisation names "asian", but this deck '
         'has no such note (did you mean "asean"?)'],
    ),
    "missing media": (
        edit("goals.yaml", "file: dot.svg", "file: dots.svg"),
        ['goals.yaml:16:13: error[media-missing]: there is no media/dots.svg '
         '(did you mean "dot.svg"?)'],
    ),
    "missing media of a fact": (
        edit("organisations.yaml", "file: ring.svg", "file: rings.svg"),
        ['organisations.yaml:136:15: error[media-missing]: there is no media/rings.svg '
         '(did you mean "ring.svg"?)'],
    ),
    "no YAML": (
        lambda deck: (deck / "terms.yaml").write_text("\x89PNG\r\n\x1a\n", "latin-1"),
        ['terms.yaml:1:1: error[encoding-utf8]: byte 0x89 is not UTF-8 (bytes like this: 1) '
         '(in Windows-1252 this byte is "‰": save the file as UTF-8)'],
    ),
    "missing file": (
        edit("deck.yaml", "- terms.yaml", "- therms.yaml"),
        ["deck.yaml:32:5: error[file-missing]: there is no file therms.yaml "
         '(did you mean "terms.yaml"?)'],
    ),
    "impossible date": (
        edit("organisations.yaml", '"1967-08-08"', '"1967-02-30"'),
        ["organisations.yaml:17:13: error[bad-date]: the calendar has no 1967-02-30"],
    ),
    "date order": (
        edit("organisations.yaml", 'as_of: "2025-10-26"', 'as_of: "1925-10-26"'),
        ["organisations.yaml:40:14: error[date-order]: as_of (1925-10-26) comes before "
         "the founding (1967-08-08)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_deck_gives_one_line_each_and_builds_nothing(name: str, here: Path) -> None:
    spoil, expected = BROKEN[name]
    deck = here / "decks" / "sample"
    spoil(deck)
    (here / "dist").mkdir()
    (here / "dist" / "sample.id.apkg").write_bytes(b"old")
    done = ankigen("validate", "--format", "concise", cwd=here)
    assert (done.returncode, done.stderr) == (1, "")
    *lines, summary = done.stdout.splitlines()
    assert lines == [f"decks/sample/{line}" for line in expected]
    assert re.fullmatch(r"\d files, 1 error, 0 warnings", summary)
    done = ankigen("build", cwd=here)
    assert (done.returncode, done.stdout) == (1, "")
    shown = [line for line in done.stderr.splitlines() if line.startswith("decks/sample/")]
    assert len(shown) == len(lines)
    assert all(full.startswith(line) for full, line in zip(lines, shown, strict=True))
    assert [p.name for p in (here / "dist").iterdir()] == ["sample.id.apkg"]
    assert (here / "dist" / "sample.id.apkg").read_bytes() == b"old"


def test_mistakes_of_several_files_are_shown_in_one_run(here: Path) -> None:
    deck = here / "decks" / "sample"
    for name in ("missing language", "unknown reference", "impossible date"):
        BROKEN[name][0](deck)
    done = ankigen("validate", cwd=here)
    codes = re.findall(r"error\[([a-z-]+)\]", done.stdout)
    assert sorted(codes) == ["bad-date", "missing-key", "unknown-reference"]


def test_two_decks_must_not_share_an_identity(here: Path) -> None:
    shutil.copytree(here / "decks" / "sample", here / "decks" / "twin")
    done = ankigen("validate", cwd=here)
    assert done.returncode == 1
    assert done.stdout.count("error[duplicate-deck]") == 3


def test_the_shipped_decks_are_valid() -> None:
    done = ankigen("validate", cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"\d+ files, 0 errors, 0 warnings\n", done.stdout)


# -- ends that nobody wants --------------------------------------------------------------------


def test_an_interrupt_is_no_mistake_in_a_deck(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    command = importlib.import_module("ankigen.cli.validate").command
    monkeypatch.setattr(command, "callback", interrupted)
    done = CliRunner().invoke(cli, ["validate", str(SAMPLE)])
    assert (done.exit_code, done.stdout) == (130, "")
    assert done.stderr == "\nAborted!\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("command", ["validate", "stats"])
def test_a_full_disk_behind_standard_output_is_no_mistake_in_a_deck(command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ankigen", command, str(SAMPLE)],
            env={**os.environ, **SETTLED},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 3
    assert done.stderr == "ankigen: error[output]: cannot write stdout: No space left on device\n"


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_has_a_short_option(option: str, tmp_path: Path) -> None:
    assert ankigen(option, cwd=tmp_path).stdout == f"ankigen {__version__}\n"


@pytest.mark.parametrize("words", [(), ("validate",), ("new",), ("help",)])
def test_help_is_a_command_too(words: tuple[str, ...], tmp_path: Path) -> None:
    done = ankigen("help", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ankigen(*words, "--help", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("written", "meant"),
    [("valdate", "validate"), ("Build", "build"), ("upgrade_test", "upgrade-test"), ("x", "")],
)
@pytest.mark.parametrize("before", [(), ("help",)])
def test_the_nearest_command_is_named(
    written: str, meant: str, before: tuple[str, ...], tmp_path: Path
) -> None:
    done = ankigen(*before, written, cwd=tmp_path)
    said = f"Error: No such command '{written}'." + (f" Did you mean '{meant}'?" if meant else "")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, said)
