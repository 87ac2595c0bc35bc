"""``new`` and ``schema`` as their users meet them, and the files that editors need."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from ankigen import __version__, kinds, schema
from ankigen.deck import load
from ankigen.diagnostics import AnkigenError, MisuseError
from ankigen.edit import skeletons
from ankigen.edit.new_files import Wanted, new_deck, new_note
from ankigen.edit.skeletons import Start
from ankigen.folders import find_decks
from ankigen.identity import uid_of
from ankigen.schema.check import build_notes
from ankigen.schema.faults import check
from ankigen.source import parse_text
from tests.support.cli import ankigen
from tests.support.decks import ROOT, SAMPLE, SHIPPED
from tests.support.extent import some

TODAY = "2026-12-01"
SCHEMAS = schema.texts(("id", "en"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with a new deck."""
    new_deck(tmp_path, "fresh", "a" * 16, TODAY)
    return tmp_path


# -- new --------------------------------------------------------------------------------------


def test_new_makes_a_deck_that_validates_builds_and_is_canonical(tmp_path: Path) -> None:
    for arguments in (
        ["deck", "world-geography"],
        ["term", "free-trade-area"],
        ["goal", "goal-peace"],
        ["organisation", "asean"],
        ["term", "null"],
        ["term", "1945"],
        ["organisation", "on"],
    ):
        done = ankigen("new", *arguments, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
    assert ankigen("validate", "-q", cwd=tmp_path).stdout == ""
    assert ankigen("fmt", "--check", "-q", cwd=tmp_path).stderr == ""
    built = ankigen("build", "--package", "id", cwd=tmp_path)
    assert built.stdout == "dist/world-geography.id.apkg: 7 notes, 13 cards\n"
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*")) == sorted(
        [
            ".editorconfig",
            ".gitattributes",
            ".github",
            ".github/dependabot.yml",
            ".github/workflows/check.yml",
            ".github/workflows/release.yml",
            ".gitignore",
            ".pre-commit-config.yaml",
            ".vscode",
            ".vscode/extensions.json",
            ".vscode/settings.json",
            "README.md",
            "decks/world-geography/CHANGELOG.md",
            "decks/world-geography/deck.yaml",
            "decks/world-geography/goals.yaml",
            "decks/world-geography/organisations.yaml",
            "decks/world-geography/terms.yaml",
            "dist/world-geography.id.apkg",
            "requirements.txt",
            *(f"schema/{name}" for name in SCHEMAS),
        ]
    )


def test_every_new_deck_has_an_identity_of_its_own(tmp_path: Path) -> None:
    for key in ("one", "two"):
        ankigen("new", "deck", key, cwd=tmp_path)
    first, second = load([tmp_path / "decks" / "one", tmp_path / "decks" / "two"]).decks
    assert re.fullmatch("[a-z2-7]{16}", first.uid)
    assert first.uid != second.uid


def test_a_uid_is_base32_of_eighty_bits() -> None:
    assert uid_of(bytes(10)) == "a" * 16
    assert uid_of(bytes(range(10))) == "aaaqeayeaudaocaj"
    with pytest.raises(ValueError, match="10 random bytes"):
        uid_of(bytes(9))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_next_three_commands_are_printed_and_work(lang: str, tmp_path: Path) -> None:
    said = ankigen("new", "deck", "fresh", "--root", "my decks", "--lang", lang, cwd=tmp_path)
    *_, about, one, two, three = said.stdout.splitlines()
    assert "my decks/decks/fresh" in about
    assert [line.split()[1] for line in (one, two, three)] == ["validate", "preview", "build"]
    for line in (one, two, three):
        program, *words = shlex.split(line)
        assert program == "ankigen"
        assert ankigen(*words, cwd=tmp_path).returncode == 0


def test_all_that_names_a_version_names_this_one(root: Path) -> None:
    named = {
        path.relative_to(root).as_posix(): set(re.findall(r"ankigen==([\w.]+)", text))
        for path in root.rglob("*")
        if path.is_file() and "ankigen==" in (text := path.read_text("utf-8"))
    }
    files = ["README.md", "requirements.txt", ".pre-commit-config.yaml"]
    assert named == {name: {__version__} for name in files}


def test_the_hooks_of_a_new_deck_are_ours_with_a_pinned_version(root: Path) -> None:
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (repo,) = yaml.safe_load((root / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert repo.pop("repo") == "local"
    hooks = {hook["id"]: hook for hook in repo["hooks"]}
    assert list(hooks) == ["ankigen-fmt", "ankigen-validate"]
    for hook in ours:
        del hook["description"]
        pinned = {"additional_dependencies": [f"ankigen=={__version__}"]}
        assert hooks[hook["id"]] == hook | pinned


def test_nothing_is_left_to_fill_in(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_file():
            assert not re.search(r"@[a-z]+@", path.read_text("utf-8")), path


def test_whoever_is_interrupted_has_no_deck_or_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = Path.rename, Path.replace
    moves: list[Path] = []

    def moved(path: Path, target: Path, how: Callable[[Path, Path], Path]) -> Path:
        moves.append(path)
        if len(moves) == last:
            raise KeyboardInterrupt
        return how(path, target)

    monkeypatch.setattr(Path, "rename", lambda path, to: moved(path, to, move[0]))
    monkeypatch.setattr(Path, "replace", lambda path, to: moved(path, to, move[1]))
    last = 0
    new_deck(tmp_path / "0", "fresh", "a" * 16, TODAY)
    for last in range(1, len(moves) + 1):
        moves.clear()
        root = tmp_path / str(last)
        with pytest.raises(KeyboardInterrupt):
            new_deck(root, "fresh", "a" * 16, TODAY)
        assert not (root / "decks" / "fresh").exists()
        new_deck(root, "fresh", "a" * 16, TODAY)
        names = [{p.relative_to(top) for p in top.rglob("*")} for top in (root, tmp_path / "0")]
        assert names[0] == names[1]


def test_what_a_killed_run_left_is_no_deck(root: Path) -> None:
    shutil.copytree(root / "decks" / "fresh", root / "decks" / ".fresh.1.0a.tmp")
    assert find_decks([root / "decks"]) == ([root / "decks" / "fresh"], [])


def test_no_note_goes_through_a_link_out_of_the_deck(root: Path, tmp_path: Path) -> None:
    deck = root / "decks" / "fresh"
    (tmp_path / "elsewhere").mkdir()
    (deck / "sub").symlink_to(tmp_path / "elsewhere")
    (deck / "one.yaml").symlink_to(tmp_path / "elsewhere" / "none.yaml")
    for file in ("sub/x.yaml", "one.yaml"):
        with pytest.raises(AnkigenError):
            new_note(deck, Wanted("goal", "a-goal", TODAY, file))
    assert not list((tmp_path / "elsewhere").iterdir())


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    made = new_deck(tmp_path, "fresh", "a" * 16, TODAY)
    assert ("kept", {"path": (tmp_path / ".gitignore").as_posix()}) in made.notices
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    with pytest.raises(MisuseError) as caught:
        new_deck(tmp_path, "fresh", "b" * 16, TODAY)
    assert caught.value.code == "new-exists"


@pytest.mark.parametrize("kind", [kinds.DECK, *kinds.kinds()])
def test_a_skeleton_is_commented_in_both_languages_and_has_the_modeline(kind: str) -> None:
    if kind == "deck":
        text = skeletons.deck_text("a-key", "a" * 16, "../../schema", ["terms.yaml"])
    else:
        text = skeletons.note_file_text(kind, "a-key", "../../schema")
    lines = text.splitlines()
    assert lines[0] == f"# yaml-language-server: $schema=../../schema/{kind}.schema.json"
    comments = [line for line in lines[1:] if line.strip().startswith("#")]
    assert sum(" — " in comment for comment in comments) >= 4
    assert "@" not in text
    source = parse_text("x.yaml", text)
    assert not source.diagnostics
    assert not list(check(source))


def test_a_note_goes_behind_the_last_one_of_its_file(root: Path) -> None:
    deck = root / "decks" / "fresh"
    new_note(deck, Wanted("term", "second-term", TODAY))
    new_note(deck, Wanted("term", "third-term", TODAY, file="more.yaml"))
    new_note(deck, Wanted("term", "fourth-term", TODAY, file="terms.yaml"))
    (found,) = load([deck]).decks
    assert [note.key for note in found.notes] == [
        "first-term", "second-term", "fourth-term", "third-term",
    ]  # fmt: skip


def test_new_asks_which_file_unless_the_topic_says_it(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "decks" / "shipped")
    done = ankigen("new", "term", "dumping-duty", cwd=tmp_path)
    assert done.returncode == 2
    assert "say which with --file (or --topic): terms-cooperation.yaml, terms-fo" in done.stderr
    done = ankigen("new", "term", "dumping-duty", "--topic", "trade", cwd=tmp_path)
    assert done.stdout == "decks/shipped/terms-trade.yaml: note dumping-duty added\n"
    *_, note = parse_text(
        "x", (tmp_path / "decks/shipped/terms-trade.yaml").read_text("utf-8")
    ).data["notes"]
    assert (note["topic"], note["key"]) == ("trade", "dumping-duty")
    assert ankigen("fmt", "--check", "-q", cwd=tmp_path).returncode == 0


def test_a_note_takes_on_the_indentation_of_its_file() -> None:
    text = "kind: term\nnotes:\n- key: a # one\n  term: {id: a, en: b}\n# the end"
    added = skeletons.add_note(text, "term", "b-key")
    assert added.startswith("kind: term\nnotes:\n- key: a # one\n  term: {id: a, en: b}\n\n# Ganti")
    assert "\n- key: b-key\n  # Istilahnya" in added
    assert added.endswith("picture. — Further keys.\n# the end")
    assert [n["key"] for n in parse_text("x", added).data["notes"]] == ["a", "b-key"]


@pytest.mark.parametrize("kind", kinds.kinds())
@pytest.mark.parametrize("codes", [("id",), ("en",), ("en", "id")], ids=str)
def test_a_skeleton_is_valid_in_the_languages_of_its_deck(
    codes: tuple[str, ...], kind: str
) -> None:
    source = parse_text("x", skeletons.note_file_text(kind, "a-key", "../../schema", Start(codes)))
    assert not source.diagnostics
    assert build_notes(source, codes) is not None


def test_a_file_name_is_listed_behind_the_last() -> None:
    assert skeletons.add_file("files:\n- a.yaml # first", "b.yaml") == (
        "files:\n- a.yaml # first\n- b.yaml\n"
    )


USAGE = {
    "bad key": (["term", "Free_Trade"], "must be lower-case English letters"),
    "long key": (["term", "a" * 65], "must be lower-case English letters"),
    "newline": (["term", "a\n"], "must be lower-case English letters"),
    "used key": (["term", "first-term"], "is used in decks/fresh/terms.yaml"),
    "other kind": (["goal", "a", "--file", "terms.yaml"], "holds term, not goal"),
    "outside": (["term", "a", "--file", "../x.yaml"], "in the folder of the deck"),
    "absolute": (["term", "a", "--file", "/x.yaml"], "in the folder of the deck"),
    "no note file": (["term", "a", "--file", "x.txt"], "in the folder of the deck"),
    "deck file": (["term", "a", "--file", "deck.yaml"], "holds deck, not term"),
    "no deck": (["term", "a", "--root", "nowhere"], "start with: ankigen new deck"),
    "no such topic": (["term", "a", "--topic", "trade"], "has no topic trade"),
    "no such deck": (["term", "a", "--deck", "decks/none"], "start with: ankigen new deck"),
    "no such kind": (["poem", "a"], "is not one of"),
}


@pytest.mark.parametrize("name", USAGE)
def test_new_says_why_it_cannot(name: str, root: Path) -> None:
    arguments, reason = USAGE[name]
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    done = ankigen("new", *arguments, cwd=root)
    assert done.returncode == 2
    assert reason in done.stderr
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


def test_new_asks_which_deck_and_goes_where_it_is_told(root: Path) -> None:
    new_deck(root, "other", "b" * 16, TODAY)
    done = ankigen("new", "term", "summit", cwd=root)
    assert done.returncode == 2
    assert "say which deck with --deck: decks/fresh, decks/other" in done.stderr
    assert ankigen("new", "term", "summit", "--deck", "decks/other", cwd=root).returncode == 0
    assert "key: summit" in (root / "decks" / "other" / "terms.yaml").read_text()


def test_new_leaves_a_deck_with_mistakes_alone(root: Path) -> None:
    terms = root / "decks" / "fresh" / "terms.yaml"
    terms.write_text("kind: term\nnotes: [")
    done = ankigen("new", "term", "summit", cwd=root)
    assert done.returncode == 2
    assert "run this first: ankigen validate" in done.stderr
    terms.write_text("kind: term\nnotes: [{key: a}]\n")
    assert ankigen("new", "term", "summit", cwd=root).returncode == 2
    assert terms.read_text() == "kind: term\nnotes: [{key: a}]\n"


# -- schema and editor files --------------------------------------------------------------------


def test_schema_writes_every_schema_over_older_ones(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "term.schema.json").write_text("old")
    done = ankigen("schema", "--out", "out", cwd=tmp_path)
    assert done.stdout.splitlines() == [f"out/{name}: created" for name in SCHEMAS]
    for name, expected in SCHEMAS.items():
        assert (tmp_path / "out" / name).read_text("utf-8") == expected
    done = ankigen("schema", "--out", "out", cwd=tmp_path)
    assert done.stdout.count("already there") == len(SCHEMAS)


def test_schemas_of_a_deck_propose_the_keys_that_it_has(tmp_path: Path) -> None:
    out, deck = tmp_path.as_posix(), SAMPLE.as_posix()
    assert ankigen("schema", "--out", out, "--deck", deck, cwd=ROOT).returncode == 0
    common = json.loads((tmp_path / "common.schema.json").read_text("utf-8"))["$defs"]
    proposed = {name: common[name]["examples"] for name in ("workKey", "subject", "topic", "level")}
    assert proposed == {
        "workKey": ["un-treaty-collection", "vienna-convention"],
        "subject": ["ppkn"],
        "topic": ["treaties", "law"],
        "level": [1, 2],
    }
    assert "ratification" in common["related"]["items"]["examples"]


@pytest.mark.parametrize("name", ["settings.json", "extensions.json"])
def test_this_repository_has_the_editor_files_that_new_decks_get(name: str) -> None:
    ours = (ROOT / ".vscode" / name).read_text("utf-8")
    assert ours == skeletons.skeleton(name)
    json.loads(ours)


def test_every_shipped_file_starts_with_its_modeline() -> None:
    for path in [*ROOT.glob("decks/*/*.yaml"), *SAMPLE.glob("*.yaml")]:
        text = path.read_text("utf-8")
        kind = parse_text(path.name, text).data["kind"]
        target = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert target, path
        assert (path.parent / target[1]).resolve() == ROOT / "schema" / f"{kind}.schema.json"


REPLACED = {
    # What a newcomer writes in place of the placeholders, in their order.
    "term": [
        ("teks tentang dumping duty", "bea antidumping"),
        ("text about dumping duty", "anti-dumping duty"),
        ("tulis definition di sini", "pungutan atas barang impor yang dijual terlalu murah"),
        ("write the definition here", "a charge on imported goods that are sold too cheaply"),
    ],
    "goal": [
        ("teks tentang dumping duty", "Untuk apa suatu negara memungut bea antidumping?"),
        ("text about dumping duty", "What does a state charge anti-dumping duties for?"),
        ("tulis answer di sini", "Melindungi industri dalam negeri"),
        ("write the answer here", "To protect its own industry"),
        ("tulis explanation di sini", "Barang impor yang terlalu murah mematikan pabrik setempat."),
        ("write the explanation here", "Imports that are too cheap ruin local factories."),
    ],
    "organisation": [
        ("teks tentang dumping duty", "Organisasi Kakao Antarbenua"),
        ("text about dumping duty", "Intercontinental Cocoa Organisation"),
        ("tulis answer di sini", "menstabilkan harga biji kakao"),
        ("write the answer here", "to steady the price of cocoa beans"),
    ],
}
SOURCE = [
    ("Judul karya — Title of the work", "Bea Masuk Antidumping"),
    ("Penerbit — Publisher", "Kementerian Perdagangan"),
    ("https://example.org/", "https://kemendag.go.id/bea-masuk-antidumping"),
]


@pytest.mark.parametrize("kind", some(kinds.kinds(), 2))
def test_lint_asks_for_nothing_more_where_all_placeholders_are_replaced(
    kind: str, tmp_path: Path
) -> None:
    shutil.copytree(SHIPPED, tmp_path / "decks" / "shipped")
    shutil.copy(ROOT / "ankigen.toml", tmp_path)
    made = ankigen("new", kind, "dumping-duty", "--topic", "trade", cwd=tmp_path).stdout
    assert {line.split(": ")[1] for line in found(tmp_path)} == {"error[example-left]"}
    path = tmp_path / made.split(":")[0]
    text = path.read_text("utf-8")
    for old, new in (*REPLACED[kind], *SOURCE):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    assert found(tmp_path) == set()
    assert ankigen("fmt", "--check", "-q", cwd=tmp_path).returncode == 0


def found(root: Path) -> set[str]:
    """Return what lint finds, line by line; a note that is added last moves no other."""
    done = ankigen("lint", "--strict", "--format", "concise", "--all", cwd=root)
    return {line for line in done.stdout.splitlines() if ": error[" in line}
