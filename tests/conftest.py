"""What holds for every test: where its files are, and the cache of whoever runs it left alone."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

import pytest

from tests.support import memory
from tests.support.extent import rounds

# Tests start hundreds of Pythons. Where this is set, as in many containers, each of them would
# compile all of ankigen again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--kills",
        type=int,
        default=rounds(8, 3),
        help="how often tests/test_killed.py kills each command",
    )


def pytest_configure(config: pytest.Config) -> None:
    # Workers have it from the process that starts them.
    if folder := memory.take():
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a quarter of the time is waiting for others."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANKIGEN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
