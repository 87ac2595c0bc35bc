"""One SQLite image for one content, whatever SQLite version wrote it.

Measured over SQLite 3.40 to 3.51: images of the same rows differ only in the version
and counter bytes of the header and in the unallocated gap of b-tree pages
(https://www.sqlite.org/fileformat2.html, sections 1.3 and 1.6).
"""

from __future__ import annotations

_BTREE_PAGES = {2: 12, 5: 12, 10: 8, 13: 8}  # page type: length of its header
_COUNTER = b"\0\0\0\1"
_SQLITE_VERSION = (3_040_000).to_bytes(4, "big")


def canonical(image: bytes) -> bytes:
    """Pin the header's counters and writer version, and zero what no row uses."""
    data = bytearray(image)
    page_size = int.from_bytes(data[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    data[24:28] = data[40:44] = data[92:96] = _COUNTER
    data[96:100] = _SQLITE_VERSION
    for start in range(0, len(data), page_size):
        _zero_gap(data, start)
    return bytes(data)


def _zero_gap(data: bytearray, page: int) -> None:
    header = page + (100 if page == 0 else 0)
    # An overflow page starts with a page number: its first byte is 0 below 2^24 pages.
    header_length = _BTREE_PAGES.get(data[header])
    if header_length is None:
        return
    cells = int.from_bytes(data[header + 3 : header + 5], "big")
    content = int.from_bytes(data[header + 5 : header + 7], "big") or 65536
    start, end = header + header_length + 2 * cells, page + content
    if end > start:
        data[start:end] = bytes(end - start)
