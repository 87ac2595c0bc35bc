"""Decks: ``deck.yaml``, and a deck as it is built from it and its notes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from msgspec import Struct

from ankigen import languages
from ankigen.dates import PartialDate
from ankigen.kinds.base.drawings import FIRST, LAST
from ankigen.kinds.base.fields import PAGE, Address, Key, Label, Line, Prose, Record, about
from ankigen.kinds.base.records import Note, Work
from ankigen.kinds.base.variant import Variant
from ankigen.kinds.base.variants import (
    DEFAULT_LANGUAGES,
    default_translations,
    is_core,
    packages_of,
    subdeck,
    variants_of,
)
from ankigen.kinds.places import Place

FILE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*[.]ya?ml$(?!\n)"
PAIR = r"^[a-z]{2,3}-[a-z]{2,3}$(?!\n)"


class DeckFile(Record, frozen=True, kw_only=True):
    """What ``deck.yaml`` says."""

    TITLE: ClassVar = "Deck"
    ABOUT: ClassVar = "Satu dek kartu. — One deck of cards."

    kind: Annotated[
        Literal["deck"], about("Selalu deck. — Always deck.", title="Kind", snippet="deck")
    ]
    key: Annotated[
        Key,
        about(
            "Kunci dek; masuk ke setiap catatan, jadi jangan pernah diubah. — Key of the deck; it"
            " is part of every note, so never change it."
        ),
    ]
    uid: Annotated[
        str,
        about(
            "Tanda pengenal acak dek: 16 huruf dan angka dari `ankigen new deck`. Jangan diubah;"
            " salinan (fork) harus memakai yang baru. — Random identity of the deck: 16 letters and"
            " digits. Never change it; a fork must use a new one.",
            title="Identity",
            pattern=r"^[a-z2-7]{16}$(?!\n)",
            wrong="Tulis 16 karakter dari a-z dan 2-7. — Write 16 characters from a-z and 2-7.",
        ),
    ]
    anki_name: Annotated[
        str,
        about(
            "Nama dek di Anki. Jangan pernah diubah: Anki mengenali dek dari namanya. — Name of the"
            " deck in Anki. Never change it: Anki knows a deck by its name.",
            title="Name in Anki",
            pattern=r'^(?!.*::)[^\n\r\t"{}:]*[^\n\r\t"{} :][^\n\r\t"{}:]*$(?!\n)',
            max_length=80,
            examples=["Kerja Sama Internasional"],
            wrong='Tulis nama biasa tanpa " { } : dan tanpa versi. — Write a plain name without'
            ' " { } : and without a version.',
        ),
    ]
    title: Annotated[Label, about("Judul dek. — Title of the deck.")]
    description: Annotated[Prose, about("Uraian singkat dek. — A short description of the deck.")]
    languages: Annotated[
        tuple[
            Annotated[
                str,
                about(
                    "Kode satu bahasa. — Code of one language.",
                    title="Language",
                    choices=languages.codes,
                ),
            ],
            ...,
        ],
        about(
            "Bahasa kartu; tanpa ini [id, en]. Setelah dirilis boleh ditambah di belakang, tidak"
            " boleh dihapus atau ditukar. — Languages of the cards; [id, en] without this. Once"
            " released, others may be added at the end, none removed or moved.",
            title="Languages",
            min_length=1,
            unique=True,
            examples=[["id", "en"]],
        ),
    ] = DEFAULT_LANGUAGES
    translations: Annotated[
        tuple[
            Annotated[
                str,
                about(
                    "Dua bahasa dengan tanda hubung, yang bertanya lebih dahulu. — Two languages"
                    " joined by a hyphen, the asking one first.",
                    title="Translated pair",
                    pattern=PAIR,
                    examples=["id-en"],
                    wrong="Tulis dua kode bahasa dengan tanda hubung, misalnya id-en. — Write two"
                    " codes of languages joined by a hyphen, like id-en.",
                ),
            ],
            ...,
        ],
        about(
            "Pasangan bahasa yang diterjemahkan; tanpa ini id-en, atau kedua bahasa pertama. —"
            " Pairs of languages that are translated; without this id-en, or the first two"
            " languages.",
            title="Translated pairs",
            min_length=1,
            unique=True,
            examples=[["id-en"]],
        ),
    ] = ()
    licence: Annotated[
        Line,
        about(
            "Lisensi isi dek. — Licence of the content.",
            title="Licence",
            examples=["CC-BY-SA-4.0"],
            snippet="CC-BY-SA-4.0",
        ),
    ]
    authors: Annotated[
        tuple[
            Annotated[
                Line, about("Satu nama. — One name.", title="Author", examples=["Siti Rahma"])
            ],
            ...,
        ],
        about(
            "Penyusun; tampil pada uraian dek di Anki, sebagaimana diminta lisensi seperti CC"
            " BY-SA. — Authors; the description of the deck in Anki names them, as licences like"
            " CC BY-SA ask.",
            title="Authors",
            min_length=1,
            examples=[["Siti Rahma"]],
        ),
    ] = ()
    home: Annotated[
        Address,
        about(
            "Alamat tetap situs dek (lihat `ankigen site`); setiap catatan dan karya punya laman di"
            " bawahnya, dan kartu menautkannya. Tetapkan sebelum rilis pertama: setiap perubahannya"
            " menulis ulang semua catatan. — Permanent address of the deck's site; every note and"
            " work has a page below it, which cards link to. Set it before the first release: to"
            " change it rewrites every note.",
            title="Home",
            examples=["https://example.org/decks"],
        ),
    ] = ""
    changelog: Annotated[
        Address,
        about(
            "Alamat riwayat perubahan dek. — Address of the deck's changelog.",
            title="Changelog",
            examples=["https://example.org/changelog"],
        ),
    ] = ""
    report: Annotated[
        str,
        about(
            "Alamat untuk melaporkan kesalahan; {key} diganti kunci catatan dan fakta. Bila dek"
            " punya home, laman di situsnya yang menautkannya, kalau tidak, kartunya. — Address for"
            " reporting a mistake; {key} becomes the key of the note and the fact. Where the deck"
            " has a home, the pages of its site link to it, else its cards.",
            title="Report address",
            pattern=rf'^({PAGE}|mailto:[^ \n\t<>"]+)$(?!\n)',
            examples=["https://example.org/report?note={key}"],
            wrong="Tulis alamat yang diawali https:// atau mailto:. — Write an address that starts"
            " with https:// or mailto:.",
        ),
    ] = ""
    subjects: Annotated[
        dict[Key, Label],
        about(
            "Mata pelajaran dek menurut kuncinya; kuncinya menjadi tag, jadi jangan diubah setelah"
            " dirilis, judulnya bebas. — School subjects of the deck by their keys; a key becomes a"
            " tag, so never change it once released, while titles are free.",
            title="School subjects",
            min_length=1,
        ),
    ] = {}  # noqa: RUF012 - frozen with its record
    topics: Annotated[
        dict[Key, Label],
        about(
            "Topik dek menurut kuncinya; aturannya sama dengan subjects. — Topics of the deck by"
            " their keys; the same holds as for subjects.",
            title="Topics",
            min_length=1,
        ),
    ] = {}  # noqa: RUF012 - as above
    levels: Annotated[
        tuple[Label, ...],
        about(
            "Judul tingkat 1, 2, dan seterusnya, menurut urutan. Bila ada lebih dari satu, tingkat"
            " 1 juga menjadi paket tersendiri. — Titles of level 1, 2 and so on, in order. Where"
            " there are several, level 1 becomes a package of its own as well.",
            title="Levels",
            min_length=1,
            max_length=9,
        ),
    ] = ()
    landmarks: Annotated[
        tuple[
            Annotated[
                int,
                about("Satu tahun. — One year.", title="Year", ge=FIRST, le=LAST, examples=[1945]),
            ],
            ...,
        ],
        about(
            "Tahun pembanding di semua garis waktu dek ini. — Years for comparison on all time"
            " lines of this deck.",
            title="Landmark years",
            min_length=1,
            max_length=8,
            unique=True,
            examples=[[1945, 1998]],
        ),
    ] = ()
    files: Annotated[
        tuple[
            Annotated[
                str,
                about(
                    "Nama berkas di folder ini. — Name of a file in this folder.",
                    title="File",
                    pattern=FILE_NAME,
                    examples=["terms.yaml"],
                    wrong="Tulis nama berkas .yaml di folder dek ini. — Write the name of a .yaml"
                    " file in the folder of the deck.",
                ),
            ],
            ...,
        ],
        about(
            "Berkas catatan menurut urutan belajar. — The note files in the order of learning.",
            title="Note files",
            min_length=1,
            unique=True,
            examples=[["terms.yaml", "organisations.yaml"]],
        ),
    ]

    @property
    def pairs(self) -> tuple[str, ...]:
        """The translated pairs, those that follow from the languages where none is written."""
        return self.translations or default_translations(self.languages)

    @property
    def variants(self) -> dict[str, Variant]:
        """The language views of the deck by their names, in the order of their ranks."""
        return variants_of(self.languages, self.pairs)

    @property
    def packages(self) -> dict[str, tuple[str, ...]]:
        """The packages of the deck: the variants in each, by its name."""
        return packages_of(tuple(self.variants), core=len(self.levels) > 1)

    def holds(self, package: str, language: str) -> list[str]:
        """Say in a language what of the deck a package holds: names of subdecks, or the core."""
        names = [subdeck(self.variants[name]) for name in self.packages[package]]
        core = f" ({self.levels[0].shown(language)})" if is_core(package) else ""
        return [name + core for name in names]


FILE_RECORD = DeckFile


class Deck(DeckFile, frozen=True, kw_only=True):
    """One deck: its identity, its texts, its notes in curriculum order, and its companions."""

    kind: Literal["deck"] = "deck"
    folder: Path = Path()
    notes: Sequence[Note] = ()
    places: Mapping[str, Place] = {}
    sources: Mapping[str, Work] = {}


class Edition(Struct, frozen=True):
    """What a release of a deck is called, and its day."""

    version: str
    date: PartialDate

    @classmethod
    def at(cls, version: str, seconds: int) -> Edition:
        """Return the edition of a release made so many seconds after 1970; its day is in UTC."""
        day = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        return cls(version, PartialDate(day.year, day.month, day.day))
