"""Take the pictures of this folder: ``python docs/cards/make.py``.

One card of each kind in each variant that has it, its back as a reader sees it: by day
and by night, on a phone and on a desktop; and the front of one, for the README. Cards are
rendered by Anki itself and shown by Chromium. It needs the test extra, Playwright and a
Chromium (``CHROMIUM``, or ``chromium`` on the path).
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import anki.lang
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import Browser, Page, sync_playwright

from ankigen.anki import apkg
from ankigen.anki.package import Package, Stamps
from ankigen.cards import compile_deck
from ankigen.deck import load

HERE = Path(__file__).parent
DECK = HERE.parents[1] / "decks" / "kerja-sama-internasional"
TIME = 1_764_000_000

CARDS = {
    "term": ("ratification/definition", "ratification/definition", "ratification/term"),
    "goal": ("driver-resources/answer", "driver-resources/answer", None),
    "organisation": ("asean/headquarters", "apec/founded", "un/name"),
}
"""Note and fact to show of each kind in the variants of ``VARIANTS``."""
VARIANTS = ("id", "en", "id-en")

# Width and least height in CSS pixels, pixels per CSS pixel, classes of the page.
SCREENS = {
    "phone": (360, 480, 2.0, "mobile android linux js"),
    "desktop": (820, 480, 1.0, "linux"),
}
THEMES = {"day": "", "night": "nightMode night_mode"}

_PAGE = """<!doctype html><html class="{screen} {night}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><style>{css}</style></head>
<body class="card card{number} {theme}">{html}</body></html>"""

# Chromium writes WebP from a canvas, not from a screenshot.
_WEBP = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.85).split(",")[1];
}"""


FRONT = ("organisation", "id")
"""Kind and variant of the card whose front is shown as well."""


def digest(package: Package) -> str:
    """Return what the card of the README is made of, so that a test knows when it is outdated."""
    kind, variant = FRONT
    (note_type,) = (each for each in package.note_types if each.name == f"ankigen ({variant})")
    key = f"{DECK.name}/{CARDS[kind][VARIANTS.index(variant)]}"
    (note,) = (
        each
        for each in package.notes
        if each.fields[0] == key and each.note_type_id == note_type.id
    )
    media = [each for each in package.media if each.name in "".join(note.fields)]
    parts = [*note.fields, note_type.css, repr(note_type.templates)]
    content = "\0".join(parts).encode() + b"".join(each.path.read_bytes() for each in media)
    return hashlib.sha256(content).hexdigest()[:16]


@dataclass(frozen=True)
class Side:
    """A rendered side of a card; ``name`` begins those of its pictures."""

    name: str
    html: str
    css: str
    number: int


def main() -> None:
    """Take every picture and write the page that shows them."""
    for old in HERE.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        package = compile_deck(load([DECK]).decks[0], Stamps(TIME)).package("bilingual")
        made_of = digest(package)
        sides = list(_sides(package, Path(folder)))
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        for side, screen, theme in itertools.product(sides, SCREENS, THEMES):
            if screen == "phone" or not side.name.endswith(".front"):
                _take(browser, side, screen, theme, Path(folder))
        browser.close()
    (HERE / "README.md").write_text(_readme(sides, made_of), encoding="utf-8", newline="\n")


def _sides(package: Package, folder: Path) -> Iterator[Side]:
    apkg.write(package, folder / "deck.apkg")
    anki.lang.set_lang("en")
    col = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions()
    path = str(folder / "deck.apkg")
    col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))
    for kind, keys in CARDS.items():
        for variant, key in zip(VARIANTS, keys, strict=True):
            if key:
                search = f'"note:ankigen ({variant})" Key:*/{key} card:1'
                (number,) = col.find_cards(search)
                output = col.get_card(number).render_output()
                yield Side(f"{kind}.{variant}", output.answer_text, output.css, 1)
                if (kind, variant) == FRONT:
                    yield Side(f"{kind}.{variant}.front", output.question_text, output.css, 1)
    col.close()


def _take(browser: Browser, side: Side, screen: str, theme: str, folder: Path) -> None:
    width, height, scale, classes = SCREENS[screen]
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
    text = _PAGE.format(
        screen=classes,
        night="night-mode" if theme == "night" else "",
        theme=THEMES[theme],
        number=side.number,
        css=side.css,
        html=side.html,
    )
    # Beside the media, whose names are bare.
    file = folder / "collection.media" / "_card.html"
    file.write_text(text, encoding="utf-8")
    page.goto(file.as_uri())
    (HERE / _name(side, screen, theme)).write_bytes(_webp(page))
    page.close()


def _webp(page: Page) -> bytes:
    png = base64.b64encode(page.screenshot(full_page=True)).decode("ascii")
    return base64.b64decode(page.evaluate(_WEBP, png))


def _name(side: Side, screen: str, theme: str) -> str:
    return f"{side.name}.{screen}.{theme}.webp"


def _readme(sides: list[Side], made_of: str) -> str:
    lines = [
        "# Kartu / Cards",
        "",
        "Sisi belakang satu kartu tiap jenis dan ragam: siang dan malam, ponsel dan komputer. /",
        "The back of one card of each kind and variant: day and night, phone and desktop.",
        "",
        "Made by `python docs/cards/make.py`.",
        f"<!-- the README's card: {made_of} -->",
    ]
    for side in sides:
        words = side.name.replace(".", ", ")
        lines += ["", f"## {words}", ""]
        screens = (
            (("phone", 40),) if side.name.endswith(".front") else (("phone", 40), ("desktop", 49))
        )
        for screen, share in screens:
            images = (
                f'<img src="{_name(side, screen, theme)}" width="{share}%"'
                f' alt="{words}, {screen}, {theme}">'
                for theme in THEMES
            )
            lines += [" ".join(images), ""]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    main()
