"""The look of the cards: contrast, accents, labels and what every template keeps to."""

from __future__ import annotations

import inspect
import re
from importlib import resources

import pytest

from ankigen import kinds, languages
from ankigen.anki.package import NoteType
from ankigen.anki.render import Renderer, Sides
from ankigen.cards import compiled, description, notetypes, wording
from tests.support.decks import T1, VARIANTS

NOTE_TYPES = {name: notetypes.note_type(variant, T1) for name, variant in VARIANTS.items()}
CSS = NOTE_TYPES["id"].css
WORDS = {code: languages.read(code, "cards") for code in ("id", "en")}
LOOKS = list(WORDS["id"]["looks"])
LABELS = list(WORDS["id"]["labels"])
FILES = {
    file.name: file.read_text("utf-8")
    for file in resources.files("ankigen.cards").joinpath("templates").iterdir()
    if file.is_file()
}

DAY_PAPERS = ("#ffffff",)
# Anki's desktop, AnkiDroid's dark theme and its black one lay their own paper under a card.
NIGHT_PAPERS = ("#2c2c2c", "#303030", "#000000")


def variables(selector: str) -> dict[str, str]:
    found = re.search(rf"^{re.escape(selector)} \{{(.*?)\}}", CSS, re.M | re.S)
    assert found, selector
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", found.group(1)))


DAY = variables(".card")
NIGHT = variables(".nightMode.card, .night_mode.card, .nightMode .card, .night_mode .card")
# A kind that has no row of its own has the default accent.
ACCENTS = {
    look: variables(f".{look}") for look in re.findall(r"^\.([a-z-]+) \{ --day: ", CSS, re.M)
}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(
    ("time", "papers"),
    [("day", (DAY["paper"], *DAY_PAPERS)), ("night", (NIGHT["paper"], *NIGHT_PAPERS))],
)
def test_every_text_can_be_read_day_and_night(time: str, papers: tuple[str, ...]) -> None:
    own = DAY if time == "day" else NIGHT
    inks = {name: own[name] for name in ("ink", "quiet", "warning")}
    inks |= {"default accent": own[time]}
    inks |= {look: accent[time] for look, accent in ACCENTS.items()}
    bad = {
        (name, paper): round(ratio, 2)
        for name, ink in inks.items()
        for paper in papers
        if (ratio := contrast(ink, paper)) < 4.5
    }
    assert bad == {}


def test_all_colours_are_variables_whose_contrast_is_known() -> None:
    used = re.findall(r"(?<![\w-])(color|background(?:-color)?): ([^;]+);", CSS)
    texts = {value for name, value in used if name == "color"}
    papers = {value for name, value in used if name != "color"}
    assert texts == {f"var(--{name})" for name in ("ink", "quiet", "accent", "warning")}
    assert papers == {"var(--paper)", "none"}
    assert all("style=" not in FILES[name] for name in FILES if name.endswith(".html"))


def test_accents_are_those_of_looks_and_differ() -> None:
    assert set(ACCENTS) <= set(LOOKS)
    for time in ("day", "night"):
        accents = [accent[time] for accent in ACCENTS.values()]
        assert len(accents) > 10
        assert len(set(accents)) == len(accents)


def hue(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    high, low = max(red, green, blue), min(red, green, blue)
    if high == red:
        return 60 * ((green - blue) / (high - low) % 6)
    if high == green:
        return 60 * ((blue - red) / (high - low) + 2)
    return 60 * ((red - green) / (high - low) + 4)


def test_kinds_are_told_apart_by_hue() -> None:
    for time in ("day", "night"):
        hues = sorted(hue(ACCENTS[kind][time]) for kind in kinds.kinds() if kind in ACCENTS)
        gaps = [b - a for a, b in zip(hues, [*hues[1:], hues[0] + 360], strict=True)]
        assert min(gaps) > 60, (time, hues)


@pytest.mark.parametrize("name", [*LOOKS, *LABELS])
def test_every_label_has_both_languages(name: str) -> None:
    for code in WORDS:
        table = "looks" if name in LOOKS else "labels"
        assert WORDS[code][table][name].strip()


def test_labels_come_from_the_table_and_all_are_used() -> None:
    on_templates = {
        name for text in FILES.values() for name in re.findall(r"\[\[label:([\w-]+)\]\]", text)
    }
    sources = "".join(map(inspect.getsource, (wording, description, compiled)))
    in_fields = set(re.findall(r'word\("labels", "([\w-]+)"', sources))
    assert on_templates | in_fields == set(LABELS)
    for variant, note_type in NOTE_TYPES.items():
        language = VARIANTS[variant].labels
        backs = "".join(template.back for template in note_type.templates)
        everything = backs + note_type.css
        assert "[[" not in everything
        own, others = WORDS[language], WORDS["en" if language == "id" else "id"]
        for table, name in [*(("labels", n) for n in on_templates), *(("looks", n) for n in LOOKS)]:
            label, other = own[table][name], others[table][name]
            assert label in everything
            if label != other:
                assert not re.search(rf"[>\"]{re.escape(other)}[<\" ]", everything), other


def rendered(values: dict[str, str], variant: str = "id", ord_: int = 0) -> Sides:
    note_type: NoteType = NOTE_TYPES[variant]
    fields = [values.get(name, "") for name in note_type.field_names]
    return Renderer(note_type).sides(fields, ord_)


NOTE = {"Key": "sample/asean/members", "Kind": "organisation", "Question": "Q?", "Answer": "A"}


def test_the_report_link_carries_the_key_and_is_not_there_without_an_address() -> None:
    address = "https://example.org/report?note=asean%2Fmembers"
    with_link = rendered({**NOTE, "Report": address}).back
    assert f'<a href="{address}">Laporkan kesalahan</a>' in with_link
    without = rendered(NOTE).back
    assert "<a " not in without
    assert "Laporkan" not in without


def folded(html: str) -> str:
    """What lies in the one part of a card that is closed until it is asked for."""
    (found,) = re.findall(r"<details.*?</details>", html, re.S)
    return str(found)


@pytest.mark.parametrize("ord_", [0, 1, 2])
def test_the_key_is_for_reporting_and_lies_in_the_folded_part(ord_: int) -> None:
    asked = {**NOTE, "Reverse question": "R?", "Extra 1": "E?"}
    for values in (asked, {**asked, "Source": "S", "Report": "https://r"}):
        sides = rendered(values, ord_=ord_)
        assert NOTE["Key"] not in sides.front
        assert sides.back.count(NOTE["Key"]) == folded(sides.back).count(NOTE["Key"]) == 1


def test_the_folded_part_says_what_is_in_it() -> None:
    bare = folded(rendered(NOTE).back)
    assert "<summary>Kunci catatan</summary>" in bare
    assert bare.count("Kunci catatan") == 1
    sourced = folded(rendered({**NOTE, "Source": "S"}).back)
    assert "<summary>Sumber</summary>" in sourced
    assert "Kunci catatan: " in sourced


SHOWN = {
    # field: the sides that show it, F and B for front and back, of Forward, Reverse, Card 3
    "Label": "0F 0B 1F 1B 2F 2B",
    "Front picture": "0F 0B",
    "Question audio": "0F 0B",  # Anki leaves sound out of the front that the back repeats
    "Answer audio": "0B",
    "Extra 1": "2F 2B",
    "Extra 2": "2B",
    "Extra 3": "0F 0B",
    "Extra 4": "0B 1B 2B",
    "Extra 5": "0B 1B 2B",
    "Extra 6": "",
}


@pytest.mark.parametrize("variant", NOTE_TYPES)
def test_what_nothing_fills_yet_has_its_place(variant: str) -> None:
    assert tuple(SHOWN) == notetypes.UNFILLED
    asked = {**NOTE, "Reverse question": "R?", "Extra 1": "E?"}
    for name, places in SHOWN.items():
        found = set()
        for ord_ in range(3):
            sides = rendered({**asked, name: "«here»"}, variant, ord_)
            found |= {f"{ord_}F"} if "«here»" in sides.front else set()
            found |= {f"{ord_}B"} if "«here»" in sides.back else set()
        assert found == set(places.split()), name


def test_a_label_takes_the_place_of_the_one_in_the_style_sheet() -> None:
    assert '<span class="kind" lang="id"></span>' in rendered(NOTE).front
    assert '<span class="kind" lang="id">Tokoh</span>' in rendered({**NOTE, "Label": "Tokoh"}).front
    # Nothing may stand between the tags, or the style sheet would not know the empty ones.
    assert all(".kind:empty::before" in line for line in CSS.splitlines() if ".kind:" in line)


def test_the_back_says_things_in_order() -> None:
    full = rendered(
        {name: f"«{name}»" for name in notetypes.FIELDS} | {"Kind": "term", "Report": "https://r"}
    )
    order = ["«Label»", "«Question»", "«Question audio»", "«Front picture»", "«Extra 3»",
             '"answer"', "«Retired»", "«Answer»", "«Answer audio»", "«Extra 4»", "«Detail»",
             "«Picture»", "«As of»", "«Source»", "«Extra 5»", "«Key»", "https://r"]  # fmt: skip
    places = [full.back.index(each) for each in order]
    assert places == sorted(places)


def test_empty_fields_leave_no_trace() -> None:
    back = rendered(NOTE).back
    for part in ("detail", "picture", "as-of", "report", "retired", "subject", "extra"):
        assert f'"{part}"' not in back


def test_details_are_collapsed_and_nothing_needs_a_script() -> None:
    html = "".join(text for name, text in FILES.items() if name.endswith(".html"))
    assert "<details" in html
    assert not re.search(r"<details[^>]* open|<script|<table|\son\w+=|javascript:", html)


def test_sizes_follow_the_readers_text_size() -> None:
    sizes = re.findall(r"font-size: ([\d.]+)(\w+);", CSS)
    assert sizes
    assert {unit for _, unit in sizes} <= {"rem", "em"}
    assert all(float(size) >= 0.8 for size, _ in sizes)


@pytest.mark.parametrize("variant", NOTE_TYPES)
def test_both_sides_name_the_kind_in_their_language(variant: str) -> None:
    labels = VARIANTS[variant].labels
    for look, label in WORDS[labels]["looks"].items():
        rule = f'.{look} .kind:empty::before {{ content: "{label}"; }}'
        assert rule in NOTE_TYPES[variant].css
    for ord_, fields in enumerate(
        (NOTE, {**NOTE, "Reverse question": "R?"}, {**NOTE, "Extra 1": "E?"})
    ):
        sides = rendered(fields, variant, ord_)
        assert sides.front.count('class="kind"') == 1
        assert sides.back.count('class="kind"') == 1
