"""Members → a zip with the same bytes every time, moved into place when it is whole."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from ankigen.files import written

_LEVEL = 4  # level 9 takes three times as long and saves one per cent
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
_UNIX = 3
_MODE = 0o100644 << 16
# What is compressed already gains nothing from being so twice.
_TEXT_SUFFIXES = frozenset({".svg", ".css", ".js", ".txt", ".json"})

Member = tuple[str, Iterable[bytes | bytearray], bool]
"""Name, content in pieces and whether it is worth compressing."""


def worth_compressing(name: str) -> bool:
    """Whether a media file of this name is text."""
    return Path(name).suffix.lower() in _TEXT_SUFFIXES


def write_zip(path: Path, members: Iterable[Member]) -> None:
    """Write a zip; whoever reads ``path`` sees the old file or the whole new one."""
    with (
        written(path) as temporary,
        zipfile.ZipFile(temporary, "w", compresslevel=_LEVEL) as zipped,
    ):
        for name, content, compress in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = _UNIX
            info.external_attr = _MODE
            info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
            # The only way to give the level to open(), on every Python from 3.11 on.
            info._compresslevel = _LEVEL  # type: ignore[attr-defined]
            with zipped.open(info, "w") as member:
                for piece in content:
                    member.write(piece)
