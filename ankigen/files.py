"""Files that appear whole: written beside their place, moved when nothing is missing.

What a killed run leaves behind has a name that ends in ``.tmp`` and starts with a dot;
a later run over the same place takes it away.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import math
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

FORSAKEN_SECONDS = 3600
"""No run fills a stage for so long: an older one is a killed run's."""
_WRITERS = 2


class Stage:
    """Hands out places for files that are not there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    def path(self, name: str) -> Path:
        """Return where to write the file that will be called ``name``."""
        self._names.append(name)
        return self._folder / name

    def move_to(self, out: Path) -> None:
        """Move every file into place; one alone replaces its older self in one step.

        Of several the older ones go first: who is killed meanwhile leaves a part of one set,
        never files of two. On an error the older ones come back.
        """
        if len(self._names) == 1:
            (self._folder / self._names[0]).replace(out / self._names[0])
            return
        aside = self._folder / ".older"
        aside.mkdir()
        try:
            for name in self._names:
                with contextlib.suppress(FileNotFoundError):
                    (out / name).replace(aside / name)
            for name in self._names:
                (self._folder / name).replace(out / name)
        except OSError:
            for name in self._names:
                if not (self._folder / name).exists():
                    (out / name).unlink(missing_ok=True)
            for older in aside.iterdir():
                older.replace(out / older.name)
            raise


@contextlib.contextmanager
def staged(out: Path) -> Iterator[Stage]:
    """Collect files for the folder ``out``; on any error none of them reaches it.

    Raises OSError where ``out`` cannot be made or written to.
    """
    out.mkdir(parents=True, exist_ok=True)
    # Containers give the same process ids again: a killed run may have had this one.
    folder = out / f".ankigen-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    folder.mkdir()
    try:
        _remove_forsaken(out, folder.stat().st_mtime)
        stage = Stage(folder)
        yield stage
        stage.move_to(out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_forsaken(out: Path, now: float) -> None:
    # Another run may be filling a younger one.
    for folder in out.glob(".ankigen-*.tmp"):
        with contextlib.suppress(OSError):
            if now - folder.stat().st_mtime > FORSAKEN_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """Fill a new folder that takes its place by one rename; an older one there goes away.

    On any error nothing appears, and an older one stays. Raises OSError where the folder
    cannot be made, filled or moved.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(target)
    folder = beside(target)
    folder.mkdir()
    try:
        yield folder
        _put_in_place(folder, target)
    finally:
        remove_leftovers(target)


def _put_in_place(folder: Path, target: Path) -> None:
    if not target.exists():
        folder.rename(target)
        return
    aside = beside(target)
    target.rename(aside)
    try:
        folder.rename(target)
    except OSError:
        aside.rename(target)
        raise


@contextlib.contextmanager
def written(target: Path) -> Iterator[Path]:
    """Give a place beside a file for its new content, which takes its place by one rename.

    So whoever reads the file sees the old one or the whole new one. A file that is there
    keeps its mode, a link what it leads to. On any error nothing of it stays.
    """
    target = target.resolve()
    temporary = beside(target)
    try:
        yield temporary
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold a file that is there against other processes; False where one of them has it.

    The system lets go of it when a process ends, however it ends. Who only reads the file is
    not kept from it. Where it cannot be held at all, as on some network drives, nobody is.
    """
    try:
        file = path.open("rb")
    except OSError:
        yield True
        return
    with file:
        yield _hold(file.fileno())


def _hold(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            # Far behind the end: a held byte cannot be read by others.
            os.lseek(descriptor, 1 << 40, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def beside(target: Path) -> Path:
    """Return a new name for a file on its way to another's place."""
    return target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")


def replace_file(target: Path, content: bytes) -> None:
    """Put bytes in a file's place, once they are safely on disk; make its folder if need be.

    Raises OSError where it cannot be written; then the older one stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with written(target) as temporary, temporary.open("wb") as file:
        remove_leftovers(target, temporary.stat().st_mtime - FORSAKEN_SECONDS)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def remove_leftovers(target: Path, before: float = math.inf) -> None:
    """Take away what killed runs left beside a file or folder before a moment.

    A younger one may be that of another run, which is just writing.
    """
    for path in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime >= before:
                continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def write_all(files: Iterable[tuple[str, bytes]], folder: Path) -> int:
    """Write files below a folder while the next ones are made; return how many there are.

    Raises the first OSError when all that could be written is.
    """
    # Most of a small file's time is waiting for the disk.
    from concurrent.futures import ThreadPoolExecutor

    def write(name: str, content: bytes) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    with ThreadPoolExecutor(_WRITERS) as pool:
        writing = [pool.submit(write, *file) for file in files]
    for each in writing:
        each.result()
    return len(writing)
