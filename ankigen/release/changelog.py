"""What a deck's changelog says of a version, for the release notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ankigen.markup import markdown

_HEADING = re.compile(r"(##+) +(.*)")
_ITEM = re.compile(r"(\s*(?:[-*+]|[0-9]{1,3}[.)]) +)(.*)")


def section(changelog: str, version: str) -> str | None:
    """Return what stands under the heading of a version; None where there is no such heading."""
    named = re.compile(rf"(?<![0-9.]){re.escape(version)}(?![0-9.])")
    level, found = 0, []
    for line in changelog.splitlines():
        heading = _HEADING.match(line)
        if level and heading and len(heading[1]) <= level:
            break
        if level:
            found.append(line)
        elif heading and named.search(heading[2]):
            level = len(heading[1])
    return "\n".join(found).strip() if level else None


def told(section: str) -> Iterator[str]:
    """Yield the lines of a section: lists and headings stay, all else is only text."""
    for line in section.splitlines():
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if heading:
            yield f"**{markdown(heading[2].strip())}**"
        elif item:
            yield item[1] + markdown(item[2])
        else:
            yield markdown(line.strip())
