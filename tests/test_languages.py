"""Every language says the same things, and what one lacks is an error that names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ankigen import languages
from ankigen.diagnostics import AnkigenError


def ways(content: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in content.items():
        if isinstance(value, dict) and value:
            yield from ways(value, (*above, key))
        else:
            yield (*above, key)


def said(code: str, file: str) -> set[tuple[str, ...]]:
    # Which abbreviations are borrowed, and how a pair is translated, belongs to one language.
    return {way for way in ways(languages.read(code, file)) if way[0] not in ("borrowed", "pairs")}


@pytest.mark.parametrize("file", ["cards"])
@pytest.mark.parametrize("code", languages.codes())
def test_a_language_says_what_the_others_say(code: str, file: str) -> None:
    assert said(code, file) == said("id", file)


def test_what_a_language_lacks_is_named() -> None:
    with pytest.raises(AnkigenError) as failure:
        languages.read("id", "cards")["labels"]["applause"]
    assert failure.value.code == "language-lacks"
    assert failure.value.params == {"file": "languages/id/cards.yaml", "what": "labels applause"}


def test_a_language_that_nobody_added_is_named() -> None:
    with pytest.raises(AnkigenError) as failure:
        languages.read("xx", "cards")
    assert failure.value.params == {"file": "languages/xx/cards.yaml", "what": "cards.yaml"}
