"""Releasing as a maintainer does it: checks, what is written, and what a rebuild gives."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki.lang import set_lang
from msgspec.structs import replace

from ankigen import languages
from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck, notetypes
from ankigen.diagnostics import Severity
from ankigen.kinds.base.cards import phrase
from ankigen.kinds.base.records import RetiredFacts, Retirement
from ankigen.kinds.base.text import Name, Text
from ankigen.languages import messages
from ankigen.release import lock
from ankigen.release.changelog import section, told
from ankigen.release.checks import Circumstances, check, check_outside
from ankigen.release.notes import release_notes
from ankigen.release.plan import Changes, Outside, changes, next_lock
from ankigen.release.standing import Standing
from ankigen.release.words import words_digest
from tests.support import anki
from tests.support.apkg import rows
from tests.support.decks import ROOT, SAMPLE, T1, T2, compiled, deck
from tests.support.extent import some
from tests.support.maintainer import released_note_types
from tests.support.repo import DECK, LOCK, Repo, new_repo

FILES = [
    "RELEASE-NOTES.en.md", "RELEASE-NOTES.id.md", "SHA256SUMS", "manifest.json",
    "sample.bilingual.apkg", "sample.en.apkg", "sample.en.core.apkg", "sample.id.apkg",
    "sample.id.core.apkg", "sample.translation.apkg",
]  # fmt: skip


@pytest.fixture(autouse=True)
def released_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = released_note_types()
    monkeypatch.setattr(notetypes, "read_lock", lambda: entries)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = new_repo(tmp_path_factory.mktemp("released"))
    repo.release("1.0.0")
    return repo


@pytest.fixture
def repo(template: Repo, tmp_path: Path) -> Repo:
    """Return a repository in which 1.0.0 was released a month ago."""
    folder = tmp_path / "repo"
    shutil.copytree(template.folder, folder)
    return dataclasses.replace(template, folder=folder)


def read(repo: Repo) -> lock.Lock:
    found = lock.parse(LOCK, repo.lock.read_bytes()).lock
    assert found is not None
    return found


# What is written


def test_a_release_is_a_folder_and_a_lock(template: Repo) -> None:
    folder = template.folder / "dist" / "sample"
    assert [path.name for path in folder.iterdir()] == ["1.0.0"]
    assert sorted(path.name for path in (folder / "1.0.0").iterdir()) == FILES
    found = read(template)
    assert (found.latest.version, found.latest.time, found.latest.came) == ("1.0.0", T1, 61)


def test_the_manifest_says_what_there_is(template: Repo) -> None:
    path = template.folder / "dist" / "sample" / "1.0.0" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert manifest["version"] == "1.0.0"
    assert manifest["released"] == "2023-11-14T22:13:20Z"
    assert manifest["minimum_anki"] == "2.1.36"
    assert manifest["packages"]["bilingual"] == {
        "file": "sample.bilingual.apkg", "notes": 61, "cards": 84, "media": 2,
        "members": read(template).latest.packages["bilingual"],
    }  # fmt: skip
    assert list(manifest["packages"])[:2] == ["id.core", "id"]
    assert manifest["packages"]["id.core"] == {
        "file": "sample.id.core.apkg", "notes": 8, "cards": 11, "media": 0,
        "members": read(template).latest.packages["id.core"],
    }  # fmt: skip
    assert manifest["changes"] == {"new": 61, "changed": 0, "retired": 0, "reworded": 0}
    assert set(manifest["tools"]) == {
        "ankigen", "click", "genanki", "jsonschema", "msgspec", "PyYAML", "python", "zlib",
    }  # fmt: skip


def test_a_released_deck_says_which_version_it_is(repo: Repo) -> None:
    def versions(package: Path) -> set[str]:
        ((decks,),) = rows(package, "select decks from col")
        told = (entry["desc"] for entry in json.loads(decks).values())
        return set(re.findall(r"^- Vers(?:ion|i): (.+)$", "\n".join(told), re.M))

    folder = repo.folder / "dist" / "sample" / "1.0.0"
    day = {"1.0.0 (14 November 2023)"}
    assert versions(folder / "sample.bilingual.apkg") == day
    repo.ankigen("build")
    assert versions(repo.folder / "dist" / "sample.bilingual.apkg") == day
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.ankigen("build", SOURCE_DATE_EPOCH=str(repo.now))
    built = repo.folder / "dist" / "sample.bilingual.apkg"
    assert versions(built) == {"belum dirilis", "unreleased"}


def test_the_sums_are_those_of_the_files(template: Repo) -> None:
    folder = template.folder / "dist" / "sample" / "1.0.0"
    sums = dict(
        reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    assert sums == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in FILES
        if name != "SHA256SUMS"
    }


def test_the_first_release_says_what_it_is_and_what_to_do(template: Repo) -> None:
    folder = template.folder / "dist" / "sample" / "1.0.0"
    said = messages.section("release-notes", "en")
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(said["import-steps"], 1))
    yours = "\n".join(f"- {each}" for each in said["yours-list"])
    assert (folder / "RELEASE-NOTES.en.md").read_text(encoding="utf-8") == (
        "# Sample 1.0.0\n\n"
        "14 November 2023\n\n"
        "A small deck for tests.\n\n"
        "First release: 61 notes, 84 cards.\n\n"
        "## Which package\n\n"
        "| package | decks in Anki | notes | cards |\n"
        "|---|---|---|---|\n"
        "| `sample.id.core.apkg` | Bahasa Indonesia (Core) | 8 | 11 |\n"
        "| `sample.id.apkg` | Bahasa Indonesia | 27 | 35 |\n"
        "| `sample.en.core.apkg` | English (Core) | 8 | 11 |\n"
        "| `sample.en.apkg` | English | 27 | 35 |\n"
        "| `sample.translation.apkg` | Terjemahan Indonesia-Inggris | 7 | 14 |\n"
        "| `sample.bilingual.apkg` | Bahasa Indonesia, English, Terjemahan Indonesia-Inggris "
        "| 61 | 84 |\n\n"
        "Start with `sample.en.core.apkg`. Another package can be added at any time, before or "
        "after an update: nothing is doubled.\n\n"
        "## How to import\n\n"
        f"{steps}\n\n"
        "## What is new\n\n"
        "News.\n\n"
        "## What is yours\n\n"
        f"{yours}\n"
    )
    indonesian = (folder / "RELEASE-NOTES.id.md").read_text(encoding="utf-8")
    assert "Mulailah dengan `sample.id.core.apkg`" in indonesian
    assert indonesian.count("| `sample.") == 6


CHANGELOG = """\
# Changes

## 1.10.0

Not this.

## 1.1.0 (14 December)

Some *words* <b>and</b> [a link](javascript:x), @name.

### Added

- one_thing, `code`
  2. nested

### Fixed

## 1.0.0

Nor this.
"""


def test_the_news_are_what_the_changelog_says_under_the_version() -> None:
    news = section(CHANGELOG, "1.1.0")
    assert news is not None
    assert list(told(news)) == [
        r"Some \*words\* &lt;b&gt;and&lt;/b&gt; \[a link\](javascript:x), @&#8203;name.",
        "", "**Added**", "", r"- one_thing, \`code\`", "  2. nested", "", "**Fixed**",
    ]  # fmt: skip
    assert section("## 1.1.0\n", "1.1.0") == ""
    assert section(CHANGELOG, "0.0.1") is None


def test_the_second_release_in_its_readers_words(repo: Repo) -> None:
    repo.edit("terms.yaml", "id: ratifikasi\n", "id: pengesahan\n")
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.edit(
        "goals.yaml", "      en: Welfare grows through trade\n",
        "      en: Welfare grows through trade\n    example:\n"
        "      id: Tetangga berdagang.\n      en: Neighbours trade.\n",
    )  # fmt: skip
    repo.edit(
        "terms.yaml", "  - key: summit\n",
        "  - key: summit\n    retired:\n      why:\n        id: Sudah jelas.\n        en: Plain.\n"
        "      use: ratification\n",
    )  # fmt: skip
    folder = repo.release("1.1.0")
    steps = messages.section("release-notes", "id")["steps"]
    guide = "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1))
    yours = "\n".join(f"- {each}" for each in messages.section("release-notes", "id")["yours-list"])
    assert (folder / "RELEASE-NOTES.id.md").read_text(encoding="utf-8") == (
        "# Contoh 1.1.0\n\n"
        "14 Desember 2023\n\n"
        "## Apa yang baru\n\n"
        "News.\n\n"
        "## Yang diperbaiki\n\n"
        "4 pertanyaan berubah.\n\n"
        "- Apa yang dimaksud dengan pengesahan? — pertanyaan “Apa yang dimaksud dengan ratifikasi"
        "?” → “Apa yang dimaksud dengan pengesahan?”; jawaban balik “Ratifikasi” → “Pengesahan”\n"
        "- Apa manfaat kerja sama internasional di bidang ekonomi? — kini juga ditanyakan balik; "
        "penjelasan\n"
        "- Berapa jumlah negara anggota ASEAN? — jawaban “11 negara” → “12 negara”\n"
        "- Apa bahasa Inggrisnya pengesahan? (terjemahan) — pertanyaan “Apa bahasa "
        "Inggrisnya ratifikasi?” → “Apa bahasa Inggrisnya pengesahan?”; "
        "jawaban balik “ratifikasi” → “pengesahan”\n\n"
        "## Yang ditarik\n\n"
        "2 pertanyaan ditarik: kartunya tetap ada dan memuat keterangannya.\n\n"
        "- Apa yang dimaksud dengan konferensi tingkat tinggi (KTT)? (bukan pertemuan menteri) — "
        "Sudah jelas. Penggantinya: “pengesahan”.\n"
        "- Apa bahasa Inggrisnya konferensi tingkat tinggi? (terjemahan) — "
        "Sudah jelas. Penggantinya: “pengesahan”.\n\n"
        "## Cara memperbarui\n\n"
        f"{guide}\n\n"
        "## Kartu untuk diperiksa\n\n"
        'Di **Telusur** (Browse), cari `"Key:sample/ratification/definition"`. Kartunya harus '
        "bertanya “Apa yang dimaksud dengan pengesahan?” dan menjawab “Pengesahan perjanjian oleh "
        "negara yang telah menandatanganinya”.\n\n"
        "## Yang tetap milik Anda\n\n"
        "Pembaruan ini mengganti paling banyak 6 catatan secara utuh: yang Anda sunting atau beri "
        "tag di sana hilang, juga *marked* dan *leech*.\n\n"
        f"{yours}\n"
    )
    english = (folder / "RELEASE-NOTES.en.md").read_text(encoding="utf-8")
    assert "- How many member states does ASEAN have? — answer “11 states” → “12 states”" in english


def test_a_release_that_changes_nothing_says_so(repo: Repo) -> None:
    folder = repo.release("1.0.1")
    notes = (folder / "RELEASE-NOTES.en.md").read_text(encoding="utf-8")
    assert "The cards are as they were" in notes
    assert read(repo).notes == read(dataclasses.replace(repo)).notes


def test_a_dry_run_writes_nothing(repo: Repo) -> None:
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.announce("1.1.0")
    before = repo.lock.read_bytes()
    done = repo.ankigen("release", DECK, "1.1.0", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "sample 1.1.0: 0 new, 2 changed, 0 retired, 0 rewritten from outside" in done.stdout
    assert "“11 states” → “12 states”" in done.stdout
    assert repo.lock.read_bytes() == before
    assert repo.git("status", "--porcelain") == ""
    assert not (repo.folder / "dist" / "sample" / "1.1.0").exists()


# What forbids a release


def test_a_clean_repository_may_be_released(repo: Repo) -> None:
    repo.announce("1.1.0")
    assert repo.ankigen("release", DECK, "1.1.0").returncode == 0


def refused(repo: Repo, version: str, *options: str, **environment: str) -> list[str]:
    before = repo.lock.read_bytes() if repo.lock.exists() else b""
    done = repo.ankigen("release", DECK, version, *options, **environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert (repo.lock.read_bytes() if repo.lock.exists() else b"") == before
    return done.stderr.splitlines()


def test_uncommitted_changes(repo: Repo) -> None:
    repo.announce("1.1.0")
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    (repo.deck / "nobody-reads-this.txt").write_text("", encoding="utf-8")
    assert refused(repo, "1.1.0") == [
        "decks/sample/organisations.yaml:1:1: error[release-dirty]: this file is not as it was "
        "committed (commit it first, then release again)",
    ]


def test_a_version_that_is_known_or_not_higher(repo: Repo) -> None:
    assert "release-known" in refused(repo, "1.0.0")[0]
    repo.announce("0.9.9")
    assert refused(repo, "0.9.9") == [
        "decks/sample/ankigen.lock:1:1: error[release-order]: the version 0.9.9 is not higher than "
        "the latest one (1.0.0) (choose a version higher than 1.0.0)"
    ]


def test_versions_are_compared_as_numbers(repo: Repo) -> None:
    repo.release("1.9.0")
    repo.release("1.10.0")
    assert read(repo).latest.version == "1.10.0"


@pytest.mark.parametrize("version", ["1", "1.0", "v1.0.0", "1.0.0-rc1", "01.0.0", "1.0.0\n"])
def test_what_is_no_version(version: str, repo: Repo) -> None:
    assert repo.ankigen("release", DECK, version).returncode == 2


def test_a_changelog_without_the_version(repo: Repo) -> None:
    assert refused(repo, "1.1.0") == [
        "decks/sample/CHANGELOG.md:1:1: error[release-changelog]: there is no heading for the "
        "version 1.1.0 (add  ## 1.1.0  and what is new in it)"
    ]


def test_a_lost_lock(repo: Repo) -> None:
    repo.lock.unlink()
    repo.announce("1.1.0")
    (line,) = refused(repo, "1.1.0")
    assert "release-lock-lost" in line
    advice = re.search(r"git (restore \S+ \S+) -- ankigen.lock", line)
    assert advice
    repo.git("-C", DECK, *advice[1].split(), "--", "ankigen.lock")
    repo.release("1.1.0")


def test_a_deck_with_errors(repo: Repo) -> None:
    repo.edit("terms.yaml", "    term:\n      id: ratifikasi\n", "    term:\n      id: 2024\n")
    repo.announce("1.1.0")
    assert any("[unquoted]" in line for line in refused(repo, "1.1.0"))


def test_a_deck_that_lost_a_note(repo: Repo) -> None:
    repo.edit("terms.yaml", "key: modus-vivendi", "key: interim")
    repo.announce("1.1.0")
    assert any("[lock-key-changed]" in line for line in refused(repo, "1.1.0"))


def test_a_folder_without_git(repo: Repo) -> None:
    repo.announce("1.1.0")
    shutil.rmtree(repo.folder / ".git")
    assert any("[git-none]" in line for line in refused(repo, "1.1.0"))


WORLD = Circumstances(T2, "## 1.1.0\n\n## 1.0.0\n", head_time=T1)


def found(standing: Standing, world: Circumstances = WORLD, version: str = "1.1.0") -> list[str]:
    return [
        messages.message(each.code, each.params, "en") for each in check(standing, version, world)
    ]


def standing(**changes: object) -> Standing:
    released = next_lock(compiled(), None, "1.0.0", "0.1.0", {})
    of = replace(deck(), **changes)
    return Standing(of, released, compile_deck(of, Stamps(T1, released.history)))


def test_a_clock_behind_the_commit_or_the_lock() -> None:
    assert found(standing()) == []
    late = dataclasses.replace(WORLD, head_time=T2 + 1)
    assert found(standing(), late) == [
        "this machine's clock (2024-02-12 22:13:20 UTC) is behind the last commit "
        "(2024-02-12 22:13:21 UTC)"
    ]
    early = dataclasses.replace(WORLD, head_time=0, now=T1 - 1)
    assert found(standing(), early) == [
        "this machine's clock (2023-11-14 22:13:19 UTC) is behind the lock "
        "(2023-11-14 22:13:20 UTC)"
    ]


@pytest.mark.parametrize(
    "heading", ["## 1.1.0", "## [1.1.0] - 2024-02-12", "### Rilis 1.1.0 (Februari)", "## v1.1.0"]
)
def test_headings_of_a_version(heading: str) -> None:
    assert found(standing(), dataclasses.replace(WORLD, changelog=heading)) == []


@pytest.mark.parametrize("heading", ["1.1.0", "## 1.1.01", "## 11.1.0", "## 1.1.0.1", ""])
def test_headings_of_another_version(heading: str) -> None:
    assert len(found(standing(), dataclasses.replace(WORLD, changelog=heading))) == 1


# Our own wording


MEANT = {"id": "Apa arti {c}?", "en": "What is meant by {c}?"}


@pytest.fixture
def reworded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have ankigen ask otherwise what a term means."""
    for code, text in MEANT.items():
        monkeypatch.setitem(languages.read(code, "cards")["forward"], "definition", text)
    phrase.cache_clear()
    yield
    monkeypatch.undo()
    phrase.cache_clear()


def test_cards_that_only_the_tool_rewords_are_named_apart(request: pytest.FixtureRequest) -> None:
    released = next_lock(compiled(), None, "1.0.0", "0.1.0", {})
    request.getfixturevalue("reworded")
    notes = tuple(
        replace(note, tags=("other",)) if note.key == "summit" else note for note in deck().notes
    )
    of = compile_deck(replace(deck(), notes=notes), Stamps(T2, released.history))
    told = changes(of, released)
    assert {f"{fact.source.key}/{fact.fact}" for _, fact in told.wording} == {
        "ratification/definition", "modus-vivendi/definition",
    }  # fmt: skip
    assert {fact.source.key for _, fact in told.changed} == {"summit"}
    lines = [messages.message(d.code, d.params, "en") for d in check_outside(SAMPLE, told, ())]
    assert len(lines) == 5
    assert lines[0] == (
        "the card ratification/definition (id) changed only because ankigen words it differently "
        "now"
    )


def test_the_words_of_a_note_are_digested_as_ever() -> None:
    """Locks keep these digests: what they are made of can never change."""
    notes = {note.key: note for note in deck().notes}
    asean, why = notes["asean"], Retirement(why=Text(id="Alasan.", en="Reason."), use="summit")
    assert [words_digest(note, deck()) for note in notes.values()][:3] == [
        "87f8b0c96785240a", "56f27d05ff4a39e3", "046e321f99d304d0",
    ]  # fmt: skip
    # With a picture; with dates, facts and sources; retired in part and as a whole.
    assert words_digest(notes["goal-friendship"], deck()) == "5e6e7e200e0ba466"
    assert words_digest(asean, deck()) == "1835d13fb90f8cb2"
    in_part = replace(asean, retired_facts=RetiredFacts(members=why))
    assert words_digest(in_part, deck()) == "a14ac7b34f6c995a"
    assert words_digest(replace(asean, retired=why), deck()) == "ac7bf48db8f94bee"


WORK = "un-treaty-collection"


@pytest.mark.parametrize(
    ("change", "cause", "notes"),
    [
        ({"home": "https://example.org/d"}, "home", 61),
        ({"report": "https://example.org/other?{key}"}, "report", 61),
        ({"report": ""}, "report", 61),
        (
            {"sources": {"title": Name(id="Lain", en="Other")}},
            "sources",
            5,
        ),
        ({"sources": {"read": None, "note": "?", "copy": "", "type": "law"}}, "", 0),
        ({"title": Text(id="Lain", en="Other")}, "", 0),
    ],
)
def test_a_change_outside_the_notes_is_named_and_counted(
    change: dict[str, Any], cause: str, notes: int
) -> None:
    released = next_lock(compiled(), None, "1.0.0", "0.1.0", {})
    works = dict(deck().sources)
    works[WORK] = replace(works[WORK], **change.get("sources", {}))
    changed = {**change, "sources": works}
    told = changes(compile_deck(replace(deck(), **changed), Stamps(T2, released.history)), released)
    assert {each.cause for each in told.outside} == ({cause} if cause else set())
    assert (len(told.outside), told.overwritten, told.changed) == (notes, notes, ())
    assert [d.params["count"] for d in check_outside(SAMPLE, told, ())] == [str(notes)] * bool(
        cause
    )
    assert list(check_outside(SAMPLE, told, (cause,))) == []


def test_with_a_home_a_mended_address_rewrites_nothing() -> None:
    at_home = replace(deck(), home="https://example.org/d")
    released = next_lock(compile_deck(at_home, Stamps(T1)), None, "1.0.0", "0.1.0", {})
    work = replace(at_home.sources["un-treaty-collection"], url="https://example.org/moved")
    mended = replace(at_home, sources={**at_home.sources, "un-treaty-collection": work})
    told = changes(compile_deck(mended, Stamps(T2, released.history)), released)
    assert told == Changes()


def test_a_first_release_without_an_address_is_warned() -> None:
    def warned(**values: str) -> list[str]:
        of = Standing(replace(deck(), **values))
        world = Circumstances(now=T1, changelog="## 1.0.0")
        return [d.code for d in check(of, "1.0.0", world) if d.severity is Severity.WARNING]

    assert warned(report="") == ["release-no-address"]
    assert warned() == warned(report="", home="https://example.org/d") == []


def test_what_only_editors_read_is_not_among_its_words() -> None:
    note = deck().notes[0]
    assert words_digest(replace(note, editor_note="?"), deck()) == words_digest(note, deck())


def test_many_reworded_cards_are_counted() -> None:
    facts = tuple(Outside("wording", *each) for each in tuple(compiled().facts)[:25])
    found = check_outside(SAMPLE, Changes(outside=facts), ())
    lines = [messages.message(d.code, d.params, "id") for d in found]
    assert len(lines) == 21
    assert lines[-1] == (
        "25 catatan akan ditulis ulang pada semua pembaca, berikut suntingan dan tag mereka di "
        "situ, hanya karena kalimat bawaan ankigen berubah"
    )
    assert list(check_outside(SAMPLE, Changes(outside=facts), ("wording",))) == []


REWORD = """
from tests.support.maintainer import release_tool
release_tool()
from ankigen import languages
languages.read("id", "cards")["forward"]["definition"] = "Apa arti {c}?"
languages.read("en", "cards")["forward"]["definition"] = "What is meant by {c}?"
from ankigen.cli import main
main()
"""


def test_release_asks_before_it_rewords(repo: Repo) -> None:
    repo.announce("1.1.0")

    def reworded(*options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", REWORD, "release", DECK, "1.1.0", *options],
            cwd=repo.folder,
            env=repo.variables("release"),
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    done = reworded()
    assert done.returncode == 1
    assert done.stderr.count("[release-wording]") == 6
    assert "--accept wording" in done.stderr
    assert read(repo).latest.version == "1.0.0"
    assert reworded("--accept", "wording").returncode == 0
    notes = repo.folder / "dist" / "sample" / "1.1.0" / "RELEASE-NOTES.en.md"
    assert "Questions: 3, in their wording only." in notes.read_text(encoding="utf-8")


# Note types, which belong to the tool


def test_the_note_types_keep_their_released_structure() -> None:
    assert list(notetypes.check_structure()) == []


@pytest.mark.parametrize(
    ("attribute", "value", "code"),
    [
        ("FIELDS", (*notetypes.FIELDS, "More"), "note-type-fields"),
        ("FIELDS", notetypes.FIELDS[:-1], "note-type-fields"),
        ("FIELDS", (*notetypes.FIELDS[:-1], "Renamed"), "note-type-fields"),
        ("FIELDS", (*notetypes.FIELDS[1::-1], *notetypes.FIELDS[2:]), "note-type-fields"),
        ("_TEMPLATES", notetypes._TEMPLATES[:2], "note-type-templates"),
        ("_TEMPLATES", notetypes._TEMPLATES[::-1], "note-type-templates"),
        ("_variants", dict, "note-type-gone"),
    ],
)
def test_a_changed_structure_is_an_error(
    attribute: str, value: object, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notetypes, attribute, value)
    notetypes._unstamped.cache_clear()
    found = list(notetypes.check_structure())
    notetypes._unstamped.cache_clear()
    assert {each.code for each in found} == {code}
    for each in found:
        for language in languages.codes():
            assert messages.message(each.code, each.params, language)
            assert [messages.hint(h.code, h.params, language) for h in each.hints]


def test_a_changed_text_gets_a_later_mod_when_the_tool_is_released(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = list(notetypes.read_lock().values())
    with monkeypatch.context() as patched:
        patched.setattr(notetypes, "_css", lambda _variant: ".card {}")
        notetypes._unstamped.cache_clear()
        assert notetypes.unreleased() == ("id", "en", "id-en")
        after = json.loads(notetypes.released(T1))["note types"]
    notetypes._unstamped.cache_clear()
    assert notetypes.unreleased() == ()
    for old, new in zip(before, after, strict=True):
        assert new["mod"] == max(old["mod"] + 1, T1)
        assert new["fields"] == old["fields"]


# Rebuilding


def test_verify_finds_a_release_as_it_was(repo: Repo) -> None:
    for arguments in ((), ("sample-v1.0.0",)):
        done = repo.ankigen("verify", *arguments, "--out", "dist")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "sample 1.0.0: exactly as released\n"


def test_verify_of_an_older_tag(repo: Repo) -> None:
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.release("1.1.0")
    for version in ("1.0.0", "1.1.0"):
        done = repo.ankigen("verify", f"sample-v{version}")
        assert done.stdout == f"sample {version}: exactly as released\n", done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("count: 11\n", "count: 12\n", "0 new, 2 changed, 0 retired, 0 rewritten from outside"),
        ("seat: secretariat\n", "seat: headquarters\n", "0 new, 2 changed"),
    ],
)
def test_verify_finds_a_changed_word(old: str, new: str, said: str, repo: Repo) -> None:
    repo.edit("organisations.yaml", old, new)
    done = repo.ankigen("verify")
    assert done.returncode == 1
    assert said in done.stderr


def test_verify_finds_what_is_in_no_note(repo: Repo) -> None:
    repo.edit("deck.yaml", "en: A small deck for tests.", "en: A small deck for test.")
    done = repo.ankigen("verify")
    assert done.returncode == 1
    assert "[verify-frame]" in done.stderr


@pytest.mark.parametrize("file", some((name for name in FILES if name != "SHA256SUMS"), 3))
def test_verify_finds_a_changed_byte_in_a_released_file(file: str, repo: Repo) -> None:
    path = repo.folder / "dist" / "sample" / "1.0.0" / file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    done = repo.ankigen("verify")
    assert done.returncode == 1
    assert f"dist/sample/1.0.0/{file}:1:1: error[verify-" in done.stderr


def test_verify_finds_a_changed_byte_in_the_lock(repo: Repo) -> None:
    content = bytearray(repo.lock.read_bytes())
    content[len(content) // 2] ^= 1
    repo.lock.write_bytes(content)
    done = repo.ankigen("verify")
    assert done.returncode == 1
    assert "[lock-damaged]" in done.stderr


def test_verify_of_what_is_not_there(repo: Repo) -> None:
    for tag, code in (("sample-v9.9.9", "tag-unknown"), ("v1.0.0", "tag-form")):
        done = repo.ankigen("verify", tag)
        assert done.returncode == 3
        assert f"[{code}]" in done.stderr
    repo.git("tag", "other-v1.0.0")
    assert "[tag-deck]" in repo.ankigen("verify", "other-v1.0.0").stderr
    repo.git("tag", "sample-v1.0.1")
    assert "[verify-version]" in repo.ankigen("verify", "sample-v1.0.1").stderr


def test_verify_passes_over_what_was_never_released(repo: Repo) -> None:
    repo.lock.unlink()
    done = repo.ankigen("verify")
    assert done.returncode == 0
    assert "warning[verify-no-lock]: the deck was never released" in done.stderr


def test_verify_takes_the_tool_of_the_tag(tmp_path: Path) -> None:
    """In a repository with the tool in it, the wording of the tag counts, if asked for."""
    repo = new_repo(tmp_path)
    for part in ("ankigen", "schema"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / ".gitignore").write_text("dist/\n__pycache__/\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").touch()
    assert repo.ankigen("note-types", "--write").returncode == 0
    repo.release("1.0.0")
    words = tmp_path / "ankigen" / "languages" / "en" / "cards.yaml"
    text = words.read_text(encoding="utf-8")
    assert "mean?" in text
    words.write_text(text.replace("mean?", "mean exactly?"), encoding="utf-8")
    for arguments in ((), ("sample-v1.0.0",)):
        assert "rewritten from outside" in repo.ankigen("verify", *arguments).stderr
    done = repo.ankigen("verify", "sample-v1.0.0", "--tool-of-tag")
    assert (done.returncode, done.stdout) == (0, "sample 1.0.0: exactly as released\n")


@pytest.mark.parametrize(
    "environment",
    [
        {"SOURCE_DATE_EPOCH": "1"},
        {"SOURCE_DATE_EPOCH": "no number", "PATH": ""},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Apia"},
    ],
    ids=["epoch", "no git", "seed and zone"],
)
def test_a_rebuild_elsewhere_gives_the_same(
    environment: dict[str, str], repo: Repo, tmp_path: Path
) -> None:
    """A deck that equals its lock asks neither environment, git nor clock."""
    copy = tmp_path / "somewhere else"
    shutil.copytree(repo.deck, copy / "decks" / "sample")
    done = Repo(copy).ankigen("build", **environment)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("id.core", "id", "en", "translation", "bilingual"):
        file = f"sample.{name}.apkg"
        released = repo.folder / "dist" / "sample" / "1.0.0" / file
        assert (copy / "dist" / file).read_bytes() == released.read_bytes()


def test_a_changed_deck_asks_for_the_time_again(repo: Repo) -> None:
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    done = repo.ankigen("build", SOURCE_DATE_EPOCH="no number")
    assert done.returncode == 3
    assert "[clock-epoch]" in done.stderr


def test_build_refuses_what_would_cost_readers(repo: Repo) -> None:
    repo.edit("terms.yaml", "key: modus-vivendi", "key: interim")
    done = repo.ankigen("build")
    assert done.returncode == 1
    assert "[lock-key-changed]" in done.stderr


# The lock command


def test_lock_says_where_a_deck_stands(repo: Repo) -> None:
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    done = repo.ankigen("lock")
    assert done.stdout == (
        "sample: 1.0.0 (2023-11-14), 61 notes released, 0 of them retired; "
        "since then 0 new, 2 changed\n"
    )
    assert repo.ankigen("lock", "--check").stdout == ""
    repo.lock.unlink()
    assert repo.ankigen("lock").stdout == "sample: never released\n"


def test_lock_says_nothing_of_a_deck_whose_lock_is_damaged(repo: Repo) -> None:
    repo.lock.write_text("", encoding="utf-8")
    done = repo.ankigen("lock")
    assert (done.returncode, done.stdout) == (1, "")


def test_lock_check_fails_where_readers_would_lose(repo: Repo) -> None:
    repo.edit("deck.yaml", "Contoh Dek", "Contoh")
    for command in (("lock", "--check"), ("validate",)):
        done = repo.ankigen(*command)
        assert done.returncode == 1
        assert "[lock-name]" in done.stdout + done.stderr


# What Anki itself says


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_has_the_labels_of_ankis_own_windows(language: str, tmp_path: Path) -> None:
    set_lang(language)
    col = Collection(str(tmp_path / "collection.anki2"))
    try:
        labels = [
            col.tr.qt_accel_create_backup(), col.tr.qt_accel_import(), col.tr.qt_accel_file(),
            col.tr.importing_update_notes(), col.tr.importing_update_notetypes(),
            col.tr.importing_update_if_newer(),
        ]  # fmt: skip
        browse, screen = col.tr.qt_misc_browse(), col.tr.actions_import()
    finally:
        col.close()
        set_lang("en")
    said = messages.section("release-notes", language)
    guide = "\n".join(said["steps"])
    assert (
        f"**{labels[2].replace('&', '')} › {labels[1].replace('&', '').removesuffix('...')}**"
        in ("\n".join(said["import-steps"]))
    )
    for label in labels:
        assert f"{label.replace('&', '').removesuffix('...')}**" in guide or (
            f"**{label.replace('&', '')} ›" in guide
        )
    notes = release_notes(compiled(), "2.0.0", Changes(new=tuple(compiled().facts)), {}, language)
    assert browse in notes
    site = messages.section("site", language)
    file, import_ = (label.replace("&", "").removesuffix("...") for label in (labels[2], labels[1]))
    assert f"{file} › {import_}" in site["computer-3"]
    assert all(f"“{label}”" in site["update-how"] for label in labels[3:])
    assert f"“{screen}”" in site["computer-3"] and f"“{screen}”" in site["android-3"]


def test_the_card_to_check_is_found_by_the_search_that_the_notes_give(
    repo: Repo, tmp_path: Path
) -> None:
    folder = repo.folder / "dist" / "sample" / "1.0.0"
    notes = release_notes(compiled(), "1.1.0", Changes(new=tuple(compiled().facts)), {}, "en")
    (search,) = re.findall(r"search for `(.*?)`", notes)
    with anki.collection(tmp_path) as col:
        anki.import_package(col, folder / "sample.en.apkg")
        (number,) = col.find_notes(search)
        question = col.get_note(number)["Question"]
    assert re.sub("<[^>]*>", "", question) in notes


# Decks beside it


def beside(repo: Repo, **changes: str) -> None:
    """Put a second deck beside the first, which shares nothing with it but what is given."""
    other = repo.folder / "decks" / "other"
    shutil.copytree(repo.deck, other)
    (other / "ankigen.lock").unlink()
    values = {"uid": "ccccddddeeeeffff", "key": "other", "anki_name": "Lain", **changes}
    text = (other / "deck.yaml").read_text(encoding="utf-8")
    for key, value in values.items():
        text = re.sub(rf"^{key}: .*$", f"{key}: {value}", text, count=1, flags=re.M)
    (other / "deck.yaml").write_text(text, encoding="utf-8")
    repo.announce("1.1.0")


@pytest.mark.parametrize(
    ("what", "value"),
    [("uid", "aaaabbbbccccdddd"), ("key", "sample"), ("anki_name", "Contoh Dek"),
     ("anki_name", "CONTOH dek"), ("anki_name", '"Contoh Dek "')],
)  # fmt: skip
@pytest.mark.parametrize("here", [DECK, "."])
def test_a_deck_beside_it_that_readers_would_mix_with_it(
    what: str, value: str, here: str, repo: Repo
) -> None:
    beside(repo, **{what: value})
    folder = repo.folder if here == DECK else repo.deck
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.maintainer", "release", here, "1.1.0"],
        cwd=folder, env=repo.variables("release"), capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert re.findall(r"error\[(.*?)\]: (.*?) as ", done.stderr) == [
        ("duplicate-deck", f'the deck "sample" has the same {what}')
    ]
    assert lock.parse(LOCK, repo.lock.read_bytes()).lock == read(repo)
    assert len(read(repo).releases) == 1


def test_a_deck_beside_it_may_be_at_fault_otherwise(repo: Repo) -> None:
    beside(repo)
    (repo.folder / "decks" / "other" / "terms.yaml").write_text("[", encoding="utf-8")
    repo.commit()
    assert repo.ankigen("release", DECK, "1.1.0").returncode == 0


# When it was made


def test_a_release_is_of_the_time_of_its_making(repo: Repo) -> None:
    repo.announce("1.1.0")
    repo.now = int(time.time()) - 5 * 86_400
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.commit()
    before = int(time.time())
    done = repo.ankigen("release", DECK, "1.1.0", SOURCE_DATE_EPOCH="")
    assert done.returncode == 0, done.stderr
    made = read(repo).latest.time
    assert before <= made <= time.time()
    assert made in {note.mod for note in read(repo).notes.values()}
    again = repo.lock.read_bytes()
    repo.git("restore", LOCK)
    done = repo.ankigen("release", DECK, "1.1.0", SOURCE_DATE_EPOCH=str(made))
    assert done.returncode == 0, done.stderr
    assert repo.lock.read_bytes() == again


# Before a first release


def test_a_build_without_a_release_says_what_that_costs(repo: Repo) -> None:
    assert "never released" not in repo.ankigen("build").stderr
    repo.lock.unlink()
    repo.commit()
    for run in ("built", "from the cache"):
        done = repo.ankigen("build")
        assert f"{DECK} was never released: every build stamps all of its notes" in done.stderr, run
    assert repo.ankigen("build", "--quiet").stderr == ""


def retire_summit(repo: Repo) -> None:
    repo.edit(
        "terms.yaml", "  - key: summit\n",
        "  - key: summit\n    retired:\n      why:\n        id: Sudah jelas.\n        en: Plain.\n",
    )  # fmt: skip


def test_the_preview_shows_retired_cards_that_readers_have(repo: Repo) -> None:
    retire_summit(repo)
    page = repo.folder / "page.html"
    assert repo.ankigen("preview", DECK, "--out", "page.html").returncode == 0
    assert "This card has been retired. Plain." in page.read_text(encoding="utf-8")
    repo.lock.unlink()
    assert repo.ankigen("preview", DECK, "--out", "page.html").returncode == 0
    assert "This card has been retired." not in page.read_text(encoding="utf-8")


def test_without_a_release_revisions_are_compared_as_if_there_had_been_one(repo: Repo) -> None:
    repo.lock.unlink()
    repo.commit()
    retire_summit(repo)
    repo.edit("organisations.yaml", "count: 11\n", "count: 12\n")
    repo.commit()
    said = repo.ankigen("diff", "HEAD^", "HEAD", "--decks", DECK).stdout
    assert "Notes changed: 2" in said
    assert "Notes retired: 3" in said
    assert "left out" not in said
    assert repo.ankigen("upgrade-test", "HEAD^", "HEAD", "--decks", DECK).returncode == 0
