"""Packages that somebody made to break, fill or fool what reads them: each by a small function."""

from __future__ import annotations

import contextlib
import functools
import json
import sqlite3
import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import zstandard

REFUSED, SHOWN = "refused", "shown"
BOMB = 600 << 20
ESC = "\x1b]0;owned\x07\x1b[31m"
STORED, DEFLATED, BZIP2, LZMA = 0, 8, 12, 14

TABLES = """
CREATE TABLE col(mod, models, decks);
CREATE TABLE notes(id integer primary key, guid, mid, mod, flds, tags);
CREATE TABLE cards(id integer primary key, nid, ord, did, odid, due);
"""
MODERN_TABLES = """
CREATE TABLE fields(ntid, ord, name, config);
CREATE TABLE templates(ntid, ord, name, config);
CREATE TABLE decks(id, name, kind);
CREATE TABLE notetypes(id, name, mtime_secs, config);
INSERT INTO notetypes VALUES(1, 'Words', 1, x'');
INSERT INTO fields VALUES(1, 0, 'Front', x''), (1, 1, 'Back', x'');
INSERT INTO templates VALUES(1, 0, 'Card 1', x'');
INSERT INTO decks VALUES(2, 'Sea', x'');
"""


def note_type(**changes: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "name": "Words",
        "mod": 1,
        "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
        "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
        "css": ".card {}",
        "sortf": 0,
        "type": 0,
        **changes,
    }


@dataclass(frozen=True)
class Member:
    """A member as it lies in an archive, whatever it says of itself."""

    packed: bytes
    method: int = STORED
    size: int | None = None
    crc: int | None = None
    flags: int = 0


@dataclass(frozen=True)
class Made:
    """What a package is made of; the defaults are a package that nothing is wrong with."""

    models: Any = field(default_factory=lambda: {"1": note_type()})
    decks: Any = field(default_factory=lambda: {"2": {"id": 2, "name": "Sea"}})
    notes: Iterable[tuple[Any, ...]] = ((10, "a", 1, 5, "laut\x1fsea", " water "),)
    cards: Iterable[tuple[Any, ...]] = ((11, 10, 0, 2, 0, 1),)
    col: tuple[Any, ...] | None = None
    media: Any = field(default_factory=dict)
    sql: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    is_modern: bool = False

    def image(self) -> bytes:
        """Return the collection."""
        with contextlib.closing(sqlite3.connect(":memory:")) as connection:
            tables = TABLES + (MODERN_TABLES if self.is_modern else "")
            connection.executescript(tables)
            col = self.col or (1000, text(self.models), text(self.decks))
            connection.execute("INSERT INTO col VALUES(?, ?, ?)", col)
            connection.executemany("INSERT INTO notes VALUES(?, ?, ?, ?, ?, ?)", self.notes)
            connection.executemany("INSERT INTO cards VALUES(?, ?, ?, ?, ?, ?)", self.cards)
            connection.executescript(self.sql)
            connection.commit()
            return connection.serialize()

    def package(self) -> bytes:
        """Return the archive."""
        image = self.image()
        if self.is_modern:
            members = {
                "collection.anki21b": Member(zstd(image)),
                "media": Member(zstd(self.media or b"")),
            }
        else:
            media = self.media if isinstance(self.media, bytes) else text(self.media).encode()
            members = {"collection.anki2": Member(image), "media": Member(media)}
        return archive({**members, **self.members})


def text(data: Any) -> Any:
    return json.dumps(data) if isinstance(data, dict | list) else data


def archive(members: dict[str, Member]) -> bytes:
    """Write an archive by hand: no library would write most of these."""
    body, listed = b"", b""
    for name, member in members.items():
        size = len(member.packed) if member.size is None else member.size
        crc = zlib.crc32(member.packed) if member.crc is None else member.crc
        called = name.encode()
        fields = (member.flags, member.method, 0, 33, crc, len(member.packed), size, len(called), 0)
        head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, *fields)
        listed += struct.pack("<4s6H3I2H", b"PK\1\2", 20, 20, *fields)
        listed += struct.pack("<3H2I", 0, 0, 0, 0, len(body)) + called
        body += head + called + member.packed
    return body + listed + end(len(members), len(listed), len(body))


def end(count: int, size: int, offset: int) -> bytes:
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count % 65536, count % 65536, size, offset, 0)


def zstd(content: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=1).compress(content)


@functools.cache
def zeros(size: int = BOMB) -> Member:
    """Return a bomb of deflate."""
    packer, crc, piece = zlib.compressobj(1, zlib.DEFLATED, -15), 0, bytes(1 << 20)
    packed = b""
    for _ in range(size >> 20):
        packed += packer.compress(piece)
        crc = zlib.crc32(piece, crc)
    return Member(packed + packer.flush(), DEFLATED, size, crc)


@functools.cache
def zstd_zeros(size: int = BOMB) -> bytes:
    packer, piece = zstandard.ZstdCompressor(level=1).compressobj(), bytes(1 << 20)
    return b"".join(packer.compress(piece) for _ in range(size >> 20)) + packer.flush()


def varint(value: int) -> bytes:
    found = b""
    while value > 0x7F:
        found += bytes([value & 0x7F | 0x80])
        value >>= 7
    return found + bytes([value])


def tagged(number: int, content: bytes | int) -> bytes:
    """Write a field of a protocol-buffer message."""
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def looped() -> bytes:
    """Return a collection whose table of notes is its own child: a walk that never ends."""
    made = replace(
        Made(), notes=[(n, f"g{n}", 1, 5, "x" * 400 + "\x1fy", "") for n in range(1, 400)]
    )
    image = bytearray(made.image())
    (size,) = struct.unpack(">H", image[16:18])
    for page in range(1, len(image) // size):
        place = page * size
        if image[place] == 5:  # an inner page of a table
            for cell in range(struct.unpack(">H", image[place + 3 : place + 5])[0]):
                at = place + 12 + 2 * cell
                (offset,) = struct.unpack(">H", image[at : at + 2])
                image[place + offset : place + offset + 4] = struct.pack(">I", page + 1)
            image[place + 8 : place + 12] = struct.pack(">I", page + 1)
    return bytes(image)


Make = Callable[[], bytes]
PACKAGES: dict[str, tuple[Make, str]] = {}
"""Each package by what it is: what makes it, and whether it is refused or shown."""


def add(name: str, expected: str, make: Make) -> None:
    PACKAGES[name] = (make, expected)


def refuse(name: str, **changes: Any) -> None:
    add(name, REFUSED, lambda: replace(Made(), **changes).package())


def show(name: str, **changes: Any) -> None:
    add(name, SHOWN, lambda: replace(Made(), **changes).package())


def whole() -> bytes:
    return Made().package()


# --- what is no archive, or one that lies --------------------------------------------------
add("nothing", REFUSED, lambda: b"")
add("a text", REFUSED, lambda: b"not a zip\n" * 1000)
add("an empty archive", REFUSED, lambda: end(0, 0, 0))
add("the first half", REFUSED, lambda: whole()[: len(whole()) // 2])
add("the last half", REFUSED, lambda: whole()[len(whole()) // 2 :])
add("a list that lies beyond the end", REFUSED, lambda: whole()[:-22] + end(2, 5000, 1 << 30))
add("a list of 4 GB", REFUSED, lambda: whole()[:-22] + end(2, 0xFFFFFFFF, 0xFFFFFFFF))
add(
    "a list of 300,000 members",
    REFUSED,
    lambda: (
        (entry := struct.pack("<4s6H3I2H3H2I", b"PK\1\2", *[0] * 16) + b"") * 300_000
        + end(300_000, len(entry) * 300_000, 0)
    ),
)
add("another archive before it", SHOWN, lambda: whole() + whole())
add("no collection", REFUSED, lambda: archive({"media": Member(b"{}")}))
for method, called in ((BZIP2, "bzip2"), (LZMA, "lzma"), (99, "nobody knows what")):
    refuse(f"packed with {called}", members={"collection.anki2": Member(b"x" * 99, method)})
refuse("an encrypted member", members={"media": Member(b"x" * 99, flags=1)})
refuse("a wrong checksum", members={"media": Member(b"{}", crc=1)})
refuse("no deflate", members={"media": Member(b"\xff" * 99, DEFLATED)})
refuse("a member that says it is shorter", members={"media": Member(b'{"0": "a"}', size=3)})
show("a member that says it is longer", members={"media": Member(b"{}", size=1 << 20)})

# --- bombs ---------------------------------------------------------------------------------
add("a collection of 600 MB of nothing", REFUSED, lambda: archive({"collection.anki2": zeros()}))
add("media of 600 MB", REFUSED, lambda: replace(
    Made(), media={"0": "a.png"}, members={"0": zeros()}).package())  # fmt: skip
add("five pictures of 100 MB", REFUSED, lambda: replace(
    Made(),
    media={str(n): f"{n}.png" for n in range(5)},
    members={str(n): zeros(100 << 20) for n in range(5)},
).package())  # fmt: skip
add("a list of media of 600 MB", REFUSED, lambda: replace(
    Made(), members={"media": zeros()}).package())  # fmt: skip
add("a collection in zstandard", REFUSED, lambda: archive(
    {"collection.anki21b": Member(zstd_zeros()), "media": Member(zstd(b""))}))  # fmt: skip
add("a list of media in zstandard", REFUSED, lambda: replace(
    Made(), is_modern=True, members={"media": Member(zstd_zeros())}).package())  # fmt: skip
add("a picture in zstandard", REFUSED, lambda: replace(
    Made(),
    is_modern=True,
    media=tagged(1, tagged(1, b"a.png")),
    members={"0": Member(zstd_zeros())},
).package())  # fmt: skip
refuse(
    "a window of 3.75 TB in zstandard",
    is_modern=True,
    members={"media": Member(b"\x28\xb5\x2f\xfd\x00\xff\x01\x00\x00")},
)
refuse("no zstandard", is_modern=True, members={"collection.anki21b": Member(b"x" * 200)})
add("a million media", REFUSED, lambda: replace(
    Made(), media={str(n): "a" for n in range(1_000_000)}
).package())  # fmt: skip
refuse("models of 17 MB", col=(1000, " " * (17 << 20) + "{}", "{}"))
refuse(
    "half a million notes",
    notes=((n, f"{n}", 1, 5, "a\x1fb", "") for n in range(500_000)),
    cards=(),
)
refuse("a field of 20 MB", notes=((10, "a", 1, 5, "x" * (20 << 20) + "\x1fy", ""),))
refuse("four fields of 12 MB, wide", notes=[
    (n, f"{n}", 1, 5, "x" * (12 << 20) + "\x1f😀", "") for n in range(4)])  # fmt: skip
refuse("five million tags", notes=((10, "a", 1, 5, "x\x1fy", "ab " * 5_000_000),))
refuse("a million fields", models={"1": note_type(
    flds=[{"name": str(n), "ord": n} for n in range(3)])}, notes=(
    (10, "a", 1, 5, "\x1f".join(["ab"] * 1_000_000), ""),))  # fmt: skip

# --- lists of media ------------------------------------------------------------------------
for name, media in {
    "a list": b'["a.png"]',
    "a number": b"7",
    "a text": b'"a.png"',
    "null": b"null",
    "no JSON": b"{",
    "no UTF-8": b'{"0": "\xff"}',
    "half a character": b'{"0": "\\ud800"}',
    "100,000 brackets": b"[" * 100_000,
    "100,000 braces": b'{"a":' * 100_000,
    "a name that is null": b'{"0": null}',
    "a name that is a number": b'{"0": 5}',
    "a name that is a list": b'{"0": []}',
    "a number that is no member": b'{"1": "a.png"}',
    "a path for a number": b'{"../0": "a.png"}',
}.items():
    refuse(f"media: {name}", media=media, members={"0": Member(b"png")})
for name, media in {
    "wire type 7": b"\x0f",
    "a number without end": b"\x08" + b"\x80" * 100_000,
    "longer than all there is": b"\x0a\xff\xff\xff\xff\x0f",
    "an entry that is a number": b"\x08\x05",
    "a name that is a number": tagged(1, tagged(1, 5)),
    "a name that is no UTF-8": tagged(1, tagged(1, b"\xff\xfe")),
    "an entry without a file": tagged(1, tagged(1, b"a.png")),
    "two million entries": b"\x0a\x00" * 2_000_000,
}.items():
    refuse(f"media of today: {name}", is_modern=True, media=media)

# --- collections ---------------------------------------------------------------------------
for name, sql in {
    "no notes": "DROP TABLE notes",
    "no cards": "DROP TABLE cards",
    "no col": "DROP TABLE col",
    "an empty col": "DELETE FROM col",
    "col without columns": "DROP TABLE col; CREATE TABLE col(a)",
    "notes that are a view": "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS SELECT * FROM n",
    "notes without end": "DROP TABLE notes; CREATE VIEW notes AS WITH RECURSIVE r(x) AS (VALUES(1)"
    " UNION ALL SELECT x + 1 FROM r) SELECT x id, 'a' guid, 1 mid, 1 mod, 'b' flds, '' tags FROM r",
    "cards that multiply": "ALTER TABLE cards RENAME TO c; CREATE VIEW cards AS SELECT a.* FROM"
    + ",".join(f" notes {letter}, c {letter * 2}" for letter in "abcdefgh").replace(
        "notes a, c aa", "c a"
    )
    + " ORDER BY 1",
    "notes that are a full-text index": "DROP TABLE notes;"
    " CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, mod, flds, tags)",
    "fields made of nothing": "DROP TABLE notes; CREATE TABLE notes(id, guid, mid, mod, tags,"
    " flds AS (zeroblob(1000000000))); INSERT INTO notes VALUES(1, 'a', 1, 1, '')",
    "a guid that is null": "UPDATE notes SET guid = NULL",
    "a guid that is a number": "UPDATE notes SET guid = 5",
    "fields that are null": "UPDATE notes SET flds = NULL",
    "fields that are bytes": "UPDATE notes SET flds = x'ff00'",
    "fields that are no UTF-8": "UPDATE notes SET flds = CAST(x'ff1f61' AS TEXT)",
    "tags that are null": "UPDATE notes SET tags = NULL",
    "a time that is a text": "UPDATE notes SET mod = 'yesterday'",
    "a time that is endless": "UPDATE notes SET mod = 9e999",
    "a note type that is a text": "UPDATE notes SET mid = 'Words'",
    "a note type that is not there": "UPDATE notes SET mid = 7",
    "a note without a field": "UPDATE notes SET flds = ''",
    "a note with a field too many": "UPDATE notes SET flds = flds || char(31)",
    "a card of no template": "UPDATE cards SET ord = 1",
    "a card before the first": "UPDATE cards SET ord = -1",
    "a card of no deck": "UPDATE cards SET did = 99",
    "a card whose deck is a text": "UPDATE cards SET did = 'Sea'",
    "a place that is a text": "UPDATE cards SET due = 'soon'",
    "a place that is null": "UPDATE cards SET due = NULL",
    "models that are null": "UPDATE col SET models = NULL",
    "models that are bytes": "UPDATE col SET models = x'7b7d'",
    "models that are a number": "UPDATE col SET models = 7",
    "decks that are null": "UPDATE col SET decks = NULL",
    "a time of all that is a text": "UPDATE col SET mod = 'now'",
}.items():
    refuse(f"collection: {name}", sql=sql)
for name, image in {
    "a header and nothing": lambda: Made().image()[:100],
    "the first page": lambda: Made().image()[:4096],
    "noise after the header": lambda: Made().image()[:100] + bytes(range(256)) * 100,
    "a page size of nothing": lambda: Made().image()[:16] + b"\0\0" + Made().image()[18:],
    "twenty bytes": lambda: b"SQLite format 3\0\0\0\0\0",
    "notes that are their own child": looped,
}.items():
    add(f"collection: {name}", REFUSED, functools.partial(
        lambda image: archive({"collection.anki2": Member(image()), "media": Member(b"{}")}), image
    ))  # fmt: skip
show("collection: a card of no note", cards=((11, 10, 0, 2, 0, 1), (12, 99, 0, 2, 0, 1)))
show("collection: a guid twice", notes=[(n, "a", 1, 5, "x\x1fy", "") for n in (10, 11)])
show(
    "collection: a trigger", sql="CREATE TRIGGER t AFTER INSERT ON col BEGIN DELETE FROM notes; END"
)
show("collection: a log that is not there", members={
    "collection.anki2": Member(Made().image()[:18] + b"\2\2" + Made().image()[20:])})  # fmt: skip

# --- note types and decks ------------------------------------------------------------------
for key, values in {
    "id": (None, "one", [], 1.5, 2**70, True),
    "name": (None, 5, [], {}),
    "mod": (None, "now", 2**70),
    "css": (None, 5, ["a"]),
    "flds": (None, {}, [], [None], [{"name": None, "ord": 0}], [{"name": "a"}], "Front"),
    "tmpls": (None, {}, [], [{"name": "a", "ord": 0, "qfmt": 5, "afmt": ""}], ["Card 1"]),
    "sortf": (2, -1, 10**30, None, "first"),
}.items():
    for value in values:
        refuse(f"note type: {key} is {value!r}", models={"1": note_type(**{key: value})})
for name, models in {"a list": [], "a text": '"x"', "a list of note types": [note_type()]}.items():
    refuse(f"note types: {name}", models=models)
for name, decks in {
    "a list": [],
    "a name that is null": {"2": {"id": 2, "name": None}},
    "a name that is a number": {"2": {"id": 2, "name": 7}},
    "a description that is a list": {"2": {"id": 2, "name": "Sea", "desc": []}},
    "no id": {"2": {"name": "Sea"}},
    "50,000 in one another": '{"a":' * 50_000,
}.items():
    refuse(f"decks: {name}", decks=decks)
for name, sql in {
    "a name that is null": "UPDATE notetypes SET name = NULL",
    "a configuration that is null": "UPDATE notetypes SET config = NULL",
    "a configuration that is a text": "UPDATE notetypes SET config = 'css'",
    "a configuration that is noise": "UPDATE notetypes SET config = x'ffffffffffffffffffffffff'",
    "a style that is a number": "UPDATE notetypes SET config = x'1805'",
    "a style that is no UTF-8": "UPDATE notetypes SET config = x'1a02ffff'",
    "a sort field that is bytes": "UPDATE notetypes SET config = x'120141'",
    "a sort field far away": "UPDATE notetypes SET config = x'10ff01'",
    "no fields": "DELETE FROM fields",
    "no templates": "DELETE FROM templates",
    "a field that is null": "UPDATE fields SET name = NULL",
    "a place that is a text": "UPDATE fields SET ord = 'first'",
    "a template that is bytes": "UPDATE templates SET name = x'ff'",
    "a deck that is null": "UPDATE decks SET name = NULL",
    "a description that is noise": "UPDATE decks SET kind = x'0a05ff'",
    "a description that is a number": "UPDATE decks SET kind = x'0805'",
    "note types that are a view": "ALTER TABLE notetypes RENAME TO k;"
    " CREATE VIEW notetypes AS SELECT * FROM k",
}.items():
    refuse(f"today: {name}", is_modern=True, sql=sql)
show("today: nothing wrong", is_modern=True)

# --- names and texts that want to be more --------------------------------------------------
for called, name in {
    "escapes": f"{ESC}Sea",
    "one-byte escapes": "\x9b31mSea",
    "a command": "::error file=x::Sea",
    "a command after spaces": "  ::set-output name=x::Sea",
    "an old command": "##[add-mask]Sea",
    "lines": "Sea\n::error::x\r\n# Head",
    "right to left": "\u202eaeS\u2066",
    "no end": "Sea" * 100_000,
    "HTML": "<img src=x onerror=alert(1)><!-- <script>",
    "a link": "[x](javascript:alert(1)) ![y](//evil.example/a.png)",
    "mentions": "@octocat (@ghost) cc @a",
    "a table": "a | b `c` *d* _e_ ~~f~~ \\",
}.items():
    show(f"named with {called}: the deck", decks={"2": {"id": 2, "name": name, "desc": name}})
    show(f"named with {called}: the note type", models={"1": note_type(
        name=name, css=name, id=3,
        flds=[{"name": name, "ord": 0}, {"name": name + "2", "ord": 1}],
        tmpls=[{"name": name, "ord": 0, "qfmt": name, "afmt": name}],
    )}, notes=((10, "b", 3, 5, "laut\x1fsea", ""),))  # fmt: skip
    show(f"named with {called}: fields and tags", notes=(
        (10, "a", 1, 6, f"{name}\x1f{name}", name),
        (20, "b", 1, 6, f"x\x1f{name}", ""),
    ))  # fmt: skip
    show(f"named with {called}: media", media={"0": name}, members={"0": Member(b"png")})


# --- what takes long to compare ------------------------------------------------------------
def words(seed: int, count: int) -> str:
    """Return words that recur, which is what a comparison of texts takes longest over."""
    return " ".join(f"w{n * seed % 97}" for n in range(count))


show("long: 200,000 other words", notes=((10, "a", 1, 6, f"laut\x1f{words(31, 200_000)}", ""),))
show("long: 50,000 other lines of a style", models={
    "1": note_type(mod=2, css="\n".join(f".a{n * 31 % 977} {{ }}" for n in range(50_000)))
})  # fmt: skip
show("long: 2,000 other pictures", media={str(n): f"{n}.png" for n in range(2000)}, members={
    str(n): Member(b"new") for n in range(2000)}, notes=[
    (n + 11, f"{n}", 1, 5, f'{n}\x1f<img src="{n}.png">', "") for n in range(2000)])  # fmt: skip
show("long: 200 notes of 400 other words", notes=[
    (n + 11, f"{n}", 1, 6, f"{n}\x1f{words(31, 400)}", "") for n in range(200)])  # fmt: skip
for piece in ("<", "<!--", "<!-- >", "<br", "<img ", "<img src=", "[sound:", "[[", "&", "&#", "@"):
    show(f"300 KB of {piece}", notes=(
        (10, "a", 1, 5, f"{piece * (300_000 // len(piece))}\x1fsea", ""),
    ))  # fmt: skip
show("ten thousand note types", models={
    str(n): note_type(id=n, name=f"t{n}") for n in range(1, 10_001)})  # fmt: skip
show("ten thousand decks", decks={str(n): {"id": n, "name": f"d{n}::e"} for n in range(2, 10_002)})


def before() -> bytes:
    """Return the package that those which take long are compared with."""
    return replace(
        Made(),
        models={"1": note_type(css="\n".join(f".a{n * 37 % 977} {{ }}" for n in range(50_000)))},
        media={str(n): f"{n}.png" for n in range(2000)},
        members={str(n): Member(b"old") for n in range(2000)},
        notes=[
            (10, "a", 1, 5, f"laut\x1f{words(37, 200_000)}", " water "),
            *(
                (n + 11, f"{n}", 1, 5, f"{n}\x1f{words(37, 400) if n < 200 else n}", "")
                for n in range(2000)
            ),
        ],
    ).package()


def write(folder: Path) -> None:
    """Write all packages into a folder, by their number."""
    (folder / "before.apkg").write_bytes(before())
    (folder / "whole.apkg").write_bytes(whole())
    for number, (make, _expected) in enumerate(PACKAGES.values()):
        (folder / f"{number}.apkg").write_bytes(make())
