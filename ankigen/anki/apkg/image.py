"""One SQLite image for one content, whatever SQLite version wrote it.

Measured over SQLite 3.40 to 3.51: images of the same rows differ only in the version
and counter bytes of the header and in the unallocated gap of b-tree pages
(https://www.sqlite.org/fileformat2.html, sections 1.3 and 1.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PAGE_SIZE = 4096
_PAGES_AT_ONCE = 256
_BTREE_PAGES = {2: 12, 5: 12, 10: 8, 13: 8}  # page type: length of its header
_COUNTER = b"\0\0\0\1"
_SQLITE_VERSION = (3_040_000).to_bytes(4, "big")


def canonical_chunks(database: Path) -> Iterator[bytearray]:
    """Yield the canonical image of a database file with pages of ``PAGE_SIZE``, in pieces.

    The header's counters and writer version are pinned, and what no row uses is zeroed.
    """
    first = True
    with database.open("rb") as file:
        while chunk := bytearray(file.read(PAGE_SIZE * _PAGES_AT_ONCE)):
            if first:
                chunk[24:28] = chunk[40:44] = chunk[92:96] = _COUNTER
                chunk[96:100] = _SQLITE_VERSION
            for start in range(0, len(chunk), PAGE_SIZE):
                _zero_gap(chunk, start, 100 if first and start == 0 else 0)
            first = False
            yield chunk


def _zero_gap(data: bytearray, page: int, skipped: int) -> None:
    header = page + skipped
    # An overflow page starts with a page number: its first byte is 0 below 2^24 pages.
    header_length = _BTREE_PAGES.get(data[header])
    if header_length is None:
        return
    cells = data[header + 3] << 8 | data[header + 4]
    content = (data[header + 5] << 8 | data[header + 6]) or 65536
    start, end = header + header_length + 2 * cells, page + content
    if end > start:
        data[start:end] = bytes(end - start)
