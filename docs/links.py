"""What leads out of docs/ on the site of the documentation, where there is no repository around it.

A hook of the generator (mkdocs.yml). The address of the repository is in ``REPOSITORY``, as
the workflow has it; without, such links are only text.
"""

from __future__ import annotations

import os
import posixpath
import re
from typing import Any

_LINK = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+)([^)\s]*)\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Lead links that go above docs/ to the repository."""
    folder = posixpath.dirname(page.file.src_uri)
    depth = len(folder.split("/")) if folder else 0
    repository = os.environ.get("REPOSITORY", "")

    def outside(found: re.Match[str]) -> str:
        words, up, rest = found[1], found[2].count("../"), found[3]
        if up <= depth:
            return found[0]
        if not repository:
            return words
        # From docs/ one step up is the repository's root, three are its pages at the host.
        tree = "" if up - depth > 2 else "blob/HEAD/"
        return f"[{words}]({repository}/{tree}{rest})"

    return _LINK.sub(outside, markdown)
