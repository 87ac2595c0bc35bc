"""Plants one fault of each rule in the data of a sound deck, at a random place."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from ankigen.lint.numbers import figures, spelled

Note = dict[str, Any]
Files = dict[str, dict[str, Any]]
"""The data of a deck's files, by their names."""


@dataclass(frozen=True)
class Planted:
    """A fault in a copy of the deck: the rule that must find it, and the note."""

    code: str
    key: str


class Garden:
    """The notes of a deck, and a generator that chooses among them."""

    def __init__(self, files: Files, seed: int) -> None:
        self.files = copy.deepcopy(files)
        self.random = random.Random(seed)
        self.taken: set[str] = set()
        self.made = 0

    def notes(self, kind: str) -> list[Note]:
        return [
            note
            for file in self.files.values()
            if file["kind"] == kind
            for note in file["notes"]
            if note["key"] not in self.taken and "lint" not in note
        ]

    def pick(self, kind: str, fits: Callable[[Note], Any] = lambda _note: True) -> Note:
        note: Note = self.random.choice([note for note in self.notes(kind) if fits(note)])
        self.taken.add(note["key"])
        return note

    def add(self, kind: str, *, beside: Note | None = None, **values: Any) -> Note:
        """Add a sound note of our own to the end of a file: any, or that of another note."""
        self.made += 1
        files = [f for f in self.files.values() if f["kind"] == kind]
        if beside is not None:
            files = [f for f in files if beside in f["notes"]]
        file = self.random.choice(files)
        note = {"key": f"planted-{self.made}", **values}
        note.setdefault("sources", [{"title": "Planted", "url": "https://planted.example.org"}])
        file["notes"].append(note)
        self.taken.add(note["key"])
        return note

    def question(self, one: str, other: str, answer: tuple[str, str], **more: Any) -> Note:
        return self.add(
            "goal",
            category="role",
            question={"id": one, "en": other},
            answer={"id": answer[0], "en": answer[1]},
            **more,
        )


def text(one: str, other: str) -> dict[str, str]:
    return {"id": one, "en": other}


PICTURE = {
    "file": "planted.svg",
    "alt": text("beberapa garis lengkung", "some curved lines"),
    "licence": "CC0-1.0",
    "source": "Planted",
}


def answer_in_front(garden: Garden) -> Note:
    note = garden.pick("term", lambda n: "no_reverse" not in n)  # it is asked backwards
    language = garden.random.choice(("id", "en"))
    note["definition"][language] = f"{note['term'][language]} {note['definition'][language]}"
    return note


def same_front(garden: Garden) -> Note:
    note = garden.pick(
        "goal",
        lambda n: not {"as_of", "heading", "hint"} & n.keys() and not _counts(n["question"]["id"]),
    )
    return garden.add(
        "goal",
        beside=note,
        category="role",
        question=text(note["question"]["id"], "What grows on the roof of a lonely lighthouse?"),
        answer=text("Lumut hijau kebiruan", "Bluish moss"),
    )


def near_duplicate(garden: Garden) -> Note:
    note = garden.pick(
        "goal", lambda n: n["question"]["en"].startswith("What") and "as_of" not in n
    )
    question = text(f"Coba sebut: {note['question']['id']}", f"Say: {note['question']['en']}")
    more = {key: note[key] for key in ("heading", "hint") if key in note}
    return garden.add(
        "goal",
        beside=note,
        category="role",
        question=question,
        answer=dict(note["answer"]),
        **more,
    )


def ambiguous_abbreviation(garden: Garden) -> Note:
    note = garden.pick("organisation", lambda n: isinstance(n.get("abbreviation"), dict))
    return garden.add(
        "organisation",
        beside=note,
        type="organisation",
        name=text("Paguyuban Lampion", "Lantern Fellowship"),
        abbreviation=dict(note["abbreviation"]),
        called=text("Paguyuban Lampion", "the Lantern Fellowship"),
    )


def _counts(said: str) -> bool:
    return bool(figures(said, "id") or spelled(said, "id"))


def _told(garden: Garden) -> tuple[Note, str]:
    language = garden.random.choice(("id", "en"))
    return garden.pick("term", lambda n: "explanation" in n), language


def unexpanded_abbreviation(garden: Garden) -> Note:
    note, _ = _told(garden)
    note["explanation"]["id"] += " Hal ini dicatat QZKW."
    note["explanation"]["en"] += " The QZKW keeps a record."
    return note


def answer_too_long(garden: Garden) -> Note:
    note = garden.pick("goal")
    language = garden.random.choice(("id", "en"))
    more = {
        "id": " dan semua hal lain yang menyertainya sejak dahulu sampai nanti di setiap kota"
        " yang ramai",
        "en": " and all the other things that have gone with it from of old in every large town",
    }
    note["answer"][language] += more[language]
    return note


def long_enumeration(garden: Garden) -> Note:
    note = garden.pick("goal")
    note["answer"] = text(
        "Kapur, tikar, lampu, kursi, meja, dan papan",
        "Chalk, mats, lamps, chairs, tables and boards",
    )
    note.pop("example", None)
    return note


def yes_no_question(garden: Garden) -> Note:
    return garden.question(
        "Benarkah kuda nil berenang malam hari?",
        "Do hippos swim at night?",
        ("Tidak", "No"),
    )


def question_without_subject(garden: Garden) -> Note:
    return garden.question(
        "Apa warna bendera tersebut?", "What colour has this banner?", ("Jingga", "Orange")
    )


def volatile_without_as_of(garden: Garden) -> Note:
    note = garden.pick("goal", lambda n: "as_of" not in n)
    note["question"]["id"] = f"Saat ini, {note['question']['id']}"
    return note


def stale_as_of(garden: Garden) -> Note:
    note = garden.pick(
        "organisation",
        lambda n: (
            "members" in n
            and n.get("status", {}).get("state", "active") == "active"
            and str(n["members"]["as_of"]) >= "2024"
            and "members" not in n.get("skip", [])
            and str(n.get("founded", {}).get("date", "9")) < "1990"
        ),
    )
    note["members"]["as_of"] = "2005-05"
    return note


def source_missing(garden: Garden) -> Note:
    note = garden.pick("goal", lambda n: n["level"] != 1)
    del note["sources"]
    return note


def example_left(garden: Garden) -> Note:
    note = garden.pick("term")
    note["sources"].append({"title": "Judul halaman", "url": "https://planted.example.org/2"})
    return note


def source_twice(garden: Garden) -> Note:
    note = garden.pick("goal", lambda n: n["level"] != 1 and isinstance(n["sources"][0], str))
    note["sources"] = [note["sources"][0], {"work": note["sources"][0]}]
    return note


def core_unsound(garden: Garden) -> Note:
    note = garden.pick("goal", lambda n: n["level"] == 1)
    note["sources"] = [{"title": "Koran Rekaan", "type": "press", "url": "https://planted.example"}]
    return note


def link_refused(garden: Garden) -> Note:
    note = garden.pick("term", lambda n: n["level"] == 2)
    note["sources"] = [{"title": "Planted", "url": "https://www.scribd.com/document/1/planted"}]
    return note


def link_insecure(garden: Garden) -> Note:
    note = garden.pick("term")
    note["sources"].append({"title": "Planted", "url": "http://www.un.org/planted"})
    return note


def link_shortened(garden: Garden) -> Note:
    note = garden.pick("term")
    note["sources"].append({"title": "Planted", "url": "https://bit.ly/planted"})
    return note


def link_blog(garden: Garden) -> Note:
    def has_site(note: Note) -> bool:
        return "website" in note and bool(note.get("founded", {}).get("sources"))

    note = garden.pick("organisation", lambda n: has_site(n) and n["key"] != "icrc")
    note["founded"]["sources"] = [{"title": "Blog", "url": "https://planted.blogspot.com/1"}]
    return note


def date_impossible(garden: Garden) -> Note:
    note = garden.pick("organisation", lambda n: "founded" in n and "indonesia" in n)
    note["indonesia"]["since"] = "1701"
    return note


def contradiction(garden: Garden) -> Note:
    heir, other = garden.pick("organisation"), garden.pick("organisation")
    return garden.add(
        "organisation",
        type="organisation",
        name=text("Paguyuban Obor", "Torch Fellowship"),
        status={
            "state": "succeeded",
            "date": "1990-01",
            "successor": heir["key"],
            "successor_name": dict(other["name"]),
        },
    )


def dissolved_in_present(garden: Garden) -> Note:
    note, _ = _told(garden)
    over = ("dissolved", "succeeded")
    body = garden.pick("organisation", lambda n: n.get("status", {}).get("state") in over)
    note["explanation"]["id"] += f" {body['name']['id']} masih menerbitkan majalah."
    note["explanation"]["en"] += f" {body['name']['en']} still publishes a magazine."
    return note


def translation_missing(garden: Garden) -> Note:
    note, language = _told(garden)
    note["explanation"][language] = "TODO"
    return note


def _plain(note: Note) -> bool:
    """Whether a note's explanation has no abbreviation that would lose its only other place."""
    said = note.get("explanation", {})
    same = note["term"]["id"] == note["term"]["en"]
    return bool(said) and not same and not re.search(r"[A-Z]{2}|[0-9]", said["id"] + said["en"])


def copied_translation(garden: Garden) -> Note:
    note = garden.pick("term", _plain)
    note["explanation"]["en"] = note["explanation"]["id"]
    return note


def wrong_language(garden: Garden) -> Note:
    note = garden.pick("term", lambda n: _plain(n) and "“" not in n["explanation"]["id"])
    note["explanation"]["en"] = "Kata ini sering dipakai dalam berita tentang hubungan antarbangsa."
    return note


def numbers_differ(garden: Garden) -> Note:
    note, language = _told(garden)
    note["explanation"][language] += {"id": " Ada 4711.", "en": " There are 4711."}[language]
    return note


def punctuation_differs(garden: Garden) -> Note:
    note = garden.pick("goal", lambda n: n["question"]["id"].endswith("?"))
    language = garden.random.choice(("id", "en"))
    note["question"][language] = note["question"][language].rstrip("?")
    return note


def non_standard_indonesian(garden: Garden) -> Note:
    note, _ = _told(garden)
    wrong = garden.random.choice(("kerjasama", "praktek", "resiko", "antar negara", "Propinsi"))
    note["explanation"]["id"] += f" Ini soal {wrong} biasa."
    note["explanation"]["en"] += " It is an ordinary thing."
    return note


def confusable_characters(garden: Garden) -> Note:
    note, language = _told(garden)
    said = note["explanation"][language]
    at = garden.random.choice([i for i, char in enumerate(said) if char == " "])
    note["explanation"][language] = f"{said[:at]}\u00a0{said[at + 1 :]}"
    return note


def media_unlicensed(garden: Garden) -> Note:
    note = garden.pick("term")
    note["picture"] = {**PICTURE, "licence": "unknown"}
    return note


def media_alt(garden: Garden) -> Note:
    note = garden.pick("term")
    note["picture"] = {**PICTURE, "alt": text("gambar", "picture")}
    return note


def media_too_big(garden: Garden) -> Note:
    note = garden.pick("term")
    note["picture"] = {**PICTURE, "file": "big.svg"}
    return note


def unused_ignore(garden: Garden) -> Note:
    note = garden.pick("goal")
    note["lint"] = {"ignore": ["media-too-big"], "because": "Planted."}
    return note


PLANTERS: tuple[Callable[[Garden], Note], ...] = (
    answer_in_front,
    same_front,
    near_duplicate,
    ambiguous_abbreviation,
    unexpanded_abbreviation,
    answer_too_long,
    long_enumeration,
    yes_no_question,
    question_without_subject,
    volatile_without_as_of,
    stale_as_of,
    source_missing,
    example_left,
    source_twice,
    core_unsound,
    link_refused,
    link_insecure,
    link_shortened,
    link_blog,
    date_impossible,
    contradiction,
    dissolved_in_present,
    translation_missing,
    copied_translation,
    wrong_language,
    numbers_differ,
    punctuation_differs,
    non_standard_indonesian,
    confusable_characters,
    media_unlicensed,
    media_alt,
    media_too_big,
    unused_ignore,
)


def plant(files: Files, seed: int) -> tuple[Files, list[Planted]]:
    """Return a copy of a deck with one fault of each rule, and what was planted where."""
    garden = Garden(files, seed)
    planted = [
        Planted(planter.__name__.replace("_", "-"), planter(garden)["key"]) for planter in PLANTERS
    ]
    return garden.files, planted


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice: decks have no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dump(data: dict[str, Any]) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
