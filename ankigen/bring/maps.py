"""What becomes of a table's columns: ``map.yaml``, read, and proposed where there is none.

A map turns columns round: for each value of a note it has a text with the names of columns in
braces, ``question.en: "What is the capital of {Country}?"``; so several columns may become one
value, and a row several notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ankigen import languages
from ankigen.bring import packages
from ankigen.bring.fields import said
from ankigen.bring.headings import language_of, role_of
from ankigen.bring.tables import Found, Reading, Table
from ankigen.diagnostics import MisuseError
from ankigen.edit import skeletons
from ankigen.edit.citing import key_of
from ankigen.kinds import file_records, kinds
from ankigen.kinds.base.shape import Field, either, fields_of, is_record
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import FILE_NAME
from ankigen.lint.language import evidence
from ankigen.source import read_file

EVERY = "*"
"""Stands for every language of the deck: a name, a number, a word of a third language."""

_PLACE = re.compile(r"\{([^{}]+)\}")
_LISTS = ("sources", "subjects", "related")
_SAMPLE = 300


class Spec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"source": "from"}):
    """What notes each row of a table becomes: values by their way, as texts with columns."""

    source: str
    kind: str
    file: str
    fields: dict[str, str | int]
    key: str = ""
    tags: str = ""

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it has a place for."""
        texts = (self.key, self.tags, *map(str, self.fields.values()))
        return frozenset(name for text in texts for name in places(text))


class Map(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of a file; ``reading`` says how rows of a text are read."""

    notes: list[Spec]
    reading: Reading | None = None


def places(text: str) -> list[str]:
    """Return the names of columns in a text of a map."""
    return _PLACE.findall(text)


def filled(text: str, values: dict[str, str]) -> str:
    """Put values in place of columns; '' where it has places and all of them stay empty."""
    names = places(text)
    if names and not any(values.get(name) for name in names):
        return ""
    return _PLACE.sub(lambda found: values.get(found[1], ""), text).strip()


def read_map(path: Path) -> Map:
    """Read a map. Raises MisuseError for a file that is none."""
    source = read_file(path, path.as_posix())
    if not source.sound:
        raise _no_map(path, source.diagnostics[0].code)
    try:
        _demand_known(source.data)
        found = msgspec.convert(source.data, Map)
        for spec in found.notes:
            if spec.kind not in kinds():
                raise ValueError(f"kind: {spec.kind} ({', '.join(kinds())})")
            if not re.search(FILE_NAME, spec.file) or Path(spec.file).stem in file_records():
                raise ValueError(f"file: {spec.file}")
            for target in spec.fields:
                target_of(spec.kind, target)
    except ValueError as error:
        raise _no_map(path, str(error)) from None
    return found


def _demand_known(data: Any) -> None:
    """Raise ValueError for a key that a map has no use for, which names those that it has."""
    known = [each.encode_name for each in msgspec.structs.fields(Spec)]
    for spec in data["notes"] if isinstance(data, dict) and "notes" in data else ():
        for key in spec if isinstance(spec, dict) else ():
            if key not in known:
                raise ValueError(f"{key} ({', '.join(known)})")


def demand_fit(mapped: Map, found: Found, path: Path) -> None:
    """Raise MisuseError where a map names a table or a column that is not there."""
    tables = {table.name: table.columns for table in found.tables}
    for spec in mapped.notes:
        if spec.source not in tables:
            raise _no_map(path, f"from: {spec.source} ({', '.join(tables)})")
        for name in sorted(spec.columns.difference(tables[spec.source])):
            raise _no_map(path, f"{{{name}}} ({', '.join(tables[spec.source])})")


def _no_map(path: Path, reason: str) -> MisuseError:
    return MisuseError("import-map", path=path.as_posix(), reason=reason)


class Target(msgspec.Struct, frozen=True):
    """Where a value goes: the keys down to it, its language ('' for no text), and its field."""

    way: tuple[str, ...]
    language: str
    field: Field


def target_of(kind: str, name: str) -> Target:
    """Return what a name in a map means, ``answer.en``; raises ValueError for what is none."""
    record: Any = kinds()[kind].record
    *way, last = name.split(".")
    names = [*way, last]
    for depth, part in enumerate(names, 1):
        known = {each.name: each for each in fields_of(record)}
        if part not in known:
            break
        field = known[part]
        rest = names[depth:]
        sides = either(field.bare)
        record = sides[0] if sides else field.bare
        is_text = isinstance(field.bare, type) and issubclass(field.bare, Text)
        whole = part in (*_LISTS, "picture") or not is_record(record)
        if is_text and len(rest) == 1 and rest[0] in (EVERY, *languages.codes()):
            return Target(tuple(names[:depth]), rest[0], field)
        if whole and not is_text and not rest:
            return Target(tuple(names), "", field)
        if whole:
            break
    raise ValueError(f"{kind}: {name}")


def propose(found: Found, codes: tuple[str, ...], file: str) -> Map:
    """Guess a map: what columns are called and say; all goes into one new file."""
    specs = [_Guess(table, codes).spec(file) for table in found.tables if table.rows]
    kinds_ = dict.fromkeys(each.kind for each in specs)
    if len(kinds_) > 1:
        specs = [
            msgspec.structs.replace(each, file=file.replace(".yaml", f"-{each.kind}s.yaml"))
            for each in specs
        ]
    return Map(specs, found.reading)


class _Guess:
    """Guesses what the columns of a table are."""

    def __init__(self, table: Table, codes: tuple[str, ...]) -> None:
        self.table = table
        self.codes = codes
        self.cells = {
            name: [said(row[at], table.html) for row in table.rows[:_SAMPLE] if row[at]]
            for at, name in enumerate(table.columns)
        }
        self.languages = {name: self._language(name) for name in table.columns}
        known = [code for code in self.languages.values() if code not in ("", EVERY)]
        self.usual = known[0] if known else ("en" if "en" in codes else codes[0])

    def spec(self, file: str) -> Spec:
        roles = self._roles()
        said_by = {role: names for role, names in roles.items() if role not in ("key", "tags")}
        is_term = "term" in said_by
        fields: dict[str, str | int] = {} if is_term else {"category": "fact"}
        order = ("term", "definition", "question", "answer", "example", "explanation", "hint",
                 "sources", "picture")  # fmt: skip
        for role in order:
            for target, text in self._texts(role, said_by.get(role, [])):
                fields[target] = f"{fields[target]}\n{text}" if target in fields else text
        return Spec(
            self.table.name,
            "term" if is_term else "goal",
            file,
            fields,
            *(" ".join(f"{{{name}}}" for name in roles.get(role, [])) for role in ("key", "tags")),
        )

    def _texts(self, role: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        for name in names[:1] if role in ("sources", "picture") else names:
            # Of one column alone its heading says little: words of any language stand below "kata".
            headed = role_of(name, self.codes)[1] if len(names) > 1 else ""
            code = self.languages[name] or (headed in self.codes and headed) or self.usual
            yield (role if role in ("sources", "picture") else f"{role}.{code}"), f"{{{name}}}"

    def _roles(self) -> dict[str, list[str]]:
        """Return the columns by what they are; those that are nothing that is known are left."""
        roles: dict[str, list[str]] = {}
        left: list[str] = []
        for name, cells in self.cells.items():
            if not cells or name == packages.DECK:
                continue
            role = self._role(name)
            if role:
                roles.setdefault(role, []).append(name)
            elif any(cell.text for cell in cells):
                left.append(name)
        if "definition" in roles and "term" not in roles:
            roles["term"] = roles.pop("question", left[:1])
        if "term" in roles and "definition" not in roles and "question" not in roles:
            roles["question"] = roles.pop("term")
        if "term" in roles:
            return {role: names for role, names in roles.items() if names}
        return self._questions(roles, left)

    def _questions(self, roles: dict[str, list[str]], left: list[str]) -> dict[str, list[str]]:
        """Return questions and answers where no column is called a term or a definition."""
        by_code = {self.languages[name]: name for name in reversed(left)}
        if not {"question", "answer"} & roles.keys() and set(self.codes) <= by_code.keys():
            # Nothing but words in both languages.
            return {**roles, "term": [by_code[code] for code in self.codes]}
        for role in ("question", "answer"):
            if role not in roles and left:
                roles[role] = [left.pop(0)]
        return roles

    def _role(self, name: str) -> str:
        cells = self.cells[name]
        if sum(bool(each.pictures) and not each.text for each in cells) * 2 > len(cells):
            return "picture"
        texts = [each.text for each in cells]
        role, _ = role_of(name, self.codes)
        if role == "key" and (
            len(set(texts)) < len(texts) or not all(re.fullmatch("[a-z0-9-]+", t) for t in texts)
        ):
            return ""
        return role

    def _language(self, name: str) -> str:
        """Return the language that a column is in, '' where nobody can tell."""
        if code := language_of(name, self.codes):
            return code
        text = [cell.text for cell in self.cells[name]]
        letters = [letter for each in text for letter in each if letter.isalpha()]
        if letters and sum(ord(letter) > 0x24F for letter in letters) * 2 > len(letters):
            return EVERY
        # No text of a deck is longer.
        weights = [evidence(each[: Text.most]) for each in text]
        indonesian, english = (sum(weight[side] for weight in weights) for side in (0, 1))
        best, other = ("id", "en") if indonesian > english else ("en", "id")
        clear = max(indonesian, english) > 1.5 * min(indonesian, english)
        return best if clear and {best, other} <= set(self.codes) else ""


def map_text(mapped: Map, found: Found, head: Sequence[str]) -> str:
    """Write a map, with what it leaves out as comments below ``head``, which are comments, too."""
    lines = [f"# {line}" for line in head]
    if mapped.reading:
        lines += ["reading:"]
        reading = msgspec.to_builtins(mapped.reading)
        lines += [f"  {key}: {_written(value)}" for key, value in reading.items()]
    lines.append("notes:")
    tables = {each.name: each for each in found.tables}
    for spec in mapped.notes:
        data = {key: value for key, value in msgspec.to_builtins(spec).items() if value != ""}
        lines += skeletons.notes_text([data]).splitlines()
        left = [name for name in tables[spec.source].columns if name not in spec.columns]
        lines += [f"    # – {{{name}}}" for name in left]
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else skeletons.scalar(str(value))


def file_for(path: Path) -> str:
    """Return the name of a new file of notes for what a file holds."""
    stem = key_of(path.stem)
    return f"{'imported' if not stem or stem in file_records() else stem}.yaml"
