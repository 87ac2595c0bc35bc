"""Kinds → the reference of the source format, as Markdown: every key with its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from ankigen import kinds
from ankigen.dates import PartialDate
from ankigen.kinds.base.records import FactNames, RetiredFacts, ReverseNames
from ankigen.kinds.base.shape import Field, described, either, extra_of, fields_of, is_record
from ankigen.kinds.base.text import Text

_HEAD = "| kunci — key | wajib — required | nilai — value | arti | meaning | contoh — example |"
_RULE = "|---|---|---|---|---|---|"


def reference() -> str:
    """Return the page of all keys of all kinds of file."""
    records = {name: kind.record for name, kind in kinds.kinds().items()}
    records = {kinds.DECK: kinds.file_records()[kinds.DECK], **records, **kinds.companions()}
    parts: list[str] = []
    seen: set[Any] = set()
    for name, record in records.items():
        parts += [f"## `kind: {name}`", *_section(record, seen)]
        if name in kinds.kinds():
            facts = ", ".join(f"`{fact}`" for fact in kinds.kinds()[name].fact_keys)
            parts.append(f"Yang ditanyakan — What is asked: {facts}.")
    return "\n\n".join(parts) + "\n"


def _section(record: Any, seen: set[Any]) -> Iterator[str]:
    """Write the keys of a record, then those of the records in it that are not written yet."""
    yield record.ABOUT
    yield "\n".join([_HEAD, _RULE, *(_row(field) for field in fields_of(record))])
    for field in fields_of(record):
        for inner in _records_in(field.bare):
            if inner not in seen:
                seen.add(inner)
                yield f"### `{field.name}` — {inner.TITLE}"
                yield from _section(inner, seen)


def _records_in(bare: Any) -> Iterator[Any]:
    if get_origin(bare) is tuple:
        yield from _records_in(described(get_args(bare)[0])[0])
    elif found := either(bare):
        yield found[0]
    elif get_origin(bare) is dict:
        yield from _records_in(described(get_args(bare)[1])[0])
    elif is_record(bare):
        yield bare


def _row(field: Field) -> str:
    indonesian, _, english = field.description.partition(" — ")
    examples = [meta.examples for meta in field.metas if meta.examples]
    example = f"`{_plain(examples[-1][0])}`" if examples else ""
    required = "ya — yes" if field.required else ""
    cells = (f"`{field.name}`", required, _value(field.hint), indonesian, english, example)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def title_of(bare: Any) -> str:
    """Return what a mapping is called."""
    return str(bare.TITLE)


def _plain(example: Any) -> str:
    return f"[{', '.join(map(str, example))}]" if isinstance(example, list) else str(example)


def _generic(bare: Any) -> str:
    if either(bare):
        return " / ".join(map(_value, get_args(bare)))
    if get_origin(bare) is tuple:
        return f"daftar — list: {_value(get_args(bare)[0])}"
    name, item = get_args(bare)
    examples = described(name)[1][-1].examples or ["…"]
    return f"`{examples[0]}`: {_value(item)}"


def _value(hint: Any) -> str:
    """Say what stands there: in words that both languages share where that can be."""
    bare, metas = described(hint)
    extra = extra_of(*metas)
    if "choices" in extra or get_origin(bare) is Literal:
        choices = extra["choices"]() if "choices" in extra else get_args(bare)
        return ", ".join(f"`{choice}`" for choice in choices)
    if get_origin(bare) in (tuple, dict) or either(bare):
        return _generic(bare)
    if is_record(bare):
        return f"[{title_of(bare)}]"
    words = {
        PartialDate: "tanggal — date",
        FactNames: "daftar fakta — list of facts",
        ReverseNames: "daftar fakta — list of facts",
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
