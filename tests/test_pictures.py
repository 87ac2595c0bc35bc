"""Pictures of facts: drawn the same each time, safe day and night, and named by their facts."""

from __future__ import annotations

import difflib
import hashlib
import json
import math
import random
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ankigen.cli import cli
from ankigen.deck import load
from ankigen.deck.pictures import Atlas, atlas, read_atlas, survey
from ankigen.deck.pictures.exact import UNIT
from ankigen.deck.pictures.globe import Eye, Flat, distance, enclosing
from ankigen.deck.pictures.look import INK, LAND, MARKED, PANEL, SEA
from ankigen.deck.pictures.outline import clip, path
from ankigen.deck.pictures.places import Place, find_place
from ankigen.deck.pictures.plan import slug
from ankigen.deck.pictures.timeline import FIRST, LANDMARKS, LAST, draw_year
from ankigen.deck.pictures.topojson import Point, Polygon, shapes
from ankigen.deck.pictures.worldmap import draw_map
from ankigen.languages import read
from tests.support.decks import ROOT, SAMPLE, SHIPPED, deck

# Two squares side by side, Westland and Eastland, that share the arc between them.
TOPOLOGY = {
    "transform": {"scale": [0.5, 0.5], "translate": [90, -10]},
    "arcs": [
        [[20, 20], [0, 20]],
        [[20, 40], [20, 0], [0, -20], [-20, 0]],
        [[20, 20], [-20, 0], [0, 20], [20, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[2, ~0]], "properties": {"name": "Westland"}},
                {"type": "MultiPolygon", "arcs": [[[0, 1]]], "properties": {"name": "Indonesia"}},
            ]
        },
        "land": {"geometries": [{"type": "Polygon", "arcs": [[2, 1]]}]},
    },
}


def small_atlas() -> Atlas:
    countries = {shape.name: shape.polygons for shape in shapes(TOPOLOGY, "countries")}
    return Atlas(shapes(TOPOLOGY, "land")[0].polygons, countries)


# -- geometry ------------------------------------------------------------------------


def test_topojson_arcs_become_rings() -> None:
    west, east = shapes(TOPOLOGY, "countries")
    assert (west.name, east.name) == ("Westland", "Indonesia")
    assert west.polygons == ((((90, 0), (90, 10), (100, 10), (100, 0)),),)
    assert east.polygons == ((((100, 10), (110, 10), (110, 0), (100, 0)),),)


def test_other_geometries_are_refused() -> None:
    line = {"objects": {"o": {"geometries": [{"type": "LineString", "arcs": [0]}]}}}
    with pytest.raises(ValueError, match="LineString"):
        shapes({**TOPOLOGY, **line}, "o")


def test_the_globe_from_above_jakarta() -> None:
    eye = Eye((106.85, -6.21))
    assert eye.sees((106.85, -6.21)) == (0, 0, UNIT)
    assert eye.sees((-73.15, 6.21)) == (0, 0, -UNIT)  # its antipode
    assert eye.sees((106.85, 83.79)) == (0, UNIT, 0)
    assert distance((106.85, -6.21), (103.85, 1.29)) == pytest.approx(8.07, abs=0.01)


def cap(centre: Point, radius: float) -> Polygon:
    """A round land of a radius in degrees, its line clockwise as seen from above."""
    steps = range(120)
    tilt, turn = math.radians(90 - centre[1]), math.radians(centre[0])
    ring = []
    for step in steps:
        around, off = -math.tau * step / len(steps), math.radians(radius)
        x, y = math.sin(off) * math.cos(around), math.sin(off) * math.sin(around)
        z = math.cos(off)
        x, z = x * math.cos(tilt) + z * math.sin(tilt), z * math.cos(tilt) - x * math.sin(tilt)
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        ring.append((math.degrees(math.atan2(y, x)), math.degrees(math.asin(z))))
    return (tuple(ring),)


def covers(lines: list[Flat], x: float, y: float) -> bool:
    """Whether the closed lines, filled by the even-odd rule, cover a point."""
    crossings = 0
    for line in lines:
        for index, (x2, y2) in enumerate(line):
            x1, y1 = line[index - 1]
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


points = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@given(points, points, st.floats(3, 80), st.integers(0, 1 << 30))
def test_land_is_cut_off_at_the_horizon_and_nowhere_else(
    over: Point, centre: Point, radius: float, seed: int
) -> None:
    eye = Eye(over)
    land = cap(centre, radius)
    lines = eye.outlines(land)
    generator = random.Random(seed)
    for _ in range(20):
        point = (generator.uniform(-180, 180), generator.uniform(-89, 89))
        x, y, z = eye.sees(point)
        off = distance(centre, point)
        # Straight stretches stand for arcs: too near the shore or the limb proves nothing.
        if z > 0.2 * UNIT and abs(off - radius) > 1:
            assert covers(lines, x, y) == (off < radius), point


@given(points, st.floats(1, 60))
def test_a_circle_around_points(centre: Point, radius: float) -> None:
    found, reach = enclosing(cap(centre, radius)[0])
    assert distance(found, centre) < 0.05 * radius
    assert radius * 0.999 <= reach <= radius * 1.05


def test_a_line_is_cut_to_the_square() -> None:
    diamond = [(0, 20), (20, 0), (0, -20), (-20, 0)]
    cut = clip(diamond, 15)
    assert len(cut) == 8
    assert all(max(abs(x), abs(y)) == 15 for x, y in cut)
    assert clip([(30, 30), (40, 30), (40, 40)], 15) == []


def test_a_path_leaves_out_what_nobody_would_see() -> None:
    square = [(0, 0), (0, 500), (0, 1000), (501, 1000), (1000, 1000), (1000, 0)]
    speck = [(0, 0), (10, 0), (10, 10), (0, 10)]
    drawn = path([square, speck], Fraction(1, 10), (10, 110), Fraction(1, 2), 4)
    assert drawn == "M10 110l0-100 100 0 0 100z"


ROUGH = ("sin", "cos", "atan2", "asin", "hypot", "dist", "radians", "degrees")


@pytest.mark.parametrize("seed", range(3))
def test_the_last_digits_of_floats_do_not_change_a_picture(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They differ between C libraries, and sums of them between Pythons."""
    continent, islands = cap((95, 12), 60), [cap((60 + 9 * n, -30 + 8 * n), 3) for n in range(4)]
    world = Atlas((continent, *islands), {"Continent": (continent,), "Islands": tuple(islands)})
    places = [Place("Continent", (90, 40)), Place("Islands", None), Place("", (140, -60))]
    drawn = [draw_map(world, place) for place in places]
    generator = random.Random(seed)

    def rough(name: str) -> Callable[..., float]:
        exact = getattr(math, name)
        return lambda *given: exact(*given) * (1 + generator.uniform(-4e-16, 4e-16))

    for name in ROUGH:
        monkeypatch.setattr(math, name, rough(name))
    assert [draw_map(world, place) for place in places] == drawn


# -- pictures ------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_tones_can_be_told_apart_by_anybody() -> None:
    for one, other in ((LAND, SEA), (MARKED, LAND), (MARKED, SEA), (INK, SEA)):
        assert contrast(one, other) >= 3, (one, other)
    for text in (INK, MARKED):
        assert contrast(text, PANEL) >= 4.5


def drawings() -> dict[str, str]:
    made = {f"year {year}": draw_year(year) for year in (FIRST, 1945, 1967, LAST)}
    jakarta = find_place("Jakarta", "Indonesia", small_atlas().countries)
    assert jakarta is not None
    return {**made, "map": draw_map(small_atlas(), jakarta)}


@pytest.mark.parametrize("name", drawings())
def test_a_picture_is_small_alone_and_the_same_each_time(name: str) -> None:
    svg = drawings()[name]
    assert svg == drawings()[name]
    assert len(svg.encode()) < 10_000
    root = ET.fromstring(svg)
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    panel = root[0]
    assert panel.tag.endswith("rect")
    assert (panel.attrib["width"], panel.attrib["height"]) == (str(width), str(height))
    for element in root.iter():
        tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert tag in ("svg", "g", "rect", "path", "circle", "text")
        assert not any("href" in key or key.startswith("on") for key in element.attrib)
        assert "url(" not in " ".join(element.attrib.values())
        # No words: the picture serves both languages.
        assert re.fullmatch(r"(\d{4})?\s*", element.text or "")


def test_every_year_of_the_strip_is_drawn_inside_it() -> None:
    for year in range(FIRST, LAST + 1):
        root = ET.fromstring(draw_year(year))
        texts = [e for e in root.iter() if e.tag.endswith("text")]
        assert [e.text for e in texts] == [*map(str, LANDMARKS), str(year)]
        for each in texts:
            half = float(each.attrib["font-size"]) * 0.6 * 4 / 2
            assert half <= float(each.attrib["x"]) <= 340 - half
    for year in (FIRST - 1, LAST + 1):
        with pytest.raises(ValueError, match="strip"):
            draw_year(year)


def test_a_country_is_marked_and_a_city_without_one_is_the_mark() -> None:
    whole = draw_map(small_atlas(), Place("Indonesia", (106.85, -6.21)))
    assert whole.count(MARKED) == 2  # in the region and on the globe
    assert f'fill="{INK}" stroke' in whole
    alone = draw_map(small_atlas(), Place("", (103.85, 1.29)))
    assert alone.count(MARKED) == 1
    assert f'fill="{MARKED}" stroke' in alone
    assert "<circle" not in draw_map(small_atlas(), Place("Indonesia", None)).split("<circle")[0]
    assert draw_map(small_atlas(), Place("Indonesia", None)).count("<circle") == 1


def test_places_are_found_by_their_english_names() -> None:
    assert find_place("Istanbul", "Türkiye", {"Turkey"}) == Place("Turkey", (28.95, 41.01))
    assert find_place("Singapore", "Singapore", {"Turkey"}) == Place("", (103.85, 1.29))
    assert find_place("Bursa", "Türkiye", {"Turkey"}) == Place("Turkey", None)
    assert find_place("Bursa", "Nowhere", {"Turkey"}) is None
    assert slug("Ebène Mauritius, D.C.") == "ebene-mauritius-d-c"


# -- entries in the source -----------------------------------------------------------

FACTS = {
    "with sources": """\
    founded:
      date: "1967"
      event: founded
      sources:
        - title: a
""",
    "without sources, before a comment": """\
    founded:
      date: "1967"
      event: founded

    # What follows is about tags.
    tags:
      - a
""",
    "at the end of a text in lines": """\
    founded:
      date: "1967"
      event: founded
      explanation:
        id: >-
          satu
          dua
        en: one two
""",
    "in braces": """\
    founded: {date: "1967", event: founded}
""",
    "with an old picture": """\
    founded:
      date: "1967"
      event: founded
      picture:
        file: year-1966.svg
        alt:
          id: Gambar sendiri
          en: Its own words
        licence: CC0-1.0
        source: us
""",
}


HEAD = """\
kind: organisation
notes:
  - key: asean
    type: organisation
    name:
      id: satu
      en: one
"""


def with_fact(folder: Path, fact: str, ends: str = "\n") -> Path:
    """Copy the sample deck with one organisation, its file in the wanted line ends."""
    shutil.copytree(SAMPLE, folder)
    text = HEAD + fact
    file = folder / "organisations.yaml"
    file.write_bytes((text.replace("\n", ends) if ends else text.rstrip("\n")).encode())
    return file


@pytest.mark.parametrize("ends", ["\n", "\r\n", ""], ids=["lf", "crlf", "no last line end"])
@pytest.mark.parametrize("case", FACTS)
def test_an_entry_is_written_and_nothing_else(case: str, ends: str, tmp_path: Path) -> None:
    file = with_fact(tmp_path / "deck", FACTS[case], ends)
    before = file.read_bytes().decode()
    sources = load([tmp_path / "deck"]).sources
    (new,) = survey(sources.values(), tmp_path / "deck" / "media", small_atlas()).texts.values()
    changed = [
        line
        for line in difflib.ndiff(before.splitlines(), new.splitlines())
        if line.startswith(("+ ", "- "))
    ]
    if case == "in braces":
        assert [line[:2] for line in changed] == ["- ", "+ "]
    elif case == "with an old picture":
        assert [line.split()[-1] for line in changed] == ["year-1966.svg", "year-1967.svg"]
    else:
        shows = {code: read(code, "cards")["pictures"]["year"] for code in ("id", "en")}
        assert changed == [
            "+       picture:",
            "+         file: year-1967.svg",
            "+         alt:",
            f"+           id: {shows['id']}",
            f"+           en: {shows['en']}",
            "+         licence: CC0-1.0",
            "+         source: Drawn by ankigen",
        ]
    assert new.count("\r\n") == (new.count("\n") if ends == "\r\n" else 0)
    file.write_bytes(new.encode())
    (tmp_path / "deck" / "media" / "year-1967.svg").write_text(draw_year(1967))
    sources = load([tmp_path / "deck"]).sources
    again = survey(sources.values(), tmp_path / "deck" / "media", small_atlas())
    assert (again.findings, again.texts, again.pictures) == ((), {}, {})


def test_pictures_of_somebodys_own_making_are_kept(tmp_path: Path) -> None:
    with_fact(tmp_path / "deck", FACTS["with an old picture"].replace("year-1966", "dot"))
    sources = load([tmp_path / "deck"]).sources
    found = survey(sources.values(), tmp_path / "deck" / "media", small_atlas())
    assert (found.count, found.texts, found.pictures) == (0, {}, {})


# -- the command ---------------------------------------------------------------------


@pytest.fixture
def outlines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "small.json"
    file.write_text(json.dumps(TOPOLOGY))
    monkeypatch.setattr(atlas, "DIGEST", hashlib.sha256(file.read_bytes()).hexdigest())
    return file


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["pictures", "--lang", "en", *arguments])


def test_pictures_are_made_checked_and_made_no_second_time(
    tmp_path: Path, outlines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "decks" / "sample"
    shutil.copytree(SAMPLE, folder)
    options = ["--atlas", str(outlines)]
    done = run("--check", *options)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == (
        "decks/sample/organisations.yaml:16:5: error[picture-missing]: "
        "the picture year-1967.svg is missing (run: ankigen pictures)"
    )
    done = run(*options)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "written: decks/sample/media/year-1967.svg",
        "written: decks/sample/media/map-jakarta-indonesia.svg",
        "written: decks/sample/media/year-1945.svg",
        "written: decks/sample/media/map-geneva-switzerland.svg",
        "written: decks/sample/media/year-1982.svg",
        "written: decks/sample/organisations.yaml",
        "decks/sample: 5 pictures",
    ]
    assert run("--check", *options).exit_code == 0
    assert run(*options).stdout == "decks/sample: 5 pictures\n"


def test_an_old_or_lost_picture_is_found_and_drawn_again(
    tmp_path: Path, outlines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "decks" / "sample"
    shutil.copytree(SAMPLE, folder)
    options = ["--atlas", str(outlines)]
    run(*options)
    (folder / "media" / "year-1967.svg").write_text("<svg/>")
    (folder / "media" / "year-1945.svg").unlink()
    done = run("--check", *options)
    assert re.findall(r"error.*", done.stderr) == [
        "error[picture-outdated]: the picture year-1967.svg no longer shows this fact "
        "(run: ankigen pictures)",
        "error[picture-missing]: the picture year-1945.svg is missing (run: ankigen pictures)",
    ]
    assert run(*options).exit_code == 0
    assert run("--check", *options).exit_code == 0


def test_what_cannot_be_drawn_is_said_with_its_place(
    tmp_path: Path, outlines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "decks" / "sample"
    shutil.copytree(SAMPLE, folder)
    file = folder / "organisations.yaml"
    text = file.read_text("utf-8").replace("en: Switzerland", "en: Atlantis")
    file.write_text(text.replace('"1945-10-24"', '"1645-10-24"'), "utf-8")
    done = run("--atlas", str(outlines))
    assert done.exit_code == 1
    assert re.findall(r"error.*", done.stderr) == [
        "error[picture-year]: the year 1645 is not on the time line of 1860–2030",
        "error[picture-place]: there is no map of Atlantis, and where Geneva lies is not known "
        "(add its place to ankigen/deck/pictures/places.json)",
    ]


def test_a_deck_without_english_is_drawn_as_far_as_its_places_are_known(
    tmp_path: Path, outlines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "decks" / "sample"
    shutil.copytree(SAMPLE, folder)
    for file in folder.glob("*.yaml"):
        text = re.sub(r"^ +en: .*\n", "", file.read_text("utf-8"), flags=re.M)
        # One name is English alone.
        text = text.replace("    also:\n", "")
        deck = file.name == "deck.yaml"
        file.write_text(text + ("languages:\n  - id\n" if deck else ""), "utf-8")
    done = run("--atlas", str(outlines))
    assert done.exit_code == 1
    assert re.findall(r"error.*", done.stderr) == [
        "error[picture-place]: there is no map of Swiss, and where Jenewa lies is not known "
        "(places are known by their English names, which this deck lacks:"
        " use a picture of your own)",
    ]
    (asean, *_) = yaml.safe_load((folder / "organisations.yaml").read_text("utf-8"))["notes"]
    assert asean["headquarters"]["picture"] == {
        "file": "map-jakarta-indonesia.svg",
        "alt": {"id": "Peta kawasan dan bola dunia dengan satu negara ditandai"},
        "licence": "CC0-1.0",
        "source": "Drawn by ankigen; outlines from Natural Earth 4.1 (public domain)",
    }
    assert load([folder]).diagnostics == ()


def test_a_faulty_deck_is_not_drawn(tmp_path: Path, outlines: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLE, folder)
    (folder / "terms.yaml").write_text("kind: term\n")
    done = run("--atlas", str(outlines), str(folder))
    assert done.exit_code == 1
    assert "error[missing-key]" in done.stderr
    assert not list(folder.glob("media/year-*"))


def test_another_atlas_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps(TOPOLOGY))
    with pytest.raises(Exception, match="atlas-other"):
        read_atlas(file)
    with pytest.raises(Exception, match="atlas-unreadable"):
        read_atlas(tmp_path / "missing.json")


# -- the shipped deck ----------------------------------------------------------------


def test_every_asked_place_and_year_of_the_shipped_deck_has_its_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The outlines are installed with npm, once, into .cache/ of the checkout."""
    monkeypatch.chdir(ROOT)
    done = run("--check")
    assert (done.exit_code, done.output) == (0, "")


def test_the_shipped_pictures_are_small_and_have_a_licence() -> None:
    for note in deck(SHIPPED).notes:
        for name in ("founded", "headquarters"):
            fact = getattr(note, name, None)
            if fact and fact.picture:
                assert (SHIPPED / "media" / fact.picture.file).stat().st_size < 10_000
                assert fact.picture.licence and fact.picture.source
                assert all(fact.picture.alt.in_language(code) for code in ("id", "en"))
