"""The pictures of cards in docs/cards: all there, all shown, and few enough."""

from __future__ import annotations

import importlib.util
import re
import sys

from ankigen import kinds
from tests.support.decks import ROOT, SHIPPED, VARIANTS, compiled

FOLDER = ROOT / "docs" / "cards"


def test_one_card_of_each_kind_and_variant_on_each_screen_day_and_night() -> None:
    views = compiled().views.items()
    shown = {(tag, name) for name, view in views for note in view.notes for tag in note.tags}
    expected = {
        f"{kind.name}.{variant}.{screen}.{theme}.webp"
        for kind in kinds.kinds().values()
        for variant in VARIANTS
        if (f"ankigen::sample::kind::{kind.name}", variant) in shown
        for screen in ("phone", "desktop")
        for theme in ("day", "night")
    }
    # And the front that the README shows.
    expected |= {f"organisation.id.front.phone.{theme}.webp" for theme in ("day", "night")}
    pictures = list(FOLDER.glob("*.webp"))
    assert {picture.name for picture in pictures} == expected
    assert sum(picture.stat().st_size for picture in pictures) < 1_500_000
    page = (FOLDER / "README.md").read_text("utf-8")
    assert set(re.findall(r'src="(.*?)"', page)) == expected


def test_the_card_of_the_readme_is_as_it_is_shown() -> None:
    found = importlib.util.spec_from_file_location("make", FOLDER / "make.py")
    assert found is not None and found.loader is not None
    make = importlib.util.module_from_spec(found)
    sys.modules["make"] = make
    found.loader.exec_module(make)
    made_of = make.digest(compiled(SHIPPED).package("bilingual"))
    page = (FOLDER / "README.md").read_text("utf-8")
    assert f"<!-- the README's card: {made_of} -->" in page, "run python docs/cards/make.py"
    shown = re.findall(r'src="docs/cards/(.*?)"', (ROOT / "README.md").read_text("utf-8"))
    assert shown == ["organisation.id.front.phone.day.webp", "organisation.id.phone.night.webp"]
