"""What every note and every fact has, whatever its kind."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ankigen.kinds.base import text
from ankigen.kinds.base.fields import (
    Address,
    AsOf,
    Date,
    Key,
    Label,
    Line,
    Maybe,
    Paragraph,
    Prose,
    Record,
    When,
    about,
)
from ankigen.kinds.base.text import NO_TEXT
from ankigen.kinds.base.text import Label as LabelText

WorkKey = Annotated[
    Key,
    about(
        "Kunci karya di sources.yaml dek ini. — Key of a work in this deck's sources.yaml.",
        title="Work",
        name="workKey",
        examples=["un-charter"],
        refers="sources",
    ),
]
Title = Annotated[
    text.Name,
    about(
        "Judulnya: satu untuk semua bahasa, atau satu per bahasa. — Its title: one for all"
        " languages, or one in each.",
        title="Title",
        name="title",
    ),
]


class Work(Record, frozen=True, kw_only=True):
    """Something that a fact can be checked with, and when somebody last did."""

    TITLE: ClassVar = "Work"
    ABOUT: ClassVar = (
        "Satu karya yang sudah dibaca: dokumen, buku, atau laman. — One work that somebody has"
        " read: a document, a book or a page."
    )
    NAME: ClassVar = "work"

    title: Title
    publisher: Annotated[
        text.Name,
        about(
            "Penerbitnya: satu untuk semua bahasa, atau satu per bahasa. — Who publishes it: one"
            " text for all languages, or one in each.",
            title="Publisher",
            name="publisher",
            snippet=True,
            start="Penerbit — Publisher",
        ),
    ] = text.Name()
    type: Annotated[
        Literal["official", "law", "treaty", "reference", "press", "other"],
        about(
            "Golongan: official (laman lembaganya sendiri), law (peraturan), treaty (perjanjian"
            " atau piagam), reference (karya rujukan), press (pers), other (lainnya; begitulah"
            " tanpa kunci ini). — Type: what sort of work it is; other without this.",
            title="Type",
            snippet="official",
        ),
    ] = "other"
    url: Annotated[
        Address,
        about(
            "Alamat tempat karya itu sendiri berada; utamakan https dan laman resmi. — Address"
            " where the work itself lives; prefer https and the official site.",
            examples=[
                "https://asean.org/the-asean-declaration-bangkok-declaration-bangkok-8-august-1967/"
            ],
            snippet="https://$",
            start="https://example.org/",
        ),
    ] = ""
    copy: Annotated[
        Address,
        about(
            "Alamat salinan yang dibaca bila karyanya sendiri tidak dapat dibuka; tidak tampil di"
            " kartu. — Address of the copy that was read where the work itself could not be opened;"
            " it is not on the card.",
        ),
    ] = ""
    read: Maybe[
        Annotated[
            Date,
            about(
                "Tanggal terakhir karya ini dibaca untuk memeriksa fakta. — The day when somebody"
                " last read the work to check the fact."
            ),
        ]
    ] = None
    note: Annotated[
        Paragraph,
        about(
            "Pesan untuk penyunting; tidak tampil di kartu. — A message for editors; it is not on"
            " the card.",
            examples=["Scan of the printed edition; page numbers are those of the book."],
        ),
    ] = ""


class Source(Work, frozen=True, kw_only=True):
    """What a note cites: a work of the deck's ``sources.yaml`` by its key, or one told here."""

    TITLE: ClassVar = "Source"
    ABOUT: ClassVar = (
        "Sumber yang sudah dibaca dan membenarkan isi kartu: kunci sebuah karya dari sources.yaml,"
        " atau karya yang ditulis di sini. — A source that somebody has read and that confirms the"
        " card: the key of a work of sources.yaml, or a work told here."
    )
    NAME: ClassVar = "source"
    WHEN: ClassVar = When(key="work", only=("work", "at"), else_needs="title")

    title: Annotated[Title, about(start="Judul karya — Title of the work", snippet=True)] = (
        text.Name()
    )
    work: WorkKey = ""
    at: Annotated[
        text.Name,
        about(
            "Tempat dalam karya itu: pasal, bab, halaman. — The place in the work: article,"
            " chapter, page.",
            title="Place in the work",
            name="at",
        ),
    ] = text.Name()

    def __post_init__(self) -> None:
        self.WHEN.check(self)


Sources = Annotated[
    tuple[WorkKey | Source, ...],
    about(
        "Sumber untuk catatan atau fakta ini, yang terbaik lebih dahulu. — Sources of this note or"
        " fact, the best first.",
        title="Sources",
        name="sources",
        min_length=1,
        max_length=8,
        examples=[["un-charter"]],
    ),
]
Cited = tuple[str | Source, ...]


PICTURE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*[.](svg|png|jpg|jpeg|webp|gif)$(?!\n)"
"""The names that files of pictures may have: the same file on every system."""


class Picture(Record, frozen=True, kw_only=True):
    """A picture for the back of a card; ``file`` is its name in the deck's folder of media."""

    TITLE: ClassVar = "Picture"
    ABOUT: ClassVar = "Gambar di sisi belakang kartu. — A picture on the back of the card."
    NAME: ClassVar = "picture"

    file: Annotated[
        str,
        about(
            "Nama berkas di folder media/ dek ini. — Name of a file in the media/ folder of this"
            " deck.",
            title="File",
            pattern=PICTURE_NAME,
            examples=["map-jakarta.svg"],
            wrong="Namai berkas itu, dan tulis di sini, dengan huruf a–z atau A–Z, angka, titik, -"
            " dan _ saja: tanpa spasi, tanpa huruf beraksen, tanpa folder; akhirannya dengan huruf"
            " kecil: .svg, .png, .jpg, .jpeg, .webp, atau .gif. — Call the file, and write here,"
            " only letters a–z or A–Z, digits, full stops, - and _: no space, no accented letter,"
            " no folder; its ending in small letters: .svg, .png, .jpg, .jpeg, .webp or .gif.",
        ),
    ]
    alt: Annotated[
        Label,
        about(
            "Keterangan gambar yang tidak membocorkan jawaban. — What the picture shows, without"
            " giving the answer away."
        ),
    ]
    licence: Annotated[
        Line,
        about("Lisensi gambar. — Licence of the picture.", title="Licence", examples=["CC0-1.0"]),
    ]
    source: Annotated[
        Line,
        about(
            "Asal gambar dan pembuatnya. — Where the picture comes from and who made it.",
            title="Origin",
            examples=["Wikimedia Commons, Gunawan Kartapranata"],
        ),
    ]


OwnPicture = Annotated[
    Picture | Literal["none"],
    about(
        "Gambar sendiri di sisi belakang kartu fakta ini, atau none: tanpa gambar. Peta tempat"
        " kedudukan dan garis waktu tahun berdiri tampil sendiri bila ada di media/ (ankigen"
        " pictures). — A picture of your own on the back of this fact's card, or none to go"
        " without. The map of a seat and the time line of a founding show by themselves where"
        " they are in media/ (ankigen pictures).",
        title="Picture, or none",
        name="ownPicture",
        wrong="Tulis none, atau gambar dengan file, alt, licence, dan source. — Write none, or a"
        " picture with file, alt, licence and source.",
    ),
]


class Retirement(Record, frozen=True, kw_only=True):
    """Why a released note or fact is no longer asked, and the key of what replaces it."""

    TITLE: ClassVar = "Retired"
    ABOUT: ClassVar = (
        "Menarik catatan yang sudah dirilis: ia tetap dikirim dengan keterangan ini, tetapi tidak"
        " lagi ditanyakan kepada pembaca baru. — Retires a released note: it is shipped on with"
        " this line, but no longer asked of new readers."
    )
    NAME: ClassVar = "retired"

    why: Annotated[
        Label,
        about(
            "Alasan dalam satu kalimat, untuk pembaca. — The reason in one sentence, for readers."
        ),
    ]
    use: Annotated[
        Key,
        about(
            "Kunci catatan yang menggantikannya, bila ada. — Key of the note that replaces it, if"
            " there is one.",
            refers="",
            snippet=True,
        ),
    ] = ""


class Lint(Record, frozen=True, kw_only=True):
    """The lint rules that an author has set aside for a note, and why."""

    TITLE: ClassVar = "Lint"
    ABOUT: ClassVar = (
        "Aturan lint yang tidak berlaku untuk catatan ini, dan sebabnya. — Lint rules that do not"
        " hold for this note, and why."
    )
    NAME: ClassVar = "lint"

    ignore: Annotated[
        tuple[
            Annotated[
                Key,
                about("Kode satu aturan. — Code of one rule.", examples=["yes-no-question"]),
            ],
            ...,
        ],
        about(
            "Kode aturan yang diabaikan. — Codes of the rules to ignore.",
            title="Rules ignored",
            min_length=1,
            unique=True,
        ),
    ]
    because: Annotated[
        Paragraph,
        about(
            "Mengapa aturan itu keliru di sini. — Why the rule is wrong here.",
            examples=["The number is that of the day of signing and does not change."],
        ),
    ]


NO_LINT = Lint(ignore=(), because="")


class Origin:
    """Where a note was written: its file as people are shown it, and its place in it from 0."""

    __slots__ = ("index", "path")

    def __init__(self, path: str = "", index: int = 0) -> None:
        self.path = path
        self.index = index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin) and (self.path, self.index) == (other.path, other.index)

    def __hash__(self) -> int:
        return hash((self.path, self.index))


class FactNames(frozenset[str]):
    """Facts that can be asked of a note's kind, as keys of a file."""


class RetiredFacts(dict[str, Retirement]):
    """Facts of a note that are no longer asked, by their names; never changed."""

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none: it may change
        return hash(frozenset(self.items()))


Level = Annotated[
    int,
    about(
        "Tingkat: 1 untuk yang pertama dari levels di deck.yaml. — Level: 1 for the first of levels"
        " in deck.yaml.",
        title="Level",
        name="level",
        ge=1,
        le=9,
        examples=[1],
        refers="levels",
    ),
]
Subject = Annotated[
    Key,
    about(
        "Satu mata pelajaran dari subjects di deck.yaml. — One of the subjects in deck.yaml.",
        title="School subject",
        name="subject",
        examples=["ppkn"],
        refers="subjects",
    ),
]
Keys = tuple[Key, ...]


class Note(Record, frozen=True, kw_only=True):
    """What every kind of note has.

    ``was`` are the keys that it had before ``key``, the oldest first. ``retired_facts``
    retires facts by their name, ``retired`` all of them. ``origin`` is no part of a file.
    """

    key: Key
    was: Annotated[
        tuple[Annotated[Key, about("Satu kunci lama. — One former key.")], ...],
        about(
            "Kunci yang pernah dipakai catatan ini, yang paling lama lebih dahulu; kunci baru"
            " selalu ditulis di key. Catatan tetap dikenali dari kunci pertamanya. — Keys that this"
            " note had before, the oldest first; the present key is always in key. The note is"
            " still known by its first key.",
            title="Former keys",
            name="was",
            min_length=1,
            unique=True,
            examples=[["first-key-ever", "key-after-that"]],
        ),
    ] = ()
    level: Level = 0
    topic: Annotated[
        Key,
        about(
            "Topik dari topics di deck.yaml; menjadi tag. — One of the topics in deck.yaml; it"
            " becomes a tag.",
            title="Topic",
            name="topic",
            examples=["treaties"],
            refers="topics",
        ),
    ] = ""
    subjects: Annotated[
        tuple[Subject, ...],
        about(
            "Mata pelajaran, dari subjects di deck.yaml. — School subjects, of those in deck.yaml.",
            title="School subjects",
            name="subjects",
            min_length=1,
            unique=True,
            examples=[["ppkn", "ips"]],
        ),
    ] = ()
    tags: Annotated[
        tuple[Annotated[Key, about("Satu tag. — One tag.")], ...],
        about(
            "Tag lain di Anki. — Further tags in Anki.",
            title="Tags",
            name="tags",
            min_length=1,
            unique=True,
            examples=[["law"]],
        ),
    ] = ()
    related: Annotated[
        tuple[
            Annotated[
                Key,
                about(
                    "Kunci catatan lain dalam dek ini. — Key of another note in this deck.",
                    refers="",
                ),
            ],
            ...,
        ],
        about(
            "Kunci catatan lain yang berkaitan; laman catatan ini menautkannya. — Keys of other"
            " notes that are related; the page of the note links to them.",
            title="Related notes",
            name="related",
            min_length=1,
            unique=True,
            examples=[["ratification"]],
        ),
    ] = ()
    hint: Annotated[
        Label,
        about(
            "Petunjuk singkat di samping pertanyaan bila jawabannya bisa tertukar; jangan sampai"
            " membocorkan jawaban. — A short hint beside the question where the answer could be"
            " taken for another; it must not give the answer away.",
            name="hint",
        ),
    ] = LabelText()
    sources: Annotated[Sources, about(snippet=True, start=True)] = ()
    retired: Maybe[Retirement] = None
    retired_facts: Annotated[
        RetiredFacts,
        about(
            "Menarik satu atau beberapa fakta catatan ini, bukan seluruhnya. — Retires one or"
            " several facts of this note, not the whole note.",
            title="Retired facts",
        ),
    ] = RetiredFacts()
    lint: Lint = NO_LINT
    editor_note: Annotated[
        str,
        about(
            "Pesan untuk penyunting; tidak tampil di kartu. — A message for editors; it is not on"
            " the card.",
            title="Note for editors",
            name="editorNote",
            min_length=1,
            max_length=1000,
            examples=[
                "Angka diperiksa lagi setiap Januari. — Check the figure again each January."
            ],
        ),
    ] = ""
    origin: Origin = Origin()

    @property
    def identity(self) -> str:
        """The key that readers' Anki knows the note by: the first that it ever had."""
        return self.was[0] if self.was else self.key

    def retirement(self, fact: str) -> Retirement | None:
        """Return why a fact is no longer asked, or None where it still is."""
        if not self.retired_facts:
            return self.retired
        return self.retired or self.retired_facts.get(fact)


class Fact(Record, frozen=True, kw_only=True):
    """What every fact has that is a block of its own: evidence, perhaps a question or picture."""

    question: Annotated[
        Label,
        about(
            "Pertanyaan sendiri bila kalimat bawaan kurang pas. — A question of your own where the"
            " standard one does not fit."
        ),
    ] = LabelText()
    explanation: Annotated[
        Prose,
        about("Rincian di sisi belakang kartu. — Detail on the back of the card."),
    ] = NO_TEXT  # type: ignore[assignment]  # an empty text is one of any sort
    as_of: Maybe[AsOf] = None
    picture: Maybe[OwnPicture] = None
    sources: Annotated[
        Sources,
        about(
            "Sumber fakta ini; tanpa ini berlaku sumber catatan. — Sources of this fact; without"
            " them the sources of the note hold."
        ),
    ] = ()
