"""link-refused: what it points at, and what it leaves alone."""

from __future__ import annotations

import pytest

from ankigen.lint.hosts import REFUSED, is_refused
from ankigen.lint.language import pairs
from tests.lint.support import places

CODE = "link-refused"
NOTE = """
- key: a
  term:
    id: muara
    en: estuary
  definition:
    id: tempat sungai bertemu laut
    en: the place where a river meets the sea
  sources:
    - title: Muara
      {name}: {url}
"""
URL = "https://www.scribd.com/document/1/muara"


def test_the_address_of_a_refused_site() -> None:
    assert places(NOTE.format(name="url", url=URL), CODE) == [f"10: {URL}"]


def test_what_was_read_there_may_be_a_copy() -> None:
    assert places(NOTE.format(name="copy", url=URL), CODE) == []


@pytest.mark.parametrize(
    "url", ["https://scribd.example.org/1", "https://notscribd.com/1", "https://www.un.org/1"]
)
def test_other_sites(url: str) -> None:
    assert places(NOTE.format(name="url", url=url), CODE) == []


def test_hosts_below_a_refused_one() -> None:
    assert is_refused("https://id.scribd.com/document/1")


def test_no_host_is_both_refused_and_trusted() -> None:
    both = [h for h, said in pairs("hosts.tsv").items() if len({*said.split()} & REFUSED) > 1]
    trusted = {"official", "law", "treaty"}
    both += [
        h
        for h, said in pairs("hosts.tsv").items()
        if {*said.split()} & trusted and {*said.split()} & REFUSED
    ]
    assert both == []
