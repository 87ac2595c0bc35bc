"""``review issue``: the text of an issue is words and nothing else, and so are its edits."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from ankigen.edit.forms import CORRECTION, MOST_LETTERS, PROPOSAL, corrected, fields, signed
from ankigen.edit.texts import Spot, texts_of
from tests.support.cli import ankigen
from tests.support.decks import ROOT, SAMPLE
from tests.support.repo import Repo, new_repo

TEXTS = texts_of(
    {p.name: p.read_text("utf-8") for p in sorted(SAMPLE.glob("*.yaml"))}, ("id", "en")
)
FORMS = {"correct-a-card": CORRECTION, "propose-a-term": PROPOSAL}


def issue(form: dict[str, str], **said: str) -> str:
    """Return the text that GitHub makes of a form."""
    parts = (f"### {form[name]}\n\n{said.get(name) or '_No response_'}" for name in form)
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("name", FORMS)
def test_the_forms_have_the_fields_that_are_read(name: str) -> None:
    path = ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
    body = yaml.safe_load(path.read_text("utf-8"))["body"]
    assert {part["id"]: part["attributes"]["label"] for part in body} == FORMS[name]
    # In braces of another language it would be in a fence, not as it was written.
    assert not any("render" in part["attributes"] for part in body)


def test_what_was_filled_in_is_read_whatever_it_says() -> None:
    said = {name: f"{name}\n# not ours\n### Nor this\n```" for name in CORRECTION}
    assert fields(issue(CORRECTION, **said).replace("\n", "\r\n")) == said
    assert fields("Hello\n\n" + issue(PROPOSAL, term_id="x"))["term_id"] == "x"
    assert fields(issue(PROPOSAL))["term_en"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "", "x" * 9, "### Kunci catatan / Key of the note\n\nx\n", "\0" * 99,
        issue(CORRECTION) + issue(CORRECTION),
        issue(CORRECTION, right="a\n### Kunci catatan / Key of the note\nother"),
        issue(CORRECTION, right="x" * MOST_LETTERS),
    ],
    ids=range(7),
)  # fmt: skip
def test_what_is_no_form_of_ours_is_refused(text: str) -> None:
    assert fields(text) == {}


ANSWER = Spot("goal-friendship", "answer", "id")
CHANGES = {
    # The key, what it says, what is right: the text that is meant, or None.
    "words alone": ("goal-friendship", "persahabatan", "hubungan", "Mempererat hubungan"),
    "a capital of the card's": ("asean/purpose", "Memajukan ekonomi,", "Menaikkan ekonomi,", (
        Spot("asean", "purpose.answer", "id"),
        "menaikkan ekonomi, sosial, dan budaya kawasannya")),
    "question and answer": ("sample/goal-friendship/answer",
        "Apa tujuannya? Mempererat persahabatan", "Apa tujuannya? Mempererat  tali persahabatan",
        "Mempererat tali persahabatan"),
    "a word too many": ("goal-friendship", "Mempererat persahabatan", "persahabatan",
        "persahabatan"),
    "a word at the end": ("goal-friendship", "Mempererat persahabatan",
        "Mempererat persahabatan lama", "Mempererat persahabatan lama"),
    "markup": ("goal-friendship", "persahabatan", "<b>{{c1::x}}</b> - &amp; #1",
        "Mempererat <b>{{c1::x}}</b> - &amp; #1"),
    "part of a word": ("goal-friendship", "sahabat", "musuh", None),
    "no such words": ("goal-friendship", "1967", "1968", None),
    "a note that is not there": ("goal", "persahabatan", "hubungan", None),
    "a path": ("../../goal-friendship;rm", "persahabatan", "hubungan", None),
    "nothing said": ("goal-friendship", "", "hubungan", None),
    "a pattern": ("goal-friendship", ".*", "hubungan", None),
    "far too much": ("goal-friendship", "a " * 2500, "b", None),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_the_words_that_differ_are_found_in_one_text(name: str) -> None:
    key, says, right, wanted = CHANGES[name]
    started = time.process_time()
    found = corrected(TEXTS, key, says, right)
    assert time.process_time() - started < 2
    if wanted is None:
        assert (found.wanted, bool(found.unplaced)) == ({}, True)
    else:
        spot, text = wanted if isinstance(wanted, tuple) else (ANSWER, wanted)
        assert (found.wanted, found.unplaced) == ({spot: text}, ())


def test_what_stands_in_two_texts_takes_the_words_around_it() -> None:
    note = "kind: term\nnotes:\n- {key: x, term: {id: satu kata}, definition: {id: dua kata}}\n"
    texts = texts_of({"f.yaml": note}, ("id",))
    assert corrected(texts, "x", "kata", "sapi").unplaced == (("kata", "sapi"),)
    assert corrected(texts, "x/term", "kata", "sapi").wanted == {
        Spot("x", "term", "id"): "satu sapi"
    }
    assert list(corrected(texts, "x", "dua kata", "dua sapi").wanted.values()) == ["dua sapi"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("", ""),
        ("Siti Rahma", "Proposed by Siti Rahma."),
        ("Siti <siti@example.org>", "Proposed by Siti."),
        ("siti@example.org", ""),
        ("Siti\n\nSigned-off-by: X <x@y.z>", "Proposed by Siti Signed-off-by: X."),
        ("\x1b[31mSiti\u202e", "Proposed by [31mSiti."),
        (
            "Budi <1+budi@users.noreply.github.com>",
            "Co-authored-by: Budi <1+budi@users.noreply.github.com>",
        ),
        ("Budi <budi@users.noreply.github.com.evil.example>", "Proposed by Budi."),
    ],
)
def test_a_name_is_a_line_and_an_address_only_a_safe_one(name: str, line: str) -> None:
    assert signed(name) == line


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return new_repo(tmp_path)


def test_a_correction_is_made_and_its_author_named(repo: Repo) -> None:
    said = {"says": "persahabatan", "right": "persahabatan: \x1b[31mlama #x", "name": "Siti"}
    path = repo.folder / "issue.txt"
    text = issue(CORRECTION, key="goal-friendship", source="a\n\nCo-authored-by: x", **said)
    path.write_text(text, "utf-8")
    refused = ankigen("review", "issue", "issue.txt", "--apply", cwd=repo.folder)
    assert refused.returncode == 1
    assert "\x1b" not in refused.stdout + refused.stderr
    path.write_text(text.replace("\x1b[31m", ""), "utf-8")
    shown = ankigen("review", "issue", "issue.txt", cwd=repo.folder)
    assert (shown.returncode, shown.stderr, repo.git("diff")) == (0, "", "")
    done = ankigen("review", "issue", "issue.txt", "--apply", cwd=repo.folder)
    assert done.returncode == 0
    message = "Correct goal-friendship\n\nSource: a Co-authored-by: x\nProposed by Siti.\n"
    assert message in done.stdout
    assert '+      id: "Mempererat persahabatan: lama #x"\n' in repo.git("diff")
    for none in ("nothing", issue(PROPOSAL, definition_en="a term's meaning, and no term")):
        path.write_text(none, "utf-8")
        assert ankigen("review", "issue", "issue.txt", cwd=repo.folder).returncode == 2


def test_a_term_is_proposed(repo: Repo) -> None:
    said = {
        "term_id": "traktat", "term_en": "Grand Treaty", "definition_id": "perjanjian: resmi",
        "definition_en": "a formal agreement",
    }  # fmt: skip
    path = repo.folder / "issue.txt"
    path.write_text(issue(PROPOSAL, **said, name="Budi"), "utf-8")
    command = ("review", "issue", "issue.txt", "--by", "Ani", "--topic", "treaties", "--apply")
    before = repo.git("status", "--short")
    assert ankigen(*command[:3], cwd=repo.folder).returncode == 0
    assert repo.git("status", "--short") == before
    done = ankigen(*command, cwd=repo.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Add grand-treaty\n\nProposed by Ani.\n" in done.stdout
    text = (repo.deck / "terms.yaml").read_text("utf-8")
    assert '      id: "perjanjian: resmi"\n      en: a formal agreement\n' in text
    assert ankigen("validate", "-q", cwd=repo.folder).returncode == 0


def test_an_issue_may_come_down_a_pipe(repo: Repo) -> None:
    text = issue(CORRECTION, key="goal-friendship", says="1967", right="1968")
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", "review", "issue", "-"],
        input=text.encode() + b"\xff",
        cwd=repo.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ANKIGEN_LANG": "id"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "tidak ada teks goal-friendship" in done.stderr.decode()
