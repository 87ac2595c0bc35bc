"""Take the pictures of this folder: ``python docs/site/make.py``.

Pages of the site of the shipped deck as a student on a phone, a teacher and a contributor see
them. It needs Playwright and a Chromium (``CHROMIUM``, or ``chromium`` on the path).
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOTE = "c/kerja-sama-internasional/asean/index.html"

# Name: page, width and height, whether it is night, what to do there, and what it shows.
SHOTS = {
    "front.phone": (
        "index.html", (360, 900), False, "",
        "Seorang pelajar membuka tautan di ponselnya. / A student follows a link on a phone.",
    ),
    "note.phone.night": (
        f"{NOTE}#headquarters", (360, 900), True,
        "document.querySelector('#headquarters details').open = true",
        "Kartu menuju faktanya. / A card leads to its fact.",
    ),
    "turn.phone": (
        "turn/index.html", (360, 740), False,
        "document.querySelector('#cards details').open = true",
        "Mencicipi. / A taste.",
    ),
    "seats.phone": (
        "seats/index.html", (360, 740), False, "",
        "Setiap badan di tempatnya. / Every body in its place.",
    ),
    "worksheet.paper": (
        "turn/index.html", (794, 700), False,
        "const topic = document.querySelector('select'); topic.selectedIndex = 4;"
        "topic.dispatchEvent(new Event('input')); dispatchEvent(new Event('beforeprint'))",
        "Lembar kerja seorang guru. / A teacher's worksheet.",
    ),
    "note.desktop": (
        NOTE, (1000, 700), False, "window.scrollTo(0, 1e6)",
        "Penyumbang menemukan barisnya. / A contributor finds the line.",
    ),
}  # fmt: skip

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


def main() -> None:
    """Take every picture and write the page that shows them."""
    for old in HERE.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder) / "site"
        link = "https://example.org/blob/main/{path}#L{line}"
        report = "https://example.org/issues/new?key={key}"
        subprocess.run(
            [sys.executable, "-m", "ankigen", "site", "--quiet", "--out", out,
             "--link", link, "--report", report],
            cwd=ROOT, check=True,
        )  # fmt: skip
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        for name in SHOTS:
            _take(browser, name, out)
        browser.close()
    (HERE / "README.md").write_text(_readme(), encoding="utf-8", newline="\n")


def _take(browser: Browser, name: str, out: Path) -> None:
    path, (width, height), night, script, _ = SHOTS[name]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if "phone" in name else 1,
        color_scheme="dark" if night else "light",
    )
    page.goto(f"{out.as_uri()}/{path}")
    if script:
        page.evaluate(f"() => {{ {script} }}")
    if "paper" in name:
        page.emulate_media(media="print")
    page.wait_for_timeout(500)
    (HERE / f"{name}.webp").write_bytes(_webp(page))
    page.close()


def _webp(page: Page) -> bytes:
    png = base64.b64encode(page.screenshot()).decode("ascii")
    return base64.b64decode(page.evaluate(_WEBP, png))


def _readme() -> str:
    lines = ["# Situs / Site", "", "Made by `python docs/site/make.py`."]
    for name, (*_, said) in SHOTS.items():
        width = "40%" if "phone" in name else "80%"
        lines += ["", said, "", f'<img src="{name}.webp" width="{width}" alt="{said}">']
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
