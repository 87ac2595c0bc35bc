"""What diagnostics say, in Indonesian and English: one row per code, and nothing else says it.

``{name}`` stands for a parameter of the diagnostic. A parameter of type ``Word`` is
itself looked up in ``WORDS``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ankigen.diagnostics import Word

LANGUAGES = ("id", "en")

# code: (Indonesian, English)
MESSAGES: dict[str, tuple[str, str]] = {
    # the file
    "file-missing": ("berkas {file} tidak ditemukan", "there is no file {file}"),
    "file-unreadable": ("berkas tidak dapat dibaca: {reason}", "the file cannot be read: {reason}"),
    "file-not-regular": ("bukan berkas biasa", "not a regular file"),
    "file-too-big": (
        "berkas sebesar {size} MiB; batasnya {limit} MiB",
        "the file has {size} MiB; the limit is {limit} MiB",
    ),
    "file-empty": (
        "berkas kosong atau bukan pemetaan YAML",
        "the file is empty or is no YAML mapping",
    ),
    "file-unlisted": (
        "berkas ini tidak disebut dalam files: di deck.yaml, jadi tidak ikut dibuat",
        "the file is not listed under files: in deck.yaml, so it is not built",
    ),
    "folder-not-deck": ("tidak ada deck.yaml di sini", "there is no deck.yaml here"),
    "encoding-utf16": (
        "berkas disimpan sebagai UTF-16, bukan UTF-8",
        "the file is saved as UTF-16, not UTF-8",
    ),
    "encoding-utf8": ("bita {byte} bukan UTF-8", "byte {byte} is not UTF-8"),
    "encoding-bom": (
        "berkas diawali tanda urutan bita (BOM)",
        "the file starts with a byte-order mark",
    ),
    "text-hidden-char": (
        "karakter tersembunyi {char} ({name})",
        "hidden character {char} ({name})",
    ),
    "text-not-nfc": (
        "{text} ditulis dengan huruf terurai, bukan NFC",
        "{text} is written with decomposed letters, not in NFC",
    ),
    # YAML
    "yaml-syntax": ("bukan YAML yang sah: {problem}", "not valid YAML: {problem}"),
    "yaml-unclosed-quote": (
        "tanda kutip {quote} ini tidak ditutup di barisnya",
        "this {quote} is never closed on its line",
    ),
    "yaml-tab": ("ada tab di indentasi", "a tab character in the indentation"),
    "yaml-colon-in-text": (
        'teks ini memuat ": ", jadi harus diapit tanda kutip',
        'this text has ": " in it, so it must be in quotes',
    ),
    "yaml-start-char": (
        "teks yang diawali {char} harus diapit tanda kutip",
        "text that starts with {char} must be in quotes",
    ),
    "yaml-anchor": (
        "jangkar (&nama) tidak dipakai di dek",
        "anchors (&name) are not used in decks",
    ),
    "yaml-alias": (
        "*{name} adalah alias YAML; alias tidak dipakai di dek",
        "*{name} is a YAML alias; aliases are not used in decks",
    ),
    "yaml-tag": (
        "tag YAML ({tag}) tidak dipakai di dek",
        "YAML tags ({tag}) are not used in decks",
    ),
    "yaml-directive": ("baris % tidak dipakai di dek", "% directives are not used in decks"),
    "yaml-documents": (
        "dokumen kedua dimulai di sini (---); satu berkas satu dokumen",
        "a second document starts here (---); one document per file",
    ),
    "yaml-depth": ("lebih dalam dari {limit} tingkat", "nested deeper than {limit} levels"),
    "yaml-key": (
        "ada daftar atau pemetaan di tempat kunci",
        "a list or mapping stands where a key should be",
    ),
    "yaml-key-type": (
        "kunci {key} terbaca sebagai {what}, bukan teks",
        "the key {key} reads as {what}, not as text",
    ),
    "yaml-duplicate-key": (
        'kunci "{key}" ada dua kali dalam satu pemetaan',
        'the key "{key}" is here twice in one mapping',
    ),
    "yaml-special": (
        "{text} tanpa tanda kutip punya arti khusus dalam YAML",
        "a bare {text} has a special meaning in YAML",
    ),
    "yaml-value": (
        "{text} terbaca sebagai tanggal atau angka, tetapi tidak sah",
        "{text} reads as a date or number, but is not a valid one",
    ),
    "yaml-nonfinite": ("{text} bukan bilangan berhingga", "{text} is not a finite number"),
    # the shape
    "kind-missing": ('berkas ini tidak punya "kind"', 'the file has no "kind"'),
    "kind-unexpected": (
        "jenis berkas ini {kind}, padahal di sini diperlukan {wanted}",
        "the kind of this file is {kind}, but {wanted} is needed here",
    ),
    "unknown-key": ('"{key}" tidak dikenal di sini', '"{key}" is not a known key here'),
    "missing-key": ('kurang "{key}"', '"{key}" is missing'),
    "unquoted": (
        "{raw} terbaca sebagai {what}, padahal {name} adalah teks",
        "{raw} is read as {what}, but {name} is text",
    ),
    "wrong-type": (
        "{name} harus berupa {wanted}, bukan {what}",
        "{name} must be {wanted}, not {what}",
    ),
    "empty": ("{name} kosong", "{name} is empty"),
    "bad-choice": ('{name} tidak boleh "{value}"', '{name} cannot be "{value}"'),
    "bad-pattern": (
        'bentuk "{value}" tidak cocok untuk {name}',
        '"{value}" does not have the form of {name}',
    ),
    "too-long": (
        "{name} sepanjang {count} karakter; batasnya {limit}",
        "{name} has {count} characters; the limit is {limit}",
    ),
    "too-many": (
        "{name} berisi {count} butir; batasnya {limit}",
        "{name} has {count} items; the limit is {limit}",
    ),
    "out-of-range": (
        "{name} bernilai {value}; seharusnya {minimum} sampai {maximum}",
        "{name} is {value}; it may be {minimum} to {maximum}",
    ),
    "doubled-item": ('"{value}" disebut dua kali', '"{value}" is listed twice'),
    "not-here": (
        '"{name}" tidak dapat dipakai bersama isian lain di catatan ini',
        '"{name}" cannot be used with the other values of this note',
    ),
    "schema": ("tidak sesuai skema: {problem}", "does not fit the schema: {problem}"),
    # the deck as a whole
    "duplicate-note-key": (
        'kunci "{key}" sudah dipakai di {other}',
        'the key "{key}" is already used at {other}',
    ),
    "duplicate-deck": (
        'dek "{deck}" punya {what} yang sama dengan {other}',
        'the deck "{deck}" has the same {what} as {other}',
    ),
    "unknown-reference": (
        '{name} menunjuk "{key}", tetapi catatan itu tidak ada di dek ini',
        '{name} names "{key}", but this deck has no such note',
    ),
    "wrong-reference": (
        '{name} menunjuk "{key}", padahal itu bukan organisasi',
        '{name} names "{key}", which is not an organisation',
    ),
    "bad-date": ("{value} tidak ada dalam kalender", "the calendar has no {value}"),
    "date-order": (
        "{later} ({later_date}) mendahului {earlier} ({earlier_date})",
        "{later} ({later_date}) comes before {earlier} ({earlier_date})",
    ),
    "media-missing": ("media/{file} tidak ada", "there is no media/{file}"),
    "media-unused": ("tidak dipakai catatan mana pun", "no note uses this file"),
    "no-cards": (
        "dek ini tidak menghasilkan satu kartu pun",
        "the deck gives not a single card",
    ),
    # rewriting
    "layout": ("tata letaknya belum baku", "the layout is not the canonical one"),
    "layout-data": (
        "tidak dirapikan, karena isinya akan ikut berubah",
        "not laid out, because its data would change with it",
    ),
    "layout-comments": (
        "tidak dirapikan, karena ada komentar yang akan hilang atau pindah",
        "not laid out, because a comment would be lost or moved",
    ),
    "layout-unstable": (
        "tidak dirapikan, karena hasilnya belum tetap pada putaran kedua",
        "not laid out, because a second run would change it again",
    ),
    "fix-remains": (
        "tidak diperbaiki, karena suntingannya tidak menghilangkan galatnya",
        "not fixed, because the edits would not make the errors disappear",
    ),
    "fix-data": (
        "tidak diperbaiki, karena isi lain akan ikut berubah",
        "not fixed, because other data would change with it",
    ),
    "new-key": (
        "kunci {key} harus berupa huruf kecil Inggris, angka, dan tanda hubung, "
        "paling banyak 64 karakter",
        "the key {key} must be lower-case English letters, digits and hyphens, "
        "at most 64 characters",
    ),
    "new-file-name": (
        "{file} bukan nama berkas .yaml di folder dek",
        "{file} is not the name of a .yaml file in the folder of the deck",
    ),
    "new-exists": ("{path} sudah ada", "{path} exists already"),
    "new-key-used": ("kunci {key} sudah dipakai di {path}", "the key {key} is used in {path}"),
    "new-which-deck": (
        "sebutkan deknya dengan --deck: {decks}",
        "say which deck with --deck: {decks}",
    ),
    "new-no-deck": (
        "tidak ada dek di {path}; mulailah dengan: ankigen new deck KUNCI",
        "there is no deck at {path}; start with: ankigen new deck KEY",
    ),
    "new-unreadable": (
        "{path} masih bermasalah; jalankan dahulu: ankigen validate",
        "{path} has mistakes; run this first: ankigen validate",
    ),
    "new-other-kind": (
        "{path} berisi {kind}, bukan {wanted}; pilih berkas lain dengan --file",
        "{path} holds {kind}, not {wanted}; choose another file with --file",
    ),
    # the world outside
    "no-decks": ("tidak ada dek di {path}", "there is no deck at {path}"),
    "output": ("tidak dapat menulis {path}: {reason}", "cannot write {path}: {reason}"),
    "clock-epoch": (
        "SOURCE_DATE_EPOCH harus bilangan bulat detik, bukan {value}",
        "SOURCE_DATE_EPOCH must be a whole number of seconds, not {value}",
    ),
    "clock-future": (
        "waktu pembuatan {time} lebih dari sehari di depan jam komputer ini",
        "the build time {time} is more than a day ahead of this machine's clock",
    ),
    "anki-missing": (
        "ini memerlukan Anki sendiri: pip install 'ankigen[anki]'",
        "this needs Anki itself: pip install 'ankigen[anki]'",
    ),
    "anki-failed": ("Anki gagal: {reason}", "Anki failed: {reason}"),
}

HINTS: dict[str, tuple[str, str]] = {
    "save-as-utf8": ("simpan lagi sebagai UTF-8", "save it again as UTF-8"),
    "save-without-bom": (
        'simpan sebagai "UTF-8", bukan "UTF-8 with BOM"',
        'save as "UTF-8", not "UTF-8 with BOM"',
    ),
    "byte-in-cp1252": (
        'dalam Windows-1252 bita ini "{char}": simpan berkas sebagai UTF-8',
        'in Windows-1252 this byte is "{char}": save the file as UTF-8',
    ),
    "delete-hidden-char": ("hapus karakter itu", "delete it"),
    "check-file-name": (
        "periksa ejaan nama berkas dan huruf besar kecilnya",
        "check the spelling of the file name and its capital letters",
    ),
    "quote-if-text": (
        "jika itu bagian teks, apit teksnya dengan tanda kutip",
        "if it is part of the text, put the text in quotes",
    ),
    "quote-braces": (
        "nilai yang diawali {{ atau [ harus diapit tanda kutip",
        "a value that starts with {{ or [ must be in quotes",
    ),
    "put-in-quotes": ('apit dengan tanda kutip: "{text}"', 'put it in quotes: "{text}"'),
    "write-as": ("tulis: {text}", "write it as: {text}"),
    "close-quote": ("akhiri teks dengan {quote}", "end the text with {quote}"),
    "use-spaces": (
        "pakai spasi; YAML tidak menerima tab di sini",
        "use spaces: YAML takes no tabs here",
    ),
    "delete-one": ("hapus salah satu", "delete one of them"),
    "did-you-mean": ('maksudnya "{name}"?', 'did you mean "{name}"?'),
    "known-keys": ("kunci yang dikenal: {keys}", "known keys: {keys}"),
    "known-kinds": ("kind: salah satu dari {kinds}", "kind: one of {kinds}"),
    "comma-in-braces": (
        "koma dalam teks tanpa kutip di dalam {{ }} memulai kunci baru: "
        "apit teksnya dengan tanda kutip",
        "a comma in unquoted text inside {{ }} starts a new key: put the text in quotes",
    ),
    "add-key": ("tambahkan  {key}: …", "add  {key}: …"),
    "one-of": ("salah satu dari: {choices}", "one of: {choices}"),
    "form": ("{text}", "{text}"),
    "like": ("contoh: {example}", "for example: {example}"),
    "write-composed": (
        "tulis dengan huruf utuh: {text}",
        "write it with composed letters: {text}",
    ),
    "run-fmt": ("jalankan: ankigen fmt", "run: ankigen fmt"),
    "list-file": (
        'tambahkan "{file}" ke files: di deck.yaml, atau hapus berkasnya',
        'add "{file}" to files: in deck.yaml, or delete the file',
    ),
    "choose-other-key": (
        "pilih kunci lain; kunci harus unik di seluruh dek",
        "choose another key; keys are unique in the whole deck",
    ),
    "renamed": ('kuncinya sekarang "{key}"', 'its key is now "{key}"'),
    "new-uid": (
        "setiap dek, juga salinan, memerlukan uid, key, dan anki_name sendiri",
        "each deck, also a copy, needs a uid, key and anki_name of its own",
    ),
    "put-media": (
        "letakkan gambarnya di folder media/ dek ini",
        "put the picture into the media/ folder of the deck",
    ),
    "use-or-delete": ("pakai atau hapus berkas ini", "use the file or delete it"),
    "deck-path": (
        "sebutkan folder dek (yang berisi deck.yaml) atau folder di atasnya",
        "name the folder of a deck (with its deck.yaml) or the folder above it",
    ),
}

NOTICES: dict[str, tuple[str, str]] = {
    # what a command did, for people; nothing is wrong
    "fixed": ("{path}: {count} diperbaiki", "{path}: {count} fixed"),
    "laid-out": ("{path}: dirapikan", "{path}: laid out"),
    "layout-summary": (
        "{files} berkas, {changed} dirapikan, {left} dibiarkan",
        "{files} files, {changed} laid out, {left} left alone",
    ),
    "layout-check-summary": (
        "{files} berkas, {changed} belum baku, {left} dibiarkan",
        "{files} files, {changed} not canonical, {left} left alone",
    ),
    "created": ("{path}: dibuat", "{path}: created"),
    "kept": ("{path}: sudah ada, tidak diubah", "{path}: already there, left as it is"),
    "note-added": ("{path}: catatan {key} ditambahkan", "{path}: note {key} added"),
    "file-listed": ("{path}: {file} ditambahkan ke files:", "{path}: {file} added to files:"),
}

WORDS: dict[str, tuple[str, str]] = {
    "error": ("galat", "error"),
    "warning": ("peringatan", "warning"),
    "info": ("info", "info"),
    "boolean": ("ya/tidak (true/false)", "a boolean (true/false)"),
    "whole-number": ("bilangan bulat", "a whole number"),
    "number": ("bilangan", "a number"),
    "nothing": ("nilai kosong (null)", "nothing (null)"),
    "text": ("teks", "text"),
    "mapping": ("pemetaan", "a mapping"),
    "list": ("daftar", "a list"),
    "date": ("tanggal", "a date"),
    "bytes": ("data biner", "binary data"),
    "founding": ("pendirian", "the founding"),
    "end": ("akhir", "the end"),
    "previous-event": ("peristiwa sebelumnya", "the event before it"),
    "event": ("peristiwa ini", "this event"),
    "as-of": ("as_of", "as_of"),
}


def _side(language: str) -> int:
    return LANGUAGES.index(language)


def _fill(template: str, params: Mapping[str, str], language: str) -> str:
    words = {
        name: WORDS[value][_side(language)] if isinstance(value, Word) else value
        for name, value in params.items()
    }
    return template.format_map(words)


def message(code: str, params: Mapping[str, str], language: str) -> str:
    """Word a diagnostic or an ``AnkigenError`` in ``id`` or ``en``."""
    return _fill(MESSAGES[code][_side(language)], params, language)


def hint(code: str, params: Mapping[str, str], language: str) -> str:
    """Word a hint in ``id`` or ``en``."""
    return _fill(HINTS[code][_side(language)], params, language)


def notice(code: str, params: Mapping[str, str], language: str) -> str:
    """Word what a command did, in ``id`` or ``en``."""
    return _fill(NOTICES[code][_side(language)], params, language)


def word(code: str, language: str) -> str:
    """Return a single word in ``id`` or ``en``."""
    return WORDS[code][_side(language)]
