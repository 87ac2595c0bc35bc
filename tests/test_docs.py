"""What people read: links lead somewhere, commands do what is said, no page is an orphan."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ankigen.cli import COMMANDS
from tests.support import manual, pages
from tests.support.decks import ROOT
from tests.support.lines import complaint

DOCS = ROOT / "docs"
TUTORIAL = DOCS / "tutorial.md"

# -- links ------------------------------------------------------------------------------

HOST = [
    r"releases/latest",
    r"issues/new/choose",
    r"security/advisories/new",
    r"actions/workflows/(?P<workflow>[a-z]+\.yml)(?:/badge\.svg)?",
]
"""Pages of the host that every repository has, beside its files."""


def lost(page: Path, link: str, anchors: dict[Path, set[str]]) -> bool:
    """Whether a link leads nowhere, by the rules of the host."""
    if re.match(r"(https?|mailto):", link):
        return False
    path, _, anchor = link.partition("#")
    depth = len(page.relative_to(ROOT).parts) - 1
    # A page is shown at <repository>/blob/<branch>/<path>: two steps above the root is the host's.
    if path.startswith(above := "../" * (depth + 2)):
        place = path.removeprefix(above)
        found = next((match for form in HOST if (match := re.fullmatch(form, place))), None)
        workflow = found.groupdict().get("workflow") if found else None
        return (
            found is None or not (ROOT / ".github/workflows" / (workflow or "check.yml")).is_file()
        )
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return True
    if not anchor:
        return False
    if target not in anchors:
        anchors[target] = pages.anchors(target)
    return anchor not in anchors[target]


def test_every_link_leads_somewhere() -> None:
    anchors: dict[Path, set[str]] = {}
    left = [
        f"{pages.name(page)}: {link}"
        for page in pages.PAGES
        for link in pages.links(page)
        if lost(page, link, anchors)
    ]
    assert left == []
    assert sum(1 for page in pages.PAGES for _ in pages.links(page)) > 300


@pytest.mark.parametrize(
    "link",
    ["docs/nothing.md", "#no-such-heading", "docs/format.md#none", "../README.md",
     "../../releases/newest", "../../actions/workflows/none.yml", "docs/cards/none.webp"],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_seen(link: str) -> None:
    assert lost(ROOT / "README.md", link, {})


def test_the_host_s_anchors_are_known() -> None:
    assert {
        "untuk-pembaca-yang-tetap-dan-yang-diganti",
        "for-readers-what-stays-what-is-replaced",
    } <= pages.anchors(DOCS / "updates.md")
    assert "kind-term" in pages.anchors(DOCS / "format.md")


def nav(entries: object) -> Iterator[str]:
    if isinstance(entries, str):
        yield entries
    elif isinstance(entries, dict):
        for entry in entries.values():
            yield from nav(entry)
    elif isinstance(entries, list):
        for entry in entries:
            yield from nav(entry)


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose one tag names a function of the generator's."""


Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def test_every_page_is_in_the_navigation_and_named_on_the_first_page() -> None:
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)
    here = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    shown = {each for each in here if not each.startswith("codes/")} - {"package.md"}
    assert sorted(nav(config["nav"])) == sorted(shown)
    first = {link.partition("#")[0] for link in pages.links(DOCS / "index.md")}
    assert first == shown - {"index.md"}
    codes = {link for link in pages.links(DOCS / "codes.md") if link.startswith("codes/")}
    assert codes == here - shown - {"package.md"}


def test_what_is_made_of_the_commands_and_messages_is_as_made() -> None:
    for path, text in manual.files().items():
        assert path.read_text("utf-8") == text, f"{path.name}: python -m tests.support.derived"


# -- command lines ----------------------------------------------------------------------

NOT_RUN = {
    "pipx install .": "it changes whoever runs the tests; test_distribution.py installs by pip",
    "pipx install ankigen": "it is not on the package index yet",
    "ls decks/*/*.yaml | entr ankigen preview -q": "it runs until somebody ends it",
    "python3 -m venv .venv && .venv/bin/python -m pip install -q -c constraints.txt ."
    " && .venv/bin/ankigen build": ".ci/run takes it from there and runs it",
    "python3 -m venv .venv && .venv/bin/python -m pip install -q -c constraints.txt -e '.[test]'"
    " && .venv/bin/python -m pytest": ".ci/run takes it from there, and is what runs this test",
}

RUN = [
    "CONTRIBUTING.md",
    "README.md",
    "docs/import.md",
    "docs/package.md",
    "docs/pictures.md",
    "docs/site.md",
    "docs/preview.md",
]
"""Pages whose lines are run, in this order, after the tutorial in the folder that it leaves."""


class Beginner:
    """Somebody in an empty folder, who types what the pages say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "rocks"
        self.folder.mkdir()
        self.typed: set[str] = set()
        tools = folder / "bin"
        tools.mkdir()
        (tools / "ankigen").write_text(
            f'#!/bin/sh\nexec {sys.executable} -m tests.support.maintainer "$@"\n'
        )
        (tools / "ankigen").chmod(0o755)
        names = {
            f"GIT_{who}_{what}": "b"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        plain = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        self.environment = {
            **plain, **names, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.fspath(ROOT), "ANKIGEN_LANG": "en", "LC_ALL": "C.UTF-8",
            "ANKIGEN_CACHE_DIR": os.fspath(folder / "cache"),
        }  # fmt: skip

    def types(self, block: str) -> str:
        """Run the lines of a block but for those that nobody can run here."""
        lines = [line for line in block.splitlines() if line.strip() not in NOT_RUN]
        self.typed |= set(lines)
        done = subprocess.run(
            ["bash", "-eu", "-c", "\n".join(lines)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, (block, done.stdout)
        return done.stdout

    def writes(self, mark: str, file: str, block: str) -> None:
        """Write a block as a file, or in place of the keys that it has in one."""
        path = self.folder / file
        assert path.is_file()
        text = path.read_text("utf-8")
        if mark == "file":
            text = block
        for entry in re.findall(r"^\w+:.*\n(?: .*\n)*", block, re.M) if mark == "in" else []:
            key = entry.partition(":")[0]
            text, count = re.subn(
                rf"^{key}:.*\n(?: .*\n)*", lambda _, new=entry: new, text, flags=re.M
            )
            assert count == 1, key
        path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> tuple[Beginner, str]:
    """Follow the tutorial to its end; return who did, and what was printed."""
    beginner = Beginner(tmp_path_factory.mktemp("tutorial"))
    said = ""
    steps = re.findall(
        r"^(?:<!-- (file|in): (\S+) -->\n)?```(\w+)\n(.*?)^```",
        TUTORIAL.read_text("utf-8"),
        re.M | re.S,
    )
    for mark, file, language, block in steps:
        if language == "sh":
            said += beginner.types(block)
        else:
            beginner.writes(mark, file, block)
    return beginner, said


def test_the_tutorial_leads_to_a_release(tutorial: tuple[Beginner, str]) -> None:
    beginner, said = tutorial
    out = beginner.folder / "dist"
    assert {path.name for path in (out / "rocks" / "1.0.0").iterdir()} >= {
        "rocks.id.apkg", "rocks.en.apkg", "rocks.translation.apkg", "SHA256SUMS",
    }  # fmt: skip
    assert (out / "preview.html").is_file()
    assert "rocks 1.0.0: exactly as released" in said
    # What it tells to leave alone was left alone by fmt, and what it tells to look at is there.
    assert "0 laid out" in said
    for file in re.findall(r"`((?:decks|dist)/[\w./-]+[\w/])`", TUTORIAL.read_text("utf-8")):
        assert (beginner.folder / file).exists(), file


def test_the_lines_of_the_other_pages_do_what_they_say(tutorial: tuple[Beginner, str]) -> None:
    beginner, _ = tutorial
    for name in RUN:
        for block in pages.blocks(ROOT / name, "sh"):
            # What the tutorial has typed does the same here.
            new = [line for line in block.splitlines() if line not in beginner.typed]
            beginner.types("\n".join(new))
    assert (beginner.folder / "site" / "index.html").is_file()


def test_every_line_is_run_but_for_five() -> None:
    with_lines = {
        pages.name(page)
        for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
        if pages.blocks(page, "sh", "bash", "console", "powershell", "shell")
    }
    made = {"docs/commands.md"}  # of the examples in the help, each of which test_help.py tries
    assert with_lines == {*RUN, *made, "docs/tutorial.md"}
    lines = {
        line.strip()
        for name in with_lines - made
        for block in pages.blocks(ROOT / name, "sh")
        for line in block.splitlines()
    }
    assert set(NOT_RUN) < lines
    assert len(NOT_RUN) <= 5


def named_lines() -> dict[str, str]:
    """Return the lines of ankigen that stand in the midst of sentences, with their pages."""
    found = {}
    # What is made of the help and the messages is tried in test_help.py, and is no line.
    for page in {*pages.PAGES} - set(manual.files()):
        said = pages.text(page) + "".join(
            f"`{line[2:]}`"
            for block in pages.blocks(page, "")
            for line in block.splitlines()
            if line.startswith("$ ")
        )
        for line in re.findall(r"`(ankigen [a-z][^`]*)`", said):
            if not re.search(r"[…|{}]|\.\.\.", line):
                found[" ".join(re.sub(r"[][]", "", line).split())] = pages.name(page)
    return found


def test_every_line_in_a_sentence_is_one_that_ankigen_takes() -> None:
    lines = named_lines()
    wrong = {f"{page}: {line}": said for line, page in lines.items() if (said := complaint(line))}
    # A command that is only spoken of has no arguments yet.
    spoken_of = ("Missing", "requires an argument")
    left = {line: said for line, said in wrong.items() if not any(s in said for s in spoken_of)}
    assert left == {}
    assert {line.split()[1] for line in lines} >= {"new", "release", "verify", "listing"}
    assert {line.split()[1] for line in lines} <= set(COMMANDS)
