"""What a record consists of: its fields with all that is said of them, and the notes they name."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from types import UnionType
from typing import Any, TypeGuard, Union, get_args, get_origin

import msgspec

from ankigen.kinds.base.records import Note, Origin, RetiredFacts, Retirement


class Field(msgspec.Struct, frozen=True):
    """A key of a record: the type of its values, bare and with all that is said of them.

    ``metas`` are the descriptions from the inside out: the outermost holds. ``extra`` is what
    only we say (``ankigen.kinds.base.fields.about``).
    """

    name: str
    hint: Any
    bare: Any
    metas: tuple[msgspec.Meta, ...]
    extra: dict[str, Any]
    required: bool

    @property
    def description(self) -> str:
        """What it means, ``Indonesian — English``."""
        said = [meta.description for meta in self.metas if meta.description]
        return said[-1] if said else str(getattr(self.bare, "ABOUT", ""))


def is_record(bare: Any) -> TypeGuard[type[msgspec.Struct]]:
    """Whether a type is that of a mapping with keys of its own."""
    return isinstance(bare, type) and issubclass(bare, msgspec.Struct)


def either(bare: Any) -> tuple[type[msgspec.Struct], Any] | None:
    """Return both sides of a type that is a mapping or a text, the mapping first, else None."""
    if get_origin(bare) not in (Union, UnionType):
        return None
    one, other = get_args(bare)
    return (one, other) if is_record(one) else (other, one)


def described(hint: Any) -> tuple[Any, tuple[msgspec.Meta, ...]]:
    """Return a bare type and what is said of it."""
    metas = tuple(getattr(hint, "__metadata__", ()))
    return (hint.__origin__ if metas else hint), metas


@functools.cache
def fields_of(record: Any) -> tuple[Field, ...]:
    """Return the keys that a file may have in a record: its own before what all such have.

    The keys of a note come first, whatever its kind.
    """
    bases = [base for base in record.__mro__[1:] if is_record(base)]
    inherited = {name for base in bases for name in base.__struct_fields__}
    first = {"key": 0, "was": 1} if issubclass(record, Note) else {}
    found = [_field(field) for field in msgspec.structs.fields(record) if field.type is not Origin]
    return tuple(
        sorted(found, key=lambda field: (first.get(field.name, 2), field.name in inherited))
    )


def _field(field: msgspec.structs.FieldInfo) -> Field:
    bare, metas = described(field.type)
    return Field(field.name, field.type, bare, metas, extra_of(*metas), field.required)


def extra_of(*metas: msgspec.Meta) -> dict[str, Any]:
    """Return what only we say of a value, the outer descriptions before the inner ones."""
    return {key: value for meta in metas for key, value in (meta.extra or {}).items()}


Way = tuple[str, ...]
"""The keys down to a value; ``*`` stands for every item of a list or mapping."""


OUTSIDE = ("sources", "subjects", "topics", "levels")
"""What references can name besides notes: a work of ``sources.yaml``, the rest of ``deck.yaml``."""


@functools.cache
def references(record: Any) -> tuple[tuple[Way, str], ...]:
    """Return where a record names keys of other notes, and which kind they must be of ('': any).

    Keys of works, subjects, topics and levels are among them, with the key that they are
    told under in place of a kind (``OUTSIDE``).
    """
    found: list[tuple[Way, str]] = []
    for field in fields_of(record):
        if "refers" in field.extra:
            found.append(((field.name,), field.extra["refers"]))
        found += [((field.name, *way), kind) for way, kind in _references_in(field.bare)]
    return tuple(found)


def _references_in(bare: Any) -> Iterator[tuple[Way, str]]:
    """Yield the references inside a value of some type."""
    if bare is RetiredFacts:
        yield from ((("*", *way), kind) for way, kind in references(Retirement))
    elif get_origin(bare) is tuple:
        (item,) = set(get_args(bare)) - {...}
        for each in either(item) or (item,):
            inner, metas = described(each)
            if "refers" in extra_of(*metas):
                yield ("*",), extra_of(*metas)["refers"]
            yield from ((("*", *way), kind) for way, kind in _references_in(inner))
    elif is_record(bare):
        yield from references(bare)
