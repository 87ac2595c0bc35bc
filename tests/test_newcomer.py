"""What a newcomer adds by one page or one folder: a fact, a kind of note, a language."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from ankigen import kinds
from ankigen.anki.oracle import Reader
from tests.support import anki
from tests.support.apkg import database, members, rows
from tests.support.decks import ROOT
from tests.support.extent import some
from tests.support.malay import add_malay, only, with_malay, write_deck
from tests.support.newcomer import Tree, contents

TODAY = "2026-12-01"
PAGE = "ankigen/kinds/organisation.py"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Return what is in the packages of the sample deck before anybody changes anything."""
    return contents(Tree(tmp_path_factory.mktemp("before")).build())


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the derived files before anybody changes anything."""
    return Tree(tmp_path_factory.mktemp("derived")).derived()


def added(old: str, new: str) -> list[str]:
    """Return the lines that are new; none may be gone."""
    known = old.splitlines()
    lines = iter(new.splitlines())
    extra = []
    for line in known:
        for other in lines:
            if other == line:
                break
            extra.append(other)
        else:
            raise AssertionError(f"gone: {line}")
    return [*extra, *lines]


def fields_of(package: Path, key: str) -> list[str]:
    """Return the fields of the only note of a package with a key."""
    (found,) = [row[0] for row in rows(package, "select flds from notes") if row[0].startswith(key)]
    return str(found).split("\x1f")


# -- a fact ---------------------------------------------------------------------------

MOTTO = '''\
class Motto(Fact, frozen=True, kw_only=True):
    """What it says of itself in a few words."""

    TITLE: ClassVar = "Motto"
    ABOUT: ClassVar = "Semboyan. — Motto."

    text: Annotated[Label, about("Semboyannya. — The motto itself.")]


'''
ASKED = """\
def _motto(note: Organisation, variant: Variant) -> Asked | None:
    fact = note.motto
    if fact is None:
        return None
    language = variant.asks
    question = phrase("forward", language, "motto", _past(note))
    return _asked(note, variant, fact, question, fact.text.in_language(language))


"""
WHY = "        why:\n          id: salah\n          en: wrong\n"
WITH_MOTTO = """\
    motto:
      text:
        id: Satu visi, satu identitas, satu komunitas
        en: One vision, one identity, one community
"""


@pytest.fixture(scope="module")
def fact(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Return a tree in which organisations have a motto."""
    tree = Tree(tmp_path_factory.mktemp("fact"))
    tree.insert(PAGE, "class Event(Record", MOTTO)
    tree.insert(PAGE, "    website: Annotated", "    motto: Maybe[Motto] = None\n")
    tree.insert(PAGE, "def _translated_name(", ASKED)
    tree.insert(PAGE, '        _fact("name"', '        _fact("motto", _motto),\n')
    tree.say("id", "forward", motto="Apa semboyan {c}?")
    tree.say("en", "forward", motto="What is the motto of {c}?")
    return tree


def motto_deck(tree: Tree, key: str, motto: str) -> str:
    """Make a copy of the sample deck in which ASEAN has a motto; return its organisations."""
    shutil.copytree(tree.folder / "decks" / "sample", tree.folder / "decks" / key)
    file = f"decks/{key}/organisations.yaml"
    tree.insert(file, "    level: 1\n", motto)
    deck = tree.text(f"decks/{key}/deck.yaml")
    deck = deck.replace("key: sample", f"key: {key}").replace("aaaabbbbccccdddd", "e" * 16)
    tree.write(f"decks/{key}/deck.yaml", deck.replace("Contoh Dek", key))
    return file


def test_packages_without_the_new_fact_stay_as_they_are(
    fact: Tree, before: dict[str, dict[str, bytes]]
) -> None:
    assert contents(fact.build()) == before


def test_a_new_fact_is_in_what_is_derived(fact: Tree, derived: dict[str, str]) -> None:
    after = fact.derived()
    names = "tests/golden/fact_names.txt"
    assert added(derived[names], after[names]) == ["organisation/motto"]
    note = json.loads(after["schema/organisation.schema.json"])["$defs"]["note"]["properties"]
    assert note["motto"]["required"] == ["text"]
    assert note["motto"]["properties"]["text"]["description"] == "Semboyannya. — The motto itself."
    assert "motto" in note["skip"]["items"]["enum"]
    assert "motto" in note["retired_facts"]["properties"]
    assert [name for name in derived if derived[name] != after[name]] == [
        "schema/organisation.schema.json",
        "docs/format.md",
        names,
    ]
    asked = "Yang ditanyakan — What is asked: "
    page = after["docs/format.md"]
    (facts,) = [line for line in page.splitlines() if line.startswith(asked + "`abbreviation`")]
    assert facts.endswith("`indonesia`, `motto`, `name`.")
    assert "| `motto` |  | [Motto](#motto--motto) | Semboyan. | Motto. |  |" in page
    assert "### `motto` — Motto\n\nSemboyan. — Motto.\n" in page
    assert " | Semboyannya. | The motto itself. |  |" in page


def test_a_deck_with_the_new_fact_is_sound(fact: Tree) -> None:
    file = motto_deck(fact, "mottoes", WITH_MOTTO)
    assert fact.found("validate", "decks/mottoes") == []
    assert fact.found("lint", "decks/mottoes", "--today", TODAY) == [
        line.replace("decks/sample", "decks/mottoes")
        for line in lowered(fact.found("lint", "decks/sample", "--today", TODAY), 4)
    ]
    assert fact.run("ankigen", "fmt", "--check", file).returncode == 0
    packages = fact.build("mottoes")
    card = fields_of(packages["bilingual"].with_name("mottoes.en.apkg"), "mottoes/asean/motto")
    assert card[2:5] == [
        "Association of Southeast Asian Nations (ASEAN)",
        "What is the motto of <strong>ASEAN</strong>?",
        "One vision, one identity, one community",
    ]
    card = fields_of(packages["id"], "mottoes/asean/motto")
    assert card[3] == "Apa semboyan <strong>ASEAN</strong>?"
    (tags,) = rows(packages["id"], "select tags from notes where flds like 'mottoes/asean/motto%'")
    assert "ankigen::mottoes::fact::motto" in tags[0].split()
    assert "What is the motto of" in preview(fact, "mottoes", "asean")
    assert "Motto" not in fact.ankigen("stats", "decks/mottoes")


def lowered(lines: list[str], by: int) -> list[str]:
    """Move what was found below the motto of the first organisation down."""
    return [
        re.sub(r"(organisations\.yaml):(\d\d+)", lambda m: f"{m[1]}:{int(m[2]) + by}", line)
        for line in lines
    ]


def preview(tree: Tree, deck: str, *keys: str) -> str:
    out = tree.folder / "dist" / f"{deck}.html"
    notes = [part for key in keys for part in ("--note", key)]
    tree.ankigen("preview", f"decks/{deck}", *notes, "--out", out.as_posix())
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "motto", "told"),
    [
        (
            "one-language",
            "    motto:\n      text:\n        id: Satu visi\n",
            '56:7: error[missing-key]: "en" is missing (add  en: …)',
        ),
        (
            "no-mapping",
            "    motto: Satu visi\n",
            "55:12: error[wrong-type]: motto must be a mapping, not text",
        ),
        (
            "misspelt",
            "    moto:\n      text:\n        id: Satu visi\n        en: One vision\n",
            '55:5: error[unknown-key]: "moto" is not a known key here',
        ),
        (
            "skipped",
            "    skip:\n      - moto\n",
            '56:9: error[bad-choice]: skip #1 cannot be "moto"',
        ),
        (
            "retired",
            "    retired_facts:\n      moto:\n" + WHY,
            '56:7: error[unknown-key]: "moto" is not a known key here',
        ),
    ],
)
def test_a_wrong_value_of_the_new_fact_is_explained(
    key: str, motto: str, told: str, fact: Tree
) -> None:
    file = motto_deck(fact, key, motto)
    (line,) = fact.found("validate", f"decks/{key}")
    assert line.startswith(f"{file}:{told}")


def test_the_new_fact_may_be_skipped_and_retired(fact: Tree) -> None:
    motto_deck(fact, "silent", WITH_MOTTO + "    skip:\n      - motto\n")
    assert "motto" not in str(rows(fact.build("silent")["id"], "select flds from notes"))
    motto_deck(fact, "gone", WITH_MOTTO + f"    retired_facts:\n      motto:\n{WHY}")
    # What is retired before any release is shipped to nobody.
    assert "gone/asean/motto" not in str(rows(fact.build("gone")["id"], "select flds from notes"))


def test_new_notes_are_made_as_before(fact: Tree) -> None:
    fact.ankigen("new", "deck", "fresh", "--root", "fresh")
    said = fact.ankigen("new", "organisation", "x", "--root", "fresh")
    assert said.splitlines()[0] == "fresh/decks/fresh/organisations.yaml: created"
    assert "motto" in fact.text("fresh/decks/fresh/organisations.yaml").splitlines()[-1]
    assert fact.found("validate", "fresh/decks/fresh") == []


# -- a kind ---------------------------------------------------------------------------

PERSON_FILE = """\
# yaml-language-server: $schema=../../schema/person.schema.json
kind: person
notes:
  - key: adam-malik
    name:
      id: Adam Malik
      en: Adam Malik
    born:
      date: "1917-07-22"
    known_for:
      answer:
        id: menandatangani Deklarasi Bangkok bagi Indonesia
        en: signing the Bangkok Declaration for Indonesia
    sources:
      - title: Buku sejarah kelas XI (Pusat Perbukuan)
"""


@pytest.fixture(scope="module")
def kind(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Return a tree with a page about people."""
    tree = Tree(tmp_path_factory.mktemp("kind"))
    shutil.copy(ROOT / "tests" / "kinds" / "person.py", tree.folder / "ankigen" / "kinds")
    tree.say("id", "looks", person="Tokoh")
    tree.say("en", "looks", person="Person")
    tree.say("id", "kinds", person="tokoh")
    tree.say("en", "kinds", person="people")
    tree.say("id", "forward", born="{when} {c} lahir?", known_for="Karena apa {c} dikenal?")
    tree.say("en", "forward", born="{when} was {c} born?", known_for="What is {c} known for?")
    tree.say("id", "reverse", known_for="Siapa yang dikenal karena {answer}?")
    tree.say("en", "reverse", known_for="Who is known for {answer}?")
    return tree


@pytest.fixture(scope="module")
def people(kind: Tree) -> Tree:
    """Return a tree with a deck of the sample's notes and a person."""
    shutil.copytree(kind.folder / "decks" / "sample", kind.folder / "decks" / "people")
    deck = kind.text("decks/people/deck.yaml").replace("aaaabbbbccccdddd", "e" * 16)
    deck = deck.replace("key: sample", "key: people").replace("Contoh Dek", "Tokoh")
    kind.write("decks/people/deck.yaml", deck + "  - persons.yaml\n")
    kind.write("decks/people/persons.yaml", PERSON_FILE)
    return kind


def collection_of(package: dict[str, bytes]) -> tuple[dict[str, Any], list[Any], list[Any]]:
    """Return the note types, the notes and the cards of a package."""
    with database(package["collection.anki2"]) as collection:
        (models,) = collection.execute("select models from col").fetchone()
        notes = collection.execute("select * from notes").fetchall()
        return json.loads(models), notes, collection.execute("select * from cards").fetchall()


def structure(model: dict[str, Any]) -> tuple[Any, ...]:
    """Return what must never change of a note type, or an import is refused."""
    fields = [(field["name"], field["ord"], field["id"]) for field in model["flds"]]
    templates = [(each["name"], each["ord"], each["id"]) for each in model["tmpls"]]
    return model["id"], model["name"], model["sortf"], fields, templates


def test_a_new_kind_leaves_the_notes_of_the_others_as_they_are(
    kind: Tree, before: dict[str, dict[str, bytes]]
) -> None:
    after = contents(kind.build())
    assert list(after) == list(before)
    for name, package in before.items():
        models, notes, cards = collection_of(package)
        new_models, new_notes, new_cards = collection_of(after[name])
        assert (new_notes, new_cards) == (notes, cards)
        assert {each: package[each] for each in package if each != "collection.anki2"} == {
            each: after[name][each] for each in after[name] if each != "collection.anki2"
        }
        for number, model in models.items():
            assert structure(new_models[number]) == structure(model)
            # All that is new for readers of the old notes is a label that none of them has.
            label = "Person" if model["name"] == "ankigen (en)" else "Tokoh"
            assert added(model["css"], new_models[number]["css"]) == [
                f'.person .kind:empty::before {{ content: "{label}"; }}'
            ]
            assert new_models[number]["tmpls"] == model["tmpls"]


def test_a_new_kind_is_in_what_is_derived(kind: Tree, derived: dict[str, str]) -> None:
    after = kind.derived()
    names = "tests/golden/fact_names.txt"
    assert added(derived[names], after[names]) == ["person/born", "person/known-for"]
    assert set(after) - set(derived) == {"schema/person.schema.json"}
    assert [name for name in derived if derived[name] != after[name]] == [
        "schema/ankigen.schema.json",
        "docs/format.md",
        names,
    ]
    entry = json.loads(after["schema/ankigen.schema.json"])
    assert entry["properties"]["kind"]["enum"] == [
        "deck", "goal", "organisation", "person", "term", *kinds.companions(),
    ]  # fmt: skip
    schema = json.loads(after["schema/person.schema.json"])
    assert schema["description"] == "Berkas tokoh. — A file of people."
    assert schema["$defs"]["note"]["required"] == ["key", "name", "known_for"]
    assert schema["$defs"]["note"]["properties"]["retired_facts"]["properties"].keys() == {
        "born",
        "known_for",
    }
    page = after["docs/format.md"]
    section = page[page.index("## `kind: person`") : page.index("## `kind: term`")]
    assert section.startswith("## `kind: person`\n\nSeorang tokoh. — A person of history.\n")
    row = (
        "| `known_for` | ya — yes | [Known for](#known_for--known-for) | Dikenal karena apa. | What"
    )
    assert row in section
    assert section.endswith("Yang ditanyakan — What is asked: `born`, `known_for`.\n\n")


def test_a_deck_with_the_new_kind_is_sound(people: Tree) -> None:
    assert people.found("validate", "decks/people") == []
    assert people.found("lint", "decks/people", "--today", TODAY) == [
        line.replace("decks/sample", "decks/people")
        for line in people.found("lint", "decks/sample", "--today", TODAY)
    ]
    assert people.run("ankigen", "fmt", "--check", "decks/people").returncode == 0
    packages = people.build("people")
    card = fields_of(packages["en"], "people/adam-malik/known-for")
    assert card[2:7] == [
        "",
        "What is <strong>Adam Malik</strong> known for?",
        "Signing the Bangkok Declaration for Indonesia",
        "Who is known for signing the Bangkok Declaration for Indonesia?",
        "Adam Malik",
    ]
    card = fields_of(packages["id"], "people/adam-malik/born")
    assert card[3:5] == ["Kapan <strong>Adam Malik</strong> lahir?", "22 Juli 1917"]
    assert '"person":"people"' in preview(people, "people")
    assert re.search(r"^people +1 +3 +3 +0 +6$", people.ankigen("stats", "decks/people"), re.M)


def test_mistakes_in_the_new_kind_are_explained(people: Tree) -> None:
    shutil.copytree(people.folder / "decks" / "people", people.folder / "wrong")
    file = people.text("wrong/persons.yaml").replace("known_for", "knownfor")
    people.write("wrong/persons.yaml", file.replace("1917-07-22", "22-07-1917"))
    assert people.found("validate", "wrong") == [
        'wrong/persons.yaml:9:13: error[bad-pattern]: "22-07-1917" does not have the form of date'
        ' (did you mean "1917-07-22"?)',
        'wrong/persons.yaml:10:5: error[unknown-key]: "knownfor" is not a known key here'
        ' (did you mean "known_for"?)',
    ]


def test_new_notes_of_the_new_kind_are_made(kind: Tree) -> None:
    kind.ankigen("new", "deck", "fresh", "--root", "fresh")
    said = kind.ankigen("new", "person", "x", "--root", "fresh").splitlines()
    assert said[0] == "fresh/decks/fresh/persons.yaml: created"
    assert kind.data("fresh/decks/fresh/deck.yaml")["files"] == ["terms.yaml", "persons.yaml"]
    (note,) = kind.data("fresh/decks/fresh/persons.yaml")["notes"]
    assert note["known_for"]["answer"]["en"] == "write the answer here"
    assert (kind.folder / "fresh" / "schema" / "person.schema.json").is_file()
    assert kind.found("validate", "fresh/decks/fresh") == []
    assert kind.run("ankigen", "fmt", "--check", "fresh/decks/fresh").returncode == 0


# -- a language -----------------------------------------------------------------------

THREE: dict[str, Any] = {"languages": ["id", "en", "ms"], "translations": ["id-en", "id-ms"]}


@pytest.fixture(scope="module")
def malay(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Return a tree with Malay, a deck in three languages, and the same deck without Malay."""
    tree = Tree(tmp_path_factory.mktemp("malay"))
    add_malay(tree)
    write_deck(tree, "decks/plain", lambda text: text)
    write_deck(tree, "decks/three", with_malay, **THREE)
    return tree


@pytest.fixture(scope="module")
def packages(malay: Tree) -> dict[str, Path]:
    """Return the packages of the deck in three languages."""
    return malay.build("three")


def codes(lines: list[str]) -> list[str]:
    """Return what was found, whatever its place."""
    return sorted(re.sub(r"^\S+?/(\w+\.yaml):\S+ ", r"\1 ", line) for line in lines)


def test_a_deck_in_three_languages_is_sound(malay: Tree) -> None:
    assert malay.found("validate", "decks/three") == []
    plain = malay.found("lint", "decks/plain", "--today", TODAY)
    assert codes(malay.found("lint", "decks/three", "--today", TODAY)) == codes(plain)
    assert len(plain) == 11
    assert malay.found("validate", "decks/plain") == []


def test_a_language_leaves_the_packages_of_the_others_as_they_are(
    packages: dict[str, Path], malay: Tree, tmp_path: Path
) -> None:
    """Neither the tool with Malay nor the deck with Malay changes a byte for today's readers."""
    theirs = ["id.core", "id", "en.core", "en", "translation", "bilingual"]
    assert list(packages) == [*theirs, "ms.core", "ms", "id-ms"]
    untouched = Tree(tmp_path)
    write_deck(untouched, "decks/plain", lambda text: text)
    today = contents(untouched.build("plain"))
    assert list(today) == theirs
    assert contents(malay.build("plain")) == today
    assert {name: members(packages[name]) for name in today} == today


@pytest.mark.parametrize(
    "order",
    [
        ["ms.core", "id", "en", "translation", "bilingual", "ms", "id-ms"],
        ["id-ms", "bilingual", "ms", "translation", "en", "id", "ms.core"],
    ],
)
def test_all_packages_go_into_one_collection(order: list[str], packages: dict[str, Path]) -> None:
    reader = Reader()
    for name in order:
        reader.imports(packages[name])
    *logs, snapshot, check = reader.snapshot().check().run().results
    assert all(not log.conflicting and not log.updated and not log.refused for log in logs)
    wanted = {row for name in order for row in rows(packages[name], "select guid, flds from notes")}
    assert {(guid, "\x1f".join(note.fields)) for guid, note in snapshot.notes.items()} == wanted
    assert sum(len(log.new) for log in logs) == len(wanted) == 91
    ours = sorted(each.name for each in snapshot.note_types.values() if "ankigen" in each.name)
    assert ours == [f"ankigen ({name})" for name in ("en", "id", "id-en", "id-ms", "ms")]
    assert sorted(snapshot.decks) == [
        "Contoh Dek",
        "Contoh Dek::Bahasa Indonesia",
        "Contoh Dek::Bahasa Melayu",
        "Contoh Dek::English",
        "Contoh Dek::Terjemahan Indonesia-Inggris",
        "Contoh Dek::Terjemahan Indonesia-Melayu",
        "Default",
    ]
    assert (check.problems, check.empty_cards, check.unmade_cards) == ((), (), ())


Sides = dict[str, tuple[str, str]]
"""Front and back of cards by key and ordinal: ``asean/founded 1``."""


@pytest.fixture(scope="module")
def shown(packages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sides]:
    """Return what real Anki shows of every card, by note type."""
    found: dict[str, Sides] = {}
    with anki.collection(tmp_path_factory.mktemp("anki")) as col:
        for path in packages.values():
            anki.import_package(col, path)
        for number in col.find_cards(""):
            card = col.get_card(number)
            output = card.render_output()
            key = card.note()["Key"].removeprefix("sample/")
            back = output.answer_text.partition('<hr id="answer">')[2]
            sides = found.setdefault(card.note_type()["name"], {})
            sides[f"{key} {card.ord + 1}"] = (output.question_text, back)
    return found


def plain(html: str) -> str:
    """Return what a reader sees of a side."""
    return " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.S).split())


ASEAN = "Persatuan Negara-Negara Asia Tenggara (ASEAN)"
IN_ENGLISH = "Bahasa Inggeris: Association of Southeast Asian Nations ."
MALAY_CARDS = {
    "asean/abbreviation 1": (
        "Apakah nama penuh ASEAN dalam bahasa Melayu?",
        f"Persatuan Negara-Negara Asia Tenggara {IN_ENGLISH}",
    ),
    "asean/abbreviation 2": (
        "Apakah singkatan bagi Persatuan Negara-Negara Asia Tenggara ?",
        f"ASEAN {IN_ENGLISH}",
    ),
    "asean/purpose 1": (
        f"{ASEAN} Apakah tujuan utama ASEAN ?",
        "Memajukan ekonomi, sosial dan kebudayaan rantaunya",
    ),
    "asean/purpose 2": (
        "Pertubuhan apakah yang bertujuan memajukan ekonomi, sosial dan kebudayaan rantaunya?",
        ASEAN,
    ),
    "asean/founded 1": (f"{ASEAN} Bilakah ASEAN ditubuhkan?", "8 Ogos 1967"),
    "asean/founding-document 1": (
        f"{ASEAN} Dokumen apakah yang menjadi asas penubuhan ASEAN ?",
        "Deklarasi Bangkok Diterima pakai: Bangkok, Thailand, 8 Ogos 1967.",
    ),
    "asean/headquarters 1": (
        f"{ASEAN} Di bandar manakah Sekretariat ASEAN terletak?",
        "Jakarta, Indonesia",
    ),
    "asean/members 1": (
        f"{ASEAN} Berapakah bilangan negara anggota ASEAN ?",
        "11 buah negara Setakat 26 Oktober 2025",
    ),
    "asean/indonesia 1": (
        f"{ASEAN} Apakah hubungan Indonesia dengan ASEAN ?",
        "Anggota pengasas sejak 8 Ogos 1967"
        " 8 Ogos 1967: Adam Malik menandatangani deklarasi itu"
        " Februari 1976: sidang kemuncak pertama di Bali",
    ),
}


def test_a_malay_card_is_malay(shown: dict[str, Sides], packages: dict[str, Path]) -> None:
    cards = {
        key: (plain(front), plain(back))
        for key, (front, back) in shown["ankigen (ms)"].items()
        if key.startswith("asean/")
    }
    assert cards == {
        key: (
            front,
            f"{back} Sumber ASEAN asean.org Kunci nota: sample/{key[:-2]} Laporkan kesilapan",
        )
        for key, (front, back) in MALAY_CARDS.items()
    }
    ((models, decks),) = rows(packages["ms"], "select models, decks from col")
    (css,) = [model["css"] for model in json.loads(models).values()]
    assert '.organisation .kind:empty::before { content: "Pertubuhan"; }' in css
    (page,) = [d["desc"] for d in json.loads(decks).values() if d["name"].endswith("Melayu")]
    assert page.splitlines()[:3] == ["**Contoh** — Dek kecil untuk ujian.", "", "- 27 nota, 35 kad"]


def test_a_malay_translation_is_asked_both_ways(shown: dict[str, Sides]) -> None:
    cards = shown["ankigen (id-ms)"]
    assert [plain(cards[f"summit/term {number}"][0]) for number in (1, 2)] == [
        "Apa bahasa Melayunya konferensi tingkat tinggi ?",
        "Apa bahasa Indonesianya sidang kemuncak ?",
    ]
    assert sorted(cards) == [
        f"{key} {number}"
        for key in ("asean/name", "summit/term", "united-nations/name")
        for number in (1, 2)
    ]


def test_every_malay_card_says_that_it_is(shown: dict[str, Sides]) -> None:
    """So that a screen reader reads it with a Malay voice."""
    for key, (front, back) in shown["ankigen (ms)"].items():
        spoken = re.sub(r'<span lang="en">Association of Southeast Asian Nations</span>', "", back)
        assert re.findall(r'lang="(\w+)"', front + spoken) == ["ms"] * 4, key
    for key, (front, back) in shown["ankigen (id-ms)"].items():
        answer = "ms" if key.endswith("1") else "id"
        assert re.findall(r'<\w+ class="(?:face|back|answer)[^>]* lang="(\w+)"', front + back) == [
            "id",
            "id",
            answer,
        ], key


def preview_data(tree: Tree, deck: str) -> Any:
    """Return what the preview of a deck shows."""
    page = preview(tree, deck)
    found = re.search(r'type="application/json"[^>]*>(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_the_preview_shows_malay(malay: Tree) -> None:
    data = preview_data(malay, "three")
    assert {name: look["label"] for name, look in data["variants"].items()} == {
        "id": "Bahasa Indonesia",
        "en": "English",
        "id-en": "Terjemahan Indonesia-Inggris",
        "ms": "Bahasa Melayu",
        "id-ms": "Terjemahan Indonesia-Melayu",
    }
    assert (data["variants"]["id-ms"]["asks"], data["variants"]["id-ms"]["answers"]) == ("id", "ms")
    asked = [card["asks"] for card in data["cards"] if card["variant"] == "ms"]
    assert "Bilakah ASEAN ditubuhkan?" in asked


@pytest.mark.parametrize(
    ("line", "command", "lacks"),
    [
        ("  source: Sumber\n", ["build", "decks/three", "--no-cache"], "labels source"),
        (
            '  founded/founded: "{when} {c} ditubuhkan?"\n',
            ["build", "decks/three", "--no-cache"],
            "forward founded/founded",
        ),
        (
            "  placeholder: tulis {key} di sini\n",
            ["new", "term", "x", "--deck", "decks/three"],
            "language placeholder",
        ),
    ],
)
def test_what_a_language_lacks_is_named(
    line: str, command: list[str], lacks: str, tmp_path: Path
) -> None:
    tree = Tree(tmp_path)
    add_malay(tree)
    write_deck(tree, "decks/three", with_malay, **THREE)
    file = "ankigen/languages/ms/cards.yaml"
    assert tree.text(file).count(line) == 1
    tree.write(file, tree.text(file).replace(line, ""))
    done = tree.run("ankigen", *command)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f"ankigen: error[language-lacks]: languages/ms/cards.yaml lacks {lacks}\n"
    )


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (
            {"languages": ["id", "en", "msa"]},
            '43:3: error[bad-choice]: languages #3 cannot be "msa"'
            ' (did you mean "ms"?; one of: id, en, ms)',
        ),
        (
            {"languages": ["id", "en", "ms"], "translations": ["id-en", "ms-fr"]},
            "46:3: error[pair-unknown]: the pair ms-fr is not of two languages of this deck"
            " (choose two of: id, en, ms)",
        ),
        (
            {"languages": ["id", "en", "ms"], "translations": ["ms-en", "en-ms"]},
            "46:3: error[pair-twice]: the pair en-ms is there already, the other way round"
            " (delete one of them; cards are asked both ways anyway)",
        ),
        (
            {"languages": ["id", "en", "ms"], "translations": ["en-ms", "en-id"]},
            "46:3: error[pair-words]: there are no sentences yet for translating en-id"
            " (write id-en; its cards are asked both ways)",
        ),
    ],
)
def test_a_deck_is_told_which_languages_there_are(
    keys: dict[str, Any], told: str, malay: Tree
) -> None:
    write_deck(malay, "wrong", with_malay, **keys)
    assert malay.found("validate", "wrong") == [f"wrong/deck.yaml:{told}"]


def test_a_text_that_lacks_a_language_of_its_deck_is_told(malay: Tree) -> None:
    write_deck(malay, "bare", lambda text: text, **THREE)
    found = malay.found("validate", "bare")
    assert {line.partition(": ")[2] for line in found} == {
        'error[missing-key]: "ms" is missing (add  ms: …)'
    }
    assert found[0].startswith("bare/deck.yaml:5:1: ")


def test_files_are_mended_and_laid_out_by_the_languages_of_their_deck(malay: Tree) -> None:
    write_deck(malay, "untidy", with_malay, **THREE)
    file = "untidy/terms.yaml"
    malay.write(file, malay.text(file).replace("definition:", "defintion:"))
    assert malay.ankigen("validate", "--fix", "untidy", "-q") == ""
    added_note = (
        "- key: treaty\n"
        "  term: {id: traktat, en: treaty, ms: triti}\n"
        "  definition: {id: satu, en: one, ms: satu}\n"
    )
    malay.write(file, malay.text(file) + added_note)
    malay.ankigen("fmt", "untidy")
    assert malay.text(file).endswith(
        "  - key: treaty\n"
        "    term:\n"
        "      id: traktat\n"
        "      en: treaty\n"
        "      ms: triti\n"
        "    definition:\n"
        "      id: satu\n"
        "      en: one\n"
        "      ms: satu\n"
    )
    assert malay.found("validate", "untidy") == []


def test_editors_are_given_the_languages_of_a_deck(malay: Tree) -> None:
    malay.ankigen("schema", "--out", "for-three", "--deck", "decks/three")
    common = json.loads(malay.text("for-three/common.schema.json"))["$defs"]
    assert common["label"]["required"] == ["id", "en", "ms"]
    assert common["label"]["properties"]["ms"]["description"] == (
        "Bahasa Melayu (Malaysia). — Malay (Malaysia)."
    )
    assert common["label"]["defaultSnippets"][0]["body"] == {"id": "$1", "en": "$2", "ms": "$3"}
    malay.ankigen("schema", "--out", "for-two")
    assert malay.text("for-two/common.schema.json") == (
        (ROOT / "schema" / "common.schema.json").read_text(encoding="utf-8")
    )


def test_a_new_note_has_the_languages_of_its_deck(malay: Tree) -> None:
    write_deck(malay, "young", with_malay, **THREE)
    malay.ankigen("new", "term", "treaty", "--deck", "young")
    *_, note = malay.data("young/terms.yaml")["notes"]
    assert note["term"] == {
        "id": "teks tentang treaty",
        "en": "text about treaty",
        "ms": "teks tentang treaty",
    }
    assert malay.found("validate", "young") == []


# -- other decks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("languages", "made"),
    some(
        [
            (["ms"], {"ms": 27}),
            (["id"], {"id": 27}),
            (["ms", "en"], {"en": 27, "ms": 27, "ms-en": 7}),
            (["en"], {"en": 27}),
            (["ms", "id"], {"id": 27, "ms": 27, "ms-id": 3}),
            (["en", "ms"], {"en": 27, "ms": 27, "en-ms": 7}),
        ],
        2,
    ),
    ids=str,
)
def test_a_deck_may_be_in_any_languages(
    languages: list[str], made: dict[str, int], malay: Tree
) -> None:
    """It validates, and nothing is found to be missing that is not in the deck."""
    name = "-".join(languages)
    sides = only(*languages)
    folder = f"decks/only-{name}"
    write_deck(malay, folder, lambda text: sides(with_malay(text)), languages=languages)
    assert malay.found("validate", folder) == []
    plain = codes(malay.found("lint", "decks/plain", "--today", TODAY))
    # The rules read no Malay, and what is written out nowhere is so in texts that they read.
    unread = "terms.yaml warning[unexpanded-abbreviation]" if languages == ["ms"] else "nothing"
    assert codes(malay.found("lint", folder, "--today", TODAY)) == [
        line for line in plain if not line.startswith(unread)
    ]
    packages = malay.build(f"only-{name}")
    assert {
        package: rows(path, "select count(*) from notes")[0][0]
        for package, path in packages.items()
    } == made | {f"{language}.core": 8 for language in languages}
    title = "Sample" if "en" in languages else "Contoh"
    shown = preview_data(malay, f"only-{name}")
    assert (shown["decks"], list(shown["variants"])) == ({"sample": title}, list(made))
    assert malay.ankigen("stats", folder).startswith(f"{title} (sample)\n")
