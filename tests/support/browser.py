"""Headless Chromium, and what it says of a page: violations, overflow."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from tests.support import npm

AXE = "4.14.1"
PHONE = (360, 740)
DESKTOP = (1280, 800)

INSTALL = "apt-get install -y --no-install-recommends chromium fonts-dejavu-core"

# Chromium asks Google's hosts for this and that at every start, unless it is told not to.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Return the browser's path."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, f"the browser tests need Chromium: {INSTALL} (or set CHROMIUM to its path)"
    return found


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Start a browser; it is gone afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def opened(
    browser: Browser, size: tuple[int, int] = DESKTOP, *, night: bool = False, **options: Any
) -> Iterator[Page]:
    """Open an empty page; errors of its scripts and whatever it asks the network for fail."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if night else "light",
        **options,
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: troubles.extend(_outside(request.url)))
    try:
        yield page
        assert troubles == []
    finally:
        context.close()


def _outside(url: str) -> list[str]:
    return [] if url.startswith(("file:", "data:", "about:")) else [url]


@functools.cache
def _axe() -> str:
    return (npm.package("axe-core", AXE) / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong on a page and in its frames, by all of its rules."""
    for frame in page.frames:
        if not frame.evaluate("() => typeof axe === 'object'"):
            frame.evaluate(_axe())
    return list(page.evaluate(_VIOLATIONS))


# It would fetch a page's style sheets again, which a strict policy does not let a script do.
_VIOLATIONS = """async () => {
  const result = await axe.run(document, { resultTypes: ["violations"], preload: false });
  return result.violations.flatMap((found) =>
    found.nodes.map((node) => `${found.id}: ${node.target} ${node.failureSummary}`));
}"""


def overflow(frame: Frame) -> list[str]:
    """Return the elements that stick out to the right of a frame."""
    return list(frame.evaluate(OVERFLOW))


OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > width + 0.5);
  const named = wide.map((each) => `${each.tagName} ${each.className} ${each.textContent}`);
  return [`${document.documentElement.scrollWidth} of ${width}`, ...named];
}"""
