"""Git is asked for facts: whatever it was told to show, skip or run, they are the same."""

from __future__ import annotations

import itertools
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ankigen import git
from ankigen.cli.clock import build_time
from ankigen.cli.committed import files_read, tool_uncommitted, uncommitted
from ankigen.cli.decks import load_released
from ankigen.diagnostics import AnkigenError
from ankigen.given import MAX_BYTES
from tests.support.cli import ankigen
from tests.support.decks import T1
from tests.support.extent import some
from tests.support.repo import DECK, LOCK, Repo, new_repo


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = new_repo(tmp_path_factory.mktemp("git") / "repo")
    (repo.deck / "CHANGELOG.md").write_text("## 1.0.0\n", encoding="utf-8")
    (repo.deck / "ankigen.lock").write_text("a lock\n", encoding="utf-8")
    repo.commit()
    (repo.deck / "ankigen.lock").unlink()
    repo.commit("Last")
    repo.git("tag", "sample-v0.9.0")
    return repo


@pytest.fixture
def repo(template: Repo, tmp_path: Path) -> Repo:
    shutil.copytree(template.folder, tmp_path / "repo", symlinks=True)
    return Repo(tmp_path / "repo")


def facts(deck: Path) -> dict[str, object]:
    """Return all that is ever asked of git."""
    head = git.commit_of(deck, "HEAD")
    assert head is not None
    blobs = {name: git.file_at(deck, head, name) for name in ("deck.yaml", "terms.yaml")}
    return {
        "head": head,
        "nothing": git.commit_of(deck, "nothing"),
        "tag": git.tag_commit(deck, "sample-v0.9.0"),
        "time": git.time_of(deck),
        "tags": git.tags(deck, "sample-v"),
        "shallow": git.is_shallow(deck),
        "lock": git.last_change(deck, "ankigen.lock"),
        "files": git.files_at(deck, head),
        "blobs": blobs,
        "uncommitted": doubts(deck),
        "moment": build_time(deck, read(deck)).seconds,
    }


def read(deck: Path) -> list[Path]:
    loaded, (standing,) = load_released((deck,))
    assert not loaded.has_errors
    return [*files_read(loaded, standing), deck / "CHANGELOG.md"]


def doubts(deck: Path) -> list[tuple[str, str]]:
    found = uncommitted(deck, read(deck))
    return [(Path(each.location.path).name, each.code) for each in found]


@pytest.fixture(autouse=True)
def _committed_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs these tests may be changing the tool.
    monkeypatch.setattr("ankigen.cli.clock.tool_uncommitted", list)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


# What a user, a hook or a machine may have set

SETTINGS = {
    "signatures": {"log.showSignature": "true"},
    "untracked files": {"status.showUntrackedFiles": "no", "status.relativePaths": "false"},
    "colour": {"color.ui": "always", "color.status": "always", "color.branch": "always"},
    "pagers": {"core.pager": "touch RAN", "pager.cat-file": "true", "pager.ls-tree": "true"},
    "quoting": {"core.quotePath": "true"},
    "dates": {"log.date": "relative", "format.pretty": "%an", "core.abbrev": "4"},
    "encodings": {"i18n.logOutputEncoding": "UTF-16", "i18n.commitEncoding": "latin1"},
    "a monitor": {"core.fsmonitor": "touch RAN", "core.untrackedCache": "true"},
    "hooks": {"core.hooksPath": "HOOKS"},
    "filters": {"core.attributesFile": "ATTRIBUTES", "filter.x.clean": "touch RAN; cat",
                "filter.x.smudge": "touch RAN; cat", "filter.x.required": "true"},
    "line ends": {"core.autocrlf": "true", "core.eol": "crlf", "core.safecrlf": "true"},
    "no line ends": {"core.autocrlf": "input"},
    "ignored files": {"core.excludesFile": "EXCLUDES"},
    "diffs": {"diff.external": "touch RAN", "diff.noprefix": "true", "diff.textconv": "true"},
    "aliases": {"alias.cat-file": "!touch RAN", "alias.ls-tree": "!touch RAN"},
    "order": {"tag.sort": "-version:refname", "versionsort.suffix": "-"},
    "letters": {"core.ignoreCase": "true", "core.precomposeUnicode": "true"},
    "many files": {"feature.manyFiles": "true", "index.version": "4"},
    "sparse": {"core.sparseCheckout": "true", "core.sparseCheckoutCone": "true"},
    "links": {"core.symlinks": "false", "core.fileMode": "false"},
    "modules": {"submodule.recurse": "true"},
    "warnings": {"advice.detachedHead": "true", "core.warnAmbiguousRefs": "true"},
    "traces": {"trace2.normalTarget": "1", "trace2.perfTarget": "1"},
    "a threshold": {"core.bigFileThreshold": "1", "core.compression": "0"},
    "another work tree": {"core.worktree": "/nowhere"},
}  # fmt: skip

ENVIRONMENTS: dict[str, dict[str, str]] = {
    "a hook's index": {"GIT_INDEX_FILE": "/nowhere/index"},
    "a hook's repository": {"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/tmp", "GIT_PREFIX": "x/"},
    "other objects": {"GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_COMMON_DIR": "/nowhere"},
    "settings": {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.bare",
                 "GIT_CONFIG_VALUE_0": "true", "GIT_CONFIG_PARAMETERS": "'core.bare=true'"},
    "another name space": {"GIT_NAMESPACE": "other"},
    "letters": {"GIT_ICASE_PATHSPECS": "1", "GIT_GLOB_PATHSPECS": "1"},
    "traces": {"GIT_TRACE": "1", "GIT_TRACE_SETUP": "1", "GIT_TRACE2": "1"},
    "language": {"LC_ALL": "id_ID.UTF-8", "LANGUAGE": "id:fr", "LANG": "fr_FR.UTF-8"},
    "a pager": {"GIT_PAGER": "touch RAN", "PAGER": "touch RAN", "GIT_EXTERNAL_DIFF": "touch RAN"},
    "grafts": {"GIT_GRAFT_FILE": "/nowhere", "GIT_SHALLOW_FILE": "/nowhere"},
    "empty ones": dict.fromkeys(
        ("GIT_DIR", "GIT_CONFIG_GLOBAL", "GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH",
         "SOURCE_DATE_EPOCH", "GIT_TRACE", "LANGUAGE"), ""),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "place"), some(itertools.product(SETTINGS, ["--local", "--global"]), 5)
)
def test_no_setting_changes_what_git_says(
    name: str, place: str, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = repo.folder.parent
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(outside / "gitconfig"))
    plain = facts(repo.deck)
    script = outside / "hooks" / "post-checkout"
    script.parent.mkdir()
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-commit"):
        (script.parent / hook).write_text(f"#!/bin/sh\ntouch {outside}/ran\n")
        (script.parent / hook).chmod(0o755)
    (outside / "attributes").write_text("* filter=x text eol=crlf working-tree-encoding=UTF-16\n")
    (outside / "excludes").write_text("*\n")
    marks = {
        "RAN": f"{outside}/ran",
        "HOOKS": str(script.parent),
        "ATTRIBUTES": f"{outside}/attributes",
        "EXCLUDES": f"{outside}/excludes",
    }
    for key, value in SETTINGS[name].items():
        for mark, meant in marks.items():
            value = value.replace(mark, meant)  # noqa: PLW2901 - filled in, mark by mark
        # core.worktree would have git look elsewhere for the file to write.
        file = repo.folder / ".git" / "config" if place == "--local" else outside / "gitconfig"
        subprocess.run(["git", "config", "--file", file, key, value], check=True)
    if (name, place) == ("another work tree", "--local"):
        # The deck lies in no work tree of that repository: said, not guessed.
        assert [each.code for each in uncommitted(repo.deck, ())] == ["git-none"]
        return
    assert facts(repo.deck) == plain
    assert not (outside / "ran").exists()


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_no_variable_changes_what_git_says(
    name: str, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = facts(repo.deck)
    for variable, value in ENVIRONMENTS[name].items():
        monkeypatch.setenv(variable, value)
    assert facts(repo.deck) == plain


def stage_other(repo: Repo) -> None:
    path = repo.deck / "terms.yaml"
    text = path.read_bytes()
    path.write_bytes(b"# staged\n" + text)
    repo.git("add", "-A")
    path.write_bytes(text)


def replaced(repo: Repo) -> None:
    repo.git("replace", "HEAD", "HEAD~1")


STATES: dict[str, Callable[[Repo], object]] = {
    "no index": lambda repo: (repo.folder / ".git" / "index").unlink(),
    "a locked index": lambda repo: (repo.folder / ".git" / "index.lock").touch(),
    "something else staged": stage_other,
    "a replaced commit": replaced,
    "a detached HEAD": lambda repo: repo.git("switch", "-q", "--detach"),
    "a branch called like a tag": lambda repo: repo.git("branch", "sample-v0.9.0", "HEAD~1"),
    "a file called HEAD": lambda repo: (repo.deck / "HEAD").touch(),
    "packed": lambda repo: repo.git("gc", "-q"),
    "touched files": lambda repo: os.utime(repo.deck / "terms.yaml", (1, 1)),
    "another mode": lambda repo: (repo.deck / "terms.yaml").chmod(0o755),
}


@pytest.mark.parametrize("name", STATES)
def test_no_state_of_the_repository_changes_what_git_says(name: str, repo: Repo) -> None:
    plain = facts(repo.deck)
    STATES[name](repo)
    assert facts(repo.deck) == plain


def test_a_linked_worktree_says_the_same(repo: Repo) -> None:
    plain = facts(repo.deck)
    repo.git("worktree", "add", "-q", "../linked", "HEAD")
    assert facts(repo.folder.parent / "linked" / DECK) == plain


@pytest.mark.parametrize("name", ["dek ünï", "a[b]*?", ":(top)x", "-q", "x:y", "HEAD"])
def test_a_folder_may_have_any_name(name: str, repo: Repo) -> None:
    repo.git("mv", DECK, f"./decks/{name}")
    repo.commit()
    deck = repo.folder / "decks" / name
    assert doubts(deck) == []
    assert git.file_at(deck, "HEAD", "terms.yaml") == (deck / "terms.yaml").read_bytes()


def test_a_repository_of_the_other_digest(tmp_path: Path, repo: Repo) -> None:
    shutil.rmtree(repo.folder / ".git")
    repo.git("init", "-q", "-b", "main", "--object-format=sha256")
    repo.commit()
    assert doubts(repo.deck) == []
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    assert doubts(repo.deck) == [("organisations.yaml", "release-dirty")]


# Whether all that was read is as committed


def add_file(repo: Repo) -> None:
    text = "kind: term\nnotes:\n  - key: quota\n    term:\n      id: kuota\n      en: quota\n"
    text += "    definition:\n      id: batas\n      en: a limit\n"
    (repo.deck / "extra.yaml").write_text(text, encoding="utf-8")
    deck = repo.deck / "deck.yaml"
    deck.write_text(deck.read_text(encoding="utf-8") + "  - extra.yaml\n", encoding="utf-8")
    repo.git("commit", "-q", "--all", "-m", "Name it")


def ignored(how: str) -> Callable[[Repo], None]:
    def ignore(repo: Repo) -> None:
        add_file(repo)
        path = repo.folder / how
        path.parent.mkdir(exist_ok=True)
        path.write_text("extra.yaml\ndist/\n", encoding="utf-8")
        repo.git("add", ".gitignore")
        repo.git("commit", "-q", "--allow-empty", "-m", "Ignore")

    return ignore


def unseen(option: str) -> Callable[[Repo], None]:
    def change(repo: Repo) -> None:
        repo.git("update-index", option, f"{DECK}/organisations.yaml")
        repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")

    return change


def staged(repo: Repo) -> None:
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.git("add", "-A")


def other_picture(repo: Repo) -> None:
    picture = pictures(repo)[0]
    picture.write_bytes(picture.read_bytes() + b"<!-- more -->\n")


def untracked_picture(repo: Repo) -> None:
    repo.git("rm", "-q", "--cached", os.fspath(pictures(repo)[0]))
    repo.git("commit", "-q", "-m", "Forget a picture")


def pictures(repo: Repo) -> list[Path]:
    return sorted((repo.deck / "media").glob("*.svg"))


def media_in_a_module(repo: Repo) -> None:
    media = repo.deck / "media"
    repo.git("-C", f"{DECK}/media", "init", "-q")
    repo.git("-C", f"{DECK}/media", "add", "-A")
    repo.git("-C", f"{DECK}/media", "commit", "-q", "-m", "Pictures")
    repo.git("rm", "-q", "-r", "--cached", f"{DECK}/media")
    repo.git("add", f"{DECK}/media")
    repo.git("commit", "-q", "-m", "A module")
    assert (media / ".git").is_dir()


def no_lock(repo: Repo) -> None:
    # As it lies here the deck was never released; as committed it was.
    (repo.deck / "ankigen.lock").write_text("x\n", encoding="utf-8")
    repo.commit()
    (repo.deck / "ankigen.lock").unlink()


SVG = "PICTURE"
UNCOMMITTED: dict[str, tuple[Callable[[Repo], object], list[tuple[str, str]]]] = {
    "nothing": (lambda _: None, []),
    "what nobody reads": (lambda repo: (repo.deck / "notes.txt").touch(), []),
    "a file that was never added": (add_file, [("extra.yaml", "release-untracked")]),
    "an ignored file": (ignored(".gitignore"), [("extra.yaml", "release-untracked")]),
    "a file ignored here": (ignored(".git/info/exclude"), [("extra.yaml", "release-untracked")]),
    "assume-unchanged": (
        unseen("--assume-unchanged"), [("organisations.yaml", "release-dirty")]),
    "skip-worktree": (unseen("--skip-worktree"), [("organisations.yaml", "release-dirty")]),
    "a staged change": (staged, [("organisations.yaml", "release-dirty")]),
    "another picture": (other_picture, [(SVG, "release-dirty")]),
    "a picture that git lacks": (untracked_picture, [(SVG, "release-untracked")]),
    "a changelog": (
        lambda repo: (repo.deck / "CHANGELOG.md").write_text("# Other\n"),
        [("CHANGELOG.md", "release-dirty")]),
    "no changelog": (
        lambda repo: (repo.deck / "CHANGELOG.md").unlink(), [("CHANGELOG.md", "release-gone")]),
    "no lock": (no_lock, [("ankigen.lock", "release-gone")]),
}  # fmt: skip


@pytest.mark.parametrize("name", UNCOMMITTED)
def test_every_file_that_was_read_must_be_committed(name: str, repo: Repo) -> None:
    change, expected = UNCOMMITTED[name]
    change(repo)
    picture = pictures(repo)[0].name
    assert doubts(repo.deck) == [
        (picture if file == SVG else file, code) for file, code in expected
    ]
    moment = build_time(repo.deck, read(repo.deck))
    assert (moment.seconds == T1) is (not expected)
    assert bool(moment.doubts) is bool(expected)


def test_a_submodule_is_named(repo: Repo) -> None:
    media_in_a_module(repo)
    assert {code for _, code in doubts(repo.deck)} == {"release-submodule"}


def test_a_checkout_may_have_other_line_ends(repo: Repo) -> None:
    repo.git("clone", "-q", "-c", "core.autocrlf=true", ".", "../windows")
    deck = repo.folder.parent / "windows" / DECK
    assert b"\r\n" in (deck / "terms.yaml").read_bytes()
    assert b"\r\n" in (deck / "media" / pictures(repo)[0].name).read_bytes()
    assert doubts(deck) == []
    epoch = {"SOURCE_DATE_EPOCH": str(T1)}
    for place in (repo.folder, repo.folder.parent / "windows"):
        done = ankigen("build", "--no-cache", cwd=place, **epoch)
        assert (done.returncode, "warning" in done.stderr) == (0, False)
    here, there = (p / "dist" for p in (repo.folder, repo.folder.parent / "windows"))
    assert [p.read_bytes() for p in sorted(here.iterdir())] == [
        p.read_bytes() for p in sorted(there.iterdir())
    ]


def test_other_line_ends_in_a_picture_that_is_no_text_are_a_change(repo: Repo) -> None:
    png = repo.deck / "media" / "x.png"
    png.write_bytes(b"\x89PNG\0\n")
    repo.commit()
    assert git.differing(repo.deck, [png]) == []
    png.write_bytes(b"\x89PNG\0\r\n")
    assert git.differing(repo.deck, [png]) == [(png, "changed")]


def test_a_file_that_became_a_link_is_a_change(repo: Repo) -> None:
    path = repo.deck / "terms.yaml"
    path.rename(repo.folder / "terms.yaml")
    path.symlink_to("../../terms.yaml")
    assert git.differing(repo.deck, [path]) == [(path, "changed")]
    repo.commit()
    assert git.differing(repo.deck, [path]) == [(path, "changed")]


def test_the_tool_is_checked_where_it_runs_from_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "tool" / "ankigen"
    tool.mkdir(parents=True)
    (tool / "__init__.py").write_text("x = 1\n")
    (tool / "gone.py").touch()
    monkeypatch.setattr("ankigen.__file__", os.fspath(tool / "__init__.py"))
    assert tool_uncommitted() == []  # installed: in no repository
    repo = Repo(tmp_path / "tool")
    repo.git("init", "-q")
    (repo.folder / ".gitignore").write_text("ankigen\n")
    repo.commit()
    assert tool_uncommitted() == []  # installed: where some repository ignores it
    (repo.folder / ".gitignore").unlink()
    repo.commit()
    assert tool_uncommitted() == []
    (tool / "new.py").touch()
    (tool / "x.pyc").touch()
    (tool / "gone.py").unlink()
    (tool / "__init__.py").write_text("x = 2\n")
    names = [Path(each.location.path).name for each in tool_uncommitted()]
    assert names == ["__init__.py", "gone.py", "new.py"]


# Where git cannot say


def test_each_lack_has_a_message_that_helps(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def code() -> str:
        (found,) = uncommitted(repo.deck, ())
        assert build_time(repo.deck).doubts == (found,)
        return found.code

    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    for said, expected in (
        ("fatal: detected dubious ownership in repository at '/x'", "git-dubious"),
        ("fatal: \033[31mbad object\033[0m", "git-failed"),
    ):
        fake.write_text(f'#!/bin/sh\necho "{said}" >&2\nexit 128\n')
        fake.chmod(0o755)
        with monkeypatch.context() as patch:
            patch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
            (found,) = uncommitted(repo.deck, ())
            assert found.code == expected
            assert "\033" not in found.params["reason"]
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "")
        assert code() == "git-missing"
    shutil.rmtree(repo.folder / ".git")
    assert code() == "git-none"
    repo.git("init", "-q")
    assert code() == "git-unborn"


def test_a_shallow_clone_says_so(repo: Repo) -> None:
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", "../shallow")
    clone = Repo(repo.folder.parent / "shallow")
    for arguments in (("diff", "sample-v0.9.0", "HEAD"), ("verify", "sample-v0.9.0")):
        clone.git("tag", "-d", "sample-v0.9.0") if arguments[0] == "diff" else None
        done = clone.ankigen(*arguments)
        assert done.returncode == 3
        assert "[git-shallow]" in done.stderr
    clone.announce("1.0.0")
    done = clone.ankigen("release", DECK, "1.0.0")
    assert done.returncode == 1
    assert "[release-shallow]" in done.stderr
    assert not clone.lock.exists()


# Another repository, another folder


def test_the_repository_of_the_deck_is_asked(repo: Repo, tmp_path: Path) -> None:
    repo.git("tag", "-d", "sample-v0.9.0")
    repo.release("1.0.0")
    other = Repo(tmp_path / "other")
    other.folder.mkdir()
    other.git("init", "-q")
    other.git("commit", "-q", "--allow-empty", "-m", "Nothing")
    other.git("tag", "only-here")
    for place in (tmp_path, other.folder):
        elsewhere = Repo(place)
        done = elsewhere.ankigen("verify", "sample-v1.0.0", "--deck", os.fspath(repo.deck))
        assert (done.returncode, done.stderr) == (0, "")
        done = elsewhere.ankigen("diff", "sample-v1.0.0", "HEAD", "--decks", os.fspath(repo.deck))
        assert (done.returncode, done.stdout) == (0, "No difference.\n")
    done = other.ankigen("diff", "only-here", "HEAD", "--decks", os.fspath(repo.deck))
    assert "[packages-missing]" in done.stderr


def test_a_tag_that_the_lock_does_not_know_stops_a_release(repo: Repo) -> None:
    repo.git("tag", "-d", "sample-v0.9.0")
    repo.release("1.0.0")
    repo.release("1.1.0")
    repo.git("switch", "-q", "-c", "old", "sample-v1.0.0")
    for version in ("1.0.1", "1.1.0", "1.2.0"):
        repo.announce(version)
        done = repo.ankigen("release", DECK, version, "--dry-run")
        assert done.returncode == 1
        assert "[release-tag-unknown]: there is a tag sample-v1.1.0" in done.stderr


def test_a_lost_lock_stops_a_release_but_not_that_of_a_fork(repo: Repo) -> None:
    repo.git("tag", "-d", "sample-v0.9.0")
    repo.release("1.0.0")
    repo.git("tag", "-d", "sample-v1.0.0")
    repo.lock.unlink()
    repo.announce("1.1.0")
    assert "[release-lock-lost]" in repo.ankigen("release", DECK, "1.1.0").stderr
    deck = repo.deck / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    uid = next(line for line in text.splitlines() if line.startswith("uid:"))
    deck.write_text(text.replace(uid, "uid: zzzzbbbbccccdddd"), encoding="utf-8")
    repo.announce("2.0.0")
    assert repo.ankigen("release", DECK, "2.0.0", "--dry-run").returncode == 0


def test_a_merge_that_keeps_one_side_of_the_lock_stops_a_release(repo: Repo) -> None:
    repo.git("tag", "-d", "sample-v0.9.0")
    repo.release("1.0.0")
    repo.git("checkout", "-q", "-b", "other")
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.release("1.1.0")
    repo.git("checkout", "-q", "main")
    repo.edit("terms.yaml", "en: a meeting of heads of state", "en: a gathering of heads of state")
    repo.git("tag", "-d", "sample-v1.0.0", "sample-v1.1.0")
    repo.commit("Meanwhile")
    theirs = repo.git("rev-parse", "--short=12", "other").strip()
    repo.git("merge", "-q", "-s", "ours", "other")
    repo.announce("1.2.0")
    done = repo.ankigen("release", DECK, "1.2.0")
    assert done.returncode == 1
    assert f"the release 1.1.0, which it had in the commit {theirs} (put" in done.stderr
    repo.git("restore", "--source", theirs, "--", LOCK)
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.announce("1.2.0")
    assert repo.ankigen("release", DECK, "1.2.0").returncode == 0


def test_a_tag_without_any_lock_stops_a_release(repo: Repo) -> None:
    repo.announce("1.0.0")
    done = repo.ankigen("release", DECK, "1.0.0", "--dry-run")
    assert "[release-unlocked]: there is a tag sample-v0.9.0" in done.stderr


def test_the_same_release_is_made_in_any_clone(repo: Repo) -> None:
    repo.git("tag", "-d", "sample-v0.9.0")
    repo.release("1.0.0")
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    other_picture(repo)
    repo.announce("1.1.0")
    marks = {"RAN": "../ran", "HOOKS": "../hooks", "ATTRIBUTES": "../attributes",
             "EXCLUDES": "../excludes"}  # fmt: skip
    given: list[str] = []
    for name in sorted(SETTINGS.keys() - {"another work tree", "filters", "sparse", "links"}):
        for key, value in SETTINGS[name].items():
            for mark, meant in marks.items():
                value = value.replace(mark, meant)  # noqa: PLW2901 - filled in, mark by mark
            given += ["-c", f"{key}={value}"]
    (repo.folder.parent / "excludes").write_text("*\n", encoding="utf-8")
    made = []
    for name, options in (("plain", []), ("hostile", given)):
        repo.git("clone", "-q", *options, ".", f"../{name}")
        clone = Repo(repo.folder.parent / name, repo.now)
        done = clone.ankigen("release", DECK, "1.1.0")
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 changed" not in done.stdout
        made.append({
            path.relative_to(clone.folder): path.read_bytes()
            for path in (clone.lock, *(clone.folder / "dist").rglob("*")) if path.is_file()
        })  # fmt: skip
    assert made[0] == made[1]


# A revision is data


def test_nothing_of_a_revision_is_run(repo: Repo, tmp_path: Path) -> None:
    evil = f"open({os.fspath(tmp_path / 'ran')!r}, 'w').close()\n"
    names = ["click.py", "yaml.py", "sitecustomize.py", "usercustomize.py", "conftest.py"]
    names += ["ankigen/__init__.py", "ankigen/__main__.py", "encodings/__init__.py"]
    for folder in (repo.folder, repo.deck):
        for name in names:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(evil, encoding="utf-8")
    attributes = "* filter=x export-subst export-ignore ident\n"
    (repo.folder / ".gitattributes").write_text(attributes, encoding="utf-8")
    repo.git("config", "filter.x.smudge", f"touch {tmp_path}/ran; cat")
    repo.git("config", "filter.x.clean", "cat")
    repo.commit("Evil")
    repo.git("tag", "sample-v3.0.0")
    elsewhere = Repo(tmp_path)
    (tmp_path / "ran").unlink(missing_ok=True)  # by tests' own git add, where it filtered
    place = ("--decks", os.fspath(repo.deck))
    assert "No difference" in elsewhere.ankigen("diff", "HEAD", "HEAD", *place).stdout
    elsewhere.ankigen("upgrade-test", "HEAD", "HEAD", *place)
    elsewhere.ankigen("verify", "sample-v3.0.0", "--deck", os.fspath(repo.deck))
    assert not (tmp_path / "ran").exists()


def test_a_link_in_a_revision_leads_nowhere(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words\n", encoding="utf-8")
    for path in (pictures(repo)[0], repo.deck / "terms.yaml"):
        path.unlink()
        path.symlink_to(tmp_path / "secret")
    repo.commit()
    done = repo.ankigen("diff", "HEAD", "HEAD")
    assert done.returncode == 1
    assert "HEAD:decks/sample/deck.yaml" in done.stderr
    assert "secret words" not in done.stderr


def test_a_name_in_a_revision_stays_in_its_folder(repo: Repo, tmp_path: Path) -> None:
    blob = repo.git("hash-object", "-w", f"{DECK}/terms.yaml").strip()
    names = ["..", "a/../../b.yaml", "C:x.yaml", "a\\..\\b.yaml", "fine.yaml"]
    raw = b"".join(
        b"100644 " + name.encode() + b"\0" + bytes.fromhex(blob) for name in sorted(names)
    )
    done = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=repo.folder, input=raw, capture_output=True, check=True,
    )  # fmt: skip
    commit = repo.git("commit-tree", "-m", "x", done.stdout.decode().strip()).strip()
    out = tmp_path / "a" / "b"
    assert git.export(repo.folder, commit, out)
    assert [p.relative_to(tmp_path / "a").as_posix() for p in (tmp_path / "a").rglob("*.*")] == [
        "b/fine.yaml"
    ]


def test_a_file_that_is_too_big_for_a_deck_takes_no_room(repo: Repo, tmp_path: Path) -> None:
    with (repo.deck / "media" / "big.svg").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    repo.commit()
    assert git.export(repo.deck, "HEAD", tmp_path / "out")
    status = (tmp_path / "out" / "media" / "big.svg").stat()
    assert status.st_size == MAX_BYTES + 1
    assert stat.S_ISREG(status.st_mode)
    assert status.st_blocks * 512 < MAX_BYTES // 2


def test_a_revision_has_a_limit_as_a_whole(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ankigen.git.tree._MOST_TOGETHER", 100)
    with pytest.raises(AnkigenError) as raised:
        git.export(repo.deck, "HEAD", tmp_path / "out")
    assert raised.value.code == "revision-too-big"


@pytest.mark.parametrize("name", ["--all", "-x", "HEAD:decks", "HEAD..HEAD", "@{9}", ":/none", ""])
def test_what_is_no_revision(name: str, repo: Repo) -> None:
    assert git.commit_of(repo.deck, name) is None


def test_a_revision_may_have_what_is_gone_since(repo: Repo) -> None:
    repo.git("mv", "decks", "cards")
    repo.commit()
    done = repo.ankigen("diff", "HEAD~1", "HEAD~1", "--decks", "decks/sample")
    assert (done.returncode, done.stdout) == (0, "No difference.\n")
    done = repo.ankigen("diff", "HEAD", "HEAD", "--decks", "decks/sample")
    assert done.returncode == 3
    assert "[revision-empty]" in done.stderr


# A hook


@pytest.mark.parametrize("how", [["-a"], ["--", f"{DECK}/organisations.yaml"], []])
def test_a_commit_whose_hook_compares_revisions_is_whole(how: list[str], repo: Repo) -> None:
    script = "#!/bin/sh\nset -e\n"
    script += f'"{sys.executable}" -m tests.support.maintainer diff HEAD HEAD\n'
    script += f'"{sys.executable}" -m tests.support.maintainer build -q --no-cache --out dist\n'
    hook = repo.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(script, encoding="utf-8")
    hook.chmod(0o755)
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    if not how:
        repo.git("add", "-A")
    env = repo.variables("diff")
    who = ["-c", "user.name=M", "-c", "user.email=m@example.org"]
    subprocess.run(
        ["git", *who, "commit", "-q", "-m", "Change", *how], cwd=repo.folder, env=env, check=True
    )
    assert "count: 12" in repo.git("show", f"HEAD:{DECK}/organisations.yaml")
    assert repo.git("status", "--porcelain") == ""
    assert repo.git("worktree", "list").count("\n") == 1
