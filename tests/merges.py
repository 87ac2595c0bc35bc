"""Random reviews: a sheet goes out, its reader and the deck's authors both edit, it comes back.

``python -m tests.merges 10000`` runs so many. A model that knows nothing of YAML or of digests
says what each text must be afterwards; a review that disagrees is printed with its number.
"""

from __future__ import annotations

import random
import re
import sys
from dataclasses import dataclass, field

import yaml

from ankigen.edit import sheets
from ankigen.edit.merging import Merged, Row, base_of, merged, tidy
from ankigen.edit.retexting import retexted
from ankigen.edit.texts import Spot, texts_of

CODES = ("id", "en")

NOTE = """\
  # About {key}
  - key: {key}  # the key of {key}
{was}    term:
      id: {term-id}  # a word of {key}
      en: "{term-en}"
    definition:
      # What it is
      id: >-  # folded, {key}
        {definition-id}
        {more-id}
{definition}
    explanation: {{id: '{explanation-id}', en: {explanation-en}}}  # in braces, {key}
    sources:
      - work: a-work
        at:
          id: {at-id}
          en: |-
            {at-en}
{end}"""


@dataclass
class Note:
    """A note as the model has it: its texts by path and language, and the key that went out."""

    key: str
    texts: dict[tuple[str, str], str]
    was: list[str] = field(default_factory=list)
    retired: bool = False

    def block(self) -> str:
        said = {f"{path}-{code}": text for (path, code), text in self.texts.items()}
        first, _, rest = said["definition-id"].rpartition(" ")
        said |= {"definition-id": first, "more-id": rest}
        english = said.get("definition-en")
        line = f"      en: {english}" if english else "      # no English yet"
        was = f"    was: [{', '.join(self.was)}]\n" if self.was else ""
        end = "    retired: {date: 2026-01-01, why: {id: usang, en: outdated}}\n\n"
        values = {"key": self.key, "was": was, "definition": line, **said}
        return NOTE.format_map(values | {"end": end if self.retired else "\n"})


class Review:
    """One review, from a number."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self.words = 0
        self.files = {
            f"d/{name}.yaml": [self.note(f"{name}-{n}") for n in range(self.random.randint(1, 2))]
            for name in ("one", "two")
        }

    def word(self) -> str:
        self.words += 1
        return f"kata{self.words}" + self.random.choice(["", "-x", "’s", "”", "é"])

    def some(self) -> str:
        words = [self.word() for _ in range(self.random.choice([2, 3, 3, 4, 18]))]
        return self.random.choice([" ", " ", " – "]).join(words)

    def note(self, key: str) -> Note:
        paths = ("term", "definition", "explanation", "at")
        texts = {(path, code): self.some() for path in paths for code in CODES}
        if self.random.random() < 0.4:
            del texts["definition", "en"]
        if self.random.random() < 0.3:
            texts["at", "id"] = self.random.choice(["1955-04-18 ", "12 Mei "]) + "pagi"
        return Note(key, texts)

    def yaml(self) -> dict[str, str]:
        head = "# A file of terms\nkind: term\nnotes:\n"
        return {
            name: head + "".join(note.block() for note in notes)
            for name, notes in self.files.items()
            if notes
        }

    def changed(self, text: str) -> str:
        """Change words of a text, as a person does."""
        words = text.split(" ")
        at = self.random.randrange(len(words))
        how = self.random.randrange(4)
        if how == 0 and len(words) > 1 and words[at] != "–":
            del words[at]
        elif how == 1:
            words.insert(at, self.word())
        elif how == 2:
            words += ["dan:", self.word(), "#", self.word()]
        else:
            words[at] = self.word()
        return " ".join(words)

    def by_authors(self) -> None:
        """Edit the deck: texts, keys, places of notes."""
        for notes in list(self.files.values()):
            for note in list(notes):
                for spot in list(note.texts):
                    if self.random.random() < 0.15 and spot[0] != "definition":
                        note.texts[spot] = self.plain(note.texts[spot])
                if ("definition", "en") not in note.texts and self.random.random() < 0.3:
                    note.texts["definition", "en"] = self.some()
                what = self.random.random()
                if what < 0.1:
                    notes.remove(note)
                elif what < 0.3:
                    place = self.random.choice(["d/one.yaml", "d/two.yaml", "d/three.yaml"])
                    notes.remove(note)
                    self.files.setdefault(place, []).append(note)
                elif what < 0.45:
                    note.was = [note.key] if self.random.random() < 0.7 else []
                    note.key = f"{note.key}-new"
                elif what < 0.55:
                    note.retired = True
            self.random.shuffle(notes)

    def agree(self, home: dict[str, Note], came: dict[Spot, str]) -> None:
        """Give the deck some of the texts that the reader sent as well."""
        for spot, text in came.items():
            place = ("at" if "[" in spot.path else spot.path, spot.language)
            plain = re.fullmatch("kata[a-z0-9 -]+", text) and spot.path != "definition"
            if plain and self.random.random() < 0.1:
                home[spot.key].texts[place] = text

    def plain(self, text: str) -> str:
        # The model writes its files without quoting anything.
        return " ".join([*text.split(" ")[1:], self.word()])

    def corrected_by_machine(self, text: str) -> str:
        for old, new in (("’", "'"), ("”", '"'), ("–", "-"), (" ", "\u00a0")):
            if self.random.random() < 0.5:
                text = text.replace(old, new)
        return self.random.choice(["", " "]) + text + self.random.choice(["", " ", "\u00a0"])


def run(number: int) -> list[Merged]:
    """Run a review and check it; return what became of its rows."""
    review = Review(number)
    dice = review.random
    out = texts_of(review.yaml(), CODES)
    home = {note.key: note for notes in review.files.values() for note in notes}
    before = {spot: said.text for spot, said in out.said.items()}
    assert len(before) == 8 * len(home)
    rows = [Row(spot, text, base_of(spot, text)) for spot, text in before.items()]
    back: list[Row] = []
    came: dict[Spot, str] = {}
    for row in rows:
        what = dice.random()
        text = row.text
        if what < 0.1:
            continue
        if what < 0.35:
            text = review.changed(text) if text else review.some()
            if dice.random() < 0.3:
                text = review.corrected_by_machine(text)
        elif what < 0.5 and text:
            text = review.corrected_by_machine(text)
        elif what < 0.53:
            text = ""
        back.append(Row(row.spot, text, row.base))
        came[row.spot] = tidy(text)
    dice.shuffle(back)
    review.by_authors()
    review.agree(home, came)
    sheet = sheets.Sheet("d", "-", len(rows), tuple(back))
    form = "xlsx" if number % 100 == 0 else "csv"
    read = sheets.read(sheets.written(sheet, form))
    assert {row.spot: tidy(row.text) for row in read.rows} == came
    files = review.yaml()
    texts = texts_of(files, CODES)
    done = merged(texts, read.rows)
    wanted = {each.said.spot: each.text for each in done if each.how == "taken" and each.said}
    after = files | retexted(texts, wanted)
    _hold(review, home, before, came, after, done)
    later = texts_of(after, CODES)
    for name, tree in texts.trees.items():
        new = later.trees[name].comments
        assert [c.text for c in tree.comments] == [c.text for c in new]
    # A sheet that comes back once more changes nothing: what was taken is there already.
    assert not [each for each in merged(later, read.rows) if each.how == "taken"]
    return done


def alike(text: str) -> str:
    """Return a text without the marks that a spreadsheet may change."""
    for old, new in (("’", "'"), ("”", '"'), ("–", "-"), ("\u00a0", " ")):
        text = text.replace(old, new)
    return text


def _hold(
    review: Review,
    home: dict[str, Note],
    before: dict[Spot, str],
    came: dict[Spot, str],
    after: dict[str, str],
    done: list[Merged],
) -> None:
    """Hold the outcome to the model, text by text."""
    said = {}
    for text in after.values():
        for note in yaml.load(text, yaml.CSafeLoader)["notes"]:
            blocks = {path: note[path] for path in ("term", "definition", "explanation")}
            blocks["at"] = note["sources"][0]["at"]
            said[note["key"]] = blocks
    left = {each.row.spot: each.row.text for each in done if each.left}
    alive = {id(note) for notes in review.files.values() for note in notes}
    for key, note in home.items():
        for path in ("term", "definition", "explanation", "at"):
            for code in CODES:
                full = "sources[a-work].at" if path == "at" else path
                spot = Spot(key, full, code)
                now, text = note.texts.get((path, code), ""), came.get(spot, before[spot])
                touched = alike(text) != alike(before[spot])
                there = id(note) in alive and key in (note.key, *note.was)
                wins = there and touched and bool(text) and now == before[spot]
                if id(note) in alive:
                    found = said[note.key][path].get(code, "")
                    assert alike(found) == alike(text if wins else now), (spot, found, text, now)
                    # Marks of words that no person touched are those of the deck.
                    marks = {alike(word): word for word in now.split()}
                    assert all(marks.get(alike(w), w) == w for w in found.split()), (spot, found)
                    assert wins or found == now, (spot, found)
                if touched and not wins and not (there and alike(text) == alike(now)):
                    assert left[spot] == text, spot
                else:
                    assert spot not in left, (spot, left[spot])


def main() -> None:
    """Run as many reviews as the command line says."""
    count = int(sys.argv[1])
    for number in range(count):
        try:
            run(number)
        except Exception:
            print(f"review {number}", file=sys.stderr)
            raise
    print(f"{count} reviews: every text accounted for")


if __name__ == "__main__":
    main()
