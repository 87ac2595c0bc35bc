"""Tables and a map → the data of notes, as files have it, and all that is not kept."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ankigen.bring.fields import Said, said
from ankigen.bring.maps import EVERY, Map, Spec, Target, filled, places, target_of
from ankigen.bring.tables import Found, Loss, Table
from ankigen.deck.media import unfit
from ankigen.edit.citing import key_of
from ankigen.folders import MEDIA_FOLDER
from ankigen.given import MAX_BYTES, portable
from ankigen.kinds import kinds, reader
from ankigen.kinds.base.drawings import slug
from ankigen.kinds.base.reading import Refused
from ankigen.kinds.base.records import PICTURE_NAME
from ankigen.kinds.base.shape import fields_of, is_record
from ankigen.kinds.base.text import Label, Text

MISSING = "TODO"
"""Keeps the place of a text that is not there yet: lint names each (``translation-missing``)."""

_KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_MOST = 64
_READERS = ("marked", "leech")
"""Tags that Anki gives for a reader, not for a deck."""

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class There:
    """What a deck has already: languages, topics, notes by kind, keys, a folder of media."""

    codes: tuple[str, ...]
    topics: frozenset[str] = frozenset()
    notes: Mapping[str, list[Data]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    media: Path = Path()


@dataclass(slots=True)
class Brought:
    """Notes by kind and file, media by the names that they get, and losses, each once."""

    notes: dict[tuple[str, str], list[Data]] = field(default_factory=dict)
    media: dict[str, Path] = field(default_factory=dict)
    lost: dict[Loss, None] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """The number of notes."""
        return sum(map(len, self.notes.values()))


def bring(found: Found, mapped: Map, there: There, origin: str) -> Brought:
    """Make notes of what a file holds; ``origin`` is where its pictures are said to be from."""
    return _Maker(found, there, origin).all(mapped)


class _Maker:
    def __init__(self, found: Found, there: There, origin: str) -> None:
        self.found = found
        self.there = there
        self.origin = origin
        self.done = Brought(lost=dict.fromkeys(found.lost))
        self.taken = set(there.keys)
        self.numbers: dict[str, int] = {}
        self.pictures: dict[str, str] = {}

    def all(self, mapped: Map) -> Brought:
        for table in self.found.tables:
            specs = [spec for spec in mapped.notes if spec.source == table.name]
            self.leave(table, specs)
            for spec in specs:
                self.table(table, spec)
        for name in self.found.media:
            if name not in self.pictures:
                self.lose("media", MEDIA_FOLDER, 0, "", name)
        return self.done

    def lose(self, why: str, table: str, row: int, column: str, value: str) -> None:
        self.done.lost[Loss(why, table, row, column, value)] = None

    def leave(self, table: Table, specs: Iterable[Spec]) -> None:
        """Tell what stands in columns that no note has a place for."""
        used = {name for spec in specs for name in spec.columns}
        for at, name in enumerate(table.columns):
            if name not in used:
                for number, row in enumerate(table.rows, table.first):
                    if row[at]:
                        self.lose("column", table.name, number, name, row[at])

    def table(self, table: Table, spec: Spec) -> None:
        targets = [(target_of(spec.kind, name), str(text)) for name, text in spec.fields.items()]
        row_maker = _Row(self, table, spec, targets)
        told = row_maker.told
        seen = {told(note) for note in self.there.notes.get(spec.kind, [])}
        notes = self.done.notes.setdefault((spec.kind, spec.file), [])
        for number, row in enumerate(table.rows, table.first):
            if not any(map(str.strip, row)):
                continue
            shown = len(self.pictures)
            data = row_maker.note(number, dict(zip(table.columns, row, strict=True)))
            if data is None:
                self.forget(shown)
                continue
            if (same := told(data)) in seen and any(same):
                self.lose("double", table.name, number, "", " | ".join(filter(None, row)))
                self.forget(shown)
                continue
            seen.add(same)
            data["key"] = self.key(data["key"])
            notes.append(data)

    def forget(self, shown: int) -> None:
        """Leave out the pictures behind the first ones: their row is not brought."""
        while len(self.pictures) > shown:
            del self.done.media[self.pictures.popitem()[1]]

    def key(self, wanted: str) -> str:
        """Return a key that no note has."""
        key, number = wanted, self.numbers.get(wanted, 1)
        while key in self.taken:
            number += 1
            key = f"{wanted[: _MOST - 8].rstrip('-')}-{number}"
        self.numbers[wanted] = number
        self.taken.add(key)
        return key

    def picture(self, name: str) -> str:
        """Return the name that a picture has in the deck, '' where there is none to show."""
        if name not in self.pictures and (file := self.found.media.get(name)):
            suffix = Path(name).suffix.lower()
            stem = slug(Path(name).stem)[:_MOST].strip("-") or "picture"
            number, wanted = 1, f"{stem}{suffix}"
            while wanted in self.done.media or _other(self.there.media / wanted, file):
                number += 1
                wanted = f"{stem}-{number}{suffix}"
            if not re.search(PICTURE_NAME, wanted) or not _fits(file, suffix):
                return ""
            self.pictures[name] = wanted
            self.done.media[wanted] = file
        return self.pictures.get(name, "")


def _other(place: Path, file: Path) -> bool:
    """Whether something else than a file lies in a place."""
    if not place.is_file() or place.is_symlink():
        return place.is_symlink() or place.exists()
    content = portable(file.read_bytes(), place.suffix)
    return place.stat().st_size != len(content) or place.read_bytes() != content


def _fits(file: Path, suffix: str) -> bool:
    """Whether a file is a picture that a deck may have, by its content."""
    named = file.with_name(f"picture{suffix}")
    file.rename(named)
    try:
        return named.stat().st_size <= MAX_BYTES and not list(unfit(named, ""))
    finally:
        named.rename(file)


class _Row:
    """Makes a note of a row of one table."""

    def __init__(
        self, maker: _Maker, table: Table, spec: Spec, targets: list[tuple[Target, str]]
    ) -> None:
        self.maker = maker
        self.table = table
        self.spec = spec
        self.targets = targets
        self.codes = maker.there.codes
        self.record = kinds()[spec.kind].record
        self.reader = reader(spec.kind, self.codes)
        self.order = {each.name: at for at, each in enumerate(fields_of(self.record))}
        self.sides = [
            (target.way[0], code)
            for target, _ in targets
            if len(target.way) == 1 and target.field.required and target.language
            for code in (self.codes if target.language == EVERY else (target.language,))
        ]

        texts = [spec.key, spec.tags]
        texts += [text for target, text in targets if target.way[-1] != "picture"]
        # Of these columns nothing but a picture is wanted.
        self.only_shown = sorted(spec.columns.difference(*map(places, texts)))

    def told(self, note: Data) -> tuple[str, ...]:
        """Return what tells a note from another: those of its needed texts that a map gives."""
        found = (note.get(name) for name, _ in self.sides)
        return tuple(
            str(text.get(code, "")) if isinstance(text, dict) else ""
            for text, (_, code) in zip(found, self.sides, strict=True)
        )

    def note(self, number: int, row: dict[str, str]) -> Data | None:
        """Return the data of a note; None where there is none, which is told."""
        cells = {
            name: said(row[name], self.table.html) for name in self.spec.columns if name in row
        }
        for name, cell in cells.items():
            for why, what in cell.lost:
                self.maker.lose(why, self.table.name, number, name, what)
        values = {name: cell.text for name, cell in cells.items()}
        data: Data = {}
        for target, text in self.targets:
            if target.way[-1] != "picture":
                self.put(data, target, filled(text, values), number, text)
        lacking = [
            text
            for target, text in self.targets
            if target.field.required and target.way[0] in self.needed and not _at(data, target.way)
        ]
        if lacking:
            self.lose_row("no-text", number, lacking[0], row)
            return None
        self.show(data, cells, number)
        _complete(self.record, data, self.codes)
        data["key"] = self.key(data, values)
        self.tag(data, filled(self.spec.tags, values), number)
        data = dict(sorted(data.items(), key=lambda item: self.order[item[0]]))
        try:
            self.reader.read(data)
        except Refused as error:
            self.lose_row("refused", number, str(error), row)
            return None
        return data

    @property
    def needed(self) -> frozenset[str]:
        return frozenset(each.name for each in fields_of(self.record) if each.required)

    def lose_row(self, why: str, number: int, column: str, row: dict[str, str]) -> None:
        said_ = " | ".join(filter(None, row.values()))
        self.maker.lose(why, self.table.name, number, column, said_)

    def put(self, data: Data, target: Target, text: str, number: int, column: str) -> None:
        """Put a value in its place; what does not fit there is told."""
        if not text:
            return
        *above, last = target.way
        here = data
        bare = target.field.bare
        value: Any = text
        if target.language:
            value = text.replace("\n", "; ") if issubclass(bare, Label) else text
            if len(value) > bare.most:
                self.maker.lose("too-long", self.table.name, number, column, value)
                return
            for name in above:
                here = here.setdefault(name, {})
            codes = self.codes if target.language == EVERY else (target.language,)
            here.setdefault(last, {}).update(dict.fromkeys(codes, value))
            return
        for name in above:
            here = here.setdefault(name, {})
        if last == "sources":
            host = urllib.parse.urlsplit(text).hostname if text.startswith("http") else ""
            value = [{"title": host, "url": text} if host else {"title": text[:300]}]
        elif last in ("subjects", "related"):
            value = re.split(r"[\s,;]+", text)
        elif bare is int and text.isdecimal() and len(text) < 18:
            value = int(text)
        here[last] = value

    def show(self, data: Data, cells: Mapping[str, Said], number: int) -> None:
        """Give a note the first of its pictures that can be shown; tell the others."""
        told = [(target.way, name) for target, text in self.targets for name in places(text)
                if target.way[-1] == "picture"]  # fmt: skip
        way = told[0][0] if told else ("picture",) if "picture" in self.order else ()
        order = dict.fromkeys([*(name for _, name in told), *cells])
        names = [(n, file) for n in order for file in cells.get(n, Said("")).pictures]
        names += [(n, cells[n].text) for _, n in told
                  if n in cells and cells[n].text in self.maker.found.media]  # fmt: skip
        for name in self.only_shown:
            text = cells[name].text if name in cells else ""
            if text and text not in self.maker.found.media:
                self.maker.lose("column", self.table.name, number, name, text)
        shown = ""
        for column, name in names:
            placed = "" if shown or not way else self.maker.picture(name)
            if not placed:
                self.maker.lose("picture", self.table.name, number, column, name)
                continue
            shown = placed
            here = data
            for part in way[:-1]:
                here = here.setdefault(part, {})
            here["picture"] = {
                "file": placed,
                "alt": dict.fromkeys(self.codes, MISSING),
                "licence": "unknown",
                "source": self.maker.origin,
            }

    def key(self, data: Data, values: dict[str, str]) -> str:
        """Return the key that a note asks for: as the map says, or of its first words."""
        if told := filled(self.spec.key, values):
            wanted = told if _KEY.fullmatch(told) and len(told) <= _MOST else key_of(told)
            if wanted:
                return wanted
        other = ""
        for code in sorted(self.codes, key=lambda code: code != "en"):
            for text in data.values():
                side = text.get(code, MISSING) if isinstance(text, dict) else MISSING
                key = "" if side == MISSING else key_of(str(side))
                if re.search("[a-z]", key):
                    return key
                # Digits alone name a note only where there is nothing else.
                other = other or key
        return other or self.spec.kind

    def tag(self, data: Data, tags: str, number: int) -> None:
        """Give a note its tags, as keys; one that a deck has a topic for is its topic."""
        kept: dict[str, None] = {}
        if len(tags) > Text.most:
            self.maker.lose("tag", self.table.name, number, self.spec.tags, tags)
            return
        for tag in re.split(r"[\s,;]+", tags):
            key = key_of(tag)
            if tag and (not key or tag.lower() in _READERS):
                self.maker.lose("tag", self.table.name, number, self.spec.tags, tag)
            elif key in self.maker.there.topics and "topic" not in data:
                data["topic"] = key
            elif key:
                kept[key] = None
                if key != tag:
                    self.maker.lose("tag-written", self.table.name, 0, "", f"{tag} → {key}")
        if kept:
            data["tags"] = list(kept)


def _at(data: Any, way: Iterable[str]) -> Any:
    for name in way:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def _complete(record: Any, data: Data, codes: tuple[str, ...]) -> None:
    """Mark the texts that a record needs, and the sides that a text needs, as missing."""
    for each in fields_of(record):
        is_text = isinstance(each.bare, type) and issubclass(each.bare, Text)
        value = data.get(each.name)
        if is_text and each.bare.complete and (each.required or value):
            data[each.name] = {code: (value or {}).get(code) or MISSING for code in codes}
        elif is_record(each.bare) and isinstance(value, dict):
            _complete(each.bare, value, codes)
