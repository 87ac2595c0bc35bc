"""Commands, each in a process of its own that is forked where everything is imported.

Half of the time of a short command is Python's start and its imports. ``run`` asks a process that
has them behind it to fork: the child has its own folder, environment and outputs, and ends as
itself. Where Python itself is to start in another way, it is started.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Mapping
from pathlib import Path

from tests.support.decks import ROOT

_TOO_LONG = 120


def run(
    module: str, *arguments: str, cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a module as ``python -m`` does, with nothing to read."""
    usual = (os.fspath(ROOT), *(v for k, v in os.environ.items() if k.startswith("PYTHON")))
    own = Path(cwd, "ankigen").is_dir()
    if own or any(name.startswith("PYTHON") and env[name] not in usual for name in env):
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False, timeout=_TOO_LONG,
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        request = {
            "module": module, "arguments": arguments, "cwd": os.fspath(cwd), "env": dict(env),
            "out": os.fspath(out), "err": os.fspath(err),
        }  # fmt: skip
        server = _server(threading.get_ident())
        assert server.stdin and server.stdout
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        if code == -signal.SIGALRM:
            raise subprocess.TimeoutExpired([module, *arguments], _TOO_LONG)
        said = (path.read_text("utf-8") for path in (out, err))
        return subprocess.CompletedProcess([module, *arguments], code, *said)


@functools.cache
def _server(_thread: int) -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.support.forked"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    atexit.register(server.communicate)
    return server


def main() -> None:
    """Answer requests, one a line, by the exit code of a child."""
    import ankigen

    for module in pkgutil.walk_packages(ankigen.__path__, "ankigen."):
        if module.name.partition(".")[2].split(".")[0] not in ("__main__", "cli"):
            importlib.import_module(module.name)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _be_the_child(**json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _be_the_child(
    module: str, arguments: list[str], cwd: str, env: dict[str, str], out: str, err: str
) -> None:
    signal.alarm(_TOO_LONG)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for number, path in enumerate((os.devnull, out, err)):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the child's own
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the child's own
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, errors="backslashreplace")  # noqa: SIM115 - the child's own
    sys.argv = [module, *arguments]
    code = 1
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
