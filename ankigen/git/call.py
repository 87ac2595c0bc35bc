"""How git is called: for facts, never for opinions.

Plumbing only, that reads objects and refs and nothing else: no index, no work tree, so no
hook, filter, monitor or alias ever runs, and no setting of a user changes what comes back.
It is asked in the folder in question, whatever git called us from whatever repository.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ankigen.diagnostics import AnkigenError

_SECONDS = 60

# Where git is and where its settings lie; all else could name another repository, index,
# object or output (see "git rev-parse --local-env-vars").
_KEPT = frozenset(
    {
        "GIT_EXEC_PATH",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CEILING_DIRECTORIES",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    }
)
_OURS = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
}

_MEANINGS = (
    ("not a git repository", "git-none"),
    ("dubious ownership", "git-dubious"),
)


class GitError(AnkigenError):
    """Git is not there or does not answer; its own reason is in the parameters."""


def git(folder: Path, *arguments: str) -> bytes:
    """Run git in a folder and return what it prints. Raises GitError where it fails."""
    found = git_found(folder, *arguments)
    if found is None:
        raise _failed(folder, b"exit code 1")
    return found


def git_found(folder: Path, *arguments: str) -> bytes | None:
    """Run git as ``git`` does; None where it says (by a 1) that there is no such thing."""
    with _starting(folder):
        done = subprocess.run(
            _command(folder, arguments),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    if done.returncode == 1:
        return None
    if done.returncode:
        raise _failed(folder, done.stderr)
    return done.stdout


@contextlib.contextmanager
def git_pipe(folder: Path, stdin: IO[bytes], *arguments: str) -> Iterator[IO[bytes]]:
    """Give what git prints while it prints it; ``stdin`` is an open file.

    Raises GitError where git cannot be started.
    """
    with (
        _starting(folder),
        subprocess.Popen(
            _command(folder, arguments),
            env=_environment(),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        assert process.stdout is not None
        yield process.stdout


def _command(folder: Path, arguments: tuple[str, ...]) -> list[str]:
    return ["git", "-C", os.fspath(folder), *arguments]


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        # Set but empty means not set.
        if (name in _KEPT and value) or not name.upper().startswith("GIT_")
    }
    return {**kept, **_OURS}


@contextlib.contextmanager
def _starting(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise GitError("git-missing") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise _failed(folder, str(error).encode()) from error


def _failed(folder: Path, said: bytes) -> GitError:
    text = said.decode("utf-8", "replace")
    # A reason may quote names: nothing of it commands the terminal.
    reason = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    path = folder.as_posix()
    for words, code in _MEANINGS:
        if words in reason:
            return GitError(code, path=path, reason=reason)
    return GitError("git-failed", path=path, reason=reason.removeprefix("fatal: "))
