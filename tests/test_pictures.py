"""Pictures of facts: drawn the same each time, good day and night, implied by their facts."""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from fractions import Fraction
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.cli import cli
from ankigen.deck import load
from ankigen.deck.pictures import Atlas, atlas, findings, read_atlas, survey
from ankigen.deck.pictures.exact import UNIT
from ankigen.deck.pictures.globe import Eye, Flat, distance, enclosing
from ankigen.deck.pictures.look import (
    BLACK,
    LAND_OPACITY,
    LINE,
    MARKED,
    PLATE,
    WHITE,
)
from ankigen.deck.pictures.outline import clip, path
from ankigen.deck.pictures.timeline import draw_year
from ankigen.deck.pictures.topojson import Point, Polygon, shapes
from ankigen.deck.pictures.worldmap import draw_map
from ankigen.deck.places import Seat, country_meant, seat_of
from ankigen.diagnostics import AnkigenError
from ankigen.kinds.base.drawings import FIRST, LAST, Drawing, slug
from ankigen.kinds.places import Place
from tests.support import land
from tests.support.decks import SAMPLE, SHIPPED
from tests.support.extent import rounds
from tests.test_templates import DAY, DAY_PAPERS, NIGHT, NIGHT_PAPERS, contrast

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


@settings(deadline=None)
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


@settings(max_examples=rounds(100, 30), deadline=None)
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
    places = [Seat("Continent", (90, 40)), Seat("Islands", None), Seat("", (140, -60))]
    drawn = [draw_map(world, place) for place in places]
    generator = random.Random(seed)

    def rough(name: str) -> Callable[..., float]:
        exact = getattr(math, name)
        return lambda *given: exact(*given) * (1 + generator.uniform(-4e-16, 4e-16))

    for name in ROUGH:
        monkeypatch.setattr(math, name, rough(name))
    assert [draw_map(world, place) for place in places] == drawn


# -- pictures ------------------------------------------------------------------------


LANDMARKS = (1945, 1955, 1967, 1991, 2015)


def mixed(tone: str, ground: str, opacity: float) -> str:
    """Return what is seen of a tone that lets a ground shine through."""
    pairs = zip(bytes.fromhex(tone[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(a * opacity + b * (1 - opacity)) for a, b in pairs).hex()


@pytest.mark.parametrize("paper", [DAY["paper"], NIGHT["paper"], *DAY_PAPERS, *NIGHT_PAPERS])
def test_tones_can_be_told_apart_on_every_card(paper: str) -> None:
    land = mixed(LINE, paper, float(LAND_OPACITY))
    for tone in (LINE, MARKED):
        assert contrast(tone, paper) >= 3
        assert contrast(tone, land) >= 3
    # A city's dot is seen by one of its two tones, wherever it is.
    for ground in (paper, land, MARKED):
        assert max(contrast(WHITE, ground), contrast(BLACK, ground)) >= 3
    # What is written small stands on a plate.
    assert contrast(WHITE, PLATE) >= 4.5


def drawings() -> dict[str, str]:
    made = {f"year {year}": draw_year(year, LANDMARKS) for year in (FIRST, 1945, 1967, LAST)}
    return {**made, "map": draw_map(small_atlas(), Seat("Indonesia", (106.85, -6.21)))}


@pytest.mark.parametrize("name", drawings())
def test_a_picture_is_small_alone_and_the_same_each_time(name: str) -> None:
    svg = drawings()[name]
    assert svg == drawings()[name]
    assert len(svg.encode()) < 10_000
    assert "<!-- CC0-1.0; drawn by ankigen" in svg
    for element in ET.fromstring(svg).iter():
        tag = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
        assert tag in ("svg", "g", "rect", "path", "circle", "text")
        assert not any("href" in key or key.startswith("on") for key in element.attrib)
        assert "url(" not in " ".join(element.attrib.values())
        # No words: the picture serves every language.
        assert re.fullmatch(r"(\d{4})?\s*", element.text or "")


def test_no_ground_hides_the_card() -> None:
    for svg in drawings().values():
        for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect"):
            assert element.attrib["fill"] == "none" or element.attrib["rx"] == "3"
            assert element.attrib["fill"] in ("none", PLATE)


def test_every_year_of_the_strip_is_drawn_inside_it() -> None:
    for year in range(FIRST, LAST + 1):
        texts = texts_of(draw_year(year, LANDMARKS))
        assert [text for text, _, _ in texts] == [*map(str, LANDMARKS), str(year)]
        for _, x, size in texts:
            half = size * 0.6 * 4 / 2
            assert half <= x <= 340 - half
    for year in (FIRST - 1, LAST + 1):
        with pytest.raises(ValueError, match="strip"):
            draw_year(year)


def texts_of(svg: str) -> list[tuple[str, float, float]]:
    """Return the texts of a picture, each with its middle and its size."""
    return [
        (e.text or "", float(e.attrib["x"]), float(e.attrib["font-size"]))
        for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


@settings(deadline=None)
@given(st.sets(st.integers(FIRST, LAST), max_size=8))
def test_landmarks_of_a_deck_stand_in_order_and_never_on_each_other(years: set[int]) -> None:
    svg = draw_year(1900, years)
    plates = [
        (int(e.attrib["x"]), int(e.attrib["y"]))
        for e in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")
        if e.attrib["fill"] == PLATE
    ]
    for index, (x, y) in enumerate(plates):
        assert all(abs(x - other) >= 38 for other, row in plates[:index] if row == y)
    assert svg.count("stroke-width") == len(years)
    *labels, _ = [text for text, _, _ in texts_of(svg)]
    assert labels == sorted(labels) and set(labels) <= set(map(str, years))
    # The first has room, and so has the next.
    assert len(labels) >= min(2, len(years))


def test_a_country_is_marked_and_a_city_without_one_is_the_mark() -> None:
    whole = draw_map(small_atlas(), Seat("Indonesia", (106.85, -6.21)))
    assert whole.count(f'fill="{MARKED}"') == 2  # in the region and on the globe
    assert f'fill="{WHITE}" stroke="{BLACK}"' in whole
    alone = draw_map(small_atlas(), Seat("", (103.85, 1.29)))
    assert alone.count(f'fill="{MARKED}"') == 1
    assert f'r="6" fill="{MARKED}"' in alone
    assert draw_map(small_atlas(), Seat("Indonesia", None)).count("<circle") == 1


def test_places_are_found_by_their_names_in_the_deck() -> None:
    places = {"Istanbul, Türkiye": Place(east=28.95, north=41.01)}
    places["Singapore, Singapore"] = Place(east=103.85, north=1.29)

    def found(city: str, country: str) -> Seat | None:
        return seat_of(Drawing("map", "", f"{city}, {country}", country), places)

    assert found("Istanbul", "Türkiye") == Seat("Turkey", (28.95, 41.01))
    assert found("Singapore", "Singapore") == Seat("", (103.85, 1.29))
    assert found("Bursa", "Türkiye") == Seat("Turkey", None)
    assert found("Bursa", "Nowhere") is None
    assert (country_meant("Swizerland"), country_meant("Turkey")) == ("Switzerland", "")


def test_files_are_named_by_letters_and_apart_where_there_are_none() -> None:
    assert slug("Ebène Mauritius, D.C.") == "ebene-mauritius-d-c"
    names = {slug(name) for name in ("Łódź", "Odz", "東京", "京都")}
    assert len(names) == 4
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


# -- the command ---------------------------------------------------------------------


@pytest.fixture
def outlines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "small.json"
    file.write_text(json.dumps(TOPOLOGY))
    monkeypatch.setattr(atlas, "DIGEST", hashlib.sha256(file.read_bytes()).hexdigest())
    return file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample deck, which has no drawings, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["pictures", "--lang", "en", *arguments])


def said(done: Result) -> list[str]:
    return re.findall(r"(?:error|warning)\[.*", done.stderr)


def test_pictures_are_made_checked_and_made_no_second_time(folder: Path, outlines: Path) -> None:
    options = ["--atlas", str(outlines)]
    done = run("--check", *options)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == (
        "decks/sample/organisations.yaml:16:5: error[picture-missing]: "
        "the picture year-1967.svg is missing (run: ankigen pictures)"
    )
    sources = {path: path.read_bytes() for path in folder.glob("*.yaml")}
    done = run(*options)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "written: decks/sample/media/year-1967.svg",
        "written: decks/sample/media/map-jakarta-indonesia.svg",
        "written: decks/sample/media/year-1945.svg",
        "written: decks/sample/media/map-geneva-switzerland.svg",
        "written: decks/sample/media/year-1982.svg",
        "decks/sample: 5 pictures",
    ]
    assert (run("--check", *options).exit_code, run("--check", *options).output) == (0, "")
    assert run(*options).stdout == "decks/sample: 5 pictures\n"
    assert {path: path.read_bytes() for path in folder.glob("*.yaml")} == sources


OLD = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_what_is_there_is_drawn_anew_only_when_asked(folder: Path, outlines: Path) -> None:
    options = ["--atlas", str(outlines)]
    run(*options)
    (folder / "media" / "year-1967.svg").write_text(OLD)
    (folder / "media" / "year-1945.svg").unlink()
    done = run("--check", *options)
    assert (done.exit_code, said(done)) == (1, [
        "error[picture-missing]: the picture year-1945.svg is missing (run: ankigen pictures)",
        "warning[picture-outdated]: drawings that would come out otherwise now (1): "
        "year-1967.svg (to draw them anew: ankigen pictures --redraw)",
    ])  # fmt: skip
    assert run(*options).stdout.splitlines()[:-1] == ["written: decks/sample/media/year-1945.svg"]
    assert (folder / "media" / "year-1967.svg").read_text() == OLD
    # That readers have an old drawing is nothing that a check should fail for.
    assert run("--check", *options).exit_code == 0
    done = run("--redraw", *options)
    assert done.stdout.splitlines()[:-1] == ["written: decks/sample/media/year-1967.svg"]
    assert run("--check", *options).output == ""


def test_other_landmarks_are_other_drawings(folder: Path, outlines: Path) -> None:
    run("--atlas", str(outlines))
    with (folder / "deck.yaml").open("a", encoding="utf-8") as file:
        file.write("landmarks: [1945]\n")
    (only,) = said(run("--check", "--atlas", str(outlines)))
    assert "(3)" in only and "map-" not in only
    assert run("--redraw", "--atlas", str(outlines)).exit_code == 0
    assert texts_of((folder / "media" / "year-1982.svg").read_text())[0][0] == "1945"


def test_what_cannot_be_drawn_is_said_with_its_place_and_fails_nothing(
    folder: Path, outlines: Path
) -> None:
    file = folder / "organisations.yaml"
    text = file.read_text("utf-8").replace("en: Switzerland", "en: Swizerland")
    file.write_text(text.replace('"1945-10-24"', '"1645-10-24"'), "utf-8")
    options = ["--atlas", str(outlines)]
    wanted = [
        "warning[picture-year]: the year 1645 is not on the time line of 1860–2030",
        "warning[picture-place]: where Geneva, Swizerland lies is not known (did you mean "
        '"Switzerland"?; add it to places.yaml beside deck.yaml: "Geneva, Swizerland": '
        "{east: …, north: …})",
    ]
    for more in ([], ["--check"]):
        done = run(*options, *more)
        assert (done.exit_code, said(done)) == (0, wanted)
    assert {path.name for path in (folder / "media").glob("*-*.svg")} == {
        "year-1967.svg", "year-1982.svg", "map-jakarta-indonesia.svg",
    }  # fmt: skip
    # The deck says where it is: nothing of the tool has to change.
    with (folder / "places.yaml").open("a", encoding="utf-8") as places:
        places.write("  Geneva, Swizerland: {east: 6.14, north: 46.2}\n")
    assert said(run(*options)) == wanted[:1]
    assert (folder / "media" / "map-geneva-swizerland.svg").is_file()


def test_a_map_without_a_dot_is_drawn_and_said(folder: Path, outlines: Path) -> None:
    places = folder / "places.yaml"
    places.write_text(places.read_text("utf-8").replace("Jakarta,", "Yakarta,"), "utf-8")
    done = run("--atlas", str(outlines))
    assert done.exit_code == 0
    assert [line.partition(" (")[0] for line in said(done)] == [
        "warning[picture-place]: where Jakarta, Indonesia lies is not known"
    ]
    assert (folder / "media" / "map-jakarta-indonesia.svg").is_file()


def test_a_deck_without_english_has_its_places_in_its_first_language(
    folder: Path, outlines: Path
) -> None:
    for file in folder.glob("*.yaml"):
        text = re.sub(r"^ +en: .*\n", "", file.read_text("utf-8"), flags=re.M)
        # One name is English alone.
        text = text.replace("    also:\n", "")
        deck = file.name == "deck.yaml"
        file.write_text(text + ("languages:\n  - id\n" if deck else ""), "utf-8")
    done = run("--atlas", str(outlines))
    assert [line.partition(" (")[0] for line in said(done)] == [
        "warning[picture-place]: where Jenewa, Swiss lies is not known"
    ]
    assert (folder / "media" / "map-jakarta-indonesia.svg").is_file()
    with (folder / "places.yaml").open("a", encoding="utf-8") as places:
        places.write("  Jenewa, Swiss: {east: 6.14, north: 46.2}\n")
    assert run("--atlas", str(outlines)).stderr == ""
    assert (folder / "media" / "map-jenewa-swiss.svg").is_file()


def test_a_faulty_deck_is_not_drawn(folder: Path, outlines: Path) -> None:
    (folder / "terms.yaml").write_text("kind: term\n")
    done = run("--atlas", str(outlines))
    assert done.exit_code == 1
    assert "error[missing-key]" in done.stderr
    assert not list(folder.glob("media/year-*"))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No npm, and a cache that is not there yet; returns its place."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv("ANKIGEN_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_check_writes_nothing_and_asks_for_nothing(folder: Path, bare: Path) -> None:
    before = sorted(folder.parents[1].rglob("*"))
    done = run("--check")
    assert len(said(done)) == 5 and done.exit_code == 1
    for name in ("map-jakarta-indonesia", "map-geneva-switzerland"):
        (folder / "media" / f"{name}.svg").write_text(OLD)
    for year in (1945, 1967, 1982):
        (folder / "media" / f"year-{year}.svg").write_text(draw_year(year))
    # Without outlines, maps are not compared.
    assert (run("--check").exit_code, run("--check").output) == (0, "")
    for file in (folder / "media").glob("*-*.svg"):
        file.unlink()
    assert sorted(folder.parents[1].rglob("*")) == before
    assert not bare.exists()


def test_outlines_are_asked_for_only_where_a_map_is_drawn(folder: Path, bare: Path) -> None:
    done = run()
    assert isinstance(done.exception, AnkigenError)
    assert done.exception.code == "npm-missing"
    assert (folder / "media" / "year-1967.svg").is_file()
    (folder / "organisations.yaml").unlink()
    deck = folder / "deck.yaml"
    deck.write_text(deck.read_text("utf-8").replace("  - organisations.yaml\n", ""), "utf-8")
    goals = folder / "goals.yaml"
    text = re.sub(r"(?m)^ +organisation: .*\n", "", goals.read_text("utf-8"))
    goals.write_text(text, "utf-8")
    done = run()
    assert (done.exit_code, done.stdout) == (0, "decks/sample: 0 pictures\n"), done.stderr
    assert not bare.exists()


def test_another_atlas_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps(TOPOLOGY))
    with pytest.raises(Exception, match="atlas-other"):
        read_atlas(file)
    with pytest.raises(Exception, match="atlas-unreadable"):
        read_atlas(tmp_path / "missing.json")


# -- the shipped deck ----------------------------------------------------------------


def test_the_names_of_countries_are_those_of_the_outlines() -> None:
    text = resources.files("ankigen.deck").joinpath("countries.json").read_text("utf-8")
    known = json.loads(text)
    assert known["shapes"] == sorted(land.atlas().countries)
    assert set(known["also"].values()) <= set(known["shapes"])
    assert not set(known["also"]) & set(known["shapes"])


def test_the_shipped_drawings_are_as_they_are_drawn_now() -> None:
    """Who adds an organisation need not draw: what is missing is said by ankigen."""
    loaded = load([SHIPPED])
    found = survey(loaded.decks[0], loaded.sources)
    assert found.doubts == ()
    atlas = land.atlas()
    assert {each.code for each in findings(found, lambda: atlas)} <= {"picture-missing"}
    assert found.drawings
    assert max(file.stat().st_size for file in (SHIPPED / "media").iterdir()) < 10_000
