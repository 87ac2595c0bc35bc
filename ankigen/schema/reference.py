"""Kinds → the reference of the source format, as Markdown: every key with its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from ankigen import kinds
from ankigen.dates import PartialDate
from ankigen.kinds.base.records import FactNames, RetiredFacts
from ankigen.kinds.base.shape import Field, described, either, extra_of, fields_of, is_record
from ankigen.kinds.base.text import Text

_HEAD = "| kunci — key | wajib — required | nilai — value | arti | meaning | contoh — example |"
_RULE = "|---|---|---|---|---|---|"
_NOTES = (
    "Berkasnya memuat `kind: {kind}` dan `notes:`, daftar catatan dengan kunci berikut. — The file"
    " has `kind: {kind}` and `notes:`, a list of notes with these keys."
)


Examples = Mapping[tuple[Any, str], str]
"""How a key of a record is written somewhere, by both."""


def reference(examples: Examples) -> str:
    """Return the page of all keys of all kinds of file, each with an example where there is one."""
    written = _Written(examples)
    parts: list[str] = []
    for name in kinds.file_kinds():
        about, *section = written.section(record_of(name))
        parts += [f"## `kind: {name}`", about]
        if name in kinds.kinds():
            parts.append(_NOTES.format(kind=name))
        parts += section
        if name in kinds.kinds():
            facts = ", ".join(f"`{fact}`" for fact in kinds.kinds()[name].fact_keys)
            parts.append(f"Yang ditanyakan — What is asked: {facts}.")
    return "\n\n".join(parts) + "\n"


def record_of(kind: str) -> Any:
    """Return the record of a kind of file: of its notes, where it has such."""
    return kinds.kinds()[kind].record if kind in kinds.kinds() else kinds.file_records()[kind]


def _has(record: Any, field: Field) -> bool:
    """Whether a record has a key: of a kind with one fact, no single facts are retired."""
    facts = [len(kind.fact_keys) for kind in kinds.kinds().values() if kind.record is record]
    return field.bare is not RetiredFacts or facts > [1]


class _Written:
    """Writes the sections of records, each once: it is linked to from then on."""

    def __init__(self, examples: Examples) -> None:
        self.examples = examples
        self.seen: dict[Any, str] = {}

    def section(self, record: Any) -> Iterator[str]:
        """Write the keys of a record, then those of the records in it that are not written yet."""
        own = []
        fields = [field for field in fields_of(record) if _has(record, field)]
        for field in fields:
            for inner in records_in(field.bare):
                if inner not in self.seen:
                    self.seen[inner] = f"#{field.name}--{title_of(inner).lower().replace(' ', '-')}"
                    own.append((field.name, inner))
        yield record.ABOUT
        yield "\n".join([_HEAD, _RULE, *(self.row(record, field) for field in fields)])
        for name, inner in own:
            yield f"### `{name}` — {title_of(inner)}"
            yield from self.section(inner)

    def row(self, record: Any, field: Field) -> str:
        """Write a key: whether it must be there, what stands there, what it means, an example."""
        indonesian, _, english = field.description.partition(" — ")
        proposed = [_plain(meta.examples[0]) for meta in field.metas if meta.examples]
        seen = (self.examples.get((has, field.name), "") for has in record.__mro__)
        example = next(filter(None, seen), proposed[-1] if proposed else "")
        cells = (
            f"`{field.name}`",
            "ya — yes" if field.required else "",
            self.value(field.hint),
            indonesian,
            english,
            f"`{example}`" if example else "",
        )
        return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

    def value(self, hint: Any) -> str:
        """Say what stands there: in words that both languages share where that can be."""
        bare, metas = described(hint)
        extra = extra_of(*metas)
        if "choices" in extra or get_origin(bare) is Literal:
            choices = extra["choices"]() if "choices" in extra else get_args(bare)
            return ", ".join(f"`{choice}`" for choice in choices)
        if either(bare):
            return " / ".join(map(self.value, get_args(bare)))
        if get_origin(bare) is tuple:
            return f"daftar — list: {self.value(get_args(bare)[0])}"
        if get_origin(bare) is dict:
            return f"per kunci — by key: {self.value(get_args(bare)[1])}"
        if is_record(bare):
            return f"[{title_of(bare)}]({self.seen[bare]})"
        return _scalar(bare)


def records_in(bare: Any) -> Iterator[Any]:
    """Yield the records that stand in a value of some type, but not those in them."""
    if get_origin(bare) is tuple:
        yield from records_in(described(get_args(bare)[0])[0])
    elif found := either(bare):
        yield found[0]
    elif get_origin(bare) is dict:
        yield from records_in(described(get_args(bare)[1])[0])
    elif is_record(bare):
        yield bare


def title_of(bare: Any) -> str:
    """Return what a mapping is called."""
    return str(bare.TITLE)


def _plain(example: Any) -> str:
    return f"[{', '.join(map(str, example))}]" if isinstance(example, list) else str(example)


def _scalar(bare: Any) -> str:
    """Say what stands there where it is no collection."""
    words = {
        PartialDate: "tanggal — date",
        FactNames: "daftar fakta — list of facts",
        RetiredFacts: "per fakta — by fact",
        int: "bilangan bulat — whole number",
        float: "bilangan — number",
        str: "teks — text",
    }
    if isinstance(bare, type) and issubclass(bare, Text):
        some = "beberapa bahasa — some languages"
        every = "semua bahasa — every language"
        one = "satu teks — one text / " if bare.single else ""
        return f"{one}teks — text ({every if bare.complete else some})"
    return words[bare]
