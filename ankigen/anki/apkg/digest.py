"""The digest of a package that does not depend on how it was compressed."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from pathlib import Path


def members_digest(path: Path) -> str:
    """Return the digest of the names and uncompressed contents of a package's members.

    Equal on every machine for equal content, whatever zlib compressed it; '' for a file that
    is no whole package. Raises OSError for one that cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(path) as archive:
            for info in sorted(archive.infolist(), key=lambda each: each.filename):
                content = archive.read(info)
                digest.update(f"{info.filename}\0{len(content)}\0".encode())
                digest.update(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        return ""
    return digest.hexdigest()
