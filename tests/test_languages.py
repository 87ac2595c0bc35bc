"""Every language says the same things, and what one lacks is an error that names it."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ankigen import languages
from ankigen.cli.output import default_language
from ankigen.deck import languages as pairs
from ankigen.deck import load
from ankigen.diagnostics import AnkigenError
from ankigen.languages import messages
from ankigen.report import pages
from tests.support.cli import SETTLED
from tests.support.cli import ankigen as tool
from tests.support.decks import SAMPLE


def ways(content: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in content.items():
        if isinstance(value, dict) and value:
            yield from ways(value, (*above, key))
        else:
            yield (*above, key)


def said(code: str, file: str) -> set[tuple[str, ...]]:
    # Which abbreviations are borrowed, how a pair is translated and what its words for keys mean
    # belongs to one language.
    own = ("borrowed", "pairs", "keys")
    return {way for way in ways(languages.read(code, file)) if way[0] not in own}


@pytest.mark.parametrize("file", ["cards", "messages"])
@pytest.mark.parametrize("code", languages.codes())
def test_a_language_says_what_the_others_say(code: str, file: str) -> None:
    assert said(code, file) == said("id", file)


def texts(content: dict[str, Any], way: tuple[str, ...]) -> list[str]:
    value: Any = content
    for key in way:
        value = value[key]
    return value if isinstance(value, list) else [value]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", languages.codes())
def test_a_message_has_the_same_places_in_every_language(code: str) -> None:
    own, first = languages.read(code, "messages"), languages.read("id", "messages")
    for way in ways(first):
        said, there = texts(own, way), texts(first, way)
        assert all(text.strip() for text in said), way
        # The same parameters in all, or one reader learns less.
        assert [places(text) for text in said] == [places(text) for text in there], way


def test_what_a_language_lacks_is_named() -> None:
    with pytest.raises(AnkigenError) as failure:
        languages.read("id", "cards")["labels"]["applause"]
    assert failure.value.code == "language-lacks"
    assert failure.value.params == {"file": "languages/id/cards.yaml", "what": "labels applause"}


def test_a_language_that_nobody_added_is_named() -> None:
    with pytest.raises(AnkigenError) as failure:
        languages.read("xx", "cards")
    assert failure.value.params == {"file": "languages/xx/cards.yaml", "what": "cards.yaml"}


# -- one language more ------------------------------------------------------------------

WITH_LANGUAGES = """
import sys
from pathlib import Path
from ankigen import languages
languages._HERE = Path(sys.argv.pop(1))
from ankigen.cli import main
sys.argv[0] = "ankigen"
main()
"""


@pytest.fixture
def malay(tmp_path: Path) -> Path:
    """Return a folder of languages with Malay, which is nothing but its own folder."""
    folder = tmp_path / "languages"
    shutil.copytree(Path(languages.__file__).parent, folder)
    shutil.copytree(folder / "en", folder / "ms")
    said = folder / "ms" / "messages.yaml"
    text = said.read_text("utf-8")
    for english, own in {
        "descriptions: en": "descriptions: id",
        'line: "{files}, {errors}, {warnings}"': 'line: "{files}; {errors}; {warnings}"',
        'other: "{count} errors"': 'other: "{count} ralat"',
        "  wrong: Wrong": "  wrong: Salah sekali",
    }.items():
        assert text.count(english) == 1, english
        text = text.replace(english, own)
    said.write_text(text, "utf-8")
    return folder


def ankigen(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITH_LANGUAGES, str(folder), *arguments],
        env={**os.environ, **SETTLED, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_a_language_is_offered_by_its_folder_alone(malay: Path) -> None:
    assert "[id|en|ms]" in ankigen(malay, "validate", "--help").stdout
    assert ankigen(malay, "validate", "--lang", "jv").returncode == 2


def test_a_language_is_spoken_by_its_folder_alone(malay: Path) -> None:
    asked = ankigen(malay, "validate", str(SAMPLE), "--lang", "ms")
    assert (asked.stdout + asked.stderr).endswith("files; 0 ralat; 0 warnings\n")
    # The locale asks for it, too.
    by_locale = ankigen(malay, "validate", str(SAMPLE), LC_ALL="ms_MY.UTF-8")
    assert (by_locale.stdout, by_locale.stderr) == (asked.stdout, asked.stderr)


def test_a_language_says_which_side_of_bilingual_texts_it_reads(malay: Path) -> None:
    said = ankigen(malay, "explain", "file-empty", "--lang", "ms").stdout
    page = pages.page("file-empty")
    assert page is not None
    assert page.meaning["id"] in said
    assert "Salah sekali:" in said


def test_a_language_that_cannot_say_what_it_lacks_is_named_in_english(malay: Path) -> None:
    (malay / "ms" / "messages.yaml").unlink()
    done = ankigen(malay, "validate", str(SAMPLE), LC_ALL="ms")
    assert done.returncode == 3
    assert done.stderr == (
        "ankigen: error[language-lacks]: languages/ms/messages.yaml lacks messages.yaml\n"
    )


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", ""),
        ("- kata", ""),
        ("messages: &a {}\nwords: *a", ""),
        ("messages: {}\nmessages: {}", ""),
        ("descriptions: en\nmessages: [a\n", ":3: did not find expected ',' or ']'"),
        ("descriptions: \x00", ": control characters are not allowed"),
    ],
)
def test_a_file_of_a_language_that_cannot_be_read_is_named(
    content: str, place: str, malay: Path
) -> None:
    (malay / "ms" / "messages.yaml").write_text(content, "utf-8")
    done = ankigen(malay, "validate", str(SAMPLE), "--lang", "ms")
    assert done.returncode == 3
    assert done.stderr.startswith(
        "ankigen: error[language-unreadable]: the file of a language is not the YAML that it"
        " should be: languages/ms/messages.yaml"
    )
    assert place in done.stderr


@pytest.mark.parametrize("folder", ["pt-br", "Ms", "x", "draft"])
def test_a_folder_that_has_no_code_for_its_name_is_no_language(folder: str, malay: Path) -> None:
    shutil.copytree(malay / "ms", malay / folder)
    assert "[id|en|ms]" in ankigen(malay, "validate", "--help").stdout


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LC_ALL": "id_ID.UTF-8"}, "id"),
        ({"LC_ALL": "in_ID"}, "id"),
        ({"LC_ALL": "en_GB"}, "en"),
        ({"LC_ALL": "C"}, "en"),
        ({"LC_ALL": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "id_ID"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "id_ID@euro"}, "id"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "id_ID"}, "en"),
        ({"LC_ALL": "", "LANG": "id_ID"}, "id"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ms:id:en"}, "id"),
        ({"LANG": "ms_MY", "LANGUAGE": ""}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "id"}, "en"),
        ({"LANGUAGE": "id"}, "en"),
        ({"ANKIGEN_LANG": "id", "LC_ALL": "en_GB"}, "id"),
        ({"ANKIGEN_LANG": "", "LC_ALL": "id_ID"}, "id"),
        ({"ANKIGEN_LANG": "fr", "LC_ALL": "id_ID"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_comes_from_the_environment(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ANKIGEN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert default_language() == language


@pytest.mark.parametrize(("locale", "language"), [(0x0421, "id"), (0x0809, "en"), (0x9999, "en")])
def test_on_windows_it_is_that_of_its_windows(
    locale: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ANKIGEN_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: locale)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert default_language() == language


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats", "nowhere"),
        ("build", "nowhere"),
        ("validate", "nowhere"),
        ("lint", "nowhere"),
        ("lint",),
        ("links", "nowhere"),
        ("fmt", "nowhere"),
        ("diff", "nowhere.apkg", "nothing.apkg"),
        ("verify", "deck-v1.0.0"),
        ("pictures", "nowhere"),
        ("preview", "nowhere"),
        ("lock", "nowhere"),
        ("release", "nowhere", "1.0.0"),
        ("new", "term", "a"),
        ("upgrade-test", "nowhere.apkg", "nothing.apkg"),
    ],
)
def test_what_fails_outside_the_decks_is_told_in_the_language_asked_for(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "ankigen.toml").write_text("[lint", encoding="utf-8")
    said = {}
    for language in ("id", "en"):
        done = [
            tool(*arguments, "--lang", language, cwd=tmp_path),
            tool(*arguments, cwd=tmp_path, ANKIGEN_LANG=language),
            tool(*arguments, cwd=tmp_path, LC_ALL=f"{language}_XX.UTF-8"),
        ]
        assert len({(each.returncode, each.stdout + each.stderr) for each in done}) == 1
        said[language] = done[0].stdout + done[0].stderr
        assert done[0].returncode
    english = re.compile(r"\b(there|is|cannot|error|errors|neither|has|no)\b")
    assert english.search(said["en"])
    assert not english.search(re.sub(r"Error: |\[[a-z-]+\]|Usage.*|Try .*", "", said["id"]))


# -- the languages of a deck ---------------------------------------------------------------

DECK = """\
kind: deck
key: sample
uid: aaaabbbbccccdddd
anki_name: Contoh
title: {words}
description: {words}
licence: CC0-1.0
files: [terms.yaml]
{more}
"""
TERMS = """\
kind: term
notes:
  - key: a
    term: {words}
    definition: {words}
"""
BOTH, ENGLISH = "{id: a, en: b}", "{en: b}"
DECKS = {
    # what a deck is told: its texts, further lines, diagnostics
    "one language": (ENGLISH, "languages: [en]", []),
    "both, the other way round": (
        BOTH,
        "languages: [en, id]\ntranslations: [id-en]",
        [],
    ),
    "one language, and another fault": (
        ENGLISH,
        "languages: [en]\nlicense: CC0-1.0",
        ['deck.yaml:10:1: "license" is not a known key here'],
    ),
    "more than its languages": (
        BOTH,
        "languages: [en]",
        [
            'deck.yaml:5:9: "id" is not a known key here',
            'deck.yaml:6:15: "id" is not a known key here',
            'terms.yaml:4:12: "id" is not a known key here',
            'terms.yaml:5:18: "id" is not a known key here',
        ],
    ),
    "less than its languages": (
        ENGLISH,
        "languages: [id, en]",
        [
            'deck.yaml:5:1: "id" is missing',
            'deck.yaml:6:1: "id" is missing',
            'terms.yaml:4:5: "id" is missing',
            'terms.yaml:5:5: "id" is missing',
        ],
    ),
    "one that nobody knows": (
        BOTH,
        "languages: [id, en, xx]",
        ['deck.yaml:9:21: languages #3 cannot be "xx"'],
    ),
    "only one that nobody knows": (
        BOTH,
        "languages: [xx]",
        ['deck.yaml:9:13: languages #1 cannot be "xx"'],
    ),
    "no list": (BOTH, "languages: en", ["deck.yaml:9:12: languages must be a list, not text"]),
    "one of them twice": (
        BOTH,
        "languages: [id, en, en]",
        ['deck.yaml:9:21: "en" is listed twice'],
    ),
    "a pair of others": (
        ENGLISH,
        "languages: [en]\ntranslations: [id-en]",
        ["deck.yaml:10:16: the pair id-en is not of two languages of this deck"],
    ),
    "a pair both ways": (
        BOTH,
        "translations: [id-en, en-id]",
        ["deck.yaml:9:23: the pair en-id is there already, the other way round"],
    ),
    "a pair without words": (
        BOTH,
        "translations: [en-id]",
        ["deck.yaml:9:16: there are no sentences yet for translating en-id"],
    ),
}


@pytest.mark.parametrize("name", DECKS)
def test_the_texts_of_a_deck_are_in_its_languages(name: str, tmp_path: Path) -> None:
    words, more, expected = DECKS[name]
    (tmp_path / "deck.yaml").write_text(DECK.format(words=words, more=more), "utf-8")
    (tmp_path / "terms.yaml").write_text(TERMS.format(words=words), "utf-8")
    loaded = load([tmp_path])
    found = [
        f"{d.location}: {messages.message(d.code, d.params, 'en')}" for d in loaded.diagnostics
    ]
    assert [each.removeprefix(f"{tmp_path.as_posix()}/") for each in found] == expected
    assert len(loaded.decks) == (not expected)


@pytest.mark.parametrize("worded", [True, False])
def test_the_mend_of_a_pair_without_words(
    worded: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "sample")
    with (folder / "deck.yaml").open("a", encoding="utf-8") as file:
        file.write("translations: [en-id]\n")
    if not worded:
        monkeypatch.setattr(pairs, "_has_words", lambda _: False)
    (found,) = load([folder]).diagnostics
    (hint,) = found.hints
    assert (found.code, messages.hint(hint.code, hint.params, "en")) == (
        "pair-words",
        "write id-en; its cards are asked both ways"
        if worded
        else "add it under pairs: in ankigen/languages/en/cards.yaml",
    )
