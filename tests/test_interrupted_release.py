"""A release that is cut off: the lock is the old or the new one, and the next run goes through."""

from __future__ import annotations

import dataclasses
import errno
import itertools
import re
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ankigen import files as staging
from ankigen.release import lock
from ankigen.release.folder import write_lock
from ankigen.release.lock import Lock
from ankigen.release.plan import next_lock
from tests.support.decks import compiled
from tests.support.extent import some
from tests.support.repo import DECK, Repo, new_repo

VERSION = "1.1.0"

# Kills itself before the n-th change of a file in the repository; without n it counts them.
CHILD = """
import os, signal, sys
last, here, seen = int(sys.argv.pop(1)), os.getcwd(), 0
CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def watch(event, arguments):
    global seen
    if event in CHANGES or (event == "open" and (arguments[2] or 0) & WRITES):
        path = arguments[0]
        if isinstance(path, (str, os.PathLike)) and os.path.abspath(path).startswith(here):
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)

from tests.support.maintainer import release_tool
release_tool()
sys.addaudithook(watch)
from ankigen.cli import main
try:
    main()
finally:
    if not last:
        print(seen)
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Return a repository in which the second release is to be made."""
    repo = new_repo(tmp_path_factory.mktemp("template"))
    repo.release("1.0.0")
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.announce(VERSION)
    return repo


def copy(template: Repo, folder: Path) -> Repo:
    shutil.copytree(template.folder, folder)
    repo = dataclasses.replace(template, folder=folder)
    repo.git("status")  # git notes the new places now, not while it is watched
    return repo


def cut_off(repo: Repo, at: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(at), "release", DECK, VERSION],
        cwd=repo.folder, env=repo.variables("release"),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def state(repo: Repo) -> dict[str, bytes]:
    """Return every file that matters after a release."""
    files = [repo.lock, *(path for path in (repo.folder / "dist").rglob("*") if path.is_file())]
    return {str(path.relative_to(repo.folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def whole(template: Repo, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], int]:
    """Return what an undisturbed release leaves, and how many changes of files it makes."""
    repo = copy(template, tmp_path_factory.mktemp("whole") / "repo")
    done = cut_off(repo, 0)
    assert done.returncode == 0, done.stderr
    return state(repo), int(done.stdout.splitlines()[-1])


# From the first change to the last, which replaces the lock; the last ones one by one.
@pytest.mark.parametrize("point", some([0.0, 0.2, 0.4, 0.6, 0.8, -5, -4, -3, -2, -1], 3))
def test_a_killed_release_can_be_made_again(
    point: float, template: Repo, whole: tuple[dict[str, bytes], int], tmp_path: Path
) -> None:
    expected, changes = whole
    repo = copy(template, tmp_path / "repo")
    at = 1 + int(point * changes) if point >= 0 else changes + 1 + int(point)
    before = repo.lock.read_bytes()
    assert cut_off(repo, at).returncode == -signal.SIGKILL
    assert repo.lock.read_bytes() in (before, expected[f"{DECK}/ankigen.lock"])
    again = repo.ankigen("release", DECK, VERSION)
    if again.returncode:
        assert "[release-known]" in again.stderr
    assert state(repo) == expected
    assert [path.name for path in repo.folder.rglob("*.tmp")] == []
    assert repo.ankigen("verify").returncode == 0


@pytest.mark.parametrize("limit", [0, 1_000, 6_000, 13_000])
def test_a_full_disk(limit: int, template: Repo, tmp_path: Path) -> None:
    repo = copy(template, tmp_path / "repo")
    before = state(repo)

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "tests.support.maintainer", "release", DECK, VERSION],
        cwd=repo.folder, env=repo.variables("release"), preexec_fn=fill,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 3
    reason = "File too large|disk I/O error|database or disk is full|No usable temporary .*"
    assert re.fullmatch(rf"ankigen: error\[output\]: cannot write \S+: (?:{reason})\n", done.stderr)
    assert state(repo) == before
    assert [path.name for path in repo.folder.rglob("*.tmp")] == []
    assert repo.ankigen("release", DECK, VERSION).returncode == 0


def released() -> Lock:
    return next_lock(compiled(), None, "1.0.0", "0.1.0", {})


def test_a_lock_that_cannot_be_replaced_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ankigen.lock"
    path.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(staging.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_lock(released(), path)
    assert [each.name for each in tmp_path.iterdir()] == ["ankigen.lock"]
    assert path.read_text(encoding="utf-8") == "old"


def test_a_folder_that_cannot_take_its_place_leaves_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "1.0.0"
    target.mkdir()
    (target / "old").touch()
    rename = Path.rename

    def fails_into_place(self: Path, to: Path) -> Path:
        if Path(to) == target and (self / "new").exists():
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fails_into_place)
    with pytest.raises(OSError, match="Input/output"), staging.fresh_folder(target) as folder:
        (folder / "new").touch()
    assert [path.name for path in tmp_path.rglob("*")] == ["1.0.0", "old"]


# After a merge


def two_branches(template: Repo, tmp_path: Path) -> Repo:
    """Release 1.1.0 on main and, in a clone that does not know of it, 1.2.0 on a branch."""
    repo = copy(template, tmp_path / "repo")
    repo.git("checkout", "-q", "-b", "other", "sample-v1.0.0")
    repo.edit("terms.yaml", "en: a meeting of heads of state", "en: a gathering of heads of state")
    repo.release("1.2.0")
    repo.git("tag", "elsewhere", "sample-v1.2.0")
    repo.git("tag", "--delete", "sample-v1.2.0")
    repo.git("checkout", "-q", "main")
    repo.release(VERSION)
    repo.git("tag", "sample-v1.2.0", "elsewhere")
    return repo


def merge(repo: Repo) -> int:
    done = subprocess.run(
        ["git", "-c", "user.name=M", "-c", "user.email=m@example.org", "merge", "other"],
        cwd=repo.folder, capture_output=True, check=False,
    )  # fmt: skip
    changelog = repo.deck / "CHANGELOG.md"
    lines = changelog.read_text(encoding="utf-8").splitlines(keepends=True)
    changelog.write_text("".join(line for line in lines if line[0] not in "<=>"), encoding="utf-8")
    return done.returncode


def test_two_releases_merge_by_themselves_where_git_is_told_how(
    template: Repo, tmp_path: Path
) -> None:
    repo = two_branches(template, tmp_path)
    attributes = repo.folder / ".gitattributes"
    attributes.write_text("ankigen.lock merge=union\nCHANGELOG.md merge=union\n", encoding="utf-8")
    repo.commit()
    assert merge(repo) == 0
    assert repo.ankigen("lock", "--check").returncode == 0
    repo.release("1.3.0")
    assert repo.ankigen("verify", "sample-v1.3.0").returncode == 0


def test_a_conflict_is_mended_by_deleting_the_marker_lines(template: Repo, tmp_path: Path) -> None:
    repo = two_branches(template, tmp_path)
    assert merge(repo) == 1
    for command in (("lock", "--check"), ("build",), ("release", DECK, "1.3.0")):
        done = repo.ankigen(*command)
        assert done.returncode == 1
        assert "[lock-conflict]" in done.stderr
        assert "delete only the marker lines" in done.stderr
    lines = repo.lock.read_text(encoding="utf-8").splitlines(keepends=True)
    repo.lock.write_text("".join(line for line in lines if line[0] not in "<=>"), encoding="utf-8")
    repo.release("1.3.0")
    assert repo.ankigen("verify", "sample-v1.3.0").returncode == 0
    found = lock.parse("", repo.lock.read_bytes()).lock
    assert found is not None
    assert [each.version for each in found.releases] == ["1.0.0", "1.1.0", "1.2.0", "1.3.0"]


def test_new_notes_of_two_branches_released_in_one_second(template: Repo, tmp_path: Path) -> None:
    repo = copy(template, tmp_path / "repo")
    attributes = repo.folder / ".gitattributes"
    attributes.write_text("ankigen.lock merge=union\nCHANGELOG.md merge=union\n", encoding="utf-8")
    repo.commit()
    repo.git("checkout", "-q", "-b", "other")
    moment = repo.now
    text = "      id: {0}\n      en: {0} (en)\n"
    terms = f"    term:\n{text}    definition:\n{text.replace('0', '1')}\n"
    repo.edit(
        "terms.yaml", "  - key: summit\n",
        f"  - key: treaty\n{terms.format('traktat', 'perjanjian resmi')}  - key: summit\n",
    )  # fmt: skip
    repo.release("1.2.0")
    repo.git("tag", "elsewhere", "sample-v1.2.0")
    repo.git("tag", "--delete", "sample-v1.2.0")
    repo.git("checkout", "-q", "main")
    repo.now = moment
    repo.edit(
        "terms.yaml", "  - key: modus-vivendi\n",
        f"  - key: pact\n{terms.format('pakta', 'persetujuan bersama')}  - key: modus-vivendi\n",
    )  # fmt: skip
    repo.release(VERSION)
    repo.git("tag", "sample-v1.2.0", "elsewhere")
    assert merge(repo) == 0
    rows = [line.split() for line in repo.lock.read_text().splitlines() if line[:5] == "note "]
    ids = [int(row[9]) for row in rows]
    assert len(set(ids)) < len({row[3] for row in rows}), "the same ids on both sides"
    assert repo.ankigen("build").returncode == 0
    folder = repo.release("1.3.0")
    assert repo.ankigen("verify", "sample-v1.3.0").returncode == 0
    found = lock.parse("", repo.lock.read_bytes()).lock
    assert found is not None
    numbers = sorted(n.note_id for n in found.notes.values())
    assert all(later - earlier >= 4 for earlier, later in itertools.pairwise(numbers))
    # The readers of either side get what the other one added, and lose nothing.
    for before in (VERSION, "1.2.0"):
        done = repo.ankigen("upgrade-test", str(folder.with_name(before)), str(folder))
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_truncated_lock_is_named_and_git_has_it(
    part: float, template: Repo, tmp_path: Path
) -> None:
    repo = copy(template, tmp_path / "repo")
    content = repo.lock.read_bytes()
    repo.lock.write_bytes(content[: int(len(content) * part)])
    done = repo.ankigen("release", DECK, VERSION)
    assert done.returncode == 1
    assert "git restore" in done.stderr
    repo.git("restore", "--source", "HEAD", "--", f"{DECK}/ankigen.lock")
    assert repo.ankigen("release", DECK, VERSION).returncode == 0


def test_of_releases_at_once_one_is_made(template: Repo, tmp_path: Path) -> None:
    repo = copy(template, tmp_path / "repo")
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.maintainer", "release", DECK, VERSION],
            cwd=repo.folder, env=repo.variables("release"), encoding="utf-8",
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        ) for _ in range(4)
    ]  # fmt: skip
    said = [run.communicate()[1] for run in runs]
    assert sorted(run.returncode for run in runs)[0] == 0
    for run, words in zip(runs, said, strict=True):
        # Who came while it was made, or after it.
        assert run.returncode == 0 or "[release-running]" in words or "[release-known]" in words
    assert [run.returncode for run in runs].count(0) == 1
    assert (repo.folder / "dist" / "sample" / VERSION / "SHA256SUMS").is_file()
    assert repo.ankigen("verify").returncode == 0


def test_a_deck_is_held_until_its_release_is_over(template: Repo, tmp_path: Path) -> None:
    repo = copy(template, tmp_path / "repo")
    with staging.held(repo.deck / "deck.yaml") as mine:
        assert mine
        for version in (VERSION, "1.2.0"):
            done = repo.ankigen("release", DECK, version)
            assert done.returncode == 3
            assert "[release-running]" in done.stderr
        assert repo.ankigen("validate").returncode == 0
    assert repo.ankigen("release", DECK, VERSION).returncode == 0
