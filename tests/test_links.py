"""``ankigen links``: where addresses stand, and what becomes of them, asked on loopback."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import yaml

from ankigen.deck import links, web
from ankigen.deck.web import Answer, Verdict
from ankigen.source import parse_text
from tests.support.decks import ROOT, SAMPLE, SHIPPED
from tests.test_cli import ankigen

DECK = """\
kind: deck
key: linked
uid: aaaabbbbccccdddd
anki_name: Linked
title: {id: Tautan, en: Links}
description: {id: Dek uji., en: A test deck.}
licence: CC0-1.0
report: https://example.org/report?note={key}
files: [terms.yaml]
"""

TERMS = """\
kind: term
notes:
  - key: ratification
    term: {id: ratifikasi, en: ratification}
    definition: {id: pengesahan perjanjian, en: confirmation of a treaty}
    sources:
      - title: Fine
        url: BASE/fine
      - title: Gone
        url: BASE/gone
      - title: Old
        url: BASE/old
  - key: accession
    term: {id: aksesi, en: accession}
    definition: {id: ikut serta kemudian, en: joining later}
    sources:
      - title: Gone
        url: BASE/gone
      - title: Closed
        url: BASE/closed
"""


class Handler(BaseHTTPRequestHandler):
    """Answers by path; ``asked`` counts the requests."""

    asked: ClassVar[Counter[str]]
    agents: ClassVar[set[str]]
    release: ClassVar[threading.Event]

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        self.agents.add(self.headers["User-Agent"])
        if self.path == "/never":
            self.release.wait(10)
        moved = {"/old": 301, "/tonight": 302, "/loop": 301}
        status = moved.get(self.path) or {"/gone": 404, "/closed": 403, "/down": 503}.get(
            self.path, 503 if self.path == "/busy" and self.asked[self.path] < 3 else 200
        )
        self.send_response(status)
        if self.path in moved:
            self.send_header("Location", "/loop" if self.path == "/loop" else "/fine")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the tests print only what went wrong."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Serve the pages above, past any proxy; the value is the address to put before a path."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Handler.asked, Handler.agents, Handler.release = Counter(), set(), threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Handler.release.set()
    server.shutdown()
    thread.join()
    server.server_close()


def ask(*urls: str, tries: int = 3, timeout: float = 10) -> dict[str, Answer]:
    answers = web.check(urls, agent="test", timeout=timeout, tries=tries, pause=0)
    return {answer.url: answer for answer in answers}


def test_every_kind_of_answer_has_its_verdict(site: str) -> None:
    answers = ask(*(f"{site}/{p}" for p in ("fine", "old", "tonight", "closed", "gone", "down")))
    assert {url.removeprefix(site): (a.verdict, a.said) for url, a in answers.items()} == {
        "/fine": (Verdict.FINE, ""),
        "/old": (Verdict.MOVED, f"{site}/fine"),
        "/tonight": (Verdict.FINE, ""),
        "/closed": (Verdict.REFUSED, "403 Forbidden"),
        "/gone": (Verdict.BROKEN, "404 Not Found"),
        "/down": (Verdict.BROKEN, "503 Service Unavailable"),
    }
    assert Handler.agents == {"test"}


def test_only_what_may_get_better_is_asked_again(site: str) -> None:
    answers = ask(f"{site}/busy", f"{site}/gone", f"{site}/down")
    assert answers[f"{site}/busy"].verdict is Verdict.FINE
    assert Handler.asked == {"/busy": 3, "/gone": 1, "/down": 3}


def test_what_never_answers_is_broken(site: str) -> None:
    answers = ask(f"{site}/never", f"{site}/loop", tries=1, timeout=0.2)
    assert {answer.verdict for answer in answers.values()} == {Verdict.BROKEN}
    assert "timed out" in answers[f"{site}/never"].said


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[::1/", "https://127.0.0.1/a b"])
def test_what_cannot_be_asked_is_broken(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    answers = list(web.check([url], agent="test", timeout=10, tries=1, pause=0))
    assert [answer.verdict for answer in answers] == [Verdict.BROKEN]
    assert answers[0].said


def test_addresses_are_found_wherever_they_are_a_whole_value() -> None:
    file = parse_text(
        "a.yaml",
        "kind: x\nhome: https://b.example/\nreport: https://b.example/{key}\n"
        "notes:\n  - website: https://a.example/\n    explanation: see https://c.example/\n"
        "    sources:\n      - url: https://b.example/\n",
    )
    assert [(link.url, [str(p) for p in link.places]) for link in links.find([file])] == [
        ("https://a.example/", ["a.yaml:5:14"]),
        ("https://b.example/", ["a.yaml:2:7", "a.yaml:8:14"]),
    ]


def test_every_address_of_the_shipped_deck_is_listed_at_its_place() -> None:
    done = ankigen("links", SHIPPED.as_posix(), cwd=ROOT)
    assert done.returncode == 0
    listed = set()
    for line in done.stdout.splitlines():
        path, number, _column, url = line.replace(": ", ":", 1).split(":", 3)
        listed.add((path, int(number), url))
    written = {
        (path.as_posix(), number, match[1])
        for path in SHIPPED.glob("*.yaml")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (match := re.search(r'(?:url|copy|website|home): "?(https?:[^"]+)"?$', line))
    }
    assert listed == written


@pytest.fixture
def linked(tmp_path: Path, site: str) -> Path:
    """Return a folder with a deck that cites the site."""
    folder = tmp_path / "decks" / "linked"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    (folder / "terms.yaml").write_text(TERMS.replace("BASE", site), "utf-8")
    return tmp_path


def test_listing(tmp_path: Path) -> None:
    shown = SAMPLE.relative_to(ROOT).as_posix()
    done = ankigen("links", shown, cwd=ROOT)
    assert done.stdout.splitlines() == [
        f"{shown}/organisations.yaml:58:14: https://asean.org/about-us?a=1&b=2",
        f"{shown}/sources.yaml:16:11: https://example.net/copies/vienna.pdf",
        f"{shown}/sources.yaml:7:10: https://treaties.un.org/",
    ]
    done = ankigen("links", shown, "--format", "markdown", cwd=ROOT)
    assert done.stdout.splitlines() == [
        f"- <https://asean.org/about-us?a=1&b=2>: {shown}/organisations.yaml:58",
        f"- <https://example.net/copies/vienna.pdf>: {shown}/sources.yaml:16",
        f"- <https://treaties.un.org/>: {shown}/sources.yaml:7",
    ]
    done = ankigen("links", shown, "--format", "json", cwd=ROOT)
    assert json.loads(done.stdout)["links"][2] == {
        "url": "https://treaties.un.org/",
        "places": [{"file": f"{shown}/sources.yaml", "line": 7, "column": 10}],
    }


def test_check_lists_what_needs_a_look(linked: Path, site: str) -> None:
    done = ankigen("links", "--check", "--tries", "1", cwd=linked)
    assert done.returncode == 1
    assert done.stdout.replace(site, "SITE").splitlines() == [
        "decks/linked/terms.yaml:10:14: broken: SITE/gone (404 Not Found)",
        "decks/linked/terms.yaml:18:14: broken: SITE/gone (404 Not Found)",
        "decks/linked/terms.yaml:20:14: refuses programs: SITE/closed (403 Forbidden)",
        "decks/linked/terms.yaml:12:14: moved: SITE/old (SITE/fine)",
        "4 addresses: 1 broken, 1 refuses programs, 1 moved, 1 fine",
    ]


def test_check_reports_in_markdown_and_in_indonesian(linked: Path, site: str) -> None:
    done = ankigen(
        "links", "--check", "--tries", "1", "--format", "markdown", "--lang", "id", cwd=linked
    )
    assert done.returncode == 1
    assert (
        done.stdout.replace(site, "SITE")
        == """\
# Pemeriksaan tautan

4 alamat: 1 rusak, 1 menolak program, 1 pindah, 1 baik

## Rusak

Cari alamat barunya atau sumber lain, lalu perbaiki semua tempatnya.

| alamat | jawaban | tempat |
| --- | --- | --- |
| <SITE/gone> | 404 Not Found | decks/linked/terms.yaml:10, decks/linked/terms.yaml:18 |

## Menolak program

Buka di peramban: situs ini menjawab orang, tetapi tidak menjawab program.

| alamat | jawaban | tempat |
| --- | --- | --- |
| <SITE/closed> | 403 Forbidden | decks/linked/terms.yaml:20 |

## Pindah

Masih terbuka; ganti dengan alamat barunya bila halamannya tetap sama.

| alamat | jawaban | tempat |
| --- | --- | --- |
| <SITE/old> | <SITE/fine> | decks/linked/terms.yaml:12 |
"""
    )


def test_check_is_content_where_nothing_is_broken(linked: Path) -> None:
    terms = linked / "decks" / "linked" / "terms.yaml"
    terms.write_text(terms.read_text("utf-8").replace("/gone", "/fine"), "utf-8")
    done = ankigen("links", "--check", "--tries", "1", "--format", "json", cwd=linked)
    assert done.returncode == 0
    found = json.loads(done.stdout)["links"]
    assert [each["verdict"] for each in found] == ["refused", "fine", "moved"]


def test_the_weekly_workflow_is_pinned_and_calls_the_command() -> None:
    workflow = ROOT / ".github" / "workflows" / "links.yml"
    text = workflow.read_text("utf-8")
    uses = re.findall(r"uses: (.*)", text)
    assert uses
    for each in uses:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each
    (job,) = yaml.safe_load(text)["jobs"].values()
    commands = "\n".join(step.get("run", "") for step in job["steps"])
    assert "ankigen links --check --format markdown" in commands
