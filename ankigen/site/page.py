"""Contents → one HTML file: the page's own HTML, CSS and script around them."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import json
import re
from importlib import resources
from typing import Any

from ankigen.languages import messages
from ankigen.site.contents import Contents

_PLACE = re.compile(r"\[\[([a-z0-9:-]+)\]\]")


def page(contents: Contents, language: str) -> str:
    """Return the page, its own words in ``language``.

    It loads nothing: the policy in its head allows only this very script, its styles and
    pictures inside the page, so that no text of a deck can ever run or call out.
    """
    words = messages.section("preview", language)
    script = _text("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    values = {
        "language": language,
        "digest": digest,
        "style": _text("page.css"),
        "script": script,
        "decks": html.escape(", ".join(contents.decks.values())),
        "data": _json(contents, words),
    }

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name.startswith("word:"):
            return html.escape(words[name.removeprefix("word:")])
        return values[name]

    return _PLACE.sub(value, _text("page.html")) + "\n"


def _json(contents: Contents, words: dict[str, str]) -> str:
    data = {"words": words, **_record(contents)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_record)
    # Inside a script element only these could end it.
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _record(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


@functools.cache
def _text(name: str) -> str:
    # Line ends are normalised: the digest of the script must be that of the page's bytes.
    content = resources.files("ankigen.site").joinpath("templates", name).read_bytes()
    return content.decode("utf-8").replace("\r\n", "\n").strip()
