"""The words in which records are described: kinds of value, their limits and their descriptions.

A description says the same in Indonesian and in English, ``Indonesian — English``. What is put
here is all that there is: the classes, the JSON Schemas, the skeletons and the reference of the
format are made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import fields

from ankigen.dates import PartialDate
from ankigen.kinds.base import text

if TYPE_CHECKING:
    from typing import Optional, TypeVar

    _T = TypeVar("_T")
    Maybe = Optional[_T]  # noqa: UP045 - a generic alias, which `| None` cannot make
else:

    class Maybe:
        """A value whose key may be left out (then it is None), but never hold nothing."""

        def __class_getitem__(cls, item: Any) -> Any:
            return item


def about(
    description: str | None = None,
    *,
    title: str | None = None,
    examples: list[Any] | None = None,
    wrong: str | None = None,
    name: str | None = None,
    snippet: Any = None,
    start: Any = None,
    choices: Any = None,
    refers: str | None = None,
    unique: bool = False,
    **limits: Any,
) -> Meta:
    """Describe a value.

    ``wrong`` is what is said of a text that does not have its form, ``name`` what the
    definition is called in the schemas. ``snippet`` is what an editor proposes for an optional
    key that it should propose (True: what fits the type), ``start`` what a new note has there.
    ``choices`` gives the values where they are not written in the type, ``refers`` the kind of
    note whose key a value is ('': any), ``unique`` forbids equal items. Further limits are
    those of ``msgspec.Meta``.
    """
    own = {
        "wrong": wrong, "name": name, "snippet": snippet, "start": start, "choices": choices,
        "refers": refers, "unique": unique or None,
    }  # fmt: skip
    extra = {key: value for key, value in own.items() if value is not None}
    return Meta(
        description=description, title=title, examples=examples, extra=extra or None, **limits
    )


class When(Struct, frozen=True, kw_only=True):
    """A rule between keys of a record: where ``key`` is ``value``, another must be there.

    Without a ``value`` it is enough that the key is there. ``only`` are all keys that may be
    there then. Elsewhere another must be there, or must not.
    """

    key: str
    value: str = ""
    needs: str = ""
    only: tuple[str, ...] = ()
    else_needs: str = ""
    else_forbids: str = ""

    def check(self, record: Any) -> None:
        """Raise ValueError where a record breaks the rule."""
        said = getattr(record, self.key)
        broken: object
        if said == self.value if self.value else said:
            broken = (self.needs and not getattr(record, self.needs)) or (
                bool(self.only) and any(self._others(record))
            )
        else:
            broken = (self.else_needs and not getattr(record, self.else_needs)) or (
                self.else_forbids and getattr(record, self.else_forbids)
            )
        if broken:
            raise ValueError(f"the rule about {self.key} is broken")

    def _others(self, record: Any) -> Iterator[bool]:
        for field in fields(record):
            if field.name not in self.only:
                yield getattr(record, field.name) != field.default


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping of a file with the keys that it may have."""


Key = Annotated[
    str,
    about(
        "Kunci tetap: huruf kecil Inggris, angka, dan tanda hubung. Jangan pernah diubah setelah"
        " dirilis. — Stable key: lower-case English letters, digits and hyphens. Never change it"
        " once released.",
        title="Key",
        name="key",
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)",
        max_length=64,
        examples=["ratification", "asean-secretariat"],
        wrong="Tulis kata Inggris huruf kecil yang disambung tanda hubung, misalnya"
        " free-trade-area. — Use lower-case English words joined by hyphens, like"
        " free-trade-area.",
    ),
]
Line = Annotated[
    str,
    about(
        "Satu baris teks. — One line of text.",
        title="Line of text",
        name="line",
        pattern=text.LINE,
        min_length=1,
        max_length=300,
        wrong="Tulis teksnya dalam satu baris, tanpa tab atau ganti baris. — Write the text on one"
        " line, without tabs or line breaks.",
    ),
]
Paragraph = Annotated[
    str,
    about(
        "Teks, boleh beberapa baris. — Text, which may have several lines.",
        title="Text",
        name="prose",
        pattern=text.PROSE,
        min_length=1,
        max_length=2000,
        wrong="Tulis teksnya; tidak boleh kosong. — Write some text.",
    ),
]
Label = Annotated[
    text.Label,
    about(
        "Teks pendek dalam kedua bahasa. — A short text in both languages.",
        title="Label in both languages",
        name="label",
    ),
]
Prose = Annotated[
    text.Prose,
    about(
        "Teks dalam kedua bahasa. — A text in both languages.",
        title="Text in both languages",
        name="text",
    ),
]
ProperName = Annotated[
    text.Name,
    about(
        "Nama: satu untuk semua bahasa, atau satu per bahasa. — A name: one for all languages, or"
        " one in each.",
        title="Name",
        name="name",
    ),
]
Abbreviation = Annotated[
    text.ShortName,
    about(
        "Singkatan: satu untuk semua bahasa, atau per bahasa; boleh hanya dalam satu bahasa. —"
        " Abbreviation: one for all languages, or one in each; one language alone is allowed.",
        title="Abbreviation",
        name="abbreviation",
    ),
]
OtherName = Annotated[
    text.Synonym,
    about(
        "Nama lain (sinonim); boleh hanya dalam satu bahasa. — Another name (synonym); one language"
        " alone is allowed.",
        title="Other name",
        name="also",
    ),
]
DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$(?!\n)"
Date = Annotated[
    PartialDate,
    about(
        "Tanggal: 1967-08-08, 1967-08, atau 1967. — A date: 1967-08-08, 1967-08 or 1967.",
        title="Date",
        name="date",
        examples=["1967-08-08", "1967-08", "1967"],
        wrong="Tulis tanggal sebagai tahun-bulan-hari (1967-08-08), tahun-bulan (1967-08), atau"
        " tahun (1967). — Write the date as year-month-day (1967-08-08), year-month (1967-08) or"
        " year (1967).",
    ),
]
AsOf = Annotated[
    Date,
    about(
        "Tanggal keadaan menurut sumbernya, untuk fakta yang dapat berubah (misalnya jumlah"
        " anggota). — The date for which the source says it, for a fact that can change (a member"
        " count, say).",
        name="asOf",
    ),
]
# A name that urllib can take apart: nobody's name before it, no address of numbers in brackets,
# and no character that becomes a mark of an address when it is normalised.
_HOST_PART = r"[^.\s\u0000-\u0020\u007f-\u00a0<>/?#@:%|^`{}\u005b-\u005d\u0022" + (
    r"\u2024-\u2026\u2047-\u2049\u2100\u2101\u2105\u2106\u2a74\ufe13\ufe16\ufe47\ufe48\ufe55\ufe56\ufe5f\ufe6b"
    r"\uff03\uff0f\uff1a\uff1f\uff20\uff3b\uff3d]{1,63}"
)
PAGE = rf'https?://{_HOST_PART}(\.{_HOST_PART})*\.?(:[0-9]{{1,5}})?([/?#][^ \n\t<>"]*)?'
Address = Annotated[
    str,
    about(
        "Alamat halaman. — Address of a page.",
        title="Address",
        name="url",
        pattern=rf"^{PAGE}(?<!,)$(?!\n)",
        examples=["https://asean.org/"],
        wrong="Tulis alamat lengkap yang diawali https:// dan nama situsnya. — Write a whole"
        " address that starts with https:// and the name of the site.",
    ),
]
